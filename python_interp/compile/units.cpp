// Entering and leaving code units; how a unit reaches names and constants.
#include <algorithm>

#include "python_interp/compile/assemble.hpp"
#include "python_interp/compile/check.hpp"
#include "python_interp/compile/compiler.hpp"

namespace py::compile {

using namespace py::syntax;

Compiler::Compiler(const Mod& tree, std::string_view filename, const Options& options)
    : filename_(filename),
      options_(options),
      depth_(options.max_depth),
      future_(future_features(tree, options.future_flags)),
      symbols_(tree, pool_, depth_, future_.annotations()),
      folder_(options.optimize == 0) {
  resolve_symbols(symbols_.root());
}

std::shared_ptr<CodeUnit> Compiler::module(const Module& node) {
  enter(UnitKind::module, "<module>", static_cast<const Mod*>(&node), 1);
  body_with_docstring(node.body);
  return leave();
}

std::shared_ptr<CodeUnit> Compiler::expression_unit(const Expression& node) {
  enter(UnitKind::module, "<module>", static_cast<const Mod*>(&node), 1);
  expression(node.body);
  out().set_no_position();
  emit(Op::RETURN_VALUE);
  return leave();
}

std::shared_ptr<CodeUnit> Compiler::interactive(const Interactive& node) {
  interactive_ = true;
  enter(UnitKind::module, "<module>", static_cast<const Mod*>(&node), 1);
  body_with_docstring(node.body);
  return leave();
}

// ---- Units ----------------------------------------------------------------------------------

void Compiler::enter(UnitKind kind, Name name, const void* node, int first_line) {
  auto fresh = std::make_unique<Unit>();
  fresh->parent = unit_;
  fresh->kind = kind;
  fresh->scope = &symbols_.of(node);
  if (unit_ != nullptr) fresh->class_name = unit_->class_name;
  fresh->code->name = std::string(name);
  fresh->code->qualname = qualified_name(name);
  fresh->code->filename = std::string(filename_);
  fresh->code->first_line = static_cast<std::uint32_t>(first_line);
  unit_ = fresh.get();
  units_.push_back(std::move(fresh));
  unit_->code->flags = code_flags();
  open_slots();
  emit_prologue();
}

std::string Compiler::qualified_name(Name name) {
  std::string own(name);
  if (unit_ == nullptr || unit_->kind == UnitKind::module) return own;
  if (place_of(mangled(name)) == Place::global_explicit) return own;
  bool is_function = unit_->kind == UnitKind::function ||
                     unit_->kind == UnitKind::async_function || unit_->kind == UnitKind::lambda;
  return unit_->code->qualname + (is_function ? ".<locals>." : ".") + own;
}

std::uint32_t Compiler::code_flags() const {
  const Scope& scope = *unit_->scope;
  std::uint32_t flags = future_.flags;
  if (scope.is_function()) {
    flags |= bytecode::code_newlocals | bytecode::code_optimized;
    if (scope.nested) flags |= bytecode::code_nested;
    if (scope.generator && scope.coroutine)
      flags |= bytecode::code_async_generator;
    else if (scope.generator)
      flags |= bytecode::code_generator;
    else if (scope.coroutine)
      flags |= bytecode::code_coroutine;
    if (scope.has_varargs) flags |= bytecode::code_varargs;
    if (scope.has_varkeywords) flags |= bytecode::code_varkeywords;
  } else if (scope.kind == ScopeKind::module && allows_top_level_await() && scope.coroutine) {
    flags |= bytecode::code_coroutine;
  }
  return flags;
}

/// Numbers the parameters, the cells, the free variables; cells and free variables by name.
void Compiler::open_slots() {
  const Scope& scope = *unit_->scope;
  if (scope.is_function())
    for (Name parameter : scope.parameters) unit_->varnames.number_of(parameter);
  std::vector<Name> cells, frees;
  for (const Symbol& symbol : scope.symbols) {
    if (symbol.place == Place::cell) cells.push_back(symbol.name);
    if (symbol.place == Place::free || symbol.has(symbol_through_class))
      frees.push_back(symbol.name);
  }
  if (scope.needs_class_cell) cells.push_back("__class__");
  // Cells that are parameters come first, in the parameters' order: so they do as slots.
  std::ranges::sort(cells, {}, [&](Name cell) {
    auto parameter = std::ranges::find(scope.parameters, cell);
    return std::pair(parameter - scope.parameters.begin(), cell);
  });
  std::ranges::sort(frees);
  for (Name cell : cells) unit_->cells.number_of(cell);
  for (Name free : frees) unit_->frees.number_of(free);
  unit_->code->cellvars.assign(cells.begin(), cells.end());
  unit_->code->freevars.assign(frees.begin(), frees.end());
}

void Compiler::emit_prologue() {
  CodeUnit& code = *unit_->code;
  auto line = static_cast<std::int32_t>(code.first_line);
  if (!code.freevars.empty())
    emit(Op::COPY_FREE_VARS, static_cast<std::uint32_t>(code.freevars.size()));
  for (std::uint32_t cell = 0; cell < code.cellvars.size(); ++cell) emit(Op::MAKE_CELL, cell);
  if (code.has(bytecode::code_generator) || code.has(bytecode::code_coroutine) ||
      code.has(bytecode::code_async_generator)) {
    out().set_position({line, line, -1, -1});
    emit(Op::RETURN_GENERATOR);
    emit(Op::POP_TOP);
  }
  bool is_module = unit_->kind == UnitKind::module;
  out().set_position(is_module ? SourceRange{0, 1, 0, 0} : SourceRange{line, line, 0, 0});
  emit(Op::RESUME, 0);
  if (is_module) out().set_no_position();
}

std::shared_ptr<CodeUnit> Compiler::leave() {
  if (out().reachable()) {
    out().set_no_position();
    load_none();
    emit(Op::RETURN_VALUE);
  }
  check(unit_->blocks.empty(), "a block is left open");
  std::shared_ptr<CodeUnit> code = unit_->code;
  fill_tables(*code);
  assemble(out().take(), *code);
  unit_ = unit_->parent;
  units_.pop_back();
  return code;
}

void Compiler::fill_tables(CodeUnit& code) {
  code.names = unit_->names.in_order<std::string>();
  code.varnames = unit_->varnames.in_order<std::string>();
  code.constants = unit_->constants.in_order<Constant>();
  code.stack_size = out().stack_size();
  auto next_slot = static_cast<std::uint32_t>(code.varnames.size());
  for (const std::string& cell : code.cellvars) {
    auto parameter = std::ranges::find(code.varnames, cell);
    code.cell_slots.push_back(
        parameter == code.varnames.end()
            ? next_slot++
            : static_cast<std::uint32_t>(parameter - code.varnames.begin()));
  }
}

// ---- Constants and names --------------------------------------------------------------------

void Compiler::load_constant(Constant value) {
  emit(Op::LOAD_CONST, out().reachable() ? unit_->constants.number_of(std::move(value)) : 0);
}

void Compiler::refuse_debug_name(Name name, Access access, const Position& pos) {
  if (name != "__debug__" || access == Access::load) return;
  fail(pos, access == Access::store ? "cannot assign to __debug__" : "cannot delete __debug__");
}

Place Compiler::place_of(Name mangled_name) const {
  const Symbol* symbol = unit_->scope->find(mangled_name);
  return symbol == nullptr ? Place::unknown : symbol->place;
}

void Compiler::access_name(Name name, Access access, const Position& pos) {
  refuse_debug_name(name, access, pos);
  Name own = mangled(name);
  auto choose = [&](Op load, Op store, Op del) {
    return access == Access::load ? load : access == Access::store ? store : del;
  };
  bool in_function = unit_->scope->is_function();
  Op load_deref = unit_->kind == UnitKind::class_body ? Op::LOAD_CLASSDEREF : Op::LOAD_DEREF;
  switch (place_of(own)) {
    case Place::free:
      emit(choose(load_deref, Op::STORE_DEREF, Op::DELETE_DEREF), unit_->free_number(own));
      return;
    case Place::cell:
      emit(choose(load_deref, Op::STORE_DEREF, Op::DELETE_DEREF), unit_->cell_number(own));
      return;
    case Place::local:
      if (!in_function) break;
      emit(choose(Op::LOAD_FAST, Op::STORE_FAST, Op::DELETE_FAST),
           unit_->varnames.number_of(own));
      return;
    case Place::global_implicit:
      if (!in_function) break;
      [[fallthrough]];
    case Place::global_explicit:
      emit(choose(Op::LOAD_GLOBAL, Op::STORE_GLOBAL, Op::DELETE_GLOBAL), name_index(own));
      return;
    case Place::unknown: break;
  }
  emit(choose(Op::LOAD_NAME, Op::STORE_NAME, Op::DELETE_NAME), name_index(own));
}

Position Compiler::position_here() {
  const SourceRange& range = out().position();
  return {range.line, range.column, range.end_line, range.end_column};
}

void Compiler::fail_here(std::string message) { fail(position_here(), std::move(message)); }

void Compiler::warn(const Position& pos, std::string message) {
  if (options_.warnings != nullptr) options_.warnings->push_back({std::move(message), pos});
}

}  // namespace py::compile
