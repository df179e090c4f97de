// Words: tests of tags, boxing and unboxing (gc/layout/word.hpp draws the bits).
//
// Floats are inline as long as they are immediate; a boxed one is a cold branch. A test `is_float`
// has the float at hand in both cases, so the `float_unbox` that follows it takes that and tests
// nothing again.
#include "codegen/lower/lowering.hpp"
#include "gc/layout/word.hpp"
#include "pe/residual/check.hpp"

namespace codegen::lower {

namespace {

constexpr std::uint64_t boxed_value_offset = 8;

Value* has_bits(Lowering& in, Value* word, std::uint64_t mask, std::uint64_t bits) {
  return in.ir.CreateICmpEQ(in.ir.CreateAnd(word, mask), in.ir.getInt64(bits));
}

Value* is_immediate_float(Lowering& in, Value* word) { return has_bits(in, word, 3, 2); }

Value* is_object(Lowering& in, Value* word) {
  return in.ir.CreateAnd(has_bits(in, word, 7, 0), in.ir.CreateIsNotNull(word));
}

// The funnel shift is one node for the optimiser, but nothing that the quick gear selects quickly.
Value* rotate_left(Lowering& in, Value* bits, unsigned count) {
  if (in.request.gear == Gear::quick)
    return in.ir.CreateOr(in.ir.CreateShl(bits, count), in.ir.CreateLShr(bits, 64 - count));
  return in.ir.CreateIntrinsic(in.i64(), llvm::Intrinsic::fshl,
                               {bits, bits, in.ir.getInt64(count)});
}

Value* immediate_float(Lowering& in, Value* word) {
  Value* bits = in.ir.CreateSub(rotate_left(in, word, 61), in.ir.getInt64(gc::float_bias));
  return in.ir.CreateBitCast(bits, in.ir.getDoubleTy());
}

llvm::LoadInst* load(Lowering& in, llvm::Type* type, Value* object, std::uint64_t offset,
                     llvm::MDNode* alias) {
  Value* base = in.ir.CreateIntToPtr(object, in.ir.getPtrTy());
  Value* address = in.ir.CreateConstGEP1_64(in.ir.getInt8Ty(), base, offset);
  llvm::LoadInst* loaded = in.ir.CreateLoad(type, address);
  loaded->setMetadata(llvm::LLVMContext::MD_tbaa, alias);
  return loaded;
}

Value* boxed_float(Lowering& in, Value* word) {
  const gc::Field field{.layout = in.program.boxed_float_layout, .offset = boxed_value_offset};
  return load(in, in.ir.getDoubleTy(), word, boxed_value_offset, in.aliases.field(field));
}

}  // namespace

Value* box_int(Lowering& in, Value* integer) {
  return in.ir.CreateOr(in.ir.CreateShl(integer, 1), 1);
}

Value* box_bool(Lowering& in, Value* boolean) {
  return in.ir.CreateOr(in.ir.CreateShl(in.ir.CreateZExt(boolean, in.i64()), 3),
                        gc::false_word.bits);
}

Value* box_float(Lowering& in, Value* number) {
  check(in.program.box_float != nullptr, "float_box in a program without a boxing function");
  Value* bits = in.ir.CreateBitCast(number, in.i64());
  Value* word = rotate_left(in, in.ir.CreateAdd(bits, in.ir.getInt64(gc::float_bias)), 3);
  BasicBlock* from = in.ir.GetInsertBlock();
  BasicBlock* done = in.new_block("boxed");
  BasicBlock* cold = in.cold_block("box");
  in.branch_likely(is_immediate_float(in, word), done, cold);
  in.ir.SetInsertPoint(cold);
  llvm::CallInst* rare =
      in.call_helper(box_rare_float, in.i64(), {number, in.callee(*in.program.box_float)});
  rare->setMetadata(llvm::LLVMContext::MD_tbaa, in.aliases.areas());
  in.ir.CreateBr(done);
  in.ir.SetInsertPoint(done);
  llvm::PHINode* result = in.ir.CreatePHI(in.i64(), 2);
  result->addIncoming(word, from);
  result->addIncoming(rare, cold);
  return result;
}

template <>
Value* lower<Op::ref_eq>(Lowering& in, const Node& node) {
  return in.ir.CreateICmpEQ(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::ref_ne>(Lowering& in, const Node& node) {
  return in.ir.CreateICmpNE(in.operand(node, 0), in.operand(node, 1));
}
template <>
Value* lower<Op::ref_bits>(Lowering& in, const Node& node) {
  return in.operand(node, 0);
}

template <>
Value* lower<Op::is_int>(Lowering& in, const Node& node) {
  return in.ir.CreateTrunc(in.operand(node, 0), in.ir.getInt1Ty());
}
template <>
Value* lower<Op::int_box>(Lowering& in, const Node& node) {
  const NodeId integer = node.operands[0];
  if (in.is_doubled(integer)) return in.ir.CreateOr(in.doubled(integer), 1);
  return box_int(in, in.value(integer));
}
template <>
Value* lower<Op::int_unbox>(Lowering& in, const Node& node) {
  Value* word = in.operand(node, 0);
  if (in.request.gear == Gear::optimised) in.keep_doubled(node, in.ir.CreateSub(word, in.ir.getInt64(1)));
  return in.ir.CreateAShr(word, 1);
}

namespace {

// A word is looked at for its float: at once if it is immediate, in `cold` by a call. The insertion point is
// left in `cold`.
struct FloatSearch {
  BasicBlock *start, *done, *cold;
  Value *immediate = nullptr, *boxed = nullptr;  ///< The float, if it is unboxed at all.
  Value* is_boxed = nullptr;
};

FloatSearch find_float_in(Lowering& in, const Node& node) {
  FloatSearch search;
  Value* word = in.operand(node, 0);
  const bool is_unboxed = in.facts().is_unboxed(node.operands[0]);
  if (is_unboxed) search.immediate = immediate_float(in, word);
  search.start = in.ir.GetInsertBlock();
  search.done = in.new_block("known");
  search.cold = in.cold_block("find");
  in.branch_likely(is_immediate_float(in, word), search.done, search.cold);
  in.ir.SetInsertPoint(search.cold);
  auto* type = llvm::StructType::get(in.ir.getDoubleTy(), in.i64());
  llvm::CallInst* found =
      in.call_helper(find_float, type, {word, in.ir.getInt64(in.program.boxed_float_layout)});
  found->setOnlyReadsMemory();
  search.is_boxed = in.ir.CreateIsNotNull(in.ir.CreateExtractValue(found, 1));
  if (is_unboxed) search.boxed = in.ir.CreateExtractValue(found, 0);
  return search;
}

void know_found_float(Lowering& in, const Node& node, const FloatSearch& search) {
  if (!search.immediate) return;
  llvm::PHINode* number = in.ir.CreatePHI(in.ir.getDoubleTy(), 2);
  number->addIncoming(search.immediate, search.start);
  number->addIncoming(search.boxed, search.cold);
  in.know_float(node.operands[0], number);
}

}  // namespace

template <>
Value* lower<Op::is_float>(Lowering& in, const Node& node) {
  if (in.facts().is_guard_of_float(static_cast<NodeId>(&node - in.program.nodes.data()))) return nullptr;
  const FloatSearch search = find_float_in(in, node);
  in.ir.CreateBr(search.done);
  in.ir.SetInsertPoint(search.done);
  llvm::PHINode* answer = in.ir.CreatePHI(in.ir.getInt1Ty(), 2);
  answer->addIncoming(in.ir.getTrue(), search.start);
  answer->addIncoming(search.is_boxed, search.cold);
  know_found_float(in, node, search);
  return answer;
}

void guard_float(Lowering& in, const Node& test, const Node& guard) {
  const FloatSearch search = find_float_in(in, test);
  in.branch_likely(search.is_boxed, search.done, in.leaving_from_here(guard.extra));
  in.ir.SetInsertPoint(search.done);
  know_found_float(in, test, search);
}

template <>
Value* lower<Op::float_box>(Lowering& in, const Node& node) {
  return box_float(in, in.operand(node, 0));
}

template <>
Value* lower<Op::float_unbox>(Lowering& in, const Node& node) {
  if (Value* known = in.float_known(node.operands[0])) return known;
  Value* word = in.operand(node, 0);
  Value* immediate = immediate_float(in, word);
  BasicBlock* start = in.ir.GetInsertBlock();
  BasicBlock* done = in.new_block("unboxed");
  BasicBlock* cold = in.cold_block("unbox");
  in.branch_likely(is_immediate_float(in, word), done, cold);
  in.ir.SetInsertPoint(cold);
  Value* boxed = boxed_float(in, word);
  in.ir.CreateBr(done);
  in.ir.SetInsertPoint(done);
  llvm::PHINode* number = in.ir.CreatePHI(in.ir.getDoubleTy(), 2);
  number->addIncoming(immediate, start);
  number->addIncoming(boxed, cold);
  in.know_float(node.operands[0], number);
  return number;
}

template <>
Value* lower<Op::is_bool>(Lowering& in, const Node& node) {
  return has_bits(in, in.operand(node, 0), ~std::uint64_t{8}, gc::false_word.bits);
}
template <>
Value* lower<Op::bool_box>(Lowering& in, const Node& node) {
  return box_bool(in, in.operand(node, 0));
}
template <>
Value* lower<Op::bool_unbox>(Lowering& in, const Node& node) {
  return in.ir.CreateICmpEQ(in.operand(node, 0), in.ir.getInt64(gc::true_word.bits));
}
template <>
Value* lower<Op::is_object>(Lowering& in, const Node& node) {
  return is_object(in, in.operand(node, 0));
}

}  // namespace codegen::lower
