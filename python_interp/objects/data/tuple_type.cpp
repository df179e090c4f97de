// The type tuple: construction, methods, operators.
#include <algorithm>
#include <cstring>

#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/repr.hpp"
#include "python_interp/objects/data/sequence_methods.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

/// self as the exact tuple, also of a subclass's instance.
Word exact(const Word* arguments) { return unwrap(arguments[0]); }
Tuple* self_of(const Word* arguments) { return gc::as<Tuple>(exact(arguments)); }

Word tuple_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  Type* const type = gc::as<Type>(a[0]);
  if (!constructor_arguments(vm, "tuple", vm.types.tuple, a, count, keywords, 0, 1)) return null;
  const std::uint64_t given = positional_count(count, keywords) - 1;
  const Word items = given == 0 ? vm.empty_tuple : tuple_from(vm, unwrap(a[1]));
  return gc::is_null(items) ? null : wrap(vm, type, items);
}

Word length(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(static_cast<std::int64_t>(self_of(a)->length.value));
}
Word get_item_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return tuple_get_item(&vm, exact(a), a[1]);
}
Word iterate(VM& vm, const Word* a, std::uint64_t, Word) {
  return make_iterator(vm, vm.types.tuple_iterator, exact(a));
}
Word repr_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return repr_items(vm, exact(a), "(", ")", "(...)");
}
Word hash(VM& vm, const Word* a, std::uint64_t, Word) {
  const std::int64_t hash = tuple_hash(vm, self_of(a));
  return hash == -1 ? null : make_int(vm, hash);
}

Word concatenate(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word right = unwrap(a[1]);
  if (!is<Tuple>(right))
    return raise(vm, vm.exceptions.TypeError, "can only concatenate tuple (not \"%T\") to tuple", a[1]);
  return tuple_concat(vm, self_of(a), gc::as<Tuple>(right));
}
Word repeat(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto times = repeat_count(vm, a[1]);
  return times ? tuple_repeat(vm, self_of(a), *times) : null;
}
Word getnewargs(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word self = exact(a);
  Tuple* const only = make_tuple(vm, {&self, 1});
  return only ? gc::reference(only) : null;
}

Word compare(VM& vm, Comparison comparison, Word left, Word right) {
  left = unwrap(left);
  right = unwrap(right);
  return is<Tuple>(left) && is<Tuple>(right) ? compare_sequences(vm, comparison, left, right)
                                             : not_implemented;
}

constexpr NativeMethod methods[] = {
    {"__len__", length, 1, 1},
    {"__getitem__", get_item_method, 2, 2},
    {"__iter__", iterate, 1, 1},
    {"__contains__", sequence_contains, 2, 2},
    {"__repr__", repr_method, 1, 1},
    {"__hash__", hash, 1, 1},
    {"__add__", concatenate, 2, 2},
    {"__mul__", repeat, 2, 2},
    {"__rmul__", repeat, 2, 2},
    {"__getnewargs__", getnewargs, 1, 1},
    {"index", sequence_index, 2, 4, "Return first index of value."},
    {"count", sequence_count, 2, 2, "Return number of occurrences of value."},
    {"__new__", tuple_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

Word tuple_concat(VM& vm, Tuple* left, Tuple* right) {
  if (left->length == 0) return gc::reference(right);
  if (right->length == 0) return gc::reference(left);
  Tuple* const both = new_tuple(vm, left->length + right->length);
  if (!both) return null;
  Word* const to = &tuple_slot(both, 0);
  std::copy_n(items_of(left).data(), left->length, to);
  std::copy_n(items_of(right).data(), right->length, to + left->length);
  return gc::reference(both);
}

Word tuple_repeat(VM& vm, Tuple* tuple, std::int64_t times) {
  if (times <= 0 || tuple->length == 0) return vm.empty_tuple;
  if (times == 1) return gc::reference(tuple);
  std::uint64_t length;
  if (__builtin_mul_overflow(tuple->length.value, static_cast<std::uint64_t>(times), &length)) {
    raise_memory_error(vm);
    return null;
  }
  Tuple* const repeated = new_tuple(vm, length);
  if (!repeated) return null;
  for (std::uint64_t i = 0; i != length; ++i)
    tuple_slot(repeated, i) = items_of(tuple)[i % tuple->length];
  return gc::reference(repeated);
}

void init_tuples(VM& vm) {
  add_comparisons<compare>(vm, vm.types.tuple);
  add_methods(vm, vm.types.tuple, methods);
}

}  // namespace py
