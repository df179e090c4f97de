// What every object can do: the methods of `object`.
#include <cinttypes>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/shapes.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

void init_type_methods(VM& vm);

namespace {

/// Is the first `name` in the mro the one that object itself has?
bool is_objects_own(VM& vm, Type* type, Str* name) {
  return find_in_type(vm, type, name) == find_in_type(vm, vm.types.object, name);
}

Word raise_abstract(VM& vm, Type* type) {
  const Word methods = get_attribute(&vm, gc::reference(type), intern(vm, "__abstractmethods__"));
  Words names(vm);
  if (gc::is_null(methods) || !collect(vm, methods, names)) return null;
  List* const sorted = make_list(vm, names);
  if (!sorted || gc::is_null(call_method(vm, gc::reference(sorted), "sort", {}))) return null;
  std::string text;
  for (std::uint64_t i = 0; i < sorted->length; ++i)
    text += (i ? ", " : "") + to_utf8(gc::as<Str>(sorted->items->items[i]));
  return raise(vm, vm.exceptions.TypeError, "Can't instantiate abstract class %S with abstract method%s %s",
               type->name, sorted->length == 1 ? "" : "s", text.c_str());
}

Word object_new(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  if (!is<Type>(arguments[0]))
    return raise(vm, vm.exceptions.TypeError, "object.__new__(X): X is not a type object (%T)",
                 arguments[0]);
  auto* const type = gc::as<Type>(arguments[0]);
  if (count > 1) {
    if (!is_objects_own(vm, type, vm.names->new_))
      return raise(vm, vm.exceptions.TypeError,
                   "object.__new__() takes exactly one argument (the type to instantiate)");
    if (is_objects_own(vm, type, vm.names->init))
      return raise(vm, vm.exceptions.TypeError, "%S() takes no arguments", type->name);
  }
  if (type->flags & type_is_abstract) return raise_abstract(vm, type);
  if (static_cast<Layout>(type->instance_layout) == Layout::instance)
    return new_instance(&vm, type);
  Type* builtin = type;
  while (builtin->flags & type_is_heap) builtin = builtin->base;
  if (gc::is_null(dict_get(vm, builtin->dict, vm.names->new_)))
    return raise(vm, vm.exceptions.TypeError, "cannot create '%S' instances", type->name);
  return raise(vm, vm.exceptions.TypeError, "object.__new__(%S) is not safe, use %S.__new__()",
               type->name, builtin->name);
}

Word object_init(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  if (count == 1) return none;
  Type* const type = type_of(vm, arguments[0]);
  if (!is_objects_own(vm, type, vm.names->init))
    return raise(vm, vm.exceptions.TypeError,
                 "object.__init__() takes exactly one argument (the instance to initialize)");
  if (is_objects_own(vm, type, vm.names->new_))
    return raise(vm, vm.exceptions.TypeError,
                 "%S.__init__() takes exactly one argument (the instance to initialize)", type->name);
  return none;
}

Word object_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  char address[24];
  std::snprintf(address, sizeof address, "0x%" PRIx64, arguments[0].bits);
  Type* const type = type_of(vm, arguments[0]);
  const Word module = get_attribute(&vm, gc::reference(type), vm.names->module);
  if (gc::is_null(module)) vm.pending = null;
  std::string name = to_utf8(gc::as<Str>(type->qualname));
  if (is<Str>(module) && !str_equals(gc::as<Str>(module), "builtins"))
    name = to_utf8(gc::as<Str>(module)) + "." + name;
  return str_word(make_str(vm, "<" + name + " object at " + address + ">"));
}

Word object_str(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return repr(&vm, arguments[0]);
}

Word object_eq(VM&, const Word* arguments, std::uint64_t, Word) {
  return arguments[0] == arguments[1] ? gc::true_word : not_implemented;
}

Word object_ne(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word other[] = {arguments[1]};
  const Word equal = call_special(vm, arguments[0], vm.names->compare[2], other);
  if (gc::is_null(equal)) return gc::is_null(vm.pending) ? not_implemented : null;
  if (equal == not_implemented) return equal;
  const std::int64_t truth = is_true(&vm, equal);
  return truth < 0 ? null : gc::boolean(!truth);
}

Word object_compare(VM&, const Word*, std::uint64_t, Word) { return not_implemented; }

Word object_hash(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return make_int(vm, identity_hash(arguments[0]));
}

Str* name_argument(VM& vm, Word word) {
  Str* const name = str_of(word);
  if (!name) raise(vm, vm.exceptions.TypeError, "attribute name must be string, not '%T'", word);
  return name ? intern(vm, name) : nullptr;
}

Word object_getattribute(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Str* const name = name_argument(vm, arguments[1]);
  if (!name) return null;
  const Word value = generic_get_attribute(vm, arguments[0], name);
  if (!gc::is_null(value) || !gc::is_null(vm.pending)) return value;
  return raise_no_attribute(vm, arguments[0], name);
}

Word object_setattr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Str* const name = name_argument(vm, arguments[1]);
  return name && generic_set_attribute(vm, arguments[0], name, arguments[2]) ? none : null;
}

Word object_delattr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Str* const name = name_argument(vm, arguments[1]);
  return name && generic_set_attribute(vm, arguments[0], name, null) ? none : null;
}

Word object_format(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Str* const specification = str_of(arguments[1]);
  if (!specification)
    return raise(vm, vm.exceptions.TypeError, "__format__() argument must be str, not %T",
                 arguments[1]);
  if (specification->length != 0)
    return raise(vm, vm.exceptions.TypeError, "unsupported format string passed to %T.__format__",
                 arguments[0]);
  return to_str(&vm, arguments[0]);
}

