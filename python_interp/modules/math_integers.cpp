#include "python_interp/modules/math_integers.hpp"

#include "python_interp/objects/data/integer.hpp"
#include "python_interp/objects/native.hpp"

namespace py {
namespace {

/// n! for 0 <= n; MemoryError where the result would be too large.
Word factorial_of(VM& vm, std::int64_t n) {
  if (n > (std::int64_t{1} << 28)) {
    raise_memory_error(vm);
    return null;
  }
  Mpz result;
  mpz_fac_ui(result, static_cast<unsigned long>(n));
  return int_from_mpz(vm, result);
}

Word factorial(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word n = to_index(vm, a[0]);
  if (gc::is_null(n)) return null;
  if (int_is_negative(n))
    return raise(vm, vm.exceptions.ValueError, "factorial() not defined for negative values");
  const auto small = int_to_i64(n);
  if (!small)
    return raise(vm, vm.exceptions.OverflowError, "factorial() argument should not exceed %lld",
                 static_cast<long long>(INT64_MAX));
  return factorial_of(vm, *small);
}

Word isqrt(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word n = to_index(vm, a[0]);
  if (gc::is_null(n)) return null;
  if (int_is_negative(n))
    return raise(vm, vm.exceptions.ValueError, "isqrt() argument must be nonnegative");
  Integer value(n);
  Mpz root;
  mpz_sqrt(root, value.mpz());
  return int_from_mpz(vm, root);
}

/// gcd() and lcm(): all arguments folded from `first` on.
template <void (*combine)(mpz_ptr, mpz_srcptr, mpz_srcptr)>
Word folded(VM& vm, const Word* a, std::uint64_t count, unsigned long first) {
  Mpz result;
  mpz_set_ui(result, first);
  for (std::uint64_t i = 0; i != count; ++i) {
    const Word index = to_index(vm, a[i]);
    if (gc::is_null(index)) return null;
    Integer value(index);
    combine(result, result, value.mpz());
  }
  return int_from_mpz(vm, result);
}
Word gcd(VM& vm, const Word* a, std::uint64_t count, Word) { return folded<mpz_gcd>(vm, a, count, 0); }
Word lcm(VM& vm, const Word* a, std::uint64_t count, Word) { return folded<mpz_lcm>(vm, a, count, 1); }

/// n and k of comb() and perm(): nothing with the exception pending.
struct Choice {
  Word n, k;
};
std::optional<Choice> choice(VM& vm, const Word* a) {
  const Word n = to_index(vm, a[0]);
  if (gc::is_null(n)) return std::nullopt;
  const Word k = to_index(vm, a[1]);
  if (gc::is_null(k)) return std::nullopt;
  for (const Word each : {n, k})
    if (int_is_negative(each)) {
      raise(vm, vm.exceptions.ValueError, "%s must be a non-negative integer", each == n ? "n" : "k");
      return std::nullopt;
    }
  return Choice{n, k};
}

Word too_many(VM& vm, const char* what) {
  return raise(vm, vm.exceptions.OverflowError, "%s must not exceed %lld", what, static_cast<long long>(INT64_MAX));
}

Word comb(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto given = choice(vm, a);
  if (!given) return null;
  if (int_compare(given->k, given->n) > 0) return gc::small_int(0);
  const Word rest = int_subtract(vm, given->n, given->k);
  const Word fewer = int_compare(rest, given->k) < 0 ? rest : given->k;
  const auto count = int_to_u64(fewer);
  if (!count) return too_many(vm, "min(n - k, k)");
  Integer n(given->n);
  Mpz result;
  mpz_bin_ui(result, n.mpz(), *count);
  return int_from_mpz(vm, result);
}

Word perm(VM& vm, const Word* a, std::uint64_t count, Word) {
  if (count < 2 || a[1] == none) return factorial(vm, a, 1, null);
  const auto given = choice(vm, a);
  if (!given) return null;
  if (int_compare(given->k, given->n) > 0) return gc::small_int(0);
  const auto times = int_to_u64(given->k);
  if (!times) return too_many(vm, "k");
  Word product = gc::small_int(1), factor = given->n;
  for (std::uint64_t i = 0; i != *times; ++i) {
    product = int_multiply(vm, product, factor);
    if (gc::is_null(product)) return null;
    factor = int_subtract(vm, factor, gc::small_int(1));
  }
  return product;
}

constexpr NativeMethod functions[] = {
    {"comb", comb, 2, 2, "Number of ways to choose k items from n items without order."},
    {"factorial", factorial, 1, 1, "n!"},
    {"gcd", gcd, 0, 0x7fff, "Greatest common divisor."},
    {"isqrt", isqrt, 1, 1, "The integer part of the square root."},
    {"lcm", lcm, 0, 0x7fff, "Least common multiple."},
    {"perm", perm, 1, 2, "Number of ways to choose k items from n items in order."},
};

}  // namespace

void add_math_integers(VM& vm, Module* module) { add_functions(vm, module, functions); }

}  // namespace py
