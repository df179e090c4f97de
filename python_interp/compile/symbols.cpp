// The walk that notes what happens to every name, and refuses declarations that come too late.
#include "python_interp/compile/symbols.hpp"

namespace py::compile {

using namespace py::syntax;

/// Fills a SymbolTable's scopes.
class SymbolBuilder {
 public:
  SymbolBuilder(SymbolTable& table, NamePool& pool, Depth& depth, bool future_annotations)
      : table_(table), pool_(pool), depth_(depth), future_annotations_(future_annotations) {}

  void build(const Mod& tree) {
    table_.root_ = std::make_unique<Scope>();
    table_.root_->kind = ScopeKind::module;
    table_.root_->name = "top";
    scope_ = table_.root_.get();
    table_.by_node_[&tree] = scope_;
    if (const auto* module = as<Module>(&tree)) all(module->body);
    if (const auto* input = as<Interactive>(&tree)) all(input->body);
    if (const auto* expression = as<Expression>(&tree)) visit(expression->body);
  }

 private:
  // ---- Scopes -------------------------------------------------------------------------------

  Scope& enter(const void* node, ScopeKind kind, Name name) {
    auto fresh = std::make_unique<Scope>();
    fresh->kind = kind;
    fresh->name = name;
    fresh->parent = scope_;
    fresh->nested = scope_->nested || scope_->is_function();
    fresh->comp_iterables = scope_->comp_iterables;
    scope_->children.push_back(std::move(fresh));
    scope_ = scope_->children.back().get();
    table_.by_node_[node] = scope_;
    return *scope_;
  }
  void leave() { scope_ = scope_->parent; }

  Name mangled(Name name) { return mangle(pool_, class_name_, name); }

  Symbol& note(Name name, std::uint32_t flags, const Position& pos) {
    return note_in(*scope_, name, flags, pos);
  }

  Symbol& note_in(Scope& scope, Name name, std::uint32_t flags, const Position& pos) {
    Symbol& symbol = scope.at(mangled(name));
    if ((flags & symbol_param) != 0 && symbol.has(symbol_param))
      fail(pos, "duplicate argument '" + std::string(name) + "' in function definition");
    if (scope.in_comp_target) {
      if (symbol.has(symbol_global | symbol_nonlocal))
        fail(pos, "comprehension inner loop cannot rebind assignment expression target '" +
                      std::string(name) + "'");
      flags |= symbol_comp_iter;
    }
    symbol.flags |= flags;
    // `global x` anywhere makes the module's own x a global by declaration.
    if ((flags & symbol_global) != 0) table_.root_->at(symbol.name).flags |= symbol_global;
    if ((flags & symbol_param) != 0) scope.parameters.push_back(symbol.name);
    return symbol;
  }

  // ---- Sequences ----------------------------------------------------------------------------

  template <class Node>
  void all(const Seq<Node*>& nodes) {
    for (Node* node : nodes) visit(node);
  }
  template <class Node>
  void maybe(Node* node) {
    if (node != nullptr) visit(node);
  }

  // ---- Statements ---------------------------------------------------------------------------

  void visit(Stmt* stmt) {
    Depth::Level level(depth_);
    syntax::visit(stmt, Cases{
        [&](const FunctionDef* node) { function(node); },
        [&](const AsyncFunctionDef* node) { function(node); },
        [&](const ClassDef* node) { class_definition(node); },
        [&](const Return* node) { maybe(node->value); },
        [&](const Delete* node) { all(node->targets); },
        [&](const Assign* node) { all(node->targets), visit(node->value); },
        [&](const AugAssign* node) { visit(node->target), visit(node->value); },
        [&](const AnnAssign* node) { annotated_assignment(node); },
        [&](const For* node) { loop(node); },
        [&](const AsyncFor* node) { loop(node); },
        [&](const While* node) { visit(node->test), all(node->body), all(node->orelse); },
        [&](const If* node) { visit(node->test), all(node->body), all(node->orelse); },
        [&](const With* node) { with(node); },
        [&](const AsyncWith* node) { with(node); },
        [&](const Match* node) { match(node); },
        [&](const Raise* node) { maybe(node->exc), maybe(node->cause); },
        [&](const Try* node) { try_statement(node); },
        [&](const TryStar* node) { try_statement(node); },
        [&](const Assert* node) { visit(node->test), maybe(node->msg); },
        [&](const Import* node) { aliases(node->names); },
        [&](const ImportFrom* node) { aliases(node->names); },
        [&](const Global* node) { declare(node->names, symbol_global, "global", node->pos); },
        [&](const Nonlocal* node) { declare(node->names, symbol_nonlocal, "nonlocal", node->pos); },
        [&](const ExprStmt* node) { visit(node->value); },
        [&](const Stmt*) {}});
  }

