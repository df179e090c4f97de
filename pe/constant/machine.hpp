// The stage `Constant`: the program is known to the C++ compiler, which does the projection itself.
//
// Dynamic values are plain values, but a word is its parts side by side, so that the optimiser sees tags and
// payloads as variables of their own. Everything is constexpr: interpreting inside the compiler is the same
// code. An interpreter's objects and functions that cannot be constexpr have twins here.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

#include "gc/layout/word.hpp"
#include "pe/constant/chars.hpp"

namespace pe::constant {

/// What stands for a function that staged code calls: `template <> inline constexpr auto twin<&f> = &g;`, where
/// g takes `World&` in place of f's world.
template <auto function>
inline constexpr auto twin = nullptr;

/// A word. Exactly the member that `kind` names counts.
template <class Object>
struct Value {
  enum class Kind : std::uint8_t { null, integer, floating, boolean, object, other };
  Kind kind = Kind::null;
  std::int64_t integer = 0;  ///< Also a boolean's, and the bits of a special.
  double floating = 0;
  Object* object = nullptr;

  constexpr Value() = default;
  constexpr Value(gc::Word word) {
    if (gc::is_null(word)) return;
    kind = gc::is_small_int(word) ? Kind::integer : gc::is_boolean(word) ? Kind::boolean : Kind::other;
    integer = kind == Kind::integer   ? gc::small_int_value(word)
              : kind == Kind::boolean ? word == gc::true_word
                                      : static_cast<std::int64_t>(word.bits);
  }
  constexpr Value(Kind the_kind, std::int64_t value) : kind(the_kind), integer(value) {}
  constexpr explicit Value(double value) : kind(Kind::floating), floating(value) {}
  constexpr explicit Value(Object* value) : kind(Kind::object), object(value) {}

  friend constexpr bool operator==(const Value& a, const Value& b) {
    if (a.kind != b.kind) return false;
    if (a.kind == Kind::floating) return a.floating == b.floating;
    return a.kind == Kind::object ? a.object == b.object : a.integer == b.integer;
  }
};

/// What a program sees of the world: its output, its input, the objects that it makes.
template <class Object>
class World {
 public:
  Chars output;
  std::string_view input;
  std::size_t read = 0;        ///< Of the input.
  const char* failure = nullptr;

  constexpr World() = default;
  World(const World&) = delete;
  constexpr ~World() {
    for (Object* it : objects_) delete it;
  }
  constexpr Object* make() {
    objects_.push_back(new Object);
    return objects_.back();
  }

 private:
  std::vector<Object*> objects_;
};

/// The stage together with one activation of `slots` slots.
template <class TheObject, std::size_t slots>
class Machine {
 public:
  using Object = TheObject;
  using Word = Value<Object>;
  using Kind = typename Word::Kind;
  template <class T>
  using Dyn = std::conditional_t<std::is_same_v<T, gc::Word>, Word, std::conditional_t<std::is_pointer_v<T>, Object*, T>>;
  struct Checked {
    std::int64_t value;
    bool overflow;
  };
  static constexpr std::uint32_t stopped = ~std::uint32_t{0};

  constexpr explicit Machine(World<Object>& world) : world_(&world) {}

  // ---- The activation
  std::uint32_t pc = 0;
  std::array<Word, slots> values{};
  Word result{};
  std::array<Word, 16> arguments{};  ///< Of the call that the step has asked for.
  std::uint32_t result_slot = 0;

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
    world_->failure = message;
    pc = stopped;
  }
  template <class Callee>
  constexpr void call(const Callee&, const Word* from, std::uint32_t count, std::uint32_t slot) {
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
    std::int64_t value = 0;
    const bool wide = __builtin_mul_overflow(a, b, &value);
    return {value, wide || !gc::fits_small_int(value)};
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
    return object->template element<tail>(static_cast<std::size_t>(index));
  }
  template <auto tail, class T>
  static constexpr void set_element(Object* object, std::int64_t index, T value) {
    object->template set_element<tail>(static_cast<std::size_t>(index), value);
  }
  template <auto fn, class... A>
  static constexpr auto call(World<Object>* world, A... arguments) {
    static_assert(!std::is_same_v<decltype(twin<fn>), const std::nullptr_t>,
                  "this function has no constexpr twin: specialise pe::constant::twin for it");
    return twin<fn>(*world, arguments...);
  }
  template <class T>
  static constexpr T promote(T value) {
    return value;
  }
  template <class T, class Candidates>
  static constexpr T promote(T value, const Candidates&, std::type_identity_t<T>) {
    return value;
  }

 private:
  static constexpr Checked checked(std::int64_t value) { return {value, !gc::fits_small_int(value)}; }
  World<Object>* world_;
};

}  // namespace pe::constant
