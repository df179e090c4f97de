// Something believed until further notice.
//
// Whoever builds on it (an inline cache, a compiled region) registers or re-checks `valid`; whoever makes
// it false calls `invalidate`, which throws away what was built. Once false it stays false.
#pragma once

#include <cstdint>
#include <vector>

namespace pe {

/// One that wants to know when an assumption fails. It is told once.
struct Dependent {
  virtual void assumption_failed() = 0;

 protected:
  ~Dependent() = default;
};

class Assumption {
 public:
  bool valid = true;  ///< Read directly by inline caches.

  void add_dependent(Dependent* dependent) { dependents_.push_back(dependent); }
  void invalidate() {
    if (!valid) return;
    valid = false;
    for (Dependent* dependent : dependents_) dependent->assumption_failed();
    dependents_.clear();
  }

 private:
  std::vector<Dependent*> dependents_;
};

}  // namespace pe
