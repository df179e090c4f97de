// Most properties follow from the general category, which utf8proc knows. Python 3.11 has Unicode 14; what
// 15 added is unassigned for it. The other tables are what the Unicode Character Database adds to the
// categories: Other_Lowercase, Other_Uppercase, Numeric_Type, and where XID differs from ID.
#include "python_interp/objects/data/unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <iterator>

namespace py::unicode {
namespace {

struct Range {
  std::uint32_t first, last;
};

/// Not yet in Unicode 14.
constexpr Range newer[] = {
    {0xcf3, 0xcf3}, {0xece, 0xece}, {0x10efd, 0x10eff}, {0x1123f, 0x11241}, {0x11b00, 0x11b09},
    {0x11f00, 0x11f10}, {0x11f12, 0x11f3a}, {0x11f3e, 0x11f59}, {0x1342f, 0x1342f},
    {0x13440, 0x13455}, {0x1b132, 0x1b132}, {0x1b155, 0x1b155}, {0x1d2c0, 0x1d2d3},
    {0x1df25, 0x1df2a}, {0x1e030, 0x1e06d}, {0x1e08f, 0x1e08f}, {0x1e4d0, 0x1e4f9},
    {0x1f6dc, 0x1f6dc}, {0x1f774, 0x1f776}, {0x1f77b, 0x1f77f}, {0x1f7d9, 0x1f7d9},
    {0x1fa75, 0x1fa77}, {0x1fa87, 0x1fa88}, {0x1faad, 0x1faaf}, {0x1fabb, 0x1fabd},
    {0x1fabf, 0x1fabf}, {0x1face, 0x1facf}, {0x1fada, 0x1fadb}, {0x1fae8, 0x1fae8},
    {0x1faf7, 0x1faf8}, {0x2b739, 0x2b739}, {0x31350, 0x323af}};
/// Letters that are lower case though their category is not Ll.
constexpr Range other_lower[] = {
    {0xaa, 0xaa}, {0xba, 0xba}, {0x2b0, 0x2b8}, {0x2c0, 0x2c1}, {0x2e0, 0x2e4}, {0x345, 0x345},
    {0x37a, 0x37a}, {0x1d2c, 0x1d6a}, {0x1d78, 0x1d78}, {0x1d9b, 0x1dbf}, {0x2071, 0x2071},
    {0x207f, 0x207f}, {0x2090, 0x209c}, {0x2170, 0x217f}, {0x24d0, 0x24e9}, {0x2c7c, 0x2c7d},
    {0xa69c, 0xa69d}, {0xa770, 0xa770}, {0xa7f8, 0xa7f9}, {0xab5c, 0xab5f}, {0x10780, 0x10780},
    {0x10783, 0x10785}, {0x10787, 0x107b0}, {0x107b2, 0x107ba}};
constexpr Range other_upper[] = {
    {0x2160, 0x216f}, {0x24b6, 0x24cf}, {0x1f130, 0x1f149}, {0x1f150, 0x1f169}, {0x1f170, 0x1f189}};
/// Digits that are no decimal digits.
constexpr Range other_digits[] = {
    {0xb2, 0xb3}, {0xb9, 0xb9}, {0x1369, 0x1371}, {0x19da, 0x19da}, {0x2070, 0x2070},
    {0x2074, 0x2079}, {0x2080, 0x2089}, {0x2460, 0x2468}, {0x2474, 0x247c}, {0x2488, 0x2490},
    {0x24ea, 0x24ea}, {0x24f5, 0x24fd}, {0x24ff, 0x24ff}, {0x2776, 0x277e}, {0x2780, 0x2788},
    {0x278a, 0x2792}, {0x10a40, 0x10a43}, {0x10e60, 0x10e68}, {0x11052, 0x1105a}, {0x1f100, 0x1f10a}};
/// Ideographs that are numbers.
constexpr Range numeric_letters[] = {
    {0x3405, 0x3405}, {0x3483, 0x3483}, {0x382a, 0x382a}, {0x3b4d, 0x3b4d}, {0x4e00, 0x4e00},
    {0x4e03, 0x4e03}, {0x4e07, 0x4e07}, {0x4e09, 0x4e09}, {0x4e5d, 0x4e5d}, {0x4e8c, 0x4e8c},
    {0x4e94, 0x4e94}, {0x4e96, 0x4e96}, {0x4ebf, 0x4ec0}, {0x4edf, 0x4edf}, {0x4ee8, 0x4ee8},
    {0x4f0d, 0x4f0d}, {0x4f70, 0x4f70}, {0x5104, 0x5104}, {0x5146, 0x5146}, {0x5169, 0x5169},
    {0x516b, 0x516b}, {0x516d, 0x516d}, {0x5341, 0x5341}, {0x5343, 0x5345}, {0x534c, 0x534c},
    {0x53c1, 0x53c4}, {0x56db, 0x56db}, {0x58f1, 0x58f1}, {0x58f9, 0x58f9}, {0x5e7a, 0x5e7a},
    {0x5efe, 0x5eff}, {0x5f0c, 0x5f0e}, {0x5f10, 0x5f10}, {0x62fe, 0x62fe}, {0x634c, 0x634c},
    {0x67d2, 0x67d2}, {0x6f06, 0x6f06}, {0x7396, 0x7396}, {0x767e, 0x767e}, {0x8086, 0x8086},
    {0x842c, 0x842c}, {0x8cae, 0x8cae}, {0x8cb3, 0x8cb3}, {0x8d30, 0x8d30}, {0x9621, 0x9621},
    {0x9646, 0x9646}, {0x964c, 0x964c}, {0x9678, 0x9678}, {0x96f6, 0x96f6}, {0xf96b, 0xf96b},
    {0xf973, 0xf973}, {0xf978, 0xf978}, {0xf9b2, 0xf9b2}, {0xf9d1, 0xf9d1}, {0xf9d3, 0xf9d3},
    {0xf9fd, 0xf9fd}, {0x20001, 0x20001}, {0x20064, 0x20064}, {0x200e2, 0x200e2},
    {0x20121, 0x20121}, {0x2092a, 0x2092a}, {0x20983, 0x20983}, {0x2098c, 0x2098c},
    {0x2099c, 0x2099c}, {0x20aea, 0x20aea}, {0x20afd, 0x20afd}, {0x20b19, 0x20b19},
    {0x22390, 0x22390}, {0x22998, 0x22998}, {0x23b1b, 0x23b1b}, {0x2626d, 0x2626d},
    {0x2f890, 0x2f890}};
constexpr Range spaces[] = {{0x9, 0xd}, {0x1c, 0x20}, {0x85, 0x85}, {0xa0, 0xa0}, {0x1680, 0x1680},
                            {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f},
                            {0x3000, 0x3000}};
constexpr Range line_breaks[] = {{0xa, 0xd}, {0x1c, 0x1e}, {0x85, 0x85}, {0x2028, 0x2029}};
/// Letters that may not begin an identifier, or not even stand in one: their NFKC form is none.
constexpr Range not_in_identifiers[] = {
    {0x37a, 0x37a}, {0x2e2f, 0x2e2f}, {0xfc5e, 0xfc63}, {0xfdfa, 0xfdfb}, {0xfe70, 0xfe70},
    {0xfe72, 0xfe72}, {0xfe74, 0xfe74}, {0xfe76, 0xfe76}, {0xfe78, 0xfe78}, {0xfe7a, 0xfe7a},
    {0xfe7c, 0xfe7c}, {0xfe7e, 0xfe7e}};
constexpr Range not_first_in_identifiers[] = {{0xe33, 0xe33}, {0xeb3, 0xeb3}, {0xff9e, 0xff9f}};
constexpr Range first_in_identifiers[] = {{0x1885, 0x1886}, {0x2118, 0x2118}, {0x212e, 0x212e}};
constexpr Range later_in_identifiers[] = {{0xb7, 0xb7}, {0x387, 0x387}, {0x1369, 0x1371},
                                          {0x19da, 0x19da}};
/// Punctuation that may stand inside a word.
constexpr Range inside_words[] = {
    {0x27, 0x27}, {0x2e, 0x2e}, {0x3a, 0x3a}, {0xb7, 0xb7}, {0x387, 0x387}, {0x55f, 0x55f},
    {0x5f4, 0x5f4}, {0x2018, 0x2019}, {0x2024, 0x2024}, {0x2027, 0x2027}, {0xfe13, 0xfe13},
    {0xfe52, 0xfe52}, {0xfe55, 0xfe55}, {0xff07, 0xff07}, {0xff0e, 0xff0e}, {0xff1a, 0xff1a}};

template <std::size_t n>
bool in(const Range (&ranges)[n], std::uint32_t c) {
  const auto* after = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                       [](std::uint32_t c, const Range& range) { return c < range.first; });
  return after != std::begin(ranges) && c <= std::prev(after)->last;
}

utf8proc_category_t category(std::uint32_t c) {
  const auto known = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return c >= 0xcf3 && in(newer, c) ? UTF8PROC_CATEGORY_CN : known;
}

std::uint32_t simple_upper(std::uint32_t c) {
  return static_cast<std::uint32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}
std::uint32_t simple_lower(std::uint32_t c) {
  return static_cast<std::uint32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}
std::uint32_t simple_title(std::uint32_t c) {
  return static_cast<std::uint32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c)));
}

