// Runs one program and says what it cost:
//
//   launch REPORT PROGRAM ARGS...      REPORT gets one line of JSON: seconds, peak KiB, exit status
//   launch --mapped NAME REPORT ...    also the most KiB that were resident of files with NAME in
//   them
//
// A program of its own because Linux counts the memory of whoever called fork() into the child's
// peak: this one is small. The clock runs from before fork() until the child has been waited for.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>

namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Resident KiB of the process's mappings of files whose path contains `name`.
long resident_of(pid_t process, const char* name) {
  std::ifstream maps("/proc/" + std::to_string(process) + "/smaps");
  long total = 0, size = 0;
  bool counted = false;
  for (std::string line; std::getline(maps, line);) {
    if (std::sscanf(line.c_str(), "Rss: %ld kB", &size) == 1) {
      total += counted ? size : 0;
    } else if (line.find('-') < line.find(' ') && line.find(' ') < line.find(':')) {
      counted = line.find(name) != std::string::npos;
    }
  }
  return total;
}

struct Ended {
  int status;
  rusage usage;
  long mapped;
};

Ended wait_for(pid_t process, const char* mapped_name) {
  Ended ended{};
  while (mapped_name && wait4(process, &ended.status, WNOHANG, &ended.usage) == 0) {
    ended.mapped = std::max(ended.mapped, resident_of(process, mapped_name));
    usleep(5000);
  }
  if (!mapped_name) wait4(process, &ended.status, 0, &ended.usage);
  return ended;
}

}  // namespace

int main(int argc, char** argv) {
  const char* mapped_name = nullptr;
  if (argc > 2 && std::strcmp(argv[1], "--mapped") == 0) {
    mapped_name = argv[2];
    argv += 2;
    argc -= 2;
  }
  if (argc < 3) {
    std::fputs("usage: launch [--mapped NAME] REPORT PROGRAM ARGS...\n", stderr);
    return 2;
  }
  double start = now();
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    std::perror(argv[2]);
    _exit(127);
  }
  Ended ended = wait_for(child, mapped_name);
  double seconds = now() - start;
  int status = WIFEXITED(ended.status) ? WEXITSTATUS(ended.status) : -WTERMSIG(ended.status);
  std::ofstream(argv[1]) << "{\"seconds\": " << seconds
                         << ", \"peak_kib\": " << ended.usage.ru_maxrss
                         << ", \"mapped_kib\": " << ended.mapped << ", \"status\": " << status
                         << "}\n";
  return 0;
}
