// The marks under a traceback's source line: `~~~~^~~~` under an operator's operands, `^^^^` elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace py {

/// The part of an expression that failed: offsets in bytes.
struct Anchors {
  std::size_t start, end;
};

/// The operator of a binary operation, or the brackets of a subscription, if that is what `expression` is as
/// a whole. CPython finds them by parsing; this reads tokens and precedences, with the same outcome: operands'
/// own parentheses do not belong to them.
std::optional<Anchors> find_anchors(std::string_view expression);

/// The marks for the bytes [start, end) of `line`, under the line as it is printed: without its indentation.
/// Empty where they would mark all of it. `whole` says that the expression ends in this line.
std::string carets(std::string_view line, std::size_t start, std::size_t end, bool whole);

}  // namespace py
