// How calling a class makes its instance, found once for each class.
#include "python_interp/interp/support/caches.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

/// Is it a class whose calls are `type`'s own, making a plain Instance?
bool makes_instances(VM& vm, const Type* type) {
  constexpr std::uint64_t wanted = type_is_heap, unwanted = type_is_abstract;
  return type_of(vm, gc::reference(type)) == vm.types.type && (type->flags & wanted) == wanted &&
         (type->flags & unwanted) == 0 && type->root_shape &&
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

void describe(VM& vm, Construction& made, const Type* type) {
  const Attribute* maker = maker_of(vm, type);
  const Attribute* initialiser = initialiser_of(vm, type);
  depend(made, maker);
  depend(made, initialiser);
  const Type* object = vm.types.object;
  const Attribute* plain_maker = maker_of(vm, object);
  if (maker->found != plain_maker->found || !(maker->value == plain_maker->value)) return;
  if (initialiser->found != Found::method) return;
  const Attribute* plain = find_special(&vm, gc::make_header(Instance::layout, object->root_shape),
                                        vm.names->init);
  const bool is_plain = initialiser->value == plain->value;
  if (!is_plain && !is<Function>(initialiser->value)) return;
  made.simple = true;
  made.header = new_header(type);
  made.capacity = type->root_shape->inline_capacity;
  made.init = is_plain ? null : initialiser->value;
}

}  // namespace

const Construction* find_construction(VM* vm, Type* type) {
  SupportCaches& caches = support_caches(vm);
  const Construction*& known = caches.constructions[type];
  if (known && known->valid) return known;
  Construction& made = caches.construction_pool.emplace_back();
  if (makes_instances(*vm, type)) describe(*vm, made, type);
  known = &made;
  return known;
}

}  // namespace py
