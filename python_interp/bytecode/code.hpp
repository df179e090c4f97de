// What the compiler makes of a module, a class body, a function: a CodeUnit.
//
// It is CPython's code object as plain C++ data: nothing in it lives on the collected heap, so it
// outlives a VM and can be shared by several. The interpreter wraps it in an object of its own and
// turns the constants into Python values once.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "python_interp/bytecode/opcodes.hpp"

namespace py::bytecode {

struct CodeUnit;

// ---- Constants ------------------------------------------------------------------------------

struct NoneConstant {
  friend bool operator==(NoneConstant, NoneConstant) = default;
};
struct EllipsisConstant {
  friend bool operator==(EllipsisConstant, EllipsisConstant) = default;
};
/// An integer beyond 64 bits: decimal digits, perhaps after a `-`.
struct BigIntConstant {
  std::string digits;
  friend bool operator==(const BigIntConstant&, const BigIntConstant&) = default;
};
struct ComplexConstant {
  double real;
  double imag;
};
/// WTF-8: UTF-8 that may contain single surrogates.
struct StrConstant {
  std::string text;
  friend bool operator==(const StrConstant&, const StrConstant&) = default;
};
struct BytesConstant {
  std::string bytes;
  friend bool operator==(const BytesConstant&, const BytesConstant&) = default;
};
struct Constant;
struct TupleConstant {
  std::vector<Constant> items;
};
/// Items in the order of the source, equal ones included.
struct FrozenSetConstant {
  std::vector<Constant> items;
};

/// A value known when compiling. Equality is identity of meaning: 1, 1.0 and True differ, so do 0.0
/// and -0.0; a NaN equals itself; code units are equal if they are the same.
struct Constant {
  std::variant<NoneConstant, bool, EllipsisConstant, std::int64_t, BigIntConstant, double,
               ComplexConstant, StrConstant, BytesConstant, TupleConstant, FrozenSetConstant,
               std::shared_ptr<CodeUnit>>
      value;

  template <class T>
  bool is() const {
    return std::holds_alternative<T>(value);
  }
  template <class T>
  const T* as() const {
    return std::get_if<T>(&value);
  }
};
bool operator==(const Constant& a, const Constant& b);

/// Agrees with equality.
std::size_t hash(const Constant& constant);

/// As Python would write it: `(1, 'a', None)`; a code unit as `<code name>`.
std::string repr(const Constant& constant);

// ---- Code -----------------------------------------------------------------------------------

/// CPython's co_flags.
enum CodeFlags : std::uint32_t {
  code_optimized = 0x1,  ///< Variables are slots, not a mapping.
  code_newlocals = 0x2,
  code_varargs = 0x4,
  code_varkeywords = 0x8,
  code_nested = 0x10,
  code_generator = 0x20,
  code_coroutine = 0x80,
  code_iterable_coroutine = 0x100,
  code_async_generator = 0x200,
  code_future_division = 0x20000,
  code_future_absolute_import = 0x40000,
  code_future_with_statement = 0x80000,
  code_future_print_function = 0x100000,
  code_future_unicode_literals = 0x200000,
  code_future_barry_as_bdfl = 0x400000,
  code_future_generator_stop = 0x800000,
  code_future_annotations = 0x1000000,
};

/// Lines from 1, columns from 0 in UTF-8 bytes, the end exclusive; -1 where there is none. All four
/// are -1 for an instruction that belongs to no source.
struct SourceRange {
  std::int32_t line = -1;
  std::int32_t end_line = -1;
  std::int32_t column = -1;
  std::int32_t end_column = -1;
  friend bool operator==(const SourceRange&, const SourceRange&) = default;
};

/// What happens to an exception raised by an instruction in [start, end): see opcodes.hpp.
struct ExceptionRange {
  std::uint32_t start;
  std::uint32_t end;
  std::uint32_t handler;
  std::uint32_t depth;  ///< Of the operand stack.
  bool push_lasti;
  friend bool operator==(const ExceptionRange&, const ExceptionRange&) = default;
};

/// A frame's slots are the variables, then the cells that are no parameters, then the free
/// variables; the operand stack follows. Operands of kind `local` and `cell` are slot numbers.
struct CodeUnit {
  std::string name;
  std::string qualname;
  std::string filename;
  std::uint32_t first_line = 1;  ///< A decorated definition's is its first decorator's.

  std::uint32_t argcount = 0;  ///< Positional parameters, those before `/` included.
  std::uint32_t posonly_count = 0;
  std::uint32_t kwonly_count = 0;
  std::uint32_t flags = 0;

  std::vector<std::string> names;
  /// Parameters first: positional, keyword-only, `*args`, `**kwargs`.
  std::vector<std::string> varnames;
  std::vector<std::string> cellvars;
  std::vector<std::string> freevars;
  std::vector<std::uint32_t> cell_slots;  ///< The slot of each of `cellvars`.

  std::vector<Constant> constants;  ///< A function's first is its docstring, or it is no str.
  std::vector<Instruction> instructions;
  std::vector<SourceRange> positions;  ///< One per instruction.
  std::vector<ExceptionRange> exceptions;  ///< Disjoint, in order.
  std::uint32_t stack_size = 0;  ///< Operands at most.

  bool has(CodeFlags flag) const { return (flags & flag) != 0; }

  std::uint32_t first_free_slot() const { return slot_count() - std::uint32_t(freevars.size()); }
  std::uint32_t slot_count() const;

  /// The parameters' slots are the first ones.
  std::uint32_t parameter_count() const {
    return argcount + kwonly_count + (has(code_varargs) ? 1 : 0) + (has(code_varkeywords) ? 1 : 0);
  }
};

/// The variable's, cell's or free variable's name.
const std::string& slot_name(const CodeUnit& code, std::uint32_t slot);

/// The range that handles an exception of this instruction, or null. O(log ranges).
const ExceptionRange* find_handler(const CodeUnit& code, std::uint32_t instruction);

enum class JoinKind : std::uint8_t {
  join,         ///< Reached from several instructions, all before it or its handler.
  loop_header,  ///< The target of a JUMP_BACKWARD.
  handler,      ///< An exception handler.
};
struct JoinPoint {
  std::uint32_t instruction;
  JoinKind kind;
  friend bool operator==(const JoinPoint&, const JoinPoint&) = default;
};

/// Where control flow meets, in order; a point that is several kinds has the last in JoinKind's
/// order. O(instructions).
std::vector<JoinPoint> join_points(const CodeUnit& code);

}  // namespace py::bytecode
