// The passes, the tokens they run over, and the entry points.
#include "python_interp/syntax/parser.hpp"

#include "python_interp/syntax/grammar.hpp"
#include "python_interp/syntax/unicode.hpp"

namespace py::syntax {

using enum TokenKind;

Parser::Parser(Arena& arena, SourceText source, std::string_view filename, Goal goal,
               const ParseOptions& options, TextOrigin origin)
    : arena_(arena),
      text_(source.text),
      is_utf8_(source.is_utf8),
      filename_(filename),
      options_(options),
      origin_(origin),
      goal_(goal) {
  read_tokens();
}

/// All tokens, with one before the first and two behind the last so that looking around is always
/// possible.
void Parser::read_tokens() {
  Tokenizer tokenizer(text_, origin_);
  tokens_.reserve(text_.size() / 4 + 16);
  tokens_.emplace_back();
  Token token;
  do {
    token = tokenizer.next();
    bool ends_console_line = goal_ == Goal::Interactive && token.kind == EndMarker;
    if (ends_console_line && tokens_.size() > 1) {
      tokens_.push_back(token);
      tokens_.back().kind = Newline;
    }
    tokens_.push_back(token);
  } while (token.kind != EndMarker && token.kind != Failed);
  if (options_.notes != nullptr) {
    options_.notes->insert(options_.notes->end(), tokenizer.notes().begin(),
                           tokenizer.notes().end());
  }
  tokens_failed_ = token.kind == Failed;
  if (tokens_failed_) {
    token_fault_ = tokenizer.fault();
    token_fault_outranks_ = tokenizer.fault_outranks();
    failed_at_end_ = tokenizer.at_end();
    open_brackets_ = tokenizer.open_brackets();
  }
  Token failed = token;
  failed.kind = Failed;
  tokens_.push_back(failed);
  tokens_.push_back(failed);
}

namespace {

bool is_compound_statement(const Stmt& statement) {
  switch (statement.kind) {
    case StmtKind::FunctionDef: case StmtKind::AsyncFunctionDef: case StmtKind::ClassDef:
    case StmtKind::For: case StmtKind::AsyncFor: case StmtKind::While: case StmtKind::If:
    case StmtKind::With: case StmtKind::AsyncWith: case StmtKind::Match: case StmtKind::Try:
    case StmtKind::TryStar:
      return true;
    default: return false;
  }
}

}  // namespace

// ---- Passes -----------------------------------------------------------------------------------

Mod* Parser::parse() {
  return static_cast<Mod*>(run([&]() -> void* { return module(); }));
}

Expr* Parser::parse_fstring_expression() {
  return static_cast<Expr*>(run([&]() -> void* { return star_expressions(); }));
}

void* Parser::run(auto&& goal) {
  token_ = furthest_ = tokens_.data() + 1;
  void* result = goal();
  if (result != nullptr) return result;
  if (!fault_) {
    note_progress(token_);
    if (furthest_->kind == Failed) stop_at_failed_token();
  }
  if (options_.allow_incomplete && stopped_at_end()) {
    raise_incomplete();
    return nullptr;
  }
  diagnosing_ = true;
  if (!fault_) run_again(goal);
  Mark stopped = furthest_;
  finding_mistakes_ = true;
  if (!fault_) run_again(goal);
  choose_failure(stopped);
  return nullptr;
}

void Parser::run_again(auto&& goal) {
  memory_.clear();
  depth_ = 0;
  token_ = tokens_.data() + 1;
  goal();
  reset(token_);
}

bool Parser::stopped_at_end() const {
  if (fault_ && !stopped_by_token_) return false;
  return stopped_by_token_ ? failed_at_end_ : furthest_->begin >= text_.size();
}

void Parser::raise_incomplete() {
  fault_.reset();
  raise_here("incomplete input");
  report(*fault_);
}

/// The whole of the text, as `goal_` says.
Mod* Parser::module() {
  switch (goal_) {
    case Goal::Expression: {
      Expr* body = expressions();
      while (body != nullptr && accept(Newline)) {}
      return body != nullptr && at(EndMarker) ? make_module<Expression>(body) : nullptr;
    }
    case Goal::Interactive: return console_statement();
    default: {
      Gather<Stmt*> body(scratch_);
      if (!at(EndMarker) && !statements(body)) return nullptr;
      return at(EndMarker) ? make_module<Module>(body.take(arena_)) : nullptr;
    }
  }
}

/// A compound statement needs an empty line behind it.
Mod* Parser::console_statement() {
  Gather<Stmt*> body(scratch_);
  Mark start = token_;
  if (at(EndMarker)) return nullptr;
  if (accept(Newline)) {
    body.add(make<Pass>(from(start)));
  } else {
    if (!statement(body)) return nullptr;
    if (is_compound_statement(*body[0]) && !accept(Newline)) return nullptr;
  }
  if (at(EndMarker) || (at(Newline) && next_is(EndMarker))) {
    return make_module<Interactive>(body.take(arena_));
  }
  return raise_here("multiple statements found while compiling a single statement");
}

// ---- Tokens -----------------------------------------------------------------------------------

Identifier Parser::identifier_of(const Token& token) {
  std::string_view text = text_of(token);
  for (char byte : text) {
    if (static_cast<unsigned char>(byte) >= 0x80) {
      return arena_.intern(normalised_identifier(text));
    }
  }
  return arena_.intern(text);
}

void Parser::reset(Mark mark) {
  if (fault_) return;
  note_progress(token_);
  if (at(Failed)) {
    stop_at_failed_token();
  } else {
    token_ = mark;
  }
}

void Parser::stop_at_failed_token() {
  raise_token_fault();
  stopped_by_token_ = true;
}

Position Parser::from_visible(Mark start) const {
  Mark last = token_ - 1;
  while (last->kind == Newline || last->kind == Indent || last->kind == Dedent) --last;
  return {start->pos.lineno, start->pos.col_offset, last->pos.end_lineno,
          last->pos.end_col_offset};
}

// ---- Entry points -----------------------------------------------------------------------------

namespace {

template <class Root>
Parsed<Root> parse_as(Goal goal, Arena& arena, std::string_view source, std::string_view filename,
                      const ParseOptions& options) {
  SourceOptions reading{.is_text = options.is_text,
                        .is_script = options.is_script,
                        .complete_last_line = goal == Goal::File};
  auto text = read_source(arena, source, filename, reading);
  if (!text) return std::unexpected(std::move(text.error()));
  Parser parser(arena, *text, filename, goal, options);
  if (Mod* root = parser.parse()) return static_cast<Root*>(root);
  return std::unexpected(parser.failure());
}

}  // namespace

Parsed<Module> parse_module(Arena& arena, std::string_view source, std::string_view filename,
                            const ParseOptions& options) {
  return parse_as<Module>(Goal::File, arena, source, filename, options);
}

Parsed<Expression> parse_expression(Arena& arena, std::string_view source,
                                    std::string_view filename, const ParseOptions& options) {
  return parse_as<Expression>(Goal::Expression, arena, source, filename, options);
}

Parsed<Interactive> parse_interactive(Arena& arena, std::string_view source,
                                      std::string_view filename, const ParseOptions& options) {
  return parse_as<Interactive>(Goal::Interactive, arena, source, filename, options);
}

}  // namespace py::syntax
