// Properties of code points, as Python's str methods ask for them.
#pragma once

#include <cstdint>
#include <string>

namespace py::unicode {

bool is_alpha(std::uint32_t c);
bool is_decimal(std::uint32_t c);
bool is_digit(std::uint32_t c);
bool is_numeric(std::uint32_t c);
bool is_alnum(std::uint32_t c);
bool is_lower(std::uint32_t c);
bool is_upper(std::uint32_t c);
bool is_title(std::uint32_t c);
bool is_cased(std::uint32_t c);
bool is_space(std::uint32_t c);
bool is_line_break(std::uint32_t c);
/// Does repr() show it as it is?
bool is_printable(std::uint32_t c);
bool is_identifier_start(std::uint32_t c);
bool is_identifier_part(std::uint32_t c);
/// 0 to 9, or -1.
int decimal_value(std::uint32_t c);

/// Appends the full mapping, which may be several code points.
void append_upper(std::u32string& text, std::uint32_t c);
void append_lower(std::u32string& text, std::uint32_t c);
void append_title(std::u32string& text, std::uint32_t c);
void append_folded(std::u32string& text, std::uint32_t c);
/// Is it skipped when looking for the letters around a Greek sigma?
bool is_case_ignorable(std::uint32_t c);

}  // namespace py::unicode
