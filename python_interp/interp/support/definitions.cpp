#include "python_interp/interp/support/definitions.hpp"

#include "python_interp/interp/code.hpp"
#include "python_interp/objects/allocate.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

/// Code is compiled for one module's globals as long as all functions with it have those.
void tell_globals(const Code* code, Dict* globals) {
  CodeExtra* extra = code->extra;
  if (!extra->globals) extra->globals = globals;
  if (extra->globals != globals) extra->one_globals.invalidate();
}

Word docstring(const Code* code) {
  const Tuple* constants = code->constants;
  const Word first = constants->length > 0 ? Word{constants->items.first[0].value} : none;
  return is<Str>(first) ? first : none;
}

/// {name: value} of a Tuple of names and values; null stays null.
bool annotation_dict(VM& vm, Word pairs, Word* made) {
  if (gc::is_null(pairs)) return true;
  const auto items = items_of(gc::as<Tuple>(pairs));
  Dict* dict = make_dict(vm);
  if (!dict) return false;
  for (std::size_t i = 0; i < items.size(); i += 2)
    if (!dict_set(vm, dict, items[i], items[i + 1])) return false;
  *made = gc::reference(dict);
  return true;
}

}  // namespace

Word load_build_class(VM* vm) {
  const Word function = dict_get(*vm, vm->builtins, vm->names->build_class);
  if (!gc::is_null(function)) return function;
  return raise(*vm, vm->exceptions.NameError, "__build_class__ not found");
}

Word make_function(VM* vm, Word code_word, Dict* globals, Word closure, Word annotations, Word kwdefaults,
                   Word defaults) {
  auto* code = gc::as<Code>(code_word);
  Word annotated = null;
  if (!annotation_dict(*vm, annotations, &annotated)) return null;
  auto* function = allocate<Function>(*vm, vm->types.function);
  if (!function) return null;
  function->code.value = code;
  function->globals.value = globals;
  function->closure.value = gc::is_null(closure) ? nullptr : gc::as<Tuple>(closure);
  function->defaults = defaults;
  function->kwdefaults = kwdefaults;
  function->name = code->name;
  function->qualname = code->qualname;
  const Word module = dict_get(*vm, globals, vm->names->name);
  function->module = gc::is_null(module) ? none : module;
  function->doc = docstring(code);
  function->annotations = annotated;
  tell_globals(code, globals);
  return gc::reference(function);
}

Word format_converted(VM* vm, Word value, std::int64_t conversion, Word specification) {
  constexpr char conversions[] = {0, 's', 'r', 'a'};
  return format_field(vm, value, conversions[conversion], specification);
}

Word setup_annotations(VM* vm, Word mapping) {
  const Word name = gc::reference(vm->names->annotations);
  if (is<Dict>(mapping)) {
    const Word there = dict_get(*vm, gc::as<Dict>(mapping), name);
    if (!gc::is_null(there)) return none;
  } else {
    if (!gc::is_null(get_item(vm, mapping, name))) return none;
    if (!pending_is(*vm, vm->exceptions.KeyError)) return null;
    vm->pending = null;
  }
  Dict* dict = make_dict(*vm);
  return dict ? set_item(vm, mapping, name, gc::reference(dict)) : null;
}

Word display(VM* vm, Word value) {
  const Word sys = vm->modules ? dict_get(*vm, vm->modules, intern(*vm, "sys")) : null;
  const Word hook = gc::is_null(sys) ? null : find_attribute_value(vm, sys, intern(*vm, "displayhook"));
  if (!gc::is_null(vm->pending)) return null;
  if (gc::is_null(hook)) return raise(*vm, vm->exceptions.RuntimeError, "lost sys.displayhook");
  return call(*vm, hook, {&value, 1});
}

}  // namespace py
