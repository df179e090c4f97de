#include "python_interp/main/source_to_code.hpp"

#include <algorithm>
#include <cstdio>

#include "python_interp/compile/compile.hpp"
#include "python_interp/interp/code.hpp"
#include "python_interp/modules/character_names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/syntax/parser.hpp"

namespace py {
namespace {

/// As the module `warnings` prints it: place, message, and the line.
void print_warning(const compile::Warning& warning, std::string_view source, std::string_view filename) {
  std::size_t begin = 0;
  for (auto line = warning.pos.lineno; line > 1 && begin < source.size(); --line) begin = source.find('\n', begin) + 1;
  std::string_view text = source.substr(begin, source.find('\n', begin) - begin);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\f"), text.size()));
  std::fprintf(stderr, "%.*s:%d: SyntaxWarning: %s\n  %.*s\n", static_cast<int>(filename.size()), filename.data(),
               static_cast<int>(warning.pos.lineno), warning.message.c_str(), static_cast<int>(text.size()), text.data());
}

}  // namespace

Unit compile_source(std::string_view source, std::string_view filename, std::string_view mode, bool is_text) {
  syntax::Arena arena;
  const syntax::ParseOptions parsing{.is_text = is_text, .character_by_name = character_by_name};
  std::vector<compile::Warning> warnings;
  const compile::Options options{.source = source, .warnings = &warnings};
  const auto compiled = [&](auto parsed, auto compile) -> Unit {
    if (!parsed) return std::unexpected(parsed.error());
    Unit unit = compile(**parsed, filename, options);
    for (const compile::Warning& warning : warnings) print_warning(warning, source, filename);
    return unit;
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
  if (failure.kind == FailureKind::RecursionError)
    return raise(vm, vm.exceptions.RecursionError, "%s", failure.message.c_str());
  if (failure.kind == FailureKind::ValueError)
    return raise(vm, vm.exceptions.ValueError, "%s", failure.message.c_str());
  Type* type = failure.kind == FailureKind::SyntaxError        ? vm.exceptions.SyntaxError
               : failure.kind == FailureKind::IndentationError ? vm.exceptions.IndentationError
                                                               : vm.exceptions.TabError;
  const auto text = [&](const std::string& it) { return gc::reference(make_str(vm, it)); };
  const Word place[] = {text(failure.filename), make_int(vm, failure.lineno), make_int(vm, failure.offset),
                        failure.text.empty() ? none : text(failure.text), make_int(vm, failure.end_lineno),
                        make_int(vm, failure.end_offset)};
  const Word arguments[] = {text(failure.message), gc::reference(make_tuple(vm, place))};
  const Word exception = call(vm, gc::reference(type), arguments);
  return gc::is_null(exception) ? null : raise_object(vm, exception);
}

Word compile_for_vm(VM& vm, std::string_view source, std::string_view filename, std::string_view mode) {
  const Unit unit = compile_source(source, filename, mode, true);
  if (!unit) return raise_failure(vm, unit.error());
  return gc::reference(make_code(vm, *unit));
}

}  // namespace py
