// Which names a scope binds, and where each name that it uses is found.
//
// A first walk over the tree notes what happens to every name in every scope (SymbolFlags). Then each
// scope, from the outside in, decides where its names live: bound names are local; others belong to
// the nearest enclosing function that binds them, which turns them into cells there and into free
// variables of every scope between; else they are global. The rules and messages are CPython 3.11's.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "python_interp/compile/fault.hpp"
#include "python_interp/compile/names.hpp"
#include "python_interp/syntax/ast.hpp"

namespace py::compile {

/// The node `Name`, which would hide the compiler's names.
using NameExpr = syntax::Name;

enum SymbolFlags : std::uint32_t {
  symbol_global = 1U << 0,     ///< `global x`.
  symbol_local = 1U << 1,      ///< Assigned, deleted, defined.
  symbol_param = 1U << 2,
  symbol_nonlocal = 1U << 3,   ///< `nonlocal x`.
  symbol_used = 1U << 4,
  symbol_import = 1U << 5,
  symbol_annotated = 1U << 6,  ///< `x: t`.
  symbol_comp_iter = 1U << 7,  ///< Target of a comprehension's `for`.
  symbol_through_class = 1U << 8,  ///< Bound in this class, and passed on to a scope inside.
  symbol_bound = symbol_local | symbol_param | symbol_import,
};

enum class Place : std::uint8_t { unknown, local, global_explicit, global_implicit, free, cell };

struct Symbol {
  Name name;
  std::uint32_t flags = 0;
  Place place = Place::unknown;

  bool has(std::uint32_t any) const { return (flags & any) != 0; }
};

enum class ScopeKind : std::uint8_t { module, class_body, function };
enum class ComprehensionKind : std::uint8_t { none, list, set, dict, generator };

struct Scope {
  ScopeKind kind = ScopeKind::module;
  Name name;
  Scope* parent = nullptr;
  std::vector<std::unique_ptr<Scope>> children;

  std::vector<Symbol> symbols;  ///< In order of appearance.
  std::unordered_map<Name, std::uint32_t> index;
  std::vector<Name> parameters;  ///< In the order of the code's variables.
  /// The statements `global x` and `nonlocal x`, for messages.
  std::vector<std::pair<Name, syntax::Position>> directives;

  ComprehensionKind comprehension = ComprehensionKind::none;
  bool is_annotation = false;  ///< No scope, but an annotation that is not evaluated.
  bool nested = false;         ///< Somewhere inside a function.
  bool generator = false;
  bool coroutine = false;
  bool has_varargs = false;
  bool has_varkeywords = false;
  bool needs_class_cell = false;  ///< A class whose methods use `__class__` or `super()`.
  bool in_comp_target = false;    ///< While walking a comprehension's target.
  int comp_iterables = 0;         ///< How many iterables of comprehensions are being walked.

  bool is_function() const { return kind == ScopeKind::function; }

  Symbol* find(Name symbol) {
    auto place = index.find(symbol);
    return place == index.end() ? nullptr : &symbols[place->second];
  }
  const Symbol* find(Name symbol) const { return const_cast<Scope*>(this)->find(symbol); }

  /// The symbol, new if the scope had not seen it.
  Symbol& at(Name symbol) {
    auto [place, fresh] = index.try_emplace(symbol, static_cast<std::uint32_t>(symbols.size()));
    if (fresh) symbols.push_back({symbol});
    return symbols[place->second];
  }
};

/// All scopes of one tree.
class SymbolTable {
 public:
  /// Throws CompileError. `future_annotations`: annotations are not evaluated.
  SymbolTable(const syntax::Mod& tree, NamePool& pool, Depth& depth, bool future_annotations);

  Scope& root() { return *root_; }

  /// The scope of a function, class, lambda or comprehension node, or of the tree's root.
  Scope& of(const void* node) const { return *by_node_.at(node); }

 private:
  friend class SymbolBuilder;

  std::unique_ptr<Scope> root_;
  std::unordered_map<const void*, Scope*> by_node_;
};

/// Second step: decides every symbol's place. Throws CompileError.
void resolve_symbols(Scope& root);

}  // namespace py::compile
