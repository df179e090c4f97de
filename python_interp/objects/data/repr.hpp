// repr() of containers, which may contain themselves.
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// Says that a container's repr is being made, for as long as it exists.
class ReprGuard {
 public:
  ReprGuard(VM& vm, Word container);
  ~ReprGuard();
  ReprGuard(const ReprGuard&) = delete;
  ReprGuard& operator=(const ReprGuard&) = delete;
  /// Was it being made already?
  bool recursive() const { return recursive_; }

 private:
  VM& vm_;
  bool recursive_;
};

/// The items of a list or tuple between `open` and `close`; `inner` where it contains itself.
Word repr_items(VM& vm, Word sequence, const char* open, const char* close, const char* inner);

}  // namespace py
