// The contract between an interpreter and what is made of it.
//
// An interpreter is written once, over a stage S. Plain C++ values are static: bytecode, pc, operands.
// `pe::dyn<S, T>` is dynamic: at `Direct` simply T, elsewhere something that records, replays or
// residualises. Everything else is plain C++, `if` and `while` on dynamic booleans included.
#pragma once

#include <concepts>
#include <span>

#include "pe/stage/dynamic.hpp"

namespace pe {

/// A dynamic value of type T: int64_t, double, bool, gc::Word or a pointer to a layout.
template <class S, class T>
using dyn = typename S::template Dyn<T>;

/// A stage. Each line is a promise to the author of an interpreter.
template <class S>
concept Stage = requires(S& s, dyn<S, gc::Word> word, dyn<S, std::int64_t> integer,
                         dyn<S, double> floating, dyn<S, bool> boolean, std::span<const gc::Word> words) {
  // A word is a small integer, a float (immediate or boxed), a bool, another special, or an object;
  // asking is a dynamic boolean, which an `if` decides.
  { s.is_int(word) } -> std::same_as<dyn<S, bool>>;
  { s.is_float(word) } -> std::same_as<dyn<S, bool>>;
  { s.is_bool(word) } -> std::same_as<dyn<S, bool>>;
  { s.is_object(word) } -> std::same_as<dyn<S, bool>>;
  // Its payload, once asked; and the word of a payload, which costs nothing until somebody keeps it.
  { s.int_of(word) } -> std::same_as<dyn<S, std::int64_t>>;
  { s.float_of(word) } -> std::same_as<dyn<S, double>>;
  { s.bool_of(word) } -> std::same_as<dyn<S, bool>>;
  { s.from_int(integer) } -> std::same_as<dyn<S, gc::Word>>;
  { s.from_float(floating) } -> std::same_as<dyn<S, gc::Word>>;
  { s.from_bool(boolean) } -> std::same_as<dyn<S, gc::Word>>;
  // Arithmetic on payloads is C++'s operators; these say whether the result is still a small integer.
  { s.add_small(integer, integer).overflow } -> std::convertible_to<dyn<S, bool>>;
  { s.sub_small(integer, integer).overflow } -> std::convertible_to<dyn<S, bool>>;
  { s.mul_small(integer, integer).overflow } -> std::convertible_to<dyn<S, bool>>;
  // Truncating division; the author has checked the divisor.
  { s.divide(integer, integer) } -> std::same_as<dyn<S, std::int64_t>>;
  { s.remainder(integer, integer) } -> std::same_as<dyn<S, std::int64_t>>;
  { s.to_float(integer) } -> std::same_as<dyn<S, double>>;
  // Dynamic to static: the value itself, a guard, or a switch over the values that were seen.
  { s.promote(integer) } -> std::same_as<std::int64_t>;
  { s.promote(word) } -> std::same_as<gc::Word>;
  // Likewise where the value is one of a few that are known before, or else like this one.
  { s.promote(word, words, gc::Word{}) } -> std::same_as<gc::Word>;
};

}  // namespace pe
