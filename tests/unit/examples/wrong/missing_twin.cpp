// Wrong: a function is called at Constant that the C++ compiler cannot run.
#include "pe/constant/project.hpp"

inline std::int64_t roll(void*) { return 4; }
struct Nothing {};

int main() {
  pe::constant::World<Nothing> world;
  return static_cast<int>(pe::constant::Machine<Nothing, 1>::call<&roll>(&world));
}