/// The full case folding.
std::u32string folded(std::uint32_t c) {
  utf8proc_int32_t buffer[8];
  int boundary = 0;
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), buffer, 8,
                                             UTF8PROC_CASEFOLD, &boundary);
  return std::u32string(buffer, buffer + (count > 0 ? count : 0));
}

/// Greek's iota, which as a title's second letter is written below the first one.
constexpr std::uint32_t iota = 0x3b9, iota_below = 0x345;

}  // namespace

bool is_alpha(std::uint32_t c) {
  const auto kind = category(c);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}
bool is_decimal(std::uint32_t c) { return category(c) == UTF8PROC_CATEGORY_ND; }
bool is_digit(std::uint32_t c) { return is_decimal(c) || in(other_digits, c); }
bool is_numeric(std::uint32_t c) {
  const auto kind = category(c);
  return (kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_NO) || in(numeric_letters, c);
}
bool is_alnum(std::uint32_t c) { return is_alpha(c) || is_numeric(c); }
bool is_lower(std::uint32_t c) { return category(c) == UTF8PROC_CATEGORY_LL || in(other_lower, c); }
bool is_upper(std::uint32_t c) { return category(c) == UTF8PROC_CATEGORY_LU || in(other_upper, c); }
bool is_title(std::uint32_t c) { return category(c) == UTF8PROC_CATEGORY_LT; }
bool is_cased(std::uint32_t c) { return is_lower(c) || is_upper(c) || is_title(c); }
bool is_space(std::uint32_t c) { return in(spaces, c); }
bool is_line_break(std::uint32_t c) { return in(line_breaks, c); }

