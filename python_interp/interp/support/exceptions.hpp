// Raising, matching and context managers.
#pragma once

#include "python_interp/interp/support/effects.hpp"

namespace py {

/// `raise exception from cause`; both may be null: then the handled exception is raised again. Always null.
Word raise_exception(VM* vm, Word exception, Word cause);
/// Does `except type` take the exception? True or False; null with TypeError.
Word exception_matches(VM* vm, Word exception, Word type);
/// `except* type`: a Tuple (rest or None, match or None); the match becomes vm->handled.
Word split_group(VM* vm, Word exception, Word type);
/// What an `except*` statement raises in the end, or None.
Word prepare_reraise_star(VM* vm, Word exception, Word raised);

/// The bound __exit__ of a context manager; null with CPython's TypeError.
Word load_exit(VM* vm, Word manager);
/// manager.__enter__().
Word call_enter(VM* vm, Word manager);
/// exit(type, exception, traceback).
Word call_exit(VM* vm, Word exit, Word exception);

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::raise_exception> = py::anything("raise_exception");
template <> inline constexpr pe::Effects pe::effects_of<&py::exception_matches> = py::makes("exception_matches");
template <> inline constexpr pe::Effects pe::effects_of<&py::split_group> = py::anything("split_group");
template <> inline constexpr pe::Effects pe::effects_of<&py::prepare_reraise_star> = py::anything("prepare_reraise_star");
template <> inline constexpr pe::Effects pe::effects_of<&py::load_exit> = py::anything("load_exit");
template <> inline constexpr pe::Effects pe::effects_of<&py::call_enter> = py::anything("call_enter");
template <> inline constexpr pe::Effects pe::effects_of<&py::call_exit> = py::anything("call_exit");
