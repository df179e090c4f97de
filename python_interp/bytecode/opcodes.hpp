// Python's bytecode, in one table: name, operand, stack effect, meaning.
//
// An instruction is one word: the operation in the low 8 bits, its operand in the upper 24. Jumps
// name the index of an instruction. The operations are CPython 3.11's, without its caches and
// prefixes and with one operation per operator, so that a row here and a handler in interp/ are all
// that an operation needs.
//
// Stacks are written with the top at the right; `NULL` is the absent reference. A frame has its
// slots first (the variables, the cells that are no parameters, the free variables; see code.hpp),
// then the operand stack. A cell that is a parameter has the parameter's slot.
//
// An exception in a protected range (code.hpp) cuts the stack to the range's depth, pushes the
// index of the raising instruction if the range says so, pushes the exception and goes on at the
// handler.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace py::bytecode {

enum class Op : std::uint8_t {
  // Frame and stack
  NOP, RESUME, POP_TOP, PUSH_NULL, COPY, SWAP,
  // Constants and variables
  LOAD_CONST, LOAD_FAST, LOAD_FAST_CHECK, STORE_FAST, DELETE_FAST,
  LOAD_GLOBAL, STORE_GLOBAL, DELETE_GLOBAL, LOAD_NAME, STORE_NAME, DELETE_NAME,
  MAKE_CELL, COPY_FREE_VARS, LOAD_CLOSURE, LOAD_DEREF, STORE_DEREF, DELETE_DEREF, LOAD_CLASSDEREF,
  // Displays and unpacking
  BUILD_TUPLE, BUILD_LIST, BUILD_SET, BUILD_MAP, BUILD_STRING, BUILD_SLICE,
  LIST_APPEND, SET_ADD, MAP_ADD, LIST_EXTEND, SET_UPDATE, DICT_UPDATE, DICT_MERGE, LIST_TO_TUPLE,
  UNPACK_SEQUENCE, UNPACK_EX,
  // Operators
  BINARY_ADD, BINARY_SUBTRACT, BINARY_MULTIPLY, BINARY_TRUE_DIVIDE, BINARY_FLOOR_DIVIDE,
  BINARY_MODULO, BINARY_POWER, BINARY_LSHIFT, BINARY_RSHIFT, BINARY_AND, BINARY_OR, BINARY_XOR,
  BINARY_MATRIX_MULTIPLY,
  UNARY_NEGATIVE, UNARY_POSITIVE, UNARY_NOT, UNARY_INVERT,
  COMPARE_LT, COMPARE_LE, COMPARE_EQ, COMPARE_NE, COMPARE_GT, COMPARE_GE, IS_OP, CONTAINS_OP,
  BINARY_SUBSCR, STORE_SUBSCR, DELETE_SUBSCR,
  // Attributes
  LOAD_ATTR, STORE_ATTR, DELETE_ATTR, LOAD_METHOD, LOAD_SUPER_ATTR, LOAD_SUPER_METHOD,
  // Calls and definitions
  CALL, CALL_KW, CALL_FUNCTION_EX, LOAD_BUILD_CLASS, MAKE_FUNCTION,
  // Jumps
  JUMP_FORWARD, JUMP_BACKWARD, POP_JUMP_IF_FALSE, POP_JUMP_IF_TRUE, POP_JUMP_IF_NONE,
  POP_JUMP_IF_NOT_NONE, JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP,
  // Iteration, generators, coroutines
  GET_ITER, FOR_ITER, GET_YIELD_FROM_ITER, SEND, YIELD_VALUE, RETURN_VALUE, RETURN_GENERATOR,
  GET_AWAITABLE, GET_AITER, GET_ANEXT, END_ASYNC_FOR, BEFORE_ASYNC_WITH, ASYNC_GEN_WRAP,
  // Exceptions
  RAISE_VARARGS, RERAISE, PUSH_EXC_INFO, POP_EXCEPT, CHECK_EXC_MATCH, CHECK_EG_MATCH,
  PREP_RERAISE_STAR, BEFORE_WITH, WITH_EXCEPT_START, LOAD_ASSERTION_ERROR,
  // The rest
  FORMAT_VALUE, IMPORT_NAME, IMPORT_FROM, IMPORT_STAR, SETUP_ANNOTATIONS, PRINT_EXPR,
  GET_LEN, MATCH_MAPPING, MATCH_SEQUENCE, MATCH_KEYS, MATCH_CLASS,
};
inline constexpr std::size_t op_count = static_cast<std::size_t>(Op::MATCH_CLASS) + 1;

