// Which instruction an operator is.
#pragma once

#include "python_interp/bytecode/opcodes.hpp"
#include "python_interp/syntax/ast.hpp"

namespace py::compile {

constexpr bytecode::Op binary_op(syntax::Operator op) {
  using bytecode::Op;
  using syntax::Operator;
  switch (op) {
    case Operator::Add: return Op::BINARY_ADD;
    case Operator::Sub: return Op::BINARY_SUBTRACT;
    case Operator::Mult: return Op::BINARY_MULTIPLY;
    case Operator::MatMult: return Op::BINARY_MATRIX_MULTIPLY;
    case Operator::Div: return Op::BINARY_TRUE_DIVIDE;
    case Operator::Mod: return Op::BINARY_MODULO;
    case Operator::Pow: return Op::BINARY_POWER;
    case Operator::LShift: return Op::BINARY_LSHIFT;
    case Operator::RShift: return Op::BINARY_RSHIFT;
    case Operator::BitOr: return Op::BINARY_OR;
    case Operator::BitXor: return Op::BINARY_XOR;
    case Operator::BitAnd: return Op::BINARY_AND;
    case Operator::FloorDiv: return Op::BINARY_FLOOR_DIVIDE;
  }
  return Op::BINARY_ADD;
}

struct ComparisonOp {
  bytecode::Op op;
  std::uint32_t operand;
};

constexpr ComparisonOp comparison_op(syntax::CmpOperator op) {
  using bytecode::Op;
  using syntax::CmpOperator;
  switch (op) {
    case CmpOperator::Eq: return {Op::COMPARE_EQ, 0};
    case CmpOperator::NotEq: return {Op::COMPARE_NE, 0};
    case CmpOperator::Lt: return {Op::COMPARE_LT, 0};
    case CmpOperator::LtE: return {Op::COMPARE_LE, 0};
    case CmpOperator::Gt: return {Op::COMPARE_GT, 0};
    case CmpOperator::GtE: return {Op::COMPARE_GE, 0};
    case CmpOperator::Is: return {Op::IS_OP, 0};
    case CmpOperator::IsNot: return {Op::IS_OP, 1};
    case CmpOperator::In: return {Op::CONTAINS_OP, 0};
    case CmpOperator::NotIn: return {Op::CONTAINS_OP, 1};
  }
  return {Op::COMPARE_EQ, 0};
}

}  // namespace py::compile
