// Guards, jumps and returns.
#include "codegen/lower/lowering.hpp"
#include "pe/residual/check.hpp"

namespace codegen::lower {

namespace {

using pe::residual::ResultKind;

void give(Lowering& in, Value* payload, ResultKind kind) {
  Value* result = llvm::PoisonValue::get(in.returned());
  result = in.ir.CreateInsertValue(result, payload, 0);
  result = in.ir.CreateInsertValue(result, in.ir.getInt64(static_cast<std::uint64_t>(kind)), 1);
  in.ir.CreateRet(result);
}

// What a word is can only be told by looking, at the heap even: a helper does it in tail position.
void give_word(Lowering& in, Value* word) {
  auto* type = llvm::FunctionType::get(in.returned(), {in.i64(), in.i64()}, false);
  llvm::Function* helper =
      in.known_function("normalise_result", reinterpret_cast<const void*>(&normalise_result), type);
  llvm::CallInst* result =
      in.call_external(helper, {word, in.ir.getInt64(in.program.boxed_float_layout)});
  result->setTailCallKind(llvm::CallInst::TCK_Tail);
  in.ir.CreateRet(result);
}

}  // namespace

template <>
Value* lower<Op::guard_true>(Lowering& in, const Node& node) {
  in.guard(node, true);
  return nullptr;
}
template <>
Value* lower<Op::guard_false>(Lowering& in, const Node& node) {
  in.guard(node, false);
  return nullptr;
}

template <>
Value* lower<Op::jump>(Lowering& in, const Node& node) {
  in.ir.CreateBr(in.edge(in.program.targets[node.extra][0]));
  return nullptr;
}

template <>
Value* lower<Op::branch>(Lowering& in, const Node& node) {
  const auto& targets = in.program.targets[node.extra];
  BasicBlock* taken = in.edge(targets[0]);
  BasicBlock* not_taken = in.edge(targets[1]);
  in.ir.CreateCondBr(in.operand(node, 0), taken, not_taken);
  return nullptr;
}

template <>
Value* lower<Op::switch_int>(Lowering& in, const Node& node) {
  const auto& targets = in.program.targets[node.extra];
  const auto cases = std::span(targets).first(targets.size() - 1);
  auto* by_value = llvm::SwitchInst::Create(in.operand(node, 0), in.edge(targets.back()),
                                            static_cast<unsigned>(cases.size()));
  for (const auto& target : cases)
    by_value->addCase(in.ir.getInt64(static_cast<std::uint64_t>(target.case_value)),
                      in.edge(target));
  in.ir.Insert(by_value);
  return nullptr;
}

template <>
Value* lower<Op::ret>(Lowering& in, const Node& node) {
  Value* result = in.operand(node, 0);
  switch (in.program.nodes[node.operands[0]].type) {
    case pe::residual::Type::i64: give(in, result, ResultKind::integer); break;
    case pe::residual::Type::f64:
      give(in, in.ir.CreateBitCast(result, in.i64()), ResultKind::floating);
      break;
    case pe::residual::Type::boolean:
      give(in, in.ir.CreateZExt(result, in.i64()), ResultKind::boolean);
      break;
    case pe::residual::Type::ref: give_word(in, result); break;
    case pe::residual::Type::none: check(false, "a program returns a node without a value");
  }
  return nullptr;
}

template <>
Value* lower<Op::exit>(Lowering& in, const Node& node) {
  in.leave(node.extra);
  return nullptr;
}

}  // namespace codegen::lower
