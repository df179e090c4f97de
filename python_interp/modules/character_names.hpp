// The characters of Unicode by their names.
#pragma once

#include <optional>
#include <string_view>

namespace py {

/// The character of this name or alias, in capital letters or not, as in `\N{BULLET}`; nothing if there is none.
std::optional<char32_t> character_by_name(std::string_view name);

}  // namespace py
