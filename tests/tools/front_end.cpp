// The front end as a service: `front_end [NAMES]` reads requests from stdin until it ends.
//
// A request is a line `WHAT MODE FLAGS SIZE` and SIZE bytes of source; the answer is a line with a size
// and that many bytes. WHAT: `tree` as ast.dump prints it; `tokens` as `python3 -m tokenize -e` does;
// `check` parses, compiles and verifies; `code` the code objects as JSON; `time` the nanoseconds that
// parsing took, `time_code` parsing and compiling. MODE: exec, eval, single. FLAGS: see below. What is wrong with a source is a record
// after an exclamation mark. NAMES has a line `HEX NAME` for each character that `\N{...}` should know.
// front_end.py is the other end.
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <unordered_map>

#include "python_interp/bytecode/verify.hpp"
#include "python_interp/compile/compile.hpp"
#include "python_interp/syntax/dump.hpp"
#include "python_interp/syntax/parser.hpp"
#include "tests/tools/code_json.hpp"

namespace {

using namespace py;
using namespace py::syntax;

constexpr unsigned source_is_str = 1, input_may_go_on = 2, await_at_top = 4, blocks_stay_open = 8;

constexpr std::string_view file_name = "<string>";

struct Request {
  std::string what;
  std::string mode;
  unsigned flags = 0;
  std::string source;
};

std::unordered_map<std::string, char32_t>& character_names() {
  static std::unordered_map<std::string, char32_t> names;
  return names;
}

void read_names(const char* path) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    unsigned code_point = 0;
    auto space = line.find(' ');
    std::from_chars(line.data(), line.data() + space, code_point, 16);
    character_names()[line.substr(space + 1)] = code_point;
  }
}

std::optional<char32_t> character_by_name(std::string_view name) {
  std::string upper(name);
  for (char& letter : upper) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter & ~0x20);
  }
  auto found = character_names().find(upper);
  if (found == character_names().end()) return std::nullopt;
  return found->second;
}

std::string record(std::initializer_list<std::string> fields) {
  std::string text;
  for (const std::string& field : fields) text += (text.empty() ? "" : "\x1f") + field;
  return text;
}

std::string text_of(const SyntaxFailure& failure) {
  return "!" + record({std::string(name_of(failure.kind)), failure.message,
                       std::to_string(failure.lineno), std::to_string(failure.offset),
                       std::to_string(failure.end_lineno), std::to_string(failure.end_offset),
                       failure.text});
}

/// Parses the request's source and hands the tree and its compiler to `then`.
std::string with_tree(const Request& request, auto&& then) {
  Arena arena;
  std::vector<SyntaxNote> notes;
  ParseOptions options{.is_text = (request.flags & source_is_str) != 0,
                       .allow_incomplete = (request.flags & input_may_go_on) != 0,
                       .imply_dedent = (request.flags & blocks_stay_open) == 0,
                       .character_by_name = character_names().empty() ? nullptr : &character_by_name,
                       .notes = &notes};
  auto answer = [&](auto parsed, auto compile) {
    return parsed ? then(**parsed, compile, notes) : text_of(parsed.error());
  };
  if (request.mode == "eval")
    return answer(parse_expression(arena, request.source, file_name, options),
                  &compile::compile_expression);
  if (request.mode == "single")
    return answer(parse_interactive(arena, request.source, file_name, options),
                  &compile::compile_interactive);
  return answer(parse_module(arena, request.source, file_name, options), &compile::compile_module);
}

std::string warnings_text(const std::vector<SyntaxNote>& notes,
                          const std::vector<compile::Warning>& warnings) {
  std::string text = "ok";
  for (const SyntaxNote& note : notes) {
    bool deprecated = note.category == SyntaxNote::Category::DeprecationWarning;
    text += "\x1e" + record({deprecated ? "DeprecationWarning" : "SyntaxWarning", note.message,
                             std::to_string(note.lineno)});
  }
  for (const compile::Warning& warning : warnings)
    text += "\x1e" + record({"SyntaxWarning", warning.message, std::to_string(warning.pos.lineno)});
  return text;
}

std::string compiled(const Request& request, bool as_json) {
  return with_tree(request, [&](auto& tree, auto compile, const auto& notes) -> std::string {
    std::vector<compile::Warning> warnings;
    compile::Options options{.allow_top_level_await = (request.flags & await_at_top) != 0,
                             .warnings = &warnings};
    auto code = compile(tree, file_name, options);
    if (!code) return text_of(code.error());
    if (auto problem = bytecode::verify(**code)) return "not verified: " + *problem;
    return as_json ? tools::json(**code) : warnings_text(notes, warnings);
  });
}

std::string timed(const Request& request, bool to_code) {
  auto start = std::chrono::steady_clock::now();
  std::string failure = with_tree(request, [&](auto& tree, auto compile, const auto&) -> std::string {
    return !to_code || compile(tree, file_name, {}) ? "" : "not compiled: ";
  });
  auto passed = std::chrono::steady_clock::now() - start;
  return failure + std::to_string(std::chrono::nanoseconds(passed).count());
}

std::string answer(const Request& request) {
  if (request.what == "check") return compiled(request, false);
  if (request.what == "code") return compiled(request, true);
  if (request.what == "time") return timed(request, false);
  if (request.what == "time_code") return timed(request, true);
  if (request.what == "tokens") {
    auto listing = dump_tokens(request.source, file_name);
    return listing ? *listing : text_of(listing.error());
  }
  return with_tree(request, [](auto& tree, auto, const auto&) { return dump(&tree); });
}

bool read(Request& request) {
  std::size_t size = 0;
  if (!(std::cin >> request.what >> request.mode >> request.flags >> size)) return false;
  std::cin.get();
  request.source.resize(size);
  return static_cast<bool>(std::cin.read(request.source.data(), static_cast<std::streamsize>(size)));
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  if (argc > 1) read_names(argv[1]);
  for (Request request; read(request);) {
    std::string text = answer(request);
    std::cout << text.size() << '\n' << text << std::flush;
  }
}