  template <class Definition>
  void function(const Definition* node) {
    note(node->name, symbol_local, node->pos);
    defaults(*node->args);
    annotations(*node->args, node->returns);
    all(node->decorator_list);
    Scope& own = enter(node, ScopeKind::function, node->name);
    own.coroutine = std::is_same_v<Definition, AsyncFunctionDef>;
    parameters(*node->args);
    all(node->body);
    leave();
  }

  void defaults(const Arguments& args) {
    all(args.defaults);
    for (Expr* value : args.kw_defaults) maybe(value);
  }

  void annotations(const Arguments& args, Expr* returns) {
    auto each = [&](const Arg* arg) {
      if (arg != nullptr && arg->annotation != nullptr) annotation(arg->annotation);
    };
    for (const Arg* arg : args.posonlyargs) each(arg);
    for (const Arg* arg : args.args) each(arg);
    each(args.vararg);
    each(args.kwarg);
    for (const Arg* arg : args.kwonlyargs) each(arg);
    if (returns != nullptr) annotation(returns);
  }

  /// Evaluated where it stands, or, as text, in no scope at all.
  void annotation(Expr* expr) {
    if (!future_annotations_) return visit(expr);
    Scope* outside = scope_;
    Scope nowhere;
    nowhere.kind = ScopeKind::function;
    nowhere.parent = outside;
    nowhere.is_annotation = true;
    scope_ = &nowhere;
    visit(expr);
    scope_ = outside;
  }

  void parameters(const Arguments& args) {
    for (const Arg* arg : args.posonlyargs) note(arg->arg, symbol_param, arg->pos);
    for (const Arg* arg : args.args) note(arg->arg, symbol_param, arg->pos);
    for (const Arg* arg : args.kwonlyargs) note(arg->arg, symbol_param, arg->pos);
    if (args.vararg != nullptr) {
      note(args.vararg->arg, symbol_param, args.vararg->pos);
      scope_->has_varargs = true;
    }
    if (args.kwarg != nullptr) {
      note(args.kwarg->arg, symbol_param, args.kwarg->pos);
      scope_->has_varkeywords = true;
    }
  }

  void class_definition(const ClassDef* node) {
    note(node->name, symbol_local, node->pos);
    all(node->bases);
    for (const Keyword* keyword : node->keywords) visit(keyword->value);
    all(node->decorator_list);
    enter(node, ScopeKind::class_body, node->name);
    Name outer = std::exchange(class_name_, node->name);
    all(node->body);
    class_name_ = outer;
    leave();
  }

  void annotated_assignment(const AnnAssign* node) {
    if (const auto* target = as<NameExpr>(node->target)) {
      const Symbol* known = scope_->find(mangled(target->id));
      if (known != nullptr && known->has(symbol_global | symbol_nonlocal) &&
          scope_->kind != ScopeKind::module && node->simple != 0)
        fail(node->pos, "annotated name '" + std::string(target->id) + "' can't be " +
                            (known->has(symbol_global) ? "global" : "nonlocal"));
      if (node->simple != 0)
        note(target->id, symbol_annotated | symbol_local, target->pos);
      else if (node->value != nullptr)
        note(target->id, symbol_local, target->pos);
    } else {
      visit(node->target);
    }
    annotation(node->annotation);
    maybe(node->value);
  }

  template <class Loop>
  void loop(const Loop* node) {
    visit(node->target);
    visit(node->iter);
    all(node->body);
    all(node->orelse);
  }

  template <class Block>
  void with(const Block* node) {
    for (const WithItem* item : node->items) {
      visit(item->context_expr);
      maybe(item->optional_vars);
    }
    all(node->body);
  }

  template <class Block>
  void try_statement(const Block* node) {
    all(node->body);
    all(node->orelse);
    for (const ExceptHandler* handler : node->handlers) {
      maybe(handler->type);
      if (handler->name.data() != nullptr) note(handler->name, symbol_local, handler->pos);
      all(handler->body);
    }
    all(node->finalbody);
  }

  void aliases(const Seq<Alias*>& names) {
    for (const Alias* alias : names) {
      Name bound = alias->asname.data() != nullptr ? alias->asname : alias->name;
      if (alias->name == "*") {
        if (scope_->kind != ScopeKind::module)
          fail(alias->pos, "import * only allowed at module level");
        continue;
      }
      if (alias->asname.data() == nullptr) bound = bound.substr(0, bound.find('.'));
      note(bound, symbol_import, alias->pos);
    }
  }

  void declare(const Seq<Identifier>& names, SymbolFlags flag, std::string_view word,
               const Position& pos) {
    for (Identifier id : names) {
      if (const Symbol* known = scope_->find(mangled(id))) refuse_late(*known, id, word, pos);
      note(id, flag, pos);
      scope_->directives.emplace_back(mangled(id), pos);
    }
  }

