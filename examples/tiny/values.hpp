// What tiny does in ordinary C++ functions: making arrays and printing.
#pragma once

#include "examples/tiny/program.hpp"

namespace tiny {

/// Calls have at most so many arguments.
inline constexpr std::uint32_t most_arguments = 8;

/// The whole header of an array, which has no shape.
inline constexpr std::int64_t array_header = std::int64_t{Array::layout} << gc::layout_shift;

/// Arrays have at most so many items.
inline constexpr std::int64_t most_items = std::int64_t{1} << 32;

/// An array of `count` times `value`, 0 <= count <= most_items.
gc::Word new_array(pe::driver::World* world, gc::Word value, std::int64_t count);

/// Prints a value and ends the line.
void print(pe::driver::World* world, gc::Word value);

/// A value as text: floats always with a point, so that they differ from integers.
std::string text_of(gc::Word value);

}  // namespace tiny

template <> inline constexpr pe::Effects pe::effects_of<&tiny::new_array> = {
    .name = "new_array",
    .allocates = true,
    .header = tiny::array_header,
    .length = &gc::field_of<&tiny::Array::length>,
    .length_argument = 2};
template <> inline constexpr pe::Effects pe::effects_of<&tiny::print> = {.name = "print", .writes = true};
