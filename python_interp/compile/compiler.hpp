// The walk over the tree. One class, defined in one file per family of the language:
//
//   units.cpp           entering and leaving code units; names; constants
//   statements.cpp      the simple statements, imports
//   targets.cpp         assignment and its targets, del
//   control.cpp         if, loops, conditions, leaving blocks
//   exceptions.cpp      try, except*, with
//   functions.cpp       functions, lambdas, classes
//   expressions.cpp     operators, displays, f-strings, await and yield
//   calls.cpp           calls, attributes, super
//   comprehensions.cpp
//   patterns.cpp        match
//   suspicions.cpp      SyntaxWarnings
//
// A method that compiles an expression leaves its value on the stack; one for a statement leaves the
// stack as it was.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "python_interp/compile/compile.hpp"
#include "python_interp/compile/emitter.hpp"
#include "python_interp/compile/fault.hpp"
#include "python_interp/compile/fold.hpp"
#include "python_interp/compile/future.hpp"
#include "python_interp/compile/names.hpp"
#include "python_interp/compile/symbols.hpp"
#include "python_interp/compile/unit.hpp"
#include "python_interp/syntax/ast.hpp"

namespace py::compile {

/// Bindings of one pattern while it is matched; see patterns.cpp.
struct PatternContext;

class Compiler {
 public:
  Compiler(const syntax::Mod& tree, std::string_view filename, const Options& options);

  std::shared_ptr<CodeUnit> module(const syntax::Module& node);
  std::shared_ptr<CodeUnit> expression_unit(const syntax::Expression& node);
  std::shared_ptr<CodeUnit> interactive(const syntax::Interactive& node);

 private:
  using Expr = syntax::Expr;
  using Stmt = syntax::Stmt;
  using Position = syntax::Position;
  template <class T>
  using Seq = syntax::Seq<T>;

  enum class Access : std::uint8_t { load, store, del };

  // ---- units.cpp ----------------------------------------------------------------------------

  void enter(UnitKind kind, Name name, const void* node, int first_line);
  /// Ends the unit, with an implicit `return None` where control gets to its end.
  std::shared_ptr<CodeUnit> leave();
  std::string qualified_name(Name name);
  std::uint32_t code_flags() const;
  void open_slots();
  void emit_prologue();
  void fill_tables(CodeUnit& code);

  Emitter& out() { return unit_->emitter; }
  void emit(Op op, std::uint32_t operand = 0) { unit_->emitter.emit(op, operand); }
  void at(const Position& pos) { out().set_position(range_of(pos)); }
  static SourceRange range_of(const Position& pos) {
    return {pos.lineno, pos.end_lineno, pos.col_offset, pos.end_col_offset};
  }

  void load_constant(Constant value);
  void load_none() { load_constant({bytecode::NoneConstant{}}); }
  void load_str(std::string_view text) {
    load_constant({bytecode::StrConstant{std::string(text)}});
  }

  Name mangled(Name name) { return mangle(pool_, unit_->class_name, name); }
  std::uint32_t name_index(Name name) { return unit_->names.number_of(name); }
  void emit_named(Op op, Name name) { emit(op, name_index(mangled(name))); }
  void access_name(Name name, Access access, const Position& pos);
  Place place_of(Name mangled_name) const;
  static void refuse_debug_name(Name name, Access access, const Position& pos);
  Position position_here();

  /// An error where the last instruction's position is.
  [[noreturn]] void fail_here(std::string message);
  void warn(const Position& pos, std::string message);

  // ---- statements.cpp -----------------------------------------------------------------------

  void body(const Seq<Stmt*>& statements);
  /// A module's or class's statements: annotations are set up, the docstring is bound.
  void body_with_docstring(const Seq<Stmt*>& statements);
  void statement(Stmt* stmt);
  void expression_statement(const syntax::ExprStmt* node);
  void assert_statement(const syntax::Assert* node);
  void raise_statement(const syntax::Raise* node);
  void import_statement(const syntax::Import* node);
  void import_as(Name module, Name bound, const Position& pos);
  void import_from(const syntax::ImportFrom* node);
  static const Expr* docstring_of(const Seq<Stmt*>& statements);

  // ---- targets.cpp --------------------------------------------------------------------------

