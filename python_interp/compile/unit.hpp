// One code unit in the making: a module, a class body, a function, a lambda, a comprehension.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "python_interp/bytecode/code.hpp"
#include "python_interp/compile/emitter.hpp"
#include "python_interp/compile/names.hpp"
#include "python_interp/compile/symbols.hpp"

namespace py::compile {

using bytecode::CodeUnit;
using bytecode::Constant;

enum class UnitKind : std::uint8_t {
  module, class_body, function, async_function, lambda, comprehension
};

/// What surrounds a statement, as far as `break`, `continue` and `return` have to leave it.
enum class BlockKind : std::uint8_t {
  while_loop,
  for_loop,          ///< The iterator is on the stack.
  try_except,        ///< The body of a try with except.
  finally_try,       ///< The body of a try with finally, whose statements run on the way out.
  finally_end,       ///< The finally part when it handles an exception.
  with,
  async_with,
  handler_cleanup,   ///< The body of an except, whose name is deleted on the way out.
  pop_value,         ///< The finally part on the way out with a value on the stack.
  exception_handler,
  exception_group_handler,  ///< `except*`, which may not be left.
  async_comprehension,
};

struct Block {
  BlockKind kind;
  Label start = {};  ///< Where `continue` goes.
  Label exit = {};   ///< Where `break` goes.
  HandlerId outside = no_handler;  ///< What handles exceptions outside the block.
  syntax::Seq<syntax::Stmt*> finally_body = {};
  syntax::Position pos = {};  ///< Of the `with`.
  Name name = {};             ///< Of `except ... as name`, as the source spells it.
};

/// Numbers things in the order in which they come, the same thing once.
template <class T, class Hash>
class Numbering {
 public:
  std::uint32_t number_of(T thing) {
    auto [place, fresh] =
        numbers_.try_emplace(std::move(thing), static_cast<std::uint32_t>(numbers_.size()));
    if (fresh) order_.push_back(&place->first);
    return place->second;
  }
  bool contains(const T& thing) const { return numbers_.contains(thing); }
  std::size_t size() const { return order_.size(); }

  template <class To>
  std::vector<To> in_order() const {
    std::vector<To> things;
    things.reserve(order_.size());
    for (const T* thing : order_) things.push_back(To(*thing));
    return things;
  }

 private:
  std::unordered_map<T, std::uint32_t, Hash> numbers_;
  std::vector<const T*> order_;  // Nodes of the map do not move.
};

struct ConstantHash {
  std::size_t operator()(const Constant& constant) const { return bytecode::hash(constant); }
};

struct Unit {
  Unit* parent = nullptr;
  UnitKind kind = UnitKind::module;
  const Scope* scope = nullptr;
  std::shared_ptr<CodeUnit> code = std::make_shared<CodeUnit>();
  Name class_name;  ///< The innermost class, whose private names are mangled.

  Emitter emitter;
  Numbering<Name, std::hash<Name>> names;
  Numbering<Name, std::hash<Name>> varnames;
  Numbering<Name, std::hash<Name>> cells;
  Numbering<Name, std::hash<Name>> frees;
  Numbering<Constant, ConstantHash> constants;
  std::vector<Block> blocks;

  /// Operands of cell instructions until slots are known: cells, then free variables.
  std::uint32_t cell_number(Name name) { return cells.number_of(name); }
  std::uint32_t free_number(Name name) {
    return static_cast<std::uint32_t>(cells.size()) + frees.number_of(name);
  }

  bool is_async_generator() const { return scope->coroutine && scope->generator; }
};

}  // namespace py::compile
