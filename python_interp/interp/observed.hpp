// The machines of the stages Profile and Replay: over real frames, each value wrapped.
#pragma once

#include "pe/residual/program.hpp"
#include "pe/stage/observe.hpp"
#include "python_interp/interp/frame_machine.hpp"
#include "python_interp/interp/handlers/all.hpp"

namespace py {

inline Word box_for_stage(double value, void* vm) { return box_float(value, static_cast<VM*>(vm)); }

/// `Stage` is pe::Profile or pe::Replay.
template <template <class> class Stage>
class ObservedMachine : public FrameMachine<ObservedMachine<Stage>, Stage<ObservedMachine<Stage>>> {
 public:
  using Base = FrameMachine<ObservedMachine<Stage>, Stage<ObservedMachine<Stage>>>;
  using W = typename Base::W;

  ObservedMachine(VM* vm, Registers registers)
      : Base(vm, registers, &vm->heap, &box_for_stage, static_cast<void*>(vm)) {}

  W wrap(Word word) { return {this, word.bits}; }
  Word unwrap(W word) { return {word.at(this)}; }
  const Array* unwrap_array(typename Base::template Dyn<Array*> array) {
    return gc::as<Array>({array.at(this)});
  }
  Generator* unwrap_generator(typename Base::template Dyn<Generator*> generator) {
    return gc::as<Generator>({generator.at(this)});
  }

  template <auto set>
  void set_variable(GlobalCell* cell, W value) {
    this->template call<set>(this->vm_, cell, value);
  }
  void close_loop(std::uint32_t target) {
    this->jump(target);
    closed_loop = true;
  }
  void function_entry() {}
  /// What kinds of results a function has decides how residual code gets them.
  void note_result(W value) {
    using pe::residual::ResultKind;
    const Word word = unwrap(value);
    const ResultKind kind = gc::is_small_int(word)                ? ResultKind::integer
                            : pe::residual::is_float_word(word) ? ResultKind::floating
                            : gc::is_boolean(word)              ? ResultKind::boolean
                                                                : ResultKind::reference;
    this->code()->extra.value->result_kinds |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind));
  }

  bool closed_loop = false;  ///< The last step closed a loop.
};

using ProfileMachine = ObservedMachine<pe::Profile>;
using ReplayMachine = ObservedMachine<pe::Replay>;

}  // namespace py
