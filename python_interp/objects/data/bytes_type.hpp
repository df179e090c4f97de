// The operators that bytes and bytearray share.
#pragma once

#include <optional>

#include "python_interp/objects/api.hpp"

namespace py {

/// __getitem__ as a Native.
Word bytes_get_item(VM& vm, const Word* arguments, std::uint64_t count, Word keywords);
/// The position that an index means in bytes or a bytearray, as long as that is after the index was asked for
/// its number; nothing with IndexError or TypeError pending.
std::optional<std::int64_t> byte_position(VM& vm, Word index, Word self);
/// Comparisons, len(), +, *, in ...
void add_bytes_operators(VM& vm, Type* type);

}  // namespace py
