// The machine over real frames: a stage together with the running activation, for Direct, Profile, Replay.
//
// What an interpreter's step sees of it is the same at every stage: slots, and ways to go on. Here slots are
// memory. The registers are members, which the compiler keeps in machine registers where the step is inlined.
#pragma once

#include <algorithm>

#include "pe/driver/world.hpp"
#include "pe/residual/program.hpp"
#include "pe/stage/direct.hpp"
#include "pe/stage/observe.hpp"
#include "pe/stage/stage.hpp"

namespace pe::driver {

template <class Self, class Stage>
class Live : public Stage, public Registers {
 public:
  using Word = typename Stage::template Dyn<gc::Word>;
  using Stage::call;

  template <class... A>
  Live(World& world, Registers at, A... stage) : Stage(stage...), Registers(at), world_(&world) {}

  /// The world: static, so that functions that are called can be told it.
  World* world() const { return world_; }

  Word get(std::uint32_t slot) { return self()->wrap(slots[slot]); }
  void set(std::uint32_t slot, Word value) { slots[slot] = self()->unwrap(value); }

  /// What `find(world, key, rest...)` answers: it stays the same as long as it is valid, so it is remembered here.
  template <auto find, class K, class... A>
  auto memo(K key, A... rest) {
    using Found = decltype(find(world_, key, rest...));
    memo_wanted<Found, K, A...>();
    Code::Remembered& here = code->remembered(pc - 1);
    const std::array<std::uint64_t, 4> arguments = {to_bits(key), to_bits(rest)...};
    const auto* function = reinterpret_cast<const void*>(find);
    if (here.find == function && here.arguments == arguments) [[likely]]
      if (const auto found = static_cast<Found>(const_cast<void*>(here.found)); found->valid) [[likely]] return found;
    const Found found = find(world_, key, rest...);
    here = {found, function, arguments};
    return found;
  }

  /// Goes on with instruction `target`.
  void jump(std::uint32_t target) { pc = target; }
  template <class S>
  void jump(Dynamic<S, std::int64_t>) {
    static_place_wanted<Dynamic<S, std::int64_t>>();
  }
  template <class S>
  void loop(Dynamic<S, std::int64_t>) {
    static_place_wanted<Dynamic<S, std::int64_t>>();
  }
  /// Likewise, `target` being a loop's header that was left before.
  void loop(std::uint32_t target) {
    pc = target;
    self()->closed(code->site(target));
  }
  /// Enters `callee`; its result goes to `result_slot` of this activation.
  void call(const Code& callee, const Word* arguments, std::uint32_t count, std::uint32_t result_slot) {
    gc::Word* const entered = slots + code->slot_count;
    if (world_->depth >= world_->depth_limit || !world_->has_room(entered, callee.slot_count)) [[unlikely]]
      return fail("stack overflow: calls are nested too deeply");
    world_->records[world_->record_count++] = {code, slots, pc, result_slot};
    ++world_->depth;
    enter(callee, entered, arguments, count);
    self()->entered(callee);
  }
  /// Enters `callee` in place of this activation.
  void tail_call(const Code& callee, const Word* arguments, std::uint32_t count) {
    if (!world_->has_room(slots, callee.slot_count)) [[unlikely]] return fail("stack overflow: calls are nested too deeply");
    enter(callee, slots, arguments, count);
    self()->closed(callee.site(0));
  }
  /// Returns from the running activation.
  void leave(Word value) {
    self()->note_result(value);
    static_cast<Registers&>(*this) = world_->give_back(self()->unwrap(value));
  }
  /// The user's program is wrong.
  void fail(const char* message) {
    world_->fail(message, code, pc - 1);
    code = nullptr;
  }

 protected:
  World* world_;

 private:
  Self* self() { return static_cast<Self*>(this); }
  void enter(const Code& callee, gc::Word* at, const Word* arguments, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) at[i] = self()->unwrap(arguments[i]);
    std::fill(at + count, at + callee.slot_count, gc::Word{});
    world_->stack_top = at + callee.slot_count;
    code = &callee;
    slots = at;
    pc = 0;
  }
};

/// Direct: the interpreter as such.
class DirectMachine : public Live<DirectMachine, Direct> {
 public:
  DirectMachine(World& world, Registers at) : Live(world, at) {}

  static gc::Word wrap(gc::Word word) { return word; }
  static gc::Word unwrap(gc::Word word) { return word; }
  gc::Word from_float(double value) {
    const gc::Word word = gc::rotated_float(value);
    return gc::is_immediate_float(word) ? word : box_float(value, *world_);
  }
  template <class T>
  T* create(gc::Header header) {
    return static_cast<T*>(present(world_->heap.allocate(sizeof(T), header)));
  }
  template <auto tail>
  auto create_with(gc::Header header, std::uint64_t count) {
    using T = gc::MemberClass<tail>;
    return static_cast<T*>(present(world_->heap.allocate(gc::size_with<tail>(count), header)));
  }
  void closed(Site* site) {
    if (--site->countdown < 0) [[unlikely]]
      static_cast<Registers&>(*this) = world_->reached(site, *this);
  }
  void entered(const Code& callee) { closed(callee.site(0)); }
  static void note_result(gc::Word) {}

 private:
  static void* present(void* made) {
    if (!made) [[unlikely]] out_of_memory();
    return made;
  }
};

inline gc::Word box_for_stage(double value, void* world) { return box_float(value, *static_cast<World*>(world)); }

/// `Observer` is pe::Profile or pe::Replay.
template <template <class> class Observer>
class ObservedMachine : public Live<ObservedMachine<Observer>, Observer<ObservedMachine<Observer>>> {
 public:
  using Base = Live<ObservedMachine<Observer>, Observer<ObservedMachine<Observer>>>;
  using Word = typename Base::Word;

  ObservedMachine(World& world, Registers at)
      : Base(world, at, &world.heap, &box_for_stage, static_cast<void*>(&world)) {}

  Word wrap(gc::Word word) { return {this, word.bits}; }
  gc::Word unwrap(Word word) { return {word.at(this)}; }
  std::uint64_t make_object(std::uint64_t bytes, gc::Header header) {
    const std::uint64_t made = Observer<ObservedMachine<Observer>>::make_object(bytes, header);
    if (made == 0) [[unlikely]] out_of_memory();
    return made;
  }
  void closed(Site*) { closed_loop = true; }
  /// A function whose beginning is a loop for those who call it last is one for the others, too.
  void entered(const Code& callee) { closed_loop = callee.mark(0) == Mark::loop; }
  /// What kinds of results a function has decides how residual code gets them.
  void note_result(Word value) {
    using residual::ResultKind;
    const gc::Word word = unwrap(value);
    const ResultKind kind = gc::is_small_int(word)            ? ResultKind::integer
                            : residual::is_float_word(word) ? ResultKind::floating
                            : gc::is_boolean(word)          ? ResultKind::boolean
                                                            : ResultKind::reference;
    this->code->result_kinds |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind));
  }

  bool closed_loop = false;  ///< The last step closed a loop.
};

using ProfileMachine = ObservedMachine<Profile>;
using ReplayMachine = ObservedMachine<Replay>;

static_assert(Stage<DirectMachine> && Stage<ProfileMachine>);

}  // namespace pe::driver
