// The type complex: construction and methods.
#include <cmath>

#include "python_interp/objects/data/complex_arithmetic.hpp"
#include "python_interp/objects/data/float_digits.hpp"
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/number_text.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

ComplexValue value_of(Word word) {
  const auto* number = gc::as<Complex>(unwrap(word));
  return {number->real, number->imag};
}

bool is_number_word(Word word) {
  return is_complex_word(word) || is_float_word(word) || is_integer_word(word);
}

/// complex(text): "1+2j", in parentheses or not; nothing if malformed.
std::optional<ComplexValue> complex_parse(std::string text) {
  const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  const auto strip = [&] {
    while (!text.empty() && is_blank(text.front())) text.erase(text.begin());
    while (!text.empty() && is_blank(text.back())) text.pop_back();
  };
  strip();
  if (text.size() > 1 && text.front() == '(' && text.back() == ')') {
    text = text.substr(1, text.size() - 2);
    strip();
  }
  std::string plain;
  for (std::size_t i = 0; i != text.size(); ++i) {
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    if (text[i] != '_') plain.push_back(text[i]);
    else if (i == 0 || !digit(i - 1) || !digit(i + 1)) return std::nullopt;
  }
  const char* at = plain.c_str();
  const char* const end = at + plain.size();
  const auto is_j = [&] { return at != end && (*at | 0x20) == 'j'; };
  // A sign alone before the j stands for one.
  const auto part = [&]() -> std::optional<double> {
    const char* const start = at;
    if (const auto value = parse_plain_double(at)) return value;
    at = start;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    if (is_j()) return *start == '-' ? -1.0 : 1.0;
    return std::nullopt;
  };
  ComplexValue value;
  const auto first = part();
  if (!first) return std::nullopt;
  if (is_j()) {
    value.imag = *first;
    ++at;
  } else {
    value.real = *first;
    if (at != end && (*at == '+' || *at == '-')) {
      const auto second = part();
      if (!second || !is_j()) return std::nullopt;
      value.imag = *second;
      ++at;
    }
  }
  if (at != end) return std::nullopt;
  return value;
}

/// A number, or what its __complex__, __float__ or __index__ gives; nothing with the exception pending.
std::optional<ComplexValue> number_value(VM& vm, Word word, const char* message) {
  if (is_number_word(unwrap(word))) return complex_value(vm, unwrap(word));
  const Word converted = call_special(vm, word, vm.names->complex, {});
  if (!gc::is_null(converted)) {
    if (is_complex_word(unwrap(converted))) return value_of(converted);
    raise(vm, vm.exceptions.TypeError, "%T.__complex__() returned non-complex (type %T)", word, converted);
    return std::nullopt;
  }
  if (!gc::is_null(vm.pending)) return std::nullopt;
  const auto real = to_double(vm, word);
  if (real) return ComplexValue{*real, 0};
  if (pending_is(vm, vm.exceptions.TypeError)) {
    take_pending(vm);
    raise(vm, vm.exceptions.TypeError, message, word);
  }
  return std::nullopt;
}

Word complex_new(VM& vm, const Word* arguments, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"complex", {"real", "imag"}, 0, 2};
  Word values[2];
  if (!bind(vm, signature, arguments + 1, count - 1, keywords, values)) return null;
  Type* const type = gc::as<Type>(arguments[0]);
  ComplexValue result;
  if (!gc::is_null(values[0]) && str_of(values[0])) {
    if (!gc::is_null(values[1]))
      return raise(vm, vm.exceptions.TypeError, "complex() can't take second arg if first is a string");
    const auto parsed = complex_parse(number_ascii(str_of(values[0])));
    if (!parsed) return raise(vm, vm.exceptions.ValueError, "complex() arg is a malformed string");
    result = *parsed;
  } else {
    if (!gc::is_null(values[1]) && str_of(values[1]))
      return raise(vm, vm.exceptions.TypeError, "complex() second arg can't be a string");
    if (!gc::is_null(values[0])) {
      const auto real =
          number_value(vm, values[0], "complex() first argument must be a string or a number, not '%T'");
      if (!real) return null;
      result = *real;
      if (is_complex_word(values[0]) && gc::is_null(values[1]) && type == vm.types.complex) return values[0];
    }
    if (!gc::is_null(values[1])) {
      const auto imag = number_value(vm, values[1], "complex() second argument must be a number, not '%T'");
      if (!imag) return null;
      const bool is_complex = !gc::is_null(values[0]) && is_complex_word(unwrap(values[0]));
      result = {result.real - imag->imag, is_complex ? result.imag + imag->real : imag->real};
    }
  }
  const Word number = make_complex(vm, result.real, result.imag);
  return gc::is_null(number) ? null : wrap(vm, type, number);
}

