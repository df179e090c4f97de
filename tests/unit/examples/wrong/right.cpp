// Right: what all the others would be.
#include "pe/driver/interpreter.hpp"

struct Right {
  using Code = pe::driver::Code;
  template <class M>
  static void step(M& m, const Code&, std::uint32_t) {
    if (m.int_of(m.get(0)) == 0) return m.leave(m.get(0));
    m.set(0, m.from_int(m.int_of(m.get(0)) - 1));
    m.loop(0);
  }
};
pe::driver::Instantiated<Right> interpreter;
