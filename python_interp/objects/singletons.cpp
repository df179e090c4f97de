// None, NotImplemented and Ellipsis; modules; the read-only view of a class's namespace.
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/shapes.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

namespace {

template <char const* text>
Word fixed_repr(VM& vm, const Word*, std::uint64_t, Word) {
  return gc::reference(intern(vm, text));
}

template <unsigned index>
Word fixed_new(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  if (count == 1) return gc::special(index);
  return raise(vm, vm.exceptions.TypeError, "%S takes no arguments", gc::as<Type>(arguments[0])->name);
}

Word none_bool(VM&, const Word*, std::uint64_t, Word) { return gc::false_word; }

constexpr char none_text[] = "None";
constexpr char not_implemented_text[] = "NotImplemented";
constexpr char ellipsis_text[] = "Ellipsis";

template <char const* text, unsigned index>
void init_singleton(VM& vm, Type* type) {
  static constexpr NativeMethod methods[] = {
      {"__repr__", fixed_repr<text>, 1, 1},
      {"__new__", fixed_new<index>, 1, -1, nullptr, NativeMethod::static_},
  };
  add_methods(vm, type, methods);
}

// --- Modules ---

Module* allocate_module(VM& vm, Type* type, Word name) {
  Dict* const dict = make_namespace(vm);
  auto* const module = dict ? allocate<Module>(vm, type) : nullptr;
  if (!module) return nullptr;
  module->name.value = name;
  module->dict.value = dict;
  Shape* const shape = make_root_shape(vm, type, Layout::module, 0, false);
  if (!shape) return nullptr;
  module->header = gc::make_header(Module::layout, shape);
  vm.own->singletons.emplace(shape, module);
  set_global(vm, dict, "__name__", name);
  set_global(vm, dict, "__doc__", none);
  set_global(vm, dict, "__package__", none);
  set_global(vm, dict, "__loader__", none);
  set_global(vm, dict, "__spec__", none);
  return gc::is_null(vm.pending) ? module : nullptr;
}

Word module_new(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word name = count > 1 ? arguments[1] : vm.empty_string;
  return gc::reference(allocate_module(vm, gc::as<Type>(arguments[0]), name));
}

Word module_init(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{"module", {"name", "doc"}, 1};
  Word values[2];
  if (!bind(vm, signature, arguments + 1, count - 1, keyword_names, values)) return null;
  if (!str_of(values[0]))
    return raise(vm, vm.exceptions.TypeError, "module() argument 'name' must be str, not %T", values[0]);
  auto* const it = gc::as<Module>(arguments[0]);
  it->name.value = values[0];
  set_global(vm, it->dict, "__name__", values[0]);
  if (!gc::is_null(values[1])) set_global(vm, it->dict, "__doc__", values[1]);
  return none;
}

Word module_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Dict* const dict = gc::as<Module>(arguments[0])->dict;
  const Word name = dict_get(vm, dict, vm.names->name);
  const Word file = dict_get(vm, dict, vm.names->file);
  const Word shown = is<Str>(name) ? name : gc::reference(intern(vm, "?"));
  if (is<Str>(file)) return format(vm, "<module %R from %R>", shown, file);
  const Word loader = dict_get(vm, dict, vm.names->loader);
  return format(vm, loader == none || gc::is_null(loader) ? "<module %R (built-in)>" : "<module %R>", shown);
}

void init_module(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", module_new, 1, -1, nullptr, NativeMethod::static_},
      {"__init__", module_init, 1, -1},
      {"__repr__", module_repr, 1, 1},
  };
  add_methods(vm, vm.types.module, methods);
}

// --- mappingproxy ---

Word mapping_of(Word self) { return gc::as<View>(self)->dict; }

Word proxy_new(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* const view = allocate<View>(vm, gc::as<Type>(arguments[0]));
  if (!view) return null;
  view->dict.value = arguments[1];
  return gc::reference(view);
}

template <char const* name>
Word forwarded(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const Word method = get_attribute(&vm, mapping_of(arguments[0]), intern(vm, name));
  return gc::is_null(method) ? null : call(vm, method, {arguments + 1, count - 1}, keyword_names);
}

Word proxy_getitem(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return get_item(&vm, mapping_of(arguments[0]), arguments[1]);
}
Word proxy_contains(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return contains(&vm, mapping_of(arguments[0]), arguments[1]);
}
Word proxy_len(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const std::int64_t length = length_of(&vm, mapping_of(arguments[0]));
  return length < 0 ? null : make_int(vm, length);
}
Word proxy_iter(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return get_iterator(&vm, mapping_of(arguments[0]));
}
Word proxy_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return format(vm, "mappingproxy(%R)", mapping_of(arguments[0]));
}
Word proxy_eq(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word other = is<View>(arguments[1]) ? mapping_of(arguments[1]) : arguments[1];
  const std::int64_t equal = are_equal(&vm, mapping_of(arguments[0]), other);
  return equal < 0 ? null : gc::boolean(equal);
}

constexpr char get_text[] = "get", keys_text[] = "keys", values_text[] = "values",
               items_text[] = "items", copy_text[] = "copy";

void init_mapping_proxy(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", proxy_new, 2, 2, nullptr, NativeMethod::static_},
      {"__getitem__", proxy_getitem, 2, 2},
      {"__contains__", proxy_contains, 2, 2},
      {"__len__", proxy_len, 1, 1},
      {"__iter__", proxy_iter, 1, 1},
      {"__repr__", proxy_repr, 1, 1},
      {"__eq__", proxy_eq, 2, 2},
      {"get", forwarded<get_text>, 1, -1},
      {"keys", forwarded<keys_text>, 1, -1},
      {"values", forwarded<values_text>, 1, -1},
      {"items", forwarded<items_text>, 1, -1},
      {"copy", forwarded<copy_text>, 1, -1},
  };
  add_methods(vm, vm.types.mappingproxy, methods);
}

}  // namespace

Module* make_module(VM& vm, std::string_view name) {
  return allocate_module(vm, vm.types.module, gc::reference(intern(vm, name)));
}

void init_singletons(VM& vm) {
  init_singleton<none_text, 2>(vm, vm.types.none_type);
  init_singleton<not_implemented_text, 3>(vm, vm.types.not_implemented_type);
  init_singleton<ellipsis_text, 4>(vm, vm.types.ellipsis_type);
  static constexpr NativeMethod falsity[] = {{"__bool__", none_bool, 1, 1}};
  add_methods(vm, vm.types.none_type, falsity);
  init_module(vm);
  init_mapping_proxy(vm);
}

}  // namespace py
