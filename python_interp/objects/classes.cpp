// The class statement: metaclass, namespace, __slots__, __set_name__, __init_subclass__.
#include <algorithm>

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

/// `_Class__name` for a private name.
Str* mangled(VM& vm, Str* class_name, Str* name) {
  const std::string text = to_utf8(name);
  if (!text.starts_with("__") || text.ends_with("__")) return intern(vm, name);
  std::string owner = to_utf8(class_name);
  owner.erase(0, owner.find_first_not_of('_'));
  return owner.empty() ? intern(vm, name) : intern(vm, "_" + owner + text);
}

bool add_slot(VM& vm, Type* type, Str* class_name, Word word) {
  Str* const text = str_of(word);
  if (!text || !str_is_identifier(text)) {
    if (!text)
      raise(vm, vm.exceptions.TypeError, "__slots__ items must be strings, not '%T'", word);
    else
      raise(vm, vm.exceptions.TypeError, "__slots__ must be identifiers");
    return false;
  }
  if (str_equals(text, "__dict__")) {
    type->caches->restricted = false;
    return true;
  }
  if (str_equals(text, "__weakref__")) return true;
  Str* const name = mangled(vm, class_name, text);
  if (!gc::is_null(dict_get(vm, type->dict, name))) {
    raise(vm, vm.exceptions.ValueError, "%R in __slots__ conflicts with class variable",
          gc::reference(name));
    return false;
  }
  type->caches->slots.push_back(name);
  return true;
}

/// What the bases allow, and `__slots__` if the class has it.
bool set_up_slots(VM& vm, Type* type, Str* class_name) {
  TypeCaches& caches = *type->caches;
  bool bases_have_dictionary = false;
  for (std::uint64_t i = 0; i < type->bases->length; ++i) {
    auto* const base = gc::as<Type>(type->bases->items[i]);
    const auto& slots = base->caches->slots;
    caches.slots.insert(caches.slots.end(), slots.begin(), slots.end());
    bases_have_dictionary |= has_dictionary(base);
  }
  type->flags |= type_has_dictionary;
  const Word slots = dict_get(vm, type->dict, vm.names->slots);
  if (gc::is_null(slots)) return true;
  caches.restricted = !bases_have_dictionary;
  if (str_of(slots)) return add_slot(vm, type, class_name, slots);
  Words names(vm);
  if (!collect(vm, slots, names)) return false;
  for (const Word name : names.items())
    if (!add_slot(vm, type, class_name, name)) return false;
  return true;
}

bool copy_namespace(VM& vm, Type* type, Dict* from) {
  type->dict = make_namespace(vm);
  if (!type->dict) return false;
  std::uint64_t position = 0;
  Word key, value;
  while (dict_next(from, position, key, value)) {
    if (is<Str>(key)) key = gc::reference(intern(vm, gc::as<Str>(key)));
    if (!dict_set(vm, type->dict, key, value)) return false;
  }
  return true;
}

template <class T>
bool wrap_function(VM& vm, Dict* dict, Str* name, Type* wrapper) {
  const Word value = dict_get(vm, dict, name);
  if (!is<Function>(value)) return true;
  auto* const made = allocate<T>(vm, wrapper);
  if (!made) return false;
  made->function.value = value;
  return dict_set(vm, dict, gc::reference(name), gc::reference(made));
}

/// Names that every class has, and those that mean something special in its namespace.
bool finish_namespace(VM& vm, Type* type) {
  const Names& names = *vm.names;
  Dict* const dict = type->dict;
  const Word qualname = dict_get(vm, dict, names.qualname);
  if (!gc::is_null(qualname)) {
    if (!str_of(qualname)) {
      raise(vm, vm.exceptions.TypeError, "type __qualname__ must be a str, not %T", qualname);
      return false;
    }
    type->qualname = qualname;
    dict_delete(vm, dict, gc::reference(names.qualname));
  }
  if (gc::is_null(dict_get(vm, dict, names.module)) && vm.hooks.globals)
    if (Dict* const globals = vm.hooks.globals(vm))
      if (const Word module = dict_get(vm, globals, names.name); !gc::is_null(module))
        dict_set(vm, dict, gc::reference(names.module), module);
  if (gc::is_null(dict_get(vm, dict, names.doc)))
    dict_set(vm, dict, gc::reference(names.doc), none);
  const Word equality = gc::reference(names.compare[static_cast<int>(Comparison::eq)]);
  if (!gc::is_null(dict_get(vm, dict, equality)) && gc::is_null(dict_get(vm, dict, names.hash)))
    dict_set(vm, dict, gc::reference(names.hash), none);
  return wrap_function<StaticMethod>(vm, dict, names.new_, vm.types.staticmethod) &&
         wrap_function<ClassMethod>(vm, dict, names.init_subclass, vm.types.classmethod) &&
         wrap_function<ClassMethod>(vm, dict, names.class_getitem, vm.types.classmethod);
}

