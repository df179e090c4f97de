// A pattern, as places where a match may be.
//
//     a    the character         .      any but the end of a line       [a-z_]  [^0-9]   one of these, or none
//     xy   one after the other   x|y    either     x* x+ x?   any number, at least one, at most one     (x)
//     \.   the character itself  \d \w \s   digits, letters and _, blanks
//
// A pattern matches the whole text. Each character of the pattern is a place (Glushkov); which places may
// follow which is found once.
#pragma once

#include <bitset>
#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pe/driver/code.hpp"
#include "pe/driver/world.hpp"

namespace regex {

using Place = std::uint32_t;

/// A set of characters.
class Characters {
 public:
  using Set = std::bitset<256>;
  struct Range {
    std::int64_t low, high;  ///< Inclusive.
    Set set;
  };
  void add(std::int64_t low, std::int64_t high) {
    for (std::int64_t it = low; it <= high; ++it) set_.set(static_cast<std::size_t>(it));
  }
  void add(const Characters& others) { set_ |= others.set_; }
  void invert() { set_.flip(); }
  /// Finds the fewest ranges that make up the set, in order.
  void finish() {
    for (std::int64_t it = 0; it < 256; ++it) {
      if (!set_[static_cast<std::size_t>(it)]) continue;
      if (ranges_.empty() || ranges_.back().high != it - 1) ranges_.push_back({it, it, {}});
      ranges_.back().high = it;
      ranges_.back().set.set(static_cast<std::size_t>(it));
    }
  }
  const std::vector<Range>& ranges() const { return ranges_; }

 private:
  Set set_;
  std::vector<Range> ranges_;
};

/// What is known of one character: which ones it may still be.
class Known {
 public:
  std::optional<bool> is_in(const Characters::Set& set) const {
    if ((possible_ & ~set).none()) return true;
    if ((possible_ & set).none()) return false;
    return {};
  }
  void learn(const Characters::Set& set, bool inside) { possible_ &= inside ? set : ~set; }
  void learn_below(std::int64_t bound) { possible_ &= Characters::Set().set() >> static_cast<std::size_t>(256 - bound); }

 private:
  Characters::Set possible_ = Characters::Set().set();
};

struct Text : gc::Object {
  static constexpr gc::LayoutId layout = 10;
  gc::Fixed<std::int64_t> length;
  gc::Tail<std::uint8_t> bytes;
};

/// A pattern. Its instructions are sets of places, numbered as they are met.
class Code final : public pe::driver::Code {
 public:
  static std::expected<std::unique_ptr<Code>, pe::driver::Failure> parse(std::string_view pattern);

  const std::vector<Place>& places_of(std::uint32_t number) const { return sets_[number]; }
  std::uint32_t number_of(const std::vector<Place>& places) const;
  const Characters& characters(Place place) const { return characters_[place]; }
  /// Is the pattern done at one of these places? The place past all characters is the end.
  bool accepts(const std::vector<Place>& places) const { return !places.empty() && places.back() == end(); }
  void add_followers(Place place, std::vector<Place>& to) const;
  std::string text(std::uint32_t pc) const override;
  std::uint32_t size() const override { return static_cast<std::uint32_t>(sets_.size()); }

 private:
  friend class Parser;
  Place end() const { return static_cast<Place>(characters_.size()) - 1; }
  void finish();

  std::vector<Characters> characters_;               ///< By place; the last is the end, and matches nothing.
  std::vector<std::vector<Place>> followers_;        ///< By place, sorted.
  mutable std::vector<std::vector<Place>> sets_;     ///< By number.
  mutable std::map<std::vector<Place>, std::uint32_t> numbers_;
};

}  // namespace regex
