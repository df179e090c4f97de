// The frame of a lowering: the function, its blocks and edges, and the dispatch to each node's own.
#include "codegen/lower/lowering.hpp"

#include <array>

#include "gc/layout/word.hpp"
#include "pe/residual/check.hpp"
#include "pe/residual/forced_exit.hpp"

namespace codegen::lower {

using pe::residual::no_node;
using pe::residual::Type;

namespace {

using LowerNode = Value* (*)(Lowering&, const Node&);

template <std::size_t... i>
constexpr std::array<LowerNode, sizeof...(i)> each_op(std::index_sequence<i...>) {
  return {&lower<static_cast<Op>(i)>...};
}
const auto lowerings = each_op(std::make_index_sequence<pe::residual::op_count>());

}  // namespace

Lowering::Lowering(llvm::Module& module, const Program& program, const Request& request)
    : program(program),
      request(request),
      module(module),
      ir(module.getContext()),
      aliases(module.getContext()),
      facts_(program),
      forms_(program, facts_, request.gear == Gear::optimised),
      returned_(llvm::StructType::get(i64(), i64())),
      values_(program.nodes.size()),
      doubled_(program.nodes.size()) {
  check(facts_.edges_to(0) == 0, "nothing jumps to a program's entry");
  if (request.forced_exit < 0) return;
  const auto guards = pe::residual::guards(program);
  if (const auto k = static_cast<std::size_t>(request.forced_exit); k < guards.size())
    forced_guard_ = &program.nodes[guards[k]];
}

Lowered Lowering::run(const std::string& symbol) {
  declare(symbol);
  make_blocks();
  for (BlockId id : facts_.order()) lower_block(id);
  finish_exits();
  return {function_, std::move(bindings_)};
}

llvm::Type* Lowering::type(Type type) {
  switch (type) {
    case Type::i64:
    case Type::ref: return i64();
    case Type::f64: return ir.getDoubleTy();
    case Type::boolean: return ir.getInt1Ty();
    case Type::none: return ir.getVoidTy();
  }
  return nullptr;
}

void Lowering::declare(const std::string& symbol) {
  std::vector<llvm::Type*> types;
  for (NodeId id : program.blocks[0].parameters) types.push_back(type(program.nodes[id].type));
  if (depth_travels()) types.push_back(i64());
  signature_ = llvm::FunctionType::get(returned_, types, false);
  function_ = module.getFunction(symbol);  // Another program of the module may call it already.
  if (!function_)
    function_ = llvm::Function::Create(signature_, llvm::Function::ExternalLinkage, symbol, module);
  function_->setDSOLocal(true);
  function_->setDoesNotThrow();
  // Nothing wider than the 128 bits of a register that helpers preserve.
  function_->addFnAttr(llvm::Attribute::NoImplicitFloat);
  for (unsigned i = 0; i < types.size(); ++i)
    if (types[i]->isIntegerTy(1)) function_->addParamAttr(i, llvm::Attribute::ZExt);
}

// Parameters of a block that one edge reaches need no phi: they are that edge's arguments.
void Lowering::make_blocks() {
  blocks_.resize(program.blocks.size());
  for (BlockId id : facts_.order()) {
    blocks_[id] = BasicBlock::Create(ir.getContext(), "b" + std::to_string(id), function_);
    if (facts_.edges_to(id) < 2) continue;
    ir.SetInsertPoint(blocks_[id]);
    for (NodeId parameter : program.blocks[id].parameters)
      (forms_.is_doubled(parameter) ? doubled_ : values_)[parameter] =
          ir.CreatePHI(type(program.nodes[parameter].type), 2);
  }
  unsigned index = 0;
  for (NodeId parameter : program.blocks[0].parameters)
    values_[parameter] = function_->getArg(index++);
}

Value* Lowering::value(NodeId id) {
  if (values_[id]) return values_[id];
  if (doubled_[id]) return ir.CreateAShr(doubled_[id], 1, "", true);
  const bool is_constant = pe::residual::is_constant(program.nodes[id].op);
  check(is_constant || !facts_.is_needed(id), "a node is used that has no value yet");
  Value* value = lower_node(id);
  if (is_constant) values_[id] = value;
  return value;
}

bool Lowering::has_double(NodeId id) const {
  if (doubled_[id]) return true;
  const Node& node = program.nodes[id];
  return node.op == Op::const_int && gc::fits_small_int(static_cast<std::int64_t>(node.imm));
}

Value* Lowering::doubled(NodeId id) {
  return doubled_[id] ? doubled_[id] : ir.CreateShl(value(id), 1, "", false, true);
}

Value* Lowering::lower_node(NodeId id) {
  const Node& node = program.nodes[id];
  return lowerings[static_cast<std::size_t>(node.op)](*this, node);
}

void Lowering::lower_block(BlockId id) {
  block_ = id;
  shared_.clear();
  ir.SetInsertPoint(blocks_[id]);
  for (NodeId node : program.blocks[id].body)
    if (facts_.is_needed(node)) values_[node] = lower_node(node);
}

BasicBlock* Lowering::edge(const pe::residual::Target& target) {
  BasicBlock* to = blocks_[target.block];
  const auto& parameters = program.blocks[target.block].parameters;
  if (facts_.edges_to(target.block) == 1) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const NodeId argument = target.arguments[i];
      doubled_[parameters[i]] = doubled_[argument];
      values_[parameters[i]] = is_doubled(argument) ? nullptr : value(argument);
    }
    return to;
  }
  BasicBlock* from = ir.GetInsertBlock();
  BasicBlock* next = to;
  if (!edges_.insert({from, to}).second) {  // A second edge from here: through a block of its own.
    from = next = new_block("edge");
    llvm::BranchInst::Create(to, next);
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const bool twice = forms_.is_doubled(parameters[i]);
    Value* argument = twice ? doubled(target.arguments[i]) : value(target.arguments[i]);
    llvm::cast<llvm::PHINode>((twice ? doubled_ : values_)[parameters[i]])->addIncoming(argument, from);
  }
  return next;
}

