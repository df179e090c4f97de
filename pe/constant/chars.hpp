// Text that grows inside the compiler, where std::string of libstdc++ 12 cannot.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pe::constant {

class Chars {
 public:
  constexpr Chars() = default;
  constexpr Chars(std::string_view text) : characters_(text.begin(), text.end()) {}
  constexpr Chars(const char* text) : Chars(std::string_view(text)) {}
  constexpr Chars& operator+=(std::string_view text) {
    characters_.insert(characters_.end(), text.begin(), text.end());
    return *this;
  }
  constexpr Chars& operator+=(char character) {
    characters_.push_back(character);
    return *this;
  }
  friend constexpr Chars operator+(Chars a, const Chars& b) { return a += b.view(); }
  constexpr bool empty() const { return characters_.empty(); }
  constexpr std::string_view view() const { return {characters_.data(), characters_.size()}; }
  friend constexpr bool operator==(const Chars& a, std::string_view b) { return a.view() == b; }
  std::string text() const { return std::string(view()); }

 private:
  std::vector<char> characters_;
};

}  // namespace pe::constant
