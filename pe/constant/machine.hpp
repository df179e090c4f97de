// The stage `Constant`: dynamic values are plain values, and everything is constexpr, so that the
// compiler can interpret with the code that it compiles. An interpreter's objects and functions
// that cannot be constexpr have twins here.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pe/constant/chars.hpp"
#include "pe/constant/value.hpp"

namespace pe::constant {

/// What stands for a function that staged code calls: `template <> inline constexpr auto twin<&f> =
/// &g;`, where g takes `World&` in place of f's world. Where f gives an object's word, g gives the
/// object; it says by its parameters which words it keeps (`Kept`) and at which it only looks
/// (`Passed`).
template <auto function>
inline constexpr auto twin = nullptr;

/// Calls have at most so many arguments.
inline constexpr std::uint32_t most_arguments = 8;

/// Ends a run outside of the compiler; the world says why.
struct Failed {};

/// What a program sees of the world: its output, its input, the objects that it makes.
template <class Object>
class World {
 public:
  Chars output;
  std::FILE* file = nullptr;  ///< If there is one, output goes there outside of the compiler.
  std::string_view input;
  std::size_t read = 0;  ///< Of the input.
  const char* failure = nullptr;
  Kinds kept = any_kind;  ///< Of all words that are kept in objects: for a twin that makes one.
  std::uint32_t depth;    ///< How many activations there may be at once.
  static constexpr std::uint32_t usual_depth = 10000;

  constexpr explicit World(std::uint32_t the_depth = usual_depth) : depth(the_depth) {}
  World(const World&) = delete;
  constexpr ~World() {
    for (Object* it : objects_) delete it;
  }

  constexpr void put(char character) {
    if (!std::is_constant_evaluated() && file)
      std::putc(character, file);
    else
      keep({&character, 1});
  }
  constexpr void print(std::string_view text) {
    if (!std::is_constant_evaluated() && file)
      std::fwrite(text.data(), 1, text.size(), file);
    else
      keep(text);
  }
  /// A new object. It becomes a part of its caller, which so knows what it is made of.
  template <class... A>
  [[gnu::always_inline]] constexpr Object& make(A... arguments) {
    Object*& place = next_place();
    return *(place = new Object(arguments...));
  }
  /// The user's program is wrong, outside of the compiler.
  [[noreturn, gnu::cold, gnu::noinline]] void fail(const char* message) {
    failure = message;
    throw Failed{};
  }

 private:
  [[gnu::noinline]] constexpr void keep(std::string_view text) { output += text; }
  [[gnu::noinline]] constexpr Object*& next_place() {
    objects_.push_back(nullptr);
    return objects_.back();
  }

  std::vector<Object*> objects_;
};

/// The stage together with one activation. Words that are kept in objects are of one of the kinds
/// `kept`.
template <class TheObject, std::size_t slots, Kinds kept = any_kind>
class Machine {
 public:
  using Object = TheObject;
  using Word = Value<Object>;
  template <class T>
  using Dyn = std::conditional_t<std::is_same_v<T, gc::Word>, Word,
                                 std::conditional_t<std::is_pointer_v<T>, Object*, T>>;
  struct Checked {
    std::int64_t value;
    bool overflow;
  };
  static constexpr std::uint32_t stopped = ~std::uint32_t{0};
  static constexpr std::uint32_t nothing = ~std::uint32_t{0};

  constexpr explicit Machine(World<Object>& world)
      : Machine(world, std::make_index_sequence<slots>()) {}

  // ---- The activation
  std::uint32_t pc = 0;
  std::array<Word, slots> values;
  Word result;
  std::uint32_t called = nothing;              ///< The function that the step has called ...
  std::array<Word, most_arguments> arguments;  ///< ... with these ...
  std::uint32_t result_slot = 0;               ///< ... for this slot.

  constexpr World<Object>* world() const { return world_; }
  constexpr Word get(std::uint32_t slot) const { return values[slot]; }
  constexpr void set(std::uint32_t slot, Word value) { values[slot] = value; }
  constexpr void jump(std::uint32_t target) { pc = target; }
  constexpr void loop(std::uint32_t target) { pc = target; }
  constexpr void leave(Word value) {
    result = value;
    pc = stopped;
  }
  constexpr void fail(const char* message) {
    if consteval {
      world_->failure = message;
      pc = stopped;
    } else {
      world_->fail(message);
    }
  }
  template <class Callee>
  constexpr void call(const Callee& callee, const Word* from, std::uint32_t count,
                      std::uint32_t slot) {
    called = callee.number;
    for (std::uint32_t i = 0; i < count; ++i) arguments[i] = from[i];
    result_slot = slot;
  }

