// The types int and bool: construction and methods.
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/number_text.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

Word plain_int(Word word) { return gc::is_boolean(word) ? gc::small_int(small_value(word)) : word; }

Word self_of(const Word* arguments) { return unwrap(arguments[0]); }

Word bad_literal(VM& vm, int base, Word text) {
  return raise(vm, vm.exceptions.ValueError, "invalid literal for int() with base %d: %R", base, text);
}

/// int(text, base); nothing if `value` is no text.
std::optional<Word> int_from_text(VM& vm, Word value, int base) {
  std::string text;
  if (const Str* string = str_of(value)) {
    text = number_ascii(string);
  } else if (const auto bytes = bytes_of(value)) {
    text.assign(reinterpret_cast<const char*>(bytes->data()), bytes->size());
  } else {
    return std::nullopt;
  }
  const auto parsed = int_parse(vm, text, base);
  return parsed ? *parsed : bad_literal(vm, base, value);
}

Word checked_int(VM& vm, Word result, const char* method) {
  if (gc::is_null(result)) return null;
  if (is_integer_word(unwrap(result))) return plain_int(unwrap(result));
  return raise(vm, vm.exceptions.TypeError, "%s returned non-int (type %T)", method, result);
}

/// int(value).
Word to_integer(VM& vm, Word value) {
  if (is_integer_word(value)) return plain_int(value);
  if (is_float_word(value)) return float_to_int(vm, float_value(value));
  if (const auto parsed = int_from_text(vm, value, 10)) return *parsed;
  struct Conversion {
    Str* name;
    const char* text;
  };
  for (const Conversion& conversion : {Conversion{vm.names->int_, "__int__"},
                                       Conversion{vm.names->index, "__index__"},
                                       Conversion{vm.names->trunc, "__trunc__"}}) {
    const Word result = call_special(vm, value, conversion.name, {});
    if (gc::is_null(result)) {
      if (!gc::is_null(vm.pending)) return null;
      continue;
    }
    if (conversion.name == vm.names->trunc && !is_integer_word(unwrap(result))) return to_index(vm, result);
    return checked_int(vm, result, conversion.text);
  }
  return raise(vm, vm.exceptions.TypeError,
               "int() argument must be a string, a bytes-like object or a real number, not '%T'", value);
}

Word int_new_value(VM& vm, Word value, Word base) {
  if (gc::is_null(base)) return gc::is_null(value) ? gc::small_int(0) : to_integer(vm, value);
  if (gc::is_null(value)) return raise(vm, vm.exceptions.TypeError, "int() missing string argument");
  const auto number = to_index_clipped(vm, base);
  if (!number) return null;
  if (*number != 0 && (*number < 2 || *number > 36))
    return raise(vm, vm.exceptions.ValueError, "int() base must be >= 2 and <= 36, or 0");
  if (const auto parsed = int_from_text(vm, value, static_cast<int>(*number))) return *parsed;
  return raise(vm, vm.exceptions.TypeError, "int() can't convert non-string with explicit base");
}

Word int_new(VM& vm, const Word* arguments, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"int", {"", "base"}, 0, 2};
  Word values[2];
  if (!bind(vm, signature, arguments + 1, count - 1, keywords, values)) return null;
  const Word value = int_new_value(vm, values[0], values[1]);
  return gc::is_null(value) ? null : wrap(vm, gc::as<Type>(arguments[0]), value);
}

Word bool_new(VM& vm, const Word* arguments, std::uint64_t count, Word keywords) {
  if (!constructor_arguments(vm, "bool", vm.types.bool_, arguments, count, keywords, 0, 1)) return null;
  if (count < 2) return gc::false_word;
  const std::int64_t truth = is_true(&vm, arguments[1]);
  return truth < 0 ? null : gc::boolean(truth != 0);
}

/// int's operators know only ints; float and complex take over from there.
Word int_method(VM& vm, BinaryOperation operation, Word left, Word right) {
  const Word a = unwrap(left), b = unwrap(right);
  if (!is_integer_word(a) || !is_integer_word(b)) return not_implemented;
  return number_binary(vm, operation, a, b);
}
Word int_compare_method(VM& vm, Comparison comparison, Word left, Word right) {
  const Word a = unwrap(left), b = unwrap(right);
  if (!is_integer_word(a) || !is_integer_word(b)) return not_implemented;
  return number_compare(vm, comparison, a, b);
}

template <UnaryOperation operation>
Word int_unary(VM& vm, const Word* a, std::uint64_t, Word) {
  return number_unary(vm, operation, self_of(a));
}

