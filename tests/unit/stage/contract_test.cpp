// What the contract promises to the compiler: most of it is checked by compiling this file.
#include <doctest/doctest.h>

#include "tests/unit/stage/machines.hpp"

namespace {

using namespace stage_test;

// Every machine keeps every promise of the contract.
static_assert(pe::Stage<DirectMachine>);
static_assert(pe::Stage<ProfileMachine>);
static_assert(pe::Stage<ReplayMachine>);

// At Direct there is no wrapper: a dynamic value is the value.
static_assert(std::is_same_v<dyn<pe::Direct, std::int64_t>, std::int64_t>);
static_assert(std::is_same_v<dyn<pe::Direct, double>, double>);
static_assert(std::is_same_v<dyn<pe::Direct, bool>, bool>);
static_assert(std::is_same_v<dyn<pe::Direct, Word>, Word>);
static_assert(std::is_same_v<dyn<pe::Direct, gc::Object*>, gc::Object*>);
static_assert(std::is_empty_v<pe::Direct>, "nor does the stage itself hold anything");

// Elsewhere a static value may become dynamic, and a dynamic one nothing but what it is.
using Int = dyn<ProfileMachine, std::int64_t>;
using Float = dyn<ProfileMachine, double>;
using Bool = dyn<ProfileMachine, bool>;
static_assert(std::is_convertible_v<std::int64_t, Int>);
static_assert(std::is_convertible_v<int, Int>);
static_assert(!std::is_convertible_v<Int, std::int64_t>);
static_assert(!std::is_convertible_v<Int, Float>);
static_assert(!std::is_convertible_v<Float, double>);

// `if` may ask a dynamic boolean; nothing else turns one into a static value by accident.
static_assert(std::is_constructible_v<bool, Bool>);
static_assert(!std::is_convertible_v<Bool, bool>);
static_assert(!std::is_constructible_v<bool, Int>);

// The field's representation is not the handler's business: small integers widen.
static_assert(std::is_same_v<pe::Widened<std::uint8_t>, std::int64_t>);
static_assert(std::is_same_v<pe::Widened<std::uint64_t>, std::int64_t>);
static_assert(std::is_same_v<pe::Widened<bool>, bool>);
static_assert(std::is_same_v<pe::Widened<double>, double>);
static_assert(std::is_same_v<pe::Widened<Word>, Word>);

TEST_CASE("static values compute without a stage") {
  const Int sum = Int(40) + 2;
  CHECK(sum.stage == nullptr);
  CHECK(pe::from_bits<std::int64_t>(sum.carrier) == 42);
  CHECK(static_cast<bool>(Int(1) < 2));
}

TEST_CASE("promoting a static value asks nobody") {
  ProfileMachine m;
  CHECK(m.promote(Int(7)) == 7);
  CHECK(m.seen.size() == 0);
  CHECK(m.promote(m.given(std::int64_t{7})) == 7);
  CHECK(m.seen.size() == 1);
}

TEST_CASE("a decision on a static boolean is none") {
  ProfileMachine m;
  if (Bool(true)) CHECK(m.seen.size() == 0);
  if (m.given(true)) CHECK(m.seen.size() == 1);
}

}  // namespace
