// Residual program to LLVM IR: one function, one short lowering a node.
//
// `lower<op>` turns one node into instructions at the builder's place and answers its value. The
// families of operations have a file each (integers, floats, boxing, memory, calls, control); an
// operation without a lowering does not link. Blocks are visited in reverse postorder, so that
// operands come before their uses.
//
// References are i64 here, not ptr: a word is tested, tagged and untagged far more often than it is
// followed, the conservative collector asks nothing of LLVM, and alias information comes from
// layouts, which are told per access. Booleans are i1, floats double, the result of an `invoke` is
// {i64, i64}.
//
// What has an address in this process (the context, callees, entry cells, exit points) is an
// external symbol in the IR, so that printed forms can be read and object files linked; `Binding`s
// say which address each stands for.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include "codegen/backend.hpp"
#include "codegen/lower/aliases.hpp"
#include "codegen/lower/facts.hpp"
#include "codegen/lower/forms.hpp"
#include "codegen/lower/helpers.hpp"
#include "pe/residual/check.hpp"

namespace codegen::lower {

using llvm::BasicBlock;
using llvm::Value;
using pe::residual::BlockId;
using pe::residual::Call;
using pe::residual::check;
using pe::residual::Node;
using pe::residual::NodeId;
using pe::residual::Op;
using pe::residual::Program;

/// An external symbol of the IR and the address that it stands for in this process.
struct Binding {
  llvm::GlobalValue* symbol;
  std::uint64_t address;
};

struct Lowered {
  llvm::Function* function = nullptr;
  std::vector<Binding> bindings;
};

class Lowering {
 public:
  Lowering(llvm::Module& module, const Program& program, const Request& request);

  /// Adds the program to the module as the function `symbol`. Called once.
  Lowered run(const std::string& symbol);

  // For the lowerings.

  const Program& program;
  const Request& request;
  llvm::Module& module;
  llvm::IRBuilder<> ir;
  Aliases aliases;

  /// The value of a node that was lowered; a constant, or what only exits need, is lowered now.
  Value* value(NodeId id);
  Value* operand(const Node& node, std::size_t index) { return value(node.operands[index]); }
  /// Twice a small integer.
  Value* doubled(NodeId id);
  /// Is only the double of this integer at hand (forms.hpp)?
  bool is_doubled(NodeId id) const { return doubled_[id] && !values_[id]; }
  bool has_double(NodeId id) const;
  void keep_doubled(const Node& node, Value* doubled) { doubled_[id_of(node)] = doubled; }
  NodeId id_of(const Node& node) const { return static_cast<NodeId>(&node - program.nodes.data()); }
  const Forms& forms() const { return forms_; }
  const Facts& facts() const { return facts_; }
  llvm::Function* function() const { return function_; }

  llvm::IntegerType* i64() { return ir.getInt64Ty(); }
  llvm::Type* type(pe::residual::Type type);
  llvm::FunctionType* signature() const { return signature_; }  ///< Of the program.
  llvm::StructType* returned() { return returned_; }            ///< {payload, kind}.

  /// The external symbol `name` that stands for `address`, where `bytes` may be read and written.
  llvm::GlobalVariable* symbol(const std::string& name, const void* address, std::size_t bytes);
  /// The external function that stands for a callee, with the attributes that its effects allow.
  llvm::Function* callee(const pe::residual::Callee& callee);
  llvm::Function* external_function(const char* name, const void* address,
                                    llvm::FunctionType* type);
  /// Calls an external function. Its attributes stand at the call, too: the function is an address
  /// when instructions are selected.
  llvm::CallInst* call_external(llvm::Function* function, llvm::ArrayRef<Value*> arguments);
  /// A field that never changes, of an object that is finished.
  Value* load_field(Value* object, const gc::Field& field);
  /// Calls a function of ours on a cold path.
  llvm::CallInst* call_helper(const Helper& helper, llvm::Type* result,
                              llvm::ArrayRef<Value*> arguments);
  /// A function by address, declared once.
  llvm::Function* known_function(const char* name, const void* address, llvm::FunctionType* type);
  Value* context();
  Value* context_field(std::size_t offset);  ///< Its address.
  Value* depth();                            ///< The context's, as it was at the entry.
  /// Is it the last argument, instead of in the context?
  bool depth_travels() const { return request.symbols != nullptr; }

