// What libFuzzer feeds to the front end: any bytes, as a file, as a str, as an expression and at a prompt.
//
// Text is refused with a failure or becomes a tree, which prints; a tree is refused or becomes bytecode,
// which the verifier accepts. Everything else is a crash that libFuzzer reports: a check that fails, an
// access out of bounds, undefined behaviour, a hang (-timeout), memory without bound (-rss_limit_mb).
#include <pthread.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "python_interp/bytecode/disassemble.hpp"
#include "python_interp/bytecode/verify.hpp"
#include "python_interp/compile/compile.hpp"
#include "python_interp/syntax/dump.hpp"
#include "python_interp/syntax/parser.hpp"

namespace {

using namespace py;

/// tpy gives its program 4 GB; sanitised frames are some times larger than plain ones.
constexpr std::size_t stack_size = std::size_t{4} << 30;

/// Trees of short sources are printed: printing is quadratic in depth.
constexpr std::size_t longest_printed = 2000;

constexpr std::string_view file_name = "fuzz.py";

[[noreturn]] void complain(std::string_view what, std::string_view detail) {
  std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(detail.size()), detail.data());
  std::abort();
}

void look_at_failure(const syntax::SyntaxFailure& failure) {
  bool is_placed = failure.kind == syntax::FailureKind::SyntaxError;
  if (is_placed && failure.message.empty()) complain("a failure without message", "");
  syntax::format_failure(failure);
}

void check_compiled(const compile::Compiled& code) {
  if (!code) return look_at_failure(code.error());
  if (auto problem = bytecode::verify(**code)) complain("not verified", *problem);
  bytecode::disassemble(**code);
}

template <class Root>
void check_parsed(const syntax::Parsed<Root>& parsed, std::string_view source,
                  compile::Compiled (*compile)(const Root&, std::string_view, const compile::Options&)) {
  if (!parsed) return look_at_failure(parsed.error());
  if (source.size() <= longest_printed) syntax::dump(*parsed);
  std::vector<compile::Warning> warnings;
  check_compiled(compile(**parsed, file_name, {.source = source, .warnings = &warnings}));
}

void check_source(std::string_view source) {
  std::vector<syntax::SyntaxNote> notes;
  syntax::Arena arena;
  check_parsed(syntax::parse_module(arena, source, file_name, {.notes = &notes}), source,
               compile::compile_module);
  if (source.size() > longest_printed) return;
  syntax::Arena others;
  check_parsed(syntax::parse_module(others, source, file_name, {.is_text = true}), source,
               compile::compile_module);
  check_parsed(syntax::parse_expression(others, source, file_name, {.is_text = true}), source,
               compile::compile_expression);
  check_parsed(syntax::parse_interactive(others, source, file_name,
                                         {.is_text = true, .allow_incomplete = true}),
               source, compile::compile_interactive);
  if (auto tokens = syntax::dump_tokens(source, file_name); !tokens) look_at_failure(tokens.error());
}

void* run(void* source) {
  check_source(*static_cast<std::string_view*>(source));
  return nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view source(reinterpret_cast<const char*>(data), size);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_size);
  pthread_t thread;
  if (pthread_create(&thread, &attributes, &run, &source) != 0) complain("no thread", "");
  pthread_attr_destroy(&attributes);
  pthread_join(thread, nullptr);
  return 0;
}