  static void refuse_late(const Symbol& known, Name id, std::string_view word,
                          const Position& pos) {
    std::string name = "name '" + std::string(id) + "' ";
    if (known.has(symbol_param)) fail(pos, name + "is parameter and " + std::string(word));
    if (known.has(symbol_used))
      fail(pos, name + "is used prior to " + std::string(word) + " declaration");
    if (known.has(symbol_annotated))
      fail(pos, "annotated " + name + "can't be " + std::string(word));
    if (known.has(symbol_local))
      fail(pos, name + "is assigned to before " + std::string(word) + " declaration");
  }

  // ---- Patterns -----------------------------------------------------------------------------

  void match(const Match* node) {
    visit(node->subject);
    for (const MatchCase* branch : node->cases) {
      visit(branch->pattern);
      maybe(branch->guard);
      all(branch->body);
    }
  }

  void visit(Pattern* pattern) {
    Depth::Level level(depth_);
    auto capture = [&](Name name) {
      if (name.data() != nullptr) note(name, symbol_local, pattern->pos);
    };
    syntax::visit(pattern, Cases{
        [&](const MatchValue* node) { visit(node->value); },
        [&](const MatchSingleton*) {},
        [&](const MatchSequence* node) { all(node->patterns); },
        [&](const MatchMapping* node) {
          all(node->keys);
          all(node->patterns);
          capture(node->rest);
        },
        [&](const MatchClass* node) {
          visit(node->cls);
          all(node->patterns);
          all(node->kwd_patterns);
        },
        [&](const MatchStar* node) { capture(node->name); },
        [&](const MatchAs* node) {
          maybe(node->pattern);
          capture(node->name);
        },
        [&](const MatchOr* node) { all(node->patterns); }});
  }

  // ---- Expressions --------------------------------------------------------------------------

  void visit(Expr* expr) {
    Depth::Level level(depth_);
    syntax::visit(expr, Cases{
        [&](const BoolOp* node) { all(node->values); },
        [&](const NamedExpr* node) { named_expression(node); },
        [&](const BinOp* node) { visit(node->left), visit(node->right); },
        [&](const UnaryOp* node) { visit(node->operand); },
        [&](const Lambda* node) { lambda(node); },
        [&](const IfExp* node) { visit(node->test), visit(node->body), visit(node->orelse); },
        [&](const Dict* node) { dict(node); },
        [&](const Set* node) { all(node->elts); },
        [&](const ListComp* node) { comprehension(node, node->elt, nullptr); },
        [&](const SetComp* node) { comprehension(node, node->elt, nullptr); },
        [&](const DictComp* node) { comprehension(node, node->key, node->value); },
        [&](const GeneratorExp* node) { comprehension(node, node->elt, nullptr); },
        [&](const Await* node) { await(node); },
        [&](const Yield* node) { yield(node); },
        [&](const YieldFrom* node) { yield(node); },
        [&](const Compare* node) { visit(node->left), all(node->comparators); },
        [&](const Call* node) { call(node); },
        [&](const FormattedValue* node) { visit(node->value), maybe(node->format_spec); },
        [&](const JoinedStr* node) { all(node->values); },
        [&](const Constant*) {},
        [&](const Attribute* node) { visit(node->value); },
        [&](const Subscript* node) { visit(node->value), visit(node->slice); },
        [&](const Starred* node) { visit(node->value); },
        [&](const NameExpr* node) { name(node); },
        [&](const List* node) { all(node->elts); },
        [&](const Tuple* node) { all(node->elts); },
        [&](const Slice* node) { maybe(node->lower), maybe(node->upper), maybe(node->step); }});
  }

  void name(const NameExpr* node) {
    note(node->id, node->ctx == ExprContext::Load ? symbol_used : symbol_local, node->pos);
    // `super()` finds its class in a variable that the source does not spell.
    if (node->ctx == ExprContext::Load && scope_->is_function() && node->id == "super")
      note("__class__", symbol_used, node->pos);
  }

  void dict(const Dict* node) {
    for (std::size_t i = 0; i < node->values.size(); ++i) {
      maybe(node->keys[i]);
      visit(node->values[i]);
    }
  }

  void call(const Call* node) {
    visit(node->func);
    all(node->args);
    for (const Keyword* keyword : node->keywords) visit(keyword->value);
  }

  void lambda(const Lambda* node) {
    defaults(*node->args);
    enter(node, ScopeKind::function, "lambda");
    parameters(*node->args);
    visit(node->body);
    leave();
  }

  void refuse_in_annotation(const char* what, const Position& pos) const {
    if (scope_->is_annotation)
      fail(pos, "'" + std::string(what) + "' can not be used within an annotation");
  }

