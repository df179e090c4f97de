// The driver under small languages: what it does with wrong ones, and what is left of right ones.
#include <doctest/doctest.h>

#include <boost/hana/adapt_struct.hpp>

#include "examples/brainfuck/frontend.hpp"
#include "gc/layout/reflect.hpp"
#include "pe/driver/engine.hpp"
#include "pe/driver/explain.hpp"

BOOST_HANA_ADAPT_STRUCT(pe::driver::BoxedFloat, value);

namespace {

using pe::driver::EngineOptions;
using pe::driver::Mode;

/// Wrong: a loop that a dynamic value ends, between two merge points.
struct Spinning {
  using Code = pe::driver::Code;
  template <class M>
  static void step(M& m, const Code&, std::uint32_t) {
    auto left = m.int_of(m.get(0));
    while (left != 0) left = left - 1;
    m.leave(m.from_int(left));
  }
};

TEST_CASE("work without end between two merge points is given up with a sentence, and the interpreter goes on") {
  pe::driver::Instantiated<Spinning> interpreter;
  pe::driver::World world(interpreter, gc::layout_table<pe::driver::BoxedFloat>(), {});
  EngineOptions options{.mode = Mode::all, .evaluator = true};
  world.engine = std::make_unique<pe::driver::Engine>(world, options);
  pe::driver::Code code;
  code.name = "spin";
  code.parameter_count = code.slot_count = 1;
  code.marks = {pe::driver::Mark::loop};
  const gc::Word argument = gc::small_int(100000);
  CHECK(world.run(code, {&argument, 1}) == gc::small_int(0));
  REQUIRE(world.engine->regions().size() == 1);
  CHECK(world.engine->regions()[0]->given_up.find("a loop that a dynamic value ends") != std::string::npos);
}

TEST_CASE("a Brainfuck program's residual program has no trace of dispatch") {
  const auto& frontend = brainfuck::frontend();
  const auto program = frontend.load("++++[>+++[>++<-]<-]>>.");
  REQUIRE(program.has_value());
  pe::driver::World world(*frontend.interpreter, *frontend.layouts, {});
  EngineOptions options{.mode = Mode::all, .evaluator = true};
  options.specialiser.interruptible = false;
  world.engine = std::make_unique<pe::driver::Engine>(world, options);
  const pe::driver::Region* region = world.engine->project((*program)->main(), (*program)->types());
  REQUIRE(region != nullptr);
  for (const pe::residual::Block& block : region->program->blocks)
    for (const pe::residual::NodeId id : block.body) {
      const pe::residual::Node& node = region->program->nodes[id];
      CHECK(node.op != pe::Op::switch_int);  // Nothing is dispatched on, ...
      for (const pe::residual::NodeId operand : node.operands)
        if (operand != pe::residual::no_node && region->program->nodes[operand].op == pe::Op::const_ref)
          CHECK(region->program->nodes[operand].imm != pe::to_bits(&(*program)->main()));  // no code is read,
      if (pe::residual::has_field(node.op)) {
        const gc::LayoutId layout = region->program->fields[node.extra].layout;
        const bool known = layout == 10 || layout == pe::specializer::context_layout;
        CHECK(known);  // and of memory, only cells and the context.
      }
    }
  CHECK(region->program->exits.size() == 1);  // The depth of calls, at the entry.
}

}  // namespace
