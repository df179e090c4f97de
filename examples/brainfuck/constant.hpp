// Brainfuck programs that the C++ compiler knows.
#pragma once

#include <string_view>

#include "examples/brainfuck/program.hpp"
#include "pe/constant/project.hpp"

// What is left of a handler is left where its step is.
#pragma clang attribute push([[gnu::always_inline]], apply_to = function)
#include "examples/brainfuck/interpreter.hpp"
#pragma clang attribute pop

namespace brainfuck {

/// The tape, as the compiler can have it.
struct ConstantTape {
  static constexpr std::int64_t header = std::int64_t{Tape::layout} << gc::layout_shift;
  std::array<std::uint8_t, last_cell + 1> cells{};
  template <auto, pe::constant::Kinds>
  constexpr std::int64_t element(std::size_t index) const {
    return cells[index];
  }
  template <auto, pe::constant::Kinds>
  constexpr void set_element(std::size_t index, std::int64_t value) {
    cells[index] = static_cast<std::uint8_t>(value);
  }
};
using ConstantWorld = pe::constant::World<ConstantTape>;

constexpr void put_constant(ConstantWorld& world, std::int64_t byte) {
  world.put(static_cast<char>(byte));
}
constexpr std::int64_t get_constant(ConstantWorld& world) {
  return world.read < world.input.size() ? static_cast<std::uint8_t>(world.input[world.read++]) : 0;
}

template <std::size_t n>
struct FixedCode {
  static constexpr std::uint32_t slot_count = 2, parameter_count = 1;
  std::array<Instruction, n> instructions{};
  static constexpr std::size_t size() { return n; }
};

template <pe::Text text>
struct Fixed {
  using Object = ConstantTape;
  static constexpr std::size_t main = 0, function_count = 1;
  static constexpr std::array main_arguments = {pe::constant::only(pe::constant::Kind::object)};
  static_assert(parse(text.view()).error == nullptr, "a bracket of this program has no partner");
  static constexpr std::size_t length = parse(text.view()).instructions.size();
  template <std::size_t>
  static constexpr FixedCode<length> code = [] {
    FixedCode<length> result;
    const Parsed parsed = parse(text.view());
    for (std::size_t i = 0; i < length; ++i) result.instructions[i] = parsed.instructions[i];
    return result;
  }();
};

/// What the program prints, by the compiled projection.
template <class Program>
constexpr pe::constant::Chars projected(std::string_view input = "") {
  ConstantWorld world;
  world.input = input;
  pe::project<Language, Program>(world, &world.make());
  return std::move(world.output);
}

/// What it prints when it is interpreted.
template <class Program>
constexpr pe::constant::Chars interpreted(std::string_view input = "") {
  ConstantWorld world;
  world.input = input;
  pe::interpret<Language, Program>(world, &world.make());
  return std::move(world.output);
}

}  // namespace brainfuck

template <>
inline constexpr auto pe::constant::twin<&brainfuck::put> = &brainfuck::put_constant;
template <>
inline constexpr auto pe::constant::twin<&brainfuck::get> = &brainfuck::get_constant;
