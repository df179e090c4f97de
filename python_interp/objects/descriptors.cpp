// property, staticmethod, classmethod.
#include "python_interp/objects/descriptors.hpp"

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/setup.hpp"

namespace py {

void init_getset(VM& vm);
void init_super(VM& vm);

namespace {

Word raise_no_accessor(VM& vm, Word object, Word name, const char* accessor) {
  if (gc::is_null(name))
    return raise(vm, vm.exceptions.AttributeError, "property of %R object has no %s",
                 type_of(vm, object)->qualname, accessor);
  return raise(vm, vm.exceptions.AttributeError, "property %R of %R object has no %s", name,
               type_of(vm, object)->qualname, accessor);
}

Word doc_of(VM& vm, Word function) {
  if (!is_given(function)) return none;
  const Word doc = find_attribute_value(&vm, function, vm.names->doc);
  if (gc::is_null(doc)) vm.pending = null;
  return gc::is_null(doc) ? none : doc;
}

Property* make_property(VM& vm, Type* type, Word getter, Word setter, Word deleter, Word doc) {
  auto* const made = allocate<Property>(vm, type);
  if (!made) return nullptr;
  made->getter.value = getter;
  made->setter.value = setter;
  made->deleter.value = deleter;
  made->doc = doc;
  return made;
}

Word property_new(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* const type = gc::as<Type>(arguments[0]);
  return gc::reference(make_property(vm, type, none, none, none, none));
}

Word property_init(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{"property", {"fget", "fset", "fdel", "doc"}};
  Word values[4];
  if (!bind(vm, signature, arguments + 1, count - 1, keyword_names, values)) return null;
  auto* const it = gc::as<Property>(arguments[0]);
  const auto given = [](Word word) { return gc::is_null(word) ? none : word; };
  it->getter.value = given(values[0]);
  it->setter.value = given(values[1]);
  it->deleter.value = given(values[2]);
  it->doc = is_given(values[3]) ? values[3] : doc_of(vm, it->getter);
  return none;
}

/// A copy with one function replaced: p.setter(f).
template <int which>
Word property_with(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto* it = gc::as<Property>(arguments[0]);
  Word functions[] = {it->getter, it->setter, it->deleter};
  functions[which] = arguments[1];
  Type* const type = type_of(vm, arguments[0]);
  const Word doc = which == 0 ? doc_of(vm, arguments[1]) : it->doc;
  return gc::reference(make_property(vm, type, functions[0], functions[1], functions[2], doc));
}

Word property_descriptor_get(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (arguments[1] == none) return arguments[0];
  return property_get(vm, gc::as<Property>(arguments[0]), arguments[1], null);
}
Word property_descriptor_set(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* const it = gc::as<Property>(arguments[0]);
  return property_set(vm, it, arguments[1], nullptr, arguments[2]) ? none : null;
}
Word property_descriptor_delete(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* const it = gc::as<Property>(arguments[0]);
  return property_set(vm, it, arguments[1], nullptr, null) ? none : null;
}

void init_property(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", property_new, 1, -1, nullptr, NativeMethod::static_},
      {"__init__", property_init, 1, -1},
      {"getter", property_with<0>, 2, 2},
      {"setter", property_with<1>, 2, 2},
      {"deleter", property_with<2>, 2, 2},
      {"__get__", property_descriptor_get, 2, 3},
      {"__set__", property_descriptor_set, 3, 3},
      {"__delete__", property_descriptor_delete, 2, 2},
  };
  Type* const type = vm.types.property;
  add_methods(vm, type, methods);
  add_property(vm, type, "fget", [](VM&, Word self) -> Word { return gc::as<Property>(self)->getter; });
  add_property(vm, type, "fset", [](VM&, Word self) -> Word { return gc::as<Property>(self)->setter; });
  add_property(vm, type, "fdel", [](VM&, Word self) -> Word { return gc::as<Property>(self)->deleter; });
  add_property(
      vm, type, "__doc__", [](VM&, Word self) -> Word { return gc::as<Property>(self)->doc; },
      [](VM&, Word self, Word value) -> Word {
        gc::as<Property>(self)->doc = gc::is_null(value) ? none : value;
        return none;
      });
}

template <class T>
Word wrapper_new(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* const made = allocate<T>(vm, gc::as<Type>(arguments[0]));
  if (!made) return null;
  made->function.value = arguments[1];
  return gc::reference(made);
}

/// The constructor has made it already; a subclass may call this with what it likes.
Word wrapper_init(VM&, const Word*, std::uint64_t, Word) { return none; }

Word wrapper_get(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word instance = arguments[1] == none ? null : arguments[1];
  if (is<StaticMethod>(arguments[0])) return gc::as<StaticMethod>(arguments[0])->function;
  Type* const owner = count > 2 && is<Type>(arguments[2]) ? gc::as<Type>(arguments[2])
                                                          : type_of(vm, instance);
  const Word function = gc::as<ClassMethod>(arguments[0])->function;
  return descriptor_get(vm, function, gc::reference(owner), type_of(vm, gc::reference(owner)));
}

Word static_call(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const Word function = gc::as<StaticMethod>(arguments[0])->function;
  return call(vm, function, {arguments + 1, count - 1}, keyword_names);
}

template <class T>
Word wrapped_function(VM&, Word self) {
  return gc::as<T>(self)->function;
}

/// What a wrapper answers for its function: __name__, __doc__ ...
template <class T, Str* Names::*name>
Word forwarded(VM& vm, Word self) {
  return get_attribute(&vm, gc::as<T>(self)->function, (*vm.names).*name);
}

template <class T>
void init_wrapper(VM& vm, Type* type) {
  static constexpr NativeMethod methods[] = {
      {"__new__", wrapper_new<T>, 2, 2, nullptr, NativeMethod::static_},
      {"__init__", wrapper_init, 1, -1},
      {"__get__", wrapper_get, 2, 3},
  };
  add_methods(vm, type, methods);
  add_property(vm, type, "__func__", wrapped_function<T>);
  add_property(vm, type, "__wrapped__", wrapped_function<T>);
  add_property(vm, type, "__name__", forwarded<T, &Names::name>);
  add_property(vm, type, "__qualname__", forwarded<T, &Names::qualname>);
  add_property(vm, type, "__module__", forwarded<T, &Names::module>);
  add_property(vm, type, "__doc__", forwarded<T, &Names::doc>);
  add_property(vm, type, "__isabstractmethod__", [](VM& vm, Word self) -> Word {
    const Word value =
        find_attribute_value(&vm, gc::as<T>(self)->function, vm.names->isabstractmethod);
    return gc::is_null(value) && gc::is_null(vm.pending) ? gc::false_word : value;
  });
}

}  // namespace

Word property_get(VM& vm, Property* property, Word object, Word name) {
  const Word getter = property->getter;
  if (getter == none) return raise_no_accessor(vm, object, name, "getter");
  const Word arguments[] = {object};
  return call(vm, getter, arguments);
}

bool property_set(VM& vm, Property* property, Word object, Str* name, Word value) {
  const bool deletes = gc::is_null(value);
  const Word function = deletes ? property->deleter : property->setter;
  if (function == none) {
    raise_no_accessor(vm, object, gc::reference(name), deletes ? "deleter" : "setter");
    return false;
  }
  const Word arguments[] = {object, value};
  return !gc::is_null(call(vm, function, {arguments, deletes ? 1u : 2u}));
}

void init_descriptors(VM& vm) {
  init_getset(vm);
  init_property(vm);
  init_wrapper<StaticMethod>(vm, vm.types.staticmethod);
  init_wrapper<ClassMethod>(vm, vm.types.classmethod);
  static constexpr NativeMethod call_it[] = {{"__call__", static_call, 1, -1}};
  add_methods(vm, vm.types.staticmethod, call_it);
  init_super(vm);
}

}  // namespace py