  void await(const Await* node) {
    refuse_in_annotation("await expression", node->pos);
    visit(node->value);
    scope_->coroutine = true;
  }

  template <class Node>
  void yield(const Node* node) {
    refuse_in_annotation("yield expression", node->pos);
    maybe(node->value);
    scope_->generator = true;
    if (scope_->comprehension != ComprehensionKind::none)
      fail(node->pos, "'yield' inside " + description(scope_->comprehension));
  }

  static std::string description(ComprehensionKind kind) {
    switch (kind) {
      case ComprehensionKind::list: return "list comprehension";
      case ComprehensionKind::set: return "set comprehension";
      case ComprehensionKind::dict: return "dict comprehension";
      default: return "generator expression";
    }
  }

  // ---- Comprehensions -----------------------------------------------------------------------

  template <class Node>
  void comprehension(const Node* node, Expr* element, Expr* value) {
    constexpr bool is_generator = std::is_same_v<Node, GeneratorExp>;
    constexpr ComprehensionKind kind = std::is_same_v<Node, ListComp>  ? ComprehensionKind::list
                                       : std::is_same_v<Node, SetComp> ? ComprehensionKind::set
                                       : std::is_same_v<Node, DictComp>
                                           ? ComprehensionKind::dict
                                           : ComprehensionKind::generator;
    constexpr Name name = kind == ComprehensionKind::list   ? "listcomp"
                          : kind == ComprehensionKind::set  ? "setcomp"
                          : kind == ComprehensionKind::dict ? "dictcomp"
                                                            : "genexpr";
    const Comprehension* outermost = node->generators[0];
    iterable(outermost->iter);

    Scope& own = enter(node, ScopeKind::function, name);
    own.comprehension = kind;
    own.coroutine = outermost->is_async != 0;
    note(".0", symbol_param, node->pos);
    target(outermost->target);
    all(outermost->ifs);
    for (std::size_t i = 1; i < node->generators.size(); ++i) generator(node->generators[i]);
    maybe(value);
    visit(element);
    own.generator = is_generator;
    bool is_async = own.coroutine && !is_generator;
    leave();
    if (is_async) scope_->coroutine = true;
  }

  void generator(const Comprehension* part) {
    target(part->target);
    iterable(part->iter);
    all(part->ifs);
    if (part->is_async != 0) scope_->coroutine = true;
  }

  void target(Expr* expr) {
    scope_->in_comp_target = true;
    visit(expr);
    scope_->in_comp_target = false;
  }

  void iterable(Expr* expr) {
    ++scope_->comp_iterables;
    visit(expr);
    --scope_->comp_iterables;
  }

  // ---- := -----------------------------------------------------------------------------------

  void named_expression(const NamedExpr* node) {
    refuse_in_annotation("named expression", node->pos);
    if (scope_->comp_iterables > 0)
      fail(node->pos,
           "assignment expression cannot be used in a comprehension iterable expression");
    if (scope_->comprehension != ComprehensionKind::none)
      bind_outside_comprehensions(*as<NameExpr>(node->target));
    visit(node->value);
    visit(node->target);
  }

  /// The target of `:=` in a comprehension belongs to the scope around all comprehensions.
  void bind_outside_comprehensions(const NameExpr& target) {
    for (Scope* scope = scope_; scope != nullptr; scope = scope->parent) {
      if (scope->comprehension != ComprehensionKind::none) {
        const Symbol* known = scope->find(mangled(target.id));
        if (known != nullptr && known->has(symbol_comp_iter))
          fail(target.pos,
               "assignment expression cannot rebind comprehension iteration variable '" +
                   std::string(target.id) + "'");
        continue;
      }
      if (scope->kind == ScopeKind::class_body)
        fail(target.pos,
             "assignment expression within a comprehension cannot be used in a class body");
      bool global = scope->kind == ScopeKind::module;
      if (!global) {
        const Symbol* known = scope->find(mangled(target.id));
        global = known != nullptr && known->has(symbol_global);
      }
      note(target.id, global ? symbol_global : symbol_nonlocal, target.pos);
      scope_->directives.emplace_back(mangled(target.id), target.pos);
      note_in(*scope, target.id, scope->kind == ScopeKind::module ? symbol_global : symbol_local,
              target.pos);
      return;
    }
  }

  SymbolTable& table_;
  NamePool& pool_;
  Depth& depth_;
  bool future_annotations_;
  Scope* scope_ = nullptr;
  Name class_name_;
};

SymbolTable::SymbolTable(const Mod& tree, NamePool& pool, Depth& depth, bool future_annotations) {
  SymbolBuilder(*this, pool, depth, future_annotations).build(tree);
}

}  // namespace py::compile
