// The builtin functions, by family.
#pragma once

#include <span>

#include "python_interp/objects/api.hpp"

namespace py {

std::span<const NativeMethod> text_builtins();       ///< print, input, repr, chr ...
std::span<const NativeMethod> number_builtins();     ///< abs, divmod, pow, round, sum ...
std::span<const NativeMethod> iteration_builtins();  ///< len, iter, next, sorted, min ...
std::span<const NativeMethod> object_builtins();     ///< isinstance, getattr, hash, dir ...
std::span<const NativeMethod> async_builtins();      ///< aiter, anext.
std::span<const NativeMethod> code_builtins();       ///< __import__, open, exit ...

/// A value of the module sys, or null.
Word sys_value(VM& vm, std::string_view name);

/// Makes the values of a dict lie in cells, as those of a namespace that code runs in must.
bool make_cells(VM& vm, Dict* dict);

/// builtins.__import__, as a Native (import.cpp).
Word import_builtin(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names);

}  // namespace py
