// list[int] and int | str: types as annotations write them. Neither checks anything when code runs, but a union
// serves isinstance().
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/generic_alias.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

// Of an alias `first` is the class and `second` the Tuple of arguments; of a union `first` is the Tuple of members.
const NativeObject* self_of(Word word) { return gc::as<const NativeObject>(word); }

Word make_pair(VM& vm, Type* type, Word first, Word second) {
  auto* const made = allocate<NativeObject>(vm, type);
  if (!made) return null;
  made->first = first;
  made->second = second;
  return gc::reference(made);
}

bool is_alias(const VM& vm, Word word) { return type_of(vm, word) == vm.types.generic_alias; }
bool is_union(const VM& vm, Word word) { return type_of(vm, word) == vm.types.union_type; }

std::span<const Word> items(Word tuple) { return items_of(gc::as<const Tuple>(tuple)); }

/// A part of an annotation, as it is written; false with the exception pending.
bool append_part(VM& vm, std::string& text, Word part) {
  if (part == ellipsis) {
    text += "...";
    return true;
  }
  if (part == none || part == gc::reference(vm.types.none_type)) {
    text += "None";
    return true;
  }
  if (is<List>(part)) {
    text += "[";
    bool first = true;
    for (const Word item : items_of(gc::as<const List>(part))) {
      if (!std::exchange(first, false)) text += ", ";
      if (!append_part(vm, text, item)) return false;
    }
    text += "]";
    return true;
  }
  if (is<Type>(part)) {
    text += full_name(vm, gc::as<Type>(part));
    return true;
  }
  const Word shown = repr(&vm, part);
  if (gc::is_null(shown)) return false;
  text += to_utf8(str_of(shown));
  return true;
}

bool append_parts(VM& vm, std::string& text, Word parts, const char* separator) {
  bool first = true;
  for (const Word part : items(parts)) {
    if (!std::exchange(first, false)) text += separator;
    if (!append_part(vm, text, part)) return false;
  }
  return true;
}

// --- list[int] ---

Word alias_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  std::string text;
  if (!append_part(vm, text, self_of(arguments[0])->first)) return null;
  text += "[";
  const Word parts = self_of(arguments[0])->second;
  if (items(parts).empty()) text += "()";
  if (!append_parts(vm, text, parts, ", ")) return null;
  return str_word(make_str(vm, text + "]"));
}

Word alias_call(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const Word made = call(vm, self_of(arguments[0])->first, {arguments + 1, count - 1}, keyword_names);
  if (gc::is_null(made)) return null;
  if (gc::is_null(set_attribute(&vm, made, intern(vm, "__orig_class__"), arguments[0]))) {
    if (!pending_is(vm, vm.exceptions.AttributeError) && !pending_is(vm, vm.exceptions.TypeError)) return null;
    vm.pending = null;
  }
  return made;
}

Word alias_getattr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return get_attribute(&vm, self_of(arguments[0])->first, intern(vm, gc::as<Str>(arguments[1])));
}

Word alias_eq(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!is_alias(vm, arguments[1])) return not_implemented;
  const auto* left = self_of(arguments[0]);
  const auto* right = self_of(arguments[1]);
  std::int64_t equal = are_equal(&vm, left->first, right->first);
  if (equal == 1) equal = are_equal(&vm, left->second, right->second);
  return equal < 0 ? null : gc::boolean(equal);
}

Word alias_hash(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const std::int64_t origin = hash_of(&vm, self_of(arguments[0])->first);
  const std::int64_t parts = origin == -1 ? -1 : hash_of(&vm, self_of(arguments[0])->second);
  return parts == -1 ? null : make_int(vm, (origin ^ parts) >> 1);
}

Word alias_mro_entries(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word origin = self_of(arguments[0])->first;
  return gc::reference(make_tuple(vm, {&origin, 1}));
}

