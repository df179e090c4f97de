// Trees are grown and thrown away while one big tree lives on: allocation and freeing.
#include <memory>

#include "program.hpp"

struct Tree {
  std::unique_ptr<Tree> left, right;

  long count() const { return left ? 1 + left->count() + right->count() : 1; }
};

std::unique_ptr<Tree> grow(long depth) {
  if (depth == 0) return std::make_unique<Tree>();
  auto left = grow(depth - 1);
  return std::make_unique<Tree>(std::move(left), grow(depth - 1));
}

std::string work(long n) {
  auto lasting = grow(n);
  long total = 0;
  for (long depth = 4; depth <= n; depth += 2) {
    for (long i = 0; i < 1L << (n - depth); i++) total += grow(depth)->count();
  }
  return bench::text("%ld %ld", total, lasting->count());
}

int main(int argc, char** argv) { return bench::run(argc, argv, 16, work); }