enum class Operand : std::uint8_t {
  none,      ///< 0.
  constant,  ///< Index into the code's constants.
  name,      ///< Index into the code's names.
  local,     ///< A frame slot that holds a value or nothing.
  cell,      ///< A frame slot that holds a cell.
  jump,      ///< Index of an instruction.
  count,     ///< How many values.
  depth,     ///< A place of the stack, as the row says.
  flag,      ///< 0 or 1.
  flags,     ///< As the row says.
};

/// In a row: the number depends on the operand.
inline constexpr std::int8_t variable = -1;

struct OpInfo {
  Op op;
  std::string_view name;
  Operand operand;
  std::int8_t pops;    ///< What goes, if the instruction does not jump.
  std::int8_t pushes;  ///< What comes instead, if it does not jump.
  std::string_view meaning;
};

namespace detail {
using enum Operand;
inline constexpr std::array<OpInfo, op_count> op_table = {{
    {Op::NOP, "NOP", none, 0, 0, "Nothing; it only has a line."},
    {Op::RESUME, "RESUME", flags, 0, 0,
     "A body begins (0), or goes on after yield (1), yield from (2), await (3). Interrupts are seen "
     "here for 0 and 1."},
    {Op::POP_TOP, "POP_TOP", none, 1, 0, "Drops the top."},
    {Op::PUSH_NULL, "PUSH_NULL", none, 0, 1, "Pushes NULL: the self of a plain call."},
    {Op::COPY, "COPY", depth, 0, 1, "Pushes the n-th value again; 1 is the top."},
    {Op::SWAP, "SWAP", depth, 0, 0, "Exchanges the top and the n-th value, n >= 2."},

    {Op::LOAD_CONST, "LOAD_CONST", constant, 0, 1, "The constant."},
    {Op::LOAD_FAST, "LOAD_FAST", local, 0, 1, "The variable, known to be assigned."},
    {Op::LOAD_FAST_CHECK, "LOAD_FAST_CHECK", local, 0, 1, "The variable, or UnboundLocalError."},
    {Op::STORE_FAST, "STORE_FAST", local, 1, 0, "Assigns the variable."},
    {Op::DELETE_FAST, "DELETE_FAST", local, 0, 0, "Unbinds the variable, or UnboundLocalError."},
    {Op::LOAD_GLOBAL, "LOAD_GLOBAL", name, 0, 1, "From the globals, else the builtins."},
    {Op::STORE_GLOBAL, "STORE_GLOBAL", name, 1, 0, "Binds in the globals."},
    {Op::DELETE_GLOBAL, "DELETE_GLOBAL", name, 0, 0, "Unbinds in the globals, or NameError."},
    {Op::LOAD_NAME, "LOAD_NAME", name, 0, 1, "From the locals mapping, globals, builtins."},
    {Op::STORE_NAME, "STORE_NAME", name, 1, 0, "Binds in the locals mapping."},
    {Op::DELETE_NAME, "DELETE_NAME", name, 0, 0, "Unbinds in the locals mapping, or NameError."},
    {Op::MAKE_CELL, "MAKE_CELL", cell, 0, 0,
     "Puts a new cell into the slot, holding what the slot held: a parameter or nothing."},
    {Op::COPY_FREE_VARS, "COPY_FREE_VARS", count, 0, 0,
     "Copies the function's n cells into the last n slots."},
    {Op::LOAD_CLOSURE, "LOAD_CLOSURE", cell, 0, 1, "The cell itself, for a closure."},
    {Op::LOAD_DEREF, "LOAD_DEREF", cell, 0, 1,
     "What the cell holds, or UnboundLocalError (own cell), NameError (free variable)."},
    {Op::STORE_DEREF, "STORE_DEREF", cell, 1, 0, "Sets the cell."},
    {Op::DELETE_DEREF, "DELETE_DEREF", cell, 0, 0, "Empties the cell; errors as LOAD_DEREF."},
    {Op::LOAD_CLASSDEREF, "LOAD_CLASSDEREF", cell, 0, 1,
     "In a class body: the locals mapping's value for the cell's name, else as LOAD_DEREF."},

    {Op::BUILD_TUPLE, "BUILD_TUPLE", count, variable, 1, "A tuple of the n top values."},
    {Op::BUILD_LIST, "BUILD_LIST", count, variable, 1, "A list of the n top values."},
    {Op::BUILD_SET, "BUILD_SET", count, variable, 1, "A set of the n top values, in order."},
    {Op::BUILD_MAP, "BUILD_MAP", count, variable, 1, "A dict of n pairs: key, value, key, value."},
    {Op::BUILD_STRING, "BUILD_STRING", count, variable, 1, "Joins n strings."},
    {Op::BUILD_SLICE, "BUILD_SLICE", count, variable, 1, "start, stop[, step] -> slice; n: 2, 3."},
    {Op::LIST_APPEND, "LIST_APPEND", depth, 1, 0,
     "Appends the top to the list that is n-th once the top is popped."},
    {Op::SET_ADD, "SET_ADD", depth, 1, 0, "Likewise adds to a set."},
    {Op::MAP_ADD, "MAP_ADD", depth, 2, 0, "key, value: likewise sets an item of a dict."},
    {Op::LIST_EXTEND, "LIST_EXTEND", depth, 1, 0,
     "Extends the list likewise; a value that is not iterable is a TypeError about `*`."},
    {Op::SET_UPDATE, "SET_UPDATE", depth, 1, 0, "Likewise updates a set from an iterable."},
    {Op::DICT_UPDATE, "DICT_UPDATE", depth, 1, 0, "Likewise updates a dict, later keys winning."},
    {Op::DICT_MERGE, "DICT_MERGE", depth, 1, 0,
     "Likewise, for `**` of a call: a key twice is a TypeError that names the callable, which is "
     "the fourth under the popped mapping: callable, NULL, args, dict."},
    {Op::LIST_TO_TUPLE, "LIST_TO_TUPLE", none, 1, 1, "A tuple of a list's items."},
    {Op::UNPACK_SEQUENCE, "UNPACK_SEQUENCE", count, 1, variable,
     "The n items of an iterable, the first on top; ValueError if it has more or less."},
    {Op::UNPACK_EX, "UNPACK_EX", flags, 1, variable,
     "As UNPACK_SEQUENCE with a list amid: `operand & 255` items before it, `operand >> 8` after."},

    {Op::BINARY_ADD, "BINARY_ADD", flag, 2, 1, "a, b -> a + b; 1: in place, as all of these."},
    {Op::BINARY_SUBTRACT, "BINARY_SUBTRACT", flag, 2, 1, "a - b."},
    {Op::BINARY_MULTIPLY, "BINARY_MULTIPLY", flag, 2, 1, "a * b."},
    {Op::BINARY_TRUE_DIVIDE, "BINARY_TRUE_DIVIDE", flag, 2, 1, "a / b."},
    {Op::BINARY_FLOOR_DIVIDE, "BINARY_FLOOR_DIVIDE", flag, 2, 1, "a // b."},
    {Op::BINARY_MODULO, "BINARY_MODULO", flag, 2, 1, "a % b."},
    {Op::BINARY_POWER, "BINARY_POWER", flag, 2, 1, "a ** b."},
    {Op::BINARY_LSHIFT, "BINARY_LSHIFT", flag, 2, 1, "a << b."},
    {Op::BINARY_RSHIFT, "BINARY_RSHIFT", flag, 2, 1, "a >> b."},
    {Op::BINARY_AND, "BINARY_AND", flag, 2, 1, "a & b."},
    {Op::BINARY_OR, "BINARY_OR", flag, 2, 1, "a | b."},
    {Op::BINARY_XOR, "BINARY_XOR", flag, 2, 1, "a ^ b."},
    {Op::BINARY_MATRIX_MULTIPLY, "BINARY_MATRIX_MULTIPLY", flag, 2, 1, "a @ b."},
    {Op::UNARY_NEGATIVE, "UNARY_NEGATIVE", none, 1, 1, "-a."},
    {Op::UNARY_POSITIVE, "UNARY_POSITIVE", none, 1, 1, "+a."},
    {Op::UNARY_NOT, "UNARY_NOT", none, 1, 1, "not a."},
    {Op::UNARY_INVERT, "UNARY_INVERT", none, 1, 1, "~a."},
    {Op::COMPARE_LT, "COMPARE_LT", none, 2, 1, "a, b -> a < b."},
    {Op::COMPARE_LE, "COMPARE_LE", none, 2, 1, "a <= b."},
    {Op::COMPARE_EQ, "COMPARE_EQ", none, 2, 1, "a == b."},
    {Op::COMPARE_NE, "COMPARE_NE", none, 2, 1, "a != b."},
    {Op::COMPARE_GT, "COMPARE_GT", none, 2, 1, "a > b."},
    {Op::COMPARE_GE, "COMPARE_GE", none, 2, 1, "a >= b."},
    {Op::IS_OP, "IS_OP", flag, 2, 1, "a is b; 1: a is not b."},
    {Op::CONTAINS_OP, "CONTAINS_OP", flag, 2, 1, "a in b; 1: a not in b."},
    {Op::BINARY_SUBSCR, "BINARY_SUBSCR", none, 2, 1, "object, key -> object[key]."},
    {Op::STORE_SUBSCR, "STORE_SUBSCR", none, 3, 0, "value, object, key: object[key] = value."},
    {Op::DELETE_SUBSCR, "DELETE_SUBSCR", none, 2, 0, "object, key: del object[key]."},

    {Op::LOAD_ATTR, "LOAD_ATTR", name, 1, 1, "object -> object.name."},
    {Op::STORE_ATTR, "STORE_ATTR", name, 2, 0, "value, object: object.name = value."},
    {Op::DELETE_ATTR, "DELETE_ATTR", name, 1, 0, "object: del object.name."},
    {Op::LOAD_METHOD, "LOAD_METHOD", name, 1, 2,
     "object -> function, object where that would be a bound method; else object.name, NULL."},
    {Op::LOAD_SUPER_ATTR, "LOAD_SUPER_ATTR", name, 3, 1,
     "super, __class__, self -> super().name; if super is not the builtin, it is called without "
     "arguments."},
    {Op::LOAD_SUPER_METHOD, "LOAD_SUPER_METHOD", name, 3, 2,
     "As LOAD_SUPER_ATTR, with LOAD_METHOD's result."},

    {Op::CALL, "CALL", count, variable, 1,
     "callable, self or NULL, n arguments -> the result; a self is one argument more, the first."},
    {Op::CALL_KW, "CALL_KW", count, variable, 1,
     "As CALL with a tuple of names on top: the last of the n arguments have these names."},
    {Op::CALL_FUNCTION_EX, "CALL_FUNCTION_EX", flags, variable, 1,
     "callable, NULL, iterable of arguments, and if 1 a mapping of keywords -> the result."},
    {Op::LOAD_BUILD_CLASS, "LOAD_BUILD_CLASS", none, 0, 1, "builtins.__build_class__."},
    {Op::MAKE_FUNCTION, "MAKE_FUNCTION", flags, variable, 1,
     "[defaults 1][kwdefaults 2][annotations 4][closure 8] code -> function: tuple, dict, tuple of "
     "name, value, name, value, tuple of cells."},

    {Op::JUMP_FORWARD, "JUMP_FORWARD", jump, 0, 0, "To a later instruction."},
    {Op::JUMP_BACKWARD, "JUMP_BACKWARD", jump, 0, 0,
     "To an earlier one, a loop's header; only this closes a loop. Interrupts are seen here, but "
     "not on the way back to a SEND: they belong to the receiver."},
    {Op::POP_JUMP_IF_FALSE, "POP_JUMP_IF_FALSE", jump, 1, 0, "Forward unless the top is true."},
    {Op::POP_JUMP_IF_TRUE, "POP_JUMP_IF_TRUE", jump, 1, 0, "Forward if the top is true."},
    {Op::POP_JUMP_IF_NONE, "POP_JUMP_IF_NONE", jump, 1, 0, "Forward if the top is None."},
    {Op::POP_JUMP_IF_NOT_NONE, "POP_JUMP_IF_NOT_NONE", jump, 1, 0, "Forward if it is not None."},
    {Op::JUMP_IF_FALSE_OR_POP, "JUMP_IF_FALSE_OR_POP", jump, 1, 0,
     "Forward, keeping the top, if it is false; else pops it."},
    {Op::JUMP_IF_TRUE_OR_POP, "JUMP_IF_TRUE_OR_POP", jump, 1, 0,
     "Forward, keeping the top, if it is true; else pops it."},

    {Op::GET_ITER, "GET_ITER", none, 1, 1, "iter(a)."},
    {Op::FOR_ITER, "FOR_ITER", jump, 0, 1,
     "iterator -> iterator, next item; exhausted: pops the iterator and jumps forward."},
    {Op::GET_YIELD_FROM_ITER, "GET_YIELD_FROM_ITER", none, 1, 1,
     "a itself if a generator, or a coroutine where that is allowed; else iter(a)."},
    {Op::SEND, "SEND", jump, 2, 2,
     "receiver, value -> receiver, what it yields; if it returns: its result alone, jumping "
     "forward. So does a throw() that makes it return."},
    {Op::YIELD_VALUE, "YIELD_VALUE", none, 1, 1, "Suspends with the top; goes on with the sent."},
    {Op::RETURN_VALUE, "RETURN_VALUE", none, 1, 0, "Leaves the frame with the top."},
    {Op::RETURN_GENERATOR, "RETURN_GENERATOR", none, 0, 1,
     "Returns a new generator, coroutine or asynchronous generator that owns this frame; resumed, "
     "it goes on after this with the sent value on the stack."},
    {Op::GET_AWAITABLE, "GET_AWAITABLE", flags, 1, 1,
     "The awaitable's iterator; 1, 2: it came from __aenter__, __aexit__, for the message."},
    {Op::GET_AITER, "GET_AITER", none, 1, 1, "a.__aiter__()."},
    {Op::GET_ANEXT, "GET_ANEXT", none, 0, 1, "iterator -> iterator, awaitable of its __anext__()."},
    {Op::END_ASYNC_FOR, "END_ASYNC_FOR", none, 2, 0,
     "iterator, exception: ends the loop at StopAsyncIteration, raises anything else again."},
    {Op::BEFORE_ASYNC_WITH, "BEFORE_ASYNC_WITH", none, 1, 2,
     "manager -> bound __aexit__, __aenter__()."},
    {Op::ASYNC_GEN_WRAP, "ASYNC_GEN_WRAP", none, 1, 1, "Marks what an async generator yields."},

    {Op::RAISE_VARARGS, "RAISE_VARARGS", count, variable, 0,
     "0: raises the handled exception again; 1: exception; 2: exception, cause."},
    {Op::RERAISE, "RERAISE", depth, 1, 0,
     "Raises the top again with the traceback that it has; n > 0: the n-th value under it is the "
     "index of the instruction that raised it first, whose line counts."},
    {Op::PUSH_EXC_INFO, "PUSH_EXC_INFO", none, 1, 2,
     "exception -> the exception handled before, exception; the latter is now the handled one."},
    {Op::POP_EXCEPT, "POP_EXCEPT", none, 1, 0, "Makes the popped exception the handled one again."},
    {Op::CHECK_EXC_MATCH, "CHECK_EXC_MATCH", none, 1, 1,
     "exception, type -> exception, whether `except type` takes it."},
    {Op::CHECK_EG_MATCH, "CHECK_EG_MATCH", none, 2, 2,
     "exception, type -> rest, match of `except* type`, the match being now the handled exception; "
     "without match: exception, None."},
    {Op::PREP_RERAISE_STAR, "PREP_RERAISE_STAR", none, 2, 1,
     "exception, list of raised and left exceptions of except* -> what to raise, or None."},
    {Op::BEFORE_WITH, "BEFORE_WITH", none, 1, 2, "manager -> bound __exit__, __enter__()."},
    {Op::WITH_EXCEPT_START, "WITH_EXCEPT_START", none, 0, 1,
     "exit, index, handled before, exception: pushes exit(type, exception, traceback)."},
    {Op::LOAD_ASSERTION_ERROR, "LOAD_ASSERTION_ERROR", none, 0, 1, "The builtin AssertionError."},

    {Op::FORMAT_VALUE, "FORMAT_VALUE", flags, variable, 1,
     "value[, spec if 4] -> its format; `operand & 3`: as is, or first str, repr, ascii."},
    {Op::IMPORT_NAME, "IMPORT_NAME", name, 2, 1, "level, names or None -> the imported module."},
    {Op::IMPORT_FROM, "IMPORT_FROM", name, 0, 1, "module -> module, its name, or ImportError."},
    {Op::IMPORT_STAR, "IMPORT_STAR", none, 1, 0, "Binds a module's public names in the locals."},
    {Op::SETUP_ANNOTATIONS, "SETUP_ANNOTATIONS", none, 0, 0,
     "Binds __annotations__ to a dict in the locals mapping if it is not bound."},
    {Op::PRINT_EXPR, "PRINT_EXPR", none, 1, 0, "sys.displayhook(a)."},
    {Op::GET_LEN, "GET_LEN", none, 0, 1, "a -> a, len(a)."},
    {Op::MATCH_MAPPING, "MATCH_MAPPING", none, 0, 1, "a -> a, whether patterns see a mapping."},
    {Op::MATCH_SEQUENCE, "MATCH_SEQUENCE", none, 0, 1, "a -> a, whether patterns see a sequence."},
    {Op::MATCH_KEYS, "MATCH_KEYS", none, 0, 1,
     "subject, keys -> subject, keys, tuple of its values for them, or None if one is missing."},
    {Op::MATCH_CLASS, "MATCH_CLASS", count, 3, 1,
     "subject, class, tuple of keyword names -> tuple of attributes (n positional, then these), or "
     "None if there is no match."},
}};
}  // namespace detail

