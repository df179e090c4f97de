// One step by a switch over the opcodes: for the stages whose speed is not the interpreter's.
#pragma once

#include <array>
#include <utility>

#include "python_interp/interp/handlers/all.hpp"

namespace py {

namespace detail {
template <class M, std::size_t op>
void run_one(M& m, std::uint32_t operand) {
  run(On<static_cast<Op>(op)>{}, m, operand);
}
template <class M, std::size_t... op>
constexpr auto step_table(std::index_sequence<op...>) {
  return std::array<void (*)(M&, std::uint32_t), sizeof...(op)>{&run_one<M, op>...};
}
}  // namespace detail

/// Runs the handler of one instruction.
template <class M>
void run_instruction(M& m, bytecode::Instruction instruction) {
  static constexpr auto table =
      detail::step_table<M>(std::make_index_sequence<bytecode::op_count>{});
  table[static_cast<std::size_t>(bytecode::op_of(instruction))](m, bytecode::operand_of(instruction));
}

}  // namespace py
