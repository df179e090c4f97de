// The machine of the stage Specialise: an activation is a list of residual values.
#pragma once

#include <span>

#include "pe/driver/world.hpp"
#include "pe/specializer/specialiser.hpp"
#include "pe/specializer/subject.hpp"

namespace pe::driver {

/// Who knows which functions have, or are to have, residual code of their own.
class Callees {
 public:
  struct Entry {
    residual::EntryCell* cell = nullptr;
    std::optional<residual::ResultKind> result;  ///< Empty: it may be of any kind.
  };
  virtual ~Callees() = default;
  /// The residual function for `code` entered with this knowledge of its slots; null if it will have none.
  virtual const Entry* find(const Code& code, const specializer::CallKnowledge& known) = 0;
};

class SpecialMachine : public Wrapping<SpecialMachine>, public specializer::Specialiser {
 public:
  using Stage = Wrapping<SpecialMachine>;
  using Word = Dynamic<SpecialMachine, gc::Word>;

  SpecialMachine(World& world, Callees& callees, specializer::Subject& subject,
                 const specializer::Options& options, residual::Program& program, const Coverage& coverage,
                 std::span<const Trace> traces)
      : Specialiser(subject, options, program, coverage, traces), world_(&world), callees_(callees) {}

  World* world() const { return world_; }
  Word get(std::uint32_t slot) { return {this, here().slots[slot]}; }
  void set(std::uint32_t slot, Word value) { here().slots[slot] = node_of(value); }
  /// Looked up now; the program is made for what was found, as long as that is valid.
  template <auto find, class K, class... A>
  auto memo(K key, A... rest) {
    using Found = decltype(find(world_, key, rest...));
    memo_wanted<Found, K, A...>();
    const Found found = find(world_, key, rest...);
    rely_on(found);
    return found;
  }

  void jump(std::uint32_t target) { here().pc = target; }
  void loop(std::uint32_t target) { jump(target); }
  template <class S>
  void jump(Dynamic<S, std::int64_t>) {
    static_place_wanted<Dynamic<S, std::int64_t>>();
  }
  template <class S>
  void loop(Dynamic<S, std::int64_t>) {
    static_place_wanted<Dynamic<S, std::int64_t>>();
  }
  void call(const Code& callee, const Word* arguments, std::uint32_t count, std::uint32_t result_slot);
  void tail_call(const Code& callee, const Word* arguments, std::uint32_t count);
  void leave(Word value);
  [[noreturn]] void fail(const char* message) { leave_here(std::string("fails: ") + message); }

  // What both bases have, chosen.
  using Specialiser::decide;
  using Stage::call;
  using Stage::load;
  using Stage::store;
  specializer::NodeId node_of(Word value) { return static_cast<specializer::NodeId>(value.at(this)); }
  const Code& code() { return *static_cast<const Code*>(top().code); }

  /// By node: which instruction made it. For those who ask why something is dynamic.
  struct Origin {
    const Code* code = nullptr;
    std::uint32_t pc = 0;
  };
  std::vector<Origin> origins;

  bool has_gone_on = false;  ///< The step has entered or left an activation, which is the last thing that it does.

 private:
  /// The activation that the step began in.
  specializer::Activation& here() {
    if (has_gone_on)
      throw specializer::GivesUp{"work after call, tail_call or leave: what a step does there, it does to another activation; it "
                                 "belongs before it, or into a step of its own"};
    return top();
  }
  void rely_on(const Assumption* found);
  std::vector<specializer::NodeId> slots_of(const Code& callee, const Word* arguments, std::uint32_t count);

  World* world_;
  Callees& callees_;
};

/// An interpreter as the specialiser's subject, but for its step.
class SubjectBase : public specializer::Subject {
 public:
  void deliver(specializer::Specialiser& s, std::uint32_t mode, std::uint32_t value) override;
  bool is_join(const void* code, std::uint32_t pc) const override {
    return of(code).mark(pc) != Mark::plain;
  }
  bool is_loop_header(const void* code, std::uint32_t pc) const override {
    return of(code).mark(pc) == Mark::loop;
  }
  bool is_live(const void* code, std::uint32_t pc, std::uint32_t slot) const override {
    return of(code).is_live(pc, slot);
  }
  std::string place(const void* code, std::uint32_t pc) const override { return driver::place(of(code), pc); }
  bool keeps_header(gc::LayoutId) const override { return true; }

 private:
  static const Code& of(const void* code) { return *static_cast<const Code*>(code); }
};

}  // namespace pe::driver
