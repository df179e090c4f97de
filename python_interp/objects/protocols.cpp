// What containers, iterators and plain values answer to len(), iter(), [], in, bool(), hash(), repr().
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/generators.hpp"
#include "python_interp/objects/iterators.hpp"
#include "python_interp/objects/generic_alias.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/ranges.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

const Attribute* special(VM& vm, Word value, Str* name) {
  return find_special(&vm, word_header(&vm, value), name);
}

bool is_exact(const VM& vm, Word word, const Type* type) { return type_of(vm, word) == type; }

/// `name = None` in a class: what its bases can do is taken away.
bool is_disabled(const Attribute* found) {
  return found->found == Found::class_value && found->cell->value == none;
}

std::int64_t length_by_method(VM& vm, Word value) {
  const Word result = call_special(vm, value, vm.names->len, {});
  if (gc::is_null(result)) {
    if (gc::is_null(vm.pending))
      raise(vm, vm.exceptions.TypeError, "object of type '%T' has no len()", value);
    return -1;
  }
  const Word index = to_index(vm, result);
  if (gc::is_null(index)) return -1;
  const auto length = int_to_i64(index);
  if (!length) {
    raise(vm, vm.exceptions.OverflowError, "cannot fit '%T' into an index-sized integer", result);
    return -1;
  }
  if (*length < 0) {
    raise(vm, vm.exceptions.ValueError, "__len__() should return >= 0");
    return -1;
  }
  return *length;
}

/// Length of an exact builtin container; -1 for everything else.
std::int64_t quick_length(const VM& vm, Word value) {
  if (!gc::is_object(value)) return -1;
  const Type* const type = type_of(vm, value);
  if (type == vm.types.list) return static_cast<std::int64_t>(gc::as<List>(value)->length);
  if (type == vm.types.tuple) return static_cast<std::int64_t>(std::uint64_t{gc::as<Tuple>(value)->length});
  if (type == vm.types.str) return static_cast<std::int64_t>(std::uint64_t{gc::as<Str>(value)->length});
  if (type == vm.types.dict) return static_cast<std::int64_t>(dict_length(gc::as<Dict>(value)));
  if (type == vm.types.set) return static_cast<std::int64_t>(gc::as<Set>(value)->used);
  return -1;
}

Word search(VM& vm, Word container, Word item) {
  const Word iterator = get_iterator(&vm, container);
  if (gc::is_null(iterator)) {
    if (pending_is(vm, vm.exceptions.TypeError)) {
      vm.pending = null;
      raise(vm, vm.exceptions.TypeError, "argument of type '%T' is not iterable", container);
    }
    return null;
  }
  for (;;) {
    const Word next = iterator_next(&vm, iterator);
    if (gc::is_null(next)) return gc::is_null(vm.pending) ? gc::false_word : null;
    const std::int64_t equal = are_equal(&vm, next, item);
    if (equal != 0) return equal < 0 ? null : gc::true_word;
  }
}

Word text_from(VM& vm, Word value, Str* method, const char* name) {
  const bool is_str = method == vm.names->str;
  if (is_too_deep(vm, is_str ? " while getting the str of an object" : " while getting the repr of an object"))
    return null;
  const Word result = call_special(vm, value, method, {});
  if (gc::is_null(result) || str_of(result)) return result;
  return raise(vm, vm.exceptions.TypeError, "%s returned non-string (type %T)", name, result);
}

bool has_next(VM& vm, Word value) {
  return special(vm, value, vm.names->next)->found != Found::missing;
}

/// Turns a StopIteration into the end.
Word end_of_iteration(VM& vm) {
  if (pending_is(vm, vm.exceptions.StopIteration)) vm.pending = null;
  return null;
}

}  // namespace