bool is_printable(std::uint32_t c) {
  if (c < 0x7f) return c >= 0x20;
  switch (category(c)) {
    case UTF8PROC_CATEGORY_CC: case UTF8PROC_CATEGORY_CF: case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO: case UTF8PROC_CATEGORY_CN: case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: case UTF8PROC_CATEGORY_ZS:
      return false;
    default: return true;
  }
}

bool is_identifier_start(std::uint32_t c) {
  if (c < 0x80) return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (in(not_in_identifiers, c) || in(not_first_in_identifiers, c)) return false;
  return is_alpha(c) || category(c) == UTF8PROC_CATEGORY_NL || in(first_in_identifiers, c);
}
bool is_identifier_part(std::uint32_t c) {
  if (is_identifier_start(c)) return true;
  if (in(not_in_identifiers, c)) return false;
  if (in(not_first_in_identifiers, c) || in(later_in_identifiers, c)) return true;
  switch (category(c)) {
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
      return true;
    default: return false;
  }
}

int decimal_value(std::uint32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  if (!is_decimal(c)) return -1;
  // Decimal digits come in runs of ten that begin with the zero.
  std::uint32_t zero = c;
  while (is_decimal(zero - 1)) --zero;
  return static_cast<int>((c - zero) % 10);
}

void append_folded(std::u32string& text, std::uint32_t c) { text += folded(c); }

void append_lower(std::u32string& text, std::uint32_t c) {
  if (c == 0x130) text += {0x69, 0x307};
  else text.push_back(simple_lower(c));
}

void append_upper(std::u32string& text, std::uint32_t c) {
  if (!is_upper(c)) {
    const std::u32string parts = folded(c);
    if (parts.size() > 1) {
      for (const char32_t part : parts) text.push_back(simple_upper(part));
      return;
    }
  }
  text.push_back(simple_upper(c));
}

void append_title(std::u32string& text, std::uint32_t c) {
  constexpr std::uint32_t capital_sharp_s = 0x1e9e;
  const std::uint32_t title = simple_title(c);
  const std::u32string parts = folded(c);
  if ((title != c && title != capital_sharp_s) || parts.size() == 1 || !is_lower(c)) {
    text.push_back(title);
    return;
  }
  bool begun = false;
  for (const char32_t part : parts) {
    const bool cased = is_lower(part);
    text.push_back(cased && !begun ? simple_upper(part) : part == iota ? iota_below : part);
    begun |= cased;
  }
}

bool is_case_ignorable(std::uint32_t c) {
  switch (category(c)) {
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_ME: case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_SK:
      return true;
    default: return in(inside_words, c);
  }
}

}  // namespace py::unicode
