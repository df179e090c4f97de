// Displays, subscripts and what comprehensions need.
#pragma once

#include "python_interp/interp/handlers/compare.hpp"
#include "python_interp/interp/support/containers.hpp"

namespace py {

template <class M>
void run(On<Op::BUILD_TUPLE>, M& m, std::uint32_t count) {
  if (count == 0) return m.push(m.vm()->empty_tuple);
  const auto tuple = m.template create_with<&Tuple::items>(m.vm()->exact.tuple, count);
  m.template store<&Tuple::length>(tuple, count);
  for (std::uint32_t i = count; i-- > 0;) m.template set_element<&Tuple::items>(tuple, i, m.pop());
  m.push(m.word(tuple));
}

template <class M>
void run(On<Op::BUILD_LIST>, M& m, std::uint32_t count) {
  const auto list = m.template create<List>(m.vm()->exact.list);
  if (count > 0) {
    const auto items =
        m.template create_with<&Array::items>(gc::make_header(Array::layout), count);
    m.template store<&Array::length>(items, count);
    for (std::uint32_t i = count; i-- > 0;) m.template set_element<&Array::items>(items, i, m.pop());
    m.template store<&List::items>(list, items);
    m.template store<&List::length>(list, count);
  }
  m.push(m.word(list));
}

template <class M>
void run(On<Op::BUILD_SET>, M& m, std::uint32_t count) {
  const auto set = m.template call<&build_set>(m.vm(), m.spill(count), std::int64_t{count});
  m.drop(count);
  push_or_raise(m, set);
}

template <class M>
void run(On<Op::BUILD_MAP>, M& m, std::uint32_t count) {
  const auto dict = m.template call<&build_dict>(m.vm(), m.spill(2 * count), std::int64_t{count});
  m.drop(2 * count);
  push_or_raise(m, dict);
}

template <class M>
void run(On<Op::BUILD_STRING>, M& m, std::uint32_t count) {
  const auto text = m.template call<&build_string>(m.vm(), m.spill(count), std::int64_t{count});
  m.drop(count);
  push_or_raise(m, text);
}

template <class M>
void run(On<Op::BUILD_SLICE>, M& m, std::uint32_t count) {
  const DWord<M> step = count == 3 ? m.pop() : DWord<M>(none);
  const auto stop = m.pop();
  const auto start = m.pop();
  const auto slice = m.template create<Slice>(m.vm()->exact.slice);
  m.template store<&Slice::start>(slice, start);
  m.template store<&Slice::stop>(slice, stop);
  m.template store<&Slice::step>(slice, step);
  m.push(m.word(slice));
}

/// list.append where the storage has room; C++ grows it.
template <class M>
void append(M& m, DWord<M> list_word, DWord<M> item) {
  const auto list = m.template as<List>(list_word);
  const auto length = m.template load<&List::length>(list);
  const auto items = m.template load<&List::items>(list);
  if (m.word(items) != null) {
    if (length < m.template load<&Array::length>(items)) {
      m.template set_element<&Array::items>(items, length, item);
      return m.template store<&List::length>(list, length + 1);
    }
  }
  raise_if_failed(m, m.template call<&append_slow>(m.vm(), list_word, item));
}

template <class M>
void run(On<Op::LIST_APPEND>, M& m, std::uint32_t depth) {
  const auto item = m.pop();
  append(m, m.top(depth), item);
}

template <class M>
void run(On<Op::SET_ADD>, M& m, std::uint32_t depth) {
  const auto item = m.pop();
  raise_if_failed(m, m.template call<&add_to_set>(m.vm(), m.top(depth), item));
}

template <class M>
void run(On<Op::MAP_ADD>, M& m, std::uint32_t depth) {
  const auto value = m.pop();
  const auto key = m.pop();
  raise_if_failed(m, m.template call<&set_item>(m.vm(), m.top(depth), key, value));
}

template <class M>
void run(On<Op::LIST_EXTEND>, M& m, std::uint32_t depth) {
  const auto iterable = m.pop();
  raise_if_failed(m, m.template call<&extend_starred>(m.vm(), m.top(depth), iterable));
}

template <class M>
void run(On<Op::SET_UPDATE>, M& m, std::uint32_t depth) {
  const auto iterable = m.pop();
  raise_if_failed(m, m.template call<&update_set>(m.vm(), m.top(depth), iterable));
}

template <class M>
void run(On<Op::DICT_UPDATE>, M& m, std::uint32_t depth) {
  const auto mapping = m.pop();
  raise_if_failed(m, m.template call<&update_dict>(m.vm(), m.top(depth), mapping));
}

template <class M>
void run(On<Op::DICT_MERGE>, M& m, std::uint32_t depth) {
  const auto mapping = m.pop();
  raise_if_failed(
      m, m.template call<&merge_keywords>(m.vm(), m.top(depth), mapping, m.top(depth + 3)));
}

template <class M>
void run(On<Op::LIST_TO_TUPLE>, M& m, std::uint32_t) {
  push_or_raise(m, m.template call<&list_to_tuple>(m.vm(), m.pop()));
}

/// The index counted from the front, or nothing if it is outside.
template <class M>
std::optional<DInt<M>> checked_index(M& m, DWord<M> key, DInt<M> length) {
  const auto index = m.int_of(key);
  if (m.below(index, length)) return index;
  if (index >= 0) return {};
  const auto from_end = index + length;
  if (m.below(from_end, length)) return from_end;
  return {};
}

/// list[int] and tuple[int]; nothing for other operands.
template <class M>
Maybe<M> subscript(M& m, DWord<M> container, DWord<M> key) {
  if (!m.is_int(key)) return {};
  if (is_exact(m, container, m.vm()->exact.list)) {
    const auto list = m.template as<List>(container);
    if (const auto index = checked_index(m, key, m.template load<&List::length>(list)))
      return m.template element<&Array::items>(m.template load<&List::items>(list), *index);
  } else if (is_exact(m, container, m.vm()->exact.tuple)) {
    const auto tuple = m.template as<Tuple>(container);
    if (const auto index = checked_index(m, key, m.template load<&Tuple::length>(tuple)))
      return m.template element<&Tuple::items>(tuple, *index);
  }
  return {};
}

template <class M>
void run(On<Op::BINARY_SUBSCR>, M& m, std::uint32_t) {
  const auto key = m.top(1);
  const auto container = m.top(2);
  if (const auto item = subscript(m, container, key)) {
    m.drop(2);
    return m.push(*item);
  }
  m.drop(2);
  push_or_raise(m, m.template call<&get_item>(m.vm(), container, key));
}

template <class M>
void run(On<Op::STORE_SUBSCR>, M& m, std::uint32_t) {
  const auto key = m.pop();
  const auto container = m.pop();
  const auto value = m.pop();
  if (m.is_int(key) && is_exact(m, container, m.vm()->exact.list)) {
    const auto list = m.template as<List>(container);
    if (const auto index = checked_index(m, key, m.template load<&List::length>(list)))
      return m.template set_element<&Array::items>(m.template load<&List::items>(list), *index,
                                                   value);
  }
  raise_if_failed(m, m.template call<&set_item>(m.vm(), container, key, value));
}

template <class M>
void run(On<Op::DELETE_SUBSCR>, M& m, std::uint32_t) {
  const auto key = m.pop();
  const auto container = m.pop();
  raise_if_failed(m, m.template call<&delete_item>(m.vm(), container, key));
}

}  // namespace py
