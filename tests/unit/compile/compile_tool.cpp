// Compiles files and says what came of it: `compile_tool [--dis|--json|--verify] FILE...`.
//
// --verify: every file's bytecode passes the verifier (the default). --dis: the disassembly. --json:
// one line per file, for compare_with_cpython.py and run_under_cpython.py.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "python_interp/bytecode/disassemble.hpp"
#include "python_interp/bytecode/verify.hpp"
#include "python_interp/compile/compile.hpp"
#include "python_interp/syntax/parser.hpp"

namespace {

using namespace py;
using bytecode::CodeUnit;

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (unsigned char c : text) {
    char buffer[8];
    if (c == '"' || c == '\\' || c < ' ' || c >= 0x7F) {
      std::snprintf(buffer, sizeof buffer, "\\u%04x", c);
      out += buffer;
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + '"';
}

template <class T, class ToText>
std::string list(const std::vector<T>& items, ToText&& text) {
  std::string out = "[";
  for (const T& item : items) out += (out.size() > 1 ? "," : "") + text(item);
  return out + "]";
}

std::string json(const CodeUnit& code) {
  std::string lines;
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    const auto& pos = code.positions[i];
    lines += (i > 0 ? "," : "") + std::string("[") +
             quoted(std::string(bytecode::name(bytecode::op_of(code.instructions[i])))) + "," +
             std::to_string(pos.line) + "," + std::to_string(pos.end_line) + "," +
             std::to_string(pos.column) + "," + std::to_string(pos.end_column) + "," +
             std::to_string(bytecode::operand_of(code.instructions[i])) + "]";
  }
  auto constant = [](const bytecode::Constant& value) {
    auto* unit = value.as<std::shared_ptr<CodeUnit>>();
    return unit != nullptr ? json(**unit) : quoted(bytecode::repr(value));
  };
  auto range = [](const bytecode::ExceptionRange& r) {
    return "[" + std::to_string(r.start) + "," + std::to_string(r.end) + "," +
           std::to_string(r.handler) + "," + std::to_string(r.depth) + "," +
           std::to_string(int{r.push_lasti}) + "]";
  };
  auto text = [](const std::string& name) { return quoted(name); };
  return "{\"name\":" + quoted(code.name) + ",\"qualname\":" + quoted(code.qualname) +
         ",\"filename\":" + quoted(code.filename) +
         ",\"firstlineno\":" + std::to_string(code.first_line) +
         ",\"argcount\":" + std::to_string(code.argcount) +
         ",\"posonlyargcount\":" + std::to_string(code.posonly_count) +
         ",\"kwonlyargcount\":" + std::to_string(code.kwonly_count) +
         ",\"flags\":" + std::to_string(code.flags) +
         ",\"stacksize\":" + std::to_string(code.stack_size) +
         ",\"varnames\":" + list(code.varnames, text) +
         ",\"cellvars\":" + list(code.cellvars, text) +
         ",\"freevars\":" + list(code.freevars, text) + ",\"names\":" + list(code.names, text) +
         ",\"consts\":" + list(code.constants, constant) +
         ",\"exceptions\":" + list(code.exceptions, range) + ",\"lines\":[" + lines + "]}";
}

void report(const syntax::SyntaxFailure& failure, const std::string& mode) {
  if (mode == "--json")
    std::cout << "{\"error\":" << quoted(failure.message) << ",\"line\":" << failure.lineno
              << ",\"offset\":" << failure.offset << ",\"end_line\":" << failure.end_lineno
              << ",\"end_offset\":" << failure.end_offset << "}\n";
  else
    std::cout << syntax::format_failure(failure);
}

bool compile_file(const std::string& path, const std::string& mode) {
  std::ifstream file(path, std::ios::binary);
  std::string source(std::istreambuf_iterator<char>(file), {});
  syntax::Arena arena;
  auto module = syntax::parse_module(arena, source, path);
  if (!module) {
    report(module.error(), mode);
    return false;
  }
  auto code = compile::compile_module(**module, path, {.source = source});
  if (!code) {
    report(code.error(), mode);
    return false;
  }
  if (mode == "--dis") std::cout << bytecode::disassemble(**code);
  if (mode == "--json") std::cout << json(**code) << '\n';
  if (auto problem = bytecode::verify(**code)) {
    std::cout << path << ": " << *problem << '\n';
    return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::string mode = "--verify";
  int good = 0, bad = 0;
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    if (argument.starts_with("--"))
      mode = argument;
    else
      compile_file(argument, mode) ? ++good : ++bad;
  }
  if (mode == "--verify") std::cout << good << " files compiled, " << bad << " not\n";
  return bad == 0 ? 0 : 1;
}
