// Wrong: where to go on is a dynamic value. Says: a static std::uint32_t is wanted; promote() makes one.
#include "pe/driver/interpreter.hpp"

struct Wrong {
  using Code = pe::driver::Code;
  template <class M>
  static void step(M& m, const Code&, std::uint32_t) {
    m.jump(m.int_of(m.get(0)));
  }
};
pe::driver::Instantiated<Wrong> interpreter;
