#pragma once
// The frame of every C++ counterpart. A program gives its work as a function from a size to a
// checksum; then
//   NAME SIZE                               prints the checksum,
//   NAME SIZE --steady SECONDS ITERATIONS   works again and again, so long and so often at least;
// that prints one line of JSON with the seconds of each iteration, as bench/steady.py does.
#include <chrono>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace bench {

inline std::string text(const char* format, ...) {
  char buffer[256];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(buffer, sizeof buffer, format, arguments);
  va_end(arguments);
  return buffer;
}

inline double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class Work>
int run(int argc, char** argv, long default_size, Work work) {
  long size = argc > 1 ? std::atol(argv[1]) : default_size;
  bool steady = argc > 4 && std::strcmp(argv[2], "--steady") == 0;
  if (!steady) {
    std::puts(work(size).c_str());
    return 0;
  }
  double end = now() + std::atof(argv[3]);
  long iterations = std::atol(argv[4]);
  std::string checksum;
  std::string times;
  for (double start = now(), stop; start < end || iterations > 0; start = stop, iterations--) {
    asm volatile("" : "+r"(size));  // so that no iteration is taken for a repetition of the last
    checksum = work(size);
    stop = now();
    times += text(times.empty() ? "%.9f" : ", %.9f", stop - start);
  }
  std::printf("{\"checksum\": \"%s\", \"seconds\": [%s]}\n", checksum.c_str(), times.c_str());
  return 0;
}

}  // namespace bench
