// Numbers: float texts and formats against a table, integers of any size against GMP.
#include <doctest/doctest.h>
#include <gmp.h>

#include <cmath>
#include <limits>
#include <random>

#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/numbers.hpp"
#include "tests/unit/objects/fixture.hpp"

namespace py {
namespace {

struct Numbers : Fixture {
  std::mt19937_64 random{20240817};

  /// An integer of up to `bits` bits, small ones and those near powers of two more often than by chance.
  Word integer(int bits) {
    const int size = 1 + static_cast<int>(random() % static_cast<std::uint64_t>(bits));
    std::string digits;
    for (int i = 0; i != size; ++i) digits += random() % 8 == 0 || i == 0 ? "1" : random() % 2 ? "1" : "0";
    if (random() % 4 == 0) digits = "1" + std::string(digits.size() - 1, '0');
    if (random() % 4 == 0) digits = std::string(digits.size(), '1');
    const Word value = int_from_digits(vm, digits, 2);
    return random() % 2 ? int_negative(vm, value) : value;
  }
  static std::string digits_of(mpz_srcptr value) {
    std::string text(mpz_sizeinbase(value, 10) + 2, '\0');
    mpz_get_str(text.data(), 10, value);
    text.resize(std::strlen(text.c_str()));
    return text;
  }
  std::string formatted(Word value, std::string_view spec) {
    const Word result = format_builtin(vm, value, text(spec));
    return gc::is_null(result) ? pending() : to_utf8(str_of(result));
  }
  Word real(double value) { return box_float(value, &vm); }
};

TEST_CASE("floats are shown by the fewest digits that read back") {
  struct Row {
    double value;
    const char* text;
  };
  const Row rows[] = {
      {0.0, "0.0"}, {-0.0, "-0.0"}, {1.0, "1.0"}, {0.1, "0.1"}, {1.0 / 3, "0.3333333333333333"},
      {100.0, "100.0"}, {1e15, "1000000000000000.0"}, {1e16, "1e+16"}, {123456789012345680.0, "1.2345678901234568e+17"},
      {0.0001, "0.0001"}, {0.00001, "1e-05"}, {1e22, "1e+22"}, {1e23, "1e+23"}, {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308"}, {2.2250738585072014e-308, "2.2250738585072014e-308"},
      {9007199254740993.0, "9007199254740992.0"}, {-1.5e-7, "-1.5e-07"},
      {std::numeric_limits<double>::infinity(), "inf"}, {std::nan(""), "nan"}};
  for (const Row& row : rows) CHECK(float_repr(row.value) == row.text);
}

TEST_CASE("every float reads back as itself") {
  std::mt19937_64 random(7);
  for (int i = 0; i != 20000; ++i) {
    const double value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    const auto read = float_parse(float_repr(value));
    REQUIRE(read.has_value());
    CHECK(std::bit_cast<std::uint64_t>(*read) == std::bit_cast<std::uint64_t>(value));
  }
}

TEST_CASE("float() reads what Python reads") {
  for (const char* text : {"1", " 1.5 ", "1_000.5", ".5", "5.", "1e10", "+1e-3", "-inf", "Infinity", "NaN"})
    CHECK(float_parse(text).has_value());
  for (const char* text : {"", " ", "1__0", "_1", "1_", "e5", ".", "0x10", "1 2", "inf1", "--1", "1e"})
    CHECK_FALSE(float_parse(text).has_value());
  CHECK(*float_parse("1e400") == HUGE_VAL);
}

TEST_CASE_FIXTURE(Numbers, "zeros are the VM's two, other floats are immediate or boxed") {
  CHECK(real(0.0) == vm.zero_float);
  CHECK(real(-0.0) == vm.minus_zero_float);
  for (const double value : {1.0, -2.5, 1e-70, 1e77, 1e300, 5e-324, HUGE_VAL}) {
    const Word word = real(value);
    CHECK(is_float_word(word));
    CHECK(float_value(word) == value);
  }
}

TEST_CASE_FIXTURE(Numbers, "formats of numbers") {
  struct Row {
    Word value;
    std::string spec, text;
  };
  const Word million = gc::small_int(1234567), pi = real(3.14159265), minus = gc::small_int(-42);
  const Row rows[] = {
      {million, ",", "1,234,567"}, {million, "_x", "12_d687"}, {million, "+d", "+1234567"},
      {minus, "06d", "-00042"}, {minus, "=+7", "-    42"}, {minus, "<6", "-42   "}, {minus, "^7", "  -42  "},
      {minus, "#b", "-0b101010"}, {minus, "#06x", "-0x02a"}, {gc::small_int(97), "c", "a"},
      {gc::small_int(255), "#X", "0XFF"}, {gc::small_int(5), "*>4", "***5"}, {gc::small_int(123), "07,", "000,123"},
      {gc::small_int(123), "08,", "0,000,123"}, {gc::small_int(1), "%", "100.000000%"},
      {pi, ".2f", "3.14"}, {pi, "10.3e", " 3.142e+00"}, {pi, "g", "3.14159"}, {pi, ".0f", "3"},
      {pi, "#.0f", "3."}, {real(2.5), ".0f", "2"}, {real(1e10), "", "10000000000.0"}, {real(3.0), ".1", "3e+00"},
      {real(3.0), ".2", "3.0"}, {real(1234567.5), ",.1f", "1,234,567.5"}, {real(-0.04), "z.1f", "0.0"},
      {real(HUGE_VAL), "08", "00000inf"}, {real(0.5), ".1%", "50.0%"}, {real(1e16), "", "1e+16"},
      {pi, "d", "ValueError: Unknown format code 'd' for object of type 'float'"},
      {million, ".2d", "ValueError: Precision not allowed in integer format specifier"},
      {million, ",x", "ValueError: Cannot specify ',' with 'x'."}};
  for (const Row& row : rows) {
    INFO(row.spec);
    CHECK(formatted(row.value, row.spec) == row.text);
  }
}

TEST_CASE_FIXTURE(Numbers, "arithmetic on integers is GMP's") {
  mpz_t a, b, expected, rest;
  mpz_inits(a, b, expected, rest, nullptr);
  for (int i = 0; i != 4000; ++i) {
    const int bits = i % 4 == 0 ? 700 : i % 4 == 1 ? 66 : 130;
    const Word x = integer(bits), y = integer(i % 3 ? bits : 64);
    mpz_set_str(a, int_to_text(x).c_str(), 10);
    mpz_set_str(b, int_to_text(y).c_str(), 10);
    const auto same = [&](Word word) { CHECK(int_to_text(word) == digits_of(expected)); };
    mpz_add(expected, a, b), same(int_add(vm, x, y));
    mpz_sub(expected, a, b), same(int_subtract(vm, x, y));
    mpz_mul(expected, a, b), same(int_multiply(vm, x, y));
    mpz_and(expected, a, b), same(int_and(vm, x, y));
    mpz_ior(expected, a, b), same(int_or(vm, x, y));
    mpz_xor(expected, a, b), same(int_xor(vm, x, y));
    mpz_com(expected, a), same(int_invert(vm, x));
    CHECK(int_compare(x, y) == (mpz_cmp(a, b) > 0) - (mpz_cmp(a, b) < 0));
    if (mpz_sgn(b) != 0) {
      mpz_fdiv_qr(expected, rest, a, b);
      same(int_floor_divide(vm, x, y));
      mpz_set(expected, rest), same(int_modulo(vm, x, y));
    }
    const auto shift = static_cast<unsigned long>(random() % 200);
    mpz_mul_2exp(expected, a, shift), same(int_lshift(vm, x, gc::small_int(static_cast<std::int64_t>(shift))));
    mpz_fdiv_q_2exp(expected, a, shift), same(int_rshift(vm, x, gc::small_int(static_cast<std::int64_t>(shift))));
    mpz_pow_ui(expected, a, shift % 6), same(int_power(vm, x, gc::small_int(static_cast<std::int64_t>(shift % 6))));
  }
  mpz_clears(a, b, expected, rest, nullptr);
}

TEST_CASE_FIXTURE(Numbers, "results are small integers wherever they fit") {
  const Word big = make_int(vm, INT64_MAX);
  CHECK(is<BigInt>(big));
  CHECK(int_subtract(vm, big, big) == gc::small_int(0));
  CHECK(is<BigInt>(int_add(vm, make_int(vm, gc::small_int_max), gc::small_int(1))));
  CHECK(gc::is_small_int(int_subtract(vm, make_int(vm, gc::small_int_max + 1), gc::small_int(1))));
  CHECK(int_negative(vm, make_int(vm, gc::small_int_max + 1)) == gc::small_int(gc::small_int_min));
}

TEST_CASE_FIXTURE(Numbers, "bytes of integers read back") {
  for (int i = 0; i != 500; ++i) {
    const Word value = integer(200);
    for (const bool big_endian : {false, true}) {
      std::vector<std::uint8_t> bytes(26);
      REQUIRE(int_to_bytes(value, bytes, big_endian, true));
      CHECK(int_compare(int_from_bytes(vm, bytes, big_endian, true), value) == 0);
    }
  }
  std::uint8_t one[1];
  CHECK(int_to_bytes(gc::small_int(-128), one, true, true));
  CHECK_FALSE(int_to_bytes(gc::small_int(128), one, true, true));
  CHECK(int_to_bytes(gc::small_int(255), one, true, false));
}

TEST_CASE_FIXTURE(Numbers, "equal numbers have equal hashes") {
  for (int i = 0; i != 500; ++i) {
    const Word value = integer(52);
    const double as_double = *int_to_double(value);
    CHECK(int_hash(value) == float_hash(as_double, real(as_double)));
    CHECK(compare_int_with_double(value, as_double) == 0);
  }
  CHECK(int_hash(gc::small_int(-1)) == -2);
  CHECK(float_hash(2.5, null) == 1152921504606846978);
  CHECK(int_hash(int_power(vm, gc::small_int(10), gc::small_int(50))) == 619332571178673746);
}

TEST_CASE_FIXTURE(Numbers, "integers and doubles compare exactly") {
  const Word above = int_add(vm, int_lshift(vm, gc::small_int(1), gc::small_int(53)), gc::small_int(1));
  CHECK(compare_int_with_double(above, 9007199254740992.0) == 1);
  CHECK(compare_int_with_double(gc::small_int(1), std::nan("")) == 2);
  CHECK(compare_int_with_double(int_lshift(vm, gc::small_int(1), gc::small_int(2000)), HUGE_VAL) == -1);
}

TEST_CASE_FIXTURE(Numbers, "true division is rounded once") {
  for (int i = 0; i != 2000; ++i) {
    const Word x = integer(300), y = integer(250);
    if (int_is_zero(y)) continue;
    const Word quotient = int_true_divide_slow(&vm, x, y);
    REQUIRE(is_float_word(quotient));
    // x / y lies between the neighbours of the result.
    const double q = float_value(quotient);
    mpq_t exact, near;
    mpq_inits(exact, near, nullptr);
    mpz_set_str(mpq_numref(exact), int_to_text(x).c_str(), 10);
    mpz_set_str(mpq_denref(exact), int_to_text(y).c_str(), 10);
    mpq_canonicalize(exact);
    mpq_set_d(near, std::nextafter(q, HUGE_VAL));
    CHECK(mpq_cmp(exact, near) < 0);
    mpq_set_d(near, std::nextafter(q, -HUGE_VAL));
    CHECK(mpq_cmp(exact, near) > 0);
    mpq_clears(exact, near, nullptr);
  }
}

TEST_CASE_FIXTURE(Numbers, "round() is half to even on the exact value") {
  CHECK(float_round(2.675, 2) == 2.67);
  CHECK(float_round(0.5, 0) == 0.0);
  CHECK(float_round(1.5, 0) == 2.0);
  CHECK(float_round(2.5, 0) == 2.0);
  CHECK(float_round(1234.5, -2) == 1200.0);
  CHECK(float_round(1250.0, -2) == 1200.0);
  CHECK(float_round(1350.0, -2) == 1400.0);
  CHECK(float_round(1e300, 400) == 1e300);
  CHECK(float_round(5e-324, 323) == 0.0);
}

}  // namespace
}  // namespace py
