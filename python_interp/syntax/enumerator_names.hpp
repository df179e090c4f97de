// The names of enumerators, from the compiler: `name_of<Operator::FloorDiv>()` is "FloorDiv".
#pragma once

#include <array>
#include <cstddef>
#include <source_location>
#include <string_view>
#include <utility>

namespace py::syntax {

template <auto Enumerator>
consteval std::string_view enumerator_name() {
  std::string_view text = std::source_location::current().function_name();
  auto end = text.find_last_of("];");
  text = text.substr(0, text.find(';') == std::string_view::npos ? end : text.find(';'));
  return text.substr(text.find_last_of(':') + 1);
}

/// The name of `value`, one of an enumeration that counts from 0 to `Last`.
template <auto Last, class Enum = decltype(Last)>
constexpr std::string_view enumerator_name_of(Enum value) {
  constexpr auto names = []<std::size_t... Index>(std::index_sequence<Index...>) {
    return std::array{enumerator_name<static_cast<Enum>(Index)>()...};
  }(std::make_index_sequence<static_cast<std::size_t>(Last) + 1>{});
  return names[static_cast<std::size_t>(value)];
}

}  // namespace py::syntax
