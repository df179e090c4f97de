// The operations of residual programs, in one table: name, types, effect, meaning.
//
// A row here, a case in the evaluator and a lowering in codegen are all that an operation needs.
// `int_` works on i64, `float_` on f64; a `ref` is a tagged word (gc/layout/word.hpp) or a raw pointer.
// "Small" means the 63 bits of a small integer. All `int_` arithmetic wraps at 64 bits.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace pe::residual {

enum class Type : std::uint8_t { none, i64, f64, boolean, ref };

enum class Op : std::uint8_t {
  // Values
  param, const_int, const_float, const_bool, const_ref,
  // Integers
  int_add, int_sub, int_mul, int_div, int_rem, int_neg, int_and, int_or, int_xor, int_not,
  int_shl, int_shr, int_ushr,
  int_add_overflows, int_sub_overflows, int_mul_overflows,
  int_eq, int_ne, int_lt, int_le, uint_lt, int_is_small,
  // Floats
  float_add, float_sub, float_mul, float_div, float_neg, float_abs, float_sqrt, float_floor,
  float_eq, float_ne, float_lt, float_le, int_to_float, float_to_int, float_bits,
  // Booleans and references
  bool_not, bool_to_int, ref_eq, ref_ne, ref_bits,
  // Boxing
  is_int, int_box, int_unbox, is_float, float_box, float_unbox, is_bool, bool_box, bool_unbox,
  is_object,
  // Memory
  load, store, load_element, store_element, alloc, alloc_array,
  // Calls
  call, invoke, invoke_kind, invoke_int, invoke_float, invoke_bool, invoke_ref,
  // Control
  guard_true, guard_false, jump, branch, switch_int, ret, exit,
};
inline constexpr std::size_t op_count = static_cast<std::size_t>(Op::exit) + 1;

enum class Effect : std::uint8_t {
  pure,        ///< Only its operands count; may be dropped, doubled, moved.
  reads,       ///< Depends on memory.
  allocates,   ///< Makes an object nobody else has seen; may collect; may be dropped.
  writes,      ///< Changes memory.
  calls,       ///< As its callee declares.
  guards,      ///< May leave the program.
  terminates,  ///< Ends a block.
};

struct OpInfo {
  Op op;
  std::string_view name;
  Type result;
  std::array<Type, 3> operands;  ///< `none` past the last; calls and control have their own rules.
  Effect effect;
  std::string_view meaning;
};

