// Floats: IEEE doubles, no fast-math.
#include "codegen/lower/lowering.hpp"

namespace codegen::lower {

namespace {

Value* unary(Lowering& in, const Node& node, llvm::Intrinsic::ID intrinsic) {
  return in.ir.CreateUnaryIntrinsic(intrinsic, in.operand(node, 0));
}

Value* compare(Lowering& in, const Node& node, llvm::CmpInst::Predicate predicate) {
  return in.ir.CreateFCmp(predicate, in.operand(node, 0), in.operand(node, 1));
}

}  // namespace

template <>
Value* lower<Op::float_add>(Lowering& in, const Node& node) {
  return in.ir.CreateFAdd(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::float_sub>(Lowering& in, const Node& node) {
  return in.ir.CreateFSub(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::float_mul>(Lowering& in, const Node& node) {
  return in.ir.CreateFMul(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::float_div>(Lowering& in, const Node& node) {
  return in.ir.CreateFDiv(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::float_neg>(Lowering& in, const Node& node) {
  return in.ir.CreateFNeg(in.operand(node, 0));
}
template <>
Value* lower<Op::float_abs>(Lowering& in, const Node& node) {
  return unary(in, node, llvm::Intrinsic::fabs);
}
template <>
Value* lower<Op::float_sqrt>(Lowering& in, const Node& node) {
  return unary(in, node, llvm::Intrinsic::sqrt);
}
template <>
Value* lower<Op::float_floor>(Lowering& in, const Node& node) {
  return unary(in, node, llvm::Intrinsic::floor);
}
template <>
Value* lower<Op::float_eq>(Lowering& in, const Node& node) {
  return compare(in, node, llvm::CmpInst::FCMP_OEQ);
}
template <>
Value* lower<Op::float_ne>(Lowering& in, const Node& node) {
  return compare(in, node, llvm::CmpInst::FCMP_UNE);
}
template <>
Value* lower<Op::float_lt>(Lowering& in, const Node& node) {
  return compare(in, node, llvm::CmpInst::FCMP_OLT);
}
template <>
Value* lower<Op::float_le>(Lowering& in, const Node& node) {
  return compare(in, node, llvm::CmpInst::FCMP_OLE);
}
template <>
Value* lower<Op::int_to_float>(Lowering& in, const Node& node) {
  return in.ir.CreateSIToFP(in.operand(node, 0), in.ir.getDoubleTy());
}
template <>
Value* lower<Op::float_to_int>(Lowering& in, const Node& node) {
  return in.ir.CreateFPToSI(in.operand(node, 0), in.i64());
}
template <>
Value* lower<Op::float_bits>(Lowering& in, const Node& node) {
  return in.ir.CreateBitCast(in.operand(node, 0), in.i64());
}

}  // namespace codegen::lower