  BasicBlock* new_block(const char* name);   ///< Lies behind the current one.
  BasicBlock* cold_block(const char* name);  ///< Lies at the function's end.
  /// Branches to `likely` if `condition`, hardly ever to `unlikely`.
  void branch_likely(Value* condition, BasicBlock* likely, BasicBlock* unlikely);
  void branch_unlikely(Value* condition, BasicBlock* unlikely, BasicBlock* likely);

  /// Values that two nodes of one block share, such as a sum and its overflow test.
  Value*& shared(Op op, const Node& node) {
    return shared_[{op, node.operands[0], node.operands[1]}];
  }

  /// The float in `word`, if an `is_float` that has it at hand dominates here.
  Value* float_known(NodeId word) const;
  void know_float(NodeId word, Value* value);

  /// Leaves by the guard's exit unless its operand is `stays_if`.
  void guard(const Node& node, bool stays_if);
  /// The block to branch to, from the one that is being filled, to leave by exit `index`.
  BasicBlock* leaving_from_here(std::uint32_t index);
  /// Jumps to where exit `index` leaves.
  void leave(std::uint32_t index);
  /// The block to branch to for `target`, its parameters being given their values.
  BasicBlock* edge(const pe::residual::Target& target);

 private:
  /// The cold blocks of all exits that save the same values.
  struct Leaving {
    BasicBlock* block = nullptr;
    std::vector<std::pair<BasicBlock*, std::uint32_t>> from;  ///< Block and index of the exit.
  };

  void declare(const std::string& symbol);
  void make_blocks();
  void lower_block(BlockId id);
  Value* lower_node(NodeId id);
  using Incoming = std::vector<std::pair<BasicBlock*, Value*>>;
  Leaving& leaving(std::uint32_t index);
  void finish_exits();
  void save(std::span<const NodeId> saved);
  Value* exit_point(std::uint32_t index);
  /// A phi in the current block, or the value itself if all are the same.
  Value* merge(llvm::Type* type, const Incoming& incoming);

  Facts facts_;
  Forms forms_;
  llvm::StructType* returned_;
  llvm::FunctionType* signature_ = nullptr;
  llvm::Function* function_ = nullptr;
  Value* depth_ = nullptr;
  const Node* forced_guard_ = nullptr;  ///< Always leaves.
  std::vector<Value*> values_;
  std::vector<Value*> doubled_;         ///< Of integers that travel so, and of unboxed ones.
  std::vector<BasicBlock*> blocks_;
  BlockId block_ = 0;  ///< Being lowered; none while exits are.
  std::map<std::tuple<Op, NodeId, NodeId>, Value*> shared_;
  std::map<NodeId, std::vector<std::pair<BlockId, Value*>>> floats_;
  std::vector<Leaving> leavings_;
  std::map<std::vector<std::uint32_t>, std::size_t> exits_;  ///< Of `leavings_`, by what is saved.
  std::set<std::pair<BasicBlock*, BasicBlock*>> edges_;
  std::map<const void*, llvm::Function*> callees_;
  std::map<std::pair<std::string, const void*>, llvm::GlobalVariable*> symbols_;
  std::vector<Binding> bindings_;
};

/// Gives others, under its name, a function of an object file: it begins at the context's depth.
void add_entry(llvm::Module& module, llvm::Function& function);

/// Lowers one node; null if it has no value. Each operation defines its own.
template <Op op>
Value* lower(Lowering& in, const Node& node);

/// The word of a float: immediate inline, otherwise the program's boxing function.
Value* box_float(Lowering& in, Value* number);
Value* box_int(Lowering& in, Value* integer);
/// Leaves by the exit of `guard` unless the operand of `test`, an is_float, is a float.
void guard_float(Lowering& in, const Node& test, const Node& guard);
Value* box_bool(Lowering& in, Value* boolean);

}  // namespace codegen::lower