namespace detail {
using enum Type;
using enum Effect;
inline constexpr std::array<OpInfo, op_count> op_table = {{
    {Op::param, "param", none, {}, pure, "The block's parameter; its type is the node's."},
    {Op::const_int, "const_int", i64, {}, pure, "The integer `imm`."},
    {Op::const_float, "const_float", f64, {}, pure, "The float whose bits are `imm`."},
    {Op::const_bool, "const_bool", boolean, {}, pure, "`imm` is 0 or 1."},
    {Op::const_ref, "const_ref", ref, {}, pure, "The word or address `imm`; a root if an object."},

    {Op::int_add, "int_add", i64, {i64, i64}, pure, "a + b."},
    {Op::int_sub, "int_sub", i64, {i64, i64}, pure, "a - b."},
    {Op::int_mul, "int_mul", i64, {i64, i64}, pure, "a * b."},
    {Op::int_div, "int_div", i64, {i64, i64}, pure,
     "a / b towards zero; b is not 0, and a / b does not overflow."},
    {Op::int_rem, "int_rem", i64, {i64, i64}, pure, "a - (a / b) * b, under int_div's conditions."},
    {Op::int_neg, "int_neg", i64, {i64}, pure, "-a."},
    {Op::int_and, "int_and", i64, {i64, i64}, pure, "a & b."},
    {Op::int_or, "int_or", i64, {i64, i64}, pure, "a | b."},
    {Op::int_xor, "int_xor", i64, {i64, i64}, pure, "a ^ b."},
    {Op::int_not, "int_not", i64, {i64}, pure, "~a."},
    {Op::int_shl, "int_shl", i64, {i64, i64}, pure, "a << b, 0 <= b < 64."},
    {Op::int_shr, "int_shr", i64, {i64, i64}, pure, "a >> b with a's sign, 0 <= b < 64."},
    {Op::int_ushr, "int_ushr", i64, {i64, i64}, pure, "a >> b with zeros, 0 <= b < 64."},
    {Op::int_add_overflows, "int_add_overflows", boolean, {i64, i64}, pure,
     "Is a + b of small a and b no small integer?"},
    {Op::int_sub_overflows, "int_sub_overflows", boolean, {i64, i64}, pure,
     "Is a - b of small a and b no small integer?"},
    {Op::int_mul_overflows, "int_mul_overflows", boolean, {i64, i64}, pure,
     "Is a * b of small a and b no small integer?"},
    {Op::int_eq, "int_eq", boolean, {i64, i64}, pure, "a == b."},
    {Op::int_ne, "int_ne", boolean, {i64, i64}, pure, "a != b."},
    {Op::int_lt, "int_lt", boolean, {i64, i64}, pure, "a < b, signed."},
    {Op::int_le, "int_le", boolean, {i64, i64}, pure, "a <= b, signed."},
    {Op::uint_lt, "uint_lt", boolean, {i64, i64}, pure, "a < b, unsigned."},
    {Op::int_is_small, "int_is_small", boolean, {i64}, pure, "Does a fit a small integer?"},

    {Op::float_add, "float_add", f64, {f64, f64}, pure, "a + b."},
    {Op::float_sub, "float_sub", f64, {f64, f64}, pure, "a - b."},
    {Op::float_mul, "float_mul", f64, {f64, f64}, pure, "a * b."},
    {Op::float_div, "float_div", f64, {f64, f64}, pure, "a / b, IEEE: never traps."},
    {Op::float_neg, "float_neg", f64, {f64}, pure, "-a."},
    {Op::float_abs, "float_abs", f64, {f64}, pure, "|a|."},
    {Op::float_sqrt, "float_sqrt", f64, {f64}, pure, "The square root; NaN below zero."},
    {Op::float_floor, "float_floor", f64, {f64}, pure, "The largest integral float <= a."},
    {Op::float_eq, "float_eq", boolean, {f64, f64}, pure, "a == b, ordered."},
    {Op::float_ne, "float_ne", boolean, {f64, f64}, pure, "a != b; true where one is NaN."},
    {Op::float_lt, "float_lt", boolean, {f64, f64}, pure, "a < b, ordered."},
    {Op::float_le, "float_le", boolean, {f64, f64}, pure, "a <= b, ordered."},
    {Op::int_to_float, "int_to_float", f64, {i64}, pure, "The nearest float."},
    {Op::float_to_int, "float_to_int", i64, {f64}, pure, "Truncates; |a| < 2^62 is known."},
    {Op::float_bits, "float_bits", i64, {f64}, pure, "The IEEE bits."},

    {Op::bool_not, "bool_not", boolean, {boolean}, pure, "not a."},
    {Op::bool_to_int, "bool_to_int", i64, {boolean}, pure, "0 or 1."},
    {Op::ref_eq, "ref_eq", boolean, {ref, ref}, pure, "The same word."},
    {Op::ref_ne, "ref_ne", boolean, {ref, ref}, pure, "Not the same word."},
    {Op::ref_bits, "ref_bits", i64, {ref}, pure, "The word as an integer."},

    {Op::is_int, "is_int", boolean, {ref}, pure, "A small integer?"},
    {Op::int_box, "int_box", ref, {i64}, pure, "The word of a small integer."},
    {Op::int_unbox, "int_unbox", i64, {ref}, pure, "The integer in a word for which is_int holds."},
    {Op::is_float, "is_float", boolean, {ref}, pure,
     "An immediate float, or an object whose layout is the program's boxed-float layout?"},
    {Op::float_box, "float_box", ref, {f64}, allocates,
     "The word of a float; calls the program's boxing function where it is no immediate."},
    {Op::float_unbox, "float_unbox", f64, {ref}, pure, "The float in a word, is_float holding."},
    {Op::is_bool, "is_bool", boolean, {ref}, pure, "One of the words true and false?"},
    {Op::bool_box, "bool_box", ref, {boolean}, pure, "The word true or false."},
    {Op::bool_unbox, "bool_unbox", boolean, {ref}, pure, "Is it the word true, is_bool holding?"},
    {Op::is_object, "is_object", boolean, {ref}, pure, "A reference (low bits 000), not null?"},

    {Op::load, "load", none, {ref}, reads, "The field `field` of object a; small kinds extend."},
    {Op::store, "store", none, {ref, none}, writes, "Sets the field `field` of object a to b."},
    {Op::load_element, "load_element", none, {ref, i64}, reads,
     "Element b of the tail `field` of object a; b is within its length."},
    {Op::store_element, "store_element", none, {ref, i64, none}, writes,
     "Sets element b of the tail `field` of object a to c."},
    {Op::alloc, "alloc", ref, {}, allocates,
     "A new object of `imm` bytes, zeroed, without its header; args: none."},
    {Op::alloc_array, "alloc_array", ref, {i64}, allocates,
     "A new object of `imm` bytes and a more elements of 8 bytes, zeroed, without its header."},

    {Op::call, "call", none, {}, calls, "A compiled C++ function; args are its arguments."},
    {Op::invoke, "invoke", none, {}, calls,
     "Another residual function, through its entry cell; args are payloads."},
    {Op::invoke_kind, "invoke_kind", i64, {}, pure, "Which kind the result of invoke a has."},
    {Op::invoke_int, "invoke_int", i64, {}, pure, "The payload of invoke a, its kind being int."},
    {Op::invoke_float, "invoke_float", f64, {}, pure, "The payload, the kind being float."},
    {Op::invoke_bool, "invoke_bool", boolean, {}, pure, "The payload, the kind being boolean."},
    {Op::invoke_ref, "invoke_ref", ref, {}, pure, "The result boxed, whatever its kind."},

    {Op::guard_true, "guard_true", none, {boolean}, guards, "Leaves by `exit` unless a."},
    {Op::guard_false, "guard_false", none, {boolean}, guards, "Leaves by `exit` if a."},
    {Op::jump, "jump", none, {}, terminates, "To target 0."},
    {Op::branch, "branch", none, {boolean}, terminates, "To target 0 if a, else to target 1."},
    {Op::switch_int, "switch_int", none, {i64}, terminates,
     "To the target whose case value is a; the last target is the default."},
    {Op::ret, "ret", none, {none}, terminates, "Returns a, of whichever type."},
    {Op::exit, "exit", none, {}, terminates, "Leaves by `exit`."},
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

}  // namespace pe::residual
