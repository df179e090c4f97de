// A unit of the interpreted language's code, as the driver sees it.
//
// An interpreter derives its own code objects from this and adds whatever its instructions are. What the
// driver has to know is static: how many slots an activation has, where control flow meets, which loops
// there are, and where in the source an instruction came from.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pe/runtime/site.hpp"
#include "pe/stage/assumption.hpp"
#include "pe/stage/dynamic.hpp"

namespace pe::driver {

/// A place in source text, from 1; line 0 is nowhere.
struct Position {
  int line = 0;
  int column = 0;
};

/// What an instruction is to control flow.
enum class Mark : std::uint8_t {
  plain,
  join,  ///< Several ways lead here: specialised versions meet.
  loop,  ///< Likewise, and one of the ways comes from below.
};

/// A dynamic value where a place in the program is wanted.
template <class Dynamic>
consteval void static_place_wanted() {
  static_assert(!sizeof(Dynamic), "where to go on is static: jump() and loop() take a plain std::uint32_t. If the place comes "
                                  "from a dynamic value, promote() makes one static place of each value that is seen");
}

/// What `memo` looks up by, and finds.
template <class Found, class... Arguments>
consteval void memo_wanted() {
  static_assert(((sizeof(Arguments) <= 8) && ...),
                "memo: what something is looked up by is static, and at most 64 bits each: promote() makes a dynamic value static");
  static_assert(sizeof...(Arguments) <= 4, "memo: at most four arguments, the key among them");
  static_assert(std::is_pointer_v<Found> && std::is_base_of_v<Assumption, std::remove_pointer_t<Found>>,
                "memo: what is found is a pointer to something derived from pe::Assumption, whose `valid` says how long it may be remembered");
}

class Code {
 public:
  std::string name;
  std::uint32_t parameter_count = 0;
  std::uint32_t slot_count = 0;         ///< Parameters come first; the others begin as null.
  std::vector<Mark> marks;              ///< By instruction ...
  Mark other_mark = Mark::plain;        ///< ... and of those past its end.
  std::vector<Position> positions;      ///< By instruction; may be shorter.
  std::vector<std::vector<bool>> live;  ///< By instruction, by slot: may it be read? Empty: all may.

  virtual ~Code() = default;
  /// What people see of an instruction.
  virtual std::string text(std::uint32_t) const { return {}; }
  /// How many instructions there are: for listings.
  virtual std::uint32_t size() const { return static_cast<std::uint32_t>(marks.size()); }

  Mark mark(std::uint32_t pc) const { return pc < marks.size() ? marks[pc] : other_mark; }
  Position position(std::uint32_t pc) const { return pc < positions.size() ? positions[pc] : Position{}; }
  bool is_live(std::uint32_t pc, std::uint32_t slot) const { return pc >= live.size() || live[pc][slot]; }

  /// What `memo` remembers at an instruction: the last look-up there.
  struct Remembered {
    const void* found = nullptr;
    const void* find = nullptr;
    std::array<std::uint64_t, 4> arguments = {};
  };
  Remembered& remembered(std::uint32_t pc) const {
    if (pc >= remembered_.size()) [[unlikely]] remembered_.resize(std::max(size(), pc + 1));
    return remembered_[pc];
  }

  /// Where compiled code may be entered: made when first asked for.
  Site* site(std::uint32_t pc) const {
    if (pc >= sites_.size() || !sites_[pc]) [[unlikely]] make_site(pc);
    return sites_[pc].get();
  }
  /// Which kinds of results profiled calls had, a bit for each `residual::ResultKind`.
  mutable std::uint8_t result_kinds = 0;

 private:
  void make_site(std::uint32_t pc) const {
    if (sites_.size() <= pc) sites_.resize(pc + 1);
    sites_[pc] = std::make_unique<Site>(Site{.code = this, .pc = pc, .is_loop = mark(pc) == Mark::loop});
  }
  mutable std::vector<std::unique_ptr<Site>> sites_;
  mutable std::vector<Remembered> remembered_;
};

/// "name@pc", for people.
inline std::string place(const Code& code, std::uint32_t pc) { return code.name + "@" + std::to_string(pc); }

}  // namespace pe::driver
