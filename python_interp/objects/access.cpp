#include "python_interp/objects/access.hpp"

#include <algorithm>

#include "python_interp/objects/descriptors.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/shapes.hpp"

namespace py {

namespace {

bool defines(VM& vm, Word value, Str* name) {
  return find_special(&vm, word_header(&vm, value), name)->found != Found::missing;
}

/// A class's or module's own names, without what its type has.
Word own_name(VM& vm, Word object, Str* name) {
  if (is<Type>(object)) {
    auto* const type = gc::as<Type>(object);
    const Word value = find_in_type(vm, type, name);
    return gc::is_null(value) ? null : descriptor_get(vm, value, null, type);
  }
  if (is<Module>(object)) return dict_get(vm, gc::as<Module>(object)->dict, name);
  if (gc::is_object(object) && storage_of(gc::as<Object>(object)))
    return own_attribute(vm, gc::as<Object>(object), name);
  return null;
}

/// An AttributeError is replaced by what __getattr__ answers, if the type has one.
Word ask_getattr(VM& vm, Word object, Str* name) {
  const bool failed = !gc::is_null(vm.pending);
  if (failed && !pending_is(vm, vm.exceptions.AttributeError)) return null;
  if (type_of(vm, object)->flags & type_has_getattr) {
    const Attribute* const hook = find_special(&vm, word_header(&vm, object), vm.names->getattr);
    if (hook->found != Found::missing) {
      vm.pending = null;
      const Word arguments[] = {gc::reference(name)};
      return call_special(vm, object, vm.names->getattr, arguments);
    }
  }
  if (is<Module>(object)) {
    const Word hook = dict_get(vm, gc::as<Module>(object)->dict, vm.names->getattr);
    if (!gc::is_null(hook)) {
      vm.pending = null;
      const Word arguments[] = {gc::reference(name)};
      return call(vm, hook, arguments);
    }
  }
  return failed ? null : raise_no_attribute(vm, object, name);
}

Word get_dynamic(VM& vm, Word object, Str* name) {
  Word value;
  if (overrides_getattribute(vm, type_of(vm, object))) {
    const Word arguments[] = {gc::reference(name)};
    value = call_special(vm, object, vm.names->getattribute, arguments);
  } else {
    value = generic_get_attribute(vm, object, name);
  }
  return gc::is_null(value) ? ask_getattr(vm, object, name) : value;
}

bool set_class_attribute(VM& vm, Type* type, Str* name, Word value) {
  if (!(type->flags & type_is_heap)) {
    raise(vm, vm.exceptions.TypeError, "cannot set %R attribute of immutable type '%S'",
          gc::reference(name), type->name);
    return false;
  }
  if (gc::is_null(value) && gc::is_null(dict_get(vm, type->dict, name))) {
    raise_no_attribute(vm, gc::reference(type), name);
    return false;
  }
  set_class_value(vm, type, name, value);
  return gc::is_null(vm.pending);
}

bool set_module_attribute(VM& vm, Module* module, Str* name, Word value) {
  if (!gc::is_null(value)) return dict_set(vm, module->dict, gc::reference(name), value);
  const int deleted = dict_delete(vm, module->dict, gc::reference(name));
  if (deleted == 0) raise_no_attribute(vm, gc::reference(module), name);
  return deleted > 0;
}

void raise_read_only(VM& vm, Word object, Str* name) {
  if (gc::is_null(find_in_type(vm, type_of(vm, object), name))) {
    raise_no_attribute(vm, object, name);
    return;
  }
  raise(vm, vm.exceptions.AttributeError, "'%T' object attribute %R is read-only", object,
        gc::reference(name));
}

bool set_own(VM& vm, Word object, Str* name, Word value) {
  Type* const type = type_of(vm, object);
  if (!gc::is_object(object) || !storage_of(gc::as<Object>(object)) ||
      !may_have_attribute(type, name)) {
    raise_read_only(vm, object, name);
    return false;
  }
  auto* const it = gc::as<Object>(object);
  if (!gc::is_null(value)) return set_own_attribute(vm, it, name, value);
  const int deleted = delete_own_attribute(vm, it, name);
  if (deleted == 0) raise_no_attribute(vm, object, name);
  return deleted > 0;
}

/// __set__ or __delete__ of a data descriptor.
bool descriptor_set(VM& vm, Word descriptor, Word object, Str* name, Word value) {
  if (type_of(vm, descriptor) == vm.types.property)
    return property_set(vm, gc::as<Property>(descriptor), object, name, value);
  Word done;
  if (gc::is_null(value)) {
    const Word arguments[] = {object};
    done = call_special(vm, descriptor, vm.names->delete_, arguments);
  } else {
    const Word arguments[] = {object, value};
    done = call_special(vm, descriptor, vm.names->set, arguments);
  }
  if (gc::is_null(done) && gc::is_null(vm.pending))
    raise(vm, vm.exceptions.AttributeError, gc::is_null(value) ? "__delete__" : "__set__");
  return !gc::is_null(done);
}

bool set_or_delete(VM& vm, Word object, Str* name, Word value) {
  if (!overrides_setattr(vm, type_of(vm, object)))
    return generic_set_attribute(vm, object, name, value);
  Word done;
  if (gc::is_null(value)) {
    const Word arguments[] = {gc::reference(name)};
    done = call_special(vm, object, vm.names->delattr, arguments);
  } else {
    const Word arguments[] = {gc::reference(name), value};
    done = call_special(vm, object, vm.names->setattr, arguments);
  }
  return !gc::is_null(done);
}

/// Is the first definition of `name` in the mro one written in Python?
bool overridden(VM& vm, const Type* type, Str* name) {
  const Word value = find_in_type(vm, type, name);
  return !gc::is_null(value) && !is<Builtin>(value);
}

}  // namespace

Word bind_method(VM& vm, Word function, Word self) {
  auto* const method = allocate<BoundMethod>(vm, vm.types.method);
  if (!method) return null;
  method->header = bound_method_header(vm, function);
  method->function.value = function;
  method->self.value = self;
  return gc::reference(method);
}

bool has_get(VM& vm, Word value) {
  if (!gc::is_object(value)) return false;
  return defines(vm, value, vm.names->get);
}

bool is_data_descriptor(VM& vm, Word value) {
  if (!gc::is_object(value)) return false;
  return is<Property>(value) || is_getset(vm, value) || defines(vm, value, vm.names->set) ||
         defines(vm, value, vm.names->delete_);
}

Word descriptor_get(VM& vm, Word value, Word instance, Type* owner) {
  if (!gc::is_object(value)) return value;
  const bool bound = !gc::is_null(instance);
  if (is<Function>(value)) return bound ? bind_method(vm, value, instance) : value;
  if (is<Builtin>(value))
    return bound && gc::as<Builtin>(value)->owner ? bind_method(vm, value, instance) : value;
  const Type* const type = type_of(vm, value);
  if (type == vm.types.staticmethod) return gc::as<StaticMethod>(value)->function;
  if (type == vm.types.classmethod) {
    const Word function = gc::as<ClassMethod>(value)->function;
    if (is<Function>(function) || is<Builtin>(function) || !has_get(vm, function))
      return bind_method(vm, function, gc::reference(owner));
    return descriptor_get(vm, function, gc::reference(owner), type_of(vm, gc::reference(owner)));
  }
  if (type == vm.types.property)
    return bound ? property_get(vm, gc::as<Property>(value), instance, null) : value;
  if (is_getset(vm, value)) return bound ? getset_get(vm, value, instance) : value;
  if (!has_get(vm, value)) return value;
  const Word arguments[] = {bound ? instance : none, gc::reference(owner)};
  return call_special(vm, value, vm.names->get, arguments);
}

bool overrides_getattribute(VM& vm, const Type* type) {
  return (type->flags & type_has_getattr) && overridden(vm, type, vm.names->getattribute);
}

bool overrides_setattr(VM& vm, const Type* type) {
  return (type->flags & type_has_setattr) &&
         (overridden(vm, type, vm.names->setattr) || overridden(vm, type, vm.names->delattr));
}

void refresh_flags(VM& vm, Type* type) {
  if (!type->mro || !vm.names) return;
  const Names& names = *vm.names;
  const bool get = overridden(vm, type, names.getattribute) ||
                   !gc::is_null(find_in_type(vm, type, names.getattr));
  const bool set = overridden(vm, type, names.setattr) || overridden(vm, type, names.delattr);
  type->flags = (type->flags & ~std::uint64_t{type_has_getattr | type_has_setattr}) |
                (get ? type_has_getattr : 0) | (set ? type_has_setattr : 0);
  if (Array* const subclasses = type->subclasses)
    for (std::uint64_t i = 0; i < subclasses->length; ++i)
      if (!gc::is_null(subclasses->items[i])) refresh_flags(vm, gc::as<Type>(subclasses->items[i]));
}

bool has_dictionary(const Type* type) {
  return (type->flags & type_has_dictionary) && !type->caches->restricted;
}

bool may_have_attribute(const Type* type, const Str* name) {
  if (has_dictionary(type)) return true;
  return std::ranges::find(type->caches->slots, name) != type->caches->slots.end();
}

Word generic_get_attribute(VM& vm, Word object, Str* name) {
  if (is<Super>(object)) return super_get(vm, gc::as<Super>(object), name);
  Type* const type = type_of(vm, object);
  const Word in_class = find_in_type(vm, type, name);
  const bool found = !gc::is_null(in_class);
  if (found && is_data_descriptor(vm, in_class)) return descriptor_get(vm, in_class, object, type);
  const Word own = own_name(vm, object, name);
  if (!gc::is_null(own) || !gc::is_null(vm.pending)) return own;
  if (found) return descriptor_get(vm, in_class, object, type);
  // What a method does not have itself its function has.
  return is<BoundMethod>(object) ? find_attribute_value(&vm, gc::as<BoundMethod>(object)->function, name)
                                 : null;
}

bool generic_set_attribute(VM& vm, Word object, Str* name, Word value) {
  const Word in_class = find_in_type(vm, type_of(vm, object), name);
  if (!gc::is_null(in_class) && is_data_descriptor(vm, in_class))
    return descriptor_set(vm, in_class, object, name, value);
  if (is<Type>(object)) return set_class_attribute(vm, gc::as<Type>(object), name, value);
  if (is<Module>(object)) return set_module_attribute(vm, gc::as<Module>(object), name, value);
  return set_own(vm, object, name, value);
}

Word raise_no_attribute(VM& vm, Word object, Str* name) {
  Word error;
  if (is<Type>(object))
    error = raise(vm, vm.exceptions.AttributeError, "type object '%S' has no attribute %R",
                  gc::as<Type>(object)->name, gc::reference(name));
  else if (is<Module>(object))
    error = raise(vm, vm.exceptions.AttributeError, "module %R has no attribute %R",
                  Word(gc::as<Module>(object)->name), gc::reference(name));
  else
    error = raise(vm, vm.exceptions.AttributeError, "'%T' object has no attribute %R", object,
                  gc::reference(name));
  set_error_fields(vm, vm.exceptions.AttributeError, {gc::reference(name), object});
  return error;
}

Word get_attribute(VM* vm, Word object, Str* name) {
  const Attribute* const attribute = find_attribute(vm, word_header(vm, object), name);
  switch (attribute->found) {
    case Found::inline_slot: return gc::as<Instance>(object)->slots[attribute->index];
    case Found::extra_slot: {
      const Word storage = *reinterpret_cast<Word*>(gc::as<char>(object) +
                                                    attribute->extra_field.offset);
      return gc::as<Array>(storage)->items[attribute->index];
    }
    case Found::class_value:
      if (!gc::is_null(attribute->cell->value)) return attribute->cell->value;
      return get_dynamic(*vm, object, name);
    case Found::method: return bind_method(*vm, attribute->value, object);
    case Found::static_method: return attribute->value;
    case Found::class_method:
      return bind_method(*vm, attribute->value, gc::reference(attribute->owner));
    case Found::property_: {
      const Word value =
          property_get(*vm, gc::as<Property>(attribute->value), object, gc::reference(name));
      return gc::is_null(value) ? ask_getattr(*vm, object, name) : value;
    }
    case Found::missing: return ask_getattr(*vm, object, name);
    case Found::dynamic: break;
  }
  return get_dynamic(*vm, object, name);
}

Word find_attribute_value(VM* vm, Word object, Str* name) {
  const Attribute* const attribute = find_attribute(vm, word_header(vm, object), name);
  if (attribute->found == Found::missing && !(type_of(*vm, object)->flags & type_has_getattr) &&
      !is<Module>(object))
    return null;
  const Word value = get_attribute(vm, object, name);
  if (gc::is_null(value) && pending_is(*vm, vm->exceptions.AttributeError)) vm->pending = null;
  return value;
}

Word set_attribute(VM* vm, Word object, Str* name, Word value) {
  return set_or_delete(*vm, object, name, value) ? none : null;
}

Word delete_attribute(VM* vm, Word object, Str* name) {
  return set_or_delete(*vm, object, name, null) ? none : null;
}

}  // namespace py
