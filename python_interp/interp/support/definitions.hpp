// Functions, awaiting, formatting, imports and pattern matching, as far as the object space does them.
#pragma once

#include "python_interp/interp/support/effects.hpp"

namespace py {

Word load_build_class(VM* vm);
/// A new Function; the last four may be null, `annotations` is a Tuple of names and values.
Word make_function(VM* vm, Word code, Dict* globals, Word closure, Word annotations, Word kwdefaults,
                   Word defaults);

/// The iterator of `yield from`: a coroutine only in a coroutine.
Word yield_from_iterator(VM* vm, Code* code, Word iterable);
/// receiver.send(value), or next() for None; null with nothing pending when it returned, its result being
/// vm->generator_result.
Word send_value(VM* vm, Word receiver, Word value);
Word get_awaitable(VM* vm, Word value, std::int64_t where);
Word get_async_iterator(VM* vm, Word iterable);
Word get_async_next(VM* vm, Word iterator);
/// None if the exception is StopAsyncIteration, else raises it again.
Word end_async_for(VM* vm, Word exception);
Word load_async_exit(VM* vm, Word manager);
Word call_async_enter(VM* vm, Word manager);
Word wrap_async_value(VM* vm, Word value);

/// FORMAT_VALUE: `conversion` 0 none, 1 str, 2 repr, 3 ascii; `specification` may be null.
Word format_converted(VM* vm, Word value, std::int64_t conversion, Word specification);

Word import_name(VM* vm, Dict* globals, Str* name, Word names, Word level);
Word import_from(VM* vm, Word module, Str* name);
Word import_star(VM* vm, Word module, Word mapping);
Word setup_annotations(VM* vm, Word mapping);
/// sys.displayhook.
Word display(VM* vm, Word value);

Word matches_mapping(VM* vm, Word value);   ///< True or False.
Word matches_sequence(VM* vm, Word value);
Word match_keys(VM* vm, Word subject, Word keys);
Word match_class(VM* vm, Word subject, Word type, std::int64_t count, Word names);

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::load_build_class> = py::anything("load_build_class");
template <> inline constexpr pe::Effects pe::effects_of<&py::make_function> = py::makes("make_function");
template <> inline constexpr pe::Effects pe::effects_of<&py::yield_from_iterator> = py::anything("yield_from_iterator");
template <> inline constexpr pe::Effects pe::effects_of<&py::send_value> = py::anything("send_value");
template <> inline constexpr pe::Effects pe::effects_of<&py::get_awaitable> = py::anything("get_awaitable");
template <> inline constexpr pe::Effects pe::effects_of<&py::get_async_iterator> = py::anything("get_async_iterator");
template <> inline constexpr pe::Effects pe::effects_of<&py::get_async_next> = py::anything("get_async_next");
template <> inline constexpr pe::Effects pe::effects_of<&py::end_async_for> = py::anything("end_async_for");
template <> inline constexpr pe::Effects pe::effects_of<&py::load_async_exit> = py::anything("load_async_exit");
template <> inline constexpr pe::Effects pe::effects_of<&py::call_async_enter> = py::anything("call_async_enter");
template <> inline constexpr pe::Effects pe::effects_of<&py::wrap_async_value> = py::anything("wrap_async_value");
template <> inline constexpr pe::Effects pe::effects_of<&py::format_converted> = py::anything("format_converted");
template <> inline constexpr pe::Effects pe::effects_of<&py::import_name> = py::anything("import_name");
template <> inline constexpr pe::Effects pe::effects_of<&py::import_from> = py::anything("import_from");
template <> inline constexpr pe::Effects pe::effects_of<&py::import_star> = py::anything("import_star");
template <> inline constexpr pe::Effects pe::effects_of<&py::setup_annotations> = py::anything("setup_annotations");
template <> inline constexpr pe::Effects pe::effects_of<&py::display> = py::anything("display");
template <> inline constexpr pe::Effects pe::effects_of<&py::matches_mapping> = py::anything("matches_mapping");
template <> inline constexpr pe::Effects pe::effects_of<&py::matches_sequence> = py::anything("matches_sequence");
template <> inline constexpr pe::Effects pe::effects_of<&py::match_keys> = py::anything("match_keys");
template <> inline constexpr pe::Effects pe::effects_of<&py::match_class> = py::anything("match_class");
