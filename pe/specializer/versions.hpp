// Versions: what is specialised once for each set of knowledge with which a join point is reached.
//
// A version's key is what must match: the activations with their pcs and depths, and what is static data
// (docs/decisions/unfolding-along-static-data.md), if the subject has any. Within a key, versions
// differ by what may be dropped, slot by slot: a constant, an unboxed payload, a virtual object, the known
// header of a word. A state that arrives takes the version that knows exactly as much, else makes one;
// past a bound, versions of the key are widened into one that all of them can be converted to. Integer,
// float and boolean constants are payloads in versions, so loops that count do not unroll themselves.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "pe/specializer/knowledge.hpp"
#include "pe/specializer/subject.hpp"

namespace pe::specializer {

class Specialiser;

/// What a version knows of one slot, or of one part of a virtual object.
struct SlotKnowledge {
  enum class Kind : std::uint8_t { constant, integer, floating, boolean, word, virtual_object, raw };
  Kind kind = Kind::word;
  Type type = Type::ref;                   ///< Of the block parameter, if there is one.
  std::uint64_t bits = 0;                  ///< Of a constant; the header of a word, if known, else 0.
  std::uint8_t possible = may_be_anything; ///< Of a word.
  std::uint32_t object = 0;                ///< Of a virtual object: its number in the version.
  friend bool operator==(const SlotKnowledge&, const SlotKnowledge&) = default;
};

struct VirtualKnowledge {
  std::uint64_t bytes = 0;
  std::uint64_t header = 0;
  struct PartKnowledge {
    gc::Field field;
    std::uint32_t element;
    SlotKnowledge value;
    friend bool operator==(const PartKnowledge&, const PartKnowledge&) = default;
  };
  std::vector<PartKnowledge> parts;
  friend bool operator==(const VirtualKnowledge&, const VirtualKnowledge&) = default;
};

struct Knowledge {
  std::vector<SlotKnowledge> slots;  ///< Of all activations, outermost first.
  std::vector<VirtualKnowledge> objects;
  friend bool operator==(const Knowledge&, const Knowledge&) = default;
};

/// What is known of a call's arguments that is worth a function of its own: static data, alone or inside of virtual
/// objects, and payloads. `is_static` says whether there is any of the former.
struct CallKnowledge {
  Knowledge knowledge;
  bool is_static = false;
  std::uint64_t hash = 0;  ///< Of what is static; 0 if nothing is.
};
CallKnowledge describe_call(Specialiser& s, const Activation& called);
/// Likewise, as if all static data were dynamic.
CallKnowledge without_statics(const CallKnowledge& known);
/// Of a call with arguments of these types, of which nothing else is known; the other slots are null.
CallKnowledge knowledge_of(std::span<const Type> types, std::size_t slots);
/// The nodes that travel to a function made for this knowledge; objects that it does not know become real.
std::vector<NodeId> take_arguments(Specialiser& s, const Knowledge& knowledge, const Activation& called);
/// The state in which such a function begins, in a block of its own: parameters, and what is made of them.
State make_entry(residual::Program& program, BlockId block, const Knowledge& knowledge, const Activation& called);

/// For people: slot by slot, and the chain of places that is the key. Empty if the subject has no names for places.
std::string describe(const Knowledge& knowledge);
std::string describe(const State& state, const Subject& subject);

/// What must match.
struct VersionKey {
  struct Place {
    const void* code;
    std::uint32_t pc, mode, depth;
    auto operator<=>(const Place&) const = default;
  };
  std::vector<Place> places;
  std::uint64_t statics;  ///< A hash of the static data in all slots; 0 if there is none.
  auto operator<=>(const VersionKey&) const = default;
};

struct Version {
  Knowledge knowledge;
  BlockId block = residual::no_block;
  bool generic = false;  ///< The widened one of its key.
};

class Versions {
 public:
  /// Ends the path in a jump to the version for its state; gives the state to go on with in it, if it is new.
  bool arrive(Specialiser& s, State& entered);
  /// Notes that the state's place is passed; have so many paths passed there that it should be a merge point?
  /// Operands of several kinds fork the path at each operator, and nothing between two merge points would
  /// join those paths again.
  bool is_crowded(Specialiser& s, const State& state, std::size_t most);
  std::size_t size() const { return count_; }

 private:
  std::map<VersionKey, std::deque<Version>> versions_;
  std::unordered_map<std::uint64_t, std::size_t> passed_;  ///< By a hash of the place.
  std::size_t count_ = 0;
};

}  // namespace pe::specializer
