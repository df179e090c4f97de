// Functions on numbers.
#include "python_interp/modules/builtins.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {

namespace {

Word call_or_raise(VM& vm, Word value, Str* method, const char* message) {
  const Word result = call_special(vm, value, method, {});
  if (!gc::is_null(result) || !gc::is_null(vm.pending)) return result;
  return raise(vm, vm.exceptions.TypeError, message, value);
}

Word absolute(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return call_or_raise(vm, arguments[0], vm.names->abs, "bad operand type for abs(): '%T'");
}

Word divmod(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word left = arguments[0], right = arguments[1];
  Word result = call_special(vm, left, vm.names->divmod, {&right, 1});
  if (gc::is_null(result) && !gc::is_null(vm.pending)) return null;
  if (gc::is_null(result) || result == not_implemented)
    result = call_special(vm, right, vm.names->rdivmod, {&left, 1});
  if (gc::is_null(result) && !gc::is_null(vm.pending)) return null;
  if (!gc::is_null(result) && !(result == not_implemented)) return result;
  return raise(vm, vm.exceptions.TypeError, "unsupported operand type(s) for divmod(): '%T' and '%T'",
               left, right);
}

Word power_modulo(VM& vm, Word base, Word exponent, Word modulus) {
  const Word b = unwrap(base), e = unwrap(exponent), m = unwrap(modulus);
  if (is_integer_word(b) && is_integer_word(e) && is_integer_word(m))
    return int_power_modulo(vm, b, e, m);
  const Word arguments[] = {exponent, modulus};
  const bool builtin = is_integer_word(b) || is_float_word(b) || is_complex_word(b);
  const Word result =
      builtin ? not_implemented
              : call_special(vm, base, vm.names->binary[static_cast<int>(BinaryOperation::power)], arguments);
  if (gc::is_null(result) && !gc::is_null(vm.pending)) return null;
  if (!gc::is_null(result) && !(result == not_implemented)) return result;
  if (is_float_word(b) && (is_float_word(e) || is_integer_word(e)))
    return raise(vm, vm.exceptions.TypeError,
                 "pow() 3rd argument not allowed unless all arguments are integers");
  return raise(vm, vm.exceptions.TypeError,
               "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", base, exponent, modulus);
}

Word power(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{"pow", {"base", "exp", "mod"}, 2};
  Word values[3];
  if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
  if (is_given(values[2])) return power_modulo(vm, values[0], values[1], values[2]);
  return binary_operation(&vm, static_cast<std::int64_t>(BinaryOperation::power), values[0], values[1]);
}

Word round_number(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{"round", {"number", "ndigits"}, 1};
  Word values[2];
  if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
  const std::span<const Word> digits{values + 1, is_given(values[1]) ? 1u : 0u};
  const Word result = call_special(vm, values[0], vm.names->round, digits);
  if (!gc::is_null(result) || !gc::is_null(vm.pending)) return result;
  return raise(vm, vm.exceptions.TypeError, "type %T doesn't define __round__ method", values[0]);
}

Word sum(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{"sum", {"", "start"}, 1};
  Word values[2];
  if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
  const Word iterator = get_iterator(&vm, values[0]);
  if (gc::is_null(iterator)) return null;
  Word total = gc::is_null(values[1]) ? gc::small_int(0) : values[1];
  if (str_of(total))
    return raise(vm, vm.exceptions.TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  if (is<Bytes>(unwrap(total)))
    return raise(vm, vm.exceptions.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  if (is<ByteArray>(unwrap(total)))
    return raise(vm, vm.exceptions.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending) ? total : null;
    total = gc::is_small_int(total) && gc::is_small_int(item)
                ? int_add(vm, total, item)
                : binary_operation(&vm, static_cast<std::int64_t>(BinaryOperation::add), total, item);
    if (gc::is_null(total)) return null;
  }
}

constexpr NativeMethod functions[] = {
    {"abs", absolute, 1, 1},        {"divmod", divmod, 2, 2}, {"pow", power, 0, -1},
    {"round", round_number, 0, -1}, {"sum", sum, 0, -1},
};

}  // namespace

std::span<const NativeMethod> number_builtins() { return functions; }

}  // namespace py
