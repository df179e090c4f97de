// The text form of residual programs: prints, and reads back what it prints.
//
//     program @count
//     uses @box_float(f64) -> ref allocates
//     floats boxed as #7 by @box_float
//     b0(%0: ref, %1: i64):  ; entry
//       %2 = int_add %1, 1
//       %3 = load %0, List.items:word[16]
//       %4 = int_lt %2, 10
//       guard_true %4 -> exit 0
//       branch %4 -> b1(%2), b2(%3)
//     exit 0: never seen to be false
//       decision 0x2a false
//       saved %2, %3
//       v0 = 32 bytes {List.header:i64[0] = 844424930131968, List.items:word[24..][0] = %3}
//       frame main@12 mode 0 depth 2: %2, &5, v0, -
//       deliver box %2 mode 1
//       log %3, 17
//
// Constants stand where they are used: `5`, `1.5`, `true`, and with `&` the word or address: `&5`
// the small integer's word, `&1.5` the float's, `&true`, `&null`, `&special2`, `&0x7f10` an
// address. A field is its layout (by name, or `#` and number), its own name for people, its kind
// and its offset; `..` marks a tail, `!` a field that never changes, `?` one that seldom does. In
// an exit a source is `-` (absent), a constant, a node the exit saves (`%3`, or `saved[1]` if that
// is a constant; after `box` if it is a payload and its word is wanted), or a virtual object;
// `deliver` stands where the step is to hand the result of a call to the innermost frame. Nodes are
// numbered anew in the order of printing, so print(parse(print(p))) == print(p).
#pragma once

#include <cstdint>
#include <deque>
#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pe/residual/program.hpp"

namespace pe::residual {

/// What people call the things that a program refers to. An empty answer means a number instead:
/// layouts theirs, entries and codes one in the order of appearance (`entry0`, `code0`), objects
/// their address. Characters that the grammar needs are printed as `_`.
class Names {
 public:
  virtual ~Names() = default;
  virtual std::string layout(gc::LayoutId) const { return {}; }
  virtual std::string field(const gc::Field&) const { return {}; }
  virtual std::string entry(const EntryCell&) const { return {}; }
  virtual std::string code(const void*) const { return {}; }
  virtual std::string special(unsigned) const { return {}; }
  virtual std::string object(std::uint64_t) const { return {}; }
};

/// The way back from names to things. Whatever it does not know is made up (a callee without
/// address, an empty entry cell, storage of 16 bytes for an object or a code) and lives as long as
/// the resolver; only an unknown name of a layout is an error, as its number would be printed.
class Resolver {
 public:
  virtual ~Resolver() = default;

  virtual std::optional<gc::LayoutId> layout(std::string_view) { return {}; }
  virtual std::optional<unsigned> special(std::string_view) { return {}; }
  virtual const Callee* callee(std::string_view) { return nullptr; }
  virtual EntryCell* entry(std::string_view) { return nullptr; }
  virtual const void* code(std::string_view) { return nullptr; }
  virtual const void* object(std::string_view) { return nullptr; }

  /// These ask the virtual functions first. A made-up callee has the signature of `declared`.
  const Callee* resolve_callee(std::string_view name, const Callee& declared);
  EntryCell* resolve_entry(std::string_view name);
  const void* resolve_code(std::string_view name);
  const void* resolve_object(std::string_view name);

 private:
  struct alignas(16) Storage {
    char bytes[16] = {};
  };
  template <class T>
  using Made = std::map<std::string, std::unique_ptr<T>, std::less<>>;
  Made<Callee> callees_;
  Made<EntryCell> entries_;
  Made<Storage> codes_;
  Made<Storage> objects_;
  std::deque<std::string> callee_names_;
};

std::string print(const Program& program, const Names& names = Names());

/// One node's line, without indentation; nodes by their ids in the program, not renumbered.
std::string print_node(const Program& program, NodeId node, const Names& names = Names());

struct ParseError {
  int line = 0;  ///< From 1.
  std::string message;
};

/// Reads what `print` wrote. It checks the grammar only: ask `verify` whether the program makes
/// sense. `context`, `leave` and `exit_points` are for the caller to set.
std::expected<Program, ParseError> parse(std::string_view text, Resolver& resolver);

std::string_view name(Type type);
std::string_view name(gc::Kind kind);

/// `bits` as a constant of `type`, in the form described above.
std::string constant_text(Type type, std::uint64_t bits, const Names& names = Names());

}  // namespace pe::residual
