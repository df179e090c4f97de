// What a Brainfuck program is made of, and how its text becomes that.
//
//     > <   move         + -   add         .   put        ,   get
//     [     open: skip the loop if the cell is 0          ]   close: back to its bracket
//
// Equal neighbours are one instruction with a count; `[-]` is `clear`. Everything else is a comment.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pe/driver/code.hpp"
#include "pe/driver/world.hpp"

namespace brainfuck {

enum class Op : std::uint8_t { begin, move, add, clear, put, get, open, close, end };

struct Instruction {
  Op op = Op::end;
  std::int64_t argument = 0;  ///< How far, how much, or which bracket is the other one.
};

struct Tape : gc::Object {
  static constexpr gc::LayoutId layout = 10;
  std::int64_t length;
  gc::Tail<std::uint8_t> cells;
};
inline constexpr std::int64_t last_cell = 0xffff;

/// Writes a byte.
inline void put(pe::driver::World* world, std::int64_t byte) {
  const char character = static_cast<char>(byte);
  world->print({&character, 1});
}
/// Reads a byte; 0 at the end of input.
inline std::int64_t get(pe::driver::World* world) {
  if (world->input.empty()) return 0;
  const auto byte = static_cast<std::uint8_t>(world->input.front());
  world->input.remove_prefix(1);
  return byte;
}

/// The text as instructions. If a bracket has no partner, `error` says so, and `where` is its place.
struct Parsed {
  std::vector<Instruction> instructions;
  std::vector<pe::driver::Position> positions;
  const char* error = nullptr;
  pe::driver::Position where;
};
constexpr Parsed parse(std::string_view text);

class Code final : public pe::driver::Code {
 public:
  explicit Code(Parsed parsed);
  std::string text(std::uint32_t pc) const override;

  std::vector<Instruction> instructions;
};

constexpr Parsed parse(std::string_view text) {
  Parsed result;
  std::vector<std::size_t> open;
  pe::driver::Position here{1, 0};
  const auto add = [&](Op op, std::int64_t argument) {
    const bool counts = op == Op::move || op == Op::add;
    if (counts && !result.instructions.empty() && result.instructions.back().op == op) {
      result.instructions.back().argument += argument;
      return;
    }
    result.instructions.push_back({op, argument});
    result.positions.push_back(here);
  };
  const auto close = [&] {
    const std::size_t begin = open.back();
    open.pop_back();
    auto& all = result.instructions;
    if (all.size() == begin + 2 && all.back().op == Op::add && (all.back().argument & 1) != 0) {
      all.resize(begin);
      result.positions.resize(begin);
      return add(Op::clear, 0);
    }
    all[begin].argument = static_cast<std::int64_t>(all.size());
    add(Op::close, static_cast<std::int64_t>(begin));
  };
  add(Op::begin, 0);
  for (const char it : text) {
    ++here.column;
    switch (it) {
      case '>': add(Op::move, 1); break;
      case '<': add(Op::move, -1); break;
      case '+': add(Op::add, 1); break;
      case '-': add(Op::add, -1); break;
      case '.': add(Op::put, 0); break;
      case ',': add(Op::get, 0); break;
      case '[':
        open.push_back(result.instructions.size());
        add(Op::open, 0);
        break;
      case ']':
        if (open.empty()) {
          result.error = "this ']' has no '['";
          result.where = here;
          return result;
        }
        close();
        break;
      case '\n': here = {here.line + 1, 0}; break;
      default: break;
    }
  }
  if (!open.empty()) {
    result.error = "this '[' has no ']'";
    result.where = result.positions[open.back()];
  }
  add(Op::end, 0);
  return result;
}

}  // namespace brainfuck

template <> inline constexpr pe::Effects pe::effects_of<&brainfuck::put> = {.name = "put", .writes = true};
template <> inline constexpr pe::Effects pe::effects_of<&brainfuck::get> = {
    .name = "get", .reads = true, .writes = true};
