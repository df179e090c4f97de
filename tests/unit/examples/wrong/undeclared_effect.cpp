// Wrong: a function is called whose effects are not declared.
#include "pe/driver/interpreter.hpp"

inline std::int64_t clock_now(pe::driver::World*) { return 0; }

struct Wrong {
  using Code = pe::driver::Code;
  template <class M>
  static void step(M& m, const Code&, std::uint32_t) {
    m.leave(m.from_int(m.template call<&clock_now>(m.world())));
  }
};
pe::driver::Instantiated<Wrong> interpreter;
