// What lists and tuples (and in part strings and ranges) have in common, as methods.
#pragma once

#include <optional>

#include "python_interp/objects/api.hpp"

namespace py {

// Natives, for lists and tuples.
Word sequence_contains(VM& vm, const Word* arguments, std::uint64_t count, Word keywords);
Word sequence_index(VM& vm, const Word* arguments, std::uint64_t count, Word keywords);
Word sequence_count(VM& vm, const Word* arguments, std::uint64_t count, Word keywords);

/// The right operand of `sequence * n`: TypeError "can't multiply sequence by non-int of type ...".
std::optional<std::int64_t> repeat_count(VM& vm, Word times);

}  // namespace py
