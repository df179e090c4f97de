#include "python_interp/main/options.hpp"

#include <cstdlib>
#include <optional>
#include <string_view>

namespace py {
namespace {

std::optional<JitMode> jit_mode(std::string_view name) {
  if (name == "off") return JitMode::off;
  if (name == "trace") return JitMode::trace;
  if (name == "pe") return JitMode::pe;
  return {};
}

std::optional<Emit> emit_kind(std::string_view name) {
  constexpr std::string_view names[] = {"",         "tokens",   "ast",  "bytecode",
                                        "coverage", "residual", "llvm", "asm"};
  for (std::size_t i = 1; i < std::size(names); ++i)
    if (name == names[i]) return static_cast<Emit>(i);
  return {};
}

std::int64_t number_from_environment(const char* name, std::int64_t otherwise) {
  const char* text = std::getenv(name);
  return text && *text ? std::strtoll(text, nullptr, 10) : otherwise;
}

/// For tests and measurements: how residual programs run, and the bounds of warming up.
void read_environment(Command& command) {
  JitOptions& jit = command.jit;
  if (const char* backend = std::getenv("TPY_BACKEND"); backend && std::string_view(backend) == "evaluator")
    jit.evaluator = true;
  jit.synchronous = std::getenv("TPY_JIT_SYNCHRONOUS") != nullptr;
  jit.report = std::getenv("TPY_JIT_REPORT") != nullptr;
  jit.specialiser.verify = std::getenv("TPY_JIT_VERIFY") != nullptr;
  jit.forced_exit = number_from_environment("TPY_FORCE_EXIT", jit.forced_exit);
  jit.loop_countdown = static_cast<std::int32_t>(number_from_environment("TPY_JIT_LOOPS", jit.loop_countdown));
  jit.call_countdown = static_cast<std::int32_t>(number_from_environment("TPY_JIT_CALLS", jit.call_countdown));
  command.gc_stress = static_cast<unsigned>(number_from_environment("TPY_GC_STRESS", 0));
}

std::string unknown(std::string_view option) {
  return "unknown option " + std::string(option) + "\nusage: tpy [option] ... [-c cmd | file | -] [arg] ...\n"
         "Try `tpy --help' for more information.\n";
}

}  // namespace

std::string help_text() {
  return R"(usage: tpy [option] ... [-c cmd | file | -] [arg] ...
Options:
-c cmd         : program passed in as string (terminates option list)
-i             : show a prompt after the program, even where stdin is no terminal
-q             : the prompt comes without saying which version it is
-h, --help     : print this help message and exit
-V, --version  : print the version number and exit
--jit MODE     : off, trace or pe (the default): how hot code is compiled; also TPY_JIT
--emit WHAT    : stop along the way and print it: tokens, ast, bytecode; or run, then print
                 coverage, residual, llvm or asm of what was compiled
file           : program read from script file
-              : program read from stdin (the default; a prompt if that is a terminal)
arg ...        : arguments passed to program in sys.argv[1:]
)";
}

std::expected<Command, std::string> read_command(int count, char** words) {
  Command command;
  if (const char* mode = std::getenv("TPY_JIT"); mode && *mode) {
    const auto known = jit_mode(mode);
    if (!known) return std::unexpected("TPY_JIT is off, trace or pe, not '" + std::string(mode) + "'\n");
    command.jit.mode = *known;
  }
  read_environment(command);
  int i = 1;
  for (; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "-" || word.empty() || word[0] != '-') break;
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const auto value = [&]() -> std::optional<std::string> {
      if (equals != std::string_view::npos) return std::string(word.substr(equals + 1));
      return i + 1 < count ? std::optional<std::string>(words[++i]) : std::nullopt;
    };
    if (word == "-h" || word == "--help") {
      command.action = Command::Action::help;
      return command;
    }
    if (word == "-V" || word == "--version") {
      command.action = Command::Action::version;
      return command;
    }
    if (name == "--jit" || name == "--emit") {
      const auto given = value();
      if (!given) return std::unexpected("Argument expected for the " + std::string(name) + " option\n");
      if (name == "--jit") {
        const auto mode = jit_mode(*given);
        if (!mode) return std::unexpected("--jit is off, trace or pe, not '" + *given + "'\n");
        command.jit.mode = *mode;
      } else {
        const auto kind = emit_kind(*given);
        if (!kind)
          return std::unexpected("--emit is tokens, ast, bytecode, coverage, residual, llvm or asm, not '" + *given + "'\n");
        command.emit = *kind;
      }
      continue;
    }
    if (word.starts_with("-c")) {
      command.source = Command::Source::text;
      if (word.size() > 2) command.program = word.substr(2);
      else if (++i < count) command.program = words[i];
      else return std::unexpected("Argument expected for the -c option\nusage: tpy [option] ... [-c cmd | file | -] [arg] ...\nTry `tpy --help' for more information.\n");
      command.arguments.push_back("-c");
      command.arguments.insert(command.arguments.end(), words + i + 1, words + count);
      return command;
    }
    if (word == "-i" || word == "-q") {
      (word == "-i" ? command.interactive : command.quiet) = true;
      continue;
    }
    if (word == "-u" || word == "-I" || word == "-S" || word == "-E" || word == "-B" || word == "-s") continue;
    return std::unexpected(unknown(word));
  }
  if (i == count) {
    command.arguments = {""};
    return command;
  }
  command.arguments.assign(words + i, words + count);
  if (std::string_view(words[i]) == "-") return command;
  command.source = Command::Source::file;
  command.program = words[i];
  return command;
}

}  // namespace py
