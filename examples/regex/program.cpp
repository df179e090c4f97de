#include "examples/regex/program.hpp"

#include <algorithm>

namespace regex {

/// Recursive descent, with Glushkov's first, last and follow on the way.
class Parser {
 public:
  Parser(std::string_view pattern, Code& code) : pattern_(pattern), code_(code) {}

  std::optional<pe::driver::Failure> run() {
    // Place 0 stands before the pattern: it is what the first characters follow.
    const Place start = new_place({});
    const Part whole = alternatives();
    if (at_ < pattern_.size()) fail("this ')' has no '('");
    const Place end = new_place({});
    follow({start}, whole.first);
    follow(whole.last, {end});
    if (whole.empty) follow({start}, {end});
    return failure_;
  }

 private:
  struct Part {
    bool empty = true;
    std::vector<Place> first, last;
  };

  void fail(const char* message) {
    if (!failure_) failure_ = pe::driver::Failure{message, {1, static_cast<int>(at_) + 1}};
    at_ = pattern_.size();
  }
  bool at(char it) const { return at_ < pattern_.size() && pattern_[at_] == it; }

  Place new_place(Characters characters) {
    if (code_.characters_.size() > most_places) fail("a pattern has at most two thousand characters");
    code_.characters_.push_back(characters);
    code_.followers_.emplace_back();
    return static_cast<Place>(code_.characters_.size() - 1);
  }
  void follow(const std::vector<Place>& from, const std::vector<Place>& to) {
    for (const Place it : from) code_.followers_[it].insert(code_.followers_[it].end(), to.begin(), to.end());
  }
  static void append(std::vector<Place>& to, const std::vector<Place>& from) {
    to.insert(to.end(), from.begin(), from.end());
  }

  Part alternatives() {
    Part part = sequence();
    while (at('|')) {
      ++at_;
      const Part other = sequence();
      part.empty = part.empty || other.empty;
      append(part.first, other.first);
      append(part.last, other.last);
    }
    return part;
  }

  Part sequence() {
    Part part;
    while (at_ < pattern_.size() && !at('|') && !at(')')) {
      const Part next = repeated();
      follow(part.last, next.first);
      if (part.empty) append(part.first, next.first);
      if (!next.empty) part.last.clear();
      append(part.last, next.last);
      part.empty = part.empty && next.empty;
    }
    return part;
  }

  Part repeated() {
    Part part = atom();
    for (; at('*') || at('+') || at('?'); ++at_) {
      if (!at('?')) follow(part.last, part.first);
      if (!at('+')) part.empty = true;
    }
    return part;
  }

  Part atom() {
    if (at('*') || at('+') || at('?')) return fail("there is nothing to repeat here"), Part{};
    if (at('(')) {
      const std::size_t open = at_++;
      if (depth_ == most_nested) return at_ = open, fail("this is nested too deeply"), Part{};
      ++depth_;
      const Part part = alternatives();
      --depth_;
      if (!at(')')) return at_ = open, fail("this '(' has no ')'"), Part{};
      ++at_;
      return part;
    }
    const Place place = new_place(at('[') ? set() : single());
    return {false, {place}, {place}};
  }

  Characters single() {
    Characters result;
    const char it = pattern_[at_++];
    if (it == '.') {
      result.add('\n', '\n');
      result.invert();
      return result;
    }
    if (it == '\\') return escaped();
    const auto byte = static_cast<std::uint8_t>(it);
    result.add(byte, byte);
    return result;
  }

  Characters escaped() {
    Characters result;
    if (at_ == pattern_.size()) return fail("a backslash needs a character behind it"), result;
    const auto byte = static_cast<std::uint8_t>(pattern_[at_++]);
    if (byte == 'd' || byte == 'w') result.add('0', '9');
    if (byte == 'w') result.add('a', 'z'), result.add('A', 'Z'), result.add('_', '_');
    if (byte == 's') result.add(' ', ' '), result.add('\t', '\r');
    if (byte != 'd' && byte != 'w' && byte != 's') result.add(byte, byte);
    return result;
  }

  Characters set() {
    const std::size_t open = at_++;
    Characters result;
    const bool inverted = at('^');
    if (inverted) ++at_;
    while (at_ < pattern_.size() && !at(']')) {
      if (at('\\')) {
        ++at_;
        result.add(escaped());
        continue;
      }
      const auto low = static_cast<std::uint8_t>(pattern_[at_++]);
      auto high = low;
      if (at('-') && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']') {
        high = static_cast<std::uint8_t>(pattern_[at_ + 1]);
        if (high < low) return fail("this range runs backwards"), result;
        at_ += 2;
      }
      result.add(low, high);
    }
    if (!at(']')) return at_ = open, fail("this '[' has no ']'"), result;
    ++at_;
    if (inverted) result.invert();
    return result;
  }

  std::string_view pattern_;
  Code& code_;
  std::size_t at_ = 0;
  static constexpr std::size_t most_places = 2000;
  static constexpr int most_nested = 10000;
  int depth_ = 0;
  std::optional<pe::driver::Failure> failure_;
};

std::expected<std::unique_ptr<Code>, pe::driver::Failure> Code::parse(std::string_view pattern) {
  auto code = std::make_unique<Code>();
  if (auto failure = Parser(pattern, *code).run()) return std::unexpected(*failure);
  code->finish();
  return code;
}

void Code::finish() {
  name = "match";
  parameter_count = slot_count = 2;
  other_mark = pe::driver::Mark::loop;
  for (std::vector<Place>& it : followers_) {
    std::ranges::sort(it);
    it.erase(std::ranges::unique(it).begin(), it.end());
  }
  for (Characters& it : characters_) it.finish();
  number_of(followers_[0]);
}

std::uint32_t Code::number_of(const std::vector<Place>& places) const {
  const auto [entry, is_new] = numbers_.try_emplace(places, static_cast<std::uint32_t>(sets_.size()));
  if (is_new) sets_.push_back(places);
  return entry->second;
}

void Code::add_followers(Place place, std::vector<Place>& to) const {
  std::vector<Place> both;
  std::ranges::set_union(to, followers_[place], std::back_inserter(both));
  to = std::move(both);
}

std::string Code::text(std::uint32_t pc) const {
  if (pc >= sets_.size()) return {};
  std::string text = "at {";
  for (const Place it : sets_[pc]) text += (text.size() > 4 ? ", " : "") + (it == end() ? "end" : std::to_string(it));
  return text + "}";
}

}  // namespace regex
