// The one word that every dynamic value is.
//
//     ........................................................x1   small integer, 63 bits
//     .......................................................x10   float, common exponents
//     ...................................................tttt100   special: False True None ...
//     ...................................................... 000   reference to an object, or null
//
// Floats are self-tagged (Melançon, Serrano, Feeley 2024): adding 1 << 60 moves the exponents of
// all magnitudes between 2^-255 and 2^257 to the prefix `10`, and rotating by three makes that
// prefix the tag. Everything else (zero, infinities, the very large and very small) is a boxed
// object, which the code that makes and reads floats knows, and nothing else has to.
#pragma once

#include <bit>
#include <cstdint>

namespace gc {

struct Word {
  std::uint64_t bits = 0;
  friend constexpr bool operator==(Word, Word) = default;
};

inline constexpr std::int64_t small_int_max = (std::int64_t{1} << 62) - 1;
inline constexpr std::int64_t small_int_min = -(std::int64_t{1} << 62);

/// Does `value` fit the 63 bits of a small integer?
constexpr bool fits_small_int(std::int64_t value) {
  return static_cast<std::uint64_t>(value) + (std::uint64_t{1} << 62) < (std::uint64_t{1} << 63);
}

constexpr bool is_small_int(Word word) { return (word.bits & 1) != 0; }
constexpr bool is_immediate_float(Word word) { return (word.bits & 3) == 2; }
constexpr bool is_special(Word word) { return (word.bits & 7) == 4; }
constexpr bool is_null(Word word) { return word.bits == 0; }

/// A reference to an object; null is none.
constexpr bool is_object(Word word) { return (word.bits & 7) == 0 && word.bits != 0; }

constexpr Word small_int(std::int64_t value) {
  return {(static_cast<std::uint64_t>(value) << 1) | 1};
}
constexpr std::int64_t small_int_value(Word word) {
  return static_cast<std::int64_t>(word.bits) >> 1;
}

inline constexpr std::uint64_t float_bias = std::uint64_t{1} << 60;

/// The rotated form of `value`; a word only when `is_immediate_float` says so.
constexpr Word rotated_float(double value) {
  return {std::rotl(std::bit_cast<std::uint64_t>(value) + float_bias, 3)};
}
constexpr double immediate_float_value(Word word) {
  return std::bit_cast<double>(std::rotr(word.bits, 3) - float_bias);
}

/// The `index`-th special value, 0 <= index.
constexpr Word special(unsigned index) { return {(std::uint64_t{index} << 3) | 4}; }
constexpr unsigned special_index(Word word) { return static_cast<unsigned>(word.bits >> 3); }

/// False and True are the first two specials, so a bool is boxed by arithmetic.
inline constexpr Word false_word = special(0);
inline constexpr Word true_word = special(1);
constexpr Word boolean(bool value) { return value ? true_word : false_word; }
constexpr bool is_boolean(Word word) { return (word.bits & ~std::uint64_t{8}) == 4; }

template <class T>
Word reference(T* object) {
  return {reinterpret_cast<std::uint64_t>(object)};
}
template <class T>
T* as(Word word) {
  return reinterpret_cast<T*>(word.bits);
}

}  // namespace gc
