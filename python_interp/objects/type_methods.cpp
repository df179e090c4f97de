// What classes can do: type's methods, making instances, isinstance.
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/descriptors.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/shapes.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

/// type(name, bases, namespace, **keywords).
Word type_new(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const std::uint64_t positional = positional_count(count, keyword_names);
  if (positional != 4)
    return raise(vm, vm.exceptions.TypeError, "type.__new__() takes exactly 3 arguments (%llu given)",
                 static_cast<unsigned long long>(positional - 1));
  Str* const name = str_of(arguments[1]);
  if (!name)
    return raise(vm, vm.exceptions.TypeError, "type.__new__() argument 1 must be str, not %T",
                 arguments[1]);
  if (!is<Tuple>(arguments[2]))
    return raise(vm, vm.exceptions.TypeError, "type.__new__() argument 2 must be tuple, not %T",
                 arguments[2]);
  if (!is<Dict>(arguments[3]))
    return raise(vm, vm.exceptions.TypeError, "type.__new__() argument 3 must be dict, not %T",
                 arguments[3]);
  auto* const bases = gc::as<Tuple>(arguments[2]);
  auto* const asked = gc::as<Type>(arguments[0]);
  for (std::uint64_t i = 0; i < bases->length; ++i)
    if (!is<Type>(bases->items[i]))
      return raise(vm, vm.exceptions.TypeError,
                   gc::is_null(find_attribute_value(&vm, bases->items[i], vm.names->mro_entries))
                       ? "bases must be types"
                       : "type() doesn't support MRO entry resolution; use types.new_class()");
  Type* const metaclass = most_derived_metaclass(vm, asked, bases);
  if (!metaclass) return null;
  if (metaclass != asked) {
    const Word other = find_in_type(vm, metaclass, vm.names->new_);
    if (!(other == find_in_type(vm, vm.types.type, vm.names->new_))) {
      Words all(vm);
      all.push(gc::reference(metaclass));
      for (std::uint64_t i = 1; i < count; ++i) all.push(arguments[i]);
      return call(vm, descriptor_get(vm, other, null, metaclass), all, keyword_names);
    }
  }
  return make_class(vm, metaclass, intern(vm, name), bases, gc::as<Dict>(arguments[3]),
                    {arguments + positional, count - positional}, keyword_names);
}

Word type_init(VM& vm, const Word*, std::uint64_t count, Word keyword_names) {
  const std::uint64_t given = positional_count(count, keyword_names) - 1;
  if (given == 1 || given == 3) return none;
  return raise(vm, vm.exceptions.TypeError, "type.__init__() takes 1 or 3 arguments");
}

Word type_call(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  return call_type(vm, gc::as<Type>(arguments[0]), {arguments + 1, count - 1}, keyword_names);
}

Word type_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return str_word(make_str(vm, "<class '" + full_name(vm, gc::as<Type>(arguments[0])) + "'>"));
}

Word type_mro(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Tuple* const mro = linearise(vm, gc::as<Type>(arguments[0]));
  return mro ? gc::reference(make_list(vm, {reinterpret_cast<Word*>(mro->items.data()), mro->length}))
             : null;
}

Word type_subclasses(VM& vm, const Word* arguments, std::uint64_t, Word) {
  List* const list = make_list(vm, {});
  Array* const subclasses = gc::as<Type>(arguments[0])->subclasses;
  for (std::uint64_t i = 0; list && subclasses && i < subclasses->length; ++i)
    if (!gc::is_null(subclasses->items[i])) list_append(vm, list, subclasses->items[i]);
  return gc::reference(list);
}

Word type_prepare(VM& vm, const Word*, std::uint64_t, Word) { return gc::reference(make_dict(vm)); }

Word type_instancecheck(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* const type = gc::as<Type>(arguments[0]);
  if (is_instance(vm, arguments[1], type)) return gc::true_word;
  const Word claimed = find_attribute_value(&vm, arguments[1], vm.names->class_);
  if (gc::is_null(claimed) && !gc::is_null(vm.pending)) return null;
  return gc::boolean(is<Type>(claimed) && is_subtype(gc::as<Type>(claimed), type));
}

Word type_subclasscheck(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!is<Type>(arguments[1]))
    return raise(vm, vm.exceptions.TypeError, "issubclass() arg 1 must be a class");
  return gc::boolean(is_subtype(gc::as<Type>(arguments[1]), gc::as<Type>(arguments[0])));
}

