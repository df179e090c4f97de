#include "pe/residual/native_call.hpp"

#include <array>
#include <bit>
#include <utility>

#include "pe/residual/check.hpp"

namespace pe::residual {
namespace {

#if defined(__x86_64__)
constexpr std::size_t integer_registers = 6;
#elif defined(__aarch64__)
constexpr std::size_t integer_registers = 8;
#else
#error "native calls know the C ABIs of x86-64 (System V) and AArch64"
#endif
constexpr std::size_t float_registers = 8;

/// Arguments sorted into where the ABI puts them.
struct Sorted {
  std::array<std::uint64_t, integer_registers> integers = {};
  std::array<double, float_registers> floats = {};
  std::array<std::uint64_t, max_stack_arguments> stack = {};
  std::size_t stack_count = 0;

  Sorted(std::span<const Type> types, std::span<const std::uint64_t> arguments) {
    check(types.size() == arguments.size(), "a native call has an argument for each parameter");
    std::size_t integer_count = 0;
    std::size_t float_count = 0;
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (types[i] == Type::f64 && float_count < float_registers) {
        floats[float_count++] = std::bit_cast<double>(arguments[i]);
      } else if (types[i] != Type::f64 && integer_count < integer_registers) {
        integers[integer_count++] = arguments[i];
      } else {
        check(stack_count < max_stack_arguments, "a native call has too many arguments");
        stack[stack_count++] = arguments[i];
      }
    }
  }
};

/// Calls through the one type on purpose, whatever the function's own is.
template <class R, std::size_t... i, std::size_t... f, std::size_t... s>
[[clang::no_sanitize("function")]] R call_with(const void* code, const Sorted& a,
                                               std::index_sequence<i...>, std::index_sequence<f...>,
                                               std::index_sequence<s...>) {
  constexpr auto as_word = [](std::size_t) -> std::uint64_t { return 0; };
  constexpr auto as_float = [](std::size_t) -> double { return 0; };
  using Code = R (*)(decltype(as_word(i))..., decltype(as_float(f))..., decltype(as_word(s))...);
  return reinterpret_cast<Code>(const_cast<void*>(code))(a.integers[i]..., a.floats[f]...,
                                                         a.stack[s]...);
}

template <class R>
R call_sorted(const void* code, const Sorted& a) {
  constexpr std::make_index_sequence<integer_registers> integers;
  constexpr std::make_index_sequence<float_registers> floats;
  if (a.stack_count == 0) return call_with<R>(code, a, integers, floats, std::index_sequence<>());
  return call_with<R>(code, a, integers, floats, std::make_index_sequence<max_stack_arguments>());
}

}  // namespace

std::uint64_t call_native(const void* code, Type result, std::span<const Type> types,
                          std::span<const std::uint64_t> arguments) {
  check(code != nullptr, "a function that is called has an address");
  const Sorted sorted(types, arguments);
  switch (result) {
    case Type::none: call_sorted<void>(code, sorted); return 0;
    case Type::f64: return std::bit_cast<std::uint64_t>(call_sorted<double>(code, sorted));
    case Type::boolean: return call_sorted<bool>(code, sorted);
    case Type::i64:
    case Type::ref: break;
  }
  return call_sorted<std::uint64_t>(code, sorted);
}

Returned call_residual(const void* code, std::span<const Type> types,
                       std::span<const std::uint64_t> arguments) {
  check(code != nullptr, "an entry that is invoked has code");
  return call_sorted<Returned>(code, Sorted(types, arguments));
}

}  // namespace pe::residual
