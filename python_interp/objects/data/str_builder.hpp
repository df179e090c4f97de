// Text put together piece by piece: one byte a code point until a wider one comes.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

class StrBuilder {
 public:
  void append(std::string_view ascii) {
    if (width_ == 1) narrow_.insert(narrow_.end(), ascii.begin(), ascii.end());
    else for (const char c : ascii) wide_.push_back(static_cast<std::uint8_t>(c));
  }
  void append(std::uint32_t code_point) {
    if (width_ == 1 && code_point > 0xff) widen();
    bits_ |= code_point;
    if (width_ == 1) narrow_.push_back(static_cast<std::uint8_t>(code_point));
    else wide_.push_back(code_point);
  }
  void append(const Str* string) { append_part(string, 0, string->length); }
  void append_part(const Str* string, std::uint64_t start, std::uint64_t stop) {
    if (string->width == 1) {
      if (!str_is_ascii(string)) bits_ |= 0x80;
      append_latin1(units<std::uint8_t>(string).subspan(start, stop - start));
      return;
    }
    if (width_ == 1) widen();
    with_units(string, [&](auto span) {
      const auto part = span.subspan(start, stop - start);
      wide_.insert(wide_.end(), part.begin(), part.end());
    });
  }
  void append_many(std::uint32_t code_point, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) append(code_point);
  }
  /// A string of any kind made by Python code, e.g. a repr.
  void append(Word str_word) { append(gc::as<Str>(unwrap(str_word))); }

  std::uint64_t length() const { return width_ == 1 ? narrow_.size() : wide_.size(); }

  Str* finish(VM& vm) const {
    if (width_ != 1) return make_str(vm, std::span<const std::uint32_t>(wide_));
    if (bits_ < 0x80)
      return make_ascii(vm, {reinterpret_cast<const char*>(narrow_.data()), narrow_.size()});
    return make_str(vm, std::span<const std::uint8_t>(narrow_));
  }
  Word finish_word(VM& vm) const { return str_word(finish(vm)); }

 private:
  void append_latin1(std::span<const std::uint8_t> text) {
    if (width_ == 1) narrow_.insert(narrow_.end(), text.begin(), text.end());
    else wide_.insert(wide_.end(), text.begin(), text.end());
  }
  void widen() {
    wide_.assign(narrow_.begin(), narrow_.end());
    width_ = 4;
  }

  std::vector<std::uint8_t> narrow_;
  std::vector<std::uint32_t> wide_;
  std::uint32_t bits_ = 0;
  int width_ = 1;
};

}  // namespace py
