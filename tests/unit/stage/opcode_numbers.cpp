// Prints each operation's name and number: symbols of handlers have only the number.
#include <cstdio>

#include "python_interp/bytecode/opcodes.hpp"

int main() {
  for (std::size_t i = 0; i < py::bytecode::op_count; ++i) {
    const auto name = py::bytecode::name(static_cast<py::bytecode::Op>(i));
    std::printf("%.*s %zu\n", static_cast<int>(name.size()), name.data(), i);
  }
}
