// tiny programs that the C++ compiler knows.
#pragma once

#include <charconv>

#include "examples/tiny/compile.hpp"
#include "examples/tiny/values.hpp"
#include "pe/constant/project.hpp"

// What is left of a handler is left where its step is.
#pragma clang attribute push([[gnu::always_inline]], apply_to = function)
#include "examples/tiny/interpreter.hpp"
#pragma clang attribute pop

namespace tiny {

/// An array, as the compiler can have it: payloads, and the items' kinds if there can be several.
/// Each row has a type of its own, so that the optimiser knows what a write leaves as it is.
class ConstantArray {
  using Kind = pe::constant::Kind;
  using Kinds = pe::constant::Kinds;
  struct Bits {
    std::int64_t bits;
  };
  struct Reference {
    ConstantArray* array;
  };
  struct Tag {
    Kind kind;
  };
  template <class T>
  [[gnu::noinline]] static constexpr T* filled(std::int64_t length, T item) {
    T* const made = std::allocator<T>().allocate(static_cast<std::size_t>(length));
    for (std::int64_t i = 0; i < length; ++i) std::construct_at(made + i, item);
    return made;
  }
  template <class T>
  [[gnu::always_inline]] static constexpr T* row(bool is_wanted, std::int64_t length, T item) {
    return is_wanted ? filled(length, item) : nullptr;
  }
  template <class T>
  constexpr void free(T* row) {
    if (row) std::allocator<T>().deallocate(row, static_cast<std::size_t>(length_));
  }

 public:
  using Value = pe::constant::Value<ConstantArray>;
  static constexpr std::int64_t header = array_header;

  [[gnu::always_inline]] constexpr ConstantArray(const Value& value, std::int64_t length,
                                                 Kinds kinds)
      : length_(length),
        only_kind_(value.kind),
        bits_(row<Bits>(kinds != pe::constant::only(Kind::object), length, {bits_of(value)})),
        arrays_(row<Reference>((kinds & pe::constant::only(Kind::object)) != 0, length,
                               {value.object})),
        kinds_(row<Tag>(!pe::constant::is_single(kinds), length, {value.kind})) {}
  ConstantArray(const ConstantArray&) = delete;
  constexpr ~ConstantArray() {
    free(bits_);
    free(arrays_);
    free(kinds_);
  }

  constexpr std::int64_t length() const { return length_; }
  template <auto>
  constexpr std::int64_t load() const {
    return length_;
  }
  /// The items are known to be of these kinds, as they were when the array was made.
  template <auto, Kinds kinds>
  constexpr Value element(std::size_t index) const {
    if constexpr (pe::constant::is_single(kinds))
      return item(index, pe::constant::single(kinds));
    else
      return item(index, kinds_[index].kind);
  }
  template <auto, Kinds kinds>
  constexpr void set_element(std::size_t index, const Value& value) {
    if constexpr (!pe::constant::is_single(kinds)) kinds_[index].kind = value.kind;
    if (value.kind == Kind::object)
      arrays_[index].array = value.object;
    else
      bits_[index].bits = bits_of(value);
  }
  constexpr Value item(std::size_t index) const {
    return item(index, kinds_ ? kinds_[index].kind : only_kind_);
  }

 private:
  static constexpr std::int64_t bits_of(const Value& value) {
    return value.kind == Kind::floating ? std::bit_cast<std::int64_t>(value.floating)
                                        : value.integer;
  }
  constexpr Value item(std::size_t index, Kind kind) const {
    Value value;
    value.kind = kind;
    if (kind == Kind::object)
      value.object = arrays_[index].array;
    else if (kind == Kind::floating)
      value.floating = std::bit_cast<double>(bits_[index].bits);
    else
      value.integer = bits_[index].bits;
    return value;
  }

  std::int64_t length_;
  Kind only_kind_;  ///< If there is one.
  Bits* bits_;
  Reference* arrays_;
  Tag* kinds_;
};
using ConstantWorld = pe::constant::World<ConstantArray>;

[[gnu::always_inline]] constexpr ConstantArray& new_array_constant(
    ConstantWorld& world, pe::constant::Kept<ConstantArray> it, std::int64_t count) {
  return world.make(it.value, count, world.kept);
}

constexpr void append_integer(pe::constant::Chars& text, std::int64_t value) {
  char digits[24] = {};
  std::size_t at = sizeof digits;
  for (std::uint64_t rest = value < 0 ? -static_cast<std::uint64_t>(value)
                                      : static_cast<std::uint64_t>(value);
       rest > 0 || at == sizeof digits; rest /= 10)
    digits[--at] = static_cast<char>('0' + rest % 10);
  if (value < 0) digits[--at] = '-';
  text += std::string_view(digits + at, sizeof digits - at);
}
inline void append_float(pe::constant::Chars& text, double value) {
  char digits[40];
  const std::string_view written(
      digits,
      static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value).ptr - digits));
  text += written;
  if (written.find_first_of(".einf") == std::string_view::npos) text += ".0";
}
constexpr void append(pe::constant::Chars& text, ConstantArray::Value value, bool inside = false) {
  using pe::constant::Kind;
  switch (value.kind) {
    case Kind::integer: return append_integer(text, value.integer);
    case Kind::boolean: return static_cast<void>(text += value.integer != 0 ? "true" : "false");
    case Kind::floating: return append_float(text, value.floating);
    case Kind::null: return;
    case Kind::other:
      text += "function ";
      return append_integer(text, static_cast<std::int64_t>(gc::special_index(
                                      {static_cast<std::uint64_t>(value.integer)})) -
                                      first_function);
    case Kind::object:
      if (inside) return static_cast<void>(text += "[...]");
      text += '[';
      for (std::int64_t i = 0; i < value.object->length(); ++i) {
        if (i > 0) text += ", ";
        append(text, value.object->item(static_cast<std::size_t>(i)), true);
      }
      text += ']';
  }
}
/// Like `print`; floats have no text inside of the compiler.
[[gnu::noinline]] constexpr void print_constant(ConstantWorld& world,
                                                pe::constant::Passed<ConstantArray> value) {
  pe::constant::Chars text;
  append(text, value);
  text += '\n';
  world.print(text.view());
}

