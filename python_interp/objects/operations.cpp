// Operators: builtin values directly, everything else by special methods, reflected ones included.
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

namespace {

bool is_number(Word word) {
  return is_integer_word(word) || is_float_word(word) || is_complex_word(word);
}

bool is_sequence(Word word) {
  word = unwrap(word);
  if (!gc::is_object(word)) return false;
  switch (static_cast<Layout>(gc::layout_of(gc::as<Object>(word)->header))) {
    case Layout::list:
    case Layout::tuple:
    case Layout::str:
    case Layout::bytes:
    case Layout::bytearray: return true;
    default: return false;
  }
}

/// The special method's answer; not_implemented where there is no such method.
Word try_method(VM& vm, Word self, Str* name, Word other) {
  const Word arguments[] = {other};
  const Word result = call_special(vm, self, name, arguments);
  return gc::is_null(result) && gc::is_null(vm.pending) ? not_implemented : result;
}

/// Does the right operand's type have its own say before the left's? A subclass that overrides does.
bool right_first(VM& vm, Word left, Word right, Str* method) {
  const Type* const left_type = type_of(vm, left);
  const Type* const right_type = type_of(vm, right);
  return left_type != right_type && is_subtype(right_type, left_type) &&
         !(find_in_type(vm, right_type, method) == find_in_type(vm, left_type, method));
}

Word by_methods(VM& vm, Word left, Word right, Str* method, Str* reflected) {
  const bool same_type = type_of(vm, left) == type_of(vm, right);
  // A builtin sequence raises at once, so what the other operand knows of sequences is asked first.
  const bool reflected_first =
      !same_type && (right_first(vm, left, right, reflected) ||
                     (is_sequence(left) && !is_sequence(right)));
  if (reflected_first) {
    const Word result = try_method(vm, right, reflected, left);
    if (!(result == not_implemented)) return result;
  }
  const Word result = try_method(vm, left, method, right);
  if (!(result == not_implemented) || same_type || reflected_first) return result;
  return try_method(vm, right, reflected, left);
}

Word raise_unsupported(VM& vm, std::string_view symbol, Word left, Word right) {
  return raise(vm, vm.exceptions.TypeError, "unsupported operand type(s) for %.*s: '%T' and '%T'",
               static_cast<int>(symbol.size()), symbol.data(), left, right);
}

Word binary_or_not_implemented(VM& vm, std::int64_t operation, Word left, Word right) {
  if (is_number(left) && is_number(right)) {
    const Word result = number_binary(vm, static_cast<BinaryOperation>(operation), left, right);
    if (!(result == not_implemented)) return result;
  }
  if (operation == static_cast<std::int64_t>(BinaryOperation::add) && is<Str>(left) && is<Str>(right))
    return str_concat(&vm, left, right);
  const auto index = static_cast<std::size_t>(operation);
  return by_methods(vm, left, right, vm.names->binary[index], vm.names->reflected[index]);
}

const BinaryRow& row_of(std::int64_t operation) {
  return binary_operations[static_cast<std::size_t>(operation)];
}

}  // namespace

Word binary_operation(VM* vm, std::int64_t operation, Word left, Word right) {
  const Word result = binary_or_not_implemented(*vm, operation, left, right);
  if (!(result == not_implemented)) [[likely]]
    return result;
  return raise_unsupported(*vm, row_of(operation).symbol, left, right);
}

Word inplace_operation(VM* vm, std::int64_t operation, Word left, Word right) {
  if (gc::is_object(left) && !is<Str>(left)) {
    Str* const name = vm->names->inplace[static_cast<std::size_t>(operation)];
    const Word result = try_method(*vm, left, name, right);
    if (!(result == not_implemented)) return result;
  }
  const Word result = binary_or_not_implemented(*vm, operation, left, right);
  if (!(result == not_implemented)) [[likely]]
    return result;
  const bool is_power = operation == static_cast<std::int64_t>(BinaryOperation::power);
  const std::string symbol = is_power ? "**=" : std::string(row_of(operation).symbol) + "=";
  return raise_unsupported(*vm, symbol, left, right);
}

Word unary_operation(VM* vm, std::int64_t operation, Word operand) {
  if (is_number(operand)) {
    const Word result = number_unary(*vm, static_cast<UnaryOperation>(operation), operand);
    if (!(result == not_implemented)) return result;
  }
  const auto index = static_cast<std::size_t>(operation);
  const Word result = call_special(*vm, operand, vm->names->unary[index], {});
  if (!gc::is_null(result) || !gc::is_null(vm->pending)) return result;
  const std::string_view symbol = unary_operations[index].symbol;
  return raise(*vm, vm->exceptions.TypeError, "bad operand type for unary %.*s: '%T'",
               static_cast<int>(symbol.size()), symbol.data(), operand);
}

Word compare_operation(VM* vm, std::int64_t comparison, Word left, Word right) {
  const auto which = static_cast<Comparison>(comparison);
  if (is_number(left) && is_number(right)) {
    const Word result = number_compare(*vm, which, left, right);
    if (!(result == not_implemented)) return result;
  }
  if (is<Str>(left) && is<Str>(right)) {
    if (which == Comparison::eq || which == Comparison::ne)
      return gc::boolean(str_equal(gc::as<Str>(left), gc::as<Str>(right)) == (which == Comparison::eq));
    return compared(which, str_compare(gc::as<Str>(left), gc::as<Str>(right)));
  }
  if (is_too_deep(*vm, " in comparison")) return null;
  const auto& row = comparisons[static_cast<std::size_t>(comparison)];
  Str* const method = vm->names->compare[static_cast<std::size_t>(comparison)];
  Str* const reflected = vm->names->compare[static_cast<std::size_t>(row.reflected)];
  const Type* const left_type = type_of(*vm, left);
  const Type* const right_type = type_of(*vm, right);
  const bool right_asked = left_type != right_type && is_subtype(right_type, left_type);
  if (right_asked) {
    const Word result = try_method(*vm, right, reflected, left);
    if (!(result == not_implemented)) return result;
  }
  Word result = try_method(*vm, left, method, right);
  if (!(result == not_implemented)) return result;
  if (!right_asked) {
    result = try_method(*vm, right, reflected, left);
    if (!(result == not_implemented)) return result;
  }
  if (which == Comparison::eq) return gc::boolean(left == right);
  if (which == Comparison::ne) return gc::boolean(!(left == right));
  return raise(*vm, vm->exceptions.TypeError,
               "'%.*s' not supported between instances of '%T' and '%T'",
               static_cast<int>(row.symbol.size()), row.symbol.data(), left, right);
}

std::int64_t are_equal(VM* vm, Word left, Word right) {
  if (left == right) return 1;
  if (gc::is_small_int(left) && gc::is_small_int(right)) return 0;
  const Word result =
      compare_operation(vm, static_cast<std::int64_t>(Comparison::eq), left, right);
  return gc::is_null(result) ? -1 : is_true(vm, result);
}

}  // namespace py
