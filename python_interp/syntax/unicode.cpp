// Categories and NFKC come from utf8proc. Unicode defines XID_Start and XID_Continue as these categories
// with a few characters more and a few less; the exceptions are listed.
#include "python_interp/syntax/unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>

namespace py::syntax {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Other_ID_Start, which no category admits.
constexpr Range extra_start[] = {
    {0x1885, 0x1886}, {0x2118, 0x2118}, {0x212E, 0x212E}, {0x309B, 0x309C}};

// Other_ID_Continue.
constexpr Range extra_part[] = {
    {0x00B7, 0x00B7}, {0x0387, 0x0387}, {0x1369, 0x1371}, {0x19DA, 0x19DA}};

// Letters that NFKC turns into something that is no start of a name.
constexpr Range no_start[] = {{0x037A, 0x037A}, {0x0E33, 0x0E33}, {0x0EB3, 0x0EB3},
                              {0x2E2F, 0x2E2F}, {0x309B, 0x309C}, {0xFC5E, 0xFC63},
                              {0xFDFA, 0xFDFB}, {0xFE70, 0xFE70}, {0xFE72, 0xFE72},
                              {0xFE74, 0xFE74}, {0xFE76, 0xFE76}, {0xFE78, 0xFE78},
                              {0xFE7A, 0xFE7A}, {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E},
                              {0xFF9E, 0xFF9F}};

// And those that may not be part of one either.
constexpr Range no_part[] = {{0x037A, 0x037A}, {0x2E2F, 0x2E2F}, {0x309B, 0x309C},
                             {0xFC5E, 0xFC63}, {0xFDFA, 0xFDFB}, {0xFE70, 0xFE70},
                             {0xFE72, 0xFE72}, {0xFE74, 0xFE74}, {0xFE76, 0xFE76},
                             {0xFE78, 0xFE78}, {0xFE7A, 0xFE7A}, {0xFE7C, 0xFE7C},
                             {0xFE7E, 0xFE7E}};

template <std::size_t N>
bool contains(const Range (&ranges)[N], char32_t code_point) {
  return std::ranges::any_of(ranges, [&](const Range& range) {
    return code_point >= range.first && code_point <= range.last;
  });
}

utf8proc_category_t category_of(char32_t code_point) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

bool has_start_category(char32_t code_point) {
  switch (category_of(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      return true;
    default:
      return code_point == '_' || contains(extra_start, code_point);
  }
}

bool has_part_category(char32_t code_point) {
  switch (category_of(code_point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
      return true;
    default:
      return has_start_category(code_point) || contains(extra_part, code_point);
  }
}

}  // namespace

DecodedCharacter decode_character(std::string_view text, bool allow_surrogates) {
  auto byte = [&](std::size_t index) -> unsigned {
    return index < text.size() ? static_cast<unsigned char>(text[index]) : 0;
  };
  auto continues = [&](std::size_t index) { return (byte(index) & 0xC0) == 0x80; };
  unsigned lead = byte(0);
  if (text.empty()) return {};
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xC2 && lead < 0xE0 && continues(1)) {
    return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  }
  if (lead >= 0xE0 && lead < 0xF0 && continues(1) && continues(2)) {
    char32_t code_point = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
    if (code_point < 0x800 || (surrogate && !allow_surrogates)) return {};
    return {code_point, 3};
  }
  if (lead >= 0xF0 && lead < 0xF5 && continues(1) && continues(2) && continues(3)) {
    char32_t code_point = (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
                          (byte(3) & 0x3F);
    if (code_point < 0x10000 || code_point > 0x10FFFF) return {};
    return {code_point, 4};
  }
  return {};
}

std::size_t first_undecodable(std::string_view bytes, bool allow_utf8, bool allow_surrogates) {
  for (std::size_t place = 0; place < bytes.size();) {
    if (static_cast<unsigned char>(bytes[place]) < 0x80) {
      ++place;
      continue;
    }
    int size = allow_utf8 ? decode_character(bytes.substr(place), allow_surrogates).size : 0;
    if (size == 0) return place;
    place += static_cast<std::size_t>(size);
  }
  return std::string_view::npos;
}

std::string cannot_decode(std::string_view codec, std::string_view bytes, std::size_t place,
                          std::size_t count, std::string_view reason) {
  std::string message = "'" + std::string(codec) + "' codec can't decode byte";
  if (count > 1) {
    message += "s in position " + std::to_string(place) + "-" + std::to_string(place + count - 1);
  } else {
    char byte[8];
    std::snprintf(byte, sizeof byte, "0x%02x", static_cast<unsigned char>(bytes[place]));
    message += std::string(" ") + byte + " in position " + std::to_string(place);
  }
  return message + ": " + std::string(reason);
}

namespace {

/// How many bytes of `text` are the start of some character that goes on.
std::size_t started_character(std::string_view text, std::size_t expected) {
  auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  std::size_t count = 1;
  while (count < expected && count < text.size() && (byte(count) & 0xC0) == 0x80) ++count;
  if (count < 2) return count;
  unsigned lead = byte(0), second = byte(1);
  bool impossible = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) ||
                    (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90);
  return impossible ? 1 : count;
}

}  // namespace

std::string cannot_decode_utf8(std::string_view bytes, std::size_t place) {
  std::string_view rest = bytes.substr(place);
  auto lead = static_cast<unsigned char>(rest[0]);
  if (lead < 0xC2 || lead > 0xF4) return cannot_decode("utf-8", bytes, place, 1, "invalid start byte");
  std::size_t expected = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::size_t count = started_character(rest, expected);
  bool ends = count == rest.size() && count < expected;
  return cannot_decode("utf-8", bytes, place, count,
                       ends ? "unexpected end of data" : "invalid continuation byte");
}

void append_character(std::string& text, char32_t code_point) {
  auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xC0 | code_point >> 6);
    tail(0);
  } else if (code_point < 0x10000) {
    text += static_cast<char>(0xE0 | code_point >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0 | code_point >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

bool is_identifier_start(char32_t code_point) {
  return has_start_category(code_point) && !contains(no_start, code_point);
}

bool is_identifier_part(char32_t code_point) {
  return has_part_category(code_point) && !contains(no_part, code_point);
}

std::string normalised_identifier(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE |
                                                UTF8PROC_COMPAT);
  auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                           static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (size < 0) return std::string(text);
  std::string result(reinterpret_cast<char*>(mapped), static_cast<std::size_t>(size));
  std::free(mapped);
  return result;
}

bool is_printable(char32_t code_point) {
  switch (category_of(code_point)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return false;
    case UTF8PROC_CATEGORY_ZS:
      return code_point == ' ';
    default:
      return true;
  }
}

}  // namespace py::syntax
