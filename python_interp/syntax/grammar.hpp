// The rules of the grammar as member functions: each reads tokens from the current one on and returns
// its node, or null when it does not match.
//
// Null says nothing about where the current token is left. In the first pass null goes all the way up.
// In the passes that look for the right message (`diagnosing_`) callers go back with `reset` and try
// what CPython's parser would try next; a rule about a mistake ends the pass by raising a fault, after
// which every token is `Failed`, so nothing matches any more and everything returns.
#pragma once

#include <concepts>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "python_interp/syntax/ast.hpp"
#include "python_interp/syntax/expression_names.hpp"
#include "python_interp/syntax/parser.hpp"
#include "python_interp/syntax/source.hpp"
#include "python_interp/syntax/tokens.hpp"

namespace py::syntax {

/// What a text is parsed as.
enum class Goal : std::uint8_t { File, Expression, Interactive, FString };

/// Items of a sequence until their number is known. Gatherers share one stack: only the youngest may
/// be added to.
template <class T>
class Gather {
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) % sizeof(std::uint64_t) == 0);
  static constexpr std::size_t words = sizeof(T) / sizeof(std::uint64_t);

 public:
  explicit Gather(std::vector<std::uint64_t>& stack) : stack_(stack), base_(stack.size()) {}
  Gather(const Gather&) = delete;
  Gather& operator=(const Gather&) = delete;
  ~Gather() { stack_.resize(base_); }

  void add(const T& item) {
    std::size_t place = stack_.size();
    stack_.resize(place + words);
    std::memcpy(&stack_[place], &item, sizeof(T));
    ++count_;
  }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  T operator[](std::size_t index) const {
    T item;
    std::memcpy(static_cast<void*>(&item), &stack_[base_ + index * words], sizeof(T));
    return item;
  }

  Seq<T> take(Arena& arena) const {
    return take(arena, [](const T& item) { return item; });
  }
  /// The sequence of what `part` gives for each item.
  template <class Part, class U = std::invoke_result_t<Part, const T&>>
  Seq<U> take(Arena& arena, Part part) const {
    if (empty()) return {};
    auto* storage = static_cast<U*>(arena.allocate(size() * sizeof(U), alignof(U)));
    for (std::size_t index = 0; index < size(); ++index) storage[index] = part((*this)[index]);
    return {storage, static_cast<std::uint32_t>(size())};
  }

 private:
  std::vector<std::uint64_t>& stack_;
  std::size_t base_;
  std::size_t count_ = 0;
};

struct KeyValue {
  Expr* key;
  Expr* value;
};
struct KeyPattern {
  Expr* key;
  Pattern* pattern;
};
struct NamedPattern {
  Identifier name;
  Pattern* pattern;
};
struct Parameter {
  Arg* arg;
  Expr* value;
};
/// One of the two.
struct Argument {
  Expr* value;
  Keyword* keyword;
};

/// `def` and `lambda` have the same parameters but for annotations and the end of the list.
enum class ParameterStyle : std::uint8_t { Def, Lambda };

class Parser {
 public:
  /// The text is followed by a null byte and lives as long as the arena.
  Parser(Arena& arena, SourceText source, std::string_view filename, Goal goal,
         const ParseOptions& options, TextOrigin origin = {});

  /// The tree for the goal, or null with `failure()` telling why.
  Mod* parse();
  Expr* parse_fstring_expression();
  const SyntaxFailure& failure() const { return failure_; }

 private:
  friend class FStringParser;

  static constexpr int deepest_nesting = 6000;

  // ---- tokens (parser.cpp)
  using Mark = const Token*;

