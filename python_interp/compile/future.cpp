#include "python_interp/compile/future.hpp"

#include <array>
#include <string>
#include <utility>

#include "python_interp/bytecode/code.hpp"
#include "python_interp/compile/fault.hpp"

namespace py::compile {

using namespace py::syntax;

namespace {

/// Features that are the rule by now ask for nothing.
constexpr std::array<std::pair<std::string_view, std::uint32_t>, 10> known_features = {{
    {"nested_scopes", 0},
    {"generators", 0},
    {"division", 0},
    {"absolute_import", 0},
    {"with_statement", 0},
    {"print_function", 0},
    {"unicode_literals", 0},
    {"barry_as_FLUFL", bytecode::code_future_barry_as_bdfl},
    {"generator_stop", 0},
    {"annotations", bytecode::code_future_annotations},
}};

/// CPython reports these errors without an end.
Position without_end(Position pos) {
  pos.end_lineno = pos.lineno;
  pos.end_col_offset = -1;
  return pos;
}

std::uint32_t feature_flag(const Alias& alias, const Position& pos) {
  if (alias.name == "braces") fail(without_end(pos), "not a chance");
  for (auto [name, flag] : known_features)
    if (name == alias.name) return flag;
  fail(without_end(pos), "future feature " + std::string(alias.name) + " is not defined");
}

bool is_docstring(const Stmt* stmt) {
  const auto* node = as<ExprStmt>(stmt);
  const auto* literal = node != nullptr ? as<Constant>(node->value) : nullptr;
  return literal != nullptr && literal->value.kind == ConstantKind::Str;
}

Seq<Stmt*> statements_of(const Mod& tree) {
  if (const auto* module = as<Module>(&tree)) return module->body;
  if (const auto* input = as<Interactive>(&tree)) return input->body;
  return {};
}

}  // namespace

bool FutureFeatures::annotations() const {
  return (flags & bytecode::code_future_annotations) != 0;
}

FutureFeatures future_features(const Mod& tree, std::uint32_t inherited_flags) {
  FutureFeatures features{inherited_flags, -1};
  bool first = true, done = false;
  int previous_line = 0;
  for (const Stmt* stmt : statements_of(tree)) {
    if (done && stmt->pos.lineno > previous_line) break;
    previous_line = stmt->pos.lineno;
    const auto* import = as<ImportFrom>(stmt);
    if (import != nullptr && import->level == 0 && import->module == "__future__") {
      if (done) {
        Position pos = without_end(stmt->pos);
        --pos.col_offset;  // Here, CPython counts from 0.
        fail(pos, late_future);
      }
      for (const Alias* alias : import->names) features.flags |= feature_flag(*alias, stmt->pos);
      features.last_line = stmt->pos.lineno;
    } else if (!first || !is_docstring(stmt)) {
      done = true;
    }
    first = false;
  }
  return features;
}

}  // namespace py::compile
