// Compiled C++ functions that residual programs call, and what they may do to the world.
//
// A function is declared to the framework once:
//
//     template <> inline constexpr pe::Effects pe::effects_of<&list_append> = {
//         .name = "list_append", .writes = true, .may_raise = true};
//
// An undeclared function does not compile where it is called from staged code.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <type_traits>

#include "gc/layout/field.hpp"
#include "gc/layout/word.hpp"
#include "pe/residual/ops.hpp"

namespace pe {

/// What calling a function may do. The name is its name in every printed form.
struct Effects {
  const char* name = nullptr;
  bool reads = false;            ///< The result depends on memory.
  bool writes = false;           ///< May change objects that existed before the call.
  bool allocates = false;        ///< May make objects, so may collect.
  bool may_raise = false;        ///< May answer null with an exception pending.
  bool runs_python = false;      ///< May run code of the interpreted language: anything may change.
  bool looks_at_frames = false;  ///< Needs the interpreter's frames in memory.
  std::uint64_t header = 0;      ///< Of the result, if it always is an object with this header and never null ...
  gc::Field (*length)() = nullptr;  ///< ... which has a field that never changes, `gc::field_of<&Array::length>` ...
  unsigned length_argument = 0;     ///< ... and holds this argument. Null: it has none.
};

namespace detail {
struct Undeclared {};
}  // namespace detail

/// The declared effects of the function `fn`; specialise it beside the function's declaration.
template <auto fn>
inline constexpr detail::Undeclared effects_of{};

namespace residual {

/// One callable function: address, signature, effects. At most eight arguments.
struct Callee {
  const char* name;
  const void* address;
  Type result;
  std::array<Type, 8> parameters;
  std::uint8_t parameter_count;
  Effects effects;
  std::span<const Type> parameter_types() const { return {parameters.data(), parameter_count}; }
};

/// The residual type that carries a C++ type: pointers, references and words are refs.
template <class T>
consteval Type type_of() {
  if constexpr (std::is_void_v<T>) return Type::none;
  else if constexpr (std::is_same_v<T, bool>) return Type::boolean;
  else if constexpr (std::is_same_v<T, double>) return Type::f64;
  else if constexpr (std::is_pointer_v<T> || std::is_reference_v<T> ||
                     std::is_same_v<T, gc::Word>)
    return Type::ref;
  else {
    static_assert(sizeof(T) == 8 && (std::is_integral_v<T> || std::is_enum_v<T> ||
                                     std::is_trivially_copyable_v<T>),
                  "a function called from staged code takes and gives 64-bit integers, doubles, "
                  "bools, words and pointers");
    return Type::i64;
  }
}

namespace detail {
template <auto fn, class R, class... A>
Callee describe(R (*)(A...)) {
  static_assert(!std::is_same_v<std::remove_cv_t<decltype(effects_of<fn>)>, pe::detail::Undeclared>,
                "undeclared effects: specialise pe::effects_of for this function beside its "
                "declaration, saying what it reads, writes, raises and runs");
  static_assert(sizeof...(A) <= 8);
  return {effects_of<fn>.name, reinterpret_cast<const void*>(fn), type_of<R>(), {type_of<A>()...},
          sizeof...(A), effects_of<fn>};
}
}  // namespace detail

/// The one description of `fn`, for as long as the process lives.
template <auto fn>
const Callee& callee() {
  static const Callee the_callee = detail::describe<fn>(fn);
  return the_callee;
}

}  // namespace residual
}  // namespace pe