  void assign(const syntax::Assign* node);
  bool assign_exchange(const syntax::Assign* node);
  bool are_distinct_variables(const Seq<Expr*>& targets);
  void augmented_assignment(const syntax::AugAssign* node);
  void annotated_assignment(const syntax::AnnAssign* node);
  void annotation_value(Expr* annotation);
  void evaluate_and_drop(Expr* expr);
  void evaluate_subscript_and_drop(Expr* slice);
  void annotation_of_complex_target(Expr* annotation);
  /// Stores the top into the target.
  void store(Expr* target);
  void unpack(const Seq<Expr*>& targets, const Position& pos);
  void unpack_op(const Seq<Expr*>& targets, const Position& pos);
  void delete_target(Expr* target);

  // ---- control.cpp --------------------------------------------------------------------------

  void if_statement(const syntax::If* node);
  void while_statement(const syntax::While* node);
  void for_statement(const syntax::For* node);
  void async_for_statement(const syntax::AsyncFor* node);
  void return_statement(const syntax::Return* node);
  void break_statement(const syntax::Break* node);
  void continue_statement(const syntax::Continue* node);

  /// To `target` if the truth of `condition` is `when`, else on.
  void jump_if(Expr* condition, Label target, bool when);
  void jump_if_bool_op(const syntax::BoolOp* node, Label target, bool when);
  void jump_if_comparison(const syntax::Compare* node, Label target, bool when);
  /// To `target` with the value on the stack if its truth is `when`, else on without it.
  void keep_if(Expr* value, Label target, bool when);
  /// What is iterated over or searched, and not kept.
  void iterated(Expr* expr);

  void push_block(Block block, const Position& pos);
  void pop_block() { unit_->blocks.pop_back(); }
  void leave_block(const Block& block, bool keeps_top);
  /// Leaves all blocks, or those inside the innermost loop, which is returned.
  std::optional<Block> leave_blocks(bool keeps_top, bool to_loop, const Position& pos);

  // ---- exceptions.cpp -----------------------------------------------------------------------

  void try_statement(const syntax::Try* node);
  void try_except(const syntax::Try* node);
  void except_clauses(const Seq<syntax::ExceptHandler*>& handlers, HandlerId outside, Label end);
  void except_clause(const syntax::ExceptHandler* handler, HandlerId outside, Label end);
  void try_star_statement(const syntax::TryStar* node);
  void try_star_except(const syntax::TryStar* node);
  void except_star_clause(const syntax::ExceptHandler* handler, bool first, bool last);
  template <class Node, class Inner>
  void try_finally(const Node* node, Inner&& inner);
  void unbind_exception(Name name);
  void restore_and_reraise();

  template <class Node>
  void with_statement(const Node* node, std::size_t item, bool is_async);
  void with_exit(bool is_async);
  void call_exit_with_nones();

  // ---- functions.cpp ------------------------------------------------------------------------

  template <class Node>
  void function_definition(const Node* node, bool is_async);
  void lambda(const syntax::Lambda* node);
  void class_definition(const syntax::ClassDef* node);
  void class_body(const syntax::ClassDef* node, int first_line);
  void decorators(const Seq<Expr*>& list);
  void apply_decorators(const Seq<Expr*>& list);
  std::uint32_t defaults(const syntax::Arguments& args);
  bool keyword_defaults(const syntax::Arguments& args);
  bool annotations(const syntax::Arguments& args, Expr* returns);
  void parameter_counts(const syntax::Arguments& args);
  void refuse_debug_parameters(const syntax::Arguments& args, const Position& pos);
  /// `flags`: what of MAKE_FUNCTION's is on the stack already.
  void make_function(std::shared_ptr<CodeUnit> code, std::uint32_t flags);

  // ---- expressions.cpp ----------------------------------------------------------------------

  void expression(Expr* expr);
  void expression_parts(Expr* expr);
  void bool_op(const syntax::BoolOp* node);
  void unary_op(const syntax::UnaryOp* node);
  void conditional(const syntax::IfExp* node);
  void comparison(const syntax::Compare* node);
  void comparison_op(syntax::CmpOperator op);
  void last_comparand(const syntax::Compare* node);
  void last_comparand_operand(const syntax::Compare* node);
  void dict_display(const syntax::Dict* node);
  void dict_items(const syntax::Dict* node, std::size_t begin, std::size_t end);
  void tuple_display(const Seq<Expr*>& items, std::uint32_t already = 0);
  void list_display(const Seq<Expr*>& items);
  void set_display(const Seq<Expr*>& items);
  struct Display;
  void display(const Display& kind, const Seq<Expr*>& items, std::uint32_t already);
  bool constant_display(const Display& kind, const Seq<Expr*>& items);
  void joined_string(const syntax::JoinedStr* node);
  void formatted_value(const syntax::FormattedValue* node);
  void slice(const syntax::Slice* node);
  void named_expression(const syntax::NamedExpr* node);
  void yield(const syntax::Yield* node);
  void yield_from(const syntax::YieldFrom* node);
  void await(const syntax::Await* node);
  void emit_yield();
  /// awaitable or iterator, value to send -> what it returns; `resumed` is RESUME's operand.
  void delegate(std::uint32_t resumed);
  void emit_await(std::uint32_t awaitable_of);
  bool allows_top_level_await() const;