consteval bool rows_in_order() {
  for (std::size_t i = 0; i < op_count; ++i)
    if (detail::op_table[i].op != static_cast<Op>(i)) return false;
  return true;
}
static_assert(rows_in_order(), "op_table: give each op its row, in the order of the enumerators");

constexpr const OpInfo& info(Op op) { return detail::op_table[static_cast<std::size_t>(op)]; }
constexpr std::string_view name(Op op) { return info(op).name; }

// ---- Instructions ---------------------------------------------------------------------------

using Instruction = std::uint32_t;

inline constexpr std::uint32_t max_operand = (1U << 24) - 1;

constexpr Instruction encode(Op op, std::uint32_t operand = 0) {
  return static_cast<std::uint32_t>(op) | operand << 8;
}
constexpr Op op_of(Instruction instruction) { return static_cast<Op>(instruction & 0xFF); }
constexpr std::uint32_t operand_of(Instruction instruction) { return instruction >> 8; }

constexpr bool is_jump(Op op) { return info(op).operand == Operand::jump; }

/// May the next instruction follow this one?
constexpr bool falls_through(Op op) {
  return op != Op::JUMP_FORWARD && op != Op::JUMP_BACKWARD && op != Op::RETURN_VALUE &&
         op != Op::RAISE_VARARGS && op != Op::RERAISE;
}

