// Making objects: a cell of the right size, and the header that its type gives it.
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// Raises MemoryError. It is made when the VM is, since no memory is left to make it now.
void raise_memory_error(VM& vm);

namespace detail {
/// Bytes of an element of T's tail; 0 without one.
template <class T>
consteval std::size_t element_size() {
  if constexpr (requires(T it) { it.items.first; })
    return sizeof(std::declval<T&>().items.first[0]);
  else if constexpr (requires(T it) { it.slots.first; })
    return sizeof(std::declval<T&>().slots.first[0]);
  else if constexpr (requires(T it) { it.limbs.first; })
    return sizeof(std::declval<T&>().limbs.first[0]);
  else if constexpr (requires(T it) { it.data.first; })
    return sizeof(std::declval<T&>().data.first[0]);
  else
    return 0;
}
}  // namespace detail

/// An object of layout T for a type (null: for the VM's own use, of no Python type) with room for `tail`
/// elements, zeroed but for its header: its length is still to be set. Null with MemoryError pending.
template <class T>
T* allocate(VM& vm, const Type* type, std::size_t tail) {
  constexpr std::size_t element = detail::element_size<T>();
  const std::size_t bytes =
      tail > SIZE_MAX / 32 ? SIZE_MAX / 2 : sizeof(T) + element * tail;
  Shape* const shape = type ? type->root_shape : nullptr;
  gc::Object* const object = vm.heap.allocate(bytes, gc::make_header(T::layout, shape));
  if (!object) [[unlikely]] {
    raise_memory_error(vm);
    return nullptr;
  }
  if constexpr (requires(T& it) { it.finalise(); }) vm.heap.finalise_later(object);
  return static_cast<T*>(object);
}

}  // namespace py
