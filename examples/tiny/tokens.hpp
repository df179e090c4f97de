// tiny's tokens: names, numbers, and signs of one or two characters. A comment is from # to the line's end.
#pragma once

#include <cstdint>
#include <string_view>

#include "pe/driver/code.hpp"

namespace tiny {

struct Token {
  enum class Kind : std::uint8_t { name, integer, floating, sign, end, wrong };
  Kind kind = Kind::end;
  std::string_view text = {};
  pe::driver::Position position = {};
  constexpr bool is(std::string_view word) const {
    return (kind == Kind::sign || kind == Kind::name) && text == word;
  }
};

class Tokens {
 public:
  constexpr explicit Tokens(std::string_view text) : text_(text) {}

  constexpr Token next() {
    skip_blanks();
    Token token{.position = {line_, static_cast<int>(at_ - line_start_) + 1}};
    const std::size_t begin = at_;
    if (at_ == text_.size()) return token;
    const char first = text_[at_];
    if (is_letter(first)) {
      while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
      token.kind = Token::Kind::name;
    } else if (is_digit(first)) {
      token.kind = number();
    } else {
      token.kind = sign();
    }
    token.text = text_.substr(begin, at_ - begin);
    return token;
  }

 private:
  static constexpr bool is_digit(char it) { return it >= '0' && it <= '9'; }
  static constexpr bool is_letter(char it) {
    return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || it == '_';
  }

  constexpr void skip_blanks() {
    while (at_ < text_.size()) {
      if (text_[at_] == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      } else if (text_[at_] == '#') {
        while (at_ + 1 < text_.size() && text_[at_ + 1] != '\n') ++at_;
      } else if (text_[at_] != ' ' && text_[at_] != '\t' && text_[at_] != '\r') {
        return;
      }
      ++at_;
    }
  }

  constexpr Token::Kind number() {
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ + 1 >= text_.size() || text_[at_] != '.' || !is_digit(text_[at_ + 1])) return Token::Kind::integer;
    ++at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return Token::Kind::floating;
  }

  constexpr Token::Kind sign() {
    constexpr std::string_view two[] = {"==", "!=", "<=", ">="};
    for (const std::string_view it : two)
      if (text_.substr(at_).starts_with(it)) {
        at_ += 2;
        return Token::Kind::sign;
      }
    constexpr std::string_view one = "+-*/%<>=(){}[],;";
    return one.contains(text_[at_++]) ? Token::Kind::sign : Token::Kind::wrong;
  }

  std::string_view text_;
  std::size_t at_ = 0, line_start_ = 0;
  int line_ = 1;
};

}  // namespace tiny