BasicBlock* Lowering::new_block(const char* name) {
  return BasicBlock::Create(ir.getContext(), name, function_, ir.GetInsertBlock()->getNextNode());
}

BasicBlock* Lowering::cold_block(const char* name) {
  return BasicBlock::Create(ir.getContext(), name, function_);
}

void Lowering::branch_likely(Value* condition, BasicBlock* likely, BasicBlock* unlikely) {
  ir.CreateCondBr(condition, likely, unlikely, aliases.weights(2000, 1));
}

void Lowering::branch_unlikely(Value* condition, BasicBlock* unlikely, BasicBlock* likely) {
  ir.CreateCondBr(condition, unlikely, likely, aliases.weights(1, 2000));
}

Value* Lowering::float_known(NodeId word) const {
  const auto known = floats_.find(word);
  if (known == floats_.end() || block_ == pe::residual::no_block) return nullptr;
  for (const auto& [block, value] : known->second)
    if (facts_.dominates(block, block_)) return value;
  return nullptr;
}

void Lowering::know_float(NodeId word, Value* value) {
  if (block_ != pe::residual::no_block) floats_[word].push_back({block_, value});
}

llvm::GlobalVariable* Lowering::symbol(const std::string& name, const void* address,
                                       std::size_t bytes) {
  llvm::GlobalVariable*& known = symbols_[{name, address}];
  if (known) return known;
  auto* type = llvm::ArrayType::get(ir.getInt8Ty(), bytes);
  if (request.symbols) {
    known = llvm::cast<llvm::GlobalVariable>(module.getOrInsertGlobal("triptych_" + name, type));
    known->setAlignment(llvm::Align(8));
    return known;
  }
  known = new llvm::GlobalVariable(module, type, false, llvm::GlobalValue::ExternalLinkage, nullptr,
                                   name);
  known->setAlignment(llvm::Align(8));
  bindings_.push_back({known, reinterpret_cast<std::uint64_t>(address)});
  return known;
}

llvm::Function* Lowering::callee(const pe::residual::Callee& callee) {
  llvm::Function*& known = callees_[callee.address];
  if (known) return known;
  std::vector<llvm::Type*> types;
  for (Type parameter : callee.parameter_types()) types.push_back(type(parameter));
  known = external_function(callee.name, callee.address,
                            llvm::FunctionType::get(type(callee.result), types, false));
  const pe::Effects& effects = callee.effects;
  const bool only_looks = !effects.writes && !effects.allocates && !effects.may_raise &&
                          !effects.runs_python && !effects.looks_at_frames;
  if (only_looks) {
    known->setWillReturn();
    effects.reads ? known->setOnlyReadsMemory() : known->setDoesNotAccessMemory();
  }
  return known;
}