Word complex_method(VM& vm, BinaryOperation operation, Word left, Word right) {
  return number_binary(vm, operation, unwrap(left), unwrap(right));
}
Word complex_compare(VM& vm, Comparison comparison, Word left, Word right) {
  return number_compare(vm, comparison, unwrap(left), unwrap(right));
}

Word power(VM& vm, Word base, Word exponent, Word modulus) {
  if (is_given(modulus)) return raise(vm, vm.exceptions.ValueError, "complex modulo");
  return complex_method(vm, BinaryOperation::power, base, exponent);
}
Word complex_pow(VM& vm, const Word* a, std::uint64_t count, Word) {
  return power(vm, a[0], a[1], argument(a, count, 2));
}
Word complex_rpow(VM& vm, const Word* a, std::uint64_t count, Word) {
  return power(vm, a[1], a[0], argument(a, count, 2));
}

Word negative(VM& vm, const Word* a, std::uint64_t, Word) {
  const ComplexValue z = value_of(a[0]);
  return make_complex(vm, -z.real, -z.imag);
}
Word plain(VM& vm, const Word* a, std::uint64_t, Word) {
  const ComplexValue z = value_of(a[0]);
  return make_complex(vm, z.real, z.imag);
}
Word conjugate(VM& vm, const Word* a, std::uint64_t, Word) {
  const ComplexValue z = value_of(a[0]);
  return make_complex(vm, z.real, -z.imag);
}
Word absolute(VM& vm, const Word* a, std::uint64_t, Word) {
  const ComplexValue z = value_of(a[0]);
  const double size = std::hypot(z.real, z.imag);
  if (std::isinf(size) && std::isfinite(z.real) && std::isfinite(z.imag))
    return raise(vm, vm.exceptions.OverflowError, "absolute value too large");
  return box_float(size, &vm);
}
Word truth(VM&, const Word* a, std::uint64_t, Word) {
  const ComplexValue z = value_of(a[0]);
  return gc::boolean(z.real != 0 || z.imag != 0);
}
Word hash(VM& vm, const Word* a, std::uint64_t, Word) { return make_int(vm, complex_hash(value_of(a[0]))); }
Word repr_method(VM& vm, const Word* a, std::uint64_t, Word) {
  const ComplexValue z = value_of(a[0]);
  return text_result(vm, complex_repr(z.real, z.imag));
}
Word format(VM& vm, const Word* a, std::uint64_t, Word) { return format_builtin(vm, a[0], a[1]); }
Word getnewargs(VM& vm, const Word* a, std::uint64_t, Word) {
  const ComplexValue z = value_of(a[0]);
  const Word parts[] = {box_float(z.real, &vm), box_float(z.imag, &vm)};
  Tuple* const both = make_tuple(vm, parts);
  return both ? gc::reference(both) : null;
}

Word real(VM& vm, Word self) { return box_float(value_of(self).real, &vm); }
Word imag(VM& vm, Word self) { return box_float(value_of(self).imag, &vm); }

constexpr NativeMethod methods[] = {
    {"__pow__", complex_pow, 2, 3},
    {"__rpow__", complex_rpow, 2, 3},
    {"__neg__", negative, 1, 1},
    {"__pos__", plain, 1, 1},
    {"__abs__", absolute, 1, 1},
    {"__bool__", truth, 1, 1},
    {"__hash__", hash, 1, 1},
    {"__repr__", repr_method, 1, 1},
    {"__format__", format, 2, 2},
    {"__complex__", plain, 1, 1},
    {"__getnewargs__", getnewargs, 1, 1},
    {"conjugate", conjugate, 1, 1, "The complex conjugate of the number."},
    {"__new__", complex_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

void init_integers(VM& vm);
void init_floats(VM& vm);

void init_complex(VM& vm) {
  using enum BinaryOperation;
  Type* const type = vm.types.complex;
  add_binary_methods<complex_method, add, subtract, multiply, true_divide>(vm, type);
  add_comparisons<complex_compare>(vm, type);
  add_methods(vm, type, methods);
  add_property(vm, type, "real", real);
  add_property(vm, type, "imag", imag);
}

void init_numbers(VM& vm) {
  for (const bool negative : {false, true}) {
    auto* const zero = allocate<BoxedFloat>(vm, vm.types.float_);
    zero->value = {negative ? -0.0 : 0.0};
    (negative ? vm.minus_zero_float : vm.zero_float) = gc::reference(zero);
  }
  init_integers(vm);
  init_floats(vm);
  init_complex(vm);
}

}  // namespace py
