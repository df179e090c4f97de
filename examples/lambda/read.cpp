#include "examples/lambda/read.hpp"

#include <algorithm>
#include <charconv>

namespace lambda {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::expected<std::vector<Datum>, pe::driver::Failure> run() {
    std::vector<Datum> all;
    for (skip(); at_ < text_.size() && !failure_; skip()) all.push_back(datum());
    if (failure_) return std::unexpected(*failure_);
    return all;
  }

 private:
  pe::driver::Position here() const { return {line_, static_cast<int>(at_ - line_start_) + 1}; }
  Datum fail(const char* message, pe::driver::Position where) {
    if (!failure_) failure_ = pe::driver::Failure{message, where};
    at_ = text_.size();
    return {};
  }

  void skip() {
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      } else if (text_[at_] == ';') {
        while (at_ + 1 < text_.size() && text_[at_ + 1] != '\n') ++at_;
      } else if (text_[at_] != ' ' && text_[at_] != '\t' && text_[at_] != '\r') {
        return;
      }
    }
  }

  Datum datum() {
    const pe::driver::Position where = here();
    if (depth_ > most_nested) return fail("this is nested too deeply", where);
    struct Level {
      int& depth;
      ~Level() { --depth; }
    } const level{++depth_};
    const char first = text_[at_];
    if (first == ')') return fail("this ')' has no '('", where);
    if (first == '\'') {
      ++at_;
      skip();
      if (at_ == text_.size()) return fail("there is nothing to quote", where);
      Datum list{.position = where};
      list.items.push_back({.kind = Datum::Kind::symbol, .symbol = "quote", .position = where});
      list.items.push_back(datum());
      return list;
    }
    if (first == '(') return list(where);
    const std::size_t begin = at_;
    while (at_ < text_.size() && !std::string_view(" \t\r\n()';").contains(text_[at_])) ++at_;
    return atom(text_.substr(begin, at_ - begin), where);
  }

  Datum list(pe::driver::Position where) {
    Datum list{.position = where};
    ++at_;
    for (skip(); at_ < text_.size() && text_[at_] != ')'; skip()) list.items.push_back(datum());
    if (at_ == text_.size()) return fail("this '(' has no ')'", where);
    ++at_;
    return list;
  }

  Datum atom(std::string_view text, pe::driver::Position where) {
    if (text == "#t" || text == "#f") return {.kind = Datum::Kind::truth, .number = text == "#t", .position = where};
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end == text.data() + text.size()) {
      if (error != std::errc() || !gc::fits_small_int(number)) return fail("a number has at most 63 bits", where);
      return {.kind = Datum::Kind::number, .number = number, .position = where};
    }
    return {.kind = Datum::Kind::symbol, .symbol = std::string(text), .position = where};
  }

  std::string_view text_;
  std::size_t at_ = 0, line_start_ = 0;
  int line_ = 1;
  static constexpr int most_nested = 10000;  // Who reads and analyses is recursive, as lists are.
  int depth_ = 0;
  std::optional<pe::driver::Failure> failure_;
};

void append_text(const Unit& unit, gc::Word value, std::string& to, int depth = 0) {
  constexpr int most_nested = 1000;
  if (gc::is_small_int(value)) to += std::to_string(gc::small_int_value(value));
  else if (gc::is_boolean(value)) to += value == gc::true_word ? "#t" : "#f";
  else if (value == empty_list) to += "()";
  else if (value == nothing) to += "nothing";
  else if (is_symbol(value)) to += unit.symbols[gc::special_index(value) - first_symbol];
  else if (gc::layout_of(gc::as<gc::Object>(value)->header) == Closure::layout) to += "#procedure";
  else if (depth > most_nested) to += "...";
  else {
    const char* before = "(";
    for (; gc::is_object(value); value = gc::as<Pair>(value)->rest) {
      to += before;
      append_text(unit, gc::as<Pair>(value)->first, to, depth + 1);
      before = " ";
    }
    if (!(value == empty_list)) to += " . ", append_text(unit, value, to, depth + 1);
    to += ")";
  }
}

}  // namespace

std::expected<std::vector<Datum>, pe::driver::Failure> read(std::string_view text) { return Reader(text).run(); }

gc::Word symbol_word(Unit& unit, const std::string& name) {
  const auto found = std::ranges::find(unit.symbols, name);
  const auto number = static_cast<unsigned>(found - unit.symbols.begin());
  if (found == unit.symbols.end()) unit.symbols.push_back(name);
  return gc::special(first_symbol + number);
}

std::string text_of(const Unit& unit, gc::Word value) {
  std::string text;
  append_text(unit, value, text);
  return text;
}

void print(pe::driver::World* world, const Unit* unit, gc::Word value) { world->print(text_of(*unit, value) + "\n"); }

}  // namespace lambda
