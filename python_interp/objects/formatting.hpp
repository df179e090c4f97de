// Formatting: the mini-language of format(), the % operator, str.format().
#pragma once

#include "python_interp/objects/strings.hpp"

namespace py {

/// format(value, specification) of a value of exactly int, bool, float, complex or str. `specification`
/// must be a str (TypeError otherwise). ValueError as CPython words it.
Word format_builtin(VM& vm, Word value, Word specification);

/// `pattern % arguments` of text; `arguments` is a tuple, a mapping or one value.
Word percent_format(VM& vm, Str* pattern, Word arguments);
/// The same of bytes; the result is of the same type as `pattern`.
Word percent_format_bytes(VM& vm, Word pattern, Word arguments);

/// pattern.format(*arguments, **keywords); `mapping` gives the keywords (null: none).
Word format_fields(VM& vm, Str* pattern, std::span<const Word> arguments, Word mapping);

/// str(), repr() or ascii() for the conversions 's', 'r', 'a'; otherwise the value.
Word convert_field(VM& vm, Word value, std::int64_t conversion);
/// What an f-string's replacement field makes of a value: conversion 0 or one of 's', 'r', 'a'; an empty
/// or null specification means the plain text.
Word format_field(VM* vm, Word value, std::int64_t conversion, Word specification);
/// The parts of an f-string, `count` Strs, put together.
Word str_build(VM* vm, const Word* parts, std::int64_t count);

/// Gives str format() and format_map().
void init_str_format(VM& vm);

}  // namespace py

namespace pe {
template <> inline constexpr Effects effects_of<&py::format_field> = {
    .name = "format_field", .reads = true, .writes = true, .allocates = true, .may_raise = true,
    .runs_python = true, .looks_at_frames = true};
}  // namespace pe
