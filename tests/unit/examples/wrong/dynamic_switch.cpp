// Wrong: a dynamic value decides a C++ switch, which is static. Says: `if`, or promote().
#include "pe/driver/interpreter.hpp"

struct Wrong {
  using Code = pe::driver::Code;
  template <class M>
  static void step(M& m, const Code&, std::uint32_t) {
    switch (m.int_of(m.get(0))) {
      default: m.leave(m.get(0));
    }
  }
};
pe::driver::Instantiated<Wrong> interpreter;
