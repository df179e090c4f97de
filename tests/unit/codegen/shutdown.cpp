// Ends the process while LLVM compiles: `shutdown_test return|exit|static|idle|thread MILLISECONDS` answers 7
// soon, and does not crash. The program it compiles takes LLVM far longer than it waits.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <thread>

#include "codegen/worker.hpp"
#include "pe/residual/text.hpp"

namespace {

std::shared_ptr<const pe::residual::Program> endless(int blocks) {
  std::string text = "program @large\nb0(%0: i64, %1: f64):\n";
  for (int i = 1; i < blocks; ++i) {
    const std::string next = std::to_string(i + 1), after = std::to_string(i + 2);
    text += "  %" + std::to_string(10 * i) + " = int_mul %0, " + next + "\n  %" +
            std::to_string(10 * i + 1) + " = int_lt %" + std::to_string(10 * i) +
            ", %0\n  guard_true %" + std::to_string(10 * i + 1) + " -> exit 0\n";
  }
  text += "  ret %0\nexit 0: left\n  saved %0, %1\n";
  pe::residual::Resolver names;
  return std::make_shared<const pe::residual::Program>(*pe::residual::parse(text, names));
}

void start(codegen::Worker& worker) {
  const auto program = endless(20000);
  for (int i = 0; i < 4; ++i) worker.submit({.program = program, .quick_first = i % 2 == 0});
}

/// It has loaded LLVM and has nothing to do.
void rest(codegen::Worker& worker) {
  worker.submit({.program = endless(3)});
  worker.wait();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 1;
  const std::string how = arguments[1];
  const auto pause = std::chrono::milliseconds(std::atoi(arguments[2]));
  std::cout << "this is buffered";
  if (how == "static" || how == "idle") {
    static codegen::Worker worker{{}};
    how == "static" ? start(worker) : rest(worker);
    std::this_thread::sleep_for(pause);
    return 7;
  }
  const auto work = [&] {
    codegen::Worker worker{{}};
    start(worker);
    std::this_thread::sleep_for(pause);
  };
  if (how == "thread") {  // As a VM with a large stack of its own does.
    std::thread(work).join();
    return 7;
  }
  codegen::Worker worker{{}};
  start(worker);
  std::this_thread::sleep_for(pause);
  if (how == "exit") std::exit(7);
  return 7;
}
