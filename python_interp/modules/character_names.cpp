// A name is looked for among the computed ones, then in the table: by halving among the blocks' first
// names, which are written in full, and then one by one in the block.
#include "python_interp/modules/character_names.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ranges>
#include <span>
#include <string>

#include "python_interp/modules/character_table.hpp"

namespace py {

namespace {

using Code = std::optional<char32_t>;

// --- Hangul: a syllable is a leading consonant, a vowel, and perhaps a trailing consonant ---

constexpr std::array<std::string_view, 19> leading = {"G", "GG", "N", "D", "DD", "R", "M", "B",  "BB", "S",
                                                      "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
constexpr std::array<std::string_view, 21> vowels = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO",
                                                     "YE", "O",  "WA", "WAE", "OE", "YO", "U",
                                                     "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
constexpr std::array<std::string_view, 28> trailing = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG",
                                                       "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B",  "BS", "S",
                                                       "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};

/// The longest of `parts` that the text begins with, which it loses; -1 without one.
int take_longest(std::string_view& text, std::span<const std::string_view> parts) {
  int best = -1;
  for (std::size_t i = 0; i != parts.size(); ++i)
    if (text.starts_with(parts[i]) &&
        (best < 0 || parts[i].size() > parts[static_cast<std::size_t>(best)].size()))
      best = static_cast<int>(i);
  if (best >= 0) text.remove_prefix(parts[static_cast<std::size_t>(best)].size());
  return best;
}

Code syllable(std::string_view text) {
  const int first = take_longest(text, leading), vowel = take_longest(text, vowels),
            last = take_longest(text, trailing);
  if (first < 0 || vowel < 0 || last < 0 || !text.empty()) return {};
  return static_cast<char32_t>(0xac00 + (first * 21 + vowel) * 28 + last);
}

// --- CJK: a character is named by its number ---

Code ideograph(std::string_view digits) {
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), code, 16);
  if (digits.size() < 4 || digits.size() > 5 || error != std::errc() || end != digits.end()) return {};
  const bool small = std::ranges::any_of(digits, [](char it) { return it >= 'a' && it <= 'f'; });
  const std::span ranges(character_table::ideographs, character_table::ideograph_range_count);
  const bool known = std::ranges::any_of(ranges, [&](auto range) { return range.first <= code && code <= range.last; });
  if (small || !known) return {};
  return code;
}

// --- All others: in the table ---

/// Goes through the names of a block.
class Block {
 public:
  explicit Block(std::size_t number)
      : place_(character_table::names + character_table::starts[number]),
        end_(character_table::names + character_table::starts[number + 1]) {}

  /// Reads the next entry; false at the end.
  bool next() {
    if (place_ == end_) return false;
    name.resize(byte());
    const std::size_t count = byte();
    name.append(place_, count);
    place_ += count;
    code = byte() << 16;
    code |= byte() << 8;
    code |= byte();
    return true;
  }

  std::string name;
  std::uint32_t code = 0;

 private:
  std::uint32_t byte() { return static_cast<unsigned char>(*place_++); }

  const char *place_, *end_;
};

std::string first_name(std::size_t number) {
  Block block(number);
  block.next();
  return block.name;
}

Code in_table(const std::string& name) {
  const auto numbers = std::views::iota(std::size_t{0}, character_table::block_count);
  const auto after = std::ranges::upper_bound(numbers, name, {}, first_name);
  if (after == numbers.begin()) return {};
  for (Block block(*after - 1); block.next();)
    if (block.name == name) return block.code;
  return {};
}

}  // namespace

std::optional<char32_t> character_by_name(std::string_view name) {
  constexpr std::string_view hangul = "HANGUL SYLLABLE ", cjk = "CJK UNIFIED IDEOGRAPH-";
  if (name.starts_with(hangul)) return syllable(name.substr(hangul.size()));
  if (name.starts_with(cjk)) return ideograph(name.substr(cjk.size()));
  std::string capital(name);
  for (char& it : capital)
    if (it >= 'a' && it <= 'z') it = static_cast<char>(it - 'a' + 'A');
  return in_table(capital);
}

}  // namespace py
