// Functions on iterables.
#include "python_interp/modules/builtins.hpp"
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/generators.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"

namespace py {

namespace {

Word length(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const std::int64_t result = length_of(&vm, arguments[0]);
  return result < 0 ? null : make_int(vm, result);
}

/// Is there an item whose truth is `wanted`? 1, 0, -1.
int find_truth(VM& vm, Word iterable, bool wanted) {
  const Word iterator = get_iterator(&vm, iterable);
  if (gc::is_null(iterator)) return -1;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending) ? 0 : -1;
    const std::int64_t truth = is_true(&vm, item);
    if (truth < 0) return -1;
    if ((truth != 0) == wanted) return 1;
  }
}

Word any(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const int found = find_truth(vm, arguments[0], true);
  return found < 0 ? null : gc::boolean(found);
}
Word all(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const int found = find_truth(vm, arguments[0], false);
  return found < 0 ? null : gc::boolean(!found);
}

Word iter(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  if (count == 1) return get_iterator(&vm, arguments[0]);
  if (!is_callable(vm, arguments[0]))
    return raise(vm, vm.exceptions.TypeError, "iter(v, w): v must be callable");
  return make_iterator(vm, vm.types.callable_iterator, arguments[0], 0, 0, 0, arguments[1]);
}

/// iterator.__next__() with StopIteration and what it carries left as it is.
Word next_or_stop(VM& vm, Word iterator) {
  if (is<Generator>(iterator) || is<Iterator>(iterator)) {
    const Word item = iterator_next(&vm, iterator);
    if (!gc::is_null(item) || !gc::is_null(vm.pending)) return item;
    if (!is<Generator>(iterator)) vm.generator_result = none;
    return raise_stop_iteration(vm);
  }
  const Word item = call_special(vm, iterator, vm.names->next, {});
  if (!gc::is_null(item) || !gc::is_null(vm.pending)) return item;
  return raise(vm, vm.exceptions.TypeError, "'%T' object is not an iterator", iterator);
}

Word next(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word item = next_or_stop(vm, arguments[0]);
  if (!gc::is_null(item) || count < 2 || !pending_is(vm, vm.exceptions.StopIteration)) return item;
  vm.pending = null;
  return arguments[1];
}

Word sorted(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const std::uint64_t positional = positional_count(count, keyword_names);
  if (positional != 1)
    return raise(vm, vm.exceptions.TypeError, "sorted expected 1 argument, got %llu",
                 static_cast<unsigned long long>(positional));
  static constexpr Signature signature{"sort", {"key", "reverse"}, 0, 0};
  Word options[2];
  if (!bind(vm, signature, arguments + 1, count - 1, keyword_names, options)) return null;
  const Word list = list_from(vm, arguments[0]);
  if (gc::is_null(list)) return null;
  const std::int64_t reverse = gc::is_null(options[1]) ? 0 : is_true(&vm, options[1]);
  if (reverse < 0) return null;
  const Word key = is_given(options[0]) ? options[0] : null;
  return gc::is_null(list_sort(vm, gc::as<List>(list), key, reverse != 0)) ? null : list;
}

/// The item that `better` than all others, by their keys.
Word best_of(VM& vm, Word iterator, Word key, Comparison better) {
  Word best, best_key;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending) ? best : null;
    const Word item_key = is_given(key) ? call(vm, key, {&item, 1}) : item;
    if (gc::is_null(item_key)) return null;
    if (!gc::is_null(best)) {
      const Word answer =
          compare_operation(&vm, static_cast<std::int64_t>(better), item_key, best_key);
      const std::int64_t truth = gc::is_null(answer) ? -1 : is_true(&vm, answer);
      if (truth < 0) return null;
      if (truth == 0) continue;
    }
    best = item;
    best_key = item_key;
  }
}

template <Comparison better>
Word extreme(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr const char* name = better == Comparison::gt ? "max" : "min";
  static constexpr Signature signature{name, {"key", "default"}, 0, 0};
  const std::uint64_t positional = positional_count(count, keyword_names);
  if (positional == 0)
    return raise(vm, vm.exceptions.TypeError, "%s expected at least 1 argument, got 0", name);
  Word options[2];
  if (!bind(vm, signature, arguments + positional, count - positional, keyword_names, options))
    return null;
  if (positional > 1 && !gc::is_null(options[1]))
    return raise(vm, vm.exceptions.TypeError,
                 "Cannot specify a default for %s() with multiple positional arguments", name);
  Word iterable = arguments[0];
  if (positional > 1) iterable = gc::reference(make_tuple(vm, {arguments, positional}));
  const Word iterator = gc::is_null(iterable) ? null : get_iterator(&vm, iterable);
  if (gc::is_null(iterator)) return null;
  const Word best = best_of(vm, iterator, options[0], better);
  if (!gc::is_null(best) || !gc::is_null(vm.pending)) return best;
  if (!gc::is_null(options[1])) return options[1];
  return raise(vm, vm.exceptions.ValueError, "%s() arg is an empty sequence", name);
}

constexpr NativeMethod functions[] = {
    {"len", length, 1, 1},
    {"any", any, 1, 1},
    {"all", all, 1, 1},
    {"iter", iter, 1, 2},
    {"next", next, 1, 2},
    {"sorted", sorted, 0, -1},
    {"min", extreme<Comparison::lt>, 0, -1},
    {"max", extreme<Comparison::gt>, 0, -1},
};

}  // namespace

std::span<const NativeMethod> iteration_builtins() { return functions; }

}  // namespace py
