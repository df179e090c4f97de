// How calling a class makes its instance, found once for each class.
#include "python_interp/interp/support/caches.hpp"
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

/// Are its instances plain ones, of a class written in Python?
bool makes_instances(const Type* type) {
  return (type->flags & type_is_heap) != 0 && (type->flags & type_is_abstract) == 0 &&
         type->instance_layout == static_cast<std::uint64_t>(Layout::instance);
}

const Attribute* maker_of(VM& vm, const Type* type) {
  return find_attribute(&vm, word_header(&vm, gc::reference(type)), vm.names->new_);
}

gc::Header new_header(const Type* type) {
  return gc::make_header(Instance::layout, type->root_shape);
}

const Attribute* initialiser_of(VM& vm, const Type* type) {
  return find_special(&vm, new_header(type), vm.names->init);
}

void depend(Construction& made, const Attribute* found) {
  const_cast<Attribute*>(found)->add_dependent(&made);
}

bool is_plain_new(VM& vm, const Attribute* maker) {
  const Attribute* plain = maker_of(vm, vm.types.object);
  return maker->found == plain->found && maker->value == plain->value;
}

/// object's __new__; then object's __init__, or one that is a Function.
void describe_simple(VM& vm, Construction& made, const Type* type) {
  const Attribute* initialiser = initialiser_of(vm, type);
  depend(made, initialiser);
  if (initialiser->found != Found::method) return;
  const bool is_plain = initialiser->value == find_in_type(vm, vm.types.object, vm.names->init);
  if (!is_plain && !is<Function>(initialiser->value)) return;
  made.simple = true;
  made.header = new_header(type);
  made.capacity = type->root_shape->inline_capacity;
  made.init = is_plain ? null : initialiser->value;
}

/// A __new__ in C++; then an __init__ that may be a Function.
void describe_native(VM& vm, Construction& made, const Type* type, Word native_new) {
  made.native_new = native_new;
  if (!type->root_shape) return;
  made.header = gc::make_header(static_cast<gc::LayoutId>(type->instance_layout), type->root_shape);
  const Attribute* initialiser = find_special(&vm, made.header, vm.names->init);
  depend(made, initialiser);
  if (initialiser->found == Found::method && is<Function>(initialiser->value)) made.init = initialiser->value;
}

void describe(VM& vm, Construction& made, const Type* type) {
  if (type_of(vm, gc::reference(type)) != vm.types.type || type == vm.types.type) return;
  const Attribute* maker = maker_of(vm, type);
  depend(made, maker);
  if (is_plain_new(vm, maker)) {
    if (makes_instances(type) && type->root_shape) describe_simple(vm, made, type);
  } else if (maker->found == Found::static_method && is<Builtin>(maker->value)) {
    describe_native(vm, made, type, maker->value);
  }
}

}  // namespace

const Construction* find_construction(VM* vm, Type* type) {
  SupportCaches& caches = support_caches(vm);
  const Construction*& known = caches.constructions[type];
  if (known && known->valid) return known;
  Construction& made = caches.construction_pool.emplace_back();
  describe(*vm, made, type);
  known = &made;
  return known;
}

}  // namespace py
