// The stages that run for real and watch: `Profile` records decisions, `Replay` follows a log and goes live.
#pragma once

#include <span>

#include "gc/heap/heap.hpp"
#include "pe/stage/coverage.hpp"
#include "pe/stage/memory.hpp"
#include "pe/stage/wrapping.hpp"

namespace pe {

/// What both share: the carrier is the value's raw bits.
template <class Self>
class Observing : public Wrapping<Self> {
 public:
  using BoxFloat = gc::Word (*)(double value, void* world);

  /// `box_float(value, world)` makes the word of a float that is no immediate.
  Observing(gc::Heap* heap, BoxFloat box_float, void* world)
      : heap_(heap), box_float_(box_float), world_(world) {}

  std::uint64_t lift(Type, std::uint64_t bits) { return bits; }
  std::uint64_t apply(Op op, std::uint64_t a, std::uint64_t b) {
    if (op != Op::float_box) return residual::fold(op, a, b);
    const double value = from_bits<double>(a);
    const gc::Word word = gc::rotated_float(value);
    return gc::is_immediate_float(word) ? word.bits : box_float_(value, world_).bits;
  }
  bool speculates() const { return false; }
  std::uint64_t believe(Assumption*, Type, std::uint64_t bits) { return bits; }

 protected:
  std::uint64_t allocate(std::uint64_t bytes, gc::Header header) {
    return reinterpret_cast<std::uint64_t>(heap_->allocate(bytes, header));
  }

 private:
  gc::Heap* heap_;
  BoxFloat box_float_;
  void* world_;
};

/// Runs for real and records every decision.
class Profiling {
 public:
  Coverage* coverage = nullptr;
  Trace* trace = nullptr;  ///< If set, what happens is logged there, too.

  void begin_step(const void* code, std::uint32_t pc, std::uint32_t depth) {
    path_ = Path(code, pc);
    if (trace) trace->steps.push_back({code, pc, depth, trace->decisions.size()});
  }
  bool note(bool outcome) {
    coverage->note(path_.key(), outcome);
    follow(outcome);
    return outcome;
  }
  std::uint64_t note_value(std::uint64_t value) {
    coverage->note_value(path_.key(), value);
    follow(value);
    return value;
  }

 private:
  void follow(std::uint64_t outcome) {
    path_.take(outcome);
    if (trace) trace->decisions.push_back(outcome);
  }
  Path path_;
};

template <class Machine>
class Profile : public Observing<Machine>, public Profiling {
 public:
  using Observing<Machine>::Observing;
  bool decide(std::uint64_t bits) { return note(bits != 0); }
  std::uint64_t choose(Type, std::uint64_t bits) { return note_value(bits); }
  std::uint64_t read(gc::Field field, std::uint64_t object) {
    return read_memory(field.kind, object + field.offset);
  }
  void write(gc::Field field, std::uint64_t object, std::uint64_t value) {
    write_memory(field.kind, object + field.offset, value);
  }
  std::uint64_t read_element(gc::Field tail, std::uint64_t object, std::uint64_t index) {
    return read_memory(tail.kind, element_address(tail, object, index));
  }
  void write_element(gc::Field tail, std::uint64_t object, std::uint64_t index, std::uint64_t value) {
    write_memory(tail.kind, element_address(tail, object, index), value);
  }
  std::uint64_t call_function(const residual::Callee&, const std::uint64_t* arguments, RawCall call) {
    return call(arguments);
  }
  std::uint64_t make_object(std::uint64_t bytes, gc::Header header) {
    return this->allocate(bytes, header);
  }
};

/// Runs one step again whose first reads and effects have already happened: `log` says what they answered,
/// an entry each. When it is used up, the step has reached the exit it left by, and runs for real.
template <class Machine>
class Replay : public Profile<Machine> {
 public:
  using Profile<Machine>::Profile;
  std::span<const std::uint64_t> log;

  bool decide(std::uint64_t bits) { return bits != 0; }
  std::uint64_t choose(Type, std::uint64_t bits) { return bits; }
  std::uint64_t read(gc::Field field, std::uint64_t object) {
    return logged() ? next() : Live::read(field, object);
  }
  void write(gc::Field field, std::uint64_t object, std::uint64_t value) {
    if (logged()) next();
    else Live::write(field, object, value);
  }
  std::uint64_t read_element(gc::Field tail, std::uint64_t object, std::uint64_t index) {
    return logged() ? next() : Live::read_element(tail, object, index);
  }
  void write_element(gc::Field tail, std::uint64_t object, std::uint64_t index, std::uint64_t value) {
    if (logged()) next();
    else Live::write_element(tail, object, index, value);
  }
  std::uint64_t call_function(const residual::Callee& callee, const std::uint64_t* arguments,
                              RawCall call) {
    return logged() ? next() : Live::call_function(callee, arguments, call);
  }
  std::uint64_t make_object(std::uint64_t bytes, gc::Header header) {
    return logged() ? next() : Live::make_object(bytes, header);
  }

 private:
  using Live = Profile<Machine>;
  bool logged() const { return !log.empty(); }
  std::uint64_t next() {
    const std::uint64_t entry = log.front();
    log = log.subspan(1);
    return entry;
  }
};

}  // namespace pe
