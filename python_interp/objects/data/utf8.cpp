#include "python_interp/objects/data/utf8.hpp"

namespace py {
namespace {

constexpr const char* invalid_start = "invalid start byte";
constexpr const char* invalid_continuation = "invalid continuation byte";
constexpr const char* unexpected_end = "unexpected end of data";

/// The bytes of the sequence that `lead` begins; 0 if it begins none.
std::uint32_t sequence_length(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/// May `second` follow `lead`? Excludes overlong forms, surrogates and what is above U+10FFFF.
bool may_follow(std::uint8_t lead, std::uint8_t second, bool allow_surrogates) {
  std::uint8_t low = 0x80, high = 0xbf;
  if (lead == 0xe0) low = 0xa0;
  if (lead == 0xed && !allow_surrogates) high = 0x9f;
  if (lead == 0xf0) low = 0x90;
  if (lead == 0xf4) high = 0x8f;
  return second >= low && second <= high;
}

}  // namespace

Utf8Step step_utf8(const std::uint8_t* at, const std::uint8_t* end, bool allow_surrogates) {
  const std::uint32_t length = sequence_length(*at);
  if (length == 0) return {0, 1, invalid_start};
  if (length == 1) return {*at, 1, nullptr};
  const auto left = static_cast<std::uint32_t>(end - at < 4 ? end - at : 4);
  std::uint32_t code_point = *at & (0xff >> (length + 1));
  for (std::uint32_t i = 1; i != length; ++i) {
    if (i == left) return {0, i, unexpected_end};
    const bool fits = i == 1 ? may_follow(*at, at[1], allow_surrogates) : (at[i] & 0xc0) == 0x80;
    if (!fits) return {0, i, invalid_continuation};
    code_point = code_point << 6 | (at[i] & 0x3f);
  }
  return {code_point, length, nullptr};
}

void decode_wtf8(std::string_view text, std::u32string& into) {
  const auto* at = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::uint8_t* const end = at + text.size();
  while (at != end) {
    const Utf8Step step = step_utf8(at, end, true);
    into.push_back(step.error ? 0xfffd : step.code_point);
    at += step.bytes;
  }
}

}  // namespace py
