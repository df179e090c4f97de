#include "python_interp/interp/support/containers.hpp"

#include "python_interp/interp/support/keywords.hpp"
#include "python_interp/interp/support/special.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/sets.hpp"

namespace py {
namespace {

const Word* words_at(std::int64_t address) { return reinterpret_cast<const Word*>(address); }

Word none_if(bool done) { return done ? none : null; }

}  // namespace

Word build_set(VM* vm, std::int64_t items, std::int64_t count) {
  Set* set = make_set(*vm);
  if (!set) return null;
  for (std::int64_t i = 0; i < count; ++i)
    if (!set_add(*vm, set, words_at(items)[i])) return null;
  return gc::reference(set);
}

Word build_dict(VM* vm, std::int64_t items, std::int64_t count) {
  Dict* dict = make_dict(*vm);
  if (!dict || !dict_reserve(*vm, dict, static_cast<std::uint64_t>(count))) return null;
  for (std::int64_t i = 0; i < count; ++i)
    if (!dict_set(*vm, dict, words_at(items)[2 * i], words_at(items)[2 * i + 1])) return null;
  return gc::reference(dict);
}

Word build_string(VM* vm, std::int64_t items, std::int64_t count) {
  return str_build(vm, words_at(items), count);
}

Word append_slow(VM* vm, Word list, Word item) {
  return none_if(list_push(*vm, gc::as<List>(list), item));
}

Word add_to_set(VM* vm, Word set, Word item) { return none_if(set_add(*vm, gc::as<Set>(set), item)); }

Word extend_starred(VM* vm, Word list, Word iterable) {
  if (list_extend(*vm, gc::as<List>(list), iterable)) return none;
  if (!pending_is(*vm, vm->exceptions.TypeError) || is_iterable(*vm, iterable)) return null;
  vm->pending = null;
  return raise(*vm, vm->exceptions.TypeError, "Value after * must be an iterable, not %T", iterable);
}

Word update_set(VM* vm, Word set, Word iterable) {
  return none_if(set_update(*vm, gc::as<Set>(set), iterable));
}

Word update_dict(VM* vm, Word dict, Word mapping) {
  const bool has_keys =
      is<Dict>(mapping) || !gc::is_null(find_attribute_value(vm, mapping, vm->names->word_keys));
  if (!gc::is_null(vm->pending)) return null;
  if (!has_keys) return raise(*vm, vm->exceptions.TypeError, "'%T' object is not a mapping", mapping);
  return none_if(dict_update(*vm, gc::as<Dict>(dict), mapping));
}

Word merge_keywords(VM* vm, Word dict, Word mapping, Word callable) {
  return none_if(add_keywords(*vm, gc::as<Dict>(dict), mapping, callable));
}

Word list_to_tuple(VM* vm, Word list) {
  Tuple* tuple = make_tuple(*vm, items_of(gc::as<List>(list)));
  return tuple ? gc::reference(tuple) : null;
}

}  // namespace py
