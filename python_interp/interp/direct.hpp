// The machine of the stage Direct: the interpreter as such.
#pragma once

#include "pe/stage/direct.hpp"
#include "python_interp/interp/frame_machine.hpp"
#include "python_interp/interp/handlers/all.hpp"

namespace py {

class DirectMachine : public FrameMachine<DirectMachine, pe::Direct> {
 public:
  DirectMachine(VM* vm, Registers registers) : FrameMachine(vm, registers) {}

  static Word wrap(Word word) { return word; }
  static Word unwrap(Word word) { return word; }
  static const Array* unwrap_array(const Array* array) { return array; }
  static Generator* unwrap_generator(Generator* generator) { return generator; }

  Word from_float(double value) {
    const Word word = gc::rotated_float(value);
    return gc::is_immediate_float(word) ? word : box_float(value, vm_);
  }
  template <class T>
  T* create(gc::Header header) {
    return static_cast<T*>(made(vm_->heap.allocate(sizeof(T), header)));
  }
  template <auto tail>
  auto create_with(gc::Header header, std::uint64_t count) {
    using T = gc::MemberClass<tail>;
    const std::size_t bytes = offsetof_tail<tail>() + count * sizeof(gc::MemberType<tail>);
    return static_cast<T*>(made(vm_->heap.allocate(bytes, header)));
  }
  template <auto set>
  void set_variable(GlobalCell* cell, Word value) {
    if (cell->writes > 1) [[likely]] cell->value = value;
    else set(vm_, cell, value);
  }

  /// The header of a loop is reached again from below.
  void close_loop(std::uint32_t target) {
    pe::InlineCache& cached = loop_cache();
    auto* site = static_cast<pe::Site*>(const_cast<void*>(cached.found));
    jump(target);
    if (!site) [[unlikely]] {
      site = site_at(code(), target);
      cached.found = site;
    }
    count_down(site);
  }
  static void note_result(Word) {}
  void function_entry() {
    count_down(code()->extra.value->sites.front().get());
  }

 private:
  /// Arrives at a loop or function once more: it may be hot by now, or somebody pressed Ctrl-C.
  void count_down(pe::Site* site) {
    if (--site->countdown < 0 || vm_->interrupt.load(std::memory_order_relaxed) != 0) [[unlikely]]
      static_cast<Registers&>(*this) = reached(*vm_, site, *this);
  }
  static gc::Object* made(gc::Object* object) {
    if (!object) [[unlikely]] out_of_memory();
    return object;
  }
  pe::InlineCache& loop_cache() {
    return code()->extra.value->caches[static_cast<std::size_t>(pc - 1 - code()->instructions)];
  }
  template <auto tail>
  static constexpr std::size_t offsetof_tail() {
    return sizeof(gc::MemberClass<tail>);
  }
};

static_assert(pe::Stage<DirectMachine>);

}  // namespace py