  bool at(TokenKind kind) const { return token_->kind == kind; }
  bool next_is(TokenKind kind) const { return token_[1].kind == kind; }
  /// Takes the current token, whatever it is; but nothing comes behind Failed.
  Mark take() {
    Mark taken = token_;
    token_ += taken->kind != TokenKind::Failed;
    return taken;
  }
  bool accept(TokenKind kind) {
    if (token_->kind != kind) return false;
    ++token_;
    return true;
  }
  bool at_word(std::string_view soft_keyword) const {
    return at(TokenKind::Word) && text_of(*token_) == soft_keyword;
  }
  std::string_view text_of(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  Identifier identifier_of(const Token& token);
  /// The name at the current token, which is taken; else null.
  Identifier accept_name() { return at(TokenKind::Word) ? identifier_of(*token_++) : Identifier{}; }

  void note_progress(Mark mark) {
    if (mark > furthest_) furthest_ = mark;
  }
  /// The token behind the current one is read, and may be what is wrong.
  void look_ahead() {
    note_progress(token_ + 1);
    if (diagnosing_ && next_is(TokenKind::Failed)) stop_at_failed_token();
  }
  /// Goes back to `mark`, unless a fault has been raised.
  void reset(Mark mark);
  /// What stands for a rule whose longer form did not match behind `mark`: when diagnosing, its
  /// shorter form.
  template <class Node>
  Node* fall_back(Mark mark, Node* shorter) {
    if (!diagnosing_) return nullptr;
    reset(mark);
    return fault_ ? nullptr : shorter;
  }

  /// From `start` to the last token taken.
  Position from(Mark start) const {
    const Position& last = token_[-1].pos;
    return {start->pos.lineno, start->pos.col_offset, last.end_lineno, last.end_col_offset};
  }
  /// The same without the newlines and dedents that end a block.
  Position from_visible(Mark start) const;

  template <class Node, class... Fields>
  Node* make(const Position& pos, Fields... fields) {
    return make_node<Node>(arena_, pos, fields...);
  }
  template <class Root, class Body>
  Root* make_module(Body body) {
    return arena_.make<Root>(Root{{{Root::kind_of}}, body});
  }

  // ---- passes (parser.cpp)
  void read_tokens();
  void* run(auto&& goal);
  void run_again(auto&& goal);
  Mod* module();
  Mod* console_statement();
  bool only_comments_follow() const;
  void end_console_input(Token end, std::size_t open_blocks);
  bool has_read_everything() const;
  void raise_incomplete();
  void stop_at_failed_token();

  /// Rules whose results are kept per token when diagnosing. The choice shows: CPython keeps the same.
  enum class Rule : std::uint8_t {
    SimpleStatement, Block, Expression, StarExpression, Disjunction, Conjunction, Inversion, Binary,
    Factor, Primary, Arguments, Strings, StarTarget, ClosedPattern, InvalidNamedExpression
  };
  struct Remembered {
    void* node;
    Mark end;
  };
  template <class Result>
  Result* remember(Rule rule, int variant, auto&& parse) {
    auto place = static_cast<std::uint64_t>(token_ - tokens_.data());
    std::uint64_t key = place << 8 | static_cast<std::uint64_t>(rule) << 4 |
                        static_cast<std::uint64_t>(variant);
    if (auto found = memory_.find(key); found != memory_.end() && !fault_) {
      token_ = found->second.end;
      return static_cast<Result*>(found->second.node);
    }
    Mark start = token_;
    Result* result = parse();
    bool looks_ahead = rule != Rule::Block && rule != Rule::SimpleStatement;
    if (looks_ahead && !fault_) {
      note_progress(token_);
      if (at(TokenKind::Failed)) result = nullptr;
    }
    if (result == nullptr) reset(start);
    if (!fault_) memory_[key] = {result, token_};
    return result;
  }

  // ---- faults (faults.cpp); those that raise return null
  std::nullptr_t raise(FailureKind kind, std::string message, Position pos);
  std::nullptr_t raise_at(const Position& where, std::string message);
  std::nullptr_t raise_over(const Position& first, const Position& last, std::string message);
  std::nullptr_t raise_here(std::string message, FailureKind kind = FailureKind::SyntaxError);
  std::nullptr_t raise_from(const Position& first, std::string message);
  std::nullptr_t raise_unclosed_bracket();
  std::nullptr_t raise_too_deep();
  std::nullptr_t raise_token_fault();
  std::nullptr_t raise_inner(const SyntaxFailure& failure);
  /// Takes a token that must be there, or raises "expected '...'".
  bool forced(TokenKind kind);
  void choose_failure(Mark stopped);
  void prefer_later_token_fault();
  void report(const Fault& fault);
  std::string_view quoted_text(const Fault& fault) const;
  std::string_view line_at(int lineno) const {
    return line_of(text_, lineno - origin_.lineno + 1);
  }
  int first_line_of_buffer(int lineno) const;
  bool has_no_column(const Token& token) const;

  /// Some levels of nesting while it lives.
  class Nested {
   public:
    explicit Nested(Parser& parser, int levels = 1) : parser_(parser), levels_(levels) {
      parser_.depth_ += levels_;
      if (parser_.depth_ > deepest_nesting) parser_.raise_too_deep();
    }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;
    ~Nested() { parser_.depth_ -= levels_; }

   private:
    Parser& parser_;
    int levels_;
  };

  // ---- simple statements (statements.cpp)
  bool statements(Gather<Stmt*>& into);
  bool statement(Gather<Stmt*>& into);
  bool simple_statements(Gather<Stmt*>& into);
  Stmt* simple_statement();
  Stmt* simple_statement_rule();
  Stmt* expression_statement();
  Stmt* assignment(Mark start, Expr* value);
  Stmt* annotated_assignment(Mark start, Expr* target);
  Stmt* augmented_assignment(Mark start, Expr* target);
  bool is_augmented_assignment() const;
  Expr* yield_or_star_expressions();
  Stmt* return_statement();
  Stmt* raise_statement();
  Stmt* del_statement();
  Stmt* assert_statement();
  template <class Node>
  Stmt* scope_statement();
  Stmt* import_statement();
  Stmt* import_from_statement();
  bool import_targets(Gather<Alias*>& into);
  bool import_names(Gather<Alias*>& into);
  bool optional_as(Identifier& name);
  bool dotted_name(Identifier& name);

  // ---- compound statements (compound_statements.cpp)
  bool starts_compound_statement() const;
  Stmt* compound_statement();
  Stmt* async_statement();
  bool block(Seq<Stmt*>& body);
  bool block_rule(Seq<Stmt*>& body);
  bool colon_and_block(Seq<Stmt*>& body);
  bool else_block(Seq<Stmt*>& body);
  bool finally_block(Seq<Stmt*>& body);
  Stmt* if_statement();
  Stmt* while_statement();
  Stmt* for_statement(Mark start, bool is_async);
  Stmt* with_statement(Mark start, bool is_async);
  Stmt* with_body(Mark start, bool is_async, Seq<WithItem*> items);
  bool parenthesised_with_items(Gather<WithItem*>& into);
  bool with_items(Gather<WithItem*>& into);
  WithItem* with_item();
  Stmt* try_statement();
  ExceptHandler* except_handler(bool starred);
  ExceptHandler* except_handler_rest(Mark start, bool starred);
  Stmt* decorated();
  Stmt* function_definition(Mark start, bool is_async, Seq<Expr*> decorators);
  Stmt* class_definition(Seq<Expr*> decorators);

  // ---- parameters (parameters.cpp)
  Arguments* parameters(ParameterStyle style);
  bool positional_parameters(ParameterStyle style, Gather<Parameter>& into,
                             std::size_t& before_slash);
  bool star_parameters(ParameterStyle style, Arguments& result, Gather<Parameter>& into);
  bool parameter_with_default(ParameterStyle style, Parameter& result);
  Arg* parameter(ParameterStyle style, bool starred = false);

  // ---- match (patterns.cpp)
  Stmt* match_statement();
  Expr* subject();
  MatchCase* case_block();
  Pattern* patterns();
  bool starts_pattern() const;
  Pattern* maybe_star_pattern();
  bool patterns_until(TokenKind closing, Gather<Pattern*>& into);
  Pattern* pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* closed_pattern_rule();
  Pattern* literal_pattern();
  Expr* literal_number();
  Expr* signed_number();
  bool capture_target(Identifier& name);
  Pattern* name_pattern();
  Expr* dotted_value();
  Pattern* group_or_sequence_pattern();
  Pattern* list_pattern();
  Pattern* mapping_pattern();
  Expr* mapping_key();
  Pattern* class_pattern(Mark start, Expr* cls);
  Pattern* class_pattern_of(const Position& pos, Expr* cls, const Gather<NamedPattern>& items);

  // ---- expressions (expressions.cpp)
  bool starts_expression() const;
  bool starts_star_expression() const;
  Expr* tuple_of(Expr* (Parser::*item)(), Expr* first, Mark start);
  Expr* expressions();
  Expr* star_expressions();
  Expr* star_expression();
  Expr* star_named_expression();
  Expr* starred_expression();
  Expr* starred(Expr* (Parser::*operand)());
  Expr* named_expression();
  Expr* expression_or_walrus();
  Expr* walrus();
  Expr* expression();
  Expr* expression_rule();
  Expr* lambda();
  Expr* yield_expression();
  Expr* disjunction();
  Expr* conjunction();
  Expr* boolean_chain(TokenKind keyword);
  Expr* inversion();
  Expr* inversion_rule();
  Expr* comparison();
  bool comparison_operator(CmpOperator& op);
  bool not_equal_is_spelled_well();
  Expr* bitwise_or() { return binary(1); }
  Expr* binary(int precedence);
  Expr* binary_rule(int precedence);
  Expr* factor();
  Expr* factor_rule();
  Expr* power();
  Expr* await_primary();

  // ---- primaries, displays, calls (primaries.cpp)
  Expr* primary();
  Expr* primary_rule();
  Expr* attribute(Mark start, Expr* value);
  Expr* atom();
  Expr* name(ExprContext context);
  Expr* constant(ConstantKind kind);
  Expr* bracketed(Expr* (Parser::*rule)(), Expr* (Parser::*diagnosed)());
  Expr* parenthesised();
  Expr* rest_of_tuple(Mark start, Expr* first);
  Expr* rest_of_generator(Mark start, Expr* element);
  bool star_named_expressions(Gather<Expr*>& into);
  Expr* list_display();
  Expr* brace_display();
  Expr* rest_of_dict(Mark start, Expr* key);
  Expr* dict_of(Mark start, const Gather<KeyValue>& items);
  bool key_value(KeyValue& item);
  bool value_of(KeyValue& item);
  bool starts_comprehension();
  bool for_if_clauses(Seq<Comprehension*>& clauses);
  Comprehension* for_if_clause();
  Expr* call(Mark start, Expr* func);
  Expr* call_of_generator(Mark start, Expr* func, Expr* generator);
  /// What may follow in a list of arguments.
  enum class Phase : std::uint8_t { Positional, Keyword, DoubleStar };
  bool arguments(Seq<Expr*>& args, Seq<Keyword*>& keywords);
  void split_arguments(const Gather<Argument>& gathered, Seq<Expr*>& args,
                       Seq<Keyword*>& keywords);
  bool argument_list(Gather<Argument>& into);
  bool argument(Phase& phase, Argument& item);
  bool positional_argument(Argument& item);
  Expr* subscript(Mark start, Expr* value);
  Expr* slices();
  Expr* slice();
  bool is_walrus_at(Mark start) const;
  Expr* rest_of_slice(Mark start, Expr* lower);
  bool optional_expression(Expr*& value);

  // ---- targets (targets.cpp)
  static bool is_single_target(const Expr* target);
  Expr* star_targets();
  Expr* star_target();
  Expr* star_target_rule();
  Expr* del_target();
  bool set_context(Expr* target, ExprContext context);

  // ---- literals (numbers.cpp, strings.cpp)
  Expr* number();
  Expr* raise_too_many_digits(const Token& token, std::size_t count);
  Expr* strings();
  Expr* strings_rule();
  std::nullptr_t raise_mixed_literals(Mark first);
  std::string_view string_kind(const Token& first);
  bool literal_value(const Token& token, std::string_view& value);
  bool is_decodable(std::string_view body);
  void note_unknown_escape(std::string_view escape, const Token& token);

  // ---- diagnosing (diagnosis_*.cpp). What is called `diagnosed` takes the place of a rule. The rest
  // are CPython's rules about mistakes: what returns bool is true when it has raised a fault, and else
  // has not moved; what returns nothing may have raised, and may have moved.
  bool raises(auto&& attempt) {
    Mark start = token_;
    attempt();
    reset(start);
    return fault_.has_value();
  }
  /// Does `attempt` match? The current token stays.
  bool matches(auto&& attempt) {
    Mark start = token_;
    bool matched = static_cast<bool>(attempt());
    reset(start);
    return matched && !fault_;
  }

  Stmt* diagnosed_simple_statement();
  Stmt* diagnosed_assignment();
  Stmt* diagnosed_plain_assignment();
  void skip_targets(Gather<Expr*>* into);
  bool raise_invalid_target(const Expr* target, TargetUse use);
  void mistaken_del_target();
  void mistake_in_assignment();
  void annotated_sequence();
  void annotated_tuple();
  void annotated_value();
  void mistaken_target();
  void assigned_yield();
  void mistaken_augmented_target();

  void incomplete_header(const std::string& what, int lineno);
  void absent_block(const std::string& what, int lineno);
  bool missing_block(std::string_view what);
  bool mistake_in_condition(std::string_view keyword);
  bool mistake_in_for();
  std::nullptr_t mistaken_for_target(Mark keyword);
  bool skip_with_items(bool parenthesised);
  bool missing_with_block();
  std::nullptr_t missing_with_colon(Mark keyword);
  bool mistaken_with_target(Mark item);
  bool mistake_in_try();
  void mixed_handlers(bool starred);
  bool missing_except_block(bool starred);
  bool mistake_in_except(Mark start);
  bool missing_function_block();
  bool mistake_in_class();
  bool mistake_in_match(Mark start);
  bool mistake_in_case();
  bool mistaken_pattern_target();
  bool mistake_in_class_pattern();

  /// Whether a parameter has a default value.
  enum class Default : std::uint8_t { Absent, Present, Any };
  Arg* listed_parameter(ParameterStyle style, Default expected);
  int skip_parameters(ParameterStyle style, Default expected);
  bool skip_positional_only(ParameterStyle style, bool with_default);
  bool skip_any_positional_only(ParameterStyle style);
  bool mistake_in_parameters(ParameterStyle style);
  void missing_default(ParameterStyle style);
  void parenthesised_parameters(ParameterStyle style);
  void slash_without_parameters();
  void second_slash(ParameterStyle style);
  void slash_after_star(ParameterStyle style);
  void star_right_after_slash(ParameterStyle style);
  bool mistake_in_default();
  bool mistake_in_star_parameters(ParameterStyle style);
  bool mistake_in_double_star_parameter(ParameterStyle style);

  bool mistake_in_expression();
  void forgotten_comma();
  Expr* expression_without_mistakes();
  void missing_else();
  void legacy_statement();
  Expr* diagnosed_named_expression();
  bool mistake_in_named_expression();
  void mistaken_walrus_target();
  void name_equals_value();
  void value_equals_value();
  template <class... Alternatives>
  Expr* first_of(Alternatives... alternatives);
  Expr* diagnosed_parenthesised();
  Expr* diagnosed_tuple();
  Expr* diagnosed_group();
  void mistake_in_group();
  Expr* diagnosed_generator();
  bool mistake_in_comprehension();
  Expr* diagnosed_list_display();
  Expr* diagnosed_list();
  Expr* diagnosed_list_comprehension();
  Expr* diagnosed_brace_display();
  Expr* diagnosed_dict();
  bool key_values(Gather<KeyValue>& items);
  void mistake_in_dict();
  void starred_dict_value();
  void missing_dict_value();
  Expr* diagnosed_set();
  Expr* diagnosed_dict_comprehension();
  Expr* diagnosed_set_comprehension();
  Expr* diagnosed_slice();
  bool diagnosed_arguments(Gather<Argument>& into);
  void star_after_double_star();
  void bare_generator_first();
  void keyword_of_generator();
  void bare_generator_last();
  void bare_generator_later();
  void arguments_out_of_order();
  bool mistake_in_keyword_argument();

  Arena& arena_;
  std::string_view text_;
  bool is_utf8_;
  ColumnUnit columns_;
  std::string_view filename_;
  const ParseOptions& options_;
  TextOrigin origin_;
  Goal goal_;
  bool diagnosing_ = false;        // this pass follows CPython's order
  bool finding_mistakes_ = false;  // and its rules about mistakes are on
  int depth_ = 0;
  const Token* token_ = nullptr;     // the current one
  const Token* furthest_ = nullptr;  // the furthest one looked at
  std::vector<Token> tokens_;
  std::vector<std::uint64_t> scratch_;
  std::unordered_map<std::uint64_t, Remembered> memory_;

  std::optional<Fault> fault_;
  std::optional<SyntaxFailure> inner_failure_;
  bool stopped_by_token_ = false;  // the fault is the tokenizer's
  SyntaxFailure failure_;

  // how tokenizing ended, if badly
  bool tokens_failed_ = false;
  bool failed_at_end_ = false;
  std::optional<Fault> token_fault_;
  std::vector<OpenBracket> open_brackets_;
};

}  // namespace py::syntax
