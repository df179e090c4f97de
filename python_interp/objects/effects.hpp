// What the object space's functions do to the world, for staged code that calls them.
#pragma once

#include "pe/residual/callee.hpp"
#include "python_interp/objects/api.hpp"
#include "python_interp/objects/attributes.hpp"

namespace pe {

/// May run Python code: anything may happen.
consteval Effects object_effects(const char* name) {
  return {.name = name, .reads = true, .writes = true, .allocates = true, .may_raise = true,
          .runs_python = true};
}

template <> inline constexpr Effects effects_of<&py::binary_operation> = object_effects("binary_operation");
template <> inline constexpr Effects effects_of<&py::inplace_operation> = object_effects("inplace_operation");
template <> inline constexpr Effects effects_of<&py::unary_operation> = object_effects("unary_operation");
template <> inline constexpr Effects effects_of<&py::compare_operation> = object_effects("compare_operation");
template <> inline constexpr Effects effects_of<&py::contains> = object_effects("contains");
template <> inline constexpr Effects effects_of<&py::is_true> = object_effects("is_true");
template <> inline constexpr Effects effects_of<&py::are_equal> = object_effects("are_equal");
template <> inline constexpr Effects effects_of<&py::get_item> = object_effects("get_item");
template <> inline constexpr Effects effects_of<&py::set_item> = object_effects("set_item");
template <> inline constexpr Effects effects_of<&py::delete_item> = object_effects("delete_item");
template <> inline constexpr Effects effects_of<&py::get_attribute> = object_effects("get_attribute");
template <> inline constexpr Effects effects_of<&py::set_attribute> = object_effects("set_attribute");
template <> inline constexpr Effects effects_of<&py::delete_attribute> = object_effects("delete_attribute");
template <> inline constexpr Effects effects_of<&py::find_attribute_value> =
    object_effects("find_attribute_value");
template <> inline constexpr Effects effects_of<&py::get_iterator> = object_effects("get_iterator");
template <> inline constexpr Effects effects_of<&py::iterator_next> = object_effects("iterator_next");
template <> inline constexpr Effects effects_of<&py::repr> = object_effects("repr");
template <> inline constexpr Effects effects_of<&py::ascii_repr> = object_effects("ascii_repr");
template <> inline constexpr Effects effects_of<&py::to_str> = object_effects("to_str");
template <> inline constexpr Effects effects_of<&py::format_value> = object_effects("format_value");
template <> inline constexpr Effects effects_of<&py::length_of> = object_effects("length_of");
template <> inline constexpr Effects effects_of<&py::hash_of> = object_effects("hash_of");

template <> inline constexpr Effects effects_of<&py::raise_recursion> = {
    .name = "raise_recursion", .writes = true, .allocates = true, .may_raise = true};
template <> inline constexpr Effects effects_of<&py::add_traceback> = {
    .name = "add_traceback", .reads = true, .writes = true, .allocates = true};

template <> inline constexpr Effects effects_of<&py::find_attribute> = {
    .name = "find_attribute", .reads = true, .allocates = true};
template <> inline constexpr Effects effects_of<&py::find_store> = {
    .name = "find_store", .reads = true, .allocates = true};
template <> inline constexpr Effects effects_of<&py::find_special> = {
    .name = "find_special", .reads = true, .allocates = true};
template <> inline constexpr Effects effects_of<&py::global_cell> = {
    .name = "global_cell", .reads = true, .writes = true, .allocates = true, .may_raise = true};
template <> inline constexpr Effects effects_of<&py::set_global_cell> = {
    .name = "set_global_cell", .writes = true};
template <> inline constexpr Effects effects_of<&py::new_instance> = {
    .name = "new_instance", .allocates = true, .may_raise = true};

}  // namespace pe