/// What a call has to know of a function.
struct Signature {
  std::uint32_t number, parameter_count;
};

template <pe::Text text>
struct Fixed {
  using Object = ConstantArray;

 private:
  struct Shape {
    bool is_right;
    std::size_t functions, literals, function_values, instructions, main;
  };
  static constexpr Shape shape = [] {
    const Compiled compiled = compile(text.view());
    std::size_t instructions = 0;
    for (const Function& it : compiled.functions) instructions += it.instructions.size();
    const auto values =
        std::ranges::count(compiled.literals, Literal::Kind::function, &Literal::kind);
    return Shape{compiled.error.empty(),
                 compiled.functions.size(),
                 compiled.literals.size(),
                 static_cast<std::size_t>(values),
                 instructions,
                 static_cast<std::size_t>(compiled.main)};
  }();
  static_assert(shape.is_right, "this tiny program is wrong");

  struct Row {
    Signature signature;
    std::uint32_t slot_count, first, length;
  };
  struct Table {
    std::array<Row, shape.functions> functions;
    std::array<Literal, shape.literals> literals;
    std::array<gc::Word, shape.function_values> function_values;
    std::array<Instruction, shape.instructions> instructions;
  };
  /// All of the program, compiled once more, now that it is known how large it is.
  static constexpr Table table = [] {
    Table result{};
    const Compiled compiled = compile(text.view());
    std::ranges::copy(compiled.literals, result.literals.begin());
    std::size_t value = 0;
    for (const Literal& it : compiled.literals)
      if (it.kind == Literal::Kind::function)
        result.function_values[value++] = function_word(it.integer);
    std::uint32_t first = 0;
    for (std::uint32_t number = 0; number < shape.functions; ++number) {
      const Function& it = compiled.functions[number];
      const auto length = static_cast<std::uint32_t>(it.instructions.size());
      result.functions[number] = {{number, it.parameter_count}, it.slot_count, first, length};
      std::ranges::copy(it.instructions, result.instructions.begin() + first);
      first += length;
    }
    return result;
  }();

 public:
  static constexpr std::size_t function_count = shape.functions, main = shape.main;
  static constexpr std::array<pe::constant::Kinds, 0> main_arguments{};

  template <std::size_t number>
  struct Code {
    static constexpr std::uint32_t slot_count = table.functions[number].slot_count;
    static constexpr std::uint32_t parameter_count =
        table.functions[number].signature.parameter_count;
    static constexpr const Instruction* instructions =
        table.instructions.data() + table.functions[number].first;

    static constexpr std::size_t size() { return table.functions[number].length; }
    static constexpr const Literal& literal(std::int64_t index) {
      return table.literals[static_cast<std::size_t>(index)];
    }
    static constexpr const Signature& function(std::int64_t index) {
      return table.functions[static_cast<std::size_t>(index)].signature;
    }
    static constexpr const auto& function_values() { return table.function_values; }
    static constexpr const Signature* function_in(ConstantArray::Value value) {
      if (value.kind != pe::constant::Kind::other) return nullptr;
      return &function(static_cast<std::int64_t>(
                           gc::special_index({static_cast<std::uint64_t>(value.integer)})) -
                       first_function);
    }
  };
  template <std::size_t number>
  static constexpr Code<number> code{};
};

/// What the program prints, by the compiled projection; then, if it failed, why. `depth` is how
/// many activations there may be.
template <class Program>
constexpr pe::constant::Chars projected(std::uint32_t depth = ConstantWorld::usual_depth) {
  ConstantWorld world(depth);
  pe::project<Language, Program>(world);
  if (world.failure) world.output += world.failure;
  return std::move(world.output);
}

/// What it prints when it is interpreted.
template <class Program>
constexpr pe::constant::Chars interpreted(std::uint32_t depth = ConstantWorld::usual_depth) {
  ConstantWorld world(depth);
  pe::interpret<Language, Program>(world);
  if (world.failure) world.output += world.failure;
  return std::move(world.output);
}

}  // namespace tiny

template <>
inline constexpr auto pe::constant::twin<&tiny::new_array> = &tiny::new_array_constant;
template <>
inline constexpr auto pe::constant::twin<&tiny::print> = &tiny::print_constant;
