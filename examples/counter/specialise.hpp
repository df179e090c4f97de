// The counter machine at Specialise: from a program to its residual program, the first Futamura
// projection. The oracle is `all`: both sides of every decision, so nothing is speculated on.
#pragma once

#include <memory>

#include "examples/counter/live.hpp"
#include "pe/residual/passes.hpp"
#include "pe/residual/text.hpp"
#include "pe/runtime/context.hpp"
#include "pe/specializer/specialiser.hpp"
#include "pe/specializer/subject.hpp"

namespace counter {

/// An activation is the program and a list of residual values, one a register.
class Special : public pe::Wrapping<Special>, public pe::specializer::Specialiser {
 public:
  using Int = pe::Dynamic<Special, std::int64_t>;
  using Word = pe::Dynamic<Special, gc::Word>;
  using Specialiser::Specialiser;

  Int get(int which) { return int_of(Word{this, slot(which)}); }
  void set(int which, Int value) {
    slot(which) = static_cast<pe::specializer::NodeId>(from_int(value).at(this));
  }
  void jump(int target) { top().pc = static_cast<std::uint32_t>(target); }
  void halt(int which) { return_from_program(slot(which)); }

 private:
  pe::specializer::NodeId& slot(int which) { return top().slots[static_cast<std::size_t>(which)]; }
};

/// What the specialiser asks of the interpreter.
class Subject final : public pe::specializer::Subject {
 public:
  explicit Subject(const Program& program) : program_(program) {}

  void step(pe::specializer::Specialiser& s) override {
    auto& m = static_cast<Special&>(s);
    const std::uint32_t pc = m.top().pc++;
    m.begin_step(&program_, pc);
    counter::step(m, program_[pc]);
  }
  void deliver(pe::specializer::Specialiser&, std::uint32_t, std::uint32_t) override {}
  bool is_join(const void*, std::uint32_t pc) const override {
    for (const Instruction& it : program_)
      if (it.op == Op::count_down && static_cast<std::uint32_t>(it.b) == pc) return true;
    return false;
  }
  bool is_loop_header(const void*, std::uint32_t) const override { return false; }
  bool is_live(const void*, std::uint32_t, std::uint32_t) const override { return true; }
  bool keeps_header(gc::LayoutId) const override { return true; }

 private:
  const Program& program_;
};

/// The residual program takes register 0 and gives the result. Its only exit, which nobody takes here,
/// guards the depth of recursion.
inline std::unique_ptr<pe::residual::Program> specialise(const Program& program, pe::Context& context) {
  using pe::residual::Op;
  auto residual = std::make_unique<pe::residual::Program>();
  residual->name = "counter";
  residual->context = &context;
  residual->leave = [](pe::Context*, const pe::ExitPoint*) { return pe::Returned{0, pe::left_kind}; };

  pe::specializer::State entry;
  const auto block = residual->add_block();
  const auto argument = residual->add_parameter(block, pe::Type::i64);
  entry.path = {block};
  entry.facts_for(argument) = {.low = 0, .high = register_bits};
  const auto zero =
      residual->add({.op = Op::const_ref, .type = pe::Type::ref, .imm = gc::small_int(0).bits});
  entry.frames = {{.code = &program, .slots = {register_count, zero}}};
  entry.frames[0].slots[0] = residual->append(
      block, {.op = Op::int_box, .type = pe::Type::ref,
              .operands = {argument, pe::residual::no_node, pe::residual::no_node}});

  Subject subject(program);
  const pe::specializer::Options options{.oracle = pe::specializer::Oracle::all};
  const pe::Coverage nothing_seen;
  Special machine(subject, options, *residual, nothing_seen, {});
  machine.run(std::move(entry), {});
  pe::residual::tidy(*residual, true);
  residual->exit_points.resize(residual->exits.size());
  return residual;
}

/// How residual programs of this machine are printed.
class Names final : public pe::residual::Names {
 public:
  std::string layout(gc::LayoutId id) const override {
    return id == pe::specializer::context_layout ? "Context" : "";
  }
  std::string code(const void*) const override { return "counter"; }
};

}  // namespace counter
