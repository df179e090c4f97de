// Calling: binding arguments to parameters, making instances, super().
#pragma once

#include "python_interp/interp/support/arithmetic.hpp"
#include "python_interp/interp/support/intrinsic_numbers.hpp"
#include "python_interp/interp/support/variables.hpp"

namespace py {

/// Are the parameters only positional ones, at least `count`? (A generator function's, too: it begins by
/// making its generator.)
inline bool takes_plainly(const Code* code, std::uint64_t count) {
  return count <= code->argcount && code->extra.value->plain_parameters;
}
/// Positional parameters.
inline std::uint32_t parameter_count(const Code* code) {
  return static_cast<std::uint32_t>(code->argcount);
}
/// More defaults than these are bound in C++; a frame has room for so many words above its stack.
inline constexpr std::uint32_t most_defaults_pushed = 8;

/// Binds a call's arguments (`count` words at the address `arguments`, the last of them named by the Tuple
/// `names`, or null) to the parameters of a Function: an Array of them in slot order. Null with TypeError
/// in CPython's words.
Word bind_arguments(VM* vm, Word function, std::int64_t arguments, std::int64_t count, Word names);
/// Likewise for f(*iterable, **mapping); `mapping` may be null.
Word bind_spread(VM* vm, Word function, Word iterable, Word mapping);

Word call_0(VM* vm, Word callable);
Word call_1(VM* vm, Word callable, Word first);
Word call_2(VM* vm, Word callable, Word first, Word second);
Word call_3(VM* vm, Word callable, Word first, Word second, Word third);
Word call_spilled(VM* vm, Word callable, std::int64_t arguments, std::int64_t count, Word names);
Word call_spread(VM* vm, Word callable, Word iterable, Word mapping);

/// How calling a class makes its instance.
struct Construction : pe::Assumption, pe::Dependent {
  bool simple = false;        ///< object's __new__, then `init` if there is one; metaclass is `type`.
  gc::Header header{};        ///< Of the new instance ...
  std::uint64_t capacity = 0; ///< ... and, of a simple one, its inline slots.
  Word init;                  ///< __init__ if it is a Function; null if it is object's or in C++.
  Word native_new;            ///< Not simple, but __new__ is this Builtin and metaclass `type`; or null.
  void assumption_failed() override { invalidate(); }
  virtual ~Construction() = default;
};
const Construction* find_construction(VM* vm, Type* type);
/// What a class's __new__ has made, after its __init__ if it is an instance; `count` words at the address
/// `arguments`.
Word initialise(VM* vm, Word object, Word type, std::int64_t arguments, std::int64_t count);
/// Which Intrinsic calling this type is; 0: none.
inline std::int64_t staged_type(const VM* vm, const Type* type) {
  if (type == vm->types.range) return static_cast<std::int64_t>(Intrinsic::range);
  if (type == vm->types.int_) return static_cast<std::int64_t>(Intrinsic::int_);
  if (type == vm->types.float_) return static_cast<std::int64_t>(Intrinsic::float_);
  return static_cast<std::int64_t>(Intrinsic::none);
}
Word raise_init_result(VM* vm, Word result);

/// What `super(start, self).name` finds for objects with this header: `method` is null unless it
/// is a plain Function, or a method of a C++ type.
struct SuperMethod : pe::Assumption, pe::Dependent {
  Word method;
  void assumption_failed() override { invalidate(); }
  virtual ~SuperMethod() = default;
};
const SuperMethod* find_super_method(VM* vm, gc::Header header, Type* start, Str* name);
/// super().name in general; `callable` is what the name `super` meant.
Word load_super(VM* vm, Word callable, Word start, Word self, Str* name);

inline const Type* shape_type(gc::Header header) { return gc::shape_of<Shape>(header)->type; }

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::bind_arguments> = py::makes("bind_arguments");
template <> inline constexpr pe::Effects pe::effects_of<&py::bind_spread> = py::anything("bind_spread");
template <> inline constexpr pe::Effects pe::effects_of<&py::call_0> = py::anything("call_0");
template <> inline constexpr pe::Effects pe::effects_of<&py::call_1> = py::anything("call_1");
template <> inline constexpr pe::Effects pe::effects_of<&py::call_2> = py::anything("call_2");
template <> inline constexpr pe::Effects pe::effects_of<&py::call_3> = py::anything("call_3");
template <> inline constexpr pe::Effects pe::effects_of<&py::call_spilled> = py::anything("call_spilled");
template <> inline constexpr pe::Effects pe::effects_of<&py::call_spread> = py::anything("call_spread");
template <> inline constexpr pe::Effects pe::effects_of<&py::initialise> = py::anything("initialise");
template <> inline constexpr pe::Effects pe::effects_of<&py::raise_init_result> = py::raises("raise_init_result");
template <> inline constexpr pe::Effects pe::effects_of<&py::load_super> = py::anything("load_super");
