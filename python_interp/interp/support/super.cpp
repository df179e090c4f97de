// super().name without the super object, where that makes no difference.
#include "python_interp/interp/support/caches.hpp"
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/descriptors.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

/// The value of a name in the classes behind `start` in the mro of `type`; null if there is none.
Word find_behind(VM& vm, const Type* type, const Type* start, Str* name) {
  const Tuple* mro = type->mro;
  std::uint64_t i = 0;
  while (i < mro->length && !(mro->items.first[i].value == gc::reference(start))) ++i;
  for (++i; i < mro->length; ++i) {
    const Word value = dict_get(vm, gc::as<Type>(mro->items.first[i].value)->dict, name);
    if (!gc::is_null(value)) return value;
  }
  return null;
}

bool is_method_in_cpp(const VM& vm, Word value) {
  if (!is<Builtin>(value)) return false;
  const Type* type = type_of(vm, value);
  return type == vm.types.method_descriptor || type == vm.types.wrapper_descriptor;
}

void describe(VM& vm, SuperMethod& made, gc::Header header, const Type* start, Str* name) {
  const Type* type = shape_type(header);
  const gc::LayoutId layout = gc::layout_of(header);
  if (layout == Type::layout || layout == Module::layout || name == vm.names->class_) return;
  if (!is<Type>(gc::reference(start)) || !is_subtype(type, start)) return;
  // A change of the name in any class of the mro invalidates this look-up, and so ours.
  const_cast<Attribute*>(find_attribute(&vm, header, name))->add_dependent(&made);
  const Word value = find_behind(vm, type, start, name);
  if (is<Function>(value) || is_method_in_cpp(vm, value)) made.method = value;
}

}  // namespace

const SuperMethod* find_super_method(VM* vm, gc::Header header, Type* start, Str* name) {
  SupportCaches& caches = support_caches(vm);
  const SupportCaches::Pair key{header.bits, reinterpret_cast<std::uint64_t>(start)};
  const SuperMethod*& known = caches.super_methods[key][name];
  if (known && known->valid) return known;
  SuperMethod& made = caches.super_method_pool.emplace_back();
  describe(*vm, made, header, start, name);
  known = &made;
  return known;
}

Word load_super(VM* vm, Word callable, Word start, Word self, Str* name) {
  if (!(callable == gc::reference(vm->types.super_))) {
    const Word made = call(*vm, callable, {});
    return gc::is_null(made) ? null : get_attribute(vm, made, name);
  }
  if (!is<Type>(start))
    return raise(*vm, vm->exceptions.TypeError, "super() argument 1 must be a type, not %T", start);
  const Word made = make_super(*vm, gc::as<Type>(start), self);
  return gc::is_null(made) ? null : get_attribute(vm, made, name);
}

}  // namespace py