llvm::Function* Lowering::external_function(const char* name, const void* address,
                                            llvm::FunctionType* type) {
  const std::string symbol = request.symbols ? std::string("triptych_") + name : name;
  llvm::Function* function = request.symbols ? module.getFunction(symbol) : nullptr;
  if (function) return function;
  function = llvm::Function::Create(type, llvm::Function::ExternalLinkage, symbol, module);
  function->setDoesNotThrow();
  for (unsigned i = 0; i < type->getNumParams(); ++i)
    if (type->getParamType(i)->isIntegerTy(1)) function->addParamAttr(i, llvm::Attribute::ZExt);
  if (type->getReturnType()->isIntegerTy(1)) function->addRetAttr(llvm::Attribute::ZExt);
  bindings_.push_back({function, reinterpret_cast<std::uint64_t>(address)});
  return function;
}

llvm::Function* Lowering::known_function(const char* name, const void* address,
                                         llvm::FunctionType* type) {
  llvm::Function*& known = callees_[address];
  if (!known) known = external_function(name, address, type);
  return known;
}

llvm::CallInst* Lowering::call_helper(const Helper& helper, llvm::Type* result,
                                      llvm::ArrayRef<Value*> arguments) {
  std::vector<llvm::Type*> types;
  for (Value* argument : arguments) types.push_back(argument->getType());
  const bool quick = request.gear == Gear::quick || request.symbols;
  llvm::Function* declared = known_function(helper.name, quick ? helper.usual : helper.preserving,
                                            llvm::FunctionType::get(result, types, false));
  if (!quick) declared->setCallingConv(llvm::CallingConv::PreserveAll);
  return call_external(declared, arguments);
}

llvm::CallInst* Lowering::call_external(llvm::Function* function,
                                        llvm::ArrayRef<Value*> arguments) {
  llvm::CallInst* call = ir.CreateCall(function, arguments);
  call->setAttributes(function->getAttributes());
  call->setCallingConv(function->getCallingConv());
  return call;
}

Value* Lowering::context() { return symbol("context", program.context, sizeof(pe::Context)); }

Value* Lowering::depth() {
  if (depth_) return depth_;
  if (depth_travels()) return depth_ = function_->getArg(function_->arg_size() - 1);
  constexpr std::size_t offset = offsetof(pe::Context, depth);
  llvm::IRBuilder<> entry(blocks_[0], blocks_[0]->begin());
  llvm::LoadInst* load = entry.CreateLoad(i64(), context_field(offset), "depth");
  load->setMetadata(llvm::LLVMContext::MD_tbaa, aliases.context(offset));
  return depth_ = load;
}

void add_entry(llvm::Module& module, llvm::Function& function) {
  const std::string name = function.getName().str();
  function.setName(name + ".body");
  function.addFnAttr(llvm::Attribute::NoInline);  // Optimised as what it is, once.
  std::vector<llvm::Type*> types(function.getFunctionType()->params());
  types.pop_back();
  auto* type = llvm::FunctionType::get(function.getReturnType(), types, false);
  llvm::Function* entry = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, module);
  entry->setDSOLocal(true);
  entry->setDoesNotThrow();
  llvm::IRBuilder<> ir(BasicBlock::Create(module.getContext(), "entry", entry));
  auto* context_type = llvm::ArrayType::get(ir.getInt8Ty(), sizeof(pe::Context));
  Value* context = module.getOrInsertGlobal("triptych_context", context_type);
  std::vector<Value*> arguments;
  for (llvm::Argument& argument : entry->args()) {
    arguments.push_back(&argument);
    if (argument.getType()->isIntegerTy(1)) argument.addAttr(llvm::Attribute::ZExt);
  }
  arguments.push_back(ir.CreateLoad(ir.getInt64Ty(), ir.CreateConstGEP1_64(ir.getInt8Ty(), context, offsetof(pe::Context, depth))));
  llvm::CallInst* result = ir.CreateCall(function.getFunctionType(), &function, arguments);
  result->setAttributes(function.getAttributes().removeFnAttributes(module.getContext()));
  ir.CreateRet(result);
}

Value* Lowering::context_field(std::size_t offset) {
  return ir.CreateConstGEP1_64(ir.getInt8Ty(), context(), offset);
}

}  // namespace codegen::lower
