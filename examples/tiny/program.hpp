// What a tiny program is made of: functions on a register bytecode, and values.
//
// A value is a word: an integer of 63 bits, a float, a boolean, an array, or a function. Each activation has
// registers: parameters first, then variables, then intermediate results.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pe/constant/chars.hpp"
#include "pe/driver/code.hpp"
#include "pe/driver/world.hpp"

namespace tiny {

enum class Op : std::uint8_t {
  constant, move, add, subtract, multiply, divide, remainder, less, less_equal, equal, negate, negation,
  jump, jump_if, jump_unless, loop, call, call_value, give, print,
  fill, index, set_index, length, to_float, to_int, root,
};
inline constexpr std::size_t op_count = static_cast<std::size_t>(Op::root) + 1;

/// How an instruction uses its operands a, b, c: `w` a register that it writes, `r` one that it reads, `n` a
/// number, `t` an instruction, `f` a function.
struct OpInfo {
  Op op;
  const char* name;
  const char* operands;
  const char* meaning;
};
inline constexpr OpInfo op_table[op_count] = {
    {Op::constant, "constant", "wn-", "a = constant b."},
    {Op::move, "move", "wr-", "a = b."},
    {Op::add, "add", "wrr", "a = b + c."},
    {Op::subtract, "subtract", "wrr", "a = b - c."},
    {Op::multiply, "multiply", "wrr", "a = b * c."},
    {Op::divide, "divide", "wrr", "a = b / c; integers towards zero."},
    {Op::remainder, "remainder", "wrr", "a = b % c of integers, with b's sign."},
    {Op::less, "less", "wrr", "a = b < c of numbers."},
    {Op::less_equal, "less_equal", "wrr", "a = b <= c of numbers."},
    {Op::equal, "equal", "wrr", "a = b == c: numbers by value, arrays by identity."},
    {Op::negate, "negate", "wr-", "a = -b."},
    {Op::negation, "negation", "wr-", "a = not b."},
    {Op::jump, "jump", "t--", "Goes on at a."},
    {Op::jump_if, "jump_if", "rt-", "Goes on at b if a is true."},
    {Op::jump_unless, "jump_unless", "rt-", "Goes on at b if a is false."},
    {Op::loop, "loop", "t--", "Back to the loop's header a."},
    {Op::call, "call", "wfn", "a = function b of the registers from c on."},
    {Op::call_value, "call_value", "wrn", "a = the function in b of the registers from b + 1 on, c of them."},
    {Op::give, "return", "r--", "Returns a."},
    {Op::print, "print", "r--", "Prints a."},
    {Op::fill, "fill", "wrr", "a = an array of c times b."},
    {Op::index, "index", "wrr", "a = b[c]."},
    {Op::set_index, "set_index", "rrr", "a[b] = c."},
    {Op::length, "length", "wr-", "a = len(b)."},
    {Op::to_float, "to_float", "wr-", "a = float(b)."},
    {Op::to_int, "to_int", "wr-", "a = int(b), towards zero."},
    {Op::root, "sqrt", "wr-", "a = sqrt(b)."},
};
consteval bool rows_in_order() {
  for (std::size_t i = 0; i < op_count; ++i)
    if (op_table[i].op != static_cast<Op>(i)) return false;
  return true;
}
static_assert(rows_in_order(), "op_table: give each op its row, in the order of the enumerators");

struct Instruction {
  Op op = Op::give;
  std::int32_t a = 0, b = 0, c = 0;
};

/// A constant of the program.
struct Literal {
  enum class Kind : std::uint8_t { integer, floating, boolean, function };
  Kind kind = Kind::integer;
  std::int64_t integer = 0;  ///< Or 0 and 1 of a boolean; a function's number.
  double floating = 0;
  friend constexpr bool operator==(const Literal&, const Literal&) = default;
};

/// A function as the compiler makes it; its name is a part of the text.
struct Function {
  std::string_view name = {};
  std::uint32_t parameter_count = 0;
  std::uint32_t slot_count = 0;
  std::vector<Instruction> instructions;
  std::vector<pe::driver::Position> positions;
};

struct Array : gc::Object {
  static constexpr gc::LayoutId layout = 10;
  gc::Fixed<std::int64_t> length;
  gc::Tail<gc::Word> items;
};

/// Functions are specials, behind those that booleans are.
inline constexpr unsigned first_function = 16;
constexpr gc::Word function_word(std::int64_t number) {
  return gc::special(first_function + static_cast<unsigned>(number));
}

/// A program as the compiler makes it. If the text is wrong, `error` says why, and `where` is its place.
struct Compiled {
  std::vector<Function> functions;
  std::vector<Literal> literals;
  std::int64_t main = 0;  ///< Its number among the functions.
  pe::constant::Chars error;
  pe::driver::Position where;
};

struct Program;

/// A function, ready to run.
struct Code final : pe::driver::Code {
  const Program* program = nullptr;
  std::vector<Instruction> instructions;
  std::string text(std::uint32_t pc) const override;
  /// What `call` of function `number` enters.
  const Code& function(std::int64_t number) const;
  /// What `call_value` of this word enters; null if it is no function.
  const Code* function_in(gc::Word word) const;
  /// All functions that may be values: those that the program names without calling them.
  std::span<const gc::Word> function_values() const;
  const Literal& literal(std::int64_t index) const;
};

}  // namespace tiny
