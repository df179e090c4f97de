// What every node is made of: positions, names, the kinds of each family, and literal values.
#pragma once

#include <cstdint>
#include <string_view>

#include "python_interp/syntax/arena.hpp"

namespace py::syntax {

/// Lines count from 1, columns from 0, in bytes of the UTF-8 source; the end is exclusive.
struct Position {
  std::int32_t lineno = 0;
  std::int32_t col_offset = 0;
  std::int32_t end_lineno = 0;
  std::int32_t end_col_offset = 0;
  friend constexpr bool operator==(const Position&, const Position&) = default;
};

/// An interned name (NFKC-normalised); null `data()` where CPython has None.
using Identifier = std::string_view;

enum class ExprContext : std::uint8_t { Load, Store, Del };
enum class BoolOperator : std::uint8_t { And, Or };
enum class Operator : std::uint8_t {
  Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv
};
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class CmpOperator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

enum class ConstantKind : std::uint8_t {
  None, False, True, Ellipsis, Int, Float, Complex, Str, Bytes
};

/// The value of a literal.
/// `number`: Float: the value; Complex: the imaginary part (the real part is zero).
/// `text`: Int: decimal digits without leading zeros, or `0x` and lower-case hex digits (also for
/// octal and binary literals), any length; Str: UTF-8, where an escape may have put a surrogate as
/// its own three bytes; Bytes: the bytes.
struct ConstantValue {
  ConstantKind kind = ConstantKind::None;
  double number = 0;
  std::string_view text = {};
};

enum class ExprKind : std::uint8_t {
  BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp, DictComp,
  GeneratorExp, Await, Yield, YieldFrom, Compare, Call, FormattedValue, JoinedStr, Constant,
  Attribute, Subscript, Starred, Name, List, Tuple, Slice
};
enum class StmtKind : std::uint8_t {
  FunctionDef, AsyncFunctionDef, ClassDef, Return, Delete, Assign, AugAssign, AnnAssign, For,
  AsyncFor, While, If, With, AsyncWith, Match, Raise, Try, TryStar, Assert, Import, ImportFrom,
  Global, Nonlocal, Expr, Pass, Break, Continue
};
enum class PatternKind : std::uint8_t {
  MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass, MatchStar, MatchAs, MatchOr
};
enum class ModKind : std::uint8_t { Module, Interactive, Expression };

struct Expr {
  ExprKind kind;
  Position pos;
};
struct Stmt {
  StmtKind kind;
  Position pos;
};
struct Pattern {
  PatternKind kind;
  Position pos;
};
struct Mod {
  ModKind kind;
};

template <ExprKind K>
struct ExprNode : Expr {
  static constexpr ExprKind kind_of = K;
};
template <StmtKind K>
struct StmtNode : Stmt {
  static constexpr StmtKind kind_of = K;
};
template <PatternKind K>
struct PatternNode : Pattern {
  static constexpr PatternKind kind_of = K;
};
template <ModKind K>
struct ModNode : Mod {
  static constexpr ModKind kind_of = K;
};

}  // namespace py::syntax
