#include "python_interp/main/source_to_code.hpp"

#include <algorithm>
#include <cstdio>
#include <tuple>
#include <vector>

#include "python_interp/compile/compile.hpp"
#include "python_interp/interp/code.hpp"
#include "python_interp/modules/character_names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/syntax/parser.hpp"

namespace py {
namespace {

/// As the module `warnings` prints it: place, message, and the line if the file has it.
void print_warning(const std::string& message, std::int32_t lineno, const SourceRequest& request) {
  if (request.is_silent) return;
  std::fprintf(stderr, "%.*s:%d: SyntaxWarning: %s\n", static_cast<int>(request.filename.size()),
               request.filename.data(), static_cast<int>(lineno), message.c_str());
  if (!request.is_file) return;
  std::string_view source = request.source;
  std::size_t begin = 0;
  for (auto line = lineno; line > 1 && begin < source.size(); --line) begin = source.find('\n', begin) + 1;
  std::string_view text = source.substr(begin, source.find('\n', begin) - begin);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\f"), text.size()));
  std::fprintf(stderr, "  %.*s\n", static_cast<int>(text.size()), text.data());
}

/// DeprecationWarnings are hidden, as they are in CPython everywhere but in __main__.
void print_notes(const std::vector<syntax::SyntaxNote>& notes, const SourceRequest& request) {
  for (const syntax::SyntaxNote& note : notes)
    if (note.category == syntax::SyntaxNote::Category::SyntaxWarning)
      print_warning(note.message, note.lineno, request);
}

template <class Root, class Compile>
Unit compile_tree(const syntax::Parsed<Root>& parsed, Compile compile, const SourceRequest& request) {
  if (!parsed) return std::unexpected(parsed.error());
  std::vector<compile::Warning> warnings;
  const compile::Options options{.source = request.is_file ? request.source : std::string_view(),
                                 .optimize = request.optimize,
                                 .future_flags = request.flags & future_flags,
                                 .allow_top_level_await = (request.flags & compile_allows_top_level_await) != 0,
                                 .warnings = &warnings};
  Unit unit = compile(**parsed, request.filename, options);
  for (const compile::Warning& warning : warnings) print_warning(warning.message, warning.pos.lineno, request);
  return unit;
}

}  // namespace

Unit compile_source(const SourceRequest& request) {
  syntax::Arena arena;
  std::vector<syntax::SyntaxNote> notes;
  const syntax::ParseOptions parsing{
      .is_text = request.is_text,
      .allow_incomplete = (request.flags & compile_allows_incomplete) != 0,
      .imply_dedent = (request.flags & compile_keeps_blocks_open) == 0,
      .barry_as_flufl = (request.flags & bytecode::code_future_barry_as_bdfl) != 0,
      .character_by_name = character_by_name,
      .is_script = request.is_script,
      .is_file = request.is_file,
      .notes = &notes};
  const auto [source, filename, mode] = std::tuple(request.source, request.filename, request.mode);
  const auto compiled = [&](const auto& parsed, auto compile) {
    print_notes(notes, request);
    return compile_tree(parsed, compile, request);
  };
  if (mode == "eval")
    return compiled(syntax::parse_expression(arena, source, filename, parsing), compile::compile_expression);
  if (mode == "single")
    return compiled(syntax::parse_interactive(arena, source, filename, parsing), compile::compile_interactive);
  return compiled(syntax::parse_module(arena, source, filename, parsing), compile::compile_module);
}

Word raise_failure(VM& vm, const syntax::SyntaxFailure& failure) {
  using syntax::FailureKind;
  if (failure.kind == FailureKind::MemoryError) return raise(vm, vm.exceptions.MemoryError, "");
  if (failure.kind == FailureKind::RecursionError)
    return raise(vm, vm.exceptions.RecursionError, "%s", failure.message.c_str());
  if (failure.kind == FailureKind::ValueError)
    return raise(vm, vm.exceptions.ValueError, "%s", failure.message.c_str());
  Type* type = failure.kind == FailureKind::SyntaxError        ? vm.exceptions.SyntaxError
               : failure.kind == FailureKind::IndentationError ? vm.exceptions.IndentationError
                                                               : vm.exceptions.TabError;
  const auto text = [&](const std::string& it) { return gc::reference(make_str(vm, it)); };
  const Word place[] = {text(failure.filename), make_int(vm, failure.lineno), make_int(vm, failure.offset),
                        failure.text.empty() ? none : text(failure.text),
                        failure.lineno == 0 ? none : make_int(vm, failure.end_lineno),
                        failure.lineno == 0 ? none : make_int(vm, failure.end_offset)};
  const Word arguments[] = {text(failure.message), gc::reference(make_tuple(vm, place))};
  const Word exception = call(vm, gc::reference(type), arguments);
  return gc::is_null(exception) ? null : raise_object(vm, exception);
}

Word compile_for_vm(VM& vm, const SourceRequest& request) {
  const Unit unit = compile_source(request);
  if (!unit) return raise_failure(vm, unit.error());
  return gc::reference(make_code(vm, *unit));
}

Word compile_file_for_vm(VM& vm, std::string_view source, std::string_view filename, std::string_view mode) {
  return compile_for_vm(vm, {.source = source, .filename = filename, .mode = mode, .is_file = true});
}

}  // namespace py
