// Iteration: ranges, lists and tuples inline; generators resumed in frames; the rest by the object space.
#pragma once

#include "python_interp/interp/handlers/generators.hpp"
#include "python_interp/interp/support/iteration.hpp"

namespace py {

template <class M>
DWord<M> sequence_iterator(M& m, gc::Header header, DWord<M> sequence) {
  const auto iterator = m.template create<Iterator>(header);
  m.template store<&Iterator::source>(iterator, sequence);
  return m.word(iterator);
}

/// The iterator of a range of small integers; nothing for others.
template <class M>
std::optional<DWord<M>> range_iterator(M& m, DWord<M> range_word) {
  const auto range = m.template as<Range>(range_word);
  const auto start = m.template load<&Range::start>(range);
  const auto stop = m.template load<&Range::stop>(range);
  const auto step = m.template load<&Range::step>(range);
  if (!m.is_int(start) || !m.is_int(stop) || !m.is_int(step)) return {};
  const auto iterator = m.template create<Iterator>(m.vm()->exact.range_iterator);
  m.template store<&Iterator::index>(iterator, m.int_of(start));
  m.template store<&Iterator::limit>(iterator, m.int_of(stop));
  m.template store<&Iterator::step>(iterator, m.int_of(step));
  return m.word(iterator);
}

template <class M>
void run(On<Op::GET_ITER>, M& m, std::uint32_t) {
  const auto iterable = m.top(1);
  VM* vm = m.vm();
  if (is_exact(m, iterable, vm->exact.range)) {
    if (const auto iterator = range_iterator(m, iterable)) return m.set_top(1, *iterator);
  } else if (is_exact(m, iterable, vm->exact.list)) {
    return m.set_top(1, sequence_iterator(m, vm->exact.list_iterator, iterable));
  } else if (is_exact(m, iterable, vm->exact.tuple)) {
    return m.set_top(1, sequence_iterator(m, vm->exact.tuple_iterator, iterable));
  } else if (is_exact(m, iterable, vm->exact.generator)) {
    return;
  }
  m.drop(1);
  push_or_raise(m, m.template call<&get_iterator>(vm, iterable));
}

template <class M>
void end_loop(M& m, std::uint32_t target) {
  m.drop(1);
  m.jump(target);
}

/// One step through a range. Counting up by one needs no overflow check: the limit is small.
template <class M>
void next_of_range(M& m, DWord<M> word, std::uint32_t target) {
  const auto iterator = m.template as<Iterator>(word);
  const auto index = m.template load<&Iterator::index>(iterator);
  const auto limit = m.template load<&Iterator::limit>(iterator);
  const auto step = m.template load<&Iterator::step>(iterator);
  if (step == 1) {
    if (index >= limit) return end_loop(m, target);
    m.template store<&Iterator::index>(iterator, index + 1);
    return m.push(m.from_int(index));
  }
  if (step > 0) {
    if (index >= limit) return end_loop(m, target);
  } else {
    if (index <= limit) return end_loop(m, target);
  }
  m.template store<&Iterator::index>(iterator, index + step);
  m.push(m.from_int(index));
}

template <class M>
void next_of_list(M& m, DWord<M> word, std::uint32_t target) {
  const auto iterator = m.template as<Iterator>(word);
  const auto source = m.template load<&Iterator::source>(iterator);
  if (source == null) return end_loop(m, target);
  const auto list = m.template as<List>(source);
  const auto index = m.template load<&Iterator::index>(iterator);
  if (index >= m.template load<&List::length>(list)) {
    m.template store<&Iterator::source>(iterator, null);
    return end_loop(m, target);
  }
  m.template store<&Iterator::index>(iterator, index + 1);
  m.push(m.template element<&Array::items>(m.template load<&List::items>(list), index));
}

template <class M>
void next_of_tuple(M& m, DWord<M> word, std::uint32_t target) {
  const auto iterator = m.template as<Iterator>(word);
  const auto source = m.template load<&Iterator::source>(iterator);
  if (source == null) return end_loop(m, target);
  const auto tuple = m.template as<Tuple>(source);
  const auto index = m.template load<&Iterator::index>(iterator);
  if (index >= m.template load<&Tuple::length>(tuple)) {
    m.template store<&Iterator::source>(iterator, null);
    return end_loop(m, target);
  }
  m.template store<&Iterator::index>(iterator, index + 1);
  m.push(m.template element<&Tuple::items>(tuple, index));
}

template <class M>
void run(On<Op::FOR_ITER>, M& m, std::uint32_t target) {
  const auto iterator = m.top(1);
  VM* vm = m.vm();
  if (is_exact(m, iterator, vm->exact.range_iterator)) return next_of_range(m, iterator, target);
  if (is_exact(m, iterator, vm->exact.list_iterator)) return next_of_list(m, iterator, target);
  if (is_exact(m, iterator, vm->exact.tuple_iterator)) return next_of_tuple(m, iterator, target);
  if (is_exact(m, iterator, vm->exact.generator))
    return resume_generator(m, m.template as<Generator>(iterator), DWord<M>(none), Deliver::next);
  const auto item = m.template call<&iterator_next>(vm, iterator);
  if (item != null) return m.push(item);
  if (m.template load<&VM::pending>(vm) != null) return m.raise();
  end_loop(m, target);
}

template <class M>
void push_reversed(M& m, std::uint32_t count, auto item) {
  for (std::uint32_t i = count; i-- > 0;) m.push(item(i));
}

template <class M>
void unpack_tuple(M& m, DWord<M> word, std::uint32_t count) {
  const auto tuple = m.template as<Tuple>(word);
  push_reversed(m, count,
                [&](std::uint32_t i) { return m.template element<&Tuple::items>(tuple, i); });
}

template <class M>
void run(On<Op::UNPACK_SEQUENCE>, M& m, std::uint32_t count) {
  const auto sequence = m.pop();
  if (is_exact(m, sequence, m.vm()->exact.tuple)) {
    if (m.template load<&Tuple::length>(m.template as<Tuple>(sequence)) == count)
      return unpack_tuple(m, sequence, count);
  } else if (is_exact(m, sequence, m.vm()->exact.list)) {
    const auto list = m.template as<List>(sequence);
    if (m.template load<&List::length>(list) == count) {
      if (count == 0) return;
      const auto items = m.template load<&List::items>(list);
      return push_reversed(
          m, count, [&](std::uint32_t i) { return m.template element<&Array::items>(items, i); });
    }
  }
  const auto items = m.template call<&unpack>(m.vm(), sequence, std::int64_t{count});
  if (items == null) return m.raise();
  unpack_tuple(m, items, count);
}

template <class M>
void run(On<Op::UNPACK_EX>, M& m, std::uint32_t operand) {
  const std::uint32_t before = operand & 255;
  const std::uint32_t after = operand >> 8;
  const auto items = m.template call<&unpack_star>(m.vm(), m.pop(), std::int64_t{before},
                                                   std::int64_t{after});
  if (items == null) return m.raise();
  unpack_tuple(m, items, before + 1 + after);
}

}  // namespace py
