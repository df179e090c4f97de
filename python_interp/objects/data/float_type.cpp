// The type float: construction and methods.
#include <bit>
#include <cmath>

#include "python_interp/objects/data/float_digits.hpp"
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/number_text.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

double self_of(const Word* arguments) { return float_value(unwrap(arguments[0])); }

/// float(text); nothing if `value` is no text.
std::optional<Word> float_from_text(VM& vm, Word value) {
  std::optional<double> parsed;
  if (const Str* string = str_of(value)) {
    parsed = float_parse(number_ascii(string));
  } else if (const auto bytes = bytes_of(value)) {
    parsed = float_parse({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  } else {
    return std::nullopt;
  }
  if (parsed) return box_float(*parsed, &vm);
  return raise(vm, vm.exceptions.ValueError, "could not convert string to float: %R", value);
}

Word to_float(VM& vm, Word value) {
  if (is_float_word(value)) return value;
  if (const auto parsed = float_from_text(vm, value)) return *parsed;
  const auto number = to_double(vm, value);
  if (number) return box_float(*number, &vm);
  const bool no_number = is_instance(vm, vm.pending, vm.exceptions.TypeError) &&
                         gc::is_null(find_attribute_value(&vm, value, vm.names->float_)) &&
                         gc::is_null(find_attribute_value(&vm, value, vm.names->index));
  if (!no_number) return null;
  take_pending(vm);
  return raise(vm, vm.exceptions.TypeError, "float() argument must be a string or a real number, not '%T'",
               value);
}

Word float_new(VM& vm, const Word* arguments, std::uint64_t count, Word keywords) {
  if (!constructor_arguments(vm, "float", vm.types.float_, arguments, count, keywords, 0, 1)) return null;
  count = positional_count(count, keywords);
  const Word value = count < 2 ? vm.zero_float : to_float(vm, arguments[1]);
  return gc::is_null(value) ? null : wrap(vm, gc::as<Type>(arguments[0]), value);
}

bool is_real_word(Word word) { return is_float_word(word) || is_integer_word(word); }

Word float_method(VM& vm, BinaryOperation operation, Word left, Word right) {
  const Word a = unwrap(left), b = unwrap(right);
  if (!is_real_word(a) || !is_real_word(b)) return not_implemented;
  return number_binary(vm, operation, a, b);
}
Word float_compare_method(VM& vm, Comparison comparison, Word left, Word right) {
  const Word a = unwrap(left), b = unwrap(right);
  if (!is_real_word(a) || !is_real_word(b)) return not_implemented;
  return number_compare(vm, comparison, a, b);
}

Word power(VM& vm, Word base, Word exponent, Word modulus) {
  if (is_given(modulus))
    return raise(vm, vm.exceptions.TypeError,
                 "pow() 3rd argument not allowed unless all arguments are integers");
  return float_method(vm, BinaryOperation::power, base, exponent);
}
Word float_pow(VM& vm, const Word* a, std::uint64_t count, Word) {
  return power(vm, a[0], a[1], argument(a, count, 2));
}
Word float_rpow(VM& vm, const Word* a, std::uint64_t count, Word) {
  return power(vm, a[1], a[0], argument(a, count, 2));
}
Word float_divmod(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word other = unwrap(a[1]);
  return is_real_word(other) ? number_divmod(vm, unwrap(a[0]), other) : not_implemented;
}
Word float_rdivmod(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word other = unwrap(a[1]);
  return is_real_word(other) ? number_divmod(vm, other, unwrap(a[0])) : not_implemented;
}

Word float_negative(VM& vm, const Word* a, std::uint64_t, Word) { return box_float(-self_of(a), &vm); }
Word float_plain(VM& vm, const Word* a, std::uint64_t, Word) { return box_float(self_of(a), &vm); }
Word float_absolute(VM& vm, const Word* a, std::uint64_t, Word) {
  return box_float(std::fabs(self_of(a)), &vm);
}
Word float_truth(VM&, const Word* a, std::uint64_t, Word) { return gc::boolean(self_of(a) != 0); }
Word float_hash_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return make_int(vm, float_hash(self_of(a), a[0]));
}
Word float_repr_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return str_word(make_ascii(vm, float_repr(self_of(a))));
}
Word float_format(VM& vm, const Word* a, std::uint64_t, Word) {
  return format_builtin(vm, a[0], a[1]);
}
Word float_trunc(VM& vm, const Word* a, std::uint64_t, Word) { return float_to_int(vm, self_of(a)); }
Word float_floor(VM& vm, const Word* a, std::uint64_t, Word) {
  return float_to_int(vm, std::floor(self_of(a)));
}
Word float_ceil(VM& vm, const Word* a, std::uint64_t, Word) {
  return float_to_int(vm, std::ceil(self_of(a)));
}

Word float_round_method(VM& vm, const Word* a, std::uint64_t count, Word) {
  const double value = self_of(a);
  if (!is_given(argument(a, count, 1))) return float_to_int(vm, std::nearbyint(value));
  const auto digits = to_index_clipped(vm, a[1]);
  if (!digits) return null;
  const double rounded = float_round(value, *digits);
  if (std::isinf(rounded) && std::isfinite(value))
    return raise(vm, vm.exceptions.OverflowError, "rounded value too large to represent");
  return box_float(rounded, &vm);
}

Word float_is_integer(VM&, const Word* a, std::uint64_t, Word) {
  const double value = self_of(a);
  return gc::boolean(std::isfinite(value) && std::floor(value) == value);
}

