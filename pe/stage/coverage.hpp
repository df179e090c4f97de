// Which ways the running program goes: what `Profile` records and the specialiser asks.
//
// A decision is known by its path: the instruction, and the outcomes of the decisions before it in the
// same step. Since a handler is deterministic given its decisions, the path names one place in it. So the
// specialiser, which makes the same decisions in the same order, finds what was seen there.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace pe {

/// Where a handler is: a hash of the instruction and the outcomes so far.
class Path {
 public:
  Path() = default;
  Path(const void* code, std::uint64_t pc) : key_(mix(reinterpret_cast<std::uint64_t>(code), pc)) {}
  std::uint64_t key() const { return key_; }
  void take(std::uint64_t outcome) { key_ = mix(key_, outcome); }

 private:
  static std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdu;
    return x ^ (x >> 32);
  }
  std::uint64_t key_ = 0;
};

/// What was seen of one decision.
struct Seen {
  std::uint32_t no = 0, yes = 0;      ///< How often a boolean went which way; saturates.
  std::vector<std::uint64_t> values;  ///< What was promoted, in the order of first appearance.
};

class Coverage {
 public:
  static constexpr std::size_t most_values = 8;

  void note(std::uint64_t key, bool outcome) {
    Seen& seen = seen_[key];
    std::uint32_t& count = outcome ? seen.yes : seen.no;
    if (count != ~0u) ++count;
  }
  void note_value(std::uint64_t key, std::uint64_t value) {
    Seen& seen = seen_[key];
    for (std::uint64_t known : seen.values)
      if (known == value) return;
    if (seen.values.size() < most_values) seen.values.push_back(value);
  }
  /// Null if this place was never reached.
  const Seen* find(std::uint64_t key) const {
    const auto found = seen_.find(key);
    return found == seen_.end() ? nullptr : &found->second;
  }
  std::size_t size() const { return seen_.size(); }

 private:
  std::unordered_map<std::uint64_t, Seen> seen_;
};

/// One concrete run, step by step: what tracing follows.
struct Trace {
  struct Step {
    const void* code;
    std::uint32_t pc;
    std::uint32_t depth;     ///< Activations above the one that was recorded from.
    std::size_t decisions;   ///< Index of its first decision.
  };
  std::vector<Step> steps;
  std::vector<std::uint64_t> decisions;  ///< Outcomes and promoted values.
};

}  // namespace pe
