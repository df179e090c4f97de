// Generators: made, resumed, suspended, ended. Each is written once over the generator's own fields, so a
// generator that only the running code knows of needs no memory there, and its body is inlined where it
// is resumed like that of any function.
//
// A generator's variables and stack lie in its slots. The machine says where they are while it runs: the
// interpreter works on them in place, compiled code keeps them in registers and writes them back as it
// suspends.
#pragma once

#include "python_interp/bytecode/code.hpp"
#include "python_interp/interp/handlers/calls.hpp"
#include "python_interp/interp/support/generators.hpp"

namespace py {

inline constexpr auto generator_suspended = static_cast<std::int64_t>(GeneratorState::suspended);
inline constexpr auto generator_running = static_cast<std::int64_t>(GeneratorState::running);
inline constexpr auto generator_finished = static_cast<std::int64_t>(GeneratorState::finished);

/// Moves the running frame into a new generator, which the function returns.
template <class M>
void run(On<Op::RETURN_GENERATOR>, M& m, std::uint32_t) {
  const std::uint32_t slots = m.slot_count();
  const std::uint64_t room = generator_room(m.code());
  const auto function = m.template as<Function>(m.function());
  const auto generator = m.template create_with<&Generator::slots>(generator_header(*m.vm(), m.code()), room);
  m.template store<&Generator::length>(generator, static_cast<std::int64_t>(room));
  m.template store<&Generator::function>(generator, m.function());
  m.template store<&Generator::pc>(generator, std::int64_t{m.next_pc()});
  m.template store<&Generator::depth>(generator, std::int64_t{slots});
  m.template store<&Generator::name>(generator, m.template load<&Function::name>(function));
  m.template store<&Generator::qualname>(generator, m.template load<&Function::qualname>(function));
  for (std::uint32_t slot = 0; slot < slots; ++slot)
    m.template set_element<&Generator::slots>(generator, std::int64_t{slot}, m.local(slot));
  m.leave(m.word(generator));
}

/// Runs a generator until it yields or returns. The exception that its caller handles is kept in the
/// generator meanwhile, and its own is handled.
template <class M>
void resume_generator(M& m, D<M, Generator*> generator, DWord<M> sent, Deliver deliver) {
  const auto state = m.template load<&Generator::state>(generator);
  if (state == generator_running)
    return m.template raise_from<&raise_already_executing>(m.vm(), m.word(generator));
  if (state == generator_finished) {
    m.template store<&VM::generator_result>(m.vm(), none);
    return returned(m, deliver, DWord<M>(null));
  }
  const auto function = m.template load<&Generator::function>(generator);
  Code* code = m.promote(m.template load<&Function::code>(m.template as<Function>(function)));
  const auto pc = m.promote(m.template load<&Generator::pc>(generator));
  const auto depth = m.promote(m.template load<&Generator::depth>(generator));
  if (m.resumes_elsewhere(code, generator, sent, deliver)) return;
  const auto own = m.template load<&Generator::exception>(generator);
  m.template store<&Generator::exception>(generator, m.template load<&VM::handled>(m.vm()));
  if (own != null) m.template store<&VM::handled>(m.vm(), own);
  m.template store<&Generator::state>(generator, generator_running);
  m.resume(generator, function, {code, static_cast<std::uint32_t>(pc), static_cast<std::uint32_t>(depth)}, sent,
           deliver);
}

template <class M>
void run(On<Op::YIELD_VALUE>, M& m, std::uint32_t) {
  const auto value = m.pop();
  const auto generator = m.generator();
  m.template store<&Generator::pc>(generator, std::int64_t{m.next_pc()});
  m.template store<&Generator::depth>(generator, std::int64_t{m.depth()});
  m.template store<&Generator::state>(generator, generator_suspended);
  const auto callers = m.template load<&Generator::exception>(generator);
  const auto handled = m.template load<&VM::handled>(m.vm());
  if (handled == callers) {
    m.template store<&Generator::exception>(generator, null);
  } else {
    m.template store<&Generator::exception>(generator, handled);
    m.template store<&VM::handled>(m.vm(), callers);
  }
  m.yield(value);
}

/// The end of a generator's body: its caller is told by null with nothing pending.
template <class M>
void end_generator(M& m, DWord<M> value) {
  const auto generator = m.generator();
  m.template store<&Generator::state>(generator, generator_finished);
  m.template store<&VM::handled>(m.vm(), m.template load<&Generator::exception>(generator));
  m.template store<&Generator::exception>(generator, null);
  m.template store<&VM::generator_result>(m.vm(), value);
  m.leave(DWord<M>(null));
}

template <class M>
void run(On<Op::RETURN_VALUE>, M& m, std::uint32_t) {
  const auto value = m.pop();
  if (m.in_generator()) return end_generator(m, value);
  m.leave(value);
}

}  // namespace py
