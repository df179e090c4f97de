// The containers' types, set up together.
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"
#include "python_interp/objects/sets.hpp"
#include "python_interp/objects/setup.hpp"

namespace py {

void make_unhashable(VM& vm, Type* type) { set_class_value(vm, type, vm.names->hash, none); }

bool constructor_arguments(VM& vm, const char* name, const Type* type, const Word* arguments,
                           std::uint64_t count, Word keywords, std::uint64_t least, std::uint64_t most) {
  if (gc::as<Type>(arguments[0]) == type && !no_keywords(vm, name, keywords)) return false;
  const std::uint64_t given = positional_count(count, keywords) - 1;
  if (given >= least && given <= most) return true;
  const std::uint64_t limit = given < least ? least : most;
  raise(vm, vm.exceptions.TypeError, "%s expected %s%llu argument%s, got %llu", name,
        least == most ? "" : given < least ? "at least " : "at most ",
        static_cast<unsigned long long>(limit), limit == 1 ? "" : "s",
        static_cast<unsigned long long>(given));
  return false;
}

void init_containers(VM& vm) {
  init_lists(vm);
  init_tuples(vm);
  init_dicts(vm);
  init_sets(vm);
  init_ranges(vm);
}

}  // namespace py
