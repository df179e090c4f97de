// Builtin functions that are staged: their one version, entered when the callee is known to be them.
//
// A builtin names its staged version by number (`Builtin::staged`); one that does not cover the arguments
// answers false, and the function in C++ is called.
#pragma once

#include <cstdint>

#include "python_interp/interp/handlers/containers.hpp"
#include "python_interp/interp/support/intrinsic_numbers.hpp"

namespace py {

/// The length of what is exactly a builtin container; nothing for others. (A dict that is a namespace has
/// names without a value, too.)
template <class M>
std::optional<DInt<M>> builtin_length(M& m, DWord<M> value) {
  const ExactHeaders& exact = m.vm()->exact;
  if (is_exact(m, value, exact.list)) return m.template load<&List::length>(m.template as<List>(value));
  if (is_exact(m, value, exact.str)) return DInt<M>(m.template load<&Str::length>(m.template as<Str>(value)));
  if (is_exact(m, value, exact.tuple))
    return DInt<M>(m.template load<&Tuple::length>(m.template as<Tuple>(value)));
  if (!is_exact(m, value, exact.dict)) return {};
  const auto dict = m.template as<Dict>(value);
  if (m.template load<&Dict::cells>(dict) != 0) return {};
  return m.template load<&Dict::used>(dict);
}

template <class M>
bool intrinsic_len(M& m, std::uint32_t drop) {
  const auto length = builtin_length(m, m.top(1));
  if (!length) return false;
  m.drop(drop);
  m.push(m.from_int(*length));
  return true;
}

template <class M>
bool intrinsic_abs(M& m, std::uint32_t drop) {
  const auto value = m.top(1);
  if (m.is_float(value)) {
    const auto result = m.from_float(m.absolute(m.float_of(value)));
    m.drop(drop);
    m.push(result);
    return true;
  }
  if (!m.is_int(value)) return false;
  auto number = m.int_of(value);
  if (number < 0) {
    const auto negated = m.sub_small(0, number);
    if (negated.overflow) return false;
    number = negated.value;
  }
  m.drop(drop);
  m.push(m.from_int(number));
  return true;
}

template <class M>
bool intrinsic_sqrt(M& m, std::uint32_t drop) {
  const auto value = m.top(1);
  DFloat<M> number = 0.0;
  if (m.is_float(value)) number = m.float_of(value);
  else if (m.is_int(value)) number = m.to_float(m.int_of(value));
  else return false;
  if (!(number >= 0.0)) return false;
  m.drop(drop);
  m.push(m.from_float(m.square_root(number)));
  return true;
}

template <class M>
bool intrinsic_append(M& m, std::uint32_t drop) {
  if (!is_a<List>(m, m.top(2))) return false;
  const auto item = m.top(1);
  const auto list = m.top(2);
  m.drop(drop);
  m.push(none);
  append(m, list, item);
  return true;
}

/// The type of a value, static; null for classes and modules, each of which has a header of its own.
template <class M>
const Type* static_type(M& m, DWord<M> value) {
  const Types& types = m.vm()->types;
  if (m.is_int(value)) return types.int_;
  if (m.is_float(value)) return types.float_;
  if (!m.is_object(value)) return nullptr;
  if (is_a<Type>(m, value) || is_a<Module>(m, value)) return nullptr;
  return shape_type(promoted_header(m, value));
}

/// isinstance(value, C), static; nothing where C's metaclass or the value's `__class__` has a say.
template <class M>
std::optional<bool> is_instance_of(M& m, DWord<M> value, const Type* own, DWord<M> class_word) {
  if (!is_a<Type>(m, class_word)) return {};
  const Type* type = m.promote(m.template as<Type>(class_word));
  if (type_of(*m.vm(), gc::reference(type)) != m.vm()->types.type) return {};
  if (is_subtype(own, type)) return true;
  if ((own->flags & type_is_heap) == 0) return false;
  const Attribute* claimed =
      m.template memo<&find_special>(promoted_header(m, value), m.vm()->names->class_);
  if (claimed->found != Found::dynamic) return {};
  return false;
}

/// isinstance(x, C) and isinstance(x, (C, D)).
template <class M>
bool intrinsic_isinstance(M& m, std::uint32_t drop) {
  const auto value = m.top(2);
  const auto classes = m.top(1);
  const Type* own = static_type(m, value);
  if (!own) return false;
  std::optional<bool> answer = false;
  if (is_exact(m, classes, m.vm()->exact.tuple)) {
    const auto tuple = m.template as<Tuple>(classes);
    const auto count = m.promote(m.template load<&Tuple::length>(tuple));
    for (std::uint32_t i = 0; i < count && answer && !*answer; ++i)
      answer = is_instance_of(m, value, own, m.template element<&Tuple::items>(tuple, i));
  } else {
    answer = is_instance_of(m, value, own, classes);
  }
  if (!answer) return false;
  m.drop(drop);
  m.push(gc::boolean(*answer));
  return true;
}

/// min(a, b) and max(a, b) of two numbers of one kind.
template <class M>
bool intrinsic_extreme(M& m, std::uint32_t drop, bool least) {
  const auto a = m.top(2);
  const auto b = m.top(1);
  DWord<M> result = a;
  if (m.is_int(a) && m.is_int(b)) {
    const auto x = m.int_of(a), y = m.int_of(b);
    if (least ? y < x : y > x) result = b;
  } else if (m.is_float(a) && m.is_float(b)) {
    const auto x = m.float_of(a), y = m.float_of(b);
    if (least ? y < x : y > x) result = b;
  } else {
    return false;
  }
  m.drop(drop);
  m.push(result);
  return true;
}

template <class M>
bool intrinsic_int(M& m, std::uint32_t drop) {
  const auto value = m.top(1);
  DWord<M> result = value;
  if (m.is_float(value)) {
    const auto number = m.float_of(value);
    if (!(m.absolute(number) < 4e18)) return false;
    const auto whole = m.truncate(number);
    if (!m.fits_small(whole)) return false;
    result = m.from_int(whole);
  } else if (!m.is_int(value)) {
    return false;
  }
  m.drop(drop);
  m.push(result);
  return true;
}

template <class M>
bool intrinsic_float(M& m, std::uint32_t drop) {
  const auto value = m.top(1);
  DWord<M> result = value;
  if (m.is_int(value)) result = m.from_float(m.to_float(m.int_of(value)));
  else if (!m.is_float(value)) return false;
  m.drop(drop);
  m.push(result);
  return true;
}

/// range(stop), range(start, stop) and range(start, stop, step) of small integers.
template <class M>
bool intrinsic_range(M& m, std::uint32_t count, std::uint32_t drop) {
  const DWord<M> start = count == 1 ? DWord<M>(gc::small_int(0)) : m.top(count);
  const DWord<M> stop = count == 1 ? m.top(1) : m.top(count - 1);
  const DWord<M> step = count == 3 ? m.top(1) : DWord<M>(gc::small_int(1));
  if (!m.is_int(start) || !m.is_int(stop)) return false;
  if (count == 3 && (!m.is_int(step) || m.int_of(step) == 0)) return false;
  const auto first = m.int_of(start), last = m.int_of(stop), by = m.int_of(step);
  DInt<M> length = 0;
  if (by > 0) {
    if (first < last) length = count == 3 ? m.divide(last - first - 1, by) + 1 : last - first;
  } else if (first > last) {
    length = m.divide(first - last - 1, -by) + 1;
  }
  if (!m.fits_small(length)) return false;
  const auto range = m.template create<Range>(m.vm()->exact.range);
  m.template store<&Range::start>(range, start);
  m.template store<&Range::stop>(range, stop);
  m.template store<&Range::step>(range, step);
  m.template store<&Range::length>(range, m.from_int(length));
  m.drop(drop);
  m.push(m.word(range));
  return true;
}

/// Runs the staged version of a builtin on the `count` top values; `drop` values leave the stack for its
/// result. False if it does not cover them.
template <class M>
bool intrinsic(M& m, std::uint64_t number, std::uint32_t count, std::uint32_t drop) {
  switch (static_cast<Intrinsic>(number)) {
    case Intrinsic::len: return count == 1 && intrinsic_len(m, drop);
    case Intrinsic::abs: return count == 1 && intrinsic_abs(m, drop);
    case Intrinsic::sqrt: return count == 1 && intrinsic_sqrt(m, drop);
    case Intrinsic::list_append: return count == 2 && intrinsic_append(m, drop);
    case Intrinsic::isinstance: return count == 2 && intrinsic_isinstance(m, drop);
    case Intrinsic::minimum: return count == 2 && intrinsic_extreme(m, drop, true);
    case Intrinsic::maximum: return count == 2 && intrinsic_extreme(m, drop, false);
    case Intrinsic::int_: return count == 1 && intrinsic_int(m, drop);
    case Intrinsic::float_: return count == 1 && intrinsic_float(m, drop);
    case Intrinsic::range: return count >= 1 && count <= 3 && intrinsic_range(m, count, drop);
    default: return false;
  }
}

}  // namespace py
