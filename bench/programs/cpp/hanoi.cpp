// The towers of Hanoi with n discs, really moved: three vectors are the pegs.
#include <vector>

#include "program.hpp"

using Pegs = std::vector<std::vector<long>>;

long move_tower(Pegs& pegs, long height, int source, int target, int spare) {
  if (height == 0) return 0;
  long moves = move_tower(pegs, height - 1, source, spare, target);
  long disc = pegs[source].back();
  pegs[source].pop_back();
  pegs[target].push_back(disc);
  return moves + 1 + move_tower(pegs, height - 1, spare, target, source);
}

std::string work(long n) {
  Pegs pegs(3);
  for (long disc = n; disc > 0; disc--) pegs[0].push_back(disc);
  long moves = move_tower(pegs, n, 0, 2, 1);
  long checksum = 0;
  for (long disc : pegs[2]) checksum = checksum * 7 % 1000003 + disc;
  return bench::text("%ld %zu %ld", moves, pegs[2].size(), checksum);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 22, work); }
