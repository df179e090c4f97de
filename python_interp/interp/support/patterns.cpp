// What match statements ask of their subjects.
#include <algorithm>

#include "python_interp/interp/support/definitions.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/sets.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {
namespace {

/// Is the value an instance of a class of collections.abc, should the program have imported that?
bool is_registered(VM& vm, Word value, std::string_view name) {
  const Word module = dict_get(vm, vm.modules, intern(vm, "collections.abc"));
  const Word type = gc::is_null(module) ? null : find_attribute_value(&vm, module, intern(vm, name));
  const bool answer = is<Type>(type) && instance_check(vm, value, type) == 1;
  vm.pending = null;
  return answer;
}

bool is_one_of(VM& vm, Word value, std::initializer_list<Type*> types) {
  return std::ranges::any_of(types, [&](Type* type) { return is_instance(vm, value, type); });
}

/// Does one positional pattern match the value itself?
bool matches_itself(const VM& vm, const Type* type) {
  const Types& t = vm.types;
  const std::initializer_list<const Type*> types = {t.int_, t.float_, t.str, t.bytes, t.bytearray, t.tuple,
                                                    t.list, t.dict, t.set, t.frozenset};
  return std::ranges::any_of(types, [&](const Type* base) { return is_subtype(type, base); });
}

/// The attributes that a class pattern has asked for.
struct ClassMatch {
  VM& vm;
  Word subject;
  Type* type;
  Words names;    ///< Asked for so far.
  Words values;

  /// 1 found, 0 there is none, -1 failed.
  int add(Word name) {
    for (const Word seen : names.items()) {
      if (!str_equal(gc::as<Str>(seen), gc::as<Str>(name))) continue;
      raise(vm, vm.exceptions.TypeError, "%S() got multiple sub-patterns for attribute %R", type->name, name);
      return -1;
    }
    names.push(name);
    const Word value = find_attribute_value(&vm, subject, intern(vm, gc::as<Str>(name)));
    if (gc::is_null(value)) return gc::is_null(vm.pending) ? 0 : -1;
    values.push(value);
    return 1;
  }

  bool raise_too_many(std::uint64_t allowed, std::int64_t count) {
    raise(vm, vm.exceptions.TypeError, "%S() accepts %llu positional sub-pattern%s (%lld given)", type->name,
          static_cast<unsigned long long>(allowed), allowed == 1 ? "" : "s", static_cast<long long>(count));
    return false;
  }

  /// What positional patterns stand for: a Tuple of names, or null for the value itself. False with
  /// TypeError pending.
  bool positional_names(std::int64_t count, Word* found) {
    *found = find_attribute_value(&vm, gc::reference(type), intern(vm, "__match_args__"));
    if (!gc::is_null(vm.pending)) return false;
    if (!gc::is_null(*found) && !is<Tuple>(*found)) {
      raise(vm, vm.exceptions.TypeError, "%S.__match_args__ must be a tuple (got %T)", type->name, *found);
      return false;
    }
    std::uint64_t allowed = 0;
    if (!gc::is_null(*found)) allowed = gc::as<Tuple>(*found)->length;
    else if (matches_itself(vm, type)) allowed = 1;
    return static_cast<std::uint64_t>(count) <= allowed || raise_too_many(allowed, count);
  }

  int add_positional(std::int64_t count) {
    Word given;
    if (!positional_names(count, &given)) return -1;
    if (gc::is_null(given)) {
      if (count > 0) values.push(subject);
      return 1;
    }
    for (std::int64_t i = 0; i < count; ++i) {
      const Word name = gc::as<Tuple>(given)->items[static_cast<std::uint64_t>(i)];
      if (!is<Str>(name)) {
        raise(vm, vm.exceptions.TypeError, "__match_args__ elements must be strings (got %T)", name);
        return -1;
      }
      if (const int found = add(name); found != 1) return found;
    }
    return 1;
  }

  int add_named(const Tuple* given) {
    for (const Word name : items_of(given))
      if (const int found = add(name); found != 1) return found;
    return 1;
  }
};

Word tuple_word(Tuple* tuple) { return tuple ? gc::reference(tuple) : null; }

}  // namespace

Word matches_mapping(VM* vm, Word value) {
  return gc::boolean(is_one_of(*vm, value, {vm->types.dict, vm->types.mappingproxy}) ||
                     is_registered(*vm, value, "Mapping"));
}

Word matches_sequence(VM* vm, Word value) {
  if (is_one_of(*vm, value, {vm->types.list, vm->types.tuple, vm->types.range})) return gc::true_word;
  if (is_one_of(*vm, value, {vm->types.str, vm->types.bytes, vm->types.bytearray})) return gc::false_word;
  return gc::boolean(is_registered(*vm, value, "Sequence"));
}

Word match_keys(VM* vm, Word subject, Word keys) {
  const auto wanted = items_of(gc::as<Tuple>(keys));
  Words values(*vm);
  Set* seen = make_set(*vm);
  const Word get = get_attribute(vm, subject, intern(*vm, "get"));
  List* absent = make_list(*vm, {});  // stands for no value: nobody else has it
  if (!seen || !absent || gc::is_null(get)) return null;
  for (const Word key : wanted) {
    const int known = set_contains(*vm, seen, key);
    if (known > 0)
      return raise(*vm, vm->exceptions.ValueError, "mapping pattern checks duplicate key (%R)", key);
    if (known < 0 || !set_add(*vm, seen, key)) return null;
    const Word arguments[] = {key, gc::reference(absent)};
    const Word value = call(*vm, get, arguments);
    if (gc::is_null(value)) return null;
    if (value == gc::reference(absent)) return none;
    values.push(value);
  }
  return tuple_word(make_tuple(*vm, values));
}

Word match_class(VM* vm, Word subject, Word type, std::int64_t count, Word names) {
  if (!is<Type>(type))
    return raise(*vm, vm->exceptions.TypeError, "called match pattern must be a type");
  const int is_instance = instance_check(*vm, subject, type);
  if (is_instance <= 0) return is_instance < 0 ? null : none;
  ClassMatch match{*vm, subject, gc::as<Type>(type), Words(*vm), Words(*vm)};
  int found = count > 0 ? match.add_positional(count) : 1;
  if (found == 1) found = match.add_named(gc::as<Tuple>(names));
  if (found != 1) return found < 0 ? null : none;
  return tuple_word(make_tuple(*vm, match.values));
}

}  // namespace py
