// Text to lists, and lists to trees.
#pragma once

#include <expected>
#include <memory>
#include <string_view>

#include "examples/lambda/tree.hpp"

namespace lambda {

/// What parentheses say, before anybody asks what it means.
struct Datum {
  enum class Kind : std::uint8_t { number, symbol, truth, list };
  Kind kind = Kind::list;
  std::int64_t number = 0;  ///< Or 0 and 1.
  std::string symbol = {};
  std::vector<Datum> items = {};
  pe::driver::Position position = {};
  bool is(std::string_view name) const { return kind == Kind::symbol && symbol == name; }
};

/// All of the text's data, in order.
std::expected<std::vector<Datum>, pe::driver::Failure> read(std::string_view text);

/// A program: what it quotes, besides its functions.
struct Analysed {
  std::unique_ptr<Unit> unit = std::make_unique<Unit>();
  std::vector<Datum> quoted;                 ///< Constant i is the list of quoted[i], ...
  std::vector<std::int64_t> closures;        ///< ... and those after them closures of these functions.
};

/// `(define (name parameter ...) body ...)` and `(define name constant)` come first or last, in any order; the
/// other expressions are the program. Known forms: quote ' lambda if cond and or let (also named) begin display
/// error; all calls at the end of a function are tail calls.
std::expected<Analysed, pe::driver::Failure> analyse(const std::vector<Datum>& program);

/// The word of a symbol; it is made if it is new.
gc::Word symbol_word(Unit& unit, const std::string& name);

}  // namespace lambda