Word alias_check(VM& vm, const Word*, std::uint64_t, Word) {
  return raise(vm, vm.exceptions.TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}

/// A type variable: something with __typing_subst__.
bool is_variable(VM& vm, Word word) {
  return !is<Type>(word) &&
         find_special(&vm, word_header(&vm, word), intern(vm, "__typing_subst__"))->found != Found::missing;
}

bool collect_variables(VM& vm, Word parts, Words& into) {
  for (const Word part : items(parts)) {
    const bool nested = is_alias(vm, part);
    if (nested && !collect_variables(vm, self_of(part)->second, into)) return false;
    if (nested || !is_variable(vm, part)) continue;
    bool known = false;
    for (const Word word : into.items()) known |= word == part;
    if (!known) into.push(part);
  }
  return true;
}

Word variables_of(VM& vm, Word self) {
  Words variables(vm);
  if (!collect_variables(vm, self_of(self)->second, variables)) return null;
  return gc::reference(py::make_tuple(vm, variables));
}

/// The parts with each variable replaced by the argument at its place.
Word substitute(VM& vm, Word parts, std::span<const Word> variables, std::span<const Word> given) {
  Words result(vm);
  for (const Word part : items(parts)) {
    Word replaced = part;
    for (std::size_t i = 0; i < variables.size(); ++i)
      if (variables[i] == part) replaced = given[i];
    if (is_alias(vm, part)) {
      const Word inner = substitute(vm, self_of(part)->second, variables, given);
      if (gc::is_null(inner)) return null;
      replaced = make_pair(vm, vm.types.generic_alias, self_of(part)->first, inner);
    }
    result.push(replaced);
  }
  return gc::reference(py::make_tuple(vm, result));
}

Word alias_getitem(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word variables = variables_of(vm, arguments[0]);
  if (gc::is_null(variables)) return null;
  const auto wanted = items(variables);
  if (wanted.empty())
    return raise(vm, vm.exceptions.TypeError, "%R is not a generic class", arguments[0]);
  const auto given = is<Tuple>(arguments[1]) ? items(arguments[1]) : std::span(arguments + 1, 1);
  if (given.size() != wanted.size())
    return raise(vm, vm.exceptions.TypeError, "Too %s arguments for %R; actual %d, expected %d",
                 given.size() > wanted.size() ? "many" : "few", arguments[0],
                 static_cast<int>(given.size()), static_cast<int>(wanted.size()));
  const Word parts = substitute(vm, self_of(arguments[0])->second, wanted, given);
  return gc::is_null(parts) ? null
                            : make_pair(vm, vm.types.generic_alias, self_of(arguments[0])->first, parts);
}

Word alias_new(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return make_alias(vm, arguments[1], arguments[2]);
}

Word class_getitem(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return make_alias(vm, arguments[0], arguments[1]);
}

Word alias_origin(VM&, Word self) { return self_of(self)->first; }
Word alias_arguments(VM&, Word self) { return self_of(self)->second; }

void init_alias(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", alias_new, 3, 3, nullptr, NativeMethod::static_},
      {"__repr__", alias_repr, 1, 1},
      {"__call__", alias_call, 1, -1},
      {"__getattr__", alias_getattr, 2, 2},
      {"__eq__", alias_eq, 2, 2},
      {"__hash__", alias_hash, 1, 1},
      {"__getitem__", alias_getitem, 2, 2},
      {"__mro_entries__", alias_mro_entries, 2, 2},
      {"__instancecheck__", alias_check, 2, 2},
      {"__subclasscheck__", alias_check, 2, 2},
      {"__or__", union_of, 2, 2},
      {"__ror__", union_of_reversed, 2, 2},
  };
  Type* const type = vm.types.generic_alias;
  add_methods(vm, type, methods);
  add_property(vm, type, "__origin__", alias_origin);
  add_property(vm, type, "__args__", alias_arguments);
  add_property(vm, type, "__parameters__", variables_of);
  static constexpr NativeMethod getitem[] = {
      {"__class_getitem__", class_getitem, 2, 2, nullptr, NativeMethod::class_}};
  for (Type* generic : {vm.types.list, vm.types.tuple, vm.types.dict, vm.types.set, vm.types.frozenset,
                        vm.types.enumerate, vm.types.mappingproxy, vm.exceptions.BaseExceptionGroup})
    add_methods(vm, generic, getitem);
}

// --- int | str ---

bool may_be_member(VM& vm, Word word) {
  return word == none || is<Type>(word) || is_alias(vm, word) || is_union(vm, word) || is_variable(vm, word);
}

