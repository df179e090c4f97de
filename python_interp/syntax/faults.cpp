// Raising faults, and how the one that is reported is chosen among the parser's and the tokenizer's.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

namespace {

bool has_no_column(TokenKind kind) {
  return kind == Indent || kind == Dedent || kind == EndMarker;
}

}  // namespace

// ---- Raising ----------------------------------------------------------------------------------

/// After this every token is Failed, so all rules return.
std::nullptr_t Parser::raise(FailureKind kind, std::string message, Position pos) {
  if (fault_) return nullptr;
  note_progress(token_ - 1);
  fault_ = Fault{kind, std::move(message), pos};
  token_ = &tokens_.back() - 1;
  return nullptr;
}

std::nullptr_t Parser::raise_at(const Position& where, std::string message) {
  return raise(FailureKind::SyntaxError, std::move(message), where);
}

std::nullptr_t Parser::raise_over(const Position& first, const Position& last,
                                  std::string message) {
  return raise_at({first.lineno, first.col_offset, last.end_lineno, last.end_col_offset},
                  std::move(message));
}

/// At the furthest token that has been looked at.
std::nullptr_t Parser::raise_here(std::string message, FailureKind kind) {
  if (fault_) return nullptr;
  note_progress(token_ - 1);
  Position pos = furthest_->pos;
  if (has_no_column(furthest_->kind)) {
    pos.col_offset -= 1;
    pos.end_col_offset = end_reported_as_minus_one;
  }
  return raise(kind, std::move(message), pos);
}

/// From `first` to the end of what has been looked at.
std::nullptr_t Parser::raise_from(const Position& first, std::string message) {
  if (fault_) return nullptr;
  note_progress(token_ - 1);
  const Position& last = furthest_->pos;
  return raise_at({first.lineno, first.col_offset, last.end_lineno, last.end_col_offset - 1},
                  std::move(message));
}

std::nullptr_t Parser::raise_unclosed_bracket() {
  const OpenBracket& bracket = open_brackets_.back();
  Position pos{bracket.lineno, bracket.col_offset, bracket.lineno, end_reported_as_zero};
  return raise_at(pos, std::string("'") + bracket.character + "' was never closed");
}

std::nullptr_t Parser::raise_too_deep() { return raise(FailureKind::MemoryError, "", {}); }

std::nullptr_t Parser::raise_token_fault() {
  if (!token_fault_) return raise_unclosed_bracket();
  return raise(token_fault_->kind, token_fault_->message, token_fault_->pos);
}

/// The failure of an f-string's expression, which becomes this parser's.
std::nullptr_t Parser::raise_inner(const SyntaxFailure& failure) {
  inner_failure_ = failure;
  return raise(failure.kind, failure.message, {});
}

bool Parser::forced(TokenKind kind) {
  if (accept(kind)) return true;
  if (!at(Failed)) {
    note_progress(token_);
    raise_at(token_->pos, "expected '" + std::string(row_of(kind).text) + "'");
  }
  return false;
}

// ---- Choosing ---------------------------------------------------------------------------------

/// Both passes have failed, or the first one has with a fault; `stopped` is where it stopped.
void Parser::choose_failure(Mark stopped) {
  if (fault_ && fault_->kind == FailureKind::MemoryError) return report(*fault_);
  if (fault_) {
    if (!stopped_by_token_) prefer_later_token_fault();
    return report(*fault_);
  }
  if (stopped->kind == Indent || stopped->kind == Dedent) {
    raise_here(stopped->kind == Indent ? "unexpected indent" : "unexpected unindent",
               FailureKind::IndentationError);
    return report(*fault_);
  }
  Position pos = stopped->pos;
  if (has_no_column(stopped->kind)) pos.col_offset = pos.end_col_offset = end_reported_as_zero;
  fault_ = Fault{FailureKind::SyntaxError, "invalid syntax", pos};
  prefer_later_token_fault();
  report(*fault_);
}

/// What the tokenizer finds wrong further on is preferred: it may well be the reason.
void Parser::prefer_later_token_fault() {
  if (!tokens_failed_) return;
  if (token_fault_ && token_fault_outranks_) {
    fault_ = token_fault_;
    inner_failure_.reset();
  } else if (!open_brackets_.empty() && furthest_->pos.lineno > open_brackets_.back().lineno) {
    fault_.reset();
    inner_failure_.reset();
    raise_unclosed_bracket();
  }
}

void Parser::report(const Fault& fault) {
  if (inner_failure_) {
    failure_ = *inner_failure_;
    return;
  }
  std::string_view line = line_of(text_, fault.pos.lineno - origin_.lineno + 1);
  failure_ = locate(fault, filename_, line);
  if (goal_ != Goal::FString) return;
  bool is_of_tokenizer = token_fault_outranks_ && fault.message == token_fault_->message;
  if (!is_of_tokenizer) failure_.message.insert(0, "f-string: ");
  // CPython counts bytes here, and from where the first line of the expression would start
  failure_.offset = fault.pos.col_offset + 1 - origin_.col_offset;
  failure_.end_offset = fault.pos.end_col_offset + 1 - origin_.col_offset;
}

}  // namespace py::syntax
