#include "python_interp/objects/vm.hpp"

#include "pe/residual/check.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

VM::Private::Private(VM& vm) : vm(vm) {
  dynamic_attribute.found = Found::dynamic;
  vm.heap.roots().add(this);
}

VM::Private::~Private() { vm.heap.roots().remove(this); }

void VM::Private::visit_roots(gc::Marker& marker) {
  for (const auto& [text, string] : interned) marker.mark(string);
  for (Shape* shape : shapes) marker.mark(shape);
  for (const auto& [shape, object] : singletons) marker.mark(object);
  marker.mark(memory_error);
  marker.mark_words(roots.data(), roots.data() + roots.size());
}

VM::VM(gc::Options options) : heap(layout_table(), options), own(std::make_unique<Private>(*this)) {
  areas = heap.areas();
  heap.roots().add_range(&types, this + 1);

  make_types(*this);
  make_names(*this);
  init_object(*this);
  init_descriptors(*this);
  init_functions(*this);
  init_singletons(*this);
  init_numbers(*this);
  init_strings(*this);
  init_containers(*this);
  init_iterators(*this);
  init_exceptions(*this);
  init_tracebacks(*this);
  init_generic_aliases(*this);
  init_generators(*this);

  modules = make_dict(*this);
  path = gc::reference(make_list(*this, {}));
  arguments = gc::reference(make_list(*this, {}));
  pe::residual::check(gc::is_null(pending), "objects: a VM could not be made");
}

VM::~VM() { heap.roots().remove_range(&types); }

Str* intern(VM& vm, Str* string) {
  if (string->flags & str_interned) return string;
  const VM::Private::Text text{
      {reinterpret_cast<const char*>(string->data.data()), str_bytes(string)}, string->width};
  const auto [place, added] = vm.own->interned.try_emplace(text, string);
  if (added) string->flags |= str_interned;
  return place->second;
}

Str* intern(VM& vm, std::string_view utf8) {
  const auto known = vm.own->interned.find({utf8, 1});
  if (known != vm.own->interned.end() && str_is_ascii(known->second)) return known->second;
  Str* const made = make_str(vm, utf8);
  return made ? intern(vm, made) : nullptr;
}

}  // namespace py
