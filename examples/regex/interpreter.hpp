// Matching regular expressions over a stage.
//
// Static is the pattern and the set of places in it where the match may be now; dynamic are the text and the
// position. A step reads one character and compares it with what each of the places wants: each outcome is
// static, so what is left of the pattern are comparisons, and of the sets, which are the program counter,
// which comparison comes next. Nobody has built an automaton, but there it is.
#pragma once

#include "examples/regex/program.hpp"

namespace regex {

struct Language {
  using Code = regex::Code;
  enum Slot { text_slot, position_slot };

  template <class M>
  static void step(M& m, const Code& code, std::uint32_t pc) {
    const std::vector<Place> places = code.places_of(pc);  // A copy: sets may be added below.
    if (places.empty()) return m.leave(m.from_bool(pe::dyn<M, bool>(false)));
    const auto text = m.template as<Text>(m.get(text_slot));
    const auto position = m.int_of(m.get(position_slot));
    if (!m.below(position, m.template load<&Text::length>(text)))
      return m.leave(m.from_bool(pe::dyn<M, bool>(code.accepts(places))));
    const auto character = m.template element<&Text::bytes>(text, position);
    m.set(position_slot, m.from_int(position + 1));
    std::vector<Place> next;
    Known known;  // What the comparisons so far have told of the character.
    for (const Place place : places)
      if (wants(m, code.characters(place), character, known)) code.add_followers(place, next);
    m.loop(code.number_of(next));
  }

 private:
  /// Is the character one of these? Asks only what is not yet known.
  template <class M>
  static bool wants(M&, const Characters& wanted, pe::dyn<M, std::int64_t> character, Known& known) {
    for (const Characters::Range& range : wanted.ranges()) {
      if (const auto answer = known.is_in(range.set)) {
        if (*answer) return true;
        continue;
      }
      const bool inside = range.low == range.high ? static_cast<bool>(character == range.low)
                                                  : is_between(range, character, known);
      known.learn(range.set, inside);
      if (inside) return true;
    }
    return false;
  }

  template <class Character>
  static bool is_between(const Characters::Range& range, Character character, Known& known) {
    if (range.low > 0 && !static_cast<bool>(character >= range.low)) return known.learn_below(range.low), false;
    return range.high == 255 || static_cast<bool>(character <= range.high);
  }
};

}  // namespace regex
