// The types of iterators: construction and methods.
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/iterators.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"
#include "python_interp/objects/sets.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

template <NextFunction function>
Word next_method(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word item = function(&vm, a[0]);
  if (!gc::is_null(item) || !gc::is_null(vm.pending)) return item;
  Exception* const stop = make_exception(vm, vm.exceptions.StopIteration);
  return stop ? raise_object(vm, gc::reference(stop)) : null;
}

template <NextFunction function>
void add_iterator(VM& vm, Type* type) {
  static constexpr NativeMethod methods[] = {
      {"__iter__", give_self, 1, 1},
      {"__next__", next_method<function>, 1, 1},
  };
  add_methods(vm, type, methods);
}

/// How many items an iterator over a builtin container has still to give.
Word length_hint(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto* iterator = gc::as<Iterator>(a[0]);
  const Type* const type = type_of(vm, a[0]);
  std::int64_t count = 0;
  if (type == vm.types.range_iterator && gc::is_null(iterator->source)) {
    const std::int64_t distance = iterator->limit - iterator->index, step = iterator->step;
    count = step > 0 ? (distance + step - 1) / step : (-distance - step - 1) / -step;
  } else if (type == vm.types.range_iterator) {
    return int_subtract(vm, gc::as<Range>(iterator->source)->length, iterator->more);
  } else if (gc::is_null(iterator->source)) {
    return gc::small_int(0);
  } else if (type == vm.types.dict_key_iterator || type == vm.types.dict_value_iterator ||
             type == vm.types.dict_item_iterator) {
    count = iterator->step;
  } else if (type == vm.types.reversed) {
    count = iterator->index + 1;
  } else {
    const std::int64_t length = length_of(&vm, iterator->source);
    if (length < 0) return null;
    count = length - iterator->index;
  }
  return gc::small_int(count < 0 ? 0 : count);
}

/// A tuple of iterators over the arguments.
Word iterators_over(VM& vm, std::span<const Word> iterables) {
  Tuple* const iterators = new_tuple(vm, iterables.size());
  for (std::size_t i = 0; iterators && i != iterables.size(); ++i) {
    tuple_slot(iterators, i) = get_iterator(&vm, iterables[i]);
    if (gc::is_null(tuple_slot(iterators, i))) return null;
  }
  return iterators ? gc::reference(iterators) : null;
}

Word enumerate_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"enumerate", {"iterable", "start"}, 1, 2};
  Word values[2];
  if (count == 1)
    return raise(vm, vm.exceptions.TypeError, "enumerate() missing required argument 'iterable'");
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  Word start = gc::small_int(0);
  if (!gc::is_null(values[1])) start = to_index(vm, values[1]);
  if (gc::is_null(start)) return null;
  const Word made = make_enumerate(vm, values[0], start);
  if (gc::is_null(made) || gc::as<Type>(a[0]) == vm.types.enumerate) return made;
  const auto* plain = gc::as<Iterator>(made);
  return make_iterator(vm, gc::as<Type>(a[0]), plain->source, plain->index, 0, 0, plain->more);
}

Word zip_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  const std::uint64_t positional = positional_count(count, keywords);
  std::int64_t strict = 0;
  for (std::uint64_t i = positional; i < count; ++i) {
    const Word name = gc::as<Tuple>(keywords)->items[i - positional];
    if (!str_equals(gc::as<Str>(name), "strict"))
      return raise(vm, vm.exceptions.TypeError, "'%S' is an invalid keyword argument for zip()", name);
    strict = is_true(&vm, a[i]);
    if (strict < 0) return null;
  }
  const Word iterators = iterators_over(vm, {a + 1, positional - 1});
  return gc::is_null(iterators) ? null : make_iterator(vm, gc::as<Type>(a[0]), iterators, strict);
}

Word map_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  if (!no_keywords(vm, "map", keywords)) return null;
  if (count < 3) return raise(vm, vm.exceptions.TypeError, "map() must have at least two arguments.");
  const Word iterators = iterators_over(vm, {a + 2, count - 2});
  return gc::is_null(iterators) ? null
                                : make_iterator(vm, gc::as<Type>(a[0]), iterators, 0, 0, 0, a[1]);
}

Word filter_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  if (!constructor_arguments(vm, "filter", vm.types.filter, a, count, keywords, 2, 2)) return null;
  const Word iterator = get_iterator(&vm, a[2]);
  return gc::is_null(iterator) ? null : make_iterator(vm, gc::as<Type>(a[0]), iterator, 0, 0, 0, a[1]);
}

Word reversed_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  if (!constructor_arguments(vm, "reversed", vm.types.reversed, a, count, keywords, 1, 1)) return null;
  return make_reversed(vm, gc::as<Type>(a[0]), a[1]);
}

template <Native function>
void add_new(VM& vm, Type* type) {
  static constexpr NativeMethod methods[] = {
      {"__new__", function, 1, -1, nullptr, NativeMethod::static_}};
  add_methods(vm, type, methods);
}

}  // namespace

void init_iterators(VM& vm) {
  const Types& types = vm.types;
  add_iterator<list_iterator_next>(vm, types.list_iterator);
  add_iterator<tuple_iterator_next>(vm, types.tuple_iterator);
  add_iterator<range_iterator_next>(vm, types.range_iterator);
  add_iterator<str_iterator_next>(vm, types.str_iterator);
  add_iterator<bytes_iterator_next>(vm, types.bytes_iterator);
  add_iterator<dict_key_iterator_next>(vm, types.dict_key_iterator);
  add_iterator<dict_value_iterator_next>(vm, types.dict_value_iterator);
  add_iterator<dict_item_iterator_next>(vm, types.dict_item_iterator);
  add_iterator<set_iterator_next>(vm, types.set_iterator);
  add_iterator<sequence_iterator_next>(vm, types.sequence_iterator);
  add_iterator<callable_iterator_next>(vm, types.callable_iterator);
  add_iterator<reversed_next>(vm, types.reversed);
  add_iterator<enumerate_next>(vm, types.enumerate);
  add_iterator<zip_next>(vm, types.zip);
  add_iterator<map_next>(vm, types.map);
  add_iterator<filter_next>(vm, types.filter);

  static constexpr NativeMethod hints[] = {{"__length_hint__", length_hint, 1, 1}};
  for (Type* type : {types.list_iterator, types.tuple_iterator, types.range_iterator, types.str_iterator,
                     types.bytes_iterator, types.dict_key_iterator, types.dict_value_iterator,
                     types.dict_item_iterator, types.set_iterator, types.reversed})
    add_methods(vm, type, hints);

  add_new<enumerate_new>(vm, types.enumerate);
  add_new<zip_new>(vm, types.zip);
  add_new<map_new>(vm, types.map);
  add_new<filter_new>(vm, types.filter);
  add_new<reversed_new>(vm, types.reversed);
}

}  // namespace py
