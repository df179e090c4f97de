// "Did you mean: 'x'?": the name nearest to one that was not found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "python_interp/objects/vm.hpp"

namespace py {

/// The candidate nearest to `name`, or an empty string if none is near enough. CPython's measure: an edit
/// costs 2, a change of case 1, and at most a third of the letters may change.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

/// What a traceback proposes for an uncaught AttributeError or NameError; empty for nothing.
std::string suggestion_for(VM& vm, Word exception);

}  // namespace py
