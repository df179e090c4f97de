// Compares pass lists: what they cost to run, what instruction selection costs after them, and how
// fast the code is.
//
//     pass_lists [--runs N] [--effort 0..3] [--list NAME=PASSES]... [--text] PROGRAM[:ARGUMENT]...
//
// A PROGRAM is a file with a residual program or `large:STEPS`; its integer parameters get the
// ARGUMENT, its reference a list of floats. Each compilation and each run is done N times, and the
// shortest time shown: this machine is shared. Without lists, those compared in
// docs/decisions/010-pass-list.md.
#include <time.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "codegen/bench/large.hpp"
#include "codegen/bench/world.hpp"
#include "codegen/load.hpp"
#include "pe/residual/native_call.hpp"
#include "pe/residual/verify.hpp"

namespace codegen::bench {

namespace {

struct PassList {
  std::string name;
  std::string passes;  ///< "quick" for the quick gear.
};

struct Options {
  int runs = 5;
  int effort = 2;
  bool text = false;
  std::vector<PassList> lists;
  std::vector<std::string> programs;
};

struct Figures {
  Timings timings;
  std::size_t code_bytes = 0;
  double seconds = 0;
};

const std::vector<PassList> standard_lists = {
    {"quick gear", "quick"},
    {"none", "no-op-function"},
    {"cse", "early-cse<memssa>"},
    {"cse simplify", "early-cse<memssa>,simplifycfg"},
    {"no loops", "early-cse<memssa>,instcombine,simplifycfg,gvn,instcombine,simplifycfg"},
    {"no gvn",
     "early-cse<memssa>,instcombine,simplifycfg,loop-mssa(loop-rotate,licm),instcombine,"
     "simplifycfg"},
    {"default", ""},
};

struct Subject {
  pe::residual::Program program;
  std::vector<pe::residual::Type> types;
  std::vector<std::uint64_t> arguments;
  pe::residual::EntryCell* self = nullptr;
};

std::string text_of(const std::string& name, std::string& argument) {
  if (name.starts_with("large:")) {
    const auto colon = name.find(':', 6);
    argument = colon == name.npos ? "" : name.substr(colon + 1);
    return large_program(std::stoi(name.substr(6)));
  }
  const auto colon = name.rfind(':');
  argument = colon == name.npos ? "" : name.substr(colon + 1);
  std::ifstream file(name.substr(0, colon));
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Subject read(const std::string& name, Names& names) {
  std::string argument;
  auto parsed = pe::residual::parse(text_of(name, argument), names);
  if (!parsed) {
    std::cerr << name << ":" << parsed.error().line << ": " << parsed.error().message << "\n";
    std::exit(1);
  }
  Subject subject{std::move(*parsed), {}, {}};
  attach(subject.program);
  pe::residual::check_verified(subject.program, "reading");
  for (auto id : subject.program.blocks[0].parameters) {
    const auto type = subject.program.nodes[id].type;
    subject.types.push_back(type);
    subject.arguments.push_back(type == pe::residual::Type::ref
                                    ? reinterpret_cast<std::uint64_t>(World::only().list())
                                : argument.empty() ? 0
                                                   : std::stoull(argument));
  }
  if (argument.empty()) subject.arguments.clear();
  return subject;
}

double processor_seconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

void keep_least(double& least, double seconds) {
  if (least == 0 || seconds < least) least = seconds;
}

Figures measure(Backend& backend, Subject& subject, const Options& options, Gear gear) {
  Figures figures;
  for (int run = 0; run < options.runs; ++run) {
    Request request{.gear = gear};
    request.areas = subject.program.context->areas;
    request.want_text = options.text && run == 0;
    const Compiled compiled = backend.compile(subject.program, request);
    if (!compiled.entry) {
      std::cerr << compiled.error << "\n";
      std::exit(1);
    }
    if (request.want_text) std::cout << compiled.ir_after << compiled.assembly;
    if (subject.program.self) subject.program.self->code = compiled.entry;
    figures.code_bytes = compiled.code_bytes;
    keep_least(figures.timings.lower, compiled.timings.lower);
    keep_least(figures.timings.optimise, compiled.timings.optimise);
    keep_least(figures.timings.select, compiled.timings.select);
    keep_least(figures.timings.link, compiled.timings.link);
    if (subject.arguments.empty()) continue;
    const double start = processor_seconds();
    pe::residual::call_residual(compiled.entry, subject.types, subject.arguments);
    keep_least(figures.seconds, processor_seconds() - start);
  }
  return figures;
}

void print(const std::string& name, const Figures& figures) {
  const Timings& t = figures.timings;
  std::printf("  %-16s %8.2f %8.2f %8.2f %8.2f %8.2f %8zu %10.1f\n", name.c_str(), t.lower * 1e3,
              t.optimise * 1e3, t.select * 1e3, t.link * 1e3, t.total() * 1e3, figures.code_bytes,
              figures.seconds * 1e3);
}

Options parse_arguments(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const auto next = [&]() -> const std::string& {
      if (i + 1 == arguments.size()) {
        std::cerr << argument << " wants a value\n";
        std::exit(2);
      }
      return arguments[++i];
    };
    if (argument == "--runs")
      options.runs = std::stoi(next());
    else if (argument == "--effort")
      options.effort = std::stoi(next());
    else if (argument == "--text")
      options.text = true;
    else if (argument == "--list") {
      const std::string& list = next();
      const auto equal = list.find('=');
      options.lists.push_back({list.substr(0, equal), list.substr(equal + 1)});
    } else
      options.programs.push_back(argument);
  }
  if (options.lists.empty()) options.lists = standard_lists;
  return options;
}

int run(const Options& options) {
  Names names;
  std::vector<std::unique_ptr<Backend>> backends;
  for (const PassList& list : options.lists) {
    Settings settings;
    settings.passes = list.passes == "quick" ? "" : list.passes;
    settings.selection_effort = options.effort;
    auto loaded = load_backend(settings);
    if (!loaded) {
      std::cerr << loaded.error() << "\n";
      return 1;
    }
    backends.push_back(std::move(*loaded));
  }
  for (const std::string& name : options.programs) {
    Subject subject = read(name, names);
    std::printf("%s: %zu nodes, %zu exits\n  %-16s %8s %8s %8s %8s %8s %8s %10s\n", name.c_str(),
                subject.program.nodes.size(), subject.program.exits.size(), "milliseconds", "lower",
                "optimise", "select", "link", "total", "bytes", "run");
    for (std::size_t i = 0; i < backends.size(); ++i) {
      const Gear gear = options.lists[i].passes == "quick" ? Gear::quick : Gear::optimised;
      print(options.lists[i].name, measure(*backends[i], subject, options, gear));
    }
  }
  return 0;
}

}  // namespace

}  // namespace codegen::bench

int main(int count, char** arguments) {
  using namespace codegen::bench;
  return run(parse_arguments({arguments + 1, arguments + count}));
}
