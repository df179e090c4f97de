#include "python_interp/interp/support/arithmetic.hpp"

#include <cmath>

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

using bytecode::Op;

constexpr std::int64_t first_binary = static_cast<std::int64_t>(Op::BINARY_ADD);
constexpr std::int64_t last_binary = static_cast<std::int64_t>(Op::BINARY_MATRIX_MULTIPLY);
constexpr std::int64_t first_comparison = static_cast<std::int64_t>(Op::COMPARE_LT);
static_assert(last_binary - first_binary + 1 == std::int64_t{binary_operations.size()});
static_assert(static_cast<std::int64_t>(Op::COMPARE_GE) - first_comparison + 1 ==
              std::int64_t{comparisons.size()});

Word asked(VM& vm, Word self, Str* method, Word other) {
  const Word answer = call_special(vm, self, method, {&other, 1});
  return gc::is_null(answer) && gc::is_null(vm.pending) ? not_implemented : answer;
}

Word reflected_binary(VM& vm, std::size_t operation, Word left, Word right) {
  if (type_of(vm, left) != type_of(vm, right)) {
    const Word answer = asked(vm, right, vm.names->reflected[operation], left);
    if (!(answer == not_implemented)) return answer;
  }
  const std::string symbol(binary_operations[operation].symbol);
  return raise(vm, vm.exceptions.TypeError, "unsupported operand type(s) for %s: '%T' and '%T'",
               symbol.c_str(), left, right);
}

Word reflected_comparison(VM& vm, std::size_t comparison, Word left, Word right) {
  const ComparisonRow& row = comparisons[comparison];
  const Word answer = asked(vm, right, vm.names->compare[static_cast<std::size_t>(row.reflected)], left);
  if (!(answer == not_implemented)) return answer;
  if (comparison == static_cast<std::size_t>(Comparison::eq)) return gc::boolean(left == right);
  if (comparison == static_cast<std::size_t>(Comparison::ne)) return gc::boolean(!(left == right));
  const std::string symbol(row.symbol);
  return raise(vm, vm.exceptions.TypeError, "'%s' not supported between instances of '%T' and '%T'",
               symbol.c_str(), left, right);
}

}  // namespace

double floored_quotient(double a, double b) { return float_floor_divide(a, b); }
double floored_remainder(double a, double b) { return float_modulo(a, b); }
double positive_power(double a, double b) { return std::pow(a, b); }

Word reflected_operation(VM* vm, std::int64_t op, Word left, Word right) {
  if (op >= first_binary && op <= last_binary)
    return reflected_binary(*vm, static_cast<std::size_t>(op - first_binary), left, right);
  return reflected_comparison(*vm, static_cast<std::size_t>(op - first_comparison), left, right);
}

}  // namespace py
