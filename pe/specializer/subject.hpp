// What the specialiser asks of the interpreter that it specialises.
#pragma once

#include <cstdint>
#include <string>

#include "gc/layout/object.hpp"

namespace pe::specializer {

class Specialiser;

/// An interpreter, instantiated at the specialising stage. `code` is its own code object.
class Subject {
 public:
  virtual ~Subject() = default;

  /// Runs the instruction at the innermost activation's pc: moves its pc on, or enters, leaves, jumps.
  virtual void step(Specialiser& s) = 0;
  /// Hands the result of a call to the innermost activation.
  virtual void deliver(Specialiser& s, std::uint32_t mode, std::uint32_t value) = 0;
  /// Does control flow meet at this instruction?
  virtual bool is_join(const void* code, std::uint32_t pc) const = 0;
  virtual bool is_loop_header(const void* code, std::uint32_t pc) const = 0;
  /// May the slot be read before it is written, from this instruction on?
  virtual bool is_live(const void* code, std::uint32_t pc, std::uint32_t slot) const = 0;
  /// What people call a place; empty: versions get no note.
  virtual std::string place(const void*, std::uint32_t) const { return {}; }
  /// Is this constant a part of a program that the interpreted program runs in its turn: a symbol, an object that never
  /// changes? What is specialised for one such constant is not specialised for another (polyvariance in static data).
  virtual bool is_static_data(gc::Word) const { return false; }
  /// Do objects of this layout keep the header they were made with?
  virtual bool keeps_header(gc::LayoutId layout) const = 0;
};

}  // namespace pe::specializer