bool add_names(VM& vm, Dict* into, Dict* from) {
  std::uint64_t position = 0;
  Word key, value;
  while (dict_next(from, position, key, value))
    if (!dict_set(vm, into, key, none)) return false;
  return true;
}

bool add_class_names(VM& vm, Dict* into, const Type* type) {
  for (std::uint64_t i = 0; i < type->mro->length; ++i)
    if (!add_names(vm, into, gc::as<Type>(type->mro->items.first[i])->dict)) return false;
  return true;
}

Word keys_of(VM& vm, Dict* names) {
  List* const list = make_list(vm, {});
  return list && list_extend(vm, list, gc::reference(names)) ? gc::reference(list) : null;
}

Word object_dir(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Dict* const names = make_dict(vm);
  if (!names) return null;
  const Word self = arguments[0];
  if (is<Module>(self)) {
    if (!add_names(vm, names, gc::as<Module>(self)->dict)) return null;
    return keys_of(vm, names);
  }
  if (is<Type>(self)) {
    if (!add_class_names(vm, names, gc::as<Type>(self))) return null;
    return keys_of(vm, names);
  }
  if (gc::is_object(self) && storage_of(gc::as<Object>(self)))
    for (auto& [name, value] : own_attributes(gc::as<Object>(self)))
      if (!dict_set(vm, names, gc::reference(name), none)) return null;
  return add_class_names(vm, names, type_of(vm, self)) ? keys_of(vm, names) : null;
}

Word init_subclass(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  if (count == 1) return none;
  return raise(vm, vm.exceptions.TypeError, "%S.__init_subclass__() takes no keyword arguments",
               gc::as<Type>(arguments[0])->name);
}

Word subclass_hook(VM&, const Word*, std::uint64_t, Word) { return not_implemented; }

Word object_sizeof(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!gc::is_object(arguments[0])) return gc::small_int(8);
  const auto* object = gc::as<Object>(arguments[0]);
  return make_int(vm, static_cast<std::int64_t>(layout_table().find(gc::layout_of(object->header))->size(object)));
}

Word get_class(VM& vm, Word self) { return gc::reference(type_of(vm, self)); }

Word set_class(VM& vm, Word self, Word value) {
  if (gc::is_null(value))
    return raise(vm, vm.exceptions.TypeError, "can't delete __class__ attribute");
  if (!is<Type>(value))
    return raise(vm, vm.exceptions.TypeError, "__class__ must be set to a class, not '%T' object",
                 value);
  Type* const from = type_of(vm, self);
  auto* const to = gc::as<Type>(value);
  if (!(from->flags & to->flags & type_is_heap) && !is<Module>(self))
    return raise(vm, vm.exceptions.TypeError,
                 "__class__ assignment only supported for mutable types or ModuleType subclasses");
  if (from->instance_layout != to->instance_layout || !storage_of(gc::as<Object>(self)))
    return raise(vm, vm.exceptions.TypeError,
                 "__class__ assignment: '%S' object layout differs from '%S'", to->name, from->name);
  return change_type(vm, gc::as<Object>(self), to) ? none : null;
}

Word get_dict(VM& vm, Word self) {
  if (is<Module>(self)) return gc::reference(static_cast<Dict*>(gc::as<Module>(self)->dict));
  if (!gc::is_object(self) || !storage_of(gc::as<Object>(self)) ||
      !has_dictionary(type_of(vm, self)))
    return raise_no_attribute(vm, self, vm.names->dict);
  Dict* const dict = own_dictionary(vm, gc::as<Object>(self));
  return dict ? gc::reference(dict) : null;
}

Word set_dict(VM& vm, Word self, Word value) {
  if (!gc::is_object(self) || !storage_of(gc::as<Object>(self)) ||
      !has_dictionary(type_of(vm, self)))
    return raise_no_attribute(vm, self, vm.names->dict);
  if (gc::is_null(value))
    return raise(vm, vm.exceptions.TypeError, "cannot delete __dict__");
  if (!is<Dict>(value))
    return raise(vm, vm.exceptions.TypeError,
                 "__dict__ must be set to a dictionary, not a '%T'", value);
  return set_own_dictionary(vm, gc::as<Object>(self), gc::as<Dict>(value)) ? none : null;
}

}  // namespace

std::int64_t identity_hash(Word word) {
  return static_cast<std::int64_t>(word.bits >> 4);
}

void init_object(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", object_new, 1, -1, nullptr, NativeMethod::static_},
      {"__init__", object_init, 1, -1},
      {"__repr__", object_repr, 1, 1},
      {"__str__", object_str, 1, 1},
      {"__eq__", object_eq, 2, 2},
      {"__ne__", object_ne, 2, 2},
      {"__lt__", object_compare, 2, 2},
      {"__le__", object_compare, 2, 2},
      {"__gt__", object_compare, 2, 2},
      {"__ge__", object_compare, 2, 2},
      {"__hash__", object_hash, 1, 1},
      {"__getattribute__", object_getattribute, 2, 2},
      {"__setattr__", object_setattr, 3, 3},
      {"__delattr__", object_delattr, 2, 2},
      {"__format__", object_format, 2, 2},
      {"__dir__", object_dir, 1, 1},
      {"__init_subclass__", init_subclass, 1, -1, nullptr, NativeMethod::class_},
      {"__subclasshook__", subclass_hook, 2, 2, nullptr, NativeMethod::class_},
      {"__sizeof__", object_sizeof, 1, 1},
  };
  Type* const type = vm.types.object;
  add_methods(vm, type, methods);
  init_type_methods(vm);
  add_property(vm, type, "__class__", get_class, set_class);
  add_property(vm, type, "__dict__", get_dict, set_dict);
  set_global(vm, type->dict, "__doc__", none);
}

}  // namespace py
