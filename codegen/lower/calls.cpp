// Calls of compiled C++ functions, and of other residual functions.
//
// An invoked function answers a pair of payload and kind, the node's value, which the `invoke_`
// nodes take apart. It is called through its entry cell, whose code may change at any time; a
// program that invokes itself in the optimised gear calls itself directly (in the quick gear it
// goes through its cell, so that a recursion under way picks up the better code as soon as there is
// some).
//
// The depth of activations is read once, at the entry, and stored around invocations. Adding to it
// in memory each time makes a chain of loads and stores through all calls that takes longer than
// all the rest of a small function. In an object file, where nobody else looks, it is an argument.
#include "codegen/lower/lowering.hpp"
#include "pe/residual/check.hpp"

namespace codegen::lower {

namespace {

using pe::residual::ResultKind;

std::vector<Value*> arguments(Lowering& in, const Call& call) {
  std::vector<Value*> values;
  for (NodeId id : call.arguments) values.push_back(in.value(id));
  return values;
}

llvm::FunctionType* invoked_type(Lowering& in, const std::vector<Value*>& values) {
  std::vector<llvm::Type*> types;
  for (Value* value : values) types.push_back(value->getType());
  return llvm::FunctionType::get(in.returned(), types, false);
}

// Said at the call, since what the callee's declaration says is lost when its address takes its
// place.
void extend_booleans(llvm::CallInst* call) {
  for (unsigned i = 0; i < call->arg_size(); ++i)
    if (call->getArgOperand(i)->getType()->isIntegerTy(1))
      call->addParamAttr(i, llvm::Attribute::ZExt);
}

void set_depth(Lowering& in, Value* depth) {
  constexpr std::size_t offset = offsetof(pe::Context, depth);
  in.ir.CreateStore(depth, in.context_field(offset))
      ->setMetadata(llvm::LLVMContext::MD_tbaa, in.aliases.context(offset));
}

Value* code_in(Lowering& in, const pe::residual::EntryCell* cell) {
  const char* name = cell == in.program.self ? "self" : "entry";
  return in.ir.CreateLoad(in.ir.getPtrTy(), in.symbol(name, cell, sizeof *cell), true, "code");
}

/// Another function of the same object file.
Value* named(Lowering& in, const pe::residual::EntryCell* cell, llvm::FunctionType* type) {
  const std::string& name = in.request.symbols->functions.at(cell);
  return in.module.getOrInsertFunction(name, type).getCallee();
}

/// The object that was made has the length that was asked for: reading it again gives that.
void assume_length(Lowering& in, Value* made, const Call& call) {
  const pe::Effects& effects = call.callee->effects;
  Value* length = in.value(call.arguments[effects.length_argument]);
  in.ir.CreateAssumption(in.ir.CreateICmpEQ(in.load_field(made, effects.length()), length));
}

Value* payload(Lowering& in, const Node& node) {
  return in.ir.CreateExtractValue(in.operand(node, 0), 0);
}
Value* kind(Lowering& in, const Node& node) {
  return in.ir.CreateExtractValue(in.operand(node, 0), 1);
}

}  // namespace

template <>
Value* lower<Op::call>(Lowering& in, const Node& node) {
  const Call& call = in.program.calls[node.extra];
  llvm::CallInst* result = in.call_external(in.callee(*call.callee), arguments(in, call));
  extend_booleans(result);
  const pe::Effects& effects = call.callee->effects;
  if (effects.allocates && !effects.reads && !effects.writes && !effects.may_raise &&
      !effects.runs_python && !effects.looks_at_frames)
    result->setMetadata(llvm::LLVMContext::MD_tbaa, in.aliases.areas());
  if (effects.length) assume_length(in, result, call);
  return result;
}

template <>
Value* lower<Op::invoke>(Lowering& in, const Node& node) {
  const Call& call = in.program.calls[node.extra];
  std::vector<Value*> values = arguments(in, call);
  if (in.depth_travels()) values.push_back(in.ir.CreateAdd(in.depth(), in.ir.getInt64(call.depth)));
  llvm::FunctionType* type = invoked_type(in, values);
  const bool direct = call.entry == in.program.self && in.request.gear == Gear::optimised &&
                      type == in.function()->getFunctionType();
  Value* code = in.request.symbols ? named(in, call.entry, type)
                : direct           ? in.function()
                                   : code_in(in, call.entry);
  const bool stored = call.depth && !in.depth_travels();
  if (stored) set_depth(in, in.ir.CreateAdd(in.depth(), in.ir.getInt64(call.depth)));
  llvm::CallInst* result = in.ir.CreateCall(type, code, values);
  extend_booleans(result);
  result->setDoesNotThrow();
  if (stored) set_depth(in, in.depth());
  return result;
}

template <>
Value* lower<Op::invoke_kind>(Lowering& in, const Node& node) {
  return kind(in, node);
}
template <>
Value* lower<Op::invoke_int>(Lowering& in, const Node& node) {
  return payload(in, node);
}
template <>
Value* lower<Op::invoke_float>(Lowering& in, const Node& node) {
  return in.ir.CreateBitCast(payload(in, node), in.ir.getDoubleTy());
}
template <>
Value* lower<Op::invoke_bool>(Lowering& in, const Node& node) {
  return in.ir.CreateIsNotNull(payload(in, node));
}

template <>
Value* lower<Op::invoke_ref>(Lowering& in, const Node& node) {
  Value* bits = payload(in, node);
  const auto is_kind = [&](ResultKind wanted) {
    return in.ir.CreateICmpEQ(kind(in, node), in.ir.getInt64(static_cast<std::uint64_t>(wanted)));
  };
  BasicBlock* done = in.new_block("as_word");
  BasicBlock* number = in.new_block("as_float");
  BasicBlock* other = in.new_block("no_reference");
  std::vector<std::pair<Value*, BasicBlock*>> words{{bits, in.ir.GetInsertBlock()}};
  in.branch_likely(is_kind(ResultKind::reference), done, other);

  in.ir.SetInsertPoint(other);
  Value* boolean = box_bool(in, in.ir.CreateTrunc(bits, in.ir.getInt1Ty()));
  Value* word = in.ir.CreateSelect(is_kind(ResultKind::boolean), boolean, box_int(in, bits));
  words.emplace_back(word, other);
  in.ir.CreateCondBr(is_kind(ResultKind::floating), number, done);

  in.ir.SetInsertPoint(number);
  Value* boxed = box_float(in, in.ir.CreateBitCast(bits, in.ir.getDoubleTy()));
  words.emplace_back(boxed, in.ir.GetInsertBlock());
  in.ir.CreateBr(done);

  in.ir.SetInsertPoint(done);
  llvm::PHINode* result = in.ir.CreatePHI(in.i64(), 3);
  for (const auto& [value, block] : words) result->addIncoming(value, block);
  return result;
}

}  // namespace codegen::lower
