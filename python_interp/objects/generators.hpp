// Generators, seen from C++.
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// The next value of a generator; null with nothing pending once it has returned (what it returned is
/// vm.generator_result).
Word generator_next(VM* vm, Word generator);
/// Raises GeneratorExit where it is suspended. None, or null with the exception pending.
Word generator_close(VM* vm, Word generator);
/// The next value, `value` being what the generator's yield gives (or its first await).
Word generator_send(VM& vm, Word generator, Word value);
/// The next value after raising `exception` where it is suspended.
Word generator_throw(VM& vm, Word generator, Word exception);
/// The exception that the arguments of throw(type, value, traceback) mean, self being the first; null with
/// TypeError pending.
Word thrown_exception(VM& vm, const Word* arguments, std::uint64_t count);
/// What anext(iterator, default) awaits, `awaitable` being what __anext__() gave.
Word make_anext_or_default(VM& vm, Word awaitable, Word otherwise);
/// StopIteration with vm.generator_result.
Word raise_stop_iteration(VM& vm);

}  // namespace py
