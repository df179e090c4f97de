// A code object as JSON, nested ones included, for the tools that compare it with CPython's or run it
// there. Bytes beyond ASCII are escaped one by one, so a reader decodes strings as Latin-1, then UTF-8.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "python_interp/bytecode/code.hpp"

namespace py::tools {

inline std::string quoted(const std::string& text) {
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

/// `[name, line, end line, column, end column, operand]` for each instruction.
inline std::string lines_json(const bytecode::CodeUnit& code) {
  std::string lines;
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    const auto& pos = code.positions[i];
    lines += (i > 0 ? "," : "") + std::string("[") +
             quoted(std::string(bytecode::name(bytecode::op_of(code.instructions[i])))) + "," +
             std::to_string(pos.line) + "," + std::to_string(pos.end_line) + "," +
             std::to_string(pos.column) + "," + std::to_string(pos.end_column) + "," +
             std::to_string(bytecode::operand_of(code.instructions[i])) + "]";
  }
  return "[" + lines + "]";
}

inline std::string json(const bytecode::CodeUnit& code) {
  auto constant = [](const bytecode::Constant& value) {
    auto* unit = value.as<std::shared_ptr<bytecode::CodeUnit>>();
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
         ",\"exceptions\":" + list(code.exceptions, range) + ",\"lines\":" + lines_json(code) + "}";
}

}  // namespace py::tools