  // ---- calls.cpp ----------------------------------------------------------------------------

  void call(const syntax::Call* node);
  bool method_call(const syntax::Call* node);
  void attribute(const syntax::Attribute* node);
  bool super_attribute(const syntax::Attribute* node, Op op);
  /// Calls what is on the stack with NULL; `already` arguments lie above.
  void call_with(std::uint32_t already, const Seq<Expr*>& args,
                 const Seq<syntax::Keyword*>& keywords);
  void call_unpacking(std::uint32_t already, const Seq<Expr*>& args,
                      const Seq<syntax::Keyword*>& keywords);
  void keyword_dict(const Seq<syntax::Keyword*>& keywords);
  void keyword_names(const Seq<syntax::Keyword*>& keywords);
  void refuse_bad_keywords(const Seq<syntax::Keyword*>& keywords);
  void at_attribute_name(const syntax::Attribute* node);

  // ---- comprehensions.cpp -------------------------------------------------------------------

  struct ComprehensionParts;
  template <class Node>
  void comprehension(const Node* node);
  void comprehension_unit(const ComprehensionParts& parts);
  void comprehension_loop(const ComprehensionParts& parts, std::size_t loop, std::uint32_t depth);
  void comprehension_async_loop(const ComprehensionParts& parts, std::size_t loop,
                                std::uint32_t depth);
  void comprehension_inside(const ComprehensionParts& parts, std::size_t loop,
                            std::uint32_t depth, Label again);
  void comprehension_element(const ComprehensionParts& parts, std::uint32_t depth);

  // ---- patterns.cpp -------------------------------------------------------------------------

  void match_statement(const syntax::Match* node);
  void match_case(const syntax::MatchCase* branch, bool tests_follow, bool cases_follow, Label end);
  void pattern(syntax::Pattern* node, PatternContext& context);
  void subpattern(syntax::Pattern* node, PatternContext& context);
  void pattern_value(const syntax::MatchValue* node, PatternContext& context);
  void pattern_as(const syntax::MatchAs* node, PatternContext& context);
  void pattern_or(const syntax::MatchOr* node, PatternContext& context);
  void reorder_captures(std::vector<Name>& names, const std::vector<Name>& wanted);
  void pattern_sequence(const syntax::MatchSequence* node, PatternContext& context);
  void require_length(std::size_t length, Op comparison, PatternContext& context);
  void sequence_by_unpacking(const Seq<syntax::Pattern*>& patterns, std::size_t star,
                             const Position& pos, PatternContext& context);
  void sequence_by_index(const Seq<syntax::Pattern*>& patterns, std::size_t star,
                         PatternContext& context);
  void pattern_mapping(const syntax::MatchMapping* node, PatternContext& context);
  void mapping_keys(const syntax::MatchMapping* node);
  void mapping_rest(const syntax::MatchMapping* node, PatternContext& context);
  void pattern_class(const syntax::MatchClass* node, PatternContext& context);
  void capture(Name name, PatternContext& context);
  void add_capture(Name name, PatternContext& context);
  Label fail_label(PatternContext& context, std::uint32_t drops);
  void jump_to_fail(Op op, PatternContext& context);
  void bind_fail_labels(PatternContext& context);
  void rotate_under(std::uint32_t count);

  // ---- suspicions.cpp -----------------------------------------------------------------------

  void suspect_assertion(const syntax::Assert* node);
  void suspect_comparison(const syntax::Compare* node);
  void suspect_callee(Expr* callee);
  void suspect_subscript(Expr* container, Expr* key);

  std::string_view filename_;
  Options options_;
  NamePool pool_;
  Depth depth_;
  FutureFeatures future_;
  SymbolTable symbols_;
  Folder folder_;
  Unit* unit_ = nullptr;
  std::vector<std::unique_ptr<Unit>> units_;
  bool interactive_ = false;
};

}  // namespace py::compile