std::int64_t is_true(VM* vm, Word value) {
  if (gc::is_boolean(value)) return value == gc::true_word;
  if (value == none) return 0;
  if (gc::is_small_int(value)) return !(value == gc::small_int(0));
  if (gc::is_immediate_float(value)) return gc::immediate_float_value(value) != 0;
  if (const std::int64_t length = quick_length(*vm, value); length >= 0) return length != 0;
  const Word answer = call_special(*vm, value, vm->names->bool_, {});
  if (!gc::is_null(answer)) {
    if (gc::is_boolean(answer)) return answer == gc::true_word;
    raise(*vm, vm->exceptions.TypeError, "__bool__ should return bool, returned %T", answer);
    return -1;
  }
  if (!gc::is_null(vm->pending)) return -1;
  if (special(*vm, value, vm->names->len)->found == Found::missing) return 1;
  const std::int64_t length = length_by_method(*vm, value);
  return length < 0 ? -1 : length != 0;
}

std::int64_t length_of(VM* vm, Word value) {
  const std::int64_t length = quick_length(*vm, value);
  return length >= 0 ? length : length_by_method(*vm, value);
}

Word contains(VM* vm, Word container, Word item) {
  if (is_exact(*vm, container, vm->types.dict)) return dict_contains(vm, container, item);
  const Attribute* const method = special(*vm, container, vm->names->contains);
  if (is_disabled(method))
    return raise(*vm, vm->exceptions.TypeError, "'%T' object is not a container", container);
  if (method->found == Found::missing) return search(*vm, container, item);
  const Word arguments[] = {item};
  const Word answer = call_special(*vm, container, vm->names->contains, arguments);
  if (gc::is_null(answer)) return null;
  const std::int64_t truth = is_true(vm, answer);
  return truth < 0 ? null : gc::boolean(truth);
}

Word get_item(VM* vm, Word container, Word key) {
  if (gc::is_object(container)) {
    const Type* const type = type_of(*vm, container);
    if (type == vm->types.list) return list_get_item(vm, container, key);
    if (type == vm->types.dict) return dict_subscript(vm, container, key);
    if (type == vm->types.tuple) return tuple_get_item(vm, container, key);
  }
  const Word arguments[] = {key};
  const Word result = call_special(*vm, container, vm->names->getitem, arguments);
  if (!gc::is_null(result) || !gc::is_null(vm->pending)) return result;
  if (is<Type>(container)) {
    if (gc::as<Type>(container) == vm->types.type) return make_alias(*vm, container, key);
    const Word hook = find_attribute_value(vm, container, vm->names->class_getitem);
    if (!gc::is_null(hook)) return call(*vm, hook, arguments);
    if (!gc::is_null(vm->pending)) return null;
    return raise(*vm, vm->exceptions.TypeError, "type '%S' is not subscriptable",
                 gc::as<Type>(container)->name);
  }
  return raise(*vm, vm->exceptions.TypeError, "'%T' object is not subscriptable", container);
}

Word set_item(VM* vm, Word container, Word key, Word value) {
  if (gc::is_object(container)) {
    const Type* const type = type_of(*vm, container);
    if (type == vm->types.list) return list_set_item(vm, container, key, value);
    if (type == vm->types.dict) return dict_store(vm, container, key, value);
  }
  const Word arguments[] = {key, value};
  const Word result = call_special(*vm, container, vm->names->setitem, arguments);
  if (!gc::is_null(result)) return none;
  if (!gc::is_null(vm->pending)) return null;
  return raise(*vm, vm->exceptions.TypeError, "'%T' object does not support item assignment",
               container);
}

Word delete_item(VM* vm, Word container, Word key) {
  const Word arguments[] = {key};
  const Word result = call_special(*vm, container, vm->names->delitem, arguments);
  if (!gc::is_null(result)) return none;
  if (!gc::is_null(vm->pending)) return null;
  return raise(*vm, vm->exceptions.TypeError, "'%T' object doesn't support item deletion", container);
}

