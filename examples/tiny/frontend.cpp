// The one file in which tiny's interpreter is compiled, at every stage, and its layouts are folded.
#include "examples/tiny/frontend.hpp"

#include "examples/tiny/interpreter.hpp"
#include "gc/layout/reflect.hpp"

BOOST_HANA_ADAPT_STRUCT(tiny::Array, length, items);
BOOST_HANA_ADAPT_STRUCT(pe::driver::BoxedFloat, value);

namespace tiny {
namespace {

static_assert(pe::driver::Language<Language>);

std::int32_t operand(const Instruction& it, int which) { return which == 0 ? it.a : which == 1 ? it.b : it.c; }

/// Calls `use(letter, operand)` for each operand; calls also read their arguments.
template <class F>
void each_operand(const Instruction& it, const Code& code, F use) {
  const OpInfo& info = op_table[static_cast<std::size_t>(it.op)];
  for (int i = 0; i < 3; ++i)
    if (info.operands[i] != '-') use(info.operands[i], operand(it, i));
  const std::int32_t first = it.op == Op::call ? it.c : it.b + 1;
  const std::int32_t count = it.op == Op::call         ? static_cast<std::int32_t>(code.function(it.b).parameter_count)
                             : it.op == Op::call_value ? it.c
                                                       : 0;
  for (std::int32_t i = 0; i < count; ++i) use('r', first + i);
}

/// Does control flow come to the next instruction after this one?
bool falls_through(Op op) { return op != Op::jump && op != Op::loop && op != Op::give; }

/// Control flow meets where more than one way leads: to the one instruction after `if c { return x }`, only the jump does.
void find_marks(Code& code) {
  using pe::driver::Mark;
  const std::size_t count = code.instructions.size();
  code.marks.assign(count, Mark::plain);
  std::vector<int> ways(count + 1);
  for (std::size_t pc = 0; pc < count; ++pc) {
    const Instruction& it = code.instructions[pc];
    if (falls_through(it.op)) ++ways[pc + 1];
    each_operand(it, code, [&](char letter, std::int32_t target) {
      if (letter != 't') return;
      ++ways[static_cast<std::size_t>(target)];
      if (it.op == Op::loop) code.marks[static_cast<std::size_t>(target)] = Mark::loop;
    });
  }
  for (std::size_t pc = 0; pc < count; ++pc)
    if (ways[pc] > 1 && code.marks[pc] == Mark::plain) code.marks[pc] = Mark::join;
}

/// Backwards from uses until nothing changes.
void find_live(Code& code) {
  const std::size_t count = code.instructions.size();
  code.live.assign(count, std::vector<bool>(code.slot_count));
  for (bool again = true; again;) {
    again = false;
    for (std::size_t pc = count; pc-- > 0;) {
      const Instruction& it = code.instructions[pc];
      std::vector<bool> live(code.slot_count);
      const auto follow = [&](std::size_t next) {
        if (next >= count) return;
        for (std::size_t slot = 0; slot < live.size(); ++slot) live[slot] = live[slot] || code.live[next][slot];
      };
      if (falls_through(it.op)) follow(pc + 1);
      each_operand(it, code, [&](char letter, std::int32_t target) {
        if (letter == 't') follow(static_cast<std::size_t>(target));
      });
      each_operand(it, code, [&](char letter, std::int32_t slot) {
        if (letter == 'w') live[static_cast<std::size_t>(slot)] = false;
      });
      each_operand(it, code, [&](char letter, std::int32_t slot) {
        if (letter == 'r') live[static_cast<std::size_t>(slot)] = true;
      });
      if (live != code.live[pc]) again = true;
      code.live[pc] = std::move(live);
    }
  }
}

std::expected<std::unique_ptr<pe::driver::Program>, pe::driver::Failure> load(std::string text) {
  Compiled compiled = compile(text);
  if (!compiled.error.empty()) return std::unexpected(pe::driver::Failure{compiled.error.text(), compiled.where});
  return std::make_unique<Program>(std::move(compiled));
}

}  // namespace

Program::Program(Compiled compiled)
    : codes_(compiled.functions.size()), literals_(std::move(compiled.literals)), main_(compiled.main) {
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    Function& from = compiled.functions[i];
    Code& code = codes_[i];
    code.program = this;
    code.name = from.name;
    code.parameter_count = from.parameter_count;
    code.slot_count = from.slot_count;
    code.instructions = std::move(from.instructions);
    code.positions = std::move(from.positions);
  }
  for (const Literal& it : literals_)
    if (it.kind == Literal::Kind::function) function_values_.push_back(function_word(it.integer));
  for (Code& code : codes_) {
    find_marks(code);
    find_live(code);
  }
}

std::vector<const pe::driver::Code*> Program::codes() const {
  std::vector<const pe::driver::Code*> all;
  for (const Code& code : codes_) all.push_back(&code);
  return all;
}

std::string Program::special_name(unsigned index) const {
  if (index < first_function || index - first_function >= codes_.size()) return {};
  return "function_" + codes_[index - first_function].name;
}

const Code& Code::function(std::int64_t number) const { return program->codes_[static_cast<std::size_t>(number)]; }
const Literal& Code::literal(std::int64_t index) const { return program->literals_[static_cast<std::size_t>(index)]; }

const Code* Code::function_in(gc::Word word) const {
  if (!gc::is_special(word) || gc::special_index(word) < first_function) return nullptr;
  return &function(gc::special_index(word) - first_function);
}

std::span<const gc::Word> Code::function_values() const { return program->function_values_; }

std::string Code::text(std::uint32_t pc) const {
  const Instruction& it = instructions[pc];
  const OpInfo& info = op_table[static_cast<std::size_t>(it.op)];
  std::string text = info.name;
  for (int i = 0; i < 3; ++i) {
    const char letter = info.operands[i];
    if (letter == '-') continue;
    const std::int32_t value = operand(it, i);
    if (letter == 'f') text += " " + function(value).name;
    else text += (letter == 'w' || letter == 'r' ? " r" : letter == 't' ? " @" : " ") + std::to_string(value);
  }
  return text;
}

const pe::driver::Frontend& frontend() {
  static pe::driver::Instantiated<Language> interpreter;
  static const pe::driver::Frontend it{
      .name = "tiny",
      .layouts = &gc::layout_table<Array, pe::driver::BoxedFloat>(),
      .interpreter = &interpreter,
      .load = &load,
  };
  return it;
}

}  // namespace tiny
