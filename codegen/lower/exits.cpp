// Guards and exits. A guard is a branch that hardly ever leaves; what follows when it does lies at
// the function's end: the values that the exit saves are stored raw into the context's buffer, then
// the world is told which exit this was. Exits that save the same values share the stores, and all
// exits share the one call of `leave`, since there are more exits than anything else in a program.
#include "codegen/lower/lowering.hpp"
#include "pe/residual/check.hpp"

namespace codegen::lower {

Lowering::Leaving& Lowering::leaving(std::uint32_t index) {
  const auto [place, is_new] = exits_.try_emplace(program.exits[index].saved, leavings_.size());
  if (is_new) leavings_.push_back({BasicBlock::Create(ir.getContext(), "exit"), {}});
  return leavings_[place->second];
}

void Lowering::leave(std::uint32_t index) {
  Leaving& out = leaving(index);
  out.from.emplace_back(ir.GetInsertBlock(), index);
  ir.CreateBr(out.block);
}

void Lowering::guard(const Node& node, bool stays_if) {
  const bool forced = &node == forced_guard_;
  const NodeId test = node.operands[0];
  if (facts_.is_guard_of_float(test) && !forced) return guard_float(*this, program.nodes[test], node);
  Value* condition = forced ? ir.getInt1(!stays_if) : operand(node, 0);
  BasicBlock* stays = new_block("stays");
  if (stays_if)
    branch_likely(condition, stays, leaving_from_here(node.extra));
  else
    branch_unlikely(condition, leaving_from_here(node.extra), stays);
  ir.SetInsertPoint(stays);
}

BasicBlock* Lowering::leaving_from_here(std::uint32_t exit) {
  Leaving& out = leaving(exit);
  out.from.emplace_back(ir.GetInsertBlock(), exit);
  return out.block;
}

Value* Lowering::merge(llvm::Type* type, const Incoming& incoming) {
  bool all_same = true;
  for (const auto& [block, value] : incoming) all_same &= value == incoming[0].second;
  if (all_same) return incoming[0].second;
  llvm::PHINode* phi = ir.CreatePHI(type, static_cast<unsigned>(incoming.size()));
  for (const auto& [block, value] : incoming) phi->addIncoming(value, block);
  return phi;
}

void Lowering::save(std::span<const NodeId> saved) {
  check(saved.size() <= pe::exit_buffer_size, "an exit saves more values than its buffer holds");
  if (saved.empty()) return;
  llvm::LoadInst* buffer =
      ir.CreateLoad(ir.getPtrTy(), context_field(offsetof(pe::Context, exit_buffer)));
  buffer->setMetadata(llvm::LLVMContext::MD_tbaa,
                      aliases.context(offsetof(pe::Context, exit_buffer)));
  for (std::size_t i = 0; i < saved.size(); ++i) {
    Value* value = this->value(saved[i]);
    if (value->getType()->isIntegerTy(1)) value = ir.CreateZExt(value, i64());
    ir.CreateStore(value, ir.CreateConstGEP1_64(i64(), buffer, i))
        ->setMetadata(llvm::LLVMContext::MD_tbaa, aliases.exit_buffer());
  }
}

Value* Lowering::exit_point(std::uint32_t index) {
  if (request.symbols) return ir.CreateGlobalString(request.symbols->exits.at(index), "exit_text", 0, &module);
  const void* address = index < program.exit_points.size() ? program.exit_points[index] : nullptr;
  return symbol("exit_point." + std::to_string(index), address, 8);
}

void Lowering::finish_exits() {
  if (leavings_.empty()) return;
  block_ = pe::residual::no_block;
  Incoming points;
  for (const Leaving& out : leavings_) {
    shared_.clear();
    function_->insert(function_->end(), out.block);
    ir.SetInsertPoint(out.block);
    Incoming from;
    for (const auto& [block, index] : out.from) from.emplace_back(block, exit_point(index));
    Value* point = merge(ir.getPtrTy(), from);
    save(program.exits[out.from[0].second].saved);
    points.emplace_back(ir.GetInsertBlock(), point);
  }
  if (points.size() > 1) {
    BasicBlock* last = cold_block("leave");
    for (const auto& [block, point] : points) llvm::BranchInst::Create(last, block);
    ir.SetInsertPoint(last);
  }
  auto* type = llvm::FunctionType::get(returned_, {ir.getPtrTy(), ir.getPtrTy()}, false);
  llvm::Function* leave =
      external_function("leave", reinterpret_cast<const void*>(program.leave), type);
  leave->addFnAttr(llvm::Attribute::Cold);
  Value* point = merge(ir.getPtrTy(), points);
  llvm::CallInst* result = call_external(leave, {context(), point});
  if (request.symbols) {  // There is no interpreter to go on.
    result->setDoesNotReturn();
    ir.CreateUnreachable();
    return;
  }
  result->setTailCallKind(llvm::CallInst::TCK_Tail);
  ir.CreateRet(result);
}

}  // namespace codegen::lower
