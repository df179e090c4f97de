// Module globals and class attributes: dicts whose values lie in cells that code can be built on.
#include "python_interp/objects/namespaces.hpp"

#include <algorithm>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/private.hpp"

namespace py {

GlobalCell* find_cell(VM& vm, Dict* name_space, Str* name) {
  const Word cell = dict_get_raw(vm, name_space, name);
  return gc::is_null(cell) ? nullptr : gc::as<GlobalCell>(cell);
}

GlobalCell* global_cell(VM* vm, Dict* name_space, Str* name) {
  if (GlobalCell* const known = find_cell(*vm, name_space, name)) return known;
  auto* const cell = allocate<GlobalCell>(*vm, nullptr);
  if (!cell || !dict_set_raw(*vm, name_space, name, gc::reference(cell))) return nullptr;
  return cell;
}

void set_global_cell(VM*, GlobalCell* cell, Word value) {
  if (cell->value == value) return;
  cell->value = value;
  ++cell->writes;
  if (CellAssumption* const assumption = std::exchange(cell->assumption, nullptr))
    assumption->invalidate();
}

void begin_initialising(VM& vm, Module* module) { vm.own->initialising.push_back(module); }
void end_initialising(VM& vm, Module* module) { std::erase(vm.own->initialising, module); }
bool is_initialising(VM& vm, Word module) {
  return is<Module>(module) && std::ranges::find(vm.own->initialising, gc::as<Module>(module)) !=
                                   vm.own->initialising.end();
}

void set_global(VM& vm, Dict* name_space, std::string_view name, Word value) {
  if (Str* const key = intern(vm, name)) dict_set(vm, name_space, gc::reference(key), value);
}

}  // namespace py