void fill_class_cell(VM& vm, Type* type) {
  const Word cell = dict_get(vm, type->dict, vm.names->classcell);
  if (!is<Cell>(cell)) return;
  gc::as<Cell>(cell)->value = gc::reference(type);
  dict_delete(vm, type->dict, gc::reference(vm.names->classcell));
}

bool call_set_name(VM& vm, Type* type, Dict* name_space) {
  std::uint64_t position = 0;
  Word key, value;
  Words pairs(vm);
  while (dict_next(name_space, position, key, value)) {
    pairs.push(key);
    pairs.push(value);
  }
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    const Word descriptor = pairs[i + 1];
    if (is<Function>(descriptor) || !gc::is_object(descriptor)) continue;
    const Word arguments[] = {gc::reference(type), pairs[i]};
    if (!gc::is_null(call_special(vm, descriptor, vm.names->set_name, arguments)) ||
        gc::is_null(vm.pending))
      continue;
    const Word cause = take_pending(vm);
    raise(vm, vm.exceptions.RuntimeError, "Error calling __set_name__ on '%T' instance %R in '%S'",
          descriptor, pairs[i], type->name);
    auto* const error = gc::as<Exception>(vm.pending);
    error->cause = error->context = cause;
    error->suppress_context = 1;
    return false;
  }
  return true;
}

bool call_init_subclass(VM& vm, Type* type, std::span<const Word> values, Word keyword_names) {
  const Word super = make_super(vm, type, gc::reference(type));
  if (gc::is_null(super)) return false;
  const Word hook = get_attribute(&vm, super, vm.names->init_subclass);
  return !gc::is_null(hook) && !gc::is_null(call(vm, hook, values, keyword_names));
}

/// The mro that a metaclass's own `mro` method answers, if it has one.
bool ask_metaclass_for_mro(VM& vm, Type* type) {
  Type* const metaclass = type_of(vm, gc::reference(type));
  if (metaclass == vm.types.type || !is<Function>(find_in_type(vm, metaclass, vm.names->word_mro)))
    return true;
  const Word answer = call_special(vm, gc::reference(type), vm.names->word_mro, {});
  Words order(vm);
  if (gc::is_null(answer) || !collect(vm, answer, order)) return false;
  type->mro = make_tuple(vm, order);
  return type->mro;
}

/// Bases with those replaced that have __mro_entries__.
Tuple* resolve_bases(VM& vm, std::span<const Word> given, bool* changed) {
  Words bases(vm);
  *changed = false;
  Tuple* const all = make_tuple(vm, given);
  if (!all) return nullptr;
  for (const Word base : given) {
    if (is<Type>(base)) {
      bases.push(base);
      continue;
    }
    const Word arguments[] = {gc::reference(all)};
    const Word hook = find_attribute_value(&vm, base, vm.names->mro_entries);
    if (gc::is_null(hook)) {
      if (!gc::is_null(vm.pending)) return nullptr;
      bases.push(base);
      continue;
    }
    const Word entries = call(vm, hook, arguments);
    if (gc::is_null(entries)) return nullptr;
    if (!is<Tuple>(entries)) {
      raise(vm, vm.exceptions.TypeError, "__mro_entries__ must return a tuple");
      return nullptr;
    }
    *changed = true;
    if (!collect(vm, entries, bases)) return nullptr;
  }
  return make_tuple(vm, bases);
}

/// The keyword arguments of a class statement, `metaclass` taken out.
struct ClassKeywords {
  Word metaclass = null;
  Words values;
  Words names;
  explicit ClassKeywords(VM& vm) : values(vm), names(vm) {}

  void split(std::span<const Word> given, const Tuple* given_names) {
    for (std::size_t i = 0; i < given.size(); ++i) {
      const Word name = given_names->items.first[i];
      if (str_equals(gc::as<Str>(name), "metaclass")) {
        metaclass = given[i];
      } else {
        values.push(given[i]);
        names.push(name);
      }
    }
  }
};

