// UTF-8 and its superset WTF-8, in which lone surrogates have an encoding, too.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace py {

inline bool is_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + i, 8);
    if ((bytes & 0x8080808080808080) != 0) return false;
  }
  for (; i != text.size(); ++i)
    if ((text[i] & 0x80) != 0) return false;
  return true;
}

/// Appends one code point, surrogates included.
template <class String>
void append_utf8(String& text, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { text.push_back(static_cast<typename String::value_type>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | c >> 6);
    put(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3f));
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  }
}

/// What stands at one place of UTF-8 text.
struct Utf8Step {
  std::uint32_t code_point;  ///< Valid if `error` is null.
  std::uint32_t bytes;       ///< How many it takes; of an error, how many are to blame.
  const char* error;
};

/// Reads one code point at `at` as CPython's decoder does, with its words for errors.
Utf8Step step_utf8(const std::uint8_t* at, const std::uint8_t* end, bool allow_surrogates);

/// Decodes WTF-8; what is malformed becomes U+FFFD.
void decode_wtf8(std::string_view text, std::u32string& into);

}  // namespace py
