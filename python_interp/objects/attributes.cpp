// Look-ups by header and name, cached until a class that took part changes.
#include "python_interp/objects/attributes.hpp"

#include "pe/residual/check.hpp"
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/shapes.hpp"

namespace py {

namespace {

/// Where a name of a class's mro is.
struct InClass {
  GlobalCell* cell = nullptr;
  Word value() const { return cell ? cell->value : null; }
  bool exists() const { return cell && !gc::is_null(cell->value); }
};

InClass find_in(VM& vm, const Type* type, Str* name) {
  const Tuple* const mro = type->mro;
  for (std::uint64_t i = 0; i < mro->length; ++i) {
    const auto* base = gc::as<const Type>(mro->items.first[i]);
    GlobalCell* const cell = find_cell(vm, base->dict, name);
    if (cell && !gc::is_null(cell->value)) return {cell};
  }
  return {};
}

Attribute& describe(Attribute& attribute, Found found, Word value = null) {
  attribute.found = found;
  attribute.value = value;
  return attribute;
}

/// What a value in a class becomes when it is found through an instance (or, if `bound` is false, through
/// the class itself).
Attribute& describe_class_value(VM& vm, Attribute& attribute, InClass in, bool bound) {
  const Word value = in.value();
  if (is<Function>(value))
    return describe(attribute, bound ? Found::method : Found::static_method, value);
  if (is<Builtin>(value)) {
    const bool binds = bound && gc::as<Builtin>(value)->owner;
    return describe(attribute, binds ? Found::method : Found::static_method, value);
  }
  if (is<StaticMethod>(value) && type_of(vm, value) == vm.types.staticmethod)
    return describe(attribute, Found::static_method, gc::as<StaticMethod>(value)->function);
  if (is<ClassMethod>(value) && type_of(vm, value) == vm.types.classmethod) {
    const Word function = gc::as<ClassMethod>(value)->function;
    if (!is<Function>(function) && !is<Builtin>(function))
      return describe(attribute, Found::dynamic);
    return describe(attribute, bound ? Found::class_method : Found::method, function);
  }
  if (is<Property>(value) && type_of(vm, value) == vm.types.property)
    return describe(attribute, bound ? Found::property_ : Found::static_method, value);
  if (has_get(vm, value)) return describe(attribute, Found::dynamic);
  attribute.cell = in.cell;
  return describe(attribute, Found::class_value);
}

/// Attributes of classes and modules: their own names come before those of their type, but for data
/// descriptors.
Attribute& describe_own(VM& vm, Attribute& attribute, Object* object, const Type* type, Str* name) {
  const InClass in_type = find_in(vm, type, name);
  if (in_type.exists() && is_data_descriptor(vm, in_type.value()))
    return describe_class_value(vm, attribute, in_type, true);
  const Word word = gc::reference(object);
  if (is<Type>(word)) {
    const InClass own = find_in(vm, gc::as<Type>(word), name);
    if (own.exists()) return describe_class_value(vm, attribute, own, false);
  } else {
    GlobalCell* const cell = find_cell(vm, gc::as<Module>(word)->dict, name);
    if (!cell || gc::is_null(cell->value)) return describe(attribute, Found::dynamic);
    attribute.cell = cell;
    return describe(attribute, Found::class_value);
  }
  if (in_type.exists()) return describe_class_value(vm, attribute, in_type, true);
  return describe(attribute, Found::missing);
}

/// An attribute in the object itself; false if the class decides.
bool describe_slot(Attribute& attribute, gc::Header header, const Shape* shape, Str* name) {
  const std::int64_t slot = find_slot(shape, name);
  if (slot < 0) return false;
  attribute.index = static_cast<std::uint64_t>(slot);
  if (attribute.index < shape->inline_capacity) {
    attribute.found = Found::inline_slot;
  } else {
    attribute.found = Found::extra_slot;
    attribute.index -= shape->inline_capacity;
    storage_field(gc::layout_of(header), &attribute.extra_field);
  }
  return true;
}

Attribute& describe_attribute(VM& vm, Attribute& attribute, gc::Header header, Str* name) {
  const Shape* const shape = gc::shape_of<Shape>(header);
  Type* const type = shape->type;
  if (overrides_getattribute(vm, type) || type == vm.types.super_)
    return describe(attribute, Found::dynamic);
  const auto single = vm.own->singletons.find(shape);
  if (single != vm.own->singletons.end())
    return describe_own(vm, attribute, single->second, type, name);
  const InClass in = find_in(vm, type, name);
  if (in.exists() && is_data_descriptor(vm, in.value()))
    return describe_class_value(vm, attribute, in, true);
  if (shape->dictionary) return describe(attribute, Found::dynamic);
  if (describe_slot(attribute, header, shape, name)) return attribute;
  if (in.exists()) return describe_class_value(vm, attribute, in, true);
  return describe(attribute, type == vm.types.method ? Found::dynamic : Found::missing);
}

StoreAttribute& describe_store(VM& vm, StoreAttribute& store, gc::Header header, Str* name) {
  Shape* const shape = gc::shape_of<Shape>(header);
  Type* const type = shape->type;
  store.to = StoreTo::dynamic;
  if (overrides_setattr(vm, type) || shape->dictionary || vm.own->singletons.contains(shape))
    return store;
  if (const InClass in = find_in(vm, type, name); in.exists() && is_data_descriptor(vm, in.value()))
    return store;
  if (const std::int64_t slot = find_slot(shape, name); slot >= 0) {
    store.index = static_cast<std::uint64_t>(slot);
    store.to = StoreTo::inline_slot;
    if (store.index >= shape->inline_capacity) {
      store.to = StoreTo::extra_slot;
      store.index -= shape->inline_capacity;
      storage_field(gc::layout_of(header), &store.extra_field);
    }
    return store;
  }
  if (shape->count >= shape->inline_capacity || !may_have_attribute(type, name)) return store;
  Shape* const next = shape_with(vm, shape, name);
  if (!next) {
    vm.pending = null;
    return store;
  }
  store.to = StoreTo::new_inline;
  store.index = shape->count;
  store.next = gc::make_header(gc::layout_of(header), next);
  return store;
}

/// A special method, on the type alone.
Attribute& describe_special(VM& vm, Attribute& attribute, gc::Header header, Str* name) {
  const InClass in = find_in(vm, gc::shape_of<Shape>(header)->type, name);
  if (!in.exists()) return describe(attribute, Found::missing);
  return describe_class_value(vm, attribute, in, true);
}

/// Makes every class that `header` stands for remember the look-up.
void remember(VM& vm, gc::Header header, Str* name, pe::Assumption& made) {
  const Shape* const shape = gc::shape_of<Shape>(header);
  shape->type->caches->found.emplace_back(name, &made);
  const auto single = vm.own->singletons.find(shape);
  if (single != vm.own->singletons.end() && is<Type>(gc::reference(single->second)))
    static_cast<Type*>(single->second)->caches->found.emplace_back(name, &made);
}

template <class F, class Pool, class Describe>
const F* look_up(VM& vm, VM::Private::Lookups<F>& lookups, Pool& pool, gc::Header header, Str* name,
                 Describe describe_it) {
  const VM::Private::Key key{header.bits, name};
  auto& line = lookups.recent[VM::Private::mix(key) % lookups.recent.size()];
  if (line.key == key && line.found->valid) [[likely]]
    return line.found;
  const F*& known = lookups.all[key];
  if (!known || !known->valid) {
    F made;
    describe_it(made);
    if constexpr (std::is_same_v<F, Attribute>)
      if (made.found == Found::dynamic && vm.own->singletons.contains(gc::shape_of<Shape>(header)))
        return &vm.own->dynamic_attribute;  // a module may get the name later
    pool.push_back(std::move(made));
    remember(vm, header, name, pool.back());
    known = &pool.back();
  }
  line = {key, known};
  return known;
}

/// Is `value` found in a class as it is, whatever object it is found through?
bool is_plain(VM& vm, Word value) {
  return !gc::is_null(value) && !is<Function>(value) && !is<Builtin>(value) && !has_get(vm, value) &&
         !is_data_descriptor(vm, value);
}

void invalidate_name(Type* type, const Str* name) {
  auto& found = type->caches->found;
  std::erase_if(found, [&](auto& look_up) {
    if (name && look_up.first != name) return false;
    look_up.second->invalidate();
    return true;
  });
  if (Array* const subclasses = type->subclasses)
    for (std::uint64_t i = 0; i < subclasses->length; ++i)
      if (!gc::is_null(subclasses->items[i]))
        invalidate_name(gc::as<Type>(subclasses->items[i]), name);
}

}  // namespace

const Attribute* find_attribute(VM* vm, gc::Header header, Str* name) {
  return look_up(*vm, vm->own->attributes, vm->own->attribute_pool, header, name,
                 [&](Attribute& made) {
                   made.owner = gc::shape_of<Shape>(header)->type;
                   describe_attribute(*vm, made, header, name);
                 });
}

const Attribute* find_special(VM* vm, gc::Header header, Str* name) {
  return look_up(*vm, vm->own->specials, vm->own->attribute_pool, header, name,
                 [&](Attribute& made) {
                   made.owner = gc::shape_of<Shape>(header)->type;
                   describe_special(*vm, made, header, name);
                 });
}

const StoreAttribute* find_store(VM* vm, gc::Header header, Str* name) {
  return look_up(*vm, vm->own->stores, vm->own->store_pool, header, name,
                 [&](StoreAttribute& made) { describe_store(*vm, made, header, name); });
}

Type* type_of(const VM& vm, Word word) {
  if (gc::is_object(word)) return shape_of(gc::as<Object>(word))->type;
  if (gc::is_small_int(word)) return vm.types.int_;
  if (gc::is_immediate_float(word)) return vm.types.float_;
  if (gc::is_boolean(word)) return vm.types.bool_;
  if (word == none) return vm.types.none_type;
  if (word == not_implemented) return vm.types.not_implemented_type;
  pe::residual::check(word == ellipsis, "objects: a word that is no value has no type");
  return vm.types.ellipsis_type;
}

gc::Header word_header(VM* vm, Word word) {
  if (gc::is_object(word)) return gc::as<Object>(word)->header;
  if (gc::is_immediate_float(word))
    return gc::make_header(BoxedFloat::layout, vm->types.float_->root_shape);
  return gc::make_header(Array::layout, type_of(*vm, word)->root_shape);
}

Word find_in_type(VM& vm, const Type* type, Str* name) { return find_in(vm, type, name).value(); }

void invalidate_class(VM& vm, Type* type, const Str* name) {
  refresh_flags(vm, type);
  invalidate_name(type, name);
}

void set_class_value(VM& vm, Type* type, Str* name, Word value) {
  GlobalCell* const cell = global_cell(&vm, type->dict, name);
  if (!cell) return;
  const bool stays_plain = is_plain(vm, cell->value) && is_plain(vm, value);
  set_global_cell(&vm, cell, value);
  if (stays_plain) return;
  if (name == vm.names->get || name == vm.names->set || name == vm.names->delete_)
    invalidate_class(vm, vm.types.object, nullptr);  // what is a descriptor has changed
  else
    invalidate_class(vm, type, name);
}

Word new_instance(VM* vm, Type* type) {
  const std::uint64_t slots = type->root_shape->inline_capacity;
  auto* const instance = allocate<Instance>(*vm, type, slots);
  if (!instance) return null;
  instance->length.value = slots;
  return gc::reference(instance);
}

}  // namespace py