  // ---- The stage
  static constexpr bool is_int(Word it) { return it.kind == Kind::integer; }
  static constexpr std::int64_t int_of(Word it) { return it.integer; }
  static constexpr Word from_int(std::int64_t value) { return {Kind::integer, value}; }
  static constexpr bool is_float(Word it) { return it.kind == Kind::floating; }
  static constexpr double float_of(Word it) { return it.floating; }
  static constexpr Word from_float(double value) { return Word(value); }
  static constexpr bool is_bool(Word it) { return it.kind == Kind::boolean; }
  static constexpr bool bool_of(Word it) { return it.integer != 0; }
  static constexpr Word from_bool(bool value) { return {Kind::boolean, value}; }
  static constexpr bool is_object(Word it) { return it.kind == Kind::object; }
  template <class T>
  static constexpr Object* as(Word it) {
    return it.object;
  }
  static constexpr std::int64_t header_of(const Object*) { return Object::header; }

  static constexpr Checked add_small(std::int64_t a, std::int64_t b) { return checked(a + b); }
  static constexpr Checked sub_small(std::int64_t a, std::int64_t b) { return checked(a - b); }
  static constexpr Checked mul_small(std::int64_t a, std::int64_t b) {
    std::int64_t doubled = 0;  // As wide as a machine word if the product has 63 bits.
    const bool overflow = __builtin_mul_overflow(a * 2, b, &doubled);
    return {doubled >> 1, overflow};
  }
  static constexpr std::int64_t divide(std::int64_t a, std::int64_t b) { return a / b; }
  static constexpr std::int64_t remainder(std::int64_t a, std::int64_t b) { return a % b; }
  static constexpr bool below(std::int64_t a, std::int64_t b) {
    return static_cast<std::uint64_t>(a) < static_cast<std::uint64_t>(b);
  }
  static constexpr bool fits_small(std::int64_t value) { return gc::fits_small_int(value); }
  static constexpr double to_float(std::int64_t value) { return static_cast<double>(value); }
  static constexpr std::int64_t truncate(double value) { return static_cast<std::int64_t>(value); }
  static constexpr double square_root(double value) { return __builtin_sqrt(value); }

  template <auto member>
  static constexpr auto load(const Object* object) {
    return object->template load<member>();
  }
  template <auto tail>
  static constexpr auto element(const Object* object, std::int64_t index) {
    return object->template element<tail, kept>(static_cast<std::size_t>(index));
  }
  template <auto tail, class T>
  static constexpr void set_element(Object* object, std::int64_t index, T value) {
    object->template set_element<tail, kept>(static_cast<std::size_t>(index), value);
  }
  template <auto fn, class... A>
  [[gnu::always_inline]] static constexpr auto call(World<Object>* world, A... arguments) {
    static_assert(!std::is_same_v<decltype(twin<fn>), const std::nullptr_t>,
                  "this function has no constexpr twin: specialise pe::constant::twin for it");
    using Result = decltype(twin<fn>(*world, arguments...));
    if constexpr (std::is_same_v<Result, Object&>) {
      world->kept = kept;  // Here, where the optimiser sees what the twin reads.
      return Word(&twin<fn>(*world, arguments...));
    } else {
      return twin<fn>(*world, arguments...);
    }
  }
  template <class Candidates>
  static constexpr Word promote(Word value, const Candidates&, gc::Word) {
    return value;
  }

 private:
  /// Slot by slot: a loop over them, as an array's own constructor has it, keeps them in memory.
  template <std::size_t... slot>
  constexpr Machine(World<Object>& world, std::index_sequence<slot...>)
      : values{(static_cast<void>(slot), Word())...},
        arguments{Word(), Word(), Word(), Word(), Word(), Word(), Word(), Word()},
        world_(&world) {}
  static constexpr Checked checked(std::int64_t value) {
    return {value, !gc::fits_small_int(value)};
  }
  World<Object>* world_;
};

}  // namespace pe::constant