Word power(VM& vm, Word base, Word exponent, Word modulus) {
  if (!is_integer_word(base) || !is_integer_word(exponent)) return not_implemented;
  if (!is_given(modulus)) return int_power(vm, base, exponent);
  if (is_float_word(unwrap(modulus)))
    return raise(vm, vm.exceptions.TypeError,
                 "pow() 3rd argument not allowed unless all arguments are integers");
  if (!is_integer_word(unwrap(modulus))) return not_implemented;
  return int_power_modulo(vm, base, exponent, unwrap(modulus));
}
Word int_pow(VM& vm, const Word* a, std::uint64_t count, Word) {
  return power(vm, self_of(a), unwrap(a[1]), argument(a, count, 2));
}
Word int_rpow(VM& vm, const Word* a, std::uint64_t count, Word) {
  return power(vm, unwrap(a[1]), self_of(a), argument(a, count, 2));
}
Word int_divmod(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word left = self_of(a), right = unwrap(a[1]);
  return is_integer_word(right) ? number_divmod(vm, left, right) : not_implemented;
}
Word int_rdivmod(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word left = unwrap(a[1]), right = self_of(a);
  return is_integer_word(left) ? number_divmod(vm, left, right) : not_implemented;
}

Word int_plain(VM&, const Word* a, std::uint64_t, Word) { return plain_int(self_of(a)); }
Word int_truth(VM&, const Word* a, std::uint64_t, Word) { return gc::boolean(!int_is_zero(self_of(a))); }
Word int_abs(VM& vm, const Word* a, std::uint64_t, Word) { return int_absolute(vm, self_of(a)); }
Word int_hash_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return make_int(vm, int_hash(self_of(a)));
}
Word int_repr_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return int_repr(vm, plain_int(self_of(a)));
}
Word bool_repr(VM& vm, const Word* a, std::uint64_t, Word) { return int_repr(vm, a[0]); }
Word int_float(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto value = to_double(vm, self_of(a));
  return value ? box_float(*value, &vm) : null;
}
Word int_format(VM& vm, const Word* a, std::uint64_t, Word) {
  return format_builtin(vm, a[0], a[1]);
}

Word int_round(VM& vm, const Word* a, std::uint64_t count, Word) {
  const Word self = plain_int(self_of(a));
  if (count < 2 || a[1] == none) return count < 2 ? self : (to_index(vm, a[1]), vm.pending.bits ? null : self);
  const Word digits = to_index(vm, a[1]);
  if (gc::is_null(digits)) return null;
  if (!int_is_negative(digits)) return self;
  // Half to even on units of 10 ** -digits.
  const Word unit = int_power(vm, gc::small_int(10), int_negative(vm, digits));
  Word quotient, remainder;
  if (gc::is_null(unit) || !int_divide(vm, self, unit, &quotient, &remainder)) return null;
  const std::int64_t order = int_compare(int_multiply(vm, remainder, gc::small_int(2)), unit);
  const bool up = order > 0 || (order == 0 && int_is_odd(quotient));
  const Word base = int_subtract(vm, self, remainder);
  return up ? int_add(vm, base, unit) : base;
}

Word int_bit_length_method(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(static_cast<std::int64_t>(int_bit_length(self_of(a))));
}
Word int_bit_count_method(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(static_cast<std::int64_t>(int_bit_count(self_of(a))));
}
Word int_ratio(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word parts[] = {plain_int(self_of(a)), gc::small_int(1)};
  Tuple* const pair = make_tuple(vm, parts);
  return pair ? gc::reference(pair) : null;
}
Word int_getnewargs(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word parts[] = {plain_int(self_of(a))};
  Tuple* const only = make_tuple(vm, parts);
  return only ? gc::reference(only) : null;
}

/// "big" or "little"; nothing with the exception pending.
std::optional<bool> is_big_endian(VM& vm, const char* function, Word order) {
  if (gc::is_null(order)) return true;
  const Str* const text = str_of(order);
  if (!text) {
    raise(vm, vm.exceptions.TypeError, "%s() argument 'byteorder' must be str, not %T", function, order);
    return std::nullopt;
  }
  if (str_equals(text, "big")) return true;
  if (str_equals(text, "little")) return false;
  raise(vm, vm.exceptions.ValueError, "byteorder must be either 'little' or 'big'");
  return std::nullopt;
}

/// An optional flag; nothing with the exception pending.
std::optional<bool> flag(VM& vm, Word value) {
  if (gc::is_null(value)) return false;
  const std::int64_t truth = is_true(&vm, value);
  if (truth < 0) return std::nullopt;
  return truth != 0;
}