Word get_name(VM&, Word self) { return gc::as<Type>(self)->name; }

bool check_mutable(VM& vm, Type* type, const char* attribute) {
  if (type->flags & type_is_heap) return true;
  raise(vm, vm.exceptions.TypeError, "cannot set '%s' attribute of immutable type '%S'", attribute,
        type->name);
  return false;
}

Word set_name(VM& vm, Word self, Word value) {
  auto* const type = gc::as<Type>(self);
  if (!check_mutable(vm, type, "__name__")) return null;
  if (!str_of(value))
    return raise(vm, vm.exceptions.TypeError,
                 "can only assign string to %S.__name__, not '%T'", type->name, value);
  type->name = gc::reference(str_of(value));
  return none;
}

Word set_qualname(VM& vm, Word self, Word value) {
  auto* const type = gc::as<Type>(self);
  if (!check_mutable(vm, type, "__qualname__")) return null;
  if (!str_of(value))
    return raise(vm, vm.exceptions.TypeError,
                 "can only assign string to %S.__qualname__, not '%T'", type->name, value);
  type->qualname = gc::reference(str_of(value));
  return none;
}

Word get_module(VM& vm, Word self) {
  const Word module = dict_get(vm, gc::as<Type>(self)->dict, vm.names->module);
  return gc::is_null(module) ? gc::reference(intern(vm, "builtins")) : module;
}

Word set_module(VM& vm, Word self, Word value) {
  if (!check_mutable(vm, gc::as<Type>(self), "__module__")) return null;
  set_class_value(vm, gc::as<Type>(self), vm.names->module, value);
  return none;
}

Word get_doc(VM& vm, Word self) {
  auto* const type = gc::as<Type>(self);
  const Word doc = dict_get(vm, type->dict, vm.names->doc);
  if (gc::is_null(doc) || is_getset(vm, doc)) return none;
  return descriptor_get(vm, doc, null, type);
}

Word set_doc(VM& vm, Word self, Word value) {
  if (!check_mutable(vm, gc::as<Type>(self), "__doc__")) return null;
  set_class_value(vm, gc::as<Type>(self), vm.names->doc, value);
  return none;
}

Word get_dict(VM& vm, Word self) {
  auto* const view = allocate<View>(vm, vm.types.mappingproxy);
  if (!view) return null;
  view->dict.value = gc::reference(gc::as<Type>(self)->dict);
  return gc::reference(view);
}

Word get_base(VM&, Word self) {
  Type* const base = gc::as<Type>(self)->base;
  return base ? gc::reference(base) : none;
}

Word get_abstract_methods(VM& vm, Word self) {
  Str* const name = intern(vm, "__abstractmethods__");
  const Word value = dict_get(vm, gc::as<Type>(self)->dict, name);
  return gc::is_null(value) ? raise_no_attribute(vm, self, name) : value;
}

Word set_abstract_methods(VM& vm, Word self, Word value) {
  auto* const type = gc::as<Type>(self);
  const std::int64_t some = gc::is_null(value) ? 0 : is_true(&vm, value);
  if (some < 0) return null;
  type->flags = some ? type->flags | type_is_abstract
                     : type->flags & ~std::uint64_t{type_is_abstract};
  set_class_value(vm, type, intern(vm, "__abstractmethods__"), value);
  return none;
}

Word get_annotations(VM& vm, Word self) {
  Dict* const dict = gc::as<Type>(self)->dict;
  const Word known = dict_get(vm, dict, vm.names->annotations);
  if (!gc::is_null(known)) return known;
  if (!(gc::as<Type>(self)->flags & type_is_heap))
    return raise_no_attribute(vm, self, vm.names->annotations);
  const Word made = gc::reference(make_dict(vm));
  set_class_value(vm, gc::as<Type>(self), vm.names->annotations, made);
  return made;
}

Word set_annotations(VM& vm, Word self, Word value) {
  set_class_value(vm, gc::as<Type>(self), vm.names->annotations, value);
  return none;
}

/// Is `value` a tuple of classes (nested perhaps)? Calls `check` with each until one is not 0.
template <class Check>
int check_each(VM& vm, Word classes, Check check) {
  const auto* tuple = gc::as<Tuple>(classes);
  for (std::uint64_t i = 0; i < tuple->length; ++i)
    if (const int result = check(vm, tuple->items.first[i])) return result;
  return 0;
}

int truth(VM& vm, Word answer) {
  return gc::is_null(answer) ? -1 : static_cast<int>(is_true(&vm, answer));
}

}  // namespace

