// The interpreter's step where only kinds are known: what the projection asks before it makes
// anything.
//
// A dynamic value is unknown but for its kind. An `if` on something unknown is a question; the step
// is run again for each answer, until all have been given: decision by replay, as in the
// specialiser. A question about a kind tells what the slot holds from there on.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <functional>

#include "pe/constant/machine.hpp"

namespace pe::constant {

/// The questions of one step, their answers, and what they tell about words. Of fixed size, since
/// what the compiler does for a vector counts, too.
class Questions {
 public:
  static constexpr std::size_t most_questions = 32, most_words = 256;

  constexpr std::uint32_t ask(std::uint32_t answers) {
    if (at_ == count_) asked_[count_++] = {0, answers};
    return asked_[at_++].answer;
  }
  /// Goes on to the next answers; false if all have been given.
  constexpr bool next() {
    while (count_ > 0 && asked_[count_ - 1].answer + 1 == asked_[count_ - 1].answers) --count_;
    at_ = 0;
    if (count_ == 0) return false;
    ++asked_[count_ - 1].answer;
    return true;
  }

  /// What is known of a word.
  constexpr Kinds& known(std::int32_t word) { return known_[static_cast<std::size_t>(word)]; }
  constexpr std::int32_t make(Kinds kinds) {
    known_[words_] = kinds;
    return static_cast<std::int32_t>(words_++);
  }
  template <std::size_t slots>
  constexpr void begin(const std::array<Kinds, slots>& kinds) {
    for (words_ = 0; words_ < slots; ++words_) known_[words_] = kinds[words_];
  }

 private:
  struct Asked {
    std::uint32_t answer, answers;
  };
  std::array<Asked, most_questions> asked_{};
  std::array<Kinds, most_words> known_{};
  std::size_t count_ = 0, at_ = 0, words_ = 0;
};

/// An unknown value; one without questions is static.
template <class T>
struct Unknown {
  Questions* questions = nullptr;
  T value{};

  constexpr Unknown(Questions* the_questions) : questions(the_questions) {}
  constexpr Unknown(T the_value) : value(the_value) {}
  template <std::integral I>
    requires std::same_as<T, std::int64_t>
  constexpr Unknown(I the_value) : value(static_cast<T>(the_value)) {}
};

/// An unknown boolean: perhaps, whether a word is of one of some kinds.
template <>
struct Unknown<bool> {
  Questions* questions = nullptr;
  bool value = false;  ///< If it is static; else, whether the answer is to be turned round.
  std::int32_t word = -1;
  Kinds kinds = 0;

  constexpr Unknown(Questions* the_questions) : questions(the_questions) {}
  constexpr Unknown(bool the_value) : value(the_value) {}
  constexpr Unknown(Questions* the_questions, std::int32_t the_word, Kinds the_kinds)
      : questions(the_questions), word(the_word), kinds(the_kinds) {}

  constexpr explicit operator bool() const {
    if (!questions) return value;
    if (word < 0) return questions->ask(2) != 0;
    Kinds& known = questions->known(word);
    if ((known & kinds) == 0) return value;
    if ((known & ~kinds) == 0) return !value;
    const bool answer = questions->ask(2) != 0;
    known &= answer ? kinds : static_cast<Kinds>(~kinds);
    return answer != value;
  }
  constexpr Unknown operator!() const {
    Unknown result = *this;
    result.value = !value;
    return result;
  }
};

template <class T, class Operation>
constexpr auto both(Unknown<T> a, Unknown<T> b, Operation operation) {
  using Result = Unknown<decltype(operation(a.value, b.value))>;
  if (a.questions || b.questions) return Result(a.questions ? a.questions : b.questions);
  return Result(operation(a.value, b.value));
}

// clang-format off: a table.
// The right operand may be static: std::type_identity_t keeps it out of deduction.
template <class T> using Other = std::type_identity_t<Unknown<T>>;
template <class T> constexpr auto operator+(Unknown<T> a, Other<T> b) { return both(a, b, std::plus()); }
template <class T> constexpr auto operator-(Unknown<T> a, Other<T> b) { return both(a, b, std::minus()); }
template <class T> constexpr auto operator*(Unknown<T> a, Other<T> b) { return both(a, b, std::multiplies()); }
template <class T> constexpr auto operator/(Unknown<T> a, Other<T> b) { return both(a, b, std::divides()); }
template <class T> constexpr auto operator&(Unknown<T> a, Other<T> b) { return both(a, b, std::bit_and()); }
template <class T> constexpr auto operator|(Unknown<T> a, Other<T> b) { return both(a, b, std::bit_or()); }
template <class T> constexpr auto operator^(Unknown<T> a, Other<T> b) { return both(a, b, std::bit_xor()); }
template <class T> constexpr auto operator<<(Unknown<T> a, Other<T> b) { return both(a, b, [](T x, T y) { return x << y; }); }
template <class T> constexpr auto operator>>(Unknown<T> a, Other<T> b) { return both(a, b, [](T x, T y) { return x >> y; }); }
template <class T> constexpr auto operator==(Unknown<T> a, Other<T> b) { return both(a, b, std::equal_to()); }
template <class T> constexpr auto operator!=(Unknown<T> a, Other<T> b) { return both(a, b, std::not_equal_to()); }
template <class T> constexpr auto operator<(Unknown<T> a, Other<T> b) { return both(a, b, std::less()); }
template <class T> constexpr auto operator<=(Unknown<T> a, Other<T> b) { return both(a, b, std::less_equal()); }
template <class T> constexpr auto operator>(Unknown<T> a, Other<T> b) { return both(a, b, std::greater()); }
template <class T> constexpr auto operator>=(Unknown<T> a, Other<T> b) { return both(a, b, std::greater_equal()); }
template <class T> constexpr Unknown<T> operator-(Unknown<T> a) { return a.questions ? a : Unknown<T>(-a.value); }
// clang-format on

/// A word: a number for what is known about it, or a new one of these kinds.
struct UnknownWord {
  Questions* questions = nullptr;
  std::int32_t number = -1;
  Kinds kinds = 0;

