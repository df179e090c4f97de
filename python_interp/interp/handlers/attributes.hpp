// Attributes: of instances by their shape, of modules by their cells, of anything else by the object space.
//
// What a look-up finds is static once the object's header is (`memo`), so loading a slot is a load, and
// calling a method is entering a known function.
#pragma once

#include "python_interp/interp/handlers/operation.hpp"
#include "python_interp/interp/support/calls.hpp"

namespace py {

/// The value in an attribute slot, or in the overflow array.
template <class M>
DWord<M> slot_value(M& m, DWord<M> object, const Attribute* found) {
  if (found->found == Found::inline_slot)
    return m.template element<&Instance::slots>(m.template as<Instance>(object), found->index);
  const auto extra = m.template as<Array>(m.load_at(found->extra_field, object));
  return m.template element<&Array::items>(extra, found->index);
}

template <class M>
DWord<M> bound_method(M& m, Word function, DWord<M> self) {
  const auto method = m.template create<BoundMethod>(bound_method_header(*m.vm(), function));
  m.template store<&BoundMethod::function>(method, function);
  m.template store<&BoundMethod::self>(method, self);
  return m.word(method);
}

/// `object.name` where it is one load or one known value; nothing where more is to be done.
template <class M>
std::optional<DWord<M>> simple_attribute(M& m, DWord<M> object, const Attribute* found) {
  switch (found->found) {
    case Found::inline_slot:
    case Found::extra_slot: return slot_value(m, object, found);
    case Found::class_value: {
      const auto value = m.template assume<&GlobalCell::value, &constant_cell>(found->cell);
      if (value == null) return {};
      return value;
    }
    case Found::static_method: return DWord<M>(found->value);
    case Found::method: return bound_method(m, found->value, object);
    default: return {};
  }
}

/// A property whose getter is a Python function of one argument: entered like a call.
template <class M>
bool enter_getter(M& m, DWord<M> object, const Attribute* found) {
  if (found->found != Found::property_) return false;
  const Word getter = gc::as<Property>(found->value)->getter;
  if (!is<Function>(getter) || !takes_exactly(gc::as<Function>(getter)->code, 1)) return false;
  m.enter(gc::as<Function>(getter)->code, getter, &object, 1, Deliver::push);
  return true;
}

template <class M>
std::optional<DWord<M>> module_attribute(M& m, DWord<M> object, Str* name) {
  Module* module = m.promote(m.template as<Module>(object));
  const ModuleCell* found = m.template memo<&find_module_cell>(module, name);
  if (!found->cell) return {};
  const auto value = m.template assume<&GlobalCell::value, &constant_cell>(found->cell);
  if (value == null) return {};
  return value;
}

template <class M>
void run(On<Op::LOAD_ATTR>, M& m, std::uint32_t operand) {
  const auto object = m.pop();
  Str* name = m.name(operand);
  if (m.is_object(object)) {
    const gc::Header header = promoted_header(m, object);
    if (gc::layout_of(header) == Module::layout) {
      if (const auto value = module_attribute(m, object, name)) return m.push(*value);
    } else {
      const Attribute* found = m.template memo<&find_attribute>(header, name);
      if (const auto value = simple_attribute(m, object, found)) return m.push(*value);
      if (enter_getter(m, object, found)) return;
    }
  }
  push_or_raise(m, m.template call<&get_attribute>(m.vm(), object, name));
}

/// `object.name` where no call is needed to find it.
template <class M>
std::optional<DWord<M>> known_attribute(M& m, DWord<M> object, gc::Header header, Str* name) {
  if (gc::layout_of(header) == Module::layout) return module_attribute(m, object, name);
  return simple_attribute(m, object, m.template memo<&find_attribute>(header, name));
}

template <class M>
void run(On<Op::LOAD_METHOD>, M& m, std::uint32_t operand) {
  const auto object = m.pop();
  Str* name = m.name(operand);
  if (m.is_object(object)) {
    const gc::Header header = promoted_header(m, object);
    if (gc::layout_of(header) != Module::layout) {
      const Attribute* found = m.template memo<&find_attribute>(header, name);
      if (found->found == Found::method) {
        m.push(found->value);
        return m.push(object);
      }
    }
    if (const auto value = known_attribute(m, object, header, name)) {
      m.push(*value);
      return m.push(null);
    }
  }
  const auto value = m.template call<&get_attribute>(m.vm(), object, name);
  if (value == null) return m.raise();
  m.push(value);
  m.push(null);
}

template <class M>
void run(On<Op::STORE_ATTR>, M& m, std::uint32_t operand) {
  const auto object = m.pop();
  const auto value = m.pop();
  Str* name = m.name(operand);
  if (is_a<Instance>(m, object)) {
    const StoreAttribute* place = m.template memo<&find_store>(promoted_header(m, object), name);
    const auto instance = m.template as<Instance>(object);
    if (place->to == StoreTo::inline_slot)
      return m.template set_element<&Instance::slots>(instance, place->index, value);
    if (place->to == StoreTo::new_inline) {
      m.template set_element<&Instance::slots>(instance, place->index, value);
      return m.set_header(m.template as<Object>(object), place->next);
    }
  }
  raise_if_failed(m, m.template call<&set_attribute>(m.vm(), object, name, value));
}

template <class M>
void run(On<Op::DELETE_ATTR>, M& m, std::uint32_t operand) {
  raise_if_failed(m, m.template call<&delete_attribute>(m.vm(), m.pop(), m.name(operand)));
}

/// `super().name`: as if `super(__class__, self)` had been made and asked.
template <class M>
DWord<M> super_attribute(M& m, std::uint32_t operand) {
  const auto self = m.pop();
  const auto start = m.pop();
  const auto callable = m.pop();
  return m.template call<&load_super>(m.vm(), callable, start, self, m.name(operand));
}

/// The method after `start` in self's mro, if it is a plain one; null otherwise.
template <class M>
Word super_method(M& m, std::uint32_t operand) {
  const auto self = m.top(1);
  if (m.top(3) != gc::reference(m.vm()->types.super_)) return null;
  if (!m.is_object(m.top(2)) || !m.is_object(self)) return null;
  Type* start = m.promote(m.template as<Type>(m.top(2)));
  const SuperMethod* found =
      m.template memo<&find_super_method>(promoted_header(m, self), start, m.name(operand));
  return found->method;
}

template <class M>
void run(On<Op::LOAD_SUPER_ATTR>, M& m, std::uint32_t operand) {
  push_or_raise(m, super_attribute(m, operand));
}

template <class M>
void run(On<Op::LOAD_SUPER_METHOD>, M& m, std::uint32_t operand) {
  if (const Word method = super_method(m, operand); !gc::is_null(method)) {
    const auto self = m.top(1);
    m.drop(3);
    m.push(method);
    return m.push(self);
  }
  const auto value = super_attribute(m, operand);
  if (value == null) return m.raise();
  m.push(value);
  m.push(null);
}

}  // namespace py
