// Which variables may still be read: dead ones need neither be kept in versions nor saved by exits.
#pragma once

#include "python_interp/interp/code.hpp"

namespace py {

/// May the frame's slot be read, from instruction `pc` on, before it is written?
bool is_live(const Code* code, std::uint32_t pc, std::uint32_t slot);

}  // namespace py
