// Runs one program of the counter machine at every stage, and prints what each makes of it.
//
//     ./triptych example counter 1000
#include <charconv>
#include <cstdio>
#include <string_view>

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
  std::int64_t n = 1000;
  const std::string_view word = count > 1 ? words[1] : "1000";
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), n);
  const bool is_number = error == std::errc() && end == word.data() + word.size();
  if (count > 2 || !is_number || n <= 0 || n > counter::register_bits)
    return std::fputs("usage: counter [N], where 0 < N < 2^32\n", stderr), 2;

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
