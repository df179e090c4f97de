#include "python_interp/interp/support/calls.hpp"

#include "python_interp/interp/support/keywords.hpp"
#include "python_interp/interp/support/parameters.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"

namespace py {
namespace {

/// A function in C++ called with a number of arguments that it takes, on a self that it takes. (How deep
/// Python code calls is counted by its frames, so nothing is counted here.)
bool fits(const VM& vm, const Builtin* builtin, const Word* arguments, std::uint64_t count) {
  if (count < builtin->minimum || count > builtin->maximum) return false;
  const Type* owner = builtin->owner;
  return !owner || (count > 0 && type_of(vm, arguments[0]) == owner);
}

Word run_builtin(VM& vm, const Builtin* builtin, const Word* arguments, std::uint64_t count) {
  return run_native(vm, builtin->function, arguments, count, null);
}

/// The instance that a native __new__ has made, after its __init__.
Word initialised(VM& vm, Word object, const Type* type, std::span<const Word> arguments) {
  if (gc::is_null(object) || !is_instance(vm, object, const_cast<Type*>(type))) return object;
  const Attribute* found = find_special(&vm, word_header(&vm, object), vm.names->init);
  if (found->found == Found::method && is<Builtin>(found->value) &&
      gc::as<Builtin>(found->value)->owner == vm.types.object)
    return object;  // object's, which does nothing where there is a __new__
  const Word answer = call_special(vm, object, vm.names->init, arguments);
  if (gc::is_null(answer) || answer == none) return gc::is_null(answer) ? null : object;
  return raise_init_result(&vm, answer);
}

/// Calls `row[0]` with the `count` words behind it.
Word call_row(VM* vm, const Word* row, std::size_t count) {
  const Word callable = row[0];
  if (is<Builtin>(callable)) {
    const auto* builtin = gc::as<Builtin>(callable);
    if (fits(*vm, builtin, row + 1, count)) [[likely]]
      return run_builtin(*vm, builtin, row + 1, count);
  } else if (is<Type>(callable)) {
    auto* type = gc::as<Type>(callable);
    const Word native_new = find_construction(vm, type)->native_new;
    if (!gc::is_null(native_new) && fits(*vm, gc::as<Builtin>(native_new), row, count + 1))
      return initialised(*vm, run_builtin(*vm, gc::as<Builtin>(native_new), row, count + 1), type,
                         {row + 1, count});
  }
  return call(*vm, callable, {row + 1, count});
}

/// The arguments of f(*iterable, **mapping) in a row, with the names of the last.
struct Spread {
  explicit Spread(VM& vm) : words(vm) {}
  Words words;
  Word names = null;

  bool gather(VM& vm, Word callable, Word iterable, Word mapping) {
    const Tuple* positional = spread_positional(vm, iterable, callable);
    if (!positional) return false;
    for (const Word word : items_of(positional)) words.push(word);
    return gc::is_null(mapping) || gather_keywords(vm, callable, mapping);
  }

 private:
  bool gather_keywords(VM& vm, Word callable, Word mapping) {
    Dict* keywords = is<Dict>(mapping) ? gc::as<Dict>(mapping) : make_dict(vm);
    if (!is<Dict>(mapping) && (!keywords || !add_keywords(vm, keywords, mapping, callable))) return false;
    Words keys(vm);
    std::uint64_t position = 0;
    Word key, value;
    while (dict_next(keywords, position, key, value)) {
      Str* name = str_of(key);
      if (!name) {
        raise(vm, vm.exceptions.TypeError, "keywords must be strings");
        return false;
      }
      keys.push(gc::reference(name));
      words.push(value);
    }
    if (keys.size() == 0) return true;
    Tuple* tuple = make_tuple(vm, keys);
    if (tuple) names = gc::reference(tuple);
    return tuple != nullptr;
  }
};

Word array_word(Array* array) { return array ? gc::reference(array) : null; }

}  // namespace

Word bind_arguments(VM* vm, Word function, std::int64_t arguments, std::int64_t count, Word names) {
  return array_word(bind_parameters(*vm, gc::as<Function>(function),
                                    reinterpret_cast<const Word*>(arguments),
                                    static_cast<std::uint64_t>(count), names));
}

Word bind_spread(VM* vm, Word function, Word iterable, Word mapping) {
  auto* callee = gc::as<Function>(function);
  if (is<Tuple>(iterable) && gc::is_null(mapping)) {
    const auto items = items_of(gc::as<Tuple>(iterable));
    return array_word(bind_parameters(*vm, callee, items.data(), items.size(), null));
  }
  Spread spread(*vm);
  if (!spread.gather(*vm, function, iterable, mapping)) return null;
  const std::span<const Word> all = spread.words;
  return array_word(bind_parameters(*vm, callee, all.data(), all.size(), spread.names));
}

Word initialise(VM* vm, Word object, Word type, std::int64_t arguments, std::int64_t count) {
  return initialised(*vm, object, gc::as<Type>(type),
                     {reinterpret_cast<const Word*>(arguments), static_cast<std::size_t>(count)});
}

Word call_0(VM* vm, Word callable) { return call_row(vm, &callable, 0); }
Word call_1(VM* vm, Word callable, Word first) {
  const Word row[] = {callable, first};
  return call_row(vm, row, 1);
}
Word call_2(VM* vm, Word callable, Word first, Word second) {
  const Word row[] = {callable, first, second};
  return call_row(vm, row, 2);
}
Word call_3(VM* vm, Word callable, Word first, Word second, Word third) {
  const Word row[] = {callable, first, second, third};
  return call_row(vm, row, 3);
}

Word call_spilled(VM* vm, Word callable, std::int64_t arguments, std::int64_t count, Word names) {
  return call(*vm, callable,
              {reinterpret_cast<const Word*>(arguments), static_cast<std::size_t>(count)}, names);
}

Word call_spread(VM* vm, Word callable, Word iterable, Word mapping) {
  Spread spread(*vm);
  if (!spread.gather(*vm, callable, iterable, mapping)) return null;
  return call(*vm, callable, spread.words, spread.names);
}

Word raise_init_result(VM* vm, Word result) {
  return raise(*vm, vm->exceptions.TypeError, "__init__() should return None, not '%T'", result);
}

}  // namespace py
