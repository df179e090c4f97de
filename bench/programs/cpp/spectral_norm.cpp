// The spectral norm of the matrix 1, 1/2, 1/3, ... cut off at n, by power iteration.
#include <cmath>
#include <vector>

#include "program.hpp"

using Vector = std::vector<double>;

double element(long i, long j) {
  long diagonal = i + j;
  return 1.0 / double(diagonal * (diagonal + 1) / 2 + i + 1);
}

Vector times(const Vector& vector) {
  long n = long(vector.size());
  Vector result;
  for (long i = 0; i < n; i++) {
    double total = 0;
    for (long j = 0; j < n; j++) total += element(i, j) * vector[j];
    result.push_back(total);
  }
  return result;
}

Vector times_transposed(const Vector& vector) {
  long n = long(vector.size());
  Vector result;
  for (long i = 0; i < n; i++) {
    double total = 0;
    for (long j = 0; j < n; j++) total += element(j, i) * vector[j];
    result.push_back(total);
  }
  return result;
}

std::string work(long n) {
  Vector u(n, 1.0), v = u;
  for (int i = 0; i < 10; i++) {
    v = times_transposed(times(u));
    u = times_transposed(times(v));
  }
  double product = 0, square = 0;
  for (long i = 0; i < n; i++) {
    product += u[i] * v[i];
    square += v[i] * v[i];
  }
  return bench::text("%.9f", std::sqrt(product / square));
}

int main(int argc, char** argv) { return bench::run(argc, argv, 350, work); }
