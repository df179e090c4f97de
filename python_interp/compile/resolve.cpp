// Where each name of each scope lives, once it is known what every scope binds.
#include "python_interp/compile/symbols.hpp"

namespace py::compile {

namespace {

[[noreturn]] void fail_at_directive(const Scope& scope, Name name, std::string message) {
  for (const auto& [declared, pos] : scope.directives)
    if (declared == name) fail(pos, std::move(message));
  fail({}, std::move(message));
}

bool binds(const Symbol& symbol) {
  return symbol.has(symbol_bound) && !symbol.has(symbol_global | symbol_nonlocal);
}

/// The nearest enclosing scope that gives `name` to the functions inside it: a function that binds
/// it, or for `__class__` a class. Null if there is none, or if one on the way says it is global.
Scope* owner_of(Scope& scope, Name name) {
  for (Scope* outer = scope.parent; outer != nullptr; outer = outer->parent) {
    if (outer->kind == ScopeKind::class_body && name == "__class__") return outer;
    if (!outer->is_function()) continue;
    const Symbol* symbol = outer->find(name);
    if (symbol == nullptr) continue;
    if (symbol->has(symbol_global)) return nullptr;
    if (binds(*symbol)) return outer;
  }
  return nullptr;
}

/// Makes `name` a cell of its owner and a free variable of the scopes between owner and user.
void pass_down(Scope& owner, Scope& user, Name name) {
  if (owner.kind == ScopeKind::class_body)
    owner.needs_class_cell = true;
  else
    owner.find(name)->place = Place::cell;
  for (Scope* between = user.parent; between != &owner; between = between->parent) {
    Symbol& symbol = between->at(name);
    if (symbol.place == Place::local || symbol.place == Place::global_explicit)
      symbol.flags |= symbol_through_class;
    else
      symbol.place = Place::free;
  }
}

Place place_of(Scope& scope, const Symbol& symbol) {
  if (symbol.has(symbol_global)) {
    if (symbol.has(symbol_nonlocal))
      fail_at_directive(scope, symbol.name,
                        "name '" + std::string(symbol.name) + "' is nonlocal and global");
    return Place::global_explicit;
  }
  if (symbol.has(symbol_nonlocal)) {
    if (scope.kind == ScopeKind::module)
      fail_at_directive(scope, symbol.name, "nonlocal declaration not allowed at module level");
    if (owner_of(scope, symbol.name) == nullptr)
      fail_at_directive(scope, symbol.name,
                        "no binding for nonlocal '" + std::string(symbol.name) + "' found");
    return Place::free;
  }
  if (symbol.has(symbol_bound)) return Place::local;
  return owner_of(scope, symbol.name) != nullptr ? Place::free : Place::global_implicit;
}

void resolve(Scope& scope) {
  for (std::size_t i = 0; i < scope.symbols.size(); ++i) {
    // A scope outside may have grown symbols while the ones here were decided, never this scope.
    Symbol& symbol = scope.symbols[i];
    if (symbol.place != Place::unknown) continue;
    symbol.place = place_of(scope, symbol);
    if (symbol.place == Place::free)
      pass_down(*owner_of(scope, symbol.name), scope, symbol.name);
  }
}

}  // namespace

void resolve_symbols(Scope& root) {
  std::vector<Scope*> pending = {&root};
  while (!pending.empty()) {
    Scope* scope = pending.back();
    pending.pop_back();
    resolve(*scope);
    for (auto child = scope->children.rbegin(); child != scope->children.rend(); ++child)
      pending.push_back(child->get());
  }
}

}  // namespace py::compile
