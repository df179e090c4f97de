// What is known of dynamic values on one path through a program.
//
// A value is a node of the residual program. Knowledge about it belongs to the path, not the node: which
// kinds of word it may be, its range, what its fields hold since the last effect. A virtual object is
// known entirely: it exists only here, until somebody else gets to see it. Payloads need no entry: the
// word of an integer in a register is a node `int_box`, which vanishes where nobody uses it.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "pe/residual/program.hpp"

namespace pe::specializer {

using residual::BlockId;
using residual::NodeId;
using residual::no_node;
using residual::Type;

/// Which kinds of word a reference may be, as a set.
enum Possible : std::uint8_t {
  may_be_int = 1,
  may_be_float = 2,    ///< Immediate or boxed.
  may_be_bool = 4,
  may_be_object = 8,   ///< Of any layout but a boxed float's.
  may_be_null = 16,
  may_be_special = 32,
  may_be_anything = 63,
};

/// What a constant word is.
std::uint8_t possible_of(gc::Word word);

struct Facts {
  std::uint8_t possible = may_be_anything;  ///< Of a reference.
  std::int64_t low = INT64_MIN;             ///< Of an integer, inclusive.
  std::int64_t high = INT64_MAX;
};

/// "Field `field` (element `index` of it) of `object` holds `value`."
struct KnownField {
  NodeId object;
  gc::Field field;
  NodeId index;  ///< no_node unless the field is a tail.
  NodeId value;
};

struct Part {
  gc::Field field;
  std::uint32_t element;
  NodeId value;
};
struct Virtual {
  NodeId id;
  std::uint64_t bytes;
  std::uint64_t header;
  std::vector<Part> parts;  ///< What is not here is zero.
};

/// One activation of the interpreted program, all of it but `slots` static.
struct Activation {
  const void* code = nullptr;
  std::uint32_t pc = 0;
  std::uint32_t mode = 0;
  std::vector<NodeId> slots;
  std::uint64_t call = 0;  ///< A hash of what was called: the code and the static data among its arguments.
};

/// Where the path is in the trace that it follows, if it follows one.
struct Cursor {
  std::uint32_t trace = 0;
  std::uint32_t step = 0;
  std::uint32_t decision = 0;
};

/// The state of specialisation on one path.
struct State {
  std::vector<Activation> frames;
  std::vector<std::pair<NodeId, Facts>> facts;
  std::vector<KnownField> known;
  std::vector<Virtual> virtuals;
  std::vector<std::pair<NodeId, NodeId>> replaced;  ///< Node -> what it is known to equal.
  std::vector<BlockId> path;                        ///< Blocks that dominate this point, current last.
  bool delivering = false;                          ///< A callee's result is to be handed over first.
  std::uint32_t delivered_mode = 0;
  NodeId delivered = no_node;
  bool unsafe = false;                              ///< Assumptions may have failed since they were checked.
  Cursor cursor;

  std::vector<bool>* ever_replaced = nullptr;       ///< By node, on any path: most never are.

  BlockId block() const { return path.back(); }
  void replace(NodeId node, NodeId by) {
    if (ever_replaced->size() <= node) ever_replaced->resize(node + 1);
    (*ever_replaced)[node] = true;
    replaced.emplace_back(node, by);
  }
  NodeId resolve(NodeId node) const {
    if (ever_replaced && (node >= ever_replaced->size() || !(*ever_replaced)[node])) return node;
    for (bool again = true; again;) {
      again = false;
      for (auto it = replaced.rbegin(); it != replaced.rend(); ++it)
        if (it->first == node) {
          node = it->second;
          again = true;
          break;
        }
    }
    return node;
  }
  const Virtual* find_virtual(NodeId node) const {
    for (const Virtual& object : virtuals)
      if (object.id == node) return &object;
    return nullptr;
  }
  Virtual* find_virtual(NodeId node) {
    return const_cast<Virtual*>(std::as_const(*this).find_virtual(node));
  }
  Facts facts_of(NodeId node) const {
    for (const auto& [known_node, known_facts] : facts)
      if (known_node == node) return known_facts;
    return {};
  }
  Facts& facts_for(NodeId node) {
    for (auto& [known_node, known_facts] : facts)
      if (known_node == node) return known_facts;
    return facts.emplace_back(node, Facts{}).second;
  }
};

}  // namespace pe::specializer
