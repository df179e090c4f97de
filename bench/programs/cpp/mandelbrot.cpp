// The Mandelbrot set on n by n points: how many stay, and how long the others take to go.
#include "program.hpp"

constexpr long limit = 50;

long steps_inside(double cr, double ci) {
  double zr = 0, zi = 0;
  for (long step = 0; step < limit; step++) {
    double rr = zr * zr, ii = zi * zi;
    if (rr + ii > 4.0) return step;
    zi = 2.0 * zr * zi + ci;
    zr = rr - ii + cr;
  }
  return limit;
}

std::string work(long n) {
  long inside = 0, steps = 0;
  for (long row = 0; row < n; row++) {
    double ci = 2.0 * double(row) / double(n) - 1.0;
    for (long column = 0; column < n; column++) {
      long taken = steps_inside(3.0 * double(column) / double(n) - 2.0, ci);
      if (taken == limit) {
        inside++;
      } else {
        steps += taken;
      }
    }
  }
  return bench::text("%ld %ld", inside, steps);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 640, work); }
