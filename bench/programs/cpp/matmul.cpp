// Two matrices, vectors of vectors, are multiplied; prints trace and a row's sum.
#include <vector>

#include "program.hpp"

using Matrix = std::vector<std::vector<double>>;

Matrix make_matrix(long n, long seed) {
  long state = seed;
  Matrix matrix(n, std::vector<double>(n));
  for (auto& row : matrix) {
    for (double& element : row) {
      state = (state * 1103 + 12345) % 65536;
      element = double(state) / 65536.0 - 0.5;
    }
  }
  return matrix;
}

Matrix multiply(const Matrix& a, const Matrix& b) {
  size_t columns = b[0].size(), inner = b.size();
  Matrix product;
  for (const auto& row : a) {
    std::vector<double> result(columns);
    for (size_t j = 0; j < columns; j++) {
      double total = 0;
      for (size_t k = 0; k < inner; k++) total += row[k] * b[k][j];
      result[j] = total;
    }
    product.push_back(std::move(result));
  }
  return product;
}

std::string work(long n) {
  Matrix product = multiply(make_matrix(n, 1), make_matrix(n, 2));
  double trace = 0, sum = 0;
  for (long i = 0; i < n; i++) trace += product[i][i];
  for (double element : product[n / 2]) sum += element;
  return bench::text("%.9f %.9f", trace, sum);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 210, work); }