Word int_to_bytes_method(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"to_bytes", {"length", "byteorder", "signed"}, 0, 2};
  Word values[3];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  const auto length = gc::is_null(values[0]) ? std::optional<std::int64_t>(1)
                                             : to_i64(vm, values[0], vm.exceptions.OverflowError);
  if (!length) return null;
  const auto big = is_big_endian(vm, "to_bytes", values[1]);
  if (!big) return null;
  const auto is_signed = flag(vm, values[2]);
  if (!is_signed) return null;
  if (*length < 0) return raise(vm, vm.exceptions.ValueError, "length argument must be non-negative");
  const Word self = self_of(a);
  if (!*is_signed && int_is_negative(self))
    return raise(vm, vm.exceptions.OverflowError, "can't convert negative int to unsigned");
  Bytes* const bytes = new_bytes(vm, static_cast<std::uint64_t>(*length));
  if (!bytes) return null;
  if (!int_to_bytes(self, {bytes->data.data(), bytes->length}, *big, *is_signed))
    return raise(vm, vm.exceptions.OverflowError, "int too big to convert");
  return gc::reference(bytes);
}

Word int_from_bytes_method(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"from_bytes", {"bytes", "byteorder", "signed"}, 1, 2};
  Word values[3];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  const auto big = is_big_endian(vm, "from_bytes", values[1]);
  if (!big) return null;
  const auto is_signed = flag(vm, values[2]);
  if (!is_signed) return null;
  const Word bytes = bytes_from(vm, values[0]);
  if (gc::is_null(bytes)) return null;
  const Word value = int_from_bytes(vm, *bytes_of(bytes), *big, *is_signed);
  if (gc::is_null(value) || gc::as<Type>(a[0]) == vm.types.int_) return value;
  return call(vm, a[0], {&value, 1});
}

Word zero(VM&, Word) { return gc::small_int(0); }
Word one(VM&, Word) { return gc::small_int(1); }
Word itself(VM&, Word self) { return plain_int(unwrap(self)); }

constexpr NativeMethod int_methods[] = {
    {"__pow__", int_pow, 2, 3},
    {"__rpow__", int_rpow, 2, 3},
    {"__divmod__", int_divmod, 2, 2},
    {"__rdivmod__", int_rdivmod, 2, 2},
    {"__neg__", int_unary<UnaryOperation::negative>, 1, 1},
    {"__pos__", int_unary<UnaryOperation::positive>, 1, 1},
    {"__invert__", int_unary<UnaryOperation::invert>, 1, 1},
    {"__abs__", int_abs, 1, 1},
    {"__bool__", int_truth, 1, 1},
    {"__int__", int_plain, 1, 1},
    {"__index__", int_plain, 1, 1},
    {"__trunc__", int_plain, 1, 1, "Truncating an Integral returns itself."},
    {"__floor__", int_plain, 1, 1, "Flooring an Integral returns itself."},
    {"__ceil__", int_plain, 1, 1, "Ceiling of an Integral returns itself."},
    {"__float__", int_float, 1, 1},
    {"__hash__", int_hash_method, 1, 1},
    {"__repr__", int_repr_method, 1, 1},
    {"__format__", int_format, 2, 2},
    {"__round__", int_round, 1, 2},
    {"__getnewargs__", int_getnewargs, 1, 1},
    {"conjugate", int_plain, 1, 1, "Returns self, the complex conjugate of any int."},
    {"bit_length", int_bit_length_method, 1, 1, "Number of bits necessary to represent self in binary."},
    {"bit_count", int_bit_count_method, 1, 1, "Number of ones in the binary representation of |self|."},
    {"as_integer_ratio", int_ratio, 1, 1, "A pair of integers whose ratio is self."},
    {"to_bytes", int_to_bytes_method, 1, -1, "The bytes that represent the integer."},
    {"from_bytes", int_from_bytes_method, 1, -1, "The integer that the bytes represent.", NativeMethod::class_},
    {"__new__", int_new, 1, -1, nullptr, NativeMethod::static_},
};

constexpr NativeMethod bool_methods[] = {
    {"__repr__", bool_repr, 1, 1},
    {"__new__", bool_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

Word float_to_int(VM& vm, double value) {
  if (value != value) return raise(vm, vm.exceptions.ValueError, "cannot convert float NaN to integer");
  if (value - value != 0)
    return raise(vm, vm.exceptions.OverflowError, "cannot convert float infinity to integer");
  return int_from_double(vm, value);
}

void init_integers(VM& vm) {
  using enum BinaryOperation;
  Type* const type = vm.types.int_;
  add_binary_methods<int_method, add, subtract, multiply, true_divide, floor_divide, modulo, lshift,
                     rshift, and_, or_, xor_>(vm, type);
  add_comparisons<int_compare_method>(vm, type);
  add_methods(vm, type, int_methods);
  add_property(vm, type, "real", itself);
  add_property(vm, type, "imag", zero);
  add_property(vm, type, "numerator", itself);
  add_property(vm, type, "denominator", one);
  add_methods(vm, vm.types.bool_, bool_methods);
}

}  // namespace py
