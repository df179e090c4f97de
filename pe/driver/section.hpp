// An explanation as sections within sections, before anybody has decided how it will look.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pe::driver {

/// A heading, text of fixed width below it, and the sections that it contains.
struct Section {
  enum class Kind : unsigned char {
    plain,
    residual,  ///< Defines blocks `b1`, values `%1`, and names exits.
    exits,     ///< Defines exits `exit 1`, and names blocks and values.
  };
  std::string title;
  std::string text = {};
  std::vector<Section> parts = {};
  Kind kind = Kind::plain;
  std::string scope =
      {};  ///< Whose blocks, values and exits they are: a name without blanks; empty: nobody's.
};

/// For a terminal: `==` before the headings of the parts, `--` before those of theirs.
std::string as_text(const Section& whole);

/// For a browser: one page that needs nothing else. Sections fold; names of blocks, values and
/// exits lead to where they are defined. It is well-formed as XML, too.
std::string as_page(const Section& whole);

}  // namespace pe::driver
