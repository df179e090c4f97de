// The one file in which Brainfuck's interpreter is compiled, at every stage, and its layouts are folded.
#include "examples/brainfuck/frontend.hpp"

#include "examples/brainfuck/interpreter.hpp"
#include "gc/layout/reflect.hpp"

BOOST_HANA_ADAPT_STRUCT(brainfuck::Tape, length, cells);
BOOST_HANA_ADAPT_STRUCT(pe::driver::BoxedFloat, value);

namespace brainfuck {
namespace {

static_assert(pe::driver::Language<Language>);

struct Program final : pe::driver::Program {
  explicit Program(Parsed parsed) : code(std::move(parsed)) {}
  const pe::driver::Code& main() const override { return code; }
  std::vector<pe::Type> types() const override { return {pe::Type::ref}; }
  std::vector<gc::Word> arguments(pe::driver::World& world, std::size_t) const override {
    auto* tape = world.heap.make<&Tape::cells>(last_cell + 1);
    if (!tape) pe::driver::out_of_memory();
    tape->length = last_cell + 1;
    return {gc::reference(tape)};
  }
  Code code;
};

std::expected<std::unique_ptr<pe::driver::Program>, pe::driver::Failure> load(std::string text) {
  Parsed parsed = parse(text);
  if (parsed.error) return std::unexpected(pe::driver::Failure{parsed.error, parsed.where});
  return std::make_unique<Program>(std::move(parsed));
}

}  // namespace

Code::Code(Parsed parsed) : instructions(std::move(parsed.instructions)) {
  name = "main";
  parameter_count = 1;
  slot_count = 2;
  positions = std::move(parsed.positions);
  for (const Instruction& it : instructions)
    marks.push_back(it.op == Op::open ? pe::driver::Mark::loop : pe::driver::Mark::plain);
}

std::string Code::text(std::uint32_t pc) const {
  constexpr const char* names[] = {"begin", "move", "add", "clear", "put", "get", "open", "close", "end"};
  const Instruction it = instructions[pc];
  const bool plain = it.op == Op::begin || it.op == Op::clear || it.op == Op::put || it.op == Op::get || it.op == Op::end;
  return names[static_cast<std::size_t>(it.op)] + (plain ? "" : " " + std::to_string(it.argument));
}

const pe::driver::Frontend& frontend() {
  static pe::driver::Instantiated<Language> interpreter;
  static const pe::driver::Frontend it{
      .name = "brainfuck",
      .layouts = &gc::layout_table<Tape, pe::driver::BoxedFloat>(),
      .interpreter = &interpreter,
      .load = &load,
      .static_types = true,
  };
  return it;
}

}  // namespace brainfuck