bool add_member(VM& vm, Words& members, Word word) {
  if (is_union(vm, word)) {
    for (const Word part : items(self_of(word)->first))
      if (!add_member(vm, members, part)) return false;
    return true;
  }
  const Word member = word == none ? gc::reference(vm.types.none_type) : word;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::int64_t equal = are_equal(&vm, members[i], member);
    if (equal != 0) return equal > 0;
  }
  members.push(member);
  return true;
}

Word union_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  std::string text;
  return append_parts(vm, text, self_of(arguments[0])->first, " | ") ? str_word(make_str(vm, text)) : null;
}

Word union_eq(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!is_union(vm, arguments[1])) return not_implemented;
  const Word sets[] = {call(vm, gc::reference(vm.types.frozenset), {&self_of(arguments[0])->first, 1}),
                       call(vm, gc::reference(vm.types.frozenset), {&self_of(arguments[1])->first, 1})};
  if (gc::is_null(sets[0]) || gc::is_null(sets[1])) return null;
  const std::int64_t equal = are_equal(&vm, sets[0], sets[1]);
  return equal < 0 ? null : gc::boolean(equal);
}

Word union_hash(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word set = call(vm, gc::reference(vm.types.frozenset), {&self_of(arguments[0])->first, 1});
  const std::int64_t hash = gc::is_null(set) ? -1 : hash_of(&vm, set);
  return hash == -1 ? null : make_int(vm, hash);
}

template <auto check>
Word union_check(VM& vm, const Word* arguments, std::uint64_t, Word) {
  for (const Word member : items(self_of(arguments[0])->first)) {
    if (is_alias(vm, member))
      return raise(vm, vm.exceptions.TypeError, "%s argument 2 cannot be a parameterized generic",
                   check == &instance_check ? "isinstance()" : "issubclass()");
    const int result = check(vm, arguments[1], member);
    if (result != 0) return result < 0 ? null : gc::true_word;
  }
  return gc::false_word;
}

Word union_parameters(VM& vm, Word self) {
  Words variables(vm);
  if (!collect_variables(vm, self_of(self)->first, variables)) return null;
  return gc::reference(py::make_tuple(vm, variables));
}

void init_union(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__repr__", union_repr, 1, 1},
      {"__eq__", union_eq, 2, 2},
      {"__hash__", union_hash, 1, 1},
      {"__or__", union_of, 2, 2},
      {"__ror__", union_of_reversed, 2, 2},
      {"__instancecheck__", union_check<&instance_check>, 2, 2},
      {"__subclasscheck__", union_check<&subclass_check>, 2, 2},
  };
  Type* const type = vm.types.union_type;
  add_methods(vm, type, methods);
  add_property(vm, type, "__args__", alias_origin);
  add_property(vm, type, "__parameters__", union_parameters);
  static constexpr NativeMethod operators[] = {
      {"__or__", union_of, 2, 2},
      {"__ror__", union_of_reversed, 2, 2},
  };
  add_methods(vm, vm.types.type, operators);
}

}  // namespace

Word make_alias(VM& vm, Word origin, Word arguments) {
  Tuple* const parts = is<Tuple>(arguments) ? gc::as<Tuple>(arguments) : make_tuple(vm, {&arguments, 1});
  return parts ? make_pair(vm, vm.types.generic_alias, origin, gc::reference(parts)) : null;
}

Word union_of(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!may_be_member(vm, arguments[0]) || !may_be_member(vm, arguments[1])) return not_implemented;
  Words members(vm);
  if (!add_member(vm, members, arguments[0]) || !add_member(vm, members, arguments[1])) return null;
  if (members.size() == 1) return members[0];
  Tuple* const tuple = py::make_tuple(vm, members);
  return tuple ? make_pair(vm, vm.types.union_type, gc::reference(tuple), null) : null;
}

Word union_of_reversed(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word swapped[] = {arguments[1], arguments[0]};
  return union_of(vm, swapped, 2, null);
}

void init_generic_aliases(VM& vm) {
  init_alias(vm);
  init_union(vm);
  for (Type* type : {vm.types.generic_alias, vm.types.union_type})
    set_global(vm, type->dict, "__module__", gc::reference(intern(vm, "types")));
}

}  // namespace py
