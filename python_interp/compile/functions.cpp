// Functions, lambdas and classes: the code inside, and what makes an object of it.
#include "python_interp/compile/compiler.hpp"

namespace py::compile {

using namespace py::syntax;

namespace {

/// Flags of MAKE_FUNCTION.
enum : std::uint32_t {
  with_defaults = 1, with_keyword_defaults = 2, with_annotations = 4, with_closure = 8
};

int first_line(const Seq<Expr*>& decorators, const Position& pos) {
  return decorators.empty() ? pos.lineno : decorators[0]->pos.lineno;
}

}  // namespace

// ---- Making functions -----------------------------------------------------------------------

void Compiler::make_function(std::shared_ptr<CodeUnit> code, std::uint32_t flags) {
  for (const std::string& name : code->freevars) {
    bool own_class_cell = unit_->kind == UnitKind::class_body && name == "__class__";
    bool is_cell = own_class_cell || place_of(name) == Place::cell;
    emit(Op::LOAD_CLOSURE, is_cell ? unit_->cell_number(pool_.keep(name))
                                   : unit_->free_number(pool_.keep(name)));
  }
  if (!code->freevars.empty()) {
    emit(Op::BUILD_TUPLE, static_cast<std::uint32_t>(code->freevars.size()));
    flags |= with_closure;
  }
  load_constant({std::move(code)});
  emit(Op::MAKE_FUNCTION, flags);
}

void Compiler::decorators(const Seq<Expr*>& list) {
  for (Expr* decorator : list) {
    expression(decorator);
    SourceRange outer = out().position();
    at(decorator->pos);
    emit(Op::PUSH_NULL);
    out().set_position(outer);
  }
}

void Compiler::apply_decorators(const Seq<Expr*>& list) {
  SourceRange outer = out().position();
  for (std::size_t i = list.size(); i-- > 0;) {
    at(list[i]->pos);
    emit(Op::CALL, 1);
  }
  out().set_position(outer);
}

/// Pushes the defaults that there are; says which.
std::uint32_t Compiler::defaults(const Arguments& args) {
  std::uint32_t flags = 0;
  if (!args.defaults.empty()) {
    flags |= with_defaults;
    bytecode::TupleConstant known;
    for (Expr* value : args.defaults) {
      auto constant = folder_.constant(value);
      if (!constant) break;
      known.items.push_back(std::move(*constant));
    }
    if (known.items.size() == args.defaults.size()) {
      load_constant({std::move(known)});
    } else {
      for (Expr* value : args.defaults) expression(value);
      emit(Op::BUILD_TUPLE, args.defaults.size());
    }
  }
  if (keyword_defaults(args)) flags |= with_keyword_defaults;
  return flags;
}

bool Compiler::keyword_defaults(const Arguments& args) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < args.kwonlyargs.size(); ++i) {
    if (args.kw_defaults[i] == nullptr) continue;
    load_str(mangled(args.kwonlyargs[i]->arg));
    expression(args.kw_defaults[i]);
    ++count;
  }
  if (count > 0) emit(Op::BUILD_MAP, count);
  return count > 0;
}

/// Pushes a tuple of names and annotations, if there is any.
bool Compiler::annotations(const Arguments& args, Expr* returns) {
  std::uint32_t count = 0;
  auto add = [&](Name name, Expr* annotation) {
    if (annotation == nullptr) return;
    load_str(mangled(name));
    const auto* starred = as<Starred>(annotation);
    if (starred != nullptr && !future_.annotations()) {
      expression(starred->value);  // `*args: *Ts`
      emit(Op::UNPACK_SEQUENCE, 1);
    } else {
      annotation_value(annotation);
    }
    count += 2;
  };
  for (const Arg* arg : args.args) add(arg->arg, arg->annotation);
  for (const Arg* arg : args.posonlyargs) add(arg->arg, arg->annotation);
  if (args.vararg != nullptr) add(args.vararg->arg, args.vararg->annotation);
  for (const Arg* arg : args.kwonlyargs) add(arg->arg, arg->annotation);
  if (args.kwarg != nullptr) add(args.kwarg->arg, args.kwarg->annotation);
  add("return", returns);
  if (count > 0) emit(Op::BUILD_TUPLE, count);
  return count > 0;
}

