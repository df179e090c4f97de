// Runs one program of the counter machine at every stage, and prints what each makes of it.
//
//     ./triptych example counter 1000
#include <cstdio>
#include <cstdlib>

#include "codegen/load.hpp"
#include "examples/counter/specialise.hpp"
#include "pe/residual/evaluate.hpp"

namespace {

void say(const char* what, std::int64_t result) {
  std::printf("%-13s %lld\n", what, static_cast<long long>(result));
}

/// The residual program as machine code; says why if there is none.
void run_compiled(const pe::residual::Program& program, std::int64_t argument) {
  auto backend = codegen::load_backend({});
  if (!backend) return static_cast<void>(std::printf("no machine code: %s\n", backend.error().c_str()));
  const codegen::Compiled compiled = (*backend)->compile(program, {});
  if (!compiled.entry) return static_cast<void>(std::printf("no machine code: %s\n", compiled.error.c_str()));
  const auto entry = reinterpret_cast<pe::Returned (*)(std::int64_t)>(const_cast<void*>(compiled.entry));
  say("machine code", static_cast<std::int64_t>(entry(argument).payload));
}

}  // namespace

int main(int count, char** words) {
  const std::int64_t n = count > 1 ? std::strtoll(words[1], nullptr, 10) & counter::register_bits : 1000;
  if (n == 0) return std::fputs("usage: counter N, where 0 < N < 2^32\n", stderr), 2;

  say("Direct", counter::run_direct(counter::sum_of_squares, n));

  pe::Coverage coverage;
  say("Profile", counter::run_profiled(counter::sum_of_squares, n, coverage));

  pe::Context context;
  const auto residual = counter::specialise(counter::sum_of_squares, context);
  const auto argument = static_cast<std::uint64_t>(n);
  say("evaluator", static_cast<std::int64_t>(pe::residual::evaluate(*residual, {&argument, 1}).payload));
  run_compiled(*residual, n);

  std::printf("\nProfile saw %zu places of decisions. Specialise left:\n\n%s", coverage.size(),
              pe::residual::print(*residual, counter::Names()).c_str());
}
