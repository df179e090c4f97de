#include "python_interp/interp/support/variables.hpp"

#include "pe/residual/check.hpp"
#include "python_interp/interp/code.hpp"
#include "python_interp/interp/support/caches.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/native.hpp"

namespace py {
namespace {

/// Puts the values of a plain Dict into cells, so that code can run with it as its globals.
void give_cells(VM& vm, Dict* dict) {
  if (dict->cells) return;
  Words items(vm);
  std::uint64_t position = 0;
  Word key, value;
  while (dict_next(dict, position, key, value)) {
    items.push(key);
    items.push(value);
  }
  dict_clear(dict);
  dict->cells = 1;
  for (std::size_t i = 0; i < items.size(); i += 2)
    pe::residual::check(dict_set(vm, dict, items[i], items[i + 1]), "globals cannot be put into cells");
}

GlobalCell* cell_for_ever(VM& vm, Dict* name_space, Str* name) {
  GlobalCell* cell = global_cell(&vm, name_space, name);
  pe::residual::check(cell != nullptr, "no memory for a global variable's cell");
  return cell;
}

SupportCaches::Pair key_of(const void* first, const void* second) {
  return {reinterpret_cast<std::uint64_t>(first), reinterpret_cast<std::uint64_t>(second)};
}

/// The value at `name`; null with nothing pending if there is none.
Word look_up(VM& vm, Word mapping, Str* name) {
  if (is<Dict>(mapping) && type_of(vm, mapping) == vm.types.dict)
    return dict_get(vm, gc::as<Dict>(mapping), name);
  const Word value = get_item(&vm, mapping, gc::reference(name));
  if (gc::is_null(value) && pending_is(vm, vm.exceptions.KeyError)) vm.pending = null;
  return value;
}

}  // namespace

const GlobalCells* find_global_cells(VM* vm, Dict* globals, Str* name) {
  GlobalCells& cells = support_caches(vm).global_cells[key_of(globals, name)];
  if (!cells.global) {
    give_cells(*vm, globals);
    cells.builtin = cell_for_ever(*vm, vm->builtins, name);
    cells.global = cell_for_ever(*vm, globals, name);
  }
  return &cells;
}

const ModuleCell* find_module_cell(VM* vm, Module* module, Str* name) {
  auto [entry, is_new] = support_caches(vm).module_cells.try_emplace(key_of(module, name));
  const bool plain = type_of(*vm, gc::reference(module)) == vm->types.module;
  if (is_new && plain) entry->second.cell = cell_for_ever(*vm, module->dict, name);
  return &entry->second;
}

pe::Assumption* constant_cell(GlobalCell* cell) {
  if (cell->writes > 1) return nullptr;
  if (!cell->assumption) cell->assumption = new CellAssumption;
  return cell->assumption;
}

void store_global_cell(VM* vm, GlobalCell* cell, Word value) { set_global_cell(vm, cell, value); }

Word delete_global(VM* vm, GlobalCell* cell, Str* name) {
  if (gc::is_null(cell->value)) return raise_name_error(vm, name);
  set_global_cell(vm, cell, null);
  return none;
}

Word load_name(VM* vm, Word mapping, Dict* globals, Str* name) {
  Word value = look_up(*vm, mapping, name);
  if (!gc::is_null(value) || !gc::is_null(vm->pending)) return value;
  value = dict_get(*vm, globals, name);
  if (gc::is_null(value)) value = dict_get(*vm, vm->builtins, name);
  return gc::is_null(value) ? raise_name_error(vm, name) : value;
}

Word store_name(VM* vm, Word mapping, Str* name, Word value) {
  return set_item(vm, mapping, gc::reference(name), value);
}

Word delete_name(VM* vm, Word mapping, Str* name) {
  const Word done = delete_item(vm, mapping, gc::reference(name));
  if (!gc::is_null(done) || !pending_is(*vm, vm->exceptions.KeyError)) return done;
  vm->pending = null;
  return raise_name_error(vm, name);
}

Word load_class_variable(VM* vm, Word mapping, Code* code, std::int64_t slot, Word cell) {
  Str* name = gc::as<Str>(code->varnames->items[static_cast<std::uint64_t>(slot)]);
  const Word value = look_up(*vm, mapping, name);
  if (!gc::is_null(value) || !gc::is_null(vm->pending)) return value;
  const Word held = gc::as<Cell>(cell)->value;
  return gc::is_null(held) ? raise_unbound(vm, code, slot) : held;
}

Word raise_unbound(VM* vm, Code* code, std::int64_t slot) {
  const Word name = code->varnames->items[static_cast<std::uint64_t>(slot)];
  if (slot < static_cast<std::int64_t>(unit_of(code).first_free_slot()))
    return raise(*vm, vm->exceptions.UnboundLocalError,
                 "cannot access local variable '%S' where it is not associated with a value", name);
  raise(*vm, vm->exceptions.NameError,
        "cannot access free variable '%S' where it is not associated with a value in enclosing scope",
        name);
  set_error_fields(*vm, vm->exceptions.NameError, {name});
  return null;
}

Word raise_name_error(VM* vm, Str* name) {
  raise(*vm, vm->exceptions.NameError, "name '%S' is not defined", gc::reference(name));
  set_error_fields(*vm, vm->exceptions.NameError, {gc::reference(name)});
  return null;
}

}  // namespace py
