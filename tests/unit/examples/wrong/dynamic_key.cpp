// Wrong: something is looked up by a dynamic value. Says: the key is static; promote() makes it so.
#include "pe/driver/interpreter.hpp"

inline const pe::Assumption* find(pe::driver::World*, std::int64_t) { return nullptr; }

struct Wrong {
  using Code = pe::driver::Code;
  template <class M>
  static void step(M& m, const Code&, std::uint32_t) {
    m.template memo<&find>(m.int_of(m.get(0)));
    m.leave(m.get(0));
  }
};
pe::driver::Instantiated<Wrong> interpreter;
