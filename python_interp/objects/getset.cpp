// Attributes of C++ types: a pair of functions behind a descriptor.
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/descriptors.hpp"
#include "python_interp/objects/native.hpp"

namespace py {

namespace {

struct Getset {
  Word (*get)(VM&, Word self);
  Word (*set)(VM&, Word self, Word value);
};

const Getset& functions_of(Word getset) {
  return *static_cast<const Getset*>(gc::as<NativeObject>(getset)->state);
}

bool check_self(VM& vm, Word getset, Word object) {
  const auto* it = gc::as<NativeObject>(getset);
  auto* const owner = gc::as<Type>(it->second);
  if (is_instance(vm, object, owner)) return true;
  raise(vm, vm.exceptions.TypeError, "descriptor %R for '%S' objects doesn't apply to a '%T' object",
        it->first, owner->name, object);
  return false;
}

Word method_get(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return arguments[1] == none ? arguments[0] : getset_get(vm, arguments[0], arguments[1]);
}
Word method_set(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return getset_set(vm, arguments[0], arguments[1], arguments[2]) ? none : null;
}
Word method_delete(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return getset_set(vm, arguments[0], arguments[1], null) ? none : null;
}
Word method_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto* it = gc::as<NativeObject>(arguments[0]);
  return gc::reference(make_str(vm, "<attribute '" + to_utf8(gc::as<Str>(it->first)) + "' of '" +
                                        to_utf8(gc::as<Str>(gc::as<Type>(it->second)->name)) +
                                        "' objects>"));
}
Word get_name(VM&, Word self) { return gc::as<NativeObject>(self)->first; }
Word get_owner(VM&, Word self) { return gc::as<NativeObject>(self)->second; }
Word get_doc(VM&, Word) { return none; }

}  // namespace

bool is_getset(const VM& vm, Word value) {
  return is<NativeObject>(value) && type_of(vm, value) == vm.types.getset_descriptor;
}

Word getset_get(VM& vm, Word getset, Word object) {
  return check_self(vm, getset, object) ? functions_of(getset).get(vm, object) : null;
}

bool getset_set(VM& vm, Word getset, Word object, Word value) {
  if (!check_self(vm, getset, object)) return false;
  const Getset& functions = functions_of(getset);
  if (functions.set) return !gc::is_null(functions.set(vm, object, value));
  const auto* it = gc::as<NativeObject>(getset);
  raise(vm, vm.exceptions.AttributeError, "attribute %R of %R objects is not writable", it->first,
        gc::as<Type>(it->second)->name);
  return false;
}

void add_property(VM& vm, Type* type, const char* name, Word (*get)(VM&, Word self),
                  Word (*set)(VM&, Word self, Word value)) {
  auto* const made = allocate<NativeObject>(vm, vm.types.getset_descriptor);
  made->state = new Getset{get, set};
  made->destroy = [](void* state) { delete static_cast<Getset*>(state); };
  Str* const key = intern(vm, name);
  made->first = gc::reference(key);
  made->second = gc::reference(type);
  set_class_value(vm, type, key, gc::reference(made));
}

void init_getset(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__get__", method_get, 2, 3},
      {"__set__", method_set, 3, 3},
      {"__delete__", method_delete, 2, 2},
      {"__repr__", method_repr, 1, 1},
  };
  Type* const type = vm.types.getset_descriptor;
  add_methods(vm, type, methods);
  add_property(vm, type, "__name__", get_name);
  add_property(vm, type, "__objclass__", get_owner);
  add_property(vm, type, "__doc__", get_doc);
}

}  // namespace py
