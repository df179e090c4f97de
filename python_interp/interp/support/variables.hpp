// Names: globals and builtins by their cells, the bodies of modules and classes by their mapping.
#pragma once

#include "python_interp/interp/support/effects.hpp"
#include "python_interp/objects/attributes.hpp"

namespace py {

/// Where a global name may be: both cells exist for ever, and are empty while there is no such name.
struct GlobalCells : pe::Assumption {
  GlobalCell* global = nullptr;
  GlobalCell* builtin = nullptr;
};
/// The cells of `name` for functions with these globals. Never null, never invalid.
const GlobalCells* find_global_cells(VM* vm, Dict* globals, Str* name);

/// The cell of a module's attribute; `cell` is null where only the object space can tell.
struct ModuleCell : pe::Assumption {
  GlobalCell* cell = nullptr;
};
const ModuleCell* find_module_cell(VM* vm, Module* module, Str* name);

/// What believes that the cell keeps its value; null if it has changed too often to be believed.
pe::Assumption* constant_cell(GlobalCell* cell);

/// Sets a global; tells those who believed in its old value.
void store_global_cell(VM* vm, GlobalCell* cell, Word value);
/// None, or null with NameError.
Word delete_global(VM* vm, GlobalCell* cell, Str* name);

/// By the mapping of a class body (a Dict, or what __prepare__ made), the globals, the builtins.
Word load_name(VM* vm, Word mapping, Dict* globals, Str* name);
Word store_name(VM* vm, Word mapping, Str* name, Word value);
Word delete_name(VM* vm, Word mapping, Str* name);
/// In a class body, a variable that is the class's or an enclosing function's (`cell`).
Word load_class_variable(VM* vm, Word mapping, Code* code, std::int64_t slot, Word cell);

/// UnboundLocalError for a variable or own cell, NameError for a free variable, in CPython's words.
Word raise_unbound(VM* vm, Code* code, std::int64_t slot);
Word raise_name_error(VM* vm, Str* name);

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::store_global_cell> = {
    .name = "store_global_cell", .reads = true, .writes = true};
template <> inline constexpr pe::Effects pe::effects_of<&py::delete_global> = py::anything("delete_global");
template <> inline constexpr pe::Effects pe::effects_of<&py::load_name> = py::anything("load_name");
template <> inline constexpr pe::Effects pe::effects_of<&py::store_name> = py::anything("store_name");
template <> inline constexpr pe::Effects pe::effects_of<&py::delete_name> = py::anything("delete_name");
template <> inline constexpr pe::Effects pe::effects_of<&py::load_class_variable> = py::anything("load_class_variable");
template <> inline constexpr pe::Effects pe::effects_of<&py::raise_unbound> = py::raises("raise_unbound");
template <> inline constexpr pe::Effects pe::effects_of<&py::raise_name_error> = py::raises("raise_name_error");
