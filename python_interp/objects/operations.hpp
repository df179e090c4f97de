// The object space's operations: one row each with its name, symbol and special methods.
//
// The bytecode interpreter knows operations only by these; proxy spaces and documentation are folds over
// the tables.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace py {

enum class BinaryOperation : std::int64_t {
  add, subtract, multiply, true_divide, floor_divide, modulo, power, lshift, rshift, and_, or_, xor_,
  matrix_multiply,
};
struct BinaryRow {
  std::string_view name, symbol, method, reflected, inplace;
};
inline constexpr std::array<BinaryRow, 13> binary_operations = {{
    {"add", "+", "__add__", "__radd__", "__iadd__"},
    {"subtract", "-", "__sub__", "__rsub__", "__isub__"},
    {"multiply", "*", "__mul__", "__rmul__", "__imul__"},
    {"true_divide", "/", "__truediv__", "__rtruediv__", "__itruediv__"},
    {"floor_divide", "//", "__floordiv__", "__rfloordiv__", "__ifloordiv__"},
    {"modulo", "%", "__mod__", "__rmod__", "__imod__"},
    {"power", "** or pow()", "__pow__", "__rpow__", "__ipow__"},
    {"lshift", "<<", "__lshift__", "__rlshift__", "__ilshift__"},
    {"rshift", ">>", "__rshift__", "__rrshift__", "__irshift__"},
    {"and", "&", "__and__", "__rand__", "__iand__"},
    {"or", "|", "__or__", "__ror__", "__ior__"},
    {"xor", "^", "__xor__", "__rxor__", "__ixor__"},
    {"matrix_multiply", "@", "__matmul__", "__rmatmul__", "__imatmul__"},
}};

enum class UnaryOperation : std::int64_t { negative, positive, invert };
struct UnaryRow {
  std::string_view name, symbol, method;
};
inline constexpr std::array<UnaryRow, 3> unary_operations = {{
    {"negative", "-", "__neg__"},
    {"positive", "+", "__pos__"},
    {"invert", "~", "__invert__"},
}};

enum class Comparison : std::int64_t { lt, le, eq, ne, gt, ge };
struct ComparisonRow {
  std::string_view name, symbol, method;
  Comparison reflected;
};
inline constexpr std::array<ComparisonRow, 6> comparisons = {{
    {"lt", "<", "__lt__", Comparison::gt},
    {"le", "<=", "__le__", Comparison::ge},
    {"eq", "==", "__eq__", Comparison::eq},
    {"ne", "!=", "__ne__", Comparison::ne},
    {"gt", ">", "__gt__", Comparison::lt},
    {"ge", ">=", "__ge__", Comparison::le},
}};

}  // namespace py
