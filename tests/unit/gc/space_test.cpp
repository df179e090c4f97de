// The space of blocks against a model: what is taken is free, apart and zeroed, and comes back.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <random>

#include "gc/heap/space.hpp"

namespace {

bool all_zero(const char* begin, std::size_t bytes) {
  return begin[0] == 0 && std::memcmp(begin, begin + 1, bytes - 1) == 0;
}

}  // namespace

TEST_CASE("blocks taken are apart, described and zeroed") {
  gc::Space space(std::size_t{64} << 20);
  std::mt19937 random(5);
  std::map<std::size_t, std::size_t> taken;  // First block, bytes.
  const auto give_back = [&] {
    auto one = std::next(taken.begin(), static_cast<std::ptrdiff_t>(random() % taken.size()));
    std::memset(space.start(one->first), 0xee, one->second);
    space.give_back(one->first);
    CHECK(space[one->first].use == gc::Use::free);
    taken.erase(one);
  };
  for (int step = 0; step < 5000; ++step) {
    if (random() % 3 == 0 && !taken.empty()) {
      give_back();
    } else {
      const bool cells = random() % 2 == 0;
      const std::size_t bytes = cells ? gc::block_bytes : 32769 + random() % 300000;
      const std::size_t first = cells ? space.take_cells(2) : space.take_large(bytes);
      if (first == gc::Space::none) {
        for (int i = 0; i < 20 && !taken.empty(); ++i) give_back();
        continue;
      }
      REQUIRE(first + (bytes + gc::block_bytes - 1) / gc::block_bytes <= space.size());
      if (!cells || !space[first].dirty) REQUIRE(all_zero(space.start(first), bytes));
      const auto next = taken.lower_bound(first);
      if (next != taken.end()) REQUIRE(space.start(first) + bytes <= space.start(next->first));
      if (next != taken.begin()) {
        const auto [before, length] = *std::prev(next);
        REQUIRE(space.start(before) + length <= space.start(first));
      }
      taken[first] = bytes;
    }
    if (random() % 200 == 0) {
      space.trim(random() % 2 * (std::size_t{1} << 20));
      CHECK(space.held_bytes() <= space.used_bytes() + (std::size_t{1} << 20));
    }
  }
  while (!taken.empty()) give_back();
  CHECK(space.used_bytes() == 0);
  space.trim(0);
  CHECK(space.held_bytes() == 0);
  CHECK(space.size() == 0);
}

TEST_CASE("a space as large as nothing has is as large as can be") {
  gc::Space space(std::size_t{1} << 60);
  CHECK(space.take_cells(1) != gc::Space::none);
}