struct StackEffect {
  std::uint32_t pops;
  std::uint32_t pushes;
};

namespace detail {
constexpr std::uint32_t variable_pops(Op op, std::uint32_t operand) {
  switch (op) {
    case Op::BUILD_MAP: return 2 * operand;
    case Op::CALL: return operand + 2;
    case Op::CALL_KW: return operand + 3;
    case Op::CALL_FUNCTION_EX: return 3 + (operand & 1);
    case Op::MAKE_FUNCTION: return 1 + static_cast<std::uint32_t>(std::popcount(operand & 15));
    case Op::FORMAT_VALUE: return (operand & 4) != 0 ? 2 : 1;
    default: return operand;
  }
}
constexpr std::uint32_t variable_pushes(Op op, std::uint32_t operand) {
  return op == Op::UNPACK_EX ? (operand & 255) + 1 + (operand >> 8) : operand;
}
}  // namespace detail

/// What the instruction takes and leaves when the next one follows.
constexpr StackEffect stack_effect(Op op, std::uint32_t operand) {
  const OpInfo& row = info(op);
  return {row.pops == variable ? detail::variable_pops(op, operand)
                               : static_cast<std::uint32_t>(row.pops),
          row.pushes == variable ? detail::variable_pushes(op, operand)
                                 : static_cast<std::uint32_t>(row.pushes)};
}

/// What a jump takes and leaves when it jumps.
constexpr StackEffect jump_effect(Op op) {
  switch (op) {
    case Op::FOR_ITER: return {1, 0};
    case Op::SEND: return {2, 1};
    case Op::JUMP_IF_FALSE_OR_POP:
    case Op::JUMP_IF_TRUE_OR_POP: return {1, 1};
    default: return stack_effect(op, 0);
  }
}

}  // namespace py::bytecode
