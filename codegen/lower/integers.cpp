// Constants, integers and booleans.
#include "codegen/lower/lowering.hpp"
#include "gc/layout/word.hpp"

namespace codegen::lower {

namespace {

// Is `sum`, which did not overflow 64 bits, too large for 63? Its double then overflows: one
// addition, and the flag is branched on. (A range test needs a 64-bit constant in a register.)
Value* exceeds_small(Lowering& in, Value* sum) {
  Value* twice = in.ir.CreateBinaryIntrinsic(llvm::Intrinsic::sadd_with_overflow, sum, sum);
  return in.ir.CreateExtractValue(twice, 1);
}

// The double of a result, and whether it overflows: then the result is no small integer.
Value* checked(Lowering& in, Op test, const Node& node, llvm::Intrinsic::ID operation, Value* a, Value* b) {
  Value* both = in.ir.CreateBinaryIntrinsic(operation, a, b);
  in.shared(test, node) = in.ir.CreateExtractValue(both, 1);
  return in.ir.CreateExtractValue(both, 0);
}

// A sum or difference: kept doubled if that is its form.
template <class Make>
Value* sum_of(Lowering& in, const Node& node, Op test, llvm::Intrinsic::ID operation, Make make) {
  if (!in.forms().is_doubled(in.id_of(node))) return make(in, node);
  in.keep_doubled(node, checked(in, test, node, operation, in.doubled(node.operands[0]), in.doubled(node.operands[1])));
  return nullptr;
}

// One factor is doubled: a constant, or what is doubled already.
Value* doubled_product(Lowering& in, const Node& node) {
  const bool first = in.has_double(node.operands[0]);
  const NodeId twice = node.operands[first ? 0 : 1], once = node.operands[first ? 1 : 0];
  return checked(in, Op::int_mul_overflows, node, llvm::Intrinsic::smul_with_overflow, in.doubled(twice), in.value(once));
}

template <class Make>
Value* share(Lowering& in, Op op, const Node& node, Make make) {
  Value*& known = in.shared(op, node);
  if (!known) known = make(in.operand(node, 0), in.operand(node, 1));
  return known;
}

Value* sum(Lowering& in, const Node& node) {
  return share(in, Op::int_add, node, [&](Value* a, Value* b) { return in.ir.CreateAdd(a, b); });
}
Value* difference(Lowering& in, const Node& node) {
  return share(in, Op::int_sub, node, [&](Value* a, Value* b) { return in.ir.CreateSub(a, b); });
}

// Doubling keeps the order.
Value* compare(Lowering& in, const Node& node, llvm::CmpInst::Predicate predicate) {
  const NodeId a = node.operands[0], b = node.operands[1];
  const bool signs = predicate != llvm::CmpInst::ICMP_ULT;
  if (signs && (in.is_doubled(a) || in.is_doubled(b)) && in.has_double(a) && in.has_double(b))
    return in.ir.CreateICmp(predicate, in.doubled(a), in.doubled(b));
  return in.ir.CreateICmp(predicate, in.operand(node, 0), in.operand(node, 1));
}

}  // namespace

template <>
Value* lower<Op::param>(Lowering& in, const Node& node) {
  return in.value(static_cast<NodeId>(&node - in.program.nodes.data()));
}
template <>
Value* lower<Op::const_int>(Lowering& in, const Node& node) {
  return in.ir.getInt64(node.imm);
}
template <>
Value* lower<Op::const_float>(Lowering& in, const Node& node) {
  return llvm::ConstantFP::get(in.ir.getDoubleTy(), std::bit_cast<double>(node.imm));
}
template <>
Value* lower<Op::const_bool>(Lowering& in, const Node& node) {
  return in.ir.getInt1(node.imm != 0);
}
template <>
Value* lower<Op::const_ref>(Lowering& in, const Node& node) {
  if (in.request.symbols)
    if (const auto named = in.request.symbols->constants.find(node.imm); named != in.request.symbols->constants.end())
      return in.ir.CreatePtrToInt(in.symbol(named->second, nullptr, 8), in.i64());
  return in.ir.getInt64(node.imm);
}

template <>
Value* lower<Op::int_add>(Lowering& in, const Node& node) {
  return sum_of(in, node, Op::int_add_overflows, llvm::Intrinsic::sadd_with_overflow, sum);
}
template <>
Value* lower<Op::int_sub>(Lowering& in, const Node& node) {
  return sum_of(in, node, Op::int_sub_overflows, llvm::Intrinsic::ssub_with_overflow, difference);
}
template <>
Value* lower<Op::int_mul>(Lowering& in, const Node& node) {
  if (in.forms().is_doubled(in.id_of(node))) {
    in.keep_doubled(node, doubled_product(in, node));
    return nullptr;
  }
  return share(in, Op::int_mul, node, [&](Value* a, Value* b) { return in.ir.CreateMul(a, b); });
}
template <>
Value* lower<Op::int_div>(Lowering& in, const Node& node) {
  return in.ir.CreateSDiv(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::int_rem>(Lowering& in, const Node& node) {
  return in.ir.CreateSRem(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::int_neg>(Lowering& in, const Node& node) {
  return in.ir.CreateNeg(in.operand(node, 0));
}
template <>
Value* lower<Op::int_and>(Lowering& in, const Node& node) {
  return in.ir.CreateAnd(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::int_or>(Lowering& in, const Node& node) {
  return in.ir.CreateOr(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::int_xor>(Lowering& in, const Node& node) {
  return in.ir.CreateXor(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::int_not>(Lowering& in, const Node& node) {
  return in.ir.CreateNot(in.operand(node, 0));
}
template <>
Value* lower<Op::int_shl>(Lowering& in, const Node& node) {
  return in.ir.CreateShl(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::int_shr>(Lowering& in, const Node& node) {
  return in.ir.CreateAShr(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::int_ushr>(Lowering& in, const Node& node) {
  return in.ir.CreateLShr(in.operand(node, 0), in.operand(node, 1));
}

template <>
Value* lower<Op::int_add_overflows>(Lowering& in, const Node& node) {
  if (Value* known = in.shared(node.op, node)) return known;
  return exceeds_small(in, sum(in, node));
}
template <>
Value* lower<Op::int_sub_overflows>(Lowering& in, const Node& node) {
  if (Value* known = in.shared(node.op, node)) return known;
  return exceeds_small(in, difference(in, node));
}
template <>
Value* lower<Op::int_mul_overflows>(Lowering& in, const Node& node) {
  if (Value* known = in.shared(node.op, node)) return known;
  doubled_product(in, node);
  return in.shared(node.op, node);
}

template <>
Value* lower<Op::int_eq>(Lowering& in, const Node& node) {
  return compare(in, node, llvm::CmpInst::ICMP_EQ);
}
template <>
Value* lower<Op::int_ne>(Lowering& in, const Node& node) {
  return compare(in, node, llvm::CmpInst::ICMP_NE);
}
template <>
Value* lower<Op::int_lt>(Lowering& in, const Node& node) {
  return compare(in, node, llvm::CmpInst::ICMP_SLT);
}
template <>
Value* lower<Op::int_le>(Lowering& in, const Node& node) {
  return compare(in, node, llvm::CmpInst::ICMP_SLE);
}
template <>
Value* lower<Op::uint_lt>(Lowering& in, const Node& node) {
  return compare(in, node, llvm::CmpInst::ICMP_ULT);
}
template <>
Value* lower<Op::int_is_small>(Lowering& in, const Node& node) {
  return in.ir.CreateNot(exceeds_small(in, in.operand(node, 0)));
}

template <>
Value* lower<Op::bool_not>(Lowering& in, const Node& node) {
  return in.ir.CreateNot(in.operand(node, 0));
}
template <>
Value* lower<Op::bool_to_int>(Lowering& in, const Node& node) {
  return in.ir.CreateZExt(in.operand(node, 0), in.i64());
}

}  // namespace codegen::lower
