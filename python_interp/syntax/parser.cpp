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
      columns_(source.columns),
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
    if (goal_ == Goal::Interactive && token.kind == EndMarker && tokens_.size() > 1) {
      end_console_input(token, tokenizer.indentation_depth());
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
    failed_at_end_ = tokenizer.failed_at_end();
    open_brackets_ = tokenizer.open_brackets();
  }
  Token failed = token;
  failed.kind = Failed;
  tokens_.push_back(failed);
  tokens_.push_back(failed);
}

/// What was typed ends its line; and its blocks, which takes a line of its own.
void Parser::end_console_input(Token end, std::size_t open_blocks) {
  auto add = [&](TokenKind kind) {
    end.kind = kind;
    tokens_.push_back(end);
  };
  add(Newline);
  if (open_blocks == 0 || !options_.imply_dedent) return;
  for (; open_blocks > 0; --open_blocks) add(Dedent);
  add(Newline);
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
  diagnosing_ = true;
  if (!fault_) {
    furthest_ = tokens_.data() + 1;
    run_again(goal);
  }
  if (options_.allow_incomplete && has_read_everything()) {
    raise_incomplete();
    return nullptr;
  }
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

/// Would CPython's tokenizer have looked behind the last character to read what the parser has seen?
bool Parser::has_read_everything() const {
  if (stopped_by_token_) return failed_at_end_;
  const Token& last = *furthest_;
  if (last.kind == Dot && text_.substr(last.end) == ".") return true;  // it might have been `...`
  if (last.end < text_.size()) return false;
  if (last.begin == text_.size() || last.kind == EndMarker || last.kind == Newline) return true;
  if (last.kind == String) {
    std::string_view literal = text_of(last);
    return literal.size() - literal.find_first_of("\"'") == 2;  // an empty one might have been a triple quote
  }
  return is_keyword(last.kind) || last.kind == Word || last.kind == Number || last.end - last.begin < 3;
}

void Parser::raise_incomplete() {
  fault_.reset();
  inner_failure_.reset();
  token_ = furthest_;
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
  if (only_comments_follow()) return make_module<Interactive>(body.take(arena_));
  tokens_failed_ = false;  // CPython has not read further
  return raise_here("multiple statements found while compiling a single statement");
}

bool Parser::only_comments_follow() const {
  std::string_view rest = text_.substr(token_[-1].end);
  while (!rest.empty()) {
    auto start = rest.find_first_not_of(" \t\n\f");
    if (start == std::string_view::npos) return true;
    if (rest[start] != '#') return false;
    rest.remove_prefix(std::min(rest.find('\n', start), rest.size()));
  }
  return true;
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
