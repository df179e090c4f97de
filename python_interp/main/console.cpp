// Whether what has been typed is complete is asked as CPython's module codeop does: the compiler is told
// that input may go on and says "incomplete input" if more lines could help. A compound statement always
// could be longer, so an empty line ends it.
#include "python_interp/main/console.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include "python_interp/interp/code.hpp"
#include "python_interp/main/source_to_code.hpp"
#include "python_interp/modules/builtins.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {
namespace {

constexpr std::string_view filename = "<stdin>";
constexpr std::string_view incomplete = "incomplete input";

enum class Line : std::uint8_t { read, ended, interrupted };

/// One line of stdin, byte by byte: what follows belongs to the program, whose input() reads it.
Line read_line(VM& vm, std::string& line) {
  line.clear();
  for (char byte = 0; byte != '\n';) {
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    const int ready = poll(&input, 1, -1);  // which a signal ends; a read would go on
    if (vm.interrupt.exchange(0) != 0) return Line::interrupted;
    if (ready < 0) continue;
    const ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count <= 0) return line.empty() ? Line::ended : Line::read;
    line += byte;
  }
  return Line::read;
}

Word sys_module(VM& vm) { return dict_get(vm, vm.modules, intern(vm, "sys")); }

void set_prompts(VM& vm) {
  Dict* const sys = gc::as<Module>(sys_module(vm))->dict;
  for (const auto& [name, text] : {std::pair("ps1", ">>> "), std::pair("ps2", "... ")})
    if (!is_given(sys_value(vm, name))) set_global(vm, sys, name, gc::reference(make_str(vm, text)));
}

void show_prompt(VM& vm, const char* name) {
  const Word prompt = sys_value(vm, name);
  const Word text = is_given(prompt) ? to_str(&vm, prompt) : null;
  vm.pending = null;
  std::FILE* const where = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? stdout : stderr;
  if (!gc::is_null(text)) std::fputs(to_utf8(str_of(text)).c_str(), where);
  std::fflush(where);
}

bool is_blank(std::string_view source) {
  for (std::size_t start = 0; start < source.size();) {
    const std::size_t end = std::min(source.find('\n', start), source.size());
    const std::size_t first = source.find_first_not_of(" \t\f\r", start);
    if (first < end && source[first] != '#') return false;
    start = end + 1;
  }
  return true;
}

Unit compile_input(std::string_view source, std::uint32_t flags) {
  return compile_source({.source = source,
                         .filename = filename,
                         .mode = "single",
                         .is_text = true,
                         .is_silent = flags != 0,
                         .flags = flags});
}

/// Could more lines make `source`, which ends without newline, a statement? So if a newline would.
bool may_go_on(const std::string& source) {
  constexpr std::uint32_t asking = compile_allows_incomplete | compile_keeps_blocks_open;
  if (compile_input(source, asking)) return false;
  const Unit with_newline = compile_input(source + "\n", asking);
  return with_newline || with_newline.error().message == incomplete;
}

/// A statement's lines; nothing when stdin has ended.
std::optional<std::string> read_statement(VM& vm) {
  std::string source, line;
  for (;;) {
    show_prompt(vm, source.empty() ? "ps1" : "ps2");
    const Line how = read_line(vm, line);
    if (how == Line::ended) std::fputc('\n', isatty(STDIN_FILENO) ? stdout : stderr);
    if (how == Line::ended && source.empty()) return std::nullopt;
    if (how == Line::interrupted) {
      std::fputs("\nKeyboardInterrupt\n", stderr);
      source.clear();
      continue;
    }
    if (line.ends_with('\n')) line.pop_back();
    if (how == Line::read) source += (source.empty() ? "" : "\n") + line;
    if (is_blank(source)) return std::string();
    if (how == Line::ended || !may_go_on(source)) return source;
  }
}

/// Null with the exception pending.
Word run_statement(VM& vm, const std::string& source) {
  const Unit unit = compile_input(source + "\n", 0);
  if (!unit) return raise_failure(vm, unit.error());
  Code* const code = make_code(vm, *unit);
  Dict* const dict = main_module(vm)->dict;
  return code ? vm.hooks.run_code(vm, code, dict, gc::reference(dict)) : null;
}

}  // namespace

int run_console(VM& vm) {
  set_prompts(vm);
  while (const auto source = read_statement(vm)) {
    if (source->empty()) continue;
    if (gc::is_null(run_statement(vm, *source))) {
      const Word exception = take_pending(vm);
      const bool leaves = is_instance(vm, exception, vm.exceptions.SystemExit);
      const int status = report_uncaught(vm, exception);
      if (leaves) return status;
    }
    if (!flush_standard_files(vm)) report_uncaught(vm, take_pending(vm));
  }
  return 0;
}

}  // namespace py
