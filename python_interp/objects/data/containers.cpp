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

void init_containers(VM& vm) {
  init_lists(vm);
  init_tuples(vm);
  init_dicts(vm);
  init_sets(vm);
  init_ranges(vm);
}

}  // namespace py
