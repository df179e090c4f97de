// Arithmetic on constants, as Python defines it.
#include <gmpxx.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "python_interp/compile/fold.hpp"

namespace py::compile {

using bytecode::BigIntConstant;
using bytecode::BytesConstant;
using bytecode::ComplexConstant;
using bytecode::EllipsisConstant;
using bytecode::FrozenSetConstant;
using bytecode::NoneConstant;
using bytecode::StrConstant;
using bytecode::TupleConstant;
using syntax::ConstantKind;
using syntax::Operator;
using syntax::UnaryOperator;

namespace {

using Result = std::optional<Constant>;

// CPython's limits on what a folded operation may make.
constexpr std::size_t max_int_bits = 128;
constexpr std::size_t max_tuple_items = 256;
constexpr std::size_t max_text_size = 4096;
constexpr std::int64_t max_nested_items = 1024;

// ---- Numbers as values ----------------------------------------------------------------------

Constant from_integer(const mpz_class& value) {
  static_assert(sizeof(long) == sizeof(std::int64_t));
  if (value.fits_slong_p()) return {std::int64_t{value.get_si()}};
  return {BigIntConstant{value.get_str()}};
}

bool is_integer(const Constant& value) {
  return value.is<std::int64_t>() || value.is<bool>() || value.is<BigIntConstant>();
}

mpz_class integer_of(const Constant& value) {
  if (const auto* small = value.as<std::int64_t>()) return mpz_class(long{*small});
  if (const auto* truth = value.as<bool>()) return mpz_class(*truth ? 1 : 0);
  return mpz_class(value.as<BigIntConstant>()->digits);
}

/// Integers beyond 2^53 are left to the running program, whose conversion rounds.
std::optional<double> float_of(const Constant& value) {
  if (const auto* number = value.as<double>()) return *number;
  if (const auto* truth = value.as<bool>()) return *truth ? 1.0 : 0.0;
  constexpr std::int64_t exact = std::int64_t{1} << 53;
  if (const auto* small = value.as<std::int64_t>())
    if (*small >= -exact && *small <= exact) return static_cast<double>(*small);
  return std::nullopt;
}

std::optional<ComplexConstant> complex_of(const Constant& value) {
  if (const auto* number = value.as<ComplexConstant>()) return *number;
  auto real = float_of(value);
  if (!real) return std::nullopt;
  return ComplexConstant{*real, 0.0};
}

std::size_t bits_of(const mpz_class& value) {
  return value == 0 ? 0 : mpz_sizeinbase(value.get_mpz_t(), 2);
}

// ---- Integers -------------------------------------------------------------------------------

Result integer_power(const mpz_class& base, const mpz_class& exponent) {
  if (exponent < 0) {
    if (base == 0 || !base.fits_sint_p() || !exponent.fits_sint_p()) return std::nullopt;
    return Constant{std::pow(base.get_d(), exponent.get_d())};
  }
  if (base != 0 && exponent > 0) {
    if (!exponent.fits_ulong_p()) return std::nullopt;
    if (bits_of(base) > max_int_bits / exponent.get_ui()) return std::nullopt;
  }
  mpz_class result;
  mpz_pow_ui(result.get_mpz_t(), base.get_mpz_t(), exponent.get_ui());
  return from_integer(result);
}

Result integer_shift(const mpz_class& value, const mpz_class& places, bool left) {
  if (places < 0) return std::nullopt;
  if (left && value != 0 && places > 0) {
    if (places > max_int_bits || bits_of(value) > max_int_bits - places.get_ui())
      return std::nullopt;
  }
  if (!places.fits_ulong_p()) return std::nullopt;
  mpz_class result;
  if (left)
    result = value << (value == 0 ? 0 : places.get_ui());
  else
    mpz_fdiv_q_2exp(result.get_mpz_t(), value.get_mpz_t(), places.get_ui());
  return from_integer(result);
}

Result integer_division(Operator op, const mpz_class& a, const mpz_class& b) {
  if (b == 0) return std::nullopt;
  if (op == Operator::Div) {
    if (bits_of(a) > 53 || bits_of(b) > 53) return std::nullopt;
    return Constant{a.get_d() / b.get_d()};
  }
  mpz_class quotient, rest;
  mpz_fdiv_qr(quotient.get_mpz_t(), rest.get_mpz_t(), a.get_mpz_t(), b.get_mpz_t());
  return from_integer(op == Operator::FloorDiv ? quotient : rest);
}

Result fold_integers(Operator op, const mpz_class& a, const mpz_class& b) {
  switch (op) {
    case Operator::Add: return from_integer(a + b);
    case Operator::Sub: return from_integer(a - b);
    case Operator::Mult:
      if (a != 0 && b != 0 && bits_of(a) + bits_of(b) > max_int_bits) return std::nullopt;
      return from_integer(a * b);
    case Operator::Div:
    case Operator::FloorDiv:
    case Operator::Mod: return integer_division(op, a, b);
    case Operator::Pow: return integer_power(a, b);
    case Operator::LShift: return integer_shift(a, b, true);
    case Operator::RShift: return integer_shift(a, b, false);
    case Operator::BitOr: return from_integer(a | b);
    case Operator::BitXor: return from_integer(a ^ b);
    case Operator::BitAnd: return from_integer(a & b);
    default: return std::nullopt;
  }
}

/// `True & False` is a bool; every other operation on bools is one on integers.
Result fold_bools(Operator op, bool a, bool b) {
  switch (op) {
    case Operator::BitOr: return Constant{a || b};
    case Operator::BitXor: return Constant{a != b};
    case Operator::BitAnd: return Constant{a && b};
    default: return std::nullopt;
  }
}

// ---- Floats and complex numbers -------------------------------------------------------------

/// The remainder with the divisor's sign.
double float_modulo(double a, double b) {
  double rest = std::fmod(a, b);
  if (rest == 0) return std::copysign(0.0, b);
  return (b < 0) != (rest < 0) ? rest + b : rest;
}

double float_floor_division(double a, double b) {
  double rest = std::fmod(a, b);
  double quotient = (a - rest) / b;
  if (rest != 0 && (b < 0) != (rest < 0)) quotient -= 1;
  if (quotient == 0) return std::copysign(0.0, a / b);
  double floor = std::floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

Result float_power(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b)) return std::nullopt;
  if ((a == 0 && b < 0) || (a < 0 && b != std::floor(b))) return std::nullopt;
  double result = std::pow(a, b);
  if (!std::isfinite(result)) return std::nullopt;
  return Constant{result};
}

Result fold_floats(Operator op, double a, double b) {
  switch (op) {
    case Operator::Add: return Constant{a + b};
    case Operator::Sub: return Constant{a - b};
    case Operator::Mult: return Constant{a * b};
    case Operator::Div: return b == 0 ? Result() : Constant{a / b};
    case Operator::FloorDiv: return b == 0 ? Result() : Constant{float_floor_division(a, b)};
    case Operator::Mod: return b == 0 ? Result() : Constant{float_modulo(a, b)};
    case Operator::Pow: return float_power(a, b);
    default: return std::nullopt;
  }
}

Result fold_complexes(Operator op, ComplexConstant a, ComplexConstant b) {
  switch (op) {
    case Operator::Add: return Constant{ComplexConstant{a.real + b.real, a.imag + b.imag}};
    case Operator::Sub: return Constant{ComplexConstant{a.real - b.real, a.imag - b.imag}};
    case Operator::Mult:
      return Constant{ComplexConstant{a.real * b.real - a.imag * b.imag,
                                      a.real * b.imag + a.imag * b.real}};
    default: return std::nullopt;
  }
}

// ---- Sequences ------------------------------------------------------------------------------

std::size_t characters_of(std::string_view wtf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      wtf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// What is left of `limit` once the items of nested tuples are counted; negative: too many.
std::int64_t items_left(const Constant& value, std::int64_t limit) {
  const std::vector<Constant>* items = nullptr;
  if (const auto* tuple = value.as<TupleConstant>()) items = &tuple->items;
  if (const auto* set = value.as<FrozenSetConstant>()) items = &set->items;
  if (items == nullptr) return limit;
  limit -= static_cast<std::int64_t>(items->size());
  for (const Constant& item : *items) {
    if (limit < 0) break;
    limit = items_left(item, limit);
  }
  return limit;
}

Result repeat_text(const std::string& text, std::size_t length, std::size_t times, bool is_str) {
  if (length != 0 && times > max_text_size / length) return std::nullopt;
  std::string result;
  for (std::size_t i = 0; i < (text.empty() ? 0 : times); ++i) result += text;
  if (is_str) return Constant{StrConstant{std::move(result)}};
  return Constant{BytesConstant{std::move(result)}};
}

Result repeat_tuple(const TupleConstant& tuple, std::size_t times) {
  std::size_t size = tuple.items.size();
  if (size == 0) return Constant{TupleConstant{}};
  if (times > max_tuple_items / size) return std::nullopt;
  if (times > 0 && items_left({tuple}, max_nested_items / static_cast<std::int64_t>(times)) < 0)
    return std::nullopt;
  TupleConstant result;
  for (std::size_t i = 0; i < times; ++i)
    result.items.insert(result.items.end(), tuple.items.begin(), tuple.items.end());
  return Constant{std::move(result)};
}

Result repeat(const Constant& sequence, const Constant& count) {
  if (!count.is<std::int64_t>() && !count.is<bool>()) return std::nullopt;
  mpz_class times = integer_of(count);
  if (times < 0) return std::nullopt;
  if (const auto* tuple = sequence.as<TupleConstant>()) return repeat_tuple(*tuple, times.get_ui());
  if (const auto* text = sequence.as<StrConstant>())
    return repeat_text(text->text, characters_of(text->text), times.get_ui(), true);
  const auto& bytes = sequence.as<BytesConstant>()->bytes;
  return repeat_text(bytes, bytes.size(), times.get_ui(), false);
}

bool is_sequence(const Constant& value) {
  return value.is<TupleConstant>() || value.is<StrConstant>() || value.is<BytesConstant>();
}

/// Two surrogates side by side stay two in WTF-8 only if they are no pair.
bool joins_surrogates(const std::string& left, const std::string& right) {
  auto at = [](const std::string& text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  return left.size() >= 3 && right.size() >= 3 && at(left, left.size() - 3) == 0xED &&
         at(left, left.size() - 2) >= 0xA0 && at(right, 0) == 0xED && at(right, 1) >= 0xB0;
}

Result concatenate(const Constant& left, const Constant& right) {
  if (left.value.index() != right.value.index()) return std::nullopt;
  if (const auto* tuple = left.as<TupleConstant>()) {
    TupleConstant result = *tuple;
    const auto& more = right.as<TupleConstant>()->items;
    result.items.insert(result.items.end(), more.begin(), more.end());
    return Constant{std::move(result)};
  }
  if (const auto* text = left.as<StrConstant>()) {
    const std::string& more = right.as<StrConstant>()->text;
    if (joins_surrogates(text->text, more)) return std::nullopt;
    return Constant{StrConstant{text->text + more}};
  }
  return Constant{
      BytesConstant{left.as<BytesConstant>()->bytes + right.as<BytesConstant>()->bytes}};
}

/// The index into a sequence of `size` items, if it is in range.
std::optional<std::size_t> index_within(const Constant& key, std::size_t size) {
  if (!key.is<std::int64_t>() && !key.is<bool>()) return std::nullopt;
  mpz_class index = integer_of(key);
  if (index < 0) index += static_cast<unsigned long>(size);
  if (index < 0 || index >= static_cast<unsigned long>(size)) return std::nullopt;
  return index.get_ui();
}

std::string character_at(std::string_view wtf8, std::size_t index) {
  auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  std::size_t start = 0;
  for (std::size_t seen = 0; seen < index; ++seen)
    for (++start; start < wtf8.size() && continues(wtf8[start]);) ++start;
  std::size_t end = start + 1;
  while (end < wtf8.size() && continues(wtf8[end])) ++end;
  return std::string(wtf8.substr(start, end - start));
}

}  // namespace

// ---- What the compiler asks -----------------------------------------------------------------

Constant constant_of(const syntax::ConstantValue& literal) {
  switch (literal.kind) {
    case ConstantKind::None: return {NoneConstant{}};
    case ConstantKind::False: return {false};
    case ConstantKind::True: return {true};
    case ConstantKind::Ellipsis: return {EllipsisConstant{}};
    case ConstantKind::Float: return {literal.number};
    case ConstantKind::Complex: return {ComplexConstant{0.0, literal.number}};
    case ConstantKind::Str: return {StrConstant{std::string(literal.text)}};
    case ConstantKind::Bytes: return {BytesConstant{std::string(literal.text)}};
    case ConstantKind::Int: break;
  }
  std::int64_t small = 0;
  bool hex = literal.text.starts_with("0x");
  const char* begin = literal.text.data() + (hex ? 2 : 0);
  const char* end = literal.text.data() + literal.text.size();
  auto [stop, error] = std::from_chars(begin, end, small, hex ? 16 : 10);
  if (error == std::errc() && stop == end) return {small};
  return from_integer(mpz_class(std::string(begin, end), hex ? 16 : 10));
}

bool is_true(const Constant& value) {
  if (value.is<NoneConstant>()) return false;
  if (const auto* truth = value.as<bool>()) return *truth;
  if (const auto* number = value.as<std::int64_t>()) return *number != 0;
  if (const auto* number = value.as<double>()) return *number != 0;
  if (const auto* number = value.as<ComplexConstant>())
    return number->real != 0 || number->imag != 0;
  if (const auto* text = value.as<StrConstant>()) return !text->text.empty();
  if (const auto* bytes = value.as<BytesConstant>()) return !bytes->bytes.empty();
  if (const auto* tuple = value.as<TupleConstant>()) return !tuple->items.empty();
  if (const auto* set = value.as<FrozenSetConstant>()) return !set->items.empty();
  return true;
}

Result fold_unary(UnaryOperator op, const Constant& operand) {
  if (op == UnaryOperator::Not) return Constant{!is_true(operand)};
  if (is_integer(operand)) {
    mpz_class value = integer_of(operand);
    return from_integer(op == UnaryOperator::USub     ? mpz_class(-value)
                        : op == UnaryOperator::Invert ? mpz_class(~value)
                                                      : value);
  }
  bool negative = op == UnaryOperator::USub;
  if (op == UnaryOperator::Invert) return std::nullopt;
  if (const auto* number = operand.as<double>()) return Constant{negative ? -*number : *number};
  if (const auto* number = operand.as<ComplexConstant>())
    return Constant{negative ? ComplexConstant{-number->real, -number->imag} : *number};
  return std::nullopt;
}

Result fold_binary(Operator op, const Constant& left, const Constant& right) {
  if (left.is<bool>() && right.is<bool>())
    if (auto result = fold_bools(op, *left.as<bool>(), *right.as<bool>())) return result;
  if (is_integer(left) && is_integer(right))
    return fold_integers(op, integer_of(left), integer_of(right));
  if (op == Operator::Mult && is_sequence(left)) return repeat(left, right);
  if (op == Operator::Mult && is_sequence(right)) return repeat(right, left);
  if (op == Operator::Add && is_sequence(left)) return concatenate(left, right);
  if (left.is<ComplexConstant>() || right.is<ComplexConstant>()) {
    auto a = complex_of(left), b = complex_of(right);
    return a && b ? fold_complexes(op, *a, *b) : std::nullopt;
  }
  auto a = float_of(left), b = float_of(right);
  return a && b ? fold_floats(op, *a, *b) : std::nullopt;
}

Result fold_subscript(const Constant& container, const Constant& key) {
  if (const auto* tuple = container.as<TupleConstant>()) {
    auto index = index_within(key, tuple->items.size());
    return index ? Result(tuple->items[*index]) : std::nullopt;
  }
  if (const auto* text = container.as<StrConstant>()) {
    auto index = index_within(key, characters_of(text->text));
    return index ? Result(Constant{StrConstant{character_at(text->text, *index)}}) : std::nullopt;
  }
  if (const auto* bytes = container.as<BytesConstant>()) {
    auto index = index_within(key, bytes->bytes.size());
    if (!index) return std::nullopt;
    return Constant{std::int64_t{static_cast<unsigned char>(bytes->bytes[*index])}};
  }
  return std::nullopt;
}

}  // namespace py::compile