  constexpr UnknownWord() = default;
  constexpr UnknownWord(Questions* the_questions, std::int32_t the_number)
      : questions(the_questions), number(the_number) {}
  constexpr UnknownWord(Questions* the_questions, Kinds the_kinds)
      : questions(the_questions), kinds(the_kinds) {}
  constexpr UnknownWord(gc::Word word) : kinds(only(Value<void>(word).kind)) {}

  friend constexpr Unknown<bool> operator==(UnknownWord a, UnknownWord b) {
    if (b.kinds == only(Kind::null)) return {a.questions, a.number, b.kinds};
    return {a.questions ? a.questions : b.questions};
  }
};

/// One activation.
template <class TheObject, std::size_t slots>
class Abstract {
 public:
  using Object = TheObject;
  using Word = UnknownWord;
  using I = Unknown<std::int64_t>;
  using F = Unknown<double>;
  using B = Unknown<bool>;
  template <class T>
  using Dyn =
      std::conditional_t<std::is_same_v<T, gc::Word>, Word,
                         std::conditional_t<std::is_pointer_v<T>, Unknown<Object*>, Unknown<T>>>;
  struct Checked {
    I value;
    B overflow;
  };

  /// `kept` are the kinds of words in objects that are known so far.
  constexpr Abstract(Questions& questions, std::uint32_t the_pc,
                     const std::array<Kinds, slots>& kinds, Kinds& kept)
      : pc(the_pc), questions_(&questions), kept_(&kept) {
    questions.begin(kinds);
    for (std::size_t i = 0; i < slots; ++i) words_[i] = static_cast<std::int32_t>(i);
  }

  // ---- The activation
  std::uint32_t pc;
  bool failed = false, left = false;
  Kinds result = 0;
  std::uint32_t called = ~std::uint32_t{0};
  std::array<Kinds, most_arguments> arguments{};
  std::uint32_t result_slot = 0;
  std::array<bool, slots> read{}, written{};

  /// What the slots hold now.
  constexpr std::array<Kinds, slots> kinds() const {
    std::array<Kinds, slots> result{};
    for (std::size_t i = 0; i < slots; ++i) result[i] = questions_->known(words_[i]);
    return result;
  }

  static constexpr World<Object>* world() { return nullptr; }
  constexpr Word get(std::uint32_t slot) {
    if (!written[slot]) read[slot] = true;
    return {questions_, words_[slot]};
  }
  constexpr void set(std::uint32_t slot, Word value) {
    written[slot] = true;
    words_[slot] = value.number >= 0 ? value.number : questions_->make(value.kinds);
  }
  constexpr void jump(std::uint32_t target) { pc = target; }
  constexpr void loop(std::uint32_t target) { pc = target; }
  constexpr void leave(Word value) {
    left = true;
    result = kinds_of(value);
  }
  constexpr void fail(const char*) { failed = true; }
  template <class Callee>
  constexpr void call(const Callee& callee, const Word* from, std::uint32_t count,
                      std::uint32_t slot) {
    called = callee.number;
    for (std::uint32_t i = 0; i < count; ++i) arguments[i] = kinds_of(from[i]);
    result_slot = slot;
  }

