// list[int] and int | str, seen from C++.
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// `origin[arguments]`; a Tuple is several.
Word make_alias(VM& vm, Word origin, Word arguments);

/// `left | right` of types, as Natives: NotImplemented where one of them is no type.
Word union_of(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names);
Word union_of_reversed(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names);

}  // namespace py
