#include "python_interp/syntax/errors.hpp"

#include <algorithm>

namespace py::syntax {
namespace {

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

std::string_view without(std::string_view text, std::string_view leading,
                         std::string_view trailing) {
  auto first = text.find_first_not_of(leading);
  if (first == std::string_view::npos) return {};
  auto last = text.find_last_not_of(trailing);
  if (last == std::string_view::npos || last < first) return {};
  return text.substr(first, last - first + 1);
}

/// The line of carets below the stripped source line; empty when the place is before it.
std::string carets(const SyntaxFailure& failure, std::string_view line, int stripped) {
  int end_offset = failure.end_offset == 0 || failure.end_lineno == 0 ? failure.offset
                                                                    : failure.end_offset;
  if (failure.offset == end_offset || end_offset == -1) end_offset = failure.offset + 1;
  int column = failure.offset - 1 - stripped;
  if (column < 0) return {};
  std::string spaces;
  for (char byte : line) {
    if (static_cast<int>(spaces.size()) == column) break;
    if (starts_character(byte)) spaces += byte == '\t' || byte == '\f' ? byte : ' ';
  }
  spaces.resize(static_cast<std::size_t>(column), ' ');
  int width = std::max(1, end_offset - failure.offset);
  return "    " + spaces + std::string(static_cast<std::size_t>(width), '^') + "\n";
}

}  // namespace

std::string_view name_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::SyntaxError: return "SyntaxError";
    case FailureKind::IndentationError: return "IndentationError";
    case FailureKind::TabError: return "TabError";
    case FailureKind::ValueError: return "ValueError";
    case FailureKind::MemoryError: return "MemoryError";
    case FailureKind::RecursionError: return "RecursionError";
  }
  return "SyntaxError";
}

std::string format_failure(const SyntaxFailure& failure) {
  std::string result;
  bool placed = failure.kind != FailureKind::ValueError &&
                failure.kind != FailureKind::MemoryError &&
                failure.kind != FailureKind::RecursionError;
  if (placed && failure.lineno != 0) {
    result += "  File \"" + failure.filename + "\", line " + std::to_string(failure.lineno) + "\n";
    std::string_view line = without(failure.text, " \n\f", "\n");
    if (!failure.text.empty()) {
      int stripped = static_cast<int>(line.empty() ? 0 : line.data() - failure.text.data());
      result += "    " + std::string(line) + "\n";
      if (failure.offset >= 1) result += carets(failure, line, stripped);
    }
  }
  result += name_of(failure.kind);
  if (!failure.message.empty()) result += ": " + failure.message;
  return result + "\n";
}

int characters_in(std::string_view line, int bytes) {
  auto size = std::min(line.size(), static_cast<std::size_t>(std::max(bytes, 0)));
  return static_cast<int>(std::ranges::count_if(line.substr(0, size), starts_character));
}

SyntaxFailure locate(const Fault& fault, std::string_view filename, std::string_view line,
                     ColumnUnit unit) {
  // The end, too, is looked up in the quoted line, even where it is in a later one.
  auto offset_of = [&](int column) {
    if (column == end_reported_as_zero) return 0;
    if (column == end_reported_as_minus_one) return -1;
    return (unit == ColumnUnit::Bytes ? column : characters_in(line, column)) + 1;
  };
  return {.kind = fault.kind,
          .message = fault.message,
          .filename = std::string(filename),
          .lineno = fault.pos.lineno,
          .offset = offset_of(fault.pos.col_offset),
          .end_lineno = fault.pos.end_lineno,
          .end_offset = offset_of(fault.pos.end_col_offset),
          .text = std::string(line)};
}

}  // namespace py::syntax
