// What a lambda program is made of: trees, and values.
//
// There is no bytecode. The body of each function is a tree of two kinds of nodes. An *expression* is walked in
// one go: constants, variables, primitives, closures. A *tail* says what becomes of an activation: it returns,
// branches, calls. Where a call is not the last thing that a function does, its result gets a slot, and the
// tail that goes on with it is a place of its own: the reader has put nested calls in order, innermost first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pe/driver/code.hpp"
#include "pe/driver/world.hpp"

namespace lambda {

enum class Primitive : std::uint8_t {
  add, subtract, multiply, quotient, remainder, less, equal, same, cons, car, cdr,
  is_pair, is_null, is_symbol, is_number, is_procedure, negation,
};
struct PrimitiveInfo {
  Primitive which;
  const char* name;
  std::uint32_t arguments;
};
inline constexpr PrimitiveInfo primitives[] = {
    {Primitive::add, "+", 2}, {Primitive::subtract, "-", 2}, {Primitive::multiply, "*", 2},
    {Primitive::quotient, "quotient", 2}, {Primitive::remainder, "remainder", 2},
    {Primitive::less, "<", 2}, {Primitive::equal, "=", 2}, {Primitive::same, "eq?", 2},
    {Primitive::cons, "cons", 2}, {Primitive::car, "car", 1}, {Primitive::cdr, "cdr", 1},
    {Primitive::is_pair, "pair?", 1}, {Primitive::is_null, "null?", 1}, {Primitive::is_symbol, "symbol?", 1},
    {Primitive::is_number, "number?", 1}, {Primitive::is_procedure, "procedure?", 1}, {Primitive::negation, "not", 1},
};

struct Node {
  enum class Kind : std::uint8_t {
    // Expressions
    constant,   ///< `word`, or constant `index` of the program if it is a list.
    quoted,
    local,      ///< Slot `index`.
    captured,   ///< Value `index` of the running closure.
    primitive,  ///< `index` of `children`.
    closure,    ///< Of function `index`, capturing `children`.
    choice,     ///< If child 0 is not false child 1, else child 2.
    // Tails
    give,       ///< Returns child 0.
    branch,     ///< If child 0 is not false tail 1, else tail 2.
    let,        ///< Slot `index` becomes child 0; goes on with tail 1.
    bind,       ///< Slot `index` becomes the result of calling the children from 1 on; goes on with tail 0.
    go,         ///< Goes on with tail 0, to which several ways lead.
    tail_call,  ///< Calls the children, the first of which is the function, in place of this activation.
    show,       ///< Prints child 0; goes on with tail 1.
    stop,       ///< The program says that something is wrong.
  };
  Kind kind = Kind::constant;
  std::int64_t index = 0;
  gc::Word word = {};
  std::vector<std::uint32_t> children = {};
};

struct Pair : gc::Object {
  static constexpr gc::LayoutId layout = 10;
  gc::Fixed<gc::Word> first, rest;
};

/// A call has at most so many arguments, the procedure among them.
inline constexpr std::uint32_t most_arguments = 10;

struct Code;

/// A function and the values that it took from around it.
struct Closure : gc::Object {
  static constexpr gc::LayoutId layout = 11;
  gc::Fixed<const Code*> code;
  gc::Fixed<std::int64_t> length;
  gc::Tail<gc::Fixed<gc::Word>> values;
};

/// Specials: the empty list, what has no value, then symbols.
inline constexpr gc::Word empty_list = gc::special(2), nothing = gc::special(3);
inline constexpr unsigned first_symbol = 16;

struct Unit;

/// A function. Slot 0 is the running closure, then its parameters.
struct Code final : pe::driver::Code {
  const Unit* unit = nullptr;
  std::vector<Node> nodes;  ///< Execution begins at node 0.
  const Node& node(std::uint32_t number) const { return nodes[number]; }
  const Code& function(std::int64_t number) const;
  gc::Word quoted(std::int64_t number) const;
  std::string text(std::uint32_t pc) const override;
};

/// What functions share.
struct Unit {
  std::vector<std::unique_ptr<Code>> functions;  ///< The first is the program itself.
  std::vector<std::string> symbols;
  std::vector<gc::Word> constants;               ///< Lists that are quoted, once they are made.
};

inline const Code& Code::function(std::int64_t number) const { return *unit->functions[static_cast<std::size_t>(number)]; }
inline gc::Word Code::quoted(std::int64_t number) const { return unit->constants[static_cast<std::size_t>(number)]; }

/// Prints a value and ends the line.
void print(pe::driver::World* world, const Unit* unit, gc::Word value);
inline bool is_symbol(gc::Word value) { return gc::is_special(value) && gc::special_index(value) >= first_symbol; }
std::string text_of(const Unit& unit, gc::Word value);

}  // namespace lambda

template <> inline constexpr pe::Effects pe::effects_of<&lambda::print> = {.name = "print", .reads = true, .writes = true};
template <> inline constexpr pe::Effects pe::effects_of<&lambda::is_symbol> = {.name = "is_symbol"};