Word get_iterator(VM* vm, Word iterable) {
  if (gc::is_object(iterable)) {
    const Type* const type = type_of(*vm, iterable);
    if (type == vm->types.list)
      return make_iterator(*vm, vm->types.list_iterator, iterable);
    if (type == vm->types.tuple) return make_iterator(*vm, vm->types.tuple_iterator, iterable);
    if (type == vm->types.range) return range_iterator(*vm, gc::as<Range>(iterable));
    if (type == vm->types.generator) return iterable;
  }
  const Attribute* const method = special(*vm, iterable, vm->names->iter);
  if (method->found != Found::missing && !is_disabled(method)) {
    const Word iterator = call_special(*vm, iterable, vm->names->iter, {});
    if (gc::is_null(iterator) || has_next(*vm, iterator)) return iterator;
    return raise(*vm, vm->exceptions.TypeError, "iter() returned non-iterator of type '%T'", iterator);
  }
  const bool has_items = special(*vm, iterable, vm->names->getitem)->found != Found::missing;
  if (!is_disabled(method) && has_items && !is<Dict>(iterable))
    return make_iterator(*vm, vm->types.sequence_iterator, iterable);
  return raise(*vm, vm->exceptions.TypeError, "'%T' object is not iterable", iterable);
}

Word iterator_next(VM* vm, Word iterator) {
  if (is<Generator>(iterator) && is_exact(*vm, iterator, vm->types.generator))
    return generator_next(vm, iterator);
  if (is<Iterator>(iterator)) {
    if (const NextFunction next = next_function(*vm, type_of(*vm, iterator))) return next(vm, iterator);
  }
  const Word result = call_special(*vm, iterator, vm->names->next, {});
  if (!gc::is_null(result)) return result;
  if (!gc::is_null(vm->pending)) return end_of_iteration(*vm);
  return raise(*vm, vm->exceptions.TypeError, "'%T' object is not an iterator", iterator);
}

Word repr(VM* vm, Word value) {
  if (is<Str>(value)) {
    Str* const text = str_repr(*vm, gc::as<Str>(value));
    return str_word(text);
  }
  if (is_int_word(value)) return int_repr(*vm, value);
  return text_from(*vm, value, vm->names->repr, "__repr__");
}

Word ascii_repr(VM* vm, Word value) {
  const Word text = repr(vm, value);
  return gc::is_null(text) ? null : escape_non_ascii(*vm, str_of(text));
}

Word to_str(VM* vm, Word value) {
  if (is<Str>(value)) return value;
  if (is_int_word(value)) return int_repr(*vm, value);
  return text_from(*vm, value, vm->names->str, "__str__");
}

Word format_value(VM* vm, Word value, Word specification) {
  if (is<Str>(specification) && gc::as<Str>(specification)->length == 0) {
    if (is<Str>(value) || is_int_word(value)) return to_str(vm, value);
  }
  const Word arguments[] = {specification};
  const Word result = call_special(*vm, value, vm->names->format, arguments);
  if (gc::is_null(result) || str_of(result)) return result;
  return raise(*vm, vm->exceptions.TypeError, "__format__ must return a str, not %T", result);
}

std::int64_t hash_of(VM* vm, Word value) {
  if (is<Str>(value)) return str_hash(gc::as<Str>(value));
  if (is_integer_word(value)) return int_hash(value);
  if (is_float_word(value)) return float_hash(float_value(value), value);
  const Attribute* const method = special(*vm, value, vm->names->hash);
  if (method->found == Found::missing || is_disabled(method)) {
    raise(*vm, vm->exceptions.TypeError, "unhashable type: '%T'", value);
    return -1;
  }
  const Word result = call_special(*vm, value, vm->names->hash, {});
  if (gc::is_null(result)) return -1;
  if (!is_integer_word(unwrap(result))) {
    raise(*vm, vm->exceptions.TypeError, "__hash__ method should return an integer");
    return -1;
  }
  const auto hash = int_to_i64(unwrap(result));
  const std::int64_t value_of_hash = hash ? *hash : int_hash(unwrap(result));
  return value_of_hash == -1 ? -2 : value_of_hash;
}

}  // namespace py
