#include "python_interp/objects/carets.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace py {

namespace {

enum class Kind { operand, operation, open, close, stop };

struct Token {
  Kind kind;
  std::size_t start, end;
  std::size_t partner = 0;  ///< Of a bracket: the index of the other one.
};

constexpr std::string_view white = " \t\f\r\n\\";

bool is_word(char c) {
  return c == '_' || static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/// Words that make an expression something else than an operation on operands.
bool is_keyword(std::string_view word) {
  static constexpr std::array keywords = {
      "and", "as", "assert", "await", "class", "def", "del", "elif", "else", "except", "for", "from",
      "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
      "while", "with", "yield"};
  return std::ranges::find(keywords, word) != keywords.end();
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) { read(); }
  const std::vector<Token>& all() const { return tokens_; }
  bool well_formed() const { return well_formed_; }

 private:
  void read() {
    while ((at_ = text_.find_first_not_of(white, at_)) != text_.npos) {
      const std::size_t start = at_;
      const Kind kind = next();
      tokens_.push_back({kind, start, at_});
      if (kind == Kind::open) open_.push_back(tokens_.size() - 1);
      if (kind == Kind::close && !close_bracket()) return;
    }
    well_formed_ = open_.empty();
  }

  bool close_bracket() {
    if (open_.empty()) return false;
    tokens_.back().partner = open_.back();
    tokens_[open_.back()].partner = tokens_.size() - 1;
    open_.pop_back();
    return true;
  }

  Kind next() {
    const char c = text_[at_];
    if (std::string_view("([{").find(c) != text_.npos) return ++at_, Kind::open;
    if (std::string_view(")]}").find(c) != text_.npos) return ++at_, Kind::close;
    if (c == '"' || c == '\'') return string();
    const bool number = (c >= '0' && c <= '9') ||
                        (c == '.' && at_ + 1 < text_.size() && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9');
    if (number || is_word(c)) return word(number);
    return operation();
  }

  Kind string() {
    const char quote = text_[at_];
    const std::string triple(3, quote);
    const bool is_triple = text_.substr(at_).starts_with(triple);
    const std::string_view end = is_triple ? std::string_view(triple) : text_.substr(at_, 1);
    at_ += end.size();
    while (at_ < text_.size() && !text_.substr(at_).starts_with(end)) at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(text_.size(), at_ + end.size());
    return Kind::operand;
  }

  Kind word(bool number) {
    const std::size_t start = at_;
    const auto belongs = [&](std::size_t i) {
      const char c = text_[i], before = text_[i - 1];
      const bool sign = (c == '+' || c == '-') && (before == 'e' || before == 'E') &&
                        !text_.substr(start).starts_with("0x") && !text_.substr(start).starts_with("0X");
      return is_word(c) || (number && (c == '.' || sign));
    };
    ++at_;
    while (at_ < text_.size() && belongs(at_)) ++at_;
    const std::string_view found = text_.substr(start, at_ - start);
    if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'') && found.size() <= 2 && !number)
      return string();
    if (found == "await") return Kind::operation;
    return is_keyword(found) ? Kind::stop : Kind::operand;
  }

  Kind operation() {
    if (text_[at_] == '.') {  // an attribute, or ...
      at_ += text_.substr(at_).starts_with("...") ? 3 : 1;
      return Kind::operand;
    }
    static constexpr std::array<std::string_view, 13> known = {"**", "//", "<<", ">>", "+", "-", "*",
                                                               "/",  "%",  "@",  "&",  "|", "^"};
    for (const std::string_view operation : known) {
      if (!text_.substr(at_).starts_with(operation)) continue;
      at_ += operation.size();
      if (at_ < text_.size() && text_[at_] == '=') return ++at_, Kind::stop;
      return Kind::operation;
    }
    return text_[at_++] == '~' ? Kind::operation : Kind::stop;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::vector<std::size_t> open_;
  bool well_formed_ = false;
};

int precedence(std::string_view operation) {
  if (operation == "|") return 0;
  if (operation == "^") return 1;
  if (operation == "&") return 2;
  if (operation == "<<" || operation == ">>") return 3;
  if (operation == "+" || operation == "-") return 4;
  return operation == "**" ? 6 : 5;
}
constexpr int power = 6;

class Expression {
 public:
  explicit Expression(std::string_view text) : text_(text), tokens_(text) {}