  // ---- The stage
  constexpr B is_int(Word it) const { return is(it, Kind::integer); }
  constexpr I int_of(Word) const { return unknown(); }
  constexpr Word from_int(I) const { return a(Kind::integer); }
  constexpr B is_float(Word it) const { return is(it, Kind::floating); }
  constexpr F float_of(Word) const { return unknown(); }
  constexpr Word from_float(F) const { return a(Kind::floating); }
  constexpr B is_bool(Word it) const { return is(it, Kind::boolean); }
  constexpr B bool_of(Word) const { return unknown(); }
  constexpr Word from_bool(B) const { return a(Kind::boolean); }
  constexpr B is_object(Word it) const { return is(it, Kind::object); }
  template <class T>
  constexpr Unknown<Object*> as(Word) const {
    return unknown();
  }
  static constexpr std::int64_t header_of(Unknown<Object*>) { return Object::header; }

  constexpr Checked add_small(I, I) const { return {unknown(), unknown()}; }
  constexpr Checked sub_small(I, I) const { return {unknown(), unknown()}; }
  constexpr Checked mul_small(I, I) const { return {unknown(), unknown()}; }
  constexpr I divide(I, I) const { return unknown(); }
  constexpr I remainder(I, I) const { return unknown(); }
  constexpr B below(I, I) const { return unknown(); }
  constexpr B fits_small(I) const { return unknown(); }
  constexpr F to_float(I) const { return unknown(); }
  constexpr I truncate(F) const { return unknown(); }
  constexpr F square_root(F) const { return unknown(); }

  template <auto member>
  constexpr auto load(Unknown<Object*>) {
    return some<decltype(static_cast<const Object*>(nullptr)->template load<member>())>();
  }
  template <auto tail>
  constexpr auto element(Unknown<Object*>, I) {
    return some<decltype(static_cast<const Object*>(nullptr)->template element<tail, any_kind>(
        0))>();
  }
  template <auto tail, class T>
  constexpr void set_element(Unknown<Object*>, I, T value) {
    keep<Kept<Object>>(value);
  }
  template <auto fn, class... A>
  constexpr auto call(World<Object>*, A... arguments) {
    static_assert(!std::is_same_v<decltype(twin<fn>), const std::nullptr_t>,
                  "this function has no constexpr twin: specialise pe::constant::twin for it");
    keep_all(twin<fn>, arguments...);
    return some<decltype(result_of(twin<fn>))>();
  }
  /// One of the candidates, or `otherwise`.
  template <class Candidates>
  constexpr Value<Object> promote(Word value, const Candidates& candidates,
                                  gc::Word otherwise) const {
    const std::uint32_t chosen = questions_->ask(static_cast<std::uint32_t>(candidates.size()) + 1);
    if (chosen == candidates.size()) return otherwise;
    const Value<Object> candidate = candidates[chosen];
    return (kinds_of(value) & only(candidate.kind)) != 0 ? candidate : Value<Object>(otherwise);
  }
  template <class T>
  constexpr auto promote(T) const {
    static_assert(!sizeof(T),
                  "which values there are is known to no compiler: m.promote(value, candidates, "
                  "otherwise) says so");
  }

 private:
  constexpr Questions* unknown() const { return questions_; }
  constexpr Word a(Kind kind) const { return {questions_, only(kind)}; }
  constexpr Kinds kinds_of(Word it) const {
    return it.number < 0 ? it.kinds : questions_->known(it.number);
  }
  constexpr B is(Word it, Kind kind) const {
    if (it.number >= 0) return {questions_, it.number, only(kind)};
    if ((it.kinds & only(kind)) == 0) return false;
    return it.kinds == only(kind) ? B(true) : B(questions_);
  }
  template <class R, class... A>
  static R result_of(R (*)(A...));
  template <class Parameter, class T>
  constexpr void keep(T value) {
    if constexpr (std::is_same_v<Parameter, Kept<Object>> && std::is_same_v<T, Word>)
      *kept_ |= kinds_of(value);
  }
  template <class R, class... Parameter, class... A>
  constexpr void keep_all(R (*)(World<Object>&, Parameter...), A... arguments) {
    (keep<Parameter>(arguments), ...);
  }
  /// A value of which the C++ type is all that is known; a word out of an object is of a kind that
  /// has been kept.
  template <class T>
  constexpr auto some() {
    if constexpr (std::is_same_v<T, Value<Object>>) {
      failed = failed || *kept_ == 0;
      return Word(questions_, questions_->make(*kept_));
    } else if constexpr (std::is_same_v<T, Object&>)
      return a(Kind::object);
    else if constexpr (!std::is_void_v<T>)
      return Unknown<
          std::conditional_t<std::is_integral_v<T> && !std::is_same_v<T, bool>, std::int64_t, T>>(
          questions_);
  }

  Questions* questions_;
  Kinds* kept_;
  std::array<std::int32_t, slots> words_{};
};

}  // namespace pe::constant
