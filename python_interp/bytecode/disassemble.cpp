#include "python_interp/bytecode/disassemble.hpp"

#include <algorithm>
#include <string_view>

namespace py::bytecode {

namespace {

std::string padded_left(std::string text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string padded_right(std::string_view text, std::size_t width) {
  return std::string(text) + (text.size() < width ? std::string(width - text.size(), ' ') : "");
}

/// What the operand stands for, or nothing: code that the verifier rejects is shown, too.
std::string meaning(const CodeUnit& code, Op op, std::uint32_t operand) {
  switch (info(op).operand) {
    case Operand::constant: return operand < code.constants.size() ? repr(code.constants[operand]) : "";
    case Operand::name: return operand < code.names.size() ? code.names[operand] : "";
    case Operand::local:
    case Operand::cell: return operand < code.slot_count() ? slot_name(code, operand) : "";
    case Operand::jump: return "to " + std::to_string(operand);
    default: return "";
  }
}

std::string instruction_text(const CodeUnit& code, std::uint32_t at, bool aligned) {
  Op op = op_of(code.instructions[at]);
  std::uint32_t operand = operand_of(code.instructions[at]);
  bool shows_operand = info(op).operand != Operand::none;
  std::string text = aligned && shows_operand ? padded_right(name(op), 22) : std::string(name(op));
  if (!shows_operand) return text;
  text += ' ' + std::to_string(operand);
  std::string note = meaning(code, op, operand);
  return note.empty() ? text : text + " (" + note + ")";
}

std::string names_line(std::string_view title, const std::vector<std::string>& names) {
  if (names.empty()) return "";
  std::string line = "  " + std::string(title) + ":";
  for (const std::string& name : names) line += ' ' + name;
  return line + '\n';
}

std::string flags_text(std::uint32_t flags) {
  static constexpr std::pair<CodeFlags, std::string_view> words[] = {
      {code_optimized, "optimized"},
      {code_newlocals, "newlocals"},
      {code_varargs, "varargs"},
      {code_varkeywords, "varkeywords"},
      {code_nested, "nested"},
      {code_generator, "generator"},
      {code_coroutine, "coroutine"},
      {code_iterable_coroutine, "iterable_coroutine"},
      {code_async_generator, "async_generator"},
      {code_future_annotations, "future_annotations"},
  };
  std::string text;
  for (auto [flag, word] : words)
    if ((flags & flag) != 0) text += ' ' + std::string(word);
  return text;
}

std::string header(const CodeUnit& code) {
  std::string text = "code " + code.qualname + ", line " + std::to_string(code.first_line) +
                     ", stack " + std::to_string(code.stack_size);
  if (code.parameter_count() > 0)
    text += ", parameters " + std::to_string(code.argcount) + " (" +
            std::to_string(code.posonly_count) + " positional-only, " +
            std::to_string(code.kwonly_count) + " keyword-only)";
  text += '\n';
  if (std::string flags = flags_text(code.flags); !flags.empty()) text += "  flags:" + flags + '\n';
  return text + names_line("variables", code.varnames) + names_line("cells", code.cellvars) +
         names_line("free", code.freevars);
}

std::string body(const CodeUnit& code) {
  std::vector<JoinPoint> joins = join_points(code);
  auto joins_at = [&](std::uint32_t at) {
    return std::ranges::binary_search(joins, at, {}, &JoinPoint::instruction);
  };
  std::string text;
  std::int32_t line = 0;
  for (std::uint32_t at = 0; at < code.instructions.size(); ++at) {
    std::int32_t own = code.positions[at].line;
    std::string shown = own == line ? "" : own < 0 ? "-" : std::to_string(own);
    line = own;
    text += padded_left(shown, 5) + (joins_at(at) ? " >> " : "    ") +
            padded_left(std::to_string(at), 4) + ' ' + instruction_text(code, at, true) + '\n';
  }
  return text;
}

std::string exception_lines(const CodeUnit& code) {
  std::string text;
  for (const ExceptionRange& range : code.exceptions)
    text += "  exceptions " + std::to_string(range.start) + ".." + std::to_string(range.end - 1) +
            " to " + std::to_string(range.handler) + ", depth " + std::to_string(range.depth) +
            (range.push_lasti ? ", index\n" : "\n");
  return text;
}

}  // namespace

std::string disassemble(const CodeUnit& code, std::uint32_t instruction) {
  return std::to_string(instruction) + ' ' + instruction_text(code, instruction, false);
}

std::string disassemble(const CodeUnit& code) {
  std::string text = header(code) + body(code) + exception_lines(code);
  for (const Constant& constant : code.constants)
    if (auto* nested = constant.as<std::shared_ptr<CodeUnit>>())
      text += '\n' + disassemble(**nested);
  return text;
}

}  // namespace py::bytecode