int instance_check(VM& vm, Word object, Word classes) {
  if (is<Type>(classes) && gc::as<Type>(classes) == type_of(vm, object)) return 1;
  if (is<Tuple>(classes))
    return check_each(vm, classes,
                      [&](VM& vm, Word one) { return instance_check(vm, object, one); });
  if (is<Type>(classes) && type_of(vm, classes) == vm.types.type) {
    const Word arguments[] = {classes, object};
    return truth(vm, type_instancecheck(vm, arguments, 2, null));
  }
  const Word arguments[] = {object};
  const Word answer = call_special(vm, classes, vm.names->instancecheck, arguments);
  if (gc::is_null(answer) && gc::is_null(vm.pending))
    raise(vm, vm.exceptions.TypeError,
          "isinstance() arg 2 must be a type, a tuple of types, or a union");
  return truth(vm, answer);
}

int subclass_check(VM& vm, Word subclass, Word classes) {
  if (is<Tuple>(classes))
    return check_each(vm, classes,
                      [&](VM& vm, Word one) { return subclass_check(vm, subclass, one); });
  const Word arguments[] = {subclass};
  const Word answer = call_special(vm, classes, vm.names->subclasscheck, arguments);
  if (gc::is_null(answer) && gc::is_null(vm.pending))
    raise(vm, vm.exceptions.TypeError,
          "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return truth(vm, answer);
}

Word call_type(VM& vm, Type* type, std::span<const Word> arguments, Word keyword_names) {
  if (type == vm.types.type && gc::is_null(keyword_names)) {
    if (arguments.size() == 1) return gc::reference(type_of(vm, arguments[0]));
    if (arguments.size() != 3)
      return raise(vm, vm.exceptions.TypeError, "type() takes 1 or 3 arguments");
  }
  const Word header_word = gc::reference(type);
  const Attribute* const maker =
      find_attribute(&vm, word_header(&vm, header_word), vm.names->new_);
  Words with_type(vm);
  with_type.push(header_word);
  for (const Word argument : arguments) with_type.push(argument);
  const Word function = maker->found == Found::static_method
                            ? maker->value
                            : get_attribute(&vm, header_word, vm.names->new_);
  if (gc::is_null(function)) return null;
  const Word object = call(vm, function, with_type, keyword_names);
  if (gc::is_null(object) || !is_instance(vm, object, type)) return object;
  const Attribute* const initialiser =
      find_special(&vm, word_header(&vm, object), vm.names->init);
  if (initialiser->found == Found::missing) return object;
  const Word answer = call_special_with(vm, object, vm.names->init, arguments, keyword_names);
  if (gc::is_null(answer)) return null;
  if (!(answer == none))
    return raise(vm, vm.exceptions.TypeError, "__init__() should return None, not '%T'", answer);
  return object;
}

void init_type_methods(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", type_new, 1, -1, nullptr, NativeMethod::static_},
      {"__init__", type_init, 1, -1},
      {"__call__", type_call, 1, -1},
      {"__repr__", type_repr, 1, 1},
      {"mro", type_mro, 1, 1},
      {"__subclasses__", type_subclasses, 1, 1},
      {"__prepare__", type_prepare, 0, -1, nullptr, NativeMethod::static_},
      {"__instancecheck__", type_instancecheck, 2, 2},
      {"__subclasscheck__", type_subclasscheck, 2, 2},
  };
  Type* const type = vm.types.type;
  add_methods(vm, type, methods);
  add_property(vm, type, "__name__", get_name, set_name);
  add_property(
      vm, type, "__qualname__", [](VM&, Word self) -> Word { return gc::as<Type>(self)->qualname; },
      set_qualname);
  add_property(vm, type, "__module__", get_module, set_module);
  add_property(vm, type, "__doc__", get_doc, set_doc);
  add_property(vm, type, "__dict__", get_dict);
  add_property(vm, type, "__bases__",
               [](VM&, Word self) -> Word { return gc::reference(gc::as<Type>(self)->bases); });
  add_property(vm, type, "__base__", get_base);
  add_property(vm, type, "__mro__",
               [](VM&, Word self) -> Word { return gc::reference(gc::as<Type>(self)->mro); });
  add_property(vm, type, "__abstractmethods__", get_abstract_methods, set_abstract_methods);
  add_property(vm, type, "__annotations__", get_annotations, set_annotations);
}

}  // namespace py
