// Fields, elements and new objects.
//
// The interrupt flag of the VM's context is read as volatile: another thread raises it, and a loop
// that polls it must see that.
#include "codegen/lower/lowering.hpp"
#include "pe/residual/check.hpp"

namespace codegen::lower {

namespace {

using gc::Kind;

struct Place {
  Value* address;
  llvm::MDNode* alias;
  bool is_volatile = false;
};

llvm::Type* type_in_memory(Lowering& in, Kind kind) {
  if (kind == Kind::f64) return in.ir.getDoubleTy();
  return in.ir.getIntNTy(static_cast<unsigned>(8 * pe::residual::size_of(kind)));
}

// The offset in the context, if the object is the context or lies in it.
std::optional<std::size_t> offset_in_context(const Lowering& in, const Node& object,
                                             const gc::Field& field) {
  if (object.op != Op::const_ref || !in.program.context) return std::nullopt;
  const auto start = reinterpret_cast<std::uint64_t>(in.program.context);
  const std::uint64_t offset = object.imm + field.offset - start;
  if (offset >= sizeof(pe::Context)) return std::nullopt;
  return offset;
}

Place place_of(Lowering& in, const Node& node, const gc::Field& field) {
  if (auto offset = offset_in_context(in, in.program.nodes[node.operands[0]], field))
    return {in.context_field(*offset), in.aliases.context(*offset),
            *offset == offsetof(pe::Context, interrupt)};
  Value* object = in.ir.CreateIntToPtr(in.operand(node, 0), in.ir.getPtrTy());
  return {in.ir.CreateConstGEP1_64(in.ir.getInt8Ty(), object, field.offset),
          in.aliases.field(field)};
}

Place element_place(Lowering& in, const Node& node, const gc::Field& field) {
  Place place = place_of(in, node, field);
  place.address =
      in.ir.CreateGEP(type_in_memory(in, field.kind), place.address, in.operand(node, 1));
  return place;
}

Value* load_from(Lowering& in, const Node& node, const gc::Field& field, const Place& place) {
  llvm::LoadInst* load =
      in.ir.CreateAlignedLoad(type_in_memory(in, field.kind), place.address,
                              llvm::Align(pe::residual::size_of(field.kind)), place.is_volatile);
  load->setMetadata(llvm::LLVMContext::MD_tbaa, place.alias);
  if (in.facts().is_invariant(field, node.operands[0]))
    load->setMetadata(llvm::LLVMContext::MD_invariant_load,
                      llvm::MDNode::get(in.ir.getContext(), {}));
  switch (field.kind) {
    case Kind::i32: return in.ir.CreateSExt(load, in.i64());
    case Kind::u32:
    case Kind::u16:
    case Kind::u8: return in.ir.CreateZExt(load, in.i64());
    case Kind::boolean: return in.ir.CreateIsNotNull(load);
    case Kind::word:
    case Kind::pointer:
    case Kind::i64:
    case Kind::f64: break;
  }
  return load;
}

}  // namespace

Value* Lowering::load_field(Value* object, const gc::Field& field) {
  Value* address = ir.CreateConstGEP1_64(ir.getInt8Ty(), ir.CreateIntToPtr(object, ir.getPtrTy()), field.offset);
  llvm::LoadInst* load = ir.CreateAlignedLoad(type_in_memory(*this, field.kind), address,
                                              llvm::Align(pe::residual::size_of(field.kind)));
  load->setMetadata(llvm::LLVMContext::MD_tbaa, aliases.field(field));
  load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(ir.getContext(), {}));
  return load;
}

