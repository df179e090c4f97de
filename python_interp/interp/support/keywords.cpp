#include "python_interp/interp/support/keywords.hpp"

#include "python_interp/interp/support/special.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

/// An attribute as text; empty if there is none.
std::string text_attribute(VM& vm, Word object, Str* name) {
  const Word value = find_attribute_value(&vm, object, name);
  vm.pending = null;
  return is<Str>(value) ? to_utf8(gc::as<Str>(value)) : "";
}

bool add_keyword(VM& vm, Dict* keywords, Word key, Word value, Word callable) {
  const Word there = dict_get(vm, keywords, key);
  if (gc::is_null(there)) return gc::is_null(vm.pending) && dict_set(vm, keywords, key, value);
  raise(vm, vm.exceptions.TypeError, "%s got multiple values for keyword argument '%S'",
        callable_name(vm, callable).c_str(), key);
  return false;
}

bool add_dict(VM& vm, Dict* keywords, const Dict* mapping, Word callable) {
  std::uint64_t position = 0;
  Word key, value;
  while (dict_next(mapping, position, key, value))
    if (!add_keyword(vm, keywords, key, value, callable)) return false;
  return true;
}

}  // namespace

std::string callable_name(VM& vm, Word callable) {
  const std::string qualname = text_attribute(vm, callable, vm.names->qualname);
  if (qualname.empty()) {
    const Word text = to_str(&vm, callable);
    vm.pending = null;
    return is<Str>(text) ? to_utf8(gc::as<Str>(text)) : "object";
  }
  const std::string module = text_attribute(vm, callable, vm.names->module);
  return (module.empty() || module == "builtins" ? "" : module + ".") + qualname + "()";
}

bool add_keywords(VM& vm, Dict* keywords, Word mapping, Word callable) {
  if (is<Dict>(mapping) && type_of(vm, mapping) == vm.types.dict)
    return add_dict(vm, keywords, gc::as<Dict>(mapping), callable);
  const Word method = find_attribute_value(&vm, mapping, vm.names->word_keys);
  if (gc::is_null(method)) {
    if (gc::is_null(vm.pending))
      raise(vm, vm.exceptions.TypeError, "%s argument after ** must be a mapping, not %T",
            callable_name(vm, callable).c_str(), mapping);
    return false;
  }
  const Word keys = call(vm, method, {});
  const Word iterator = gc::is_null(keys) ? null : get_iterator(&vm, keys);
  if (gc::is_null(iterator)) return false;
  for (;;) {
    const Word key = iterator_next(&vm, iterator);
    if (gc::is_null(key)) return gc::is_null(vm.pending);
    const Word value = get_item(&vm, mapping, key);
    if (gc::is_null(value) || !add_keyword(vm, keywords, key, value, callable)) return false;
  }
}

Tuple* spread_positional(VM& vm, Word iterable, Word callable) {
  if (is<Tuple>(iterable)) return gc::as<Tuple>(iterable);
  if (!is_iterable(vm, iterable)) {
    raise(vm, vm.exceptions.TypeError, "%s argument after * must be an iterable, not %T",
          callable_name(vm, callable).c_str(), iterable);
    return nullptr;
  }
  const Word tuple = tuple_from(vm, iterable);
  return gc::is_null(tuple) ? nullptr : gc::as<Tuple>(tuple);
}

}  // namespace py