Word prepare_namespace(VM& vm, Word metaclass, Word name, Tuple* bases, const ClassKeywords& keywords,
                       Word keyword_names) {
  const Word prepare = find_attribute_value(&vm, metaclass, vm.names->prepare);
  if (gc::is_null(prepare))
    return gc::is_null(vm.pending) ? gc::reference(make_dict(vm)) : null;
  Words arguments(vm);
  arguments.push(name);
  arguments.push(gc::reference(bases));
  const std::span<const Word> values = keywords.values;
  for (const Word value : values) arguments.push(value);
  return call(vm, prepare, arguments, keyword_names);
}

}  // namespace

Type* most_derived_metaclass(VM& vm, Type* metaclass, Tuple* bases) {
  Type* winner = metaclass;
  for (std::uint64_t i = 0; i < bases->length; ++i) {
    Type* const type = type_of(vm, bases->items[i]);
    if (is_subtype(winner, type)) continue;
    if (!is_subtype(type, winner)) {
      raise(vm, vm.exceptions.TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
            "of the metaclasses of all its bases");
      return nullptr;
    }
    winner = type;
  }
  return winner;
}

Word make_class(VM& vm, Type* metaclass, Str* name, Tuple* bases, Dict* name_space,
                std::span<const Word> keyword_values, Word keyword_names) {
  if (bases->length == 0) {
    const Word only[] = {gc::reference(vm.types.object)};
    bases = make_tuple(vm, only);
    if (!bases) return null;
  }
  Type* const base = best_base(vm, bases);
  if (!base) return null;
  const std::uint64_t inherited = base->flags & type_is_exception;
  Type* const type = allocate_type(vm, metaclass, subclass_layout(base), type_is_heap | inherited);
  if (!type) return null;
  type->name = gc::reference(name);
  type->bases = bases;
  if (!copy_namespace(vm, type, name_space) || !finish_namespace(vm, type)) return null;
  if (!complete_type(vm, type, name, bases, base) || !ask_metaclass_for_mro(vm, type) ||
      !set_up_slots(vm, type, name) || !expect_attributes(vm, type))
    return null;
  fill_class_cell(vm, type);
  if (!call_set_name(vm, type, name_space) ||
      !call_init_subclass(vm, type, keyword_values, keyword_names))
    return null;
  return gc::reference(type);
}

Word build_class(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const std::uint64_t positional = positional_count(count, keyword_names);
  if (positional < 2)
    return raise(vm, vm.exceptions.TypeError, "__build_class__: not enough arguments");
  if (!is<Function>(arguments[0]))
    return raise(vm, vm.exceptions.TypeError, "__build_class__: func must be a function");
  ClassKeywords keywords(vm);
  if (positional < count)
    keywords.split({arguments + positional, count - positional}, gc::as<Tuple>(keyword_names));
  bool changed = false;
  const std::span<const Word> given{arguments + 2, positional - 2};
  Tuple* const bases = resolve_bases(vm, given, &changed);
  if (!bases) return null;

  Word metaclass = keywords.metaclass;
  if (gc::is_null(metaclass))
    metaclass = gc::reference(bases->length ? type_of(vm, bases->items[0]) : vm.types.type);
  if (is<Type>(metaclass)) {
    Type* const winner = most_derived_metaclass(vm, gc::as<Type>(metaclass), bases);
    if (!winner) return null;
    metaclass = gc::reference(winner);
  }
  const Word names = keywords.names.size()
                         ? gc::reference(make_tuple(vm, keywords.names))
                         : null;
  const Word name_space =
      prepare_namespace(vm, metaclass, arguments[1], bases, keywords, names);
  if (gc::is_null(name_space)) return null;
  if (gc::is_null(vm.hooks.run_body(vm, gc::as<Function>(arguments[0]), name_space))) return null;
  if (changed) {
    Str* const original = intern(vm, "__orig_bases__");
    Tuple* const all = make_tuple(vm, given);
    if (gc::is_null(set_item(&vm, name_space, gc::reference(original), gc::reference(all))))
      return null;
  }
  Words call_arguments(vm);
  call_arguments.push(arguments[1]);
  call_arguments.push(gc::reference(bases));
  call_arguments.push(name_space);
  for (const Word value : keywords.values.items()) call_arguments.push(value);
  return call(vm, metaclass, call_arguments, names);
}

}  // namespace py
