// super(): the classes behind one in the mro of an object's type.
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/descriptors.hpp"
#include "python_interp/objects/native.hpp"

namespace py {

namespace {

/// The class whose mro counts for `super(start, self)`: self itself if it is a subclass of start, else its
/// type, or what it says its class is. Null with TypeError pending.
Type* self_type_for(VM& vm, Type* start, Word self) {
  if (is<Type>(self) && is_subtype(gc::as<Type>(self), start)) return gc::as<Type>(self);
  if (is_subtype(type_of(vm, self), start)) return type_of(vm, self);
  const Word claimed = find_attribute_value(&vm, self, vm.names->class_);
  if (is<Type>(claimed) && is_subtype(gc::as<Type>(claimed), start)) return gc::as<Type>(claimed);
  if (gc::is_null(vm.pending))
    raise(vm, vm.exceptions.TypeError,
          "super(type, obj): obj must be an instance or subtype of type");
  return nullptr;
}

Word super_new(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  if (!no_keywords(vm, "super", keyword_names)) return null;
  if (count > 3)
    return raise(vm, vm.exceptions.TypeError, "super() expected at most 2 arguments, got %llu",
                 static_cast<unsigned long long>(count - 1));
  Word start, self = none;
  if (count == 1) {
    if (!vm.hooks.super_arguments || !vm.hooks.super_arguments(vm, &start, &self))
      return gc::is_null(vm.pending) ? raise(vm, vm.exceptions.RuntimeError, "super(): no arguments")
                                     : null;
  } else {
    start = arguments[1];
    if (count == 3) self = arguments[2];
  }
  if (!is<Type>(start))
    return raise(vm, vm.exceptions.TypeError, "super() argument 1 must be a type, not %T", start);
  return make_super(vm, gc::as<Type>(start), self);
}

Word super_init(VM&, const Word*, std::uint64_t, Word) { return none; }

Word super_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto* it = gc::as<Super>(arguments[0]);
  std::string text = "<super: <class '" + to_utf8(gc::as<Str>(gc::as<Type>(it->start)->name)) + "'>, ";
  if (it->self_type.value == none) text += "NULL>";
  else text += "<" + to_utf8(gc::as<Str>(gc::as<Type>(it->self_type)->name)) + " object>>";
  return gc::reference(make_str(vm, text));
}

Word super_descriptor_get(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* const it = gc::as<Super>(arguments[0]);
  if (arguments[1] == none || !(it->self.value == none)) return arguments[0];
  return make_super(vm, gc::as<Type>(it->start), arguments[1]);
}

}  // namespace

Word make_super(VM& vm, Type* start, Word self) {
  Type* self_type = nullptr;
  if (!(self == none)) {
    self_type = self_type_for(vm, start, self);
    if (!self_type) return null;
  }
  auto* const made = allocate<Super>(vm, vm.types.super_);
  if (!made) return null;
  made->start.value = gc::reference(start);
  made->self.value = self;
  made->self_type.value = self_type ? gc::reference(self_type) : none;
  return gc::reference(made);
}

Word super_get(VM& vm, Super* super, Str* name) {
  if (!(super->self_type.value == none) && name != vm.names->class_) {
    auto* const self_type = gc::as<Type>(super->self_type);
    const Tuple* const mro = self_type->mro;
    std::uint64_t i = 0;
    while (i < mro->length && !(mro->items.first[i].value == super->start.value)) ++i;
    for (++i; i < mro->length; ++i) {
      const Word value = dict_get(vm, gc::as<Type>(mro->items.first[i])->dict, name);
      if (gc::is_null(value)) continue;
      const bool through_class = super->self.value == super->self_type.value;
      return descriptor_get(vm, value, through_class ? null : super->self.value, self_type);
    }
  }
  const Word value = find_in_type(vm, vm.types.super_, name);
  return gc::is_null(value)
             ? null
             : descriptor_get(vm, value, gc::reference(super), vm.types.super_);
}

void init_super(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", super_new, 1, -1, nullptr, NativeMethod::static_},
      {"__init__", super_init, 1, -1},
      {"__repr__", super_repr, 1, 1},
      {"__get__", super_descriptor_get, 2, 3},
  };
  Type* const type = vm.types.super_;
  add_methods(vm, type, methods);
  add_property(vm, type, "__thisclass__", [](VM&, Word self) -> Word { return gc::as<Super>(self)->start; });
  add_property(vm, type, "__self__", [](VM&, Word self) -> Word { return gc::as<Super>(self)->self; });
  add_property(vm, type, "__self_class__",
               [](VM&, Word self) -> Word { return gc::as<Super>(self)->self_type; });
}

}  // namespace py