// ---- Functions and lambdas ------------------------------------------------------------------

void Compiler::refuse_debug_parameters(const Arguments& args, const Position& pos) {
  auto check_one = [&](const Arg* arg) {
    if (arg != nullptr) refuse_debug_name(arg->arg, Access::store, pos);
  };
  for (const Arg* arg : args.posonlyargs) check_one(arg);
  for (const Arg* arg : args.args) check_one(arg);
  check_one(args.vararg);
  for (const Arg* arg : args.kwonlyargs) check_one(arg);
  check_one(args.kwarg);
}

void Compiler::parameter_counts(const Arguments& args) {
  CodeUnit& code = *unit_->code;
  code.posonly_count = args.posonlyargs.size();
  code.argcount = args.posonlyargs.size() + args.args.size();
  code.kwonly_count = args.kwonlyargs.size();
}

template <class Node>
void Compiler::function_definition(const Node* node, bool is_async) {
  refuse_debug_parameters(*node->args, node->pos);
  decorators(node->decorator_list);
  at(node->pos);
  std::uint32_t flags = defaults(*node->args);
  if (annotations(*node->args, node->returns)) flags |= with_annotations;

  enter(is_async ? UnitKind::async_function : UnitKind::function, node->name, node,
        first_line(node->decorator_list, node->pos));
  parameter_counts(*node->args);
  const Expr* docstring = options_.optimize < 2 ? docstring_of(node->body) : nullptr;
  unit_->constants.number_of(
      docstring == nullptr ? Constant{bytecode::NoneConstant{}}
                           : constant_of(static_cast<const ConstantExpr*>(docstring)->value));
  body(node->body);
  std::shared_ptr<CodeUnit> code = leave();

  make_function(std::move(code), flags);
  apply_decorators(node->decorator_list);
  access_name(node->name, Access::store, node->pos);
}
template void Compiler::function_definition(const FunctionDef*, bool);
template void Compiler::function_definition(const AsyncFunctionDef*, bool);

void Compiler::lambda(const Lambda* node) {
  refuse_debug_parameters(*node->args, node->pos);
  std::uint32_t flags = defaults(*node->args);
  enter(UnitKind::lambda, "<lambda>", node, node->pos.lineno);
  parameter_counts(*node->args);
  unit_->constants.number_of({bytecode::NoneConstant{}});  // The place of a docstring.
  expression(node->body);
  emit(Op::RETURN_VALUE);
  make_function(leave(), flags);
}

// ---- Classes --------------------------------------------------------------------------------

void Compiler::class_definition(const ClassDef* node) {
  decorators(node->decorator_list);
  at(node->pos);
  emit(Op::LOAD_BUILD_CLASS);
  emit(Op::PUSH_NULL);

  enter(UnitKind::class_body, node->name, node, first_line(node->decorator_list, node->pos));
  class_body(node, first_line(node->decorator_list, node->pos));
  make_function(leave(), 0);

  load_str(node->name);
  call_with(2, node->bases, node->keywords);
  apply_decorators(node->decorator_list);
  access_name(node->name, Access::store, node->pos);
}

void Compiler::class_body(const ClassDef* node, int line) {
  unit_->class_name = node->name;
  out().set_position({line, line, 0, 0});
  emit(Op::LOAD_NAME, name_index("__name__"));
  emit(Op::STORE_NAME, name_index("__module__"));
  load_str(unit_->code->qualname);
  emit(Op::STORE_NAME, name_index("__qualname__"));
  body_with_docstring(node->body);
  out().set_no_position();
  if (unit_->scope->needs_class_cell) {
    emit(Op::LOAD_CLOSURE, unit_->cell_number("__class__"));
    emit(Op::COPY, 1);
    emit(Op::STORE_NAME, name_index("__classcell__"));
  } else {
    load_none();
  }
  emit(Op::RETURN_VALUE);
}

}  // namespace py::compile