Word float_ratio(VM& vm, const Word* a, std::uint64_t, Word) {
  const double value = self_of(a);
  if (std::isnan(value))
    return raise(vm, vm.exceptions.ValueError, "cannot convert NaN to integer ratio");
  if (std::isinf(value))
    return raise(vm, vm.exceptions.OverflowError, "cannot convert Infinity to integer ratio");
  int exponent;
  double mantissa = std::frexp(value, &exponent);
  for (int i = 0; i < 300 && mantissa != std::floor(mantissa); ++i) {
    mantissa *= 2;
    --exponent;
  }
  Word parts[] = {int_from_double(vm, mantissa), gc::small_int(1)};
  const Word power = int_lshift(vm, gc::small_int(1), gc::small_int(std::abs(exponent)));
  if (exponent > 0) parts[0] = int_multiply(vm, parts[0], power);
  else parts[1] = power;
  Tuple* const pair = make_tuple(vm, parts);
  return pair ? gc::reference(pair) : null;
}

Word float_hex(VM& vm, const Word* a, std::uint64_t, Word) {
  const double value = self_of(a);
  if (!std::isfinite(value)) return str_word(make_ascii(vm, float_repr(value)));
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const std::uint64_t mantissa = bits & ((std::uint64_t{1} << 52) - 1);
  const int biased = static_cast<int>(bits >> 52 & 0x7ff);
  const int exponent = value == 0 ? 0 : biased == 0 ? -1022 : biased - 1023;
  char text[40];
  std::snprintf(text, sizeof text, "%s0x%d.%013llxp%+d", std::signbit(value) ? "-" : "", biased != 0,
                static_cast<unsigned long long>(mantissa), exponent);
  if (value == 0) return str_word(make_ascii(vm, std::signbit(value) ? "-0x0.0p+0" : "0x0.0p+0"));
  return str_word(make_ascii(vm, text));
}

Word float_fromhex(VM& vm, const Word* a, std::uint64_t, Word) {
  const Str* const string = str_of(a[1]);
  if (!string)
    return raise(vm, vm.exceptions.TypeError, "bad argument type for built-in operation");
  const auto value = float_from_hex(number_ascii(string));
  if (!value)
    return raise(vm, vm.exceptions.ValueError, "invalid hexadecimal floating-point string");
  if (std::isinf(*value) && number_ascii(string).find_first_of("nN") == std::string::npos)
    return raise(vm, vm.exceptions.OverflowError, "hexadecimal value too large to represent as a float");
  const Word number = box_float(*value, &vm);
  if (gc::as<Type>(a[0]) == vm.types.float_) return number;
  return call(vm, a[0], {&number, 1});
}

Word float_getnewargs(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word parts[] = {box_float(self_of(a), &vm)};
  Tuple* const only = make_tuple(vm, parts);
  return only ? gc::reference(only) : null;
}

Word float_getformat(VM& vm, const Word* a, std::uint64_t, Word) {
  const Str* const kind = str_of(a[1]);
  if (!kind)
    return raise(vm, vm.exceptions.TypeError, "__getformat__() argument must be str, not %T", a[1]);
  if (!str_equals(kind, "double") && !str_equals(kind, "float"))
    return raise(vm, vm.exceptions.ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  return str_word(make_ascii(vm, "IEEE, little-endian"));
}

Word real(VM& vm, Word self) { return box_float(float_value(unwrap(self)), &vm); }
Word imag(VM& vm, Word) { return vm.zero_float; }

constexpr NativeMethod methods[] = {
    {"__pow__", float_pow, 2, 3},
    {"__rpow__", float_rpow, 2, 3},
    {"__divmod__", float_divmod, 2, 2},
    {"__rdivmod__", float_rdivmod, 2, 2},
    {"__neg__", float_negative, 1, 1},
    {"__pos__", float_plain, 1, 1},
    {"__abs__", float_absolute, 1, 1},
    {"__bool__", float_truth, 1, 1},
    {"__int__", float_trunc, 1, 1},
    {"__float__", float_plain, 1, 1},
    {"__trunc__", float_trunc, 1, 1, "The integral closest to x between 0 and x."},
    {"__floor__", float_floor, 1, 1, "The floor as an integral."},
    {"__ceil__", float_ceil, 1, 1, "The ceiling as an integral."},
    {"__round__", float_round_method, 1, 2},
    {"__hash__", float_hash_method, 1, 1},
    {"__repr__", float_repr_method, 1, 1},
    {"__format__", float_format, 2, 2},
    {"__getnewargs__", float_getnewargs, 1, 1},
    {"__getformat__", float_getformat, 2, 2, nullptr, NativeMethod::class_},
    {"conjugate", float_plain, 1, 1, "Self, the complex conjugate of any float."},
    {"is_integer", float_is_integer, 1, 1, "True if the float is an integer."},
    {"as_integer_ratio", float_ratio, 1, 1, "A pair of integers whose ratio is exactly the float."},
    {"hex", float_hex, 1, 1, "The number in hexadecimal."},
    {"fromhex", float_fromhex, 2, 2, "The float that a hexadecimal string writes.", NativeMethod::class_},
    {"__new__", float_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

void init_floats(VM& vm) {
  using enum BinaryOperation;
  Type* const type = vm.types.float_;
  add_binary_methods<float_method, add, subtract, multiply, true_divide, floor_divide, modulo>(vm, type);
  add_comparisons<float_compare_method>(vm, type);
  add_methods(vm, type, methods);
  add_property(vm, type, "real", real);
  add_property(vm, type, "imag", imag);
}

}  // namespace py
