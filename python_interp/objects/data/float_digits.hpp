// The decimal digits of a double, from which repr(), format() and % put their texts together.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace py {

/// 0.d1d2d3... * 10^point; at least one digit.
struct Decimal {
  std::string digits;
  int point = 0;
};

/// The fewest digits that read back as `value`, which is finite and not negative.
Decimal shortest_decimal(double value);
/// `digits` >= 1 significant digits, correctly rounded.
Decimal rounded_decimal(double value, int digits);
/// As C's %.<decimals>f.
std::string fixed_text(double value, int decimals);
/// "e+05".
std::string exponent_text(int exponent);
/// "1.25e+05".
std::string scientific_text(const Decimal& decimal);
/// "125000" or "0.00125".
std::string positional_text(const Decimal& decimal);
/// repr() of any double, ".0" being optional.
std::string repr_digits(double value, bool add_point_zero);

/// Reads a number at `at` (which ends with a 0) and moves `at` past it; nothing if there is none.
std::optional<double> parse_plain_double(const char*& at);

/// float.fromhex(): infinite if too large, nothing if malformed.
std::optional<double> float_from_hex(std::string_view text);

}  // namespace py
