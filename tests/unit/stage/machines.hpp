// A machine at each stage that runs, as bare as can be: for the laws that the stages obey.
#pragma once

#include <deque>

#include "gc/heap/heap.hpp"
#include "pe/stage/direct.hpp"
#include "pe/stage/observe.hpp"
#include "pe/stage/stage.hpp"

namespace stage_test {

using gc::Word;
using pe::dyn;

struct BoxedFloat : gc::Object {
  static constexpr gc::LayoutId layout = gc::boxed_float_layout;
  double value = 0;
};

/// The word of a float that is no immediate; `world` is not needed.
inline Word box_float(double value, void*) {
  static thread_local std::deque<BoxedFloat> boxes;
  BoxedFloat& box = boxes.emplace_back();
  box.header = gc::make_header(BoxedFloat::layout);
  box.value = value;
  return gc::reference(&box);
}

class DirectMachine : public pe::Direct {
 public:
  explicit DirectMachine(gc::Heap* heap = nullptr) : heap_(heap) {}

  static Word from_float(double value) {
    const Word word = gc::rotated_float(value);
    return gc::is_immediate_float(word) ? word : box_float(value, nullptr);
  }
  template <class T>
  T* create(gc::Header header) {
    return static_cast<T*>(heap_->allocate(sizeof(T), header));
  }
  template <class T>
  static T given(T value) {
    return value;
  }
  template <class T>
  static T taken(T value) {
    return value;
  }

 private:
  gc::Heap* heap_;
};

/// What the machines that wrap have in common: a way in and a way out for values.
template <class Self, class Stage>
class Wrapped : public Stage {
 public:
  explicit Wrapped(gc::Heap* heap = nullptr) : Stage(heap, &box_float, nullptr) {
    this->coverage = &seen;
  }
  template <class T>
  dyn<Stage, T> given(T value) {
    return {static_cast<Self*>(this), pe::to_bits(value)};
  }
  template <class T>
  T taken(pe::Dynamic<Self, T> value) {
    return pe::from_bits<T>(value.at(static_cast<Self*>(this)));
  }
  pe::Coverage seen;
};

class ProfileMachine : public Wrapped<ProfileMachine, pe::Profile<ProfileMachine>> {
 public:
  using Wrapped::Wrapped;
};

class ReplayMachine : public Wrapped<ReplayMachine, pe::Replay<ReplayMachine>> {
 public:
  using Wrapped::Wrapped;
};

}  // namespace stage_test
