// Simple statements.
#include <algorithm>

#include "python_interp/compile/compiler.hpp"

namespace py::compile {

using namespace py::syntax;

namespace {

/// Does the body itself, not its functions and classes, annotate anything?
bool has_annotations(const Seq<Stmt*>& statements) {
  return std::ranges::any_of(statements, [](Stmt* stmt) {
    auto inside_cases = [](const Match* node) {
      return std::ranges::any_of(node->cases,
                                 [](const MatchCase* one) { return has_annotations(one->body); });
    };
    auto inside_try = [](const auto* node) {
      return has_annotations(node->body) || has_annotations(node->orelse) ||
             has_annotations(node->finalbody) ||
             std::ranges::any_of(node->handlers, [](const ExceptHandler* handler) {
               return has_annotations(handler->body);
             });
    };
    auto inside_loop = [](const auto* node) {
      return has_annotations(node->body) || has_annotations(node->orelse);
    };
    return syntax::visit(
        stmt, Cases{[](const AnnAssign*) { return true; },
                    [&](const For* node) { return inside_loop(node); },
                    [&](const AsyncFor* node) { return inside_loop(node); },
                    [&](const While* node) { return inside_loop(node); },
                    [&](const If* node) { return inside_loop(node); },
                    [](const With* node) { return has_annotations(node->body); },
                    [](const AsyncWith* node) { return has_annotations(node->body); },
                    [&](const Match* node) { return inside_cases(node); },
                    [&](const Try* node) { return inside_try(node); },
                    [&](const TryStar* node) { return inside_try(node); },
                    [](const Stmt*) { return false; }});
  });
}

}  // namespace

const Expr* Compiler::docstring_of(const Seq<Stmt*>& statements) {
  if (statements.empty()) return nullptr;
  const auto* first = as<ExprStmt>(statements[0]);
  const auto* literal = first == nullptr ? nullptr : as<ConstantExpr>(first->value);
  return literal != nullptr && literal->value.kind == ConstantKind::Str ? literal : nullptr;
}

void Compiler::body(const Seq<Stmt*>& statements) {
  for (Stmt* stmt : statements) statement(stmt);
}

void Compiler::body_with_docstring(const Seq<Stmt*>& statements) {
  if (statements.empty()) return;
  if (unit_->kind == UnitKind::module) at(statements[0]->pos);
  if (has_annotations(statements)) emit(Op::SETUP_ANNOTATIONS);
  const Expr* docstring = interactive_ ? nullptr : docstring_of(statements);
  if (docstring == nullptr || options_.optimize >= 2) return body(statements);
  at(docstring->pos);
  load_constant(constant_of(static_cast<const ConstantExpr*>(docstring)->value));
  emit(Op::STORE_NAME, name_index("__doc__"));
  for (std::size_t i = 1; i < statements.size(); ++i) statement(statements[i]);
}

void Compiler::statement(Stmt* stmt) {
  Depth::Level level(depth_);
  at(stmt->pos);
  syntax::visit(stmt, Cases{
      [&](const FunctionDef* node) { function_definition(node, false); },
      [&](const AsyncFunctionDef* node) { function_definition(node, true); },
      [&](const ClassDef* node) { class_definition(node); },
      [&](const Return* node) { return_statement(node); },
      [&](const Delete* node) { for (Expr* target : node->targets) delete_target(target); },
      [&](const Assign* node) { assign(node); },
      [&](const AugAssign* node) { augmented_assignment(node); },
      [&](const AnnAssign* node) { annotated_assignment(node); },
      [&](const For* node) { for_statement(node); },
      [&](const AsyncFor* node) { async_for_statement(node); },
      [&](const While* node) { while_statement(node); },
      [&](const If* node) { if_statement(node); },
      [&](const With* node) { with_statement(node, 0, false); },
      [&](const AsyncWith* node) { with_statement(node, 0, true); },
      [&](const Match* node) { match_statement(node); },
      [&](const Raise* node) { raise_statement(node); },
      [&](const Try* node) { try_statement(node); },
      [&](const TryStar* node) { try_star_statement(node); },
      [&](const Assert* node) { assert_statement(node); },
      [&](const Import* node) { import_statement(node); },
      [&](const ImportFrom* node) { import_from(node); },
      [&](const ExprStmt* node) { expression_statement(node); },
      [&](const Pass*) { emit(Op::NOP); },
      [&](const Break* node) { break_statement(node); },
      [&](const Continue* node) { continue_statement(node); },
      [&](const Global*) {},
      [&](const Nonlocal*) {}});
}

void Compiler::expression_statement(const ExprStmt* node) {
  if (interactive_ && unit_->parent == nullptr) {
    expression(node->value);
    return emit(Op::PRINT_EXPR);
  }
  if (folder_.constant(node->value)) return emit(Op::NOP);
  expression(node->value);
  out().set_no_position();
  emit(Op::POP_TOP);
}

void Compiler::assert_statement(const Assert* node) {
  suspect_assertion(node);
  if (options_.optimize > 0) return;
  Label end = out().label();
  jump_if(node->test, end, true);
  emit(Op::LOAD_ASSERTION_ERROR);
  if (node->msg != nullptr) {
    emit(Op::PUSH_NULL);
    expression(node->msg);
    emit(Op::CALL, 1);
  }
  emit(Op::RAISE_VARARGS, 1);
  out().bind(end);
}

void Compiler::raise_statement(const Raise* node) {
  std::uint32_t count = 0;
  for (Expr* part : {node->exc, node->cause}) {
    if (part == nullptr) continue;
    expression(part);
    ++count;
  }
  emit(Op::RAISE_VARARGS, count);
}

// ---- Imports --------------------------------------------------------------------------------

void Compiler::import_statement(const Import* node) {
  for (const Alias* alias : node->names) {
    load_constant({std::int64_t{0}});
    load_none();
    emit(Op::IMPORT_NAME, name_index(alias->name));
    if (alias->asname.data() != nullptr)
      import_as(alias->name, alias->asname, node->pos);
    else
      access_name(alias->name.substr(0, alias->name.find('.')), Access::store, node->pos);
  }
}

/// The top-level module is on the stack; `import a.b.c as d` wants `c`.
void Compiler::import_as(Name module, Name bound, const Position& pos) {
  std::size_t dot = module.find('.');
  if (dot == module.npos) return access_name(bound, Access::store, pos);
  while (dot != module.npos) {
    module.remove_prefix(dot + 1);
    dot = module.find('.');
    emit(Op::IMPORT_FROM, name_index(module.substr(0, dot)));
    if (dot == module.npos) break;
    emit(Op::SWAP, 2);
    emit(Op::POP_TOP);
  }
  access_name(bound, Access::store, pos);
  emit(Op::POP_TOP);
}

void Compiler::import_from(const ImportFrom* node) {
  if (node->pos.lineno > future_.last_line && node->level == 0 && node->module == "__future__")
    fail(node->pos, late_future);
  bytecode::TupleConstant names;
  for (const Alias* alias : node->names)
    names.items.push_back({bytecode::StrConstant{std::string(alias->name)}});
  load_constant({std::int64_t{node->level}});
  load_constant({std::move(names)});
  emit(Op::IMPORT_NAME, name_index(node->module.data() == nullptr ? Name("") : node->module));
  if (node->names.size() == 1 && node->names[0]->name == "*") return emit(Op::IMPORT_STAR);
  for (const Alias* alias : node->names) {
    emit(Op::IMPORT_FROM, name_index(alias->name));
    access_name(alias->asname.data() == nullptr ? alias->name : alias->asname, Access::store,
                node->pos);
  }
  emit(Op::POP_TOP);
}

}  // namespace py::compile
