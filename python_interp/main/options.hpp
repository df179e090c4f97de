// The command line of tpy, as python3's and pypy3's.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "python_interp/main/engine.hpp"

namespace py {

/// Where `--emit` stops along the way, and what it prints there.
enum class Emit : std::uint8_t { nothing, tokens, ast, bytecode, coverage, residual, llvm, assembly };

struct Command {
  enum class Action : std::uint8_t { run, version, help } action = Action::run;
  enum class Source : std::uint8_t { file, text, standard_input } source = Source::standard_input;
  std::string program;                  ///< The file, or -c's text.
  bool interactive = false;             ///< -i: the prompt comes after the program.
  bool quiet = false;                   ///< -q: without saying which version it is.
  std::vector<std::string> arguments;   ///< sys.argv, the program's name first.
  Emit emit = Emit::nothing;
  JitOptions jit;
  unsigned gc_stress = 0;
};

/// Reads the command line and the TPY_ variables; the error is a message for stderr.
std::expected<Command, std::string> read_command(int count, char** words);

std::string help_text();

}  // namespace py
