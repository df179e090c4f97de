// Compares bytecode with what golden files say: `golden [--update] FILE...`.
//
// A file holds cases, each opened by a line `# ==== title`. A case is a program and, after the line
// `# ---- bytecode`, its disassembly or its error as comments.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "python_interp/bytecode/disassemble.hpp"
#include "python_interp/bytecode/verify.hpp"
#include "python_interp/compile/compile.hpp"
#include "python_interp/syntax/parser.hpp"

namespace {

using namespace py;

constexpr std::string_view case_mark = "# ==== ";
constexpr std::string_view result_mark = "# ---- bytecode\n";

std::string result_of(const std::string& source) {
  syntax::Arena arena;
  auto module = syntax::parse_module(arena, source, "case.py");
  if (!module) return syntax::format_failure(module.error());
  std::vector<compile::Warning> warnings;
  auto code = compile::compile_module(**module, "case.py",
                                      {.source = source, .warnings = &warnings});
  if (!code) return syntax::format_failure(code.error());
  std::string text;
  for (const compile::Warning& warning : warnings)
    text += "line " + std::to_string(warning.pos.lineno) + ": " + warning.message + '\n';
  if (auto problem = bytecode::verify(**code)) text += "not valid: " + *problem + '\n';
  return text + bytecode::disassemble(**code);
}

std::string as_comment(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    out += line.empty() ? "#\n" : "# " + std::string(line) + '\n';
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return out;
}

/// The case with its results as they are now.
std::string refreshed(std::string_view one_case) {
  std::size_t title_end = one_case.find('\n') + 1;
  std::size_t mark = one_case.find(result_mark);
  std::string_view program = one_case.substr(title_end, mark - title_end);
  std::string source(program);
  while (source.ends_with("\n\n")) source.pop_back();
  if (!source.ends_with('\n')) source += '\n';
  return std::string(one_case.substr(0, title_end)) + source + std::string(result_mark) +
         as_comment(result_of(source)) + '\n';
}

void show_difference(const std::string& path, std::string_view was, std::string_view is) {
  std::cout << path << ": " << was.substr(0, was.find('\n')) << '\n';
  std::size_t same = 0;
  while (same < was.size() && same < is.size() && was[same] == is[same]) ++same;
  same = was.rfind('\n', same) == was.npos ? 0 : was.rfind('\n', same) + 1;
  std::cout << "  expected  " << was.substr(same, was.find('\n', same) - same) << '\n'
            << "  got       " << is.substr(same, is.find('\n', same) - same) << '\n';
}

/// Says whether all cases of the file are as they should be.
bool check_file(const std::string& path, bool update) {
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  std::size_t start = text.find(case_mark);
  std::string fresh = text.substr(0, start);
  bool good = start != text.npos;
  while (start != std::string::npos && start < text.size()) {
    std::size_t next = text.find("\n" + std::string(case_mark), start);
    std::size_t end = next == text.npos ? text.size() : next + 1;
    std::string_view was = std::string_view(text).substr(start, end - start);
    std::string is = refreshed(was);
    if (is != was && !update) show_difference(path, was, is);
    good = good && is == was;
    fresh += is;
    start = end;
  }
  if (update && fresh != text) std::ofstream(path, std::ios::binary) << fresh;
  return good || update;
}

}  // namespace

int main(int argc, char** argv) {
  bool update = argc > 1 && std::string_view(argv[1]) == "--update";
  std::string wrong;
  for (int i = update ? 2 : 1; i < argc; ++i)
    if (!check_file(argv[i], update)) wrong += std::string(" ") + argv[i];
  if (!wrong.empty())
    std::cout << "If that is right, review it after\n    " << argv[0] << " --update" << wrong << '\n';
  return wrong.empty() ? 0 : 1;
}
