#include "python_interp/interp/support/special.hpp"

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/names.hpp"

namespace py {

bool has_special(VM& vm, Word value, Str* name) {
  return find_special(&vm, word_header(&vm, value), name)->found != Found::missing;
}

bool is_iterable(VM& vm, Word value) {
  return has_special(vm, value, vm.names->iter) || has_special(vm, value, vm.names->getitem);
}

Word bound_special(VM& vm, Word value, Str* name) {
  const Attribute* found = find_special(&vm, word_header(&vm, value), name);
  switch (found->found) {
    case Found::missing: return null;
    case Found::method: return bind_method(vm, found->value, value);
    case Found::static_method: return found->value;
    case Found::class_value: return found->cell->value;
    default: break;
  }
  Type* type = type_of(vm, value);
  return descriptor_get(vm, find_in_type(vm, type, name), value, type);
}

}  // namespace py
