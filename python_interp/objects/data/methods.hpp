// Shorthands for the tables of special methods.
#pragma once

#include <utility>

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/operations.hpp"

namespace py {

/// Gives `type` the special methods of these operations: `binary(vm, operation, left, right)` does them
/// all, `self` being on the left in __add__ and on the right in __radd__.
template <auto binary, BinaryOperation... operations>
void add_binary_methods(VM& vm, Type* type) {
  const auto row = [](BinaryOperation operation) -> const BinaryRow& {
    return binary_operations[static_cast<std::size_t>(operation)];
  };
  const NativeMethod methods[] = {
      {row(operations).method.data(),
       [](VM& vm, const Word* a, std::uint64_t, Word) { return binary(vm, operations, a[0], a[1]); }, 2, 2}...,
      {row(operations).reflected.data(),
       [](VM& vm, const Word* a, std::uint64_t, Word) { return binary(vm, operations, a[1], a[0]); }, 2, 2}...,
  };
  add_methods(vm, type, methods);
}

/// The same without the reflected ones, for sequences.
template <auto binary, BinaryOperation... operations>
void add_left_methods(VM& vm, Type* type) {
  const NativeMethod methods[] = {
      {binary_operations[static_cast<std::size_t>(operations)].method.data(),
       [](VM& vm, const Word* a, std::uint64_t, Word) { return binary(vm, operations, a[0], a[1]); }, 2, 2}...};
  add_methods(vm, type, methods);
}

/// Gives `type` the six comparisons, done by `compare(vm, comparison, left, right)`.
template <auto compare>
void add_comparisons(VM& vm, Type* type) {
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    const NativeMethod methods[] = {
        {comparisons[i].method.data(),
         [](VM& vm, const Word* a, std::uint64_t, Word) {
           return compare(vm, static_cast<Comparison>(i), a[0], a[1]);
         },
         2, 2}...};
    add_methods(vm, type, methods);
  }(std::make_index_sequence<comparisons.size()>());
}

inline Word str_result(Str* string) { return string ? gc::reference(string) : null; }
inline Word text_result(VM& vm, std::string_view utf8) { return str_result(make_str(vm, utf8)); }

/// The argument at `index` of a call, or null.
inline Word argument(const Word* arguments, std::uint64_t count, std::uint64_t index) {
  return index < count ? arguments[index] : null;
}

/// Checks the arguments of a constructor that takes `least` to `most` of them by position: arguments[0] is the
/// class, and a subclass may be given keyword arguments (its __init__ looks at them). False with TypeError
/// pending.
bool constructor_arguments(VM& vm, const char* name, const Type* type, const Word* arguments,
                           std::uint64_t count, Word keywords, std::uint64_t least, std::uint64_t most);

/// `__hash__ = None`: instances cannot be hashed.
void make_unhashable(VM& vm, Type* type);

/// self for __iter__ of iterators.
inline Word give_self(VM&, const Word* arguments, std::uint64_t, Word) { return arguments[0]; }

}  // namespace py
