// tiny programs that the C++ compiler knows.
//
// Functions as values are the one thing that is missing here: which function a value is, is not static.
#pragma once

#include "examples/tiny/compile.hpp"
#include "examples/tiny/interpreter.hpp"
#include "pe/constant/project.hpp"

namespace tiny {

/// An array, as the compiler can have it.
struct ConstantArray {
  using Value = pe::constant::Value<ConstantArray>;
  static constexpr std::int64_t header = array_header;
  std::vector<Value> items;
  template <auto>
  constexpr std::int64_t load() const {
    return static_cast<std::int64_t>(items.size());
  }
  template <auto>
  constexpr Value element(std::size_t index) const {
    return items[index];
  }
  template <auto>
  constexpr void set_element(std::size_t index, Value value) {
    items[index] = value;
  }
};
using ConstantWorld = pe::constant::World<ConstantArray>;

constexpr ConstantArray::Value new_array_constant(ConstantWorld& world, ConstantArray::Value value, std::int64_t count) {
  if (count < 0) return {};
  ConstantArray* made = world.make();
  made->items.assign(static_cast<std::size_t>(count), value);
  return ConstantArray::Value(made);
}

/// Integers and booleans inside the compiler; everything outside of it.
[[gnu::noinline]] constexpr void print_constant(ConstantWorld& world, ConstantArray::Value value) {
  using Kind = ConstantArray::Value::Kind;
  if (value.kind == Kind::boolean) world.output += value.integer != 0 ? "true" : "false";
  if (value.kind == Kind::integer) {
    char digits[24] = {};
    std::size_t at = sizeof digits;
    for (std::uint64_t rest = value.integer < 0 ? -static_cast<std::uint64_t>(value.integer) : static_cast<std::uint64_t>(value.integer);
         rest > 0 || at == sizeof digits; rest /= 10)
      digits[--at] = static_cast<char>('0' + rest % 10);
    if (value.integer < 0) digits[--at] = '-';
    world.output += std::string_view(digits + at, sizeof digits - at);
  }
  if (value.kind == Kind::floating && !std::is_constant_evaluated()) {
    const gc::Word word = gc::rotated_float(value.floating);
    world.output += gc::is_immediate_float(word) ? std::string_view(text_of(word)) : std::string_view("0.0");
  }
  world.output += '\n';
}

/// What a call has to know of a function.
struct Signature {
  std::uint32_t parameter_count;
};

template <pe::Text text>
struct Fixed {
  using Object = ConstantArray;
  static_assert(compile(text.view()).error.empty(), "this tiny program is wrong");
  static constexpr std::size_t function_count = compile(text.view()).functions.size();
  static constexpr std::size_t main = static_cast<std::size_t>(compile(text.view()).main);
  static constexpr std::size_t literal_count = compile(text.view()).literals.size();

  static constexpr auto literals = [] {
    std::array<Literal, literal_count> result{};
    const Compiled compiled = compile(text.view());
    for (std::size_t i = 0; i < literal_count; ++i) result[i] = compiled.literals[i];
    return result;
  }();
  static constexpr auto signatures = [] {
    std::array<Signature, function_count> result{};
    const Compiled compiled = compile(text.view());
    for (std::size_t i = 0; i < function_count; ++i) result[i] = {compiled.functions[i].parameter_count};
    return result;
  }();

  template <std::size_t number>
  struct Code {
    static constexpr std::size_t length = compile(text.view()).functions[number].instructions.size();
    static constexpr std::uint32_t slot_count = compile(text.view()).functions[number].slot_count;
    static constexpr std::uint32_t parameter_count = signatures[number].parameter_count;
    std::array<Instruction, length> instructions{};
    std::array<pe::constant::Flow, length> flows{};

    static constexpr std::size_t size() { return length; }
    constexpr pe::constant::Flow flow(std::uint32_t pc) const { return flows[pc]; }
    static constexpr const Literal& literal(std::int64_t index) { return literals[static_cast<std::size_t>(index)]; }
    static constexpr const Signature& function(std::int64_t index) { return signatures[static_cast<std::size_t>(index)]; }
    static constexpr const Signature* function_in(ConstantArray::Value) { return nullptr; }
    static constexpr std::array<ConstantArray::Value, 0> function_values() { return {}; }
  };
  template <std::size_t number>
  static constexpr Code<number> code = [] {
    Code<number> result;
    const Compiled compiled = compile(text.view());
    for (std::uint32_t i = 0; i < Code<number>::length; ++i) {
      const Instruction it = compiled.functions[number].instructions[i];
      result.instructions[i] = it;
      if (it.op == Op::call) result.flows[i].callee = it.b;
      if (it.op == Op::jump) result.flows[static_cast<std::size_t>(it.a)].is_target = true;
      if (it.op == Op::jump_if || it.op == Op::jump_unless) result.flows[static_cast<std::size_t>(it.b)].is_target = true;
      if (it.op == Op::loop) result.flows[static_cast<std::size_t>(it.a)].loop_end = i;
    }
    return result;
  }();
};

/// What the program prints, by the compiled projection; then, if it failed, why.
template <class Program>
constexpr pe::constant::Chars projected() {
  ConstantWorld world;
  pe::project<Language, Program>(world);
  if (world.failure) world.output += world.failure;
  return std::move(world.output);
}

/// What it prints when it is interpreted.
template <class Program>
constexpr pe::constant::Chars interpreted() {
  ConstantWorld world;
  pe::constant::interpret<Language, Program>(world, nullptr);
  if (world.failure) world.output += world.failure;
  return std::move(world.output);
}

}  // namespace tiny

template <>
inline constexpr auto pe::constant::twin<&tiny::new_array> = &tiny::new_array_constant;
template <>
inline constexpr auto pe::constant::twin<&tiny::print> = &tiny::print_constant;