namespace {

void store_to(Lowering& in, Value* value, const gc::Field& field, const Place& place) {
  llvm::Type* type = type_in_memory(in, field.kind);
  if (type != value->getType()) {
    check(value->getType()->isIntegerTy() && type->isIntegerTy(),
          "a store of a float into an integer field, or the reverse");
    value = in.ir.CreateZExtOrTrunc(value, type);
  }
  llvm::StoreInst* store = in.ir.CreateAlignedStore(value, place.address,
                                                    llvm::Align(pe::residual::size_of(field.kind)));
  store->setMetadata(llvm::LLVMContext::MD_tbaa, place.alias);
}

Value* allocate_slowly(Lowering& in, Value* bytes) {
  check(in.program.allocate != nullptr, "alloc in a program without an allocation function");
  llvm::CallInst* call =
      in.call_helper(allocate_cell, in.i64(), {bytes, in.callee(*in.program.allocate)});
  call->setMetadata(llvm::LLVMContext::MD_tbaa, in.aliases.areas());
  return call;
}

// The heap's area for cells of a constant size: at a known address, or found through the context.
Value* area_for(Lowering& in, std::size_t bytes) {
  Value* areas = nullptr;
  if (in.request.areas) {
    areas = in.symbol("areas", in.request.areas, gc::area_count * sizeof(gc::Area));
  } else {
    constexpr std::size_t offset = offsetof(pe::Context, areas);
    llvm::LoadInst* load = in.ir.CreateLoad(in.ir.getPtrTy(), in.context_field(offset));
    load->setMetadata(llvm::LLVMContext::MD_tbaa, in.aliases.context(offset));
    areas = load;
  }
  return in.ir.CreateConstGEP1_64(in.ir.getInt8Ty(), areas,
                                  gc::area_index(bytes) * sizeof(gc::Area));
}

// Bumps the area's cursor, or calls the heap where that would pass its limit.
Value* allocate(Lowering& in, std::size_t bytes) {
  if (bytes == 0 || bytes > gc::largest_small) return allocate_slowly(in, in.ir.getInt64(bytes));
  llvm::IRBuilder<>& ir = in.ir;
  const auto load = [&](Value* address) {
    llvm::LoadInst* loaded = ir.CreateLoad(in.i64(), address);
    loaded->setMetadata(llvm::LLVMContext::MD_tbaa, in.aliases.areas());
    return loaded;
  };
  Value* area = area_for(in, bytes);
  Value* limit = ir.CreateConstGEP1_64(ir.getInt8Ty(), area, offsetof(gc::Area, limit));
  Value* cell = load(area);
  Value* next = ir.CreateAdd(cell, ir.getInt64(gc::cell_size(bytes)));

  BasicBlock* bump = in.new_block("bump");
  BasicBlock* cold = in.cold_block("allocate");
  in.branch_unlikely(ir.CreateICmpUGT(next, load(limit)), cold, bump);
  ir.SetInsertPoint(bump);
  ir.CreateStore(next, area)->setMetadata(llvm::LLVMContext::MD_tbaa, in.aliases.areas());
  BasicBlock* done = in.new_block("allocated");
  ir.CreateBr(done);
  ir.SetInsertPoint(cold);
  Value* slow = allocate_slowly(in, ir.getInt64(bytes));
  ir.CreateBr(done);
  ir.SetInsertPoint(done);
  llvm::PHINode* object = ir.CreatePHI(in.i64(), 2);
  object->addIncoming(cell, bump);
  object->addIncoming(slow, cold);
  return object;
}

}  // namespace

template <>
Value* lower<Op::load>(Lowering& in, const Node& node) {
  const gc::Field& field = in.program.fields[node.extra];
  if (in.depth_travels() && offset_in_context(in, in.program.nodes[node.operands[0]], field) == offsetof(pe::Context, depth))
    return in.depth();
  return load_from(in, node, field, place_of(in, node, field));
}

template <>
Value* lower<Op::store>(Lowering& in, const Node& node) {
  const gc::Field& field = in.program.fields[node.extra];
  store_to(in, in.operand(node, 1), field, place_of(in, node, field));
  return nullptr;
}

template <>
Value* lower<Op::load_element>(Lowering& in, const Node& node) {
  const gc::Field& field = in.program.fields[node.extra];
  return load_from(in, node, field, element_place(in, node, field));
}

template <>
Value* lower<Op::store_element>(Lowering& in, const Node& node) {
  const gc::Field& field = in.program.fields[node.extra];
  store_to(in, in.operand(node, 2), field, element_place(in, node, field));
  return nullptr;
}

template <>
Value* lower<Op::alloc>(Lowering& in, const Node& node) {
  return allocate(in, node.imm);
}

template <>
Value* lower<Op::alloc_array>(Lowering& in, const Node& node) {
  const Node& count = in.program.nodes[node.operands[0]];
  if (count.op == Op::const_int) return allocate(in, node.imm + 8 * count.imm);
  Value* elements = in.ir.CreateShl(in.operand(node, 0), 3);
  return allocate_slowly(in, in.ir.CreateAdd(elements, in.ir.getInt64(node.imm)));
}

}  // namespace codegen::lower