  std::optional<Anchors> anchors() const {
    const auto& tokens = tokens_.all();
    if (!tokens_.well_formed() || tokens.empty()) return {};
    std::size_t best = tokens.size();
    int best_precedence = power + 1;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].kind == Kind::stop) return {};
      if (tokens[i].kind == Kind::operation && i > 0 && tokens[i - 1].kind != Kind::operation) {
        const int level = precedence(text_of(i));
        if (level < best_precedence || (level == best_precedence && level != power)) {
          best = i;
          best_precedence = level;
        }
      }
      if (tokens[i].kind == Kind::open) i = tokens[i].partner;
    }
    const bool prefixed = tokens[0].kind == Kind::operation && text_of(0) != "await";
    if (best != tokens.size()) {
      if (best_precedence == power && prefixed) return {};
      return operator_anchors(best);
    }
    return tokens[0].kind == Kind::operation ? std::nullopt : subscript_anchors();
  }

 private:
  std::string_view text_of(std::size_t token) const {
    const Token& it = tokens_.all()[token];
    return text_.substr(it.start, it.end - it.start);
  }

  /// Do the parentheses that begin at `open` only group (and are not a tuple's, a generator's, a call's)?
  bool only_groups(std::size_t open) const {
    const auto& tokens = tokens_.all();
    if (text_of(open) != "(") return false;
    if (open > 0 && (tokens[open - 1].kind == Kind::operand || tokens[open - 1].kind == Kind::close))
      return false;
    const std::size_t close = tokens[open].partner;
    if (close == open + 1) return false;
    for (std::size_t i = open + 1; i < close; ++i) {
      if (tokens[i].kind == Kind::open) i = tokens[i].partner;
      else if (text_of(i) == "," || text_of(i) == "for") return false;
    }
    return true;
  }

  /// Where the operand that ends with this token ends, parentheses around it left out.
  std::size_t operand_end(std::size_t last) const {
    const auto& tokens = tokens_.all();
    while (tokens[last].kind == Kind::close && only_groups(tokens[last].partner)) --last;
    return tokens[last].end;
  }
  std::size_t operand_start(std::size_t first) const {
    const auto& tokens = tokens_.all();
    while (tokens[first].kind == Kind::open && only_groups(first)) {
      const std::size_t close = tokens[first].partner;
      const bool more = close + 1 < tokens.size() && tokens[close + 1].kind != Kind::operation;
      if (more) break;  // a call of it, an attribute ...
      ++first;
    }
    return tokens[first].start;
  }

  std::optional<Anchors> operator_anchors(std::size_t operation) const {
    const std::size_t limit = operand_start(operation + 1);
    const std::size_t from = text_.find_first_not_of(white, operand_end(operation - 1));
    if (from >= limit) return {};
    const bool two = from + 1 < limit && white.find(text_[from + 1]) == white.npos;
    return Anchors{from, from + (two ? 2 : 1)};
  }

  std::optional<Anchors> subscript_anchors() const {
    const auto& tokens = tokens_.all();
    if (tokens.back().kind != Kind::close || text_of(tokens.size() - 1) != "]") return {};
    const std::size_t open = tokens.back().partner;
    if (open == 0 || open + 2 > tokens.size() - 1) return {};
    return Anchors{operand_end(open - 1), operand_end(tokens.size() - 2) + 1};
  }

  std::string_view text_;
  Tokens tokens_;
};

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

std::optional<Anchors> find_anchors(std::string_view expression) {
  return Expression(expression).anchors();
}

std::string carets(std::string_view line, std::size_t start, std::size_t end, bool whole) {
  const std::size_t indentation = std::min(line.find_first_not_of(" \t\f"), line.size());
  start = std::min(start, line.size());
  end = std::min(end, line.size());
  std::optional<Anchors> anchors;
  if (whole && start < end) anchors = find_anchors(line.substr(start, end - start));
  if (!whole) end = line.find_last_not_of(" \t\f\r") + 1;
  if (end <= start || (!anchors && end - start == line.size() - indentation)) return {};
  std::string marks;
  for (std::size_t i = indentation; i < start; ++i) marks += (line[i] & 0xc0) == 0x80 ? "" : " ";
  if (!anchors) return marks + std::string(characters(line.substr(start, end - start)), '^');
  const std::size_t left = start + anchors->start, right = start + anchors->end;
  marks += std::string(characters(line.substr(start, left - start)), '~');
  marks += std::string(characters(line.substr(left, right - left)), '^');
  return marks + std::string(right < end ? characters(line.substr(right, end - right)) : 0, '~');
}

}  // namespace py
