// Raising faults, and how the one that is reported is chosen among the parser's and the tokenizer's.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

namespace {

/// `column`, or where the character starts that has it inside.
int start_of_character(std::string_view line, int column) {
  auto continues = [&] {
    return column > 0 && static_cast<std::size_t>(column) < line.size() &&
           (static_cast<unsigned char>(line[static_cast<std::size_t>(column)]) & 0xC0) == 0x80;
  };
  while (continues()) --column;
  return column;
}

}  // namespace

/// The newline that ends what was typed at a prompt is the end of the text, too.
bool Parser::has_no_column(const Token& token) const {
  return token.kind == Indent || token.kind == Dedent || token.kind == EndMarker ||
         token.kind == Failed || (token.kind == Newline && token.end == text_.size());
}

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
  if (has_no_column(*furthest_)) {
    std::string_view line = line_at(pos.lineno);
    pos.col_offset = start_of_character(line, pos.end_col_offset - 1);
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
  bool is_first = !fault_;
  raise(token_fault_->kind, token_fault_->message, token_fault_->pos);
  if (is_first) fault_ = token_fault_;
  return nullptr;
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
    Position pos = token_->pos;
    if (has_no_column(*token_)) pos.col_offset = pos.end_col_offset = end_reported_as_zero;
    raise_at(pos, "expected '" + std::string(row_of(kind).text) + "'");
  }
  return false;
}

// ---- Choosing ---------------------------------------------------------------------------------

/// Both passes have failed, or the first one has with a fault; `stopped` is where it stopped.
void Parser::choose_failure(Mark stopped) {
  if (fault_ && fault_->kind == FailureKind::MemoryError) return report(*fault_);
  if (fault_) {
    if (!stopped_by_token_ && !has_read_everything()) prefer_later_token_fault();
    return report(*fault_);
  }
  if (stopped->kind == Indent || stopped->kind == Dedent) {
    raise_here(stopped->kind == Indent ? "unexpected indent" : "unexpected unindent",
               FailureKind::IndentationError);
    return report(*fault_);
  }
  Position pos = stopped->pos;
  if (has_no_column(*stopped)) pos.col_offset = pos.end_col_offset = end_reported_as_zero;
  fault_ = Fault{FailureKind::SyntaxError, "invalid syntax", pos};
  prefer_later_token_fault();
  report(*fault_);
}

/// What the tokenizer finds wrong further on is preferred: it may well be the reason.
void Parser::prefer_later_token_fault() {
  if (!tokens_failed_) return;
  if (token_fault_ && token_fault_->is_about_characters) {
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
  failure_ = locate(fault, filename_, quoted_text(fault),
                    fault.is_about_characters ? ColumnUnit::Characters : columns_);
  if (goal_ != Goal::FString) return;
  if (!fault.is_about_characters) failure_.message.insert(0, "f-string: ");
  // CPython counts bytes here, and from where the first line of the expression would start
  failure_.offset = fault.pos.col_offset + 1 - origin_.col_offset;
  failure_.end_offset = fault.pos.end_col_offset + 1 - origin_.col_offset;
}

/// CPython reads a string as it reads a console: the line that the tokenizer stands in is quoted from
/// where its buffer starts, newline included; an earlier one is cut out of the text, without newline. It
/// looks lines up in the file where there is one.
std::string_view Parser::quoted_text(const Fault& fault) const {
  std::string_view line = line_at(fault.pos.lineno);
  bool is_in_file = options_.is_file && goal_ == Goal::File;
  bool is_current = furthest_->pos.end_lineno <= fault.pos.lineno;
  if (is_current && !fault.is_about_characters && !is_in_file) {
    int first = first_line_of_buffer(furthest_->pos.end_lineno);
    std::string_view start = line_at(first);
    bool is_unterminated = furthest_->kind == Failed && token_fault_ && failed_at_end_;
    if (is_unterminated) return {start.data(), text_.data() + text_.size()};
    std::string_view last = line_at(furthest_->pos.end_lineno);
    return {start.data(), static_cast<std::size_t>(last.data() + last.size() - start.data())};
  }
  if ((!is_in_file || fault.is_about_characters) && line.ends_with('\n')) line.remove_suffix(1);
  return line;
}

/// Lines that a token or a backslash joins are in the buffer together.
int Parser::first_line_of_buffer(int lineno) const {
  for (Mark token = furthest_;;) {
    while (token > tokens_.data() && token->pos.lineno >= lineno) --token;
    if (token > tokens_.data() && token->pos.end_lineno >= lineno) {
      lineno = token->pos.lineno;
      continue;
    }
    int before = lineno - 1;
    while (before > 0 && line_at(before).find_first_not_of(" \t\f") == line_at(before).size() - 2 &&
           line_at(before).ends_with("\\\n")) {
      --before;  // a backslash alone: it joins lines unless it is part of indentation
    }
    std::string_view line = line_at(before);
    if (!line.ends_with("\\\n")) return lineno;
    auto end = static_cast<std::size_t>(line.data() + line.size() - text_.data());
    if (text_.substr(token->end, end - token->end).contains('#')) return lineno;
    lineno = before;
  }
}

}  // namespace py::syntax
