// Import statements. Finding and loading modules is builtins.__import__'s.
#include "python_interp/interp/support/definitions.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

/// An attribute that should be a str; null if it is none.
Word text_attribute(VM& vm, Word object, Str* name) {
  const Word value = find_attribute_value(&vm, object, name);
  vm.pending = null;
  return is<Str>(value) ? value : null;
}

/// Is the module still being imported?
bool is_initializing(VM& vm, Word module) {
  const Word spec = find_attribute_value(&vm, module, vm.names->spec);
  const Word flag = gc::is_null(spec) || spec == none
                        ? null
                        : find_attribute_value(&vm, spec, intern(vm, "_initializing"));
  vm.pending = null;
  return !gc::is_null(flag) && is_true(&vm, flag) == 1;
}

Word raise_cannot_import(VM& vm, Word module, Word name, Word module_name) {
  const Word path = text_attribute(vm, module, vm.names->file);
  Type* error = vm.exceptions.ImportError;
  if (gc::is_null(module_name)) module_name = gc::reference(make_str(vm, "<unknown module name>"));
  if (gc::is_null(path))
    raise(vm, error, "cannot import name %R from %R (unknown location)", name, module_name);
  else if (is_initializing(vm, module))
    raise(vm, error,
          "cannot import name %R from partially initialized module %R (most likely due to a circular "
          "import) (%S)",
          name, module_name, path);
  else
    raise(vm, error, "cannot import name %R from %R (%S)", name, module_name, path);
  set_error_fields(vm, error, {module_name, gc::is_null(path) ? none : path});
  return null;
}

Word raise_not_str(VM& vm, Word module, const char* what, const char* where, Word name) {
  const Word module_name = text_attribute(vm, module, vm.names->name);
  return raise(vm, vm.exceptions.TypeError, "%s in %S.%s must be str, not %T", what,
               gc::is_null(module_name) ? vm.empty_string : module_name, where, name);
}

Word bind_star(VM& vm, Word module, Word mapping, Word name) {
  const Word value = get_attribute(&vm, module, intern(vm, gc::as<Str>(name)));
  return gc::is_null(value) ? null : set_item(&vm, mapping, name, value);
}

Word import_listed(VM& vm, Word module, Word mapping, Word names) {
  const auto listed = to_sequence(vm, names);
  if (!listed) return null;
  for (std::size_t i = 0; i < listed->size(); ++i) {
    const Word name = (*listed)[i];
    if (!is<Str>(name)) return raise_not_str(vm, module, "Item", "__all__", name);
    if (gc::is_null(bind_star(vm, module, mapping, name))) return null;
  }
  return none;
}

Word import_public(VM& vm, Word module, Word mapping) {
  const Word dict = find_attribute_value(&vm, module, vm.names->dict);
  if (gc::is_null(dict))
    return gc::is_null(vm.pending)
               ? raise(vm, vm.exceptions.ImportError, "from-import-* object has no __dict__ and no __all__")
               : null;
  const Word names = call_method(vm, dict, "keys", {});
  const Word list = gc::is_null(names) ? null : list_from(vm, names);
  if (gc::is_null(list)) return null;
  for (const Word name : items_of(gc::as<List>(list))) {
    if (!is<Str>(name)) return raise_not_str(vm, module, "Key", "__dict__", name);
    const auto* text = gc::as<Str>(name);
    if (text->length > 0 && str_at(text, 0) == '_') continue;
    if (gc::is_null(bind_star(vm, module, mapping, name))) return null;
  }
  return none;
}

}  // namespace

Word import_name(VM* vm, Dict* globals, Str* name, Word names, Word level) {
  const Word import = dict_get(*vm, vm->builtins, vm->names->import_);
  if (gc::is_null(import)) return raise(*vm, vm->exceptions.ImportError, "__import__ not found");
  const Word arguments[] = {gc::reference(name), gc::reference(globals), none, names, level};
  return call(*vm, import, arguments);
}

Word import_from(VM* vm, Word module, Str* name) {
  const Word value = find_attribute_value(vm, module, name);
  if (!gc::is_null(value) || !gc::is_null(vm->pending)) return value;
  const Word module_name = text_attribute(*vm, module, vm->names->name);
  if (!gc::is_null(module_name)) {
    const std::string full = to_utf8(gc::as<Str>(module_name)) + "." + to_utf8(name);
    const Word found = dict_get(*vm, vm->modules, intern(*vm, full));
    if (!gc::is_null(found)) return found;
  }
  return raise_cannot_import(*vm, module, gc::reference(name), module_name);
}

Word import_star(VM* vm, Word module, Word mapping) {
  const Word all = find_attribute_value(vm, module, vm->names->all);
  if (!gc::is_null(all)) return import_listed(*vm, module, mapping, all);
  return gc::is_null(vm->pending) ? import_public(*vm, module, mapping) : null;
}

}  // namespace py
