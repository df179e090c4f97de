// An interpreter at every stage, as the driver uses it: from one `step`, five members of the family.
//
// An author writes
//
//     struct Language {
//       using Code = ...;                                      // derived from pe::driver::Code
//       template <class M> static void step(M& m, const Code& code, std::uint32_t pc);
//     };
//
// where `step` does what instruction `pc` means, on whatever machine, and hands the machine the way to go
// on if that is not the next instruction. `Instantiated<Language>` is the rest. The loop around `step`
// belongs to the driver, so there is nothing between two merge points that an author could forget.
#pragma once

#include <concepts>
#include <span>

#include "pe/driver/live.hpp"
#include "pe/driver/special.hpp"

namespace pe::driver {

/// How far `profile` goes: until the loop at `header` of `code` has been closed `loops` times, after so
/// many steps, or when the activation it began in is left.
struct Bounds {
  const Code* code;
  std::uint32_t header;
  std::uint32_t loops;
  std::uint32_t steps;
};
struct Profiled {
  Registers at;              ///< Where to go on.
  std::uint32_t loops = 0;
  bool whole = false;        ///< It ended at the header, in the activation it began in.
};

/// An interpreter without its language: what the engine asks of it.
class Interpreter {
 public:
  virtual ~Interpreter() = default;
  /// Direct: runs until the innermost record without code.
  virtual void run(World& world, Registers at) = 0;
  /// Profile: runs for a while and records what is decided.
  virtual Profiled profile(World& world, Registers at, Coverage& coverage, Trace* trace, const Bounds& bounds) = 0;
  /// Replay: runs one step again whose first reads and effects answer `log`.
  virtual Registers replay(World& world, Registers at, std::span<const std::uint64_t> log) = 0;
  /// Specialise: what the specialiser runs.
  virtual specializer::Subject& subject() = 0;
  /// Does the language use `assume`? Then programs ask, after calls, whether that still holds.
  virtual bool assumes() const = 0;
};

/// What an interpreter's author gives. A failed line says what is missing.
template <class L>
concept Language = std::derived_from<typename L::Code, Code> &&
                   requires(DirectMachine& direct, ProfileMachine& profile, ReplayMachine& replay,
                            SpecialMachine& special, const typename L::Code& code, std::uint32_t pc) {
                     // One instruction, at each stage: `template <class M> static void step(M&, ...)`.
                     L::step(direct, code, pc);
                     L::step(profile, code, pc);
                     L::step(replay, code, pc);
                     L::step(special, code, pc);
                   };

template <class L>
class Instantiated final : public Interpreter {
  static_assert(requires(DirectMachine& m, const typename L::Code& code) { L::step(m, code, 0u); },
                "an interpreter is its step, `template <class M> static void step(M& m, const Code& code, std::uint32_t pc)`: "
                "the loop around it and its merge points are the driver's");

 public:
  __attribute__((flatten)) void run(World& world, Registers at) override {
    DirectMachine m(world, at);
    while (m.code) {
      const std::uint32_t pc = m.pc++;
      L::step(m, of(m.code), pc);
    }
  }

  Profiled profile(World& world, Registers at, Coverage& coverage, Trace* trace, const Bounds& bounds) override {
    const std::size_t base = world.record_count;
    ProfileMachine m(world, at);
    m.coverage = &coverage;
    m.trace = trace;
    Profiled result{at};
    for (std::uint32_t step = 0; step < bounds.steps && result.loops < bounds.loops; ++step) {
      m.begin_step(m.code, m.pc, static_cast<std::uint32_t>(world.record_count - base));
      m.closed_loop = false;
      const std::uint32_t pc = m.pc++;
      L::step(m, of(m.code), pc);
      result.whole = false;
      if (!m.code || world.record_count < base) break;
      if (!m.closed_loop || m.code != bounds.code || m.pc != bounds.header) continue;
      result.whole = world.record_count == base;
      if (result.whole || !trace) ++result.loops;
    }
    result.at = m;
    return result;
  }

  Registers replay(World& world, Registers at, std::span<const std::uint64_t> log) override {
    ReplayMachine m(world, at);
    m.log = log;
    const std::uint32_t pc = m.pc++;
    L::step(m, of(m.code), pc);
    return m;
  }

  specializer::Subject& subject() override { return subject_; }
  bool assumes() const override { return requires { requires L::assumes; }; }

 private:
  static const typename L::Code& of(const Code* code) { return static_cast<const typename L::Code&>(*code); }

  class Subject final : public SubjectBase {
   public:
    void step(specializer::Specialiser& s) override {
      auto& m = static_cast<SpecialMachine&>(s);
      const Code* const code = &m.code();
      const std::uint32_t pc = m.top().pc++;
      const Noting noting(m, code, pc);
      m.begin_step(code, pc);
      m.has_gone_on = false;
      L::step(m, Instantiated::of(code), pc);
    }

    bool is_static_data(gc::Word word) const override {
      if constexpr (requires { L::is_static_data(word); }) return L::is_static_data(word);
      return false;
    }

   private:
    /// Notes which nodes the step makes, however it ends.
    struct Noting {
      Noting(SpecialMachine& the_machine, const Code* the_code, std::uint32_t the_pc)
          : m(the_machine), origin{the_code, the_pc} {
        m.origins.resize(m.program().nodes.size());
      }
      ~Noting() { m.origins.resize(m.program().nodes.size(), origin); }
      SpecialMachine& m;
      SpecialMachine::Origin origin;
    };
  };
  Subject subject_;
};

}  // namespace pe::driver
