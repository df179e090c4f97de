#include "pe/driver/command.hpp"

#include <pthread.h>
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <sstream>

#include "pe/driver/emit.hpp"
#include "pe/driver/explain.hpp"

namespace pe::driver {
namespace {

constexpr const char* usage =
    "usage: %s run FILE [OPTIONS]       runs a program; its input is the standard input\n"
    "       %s explain FILE [OPTIONS]   runs it, and prints what each stage made of it\n"
    "       %s emit FILE --as WHAT      the whole program, specialised: residual, llvm, asm, obj\n"
    "%s"
    "\n"
    "  --jit off|trace|pe|all   the interpreter alone; hot code along one recorded path; hot code "
    "over all\n"
    "                           paths that were seen; the whole program before it runs (default: "
    "pe)\n"
    "  --evaluator              residual programs are evaluated instead of compiled\n"
    "  --synchronous            waits for each compilation, so that runs repeat exactly\n"
    "  --verify                 residual programs are verified after each step\n"
    "  --force-exit K           guard K of every residual program always leaves\n"
    "  --stress N               collects at every N-th allocation\n"
    "  --heap MEGABYTES         how much the program's objects may take\n"
    "  --report                 says what is made, on the standard error\n"
    "  --times N                runs it N times and prints each time and what was made, as JSON\n"
    "  --target TRIPLE          emits for this machine, such as aarch64-linux-gnu\n"
    "  --output FILE            emits to this file\n"
    "  --profiled               runs the program before it is emitted, and emits only what was "
    "seen\n"
    "  --emit WHAT              in the place of a command: the same as `emit --as WHAT`\n"
    "  --unfold N               with --jit all: goes along static data, such as lists that are a program, up to N "
    "calls deep\n"
    "  --html FILE              writes the explanation to this file, as a page for a browser\n";

struct Arguments {
  std::string verb, file, as = "residual", target, output, page;
  std::string words;  ///< All of them, as they were given.
  EngineOptions engine;
  unsigned stress = 0;
  int times = 0;
  std::size_t heap_megabytes = 0;  ///< 0: as the language has it.
  bool profiled = false;
};

/// Wrong usage, in a sentence.
struct Wrong {
  std::string what;
};

Mode mode_of(const std::string& name) {
  if (name == "off") return Mode::off;
  if (name == "trace") return Mode::trace;
  if (name == "pe") return Mode::pe;
  if (name == "all") return Mode::all;
  throw Wrong{"--jit takes off, trace, pe or all, not " + name};
}

std::int64_t number_of(const std::string& text, std::int64_t least = 0) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least ||
      value > INT32_MAX)
    throw Wrong{"a number from " + std::to_string(least) + " on is wanted, not " + text};
  return value;
}

/// What only one of the commands understands.
struct OptionOf {
  std::string_view option, verb;
};
constexpr OptionOf options_of[] = {{"--as", "emit"},      {"--target", "emit"},
                                   {"--output", "emit"},  {"--profiled", "emit"},
                                   {"--html", "explain"}, {"--times", "run"}};

void check_verb(const Arguments& arguments, const std::vector<std::string>& given) {
  const std::string& verb = arguments.verb;
  if (verb != "run" && verb != "explain" && verb != "emit")
    throw Wrong{verb.empty() ? "what shall be done? run, explain or emit"
                             : "no such command: " + verb};
  if (arguments.file.empty()) throw Wrong{"which file?"};
  for (const OptionOf& it : options_of)
    if (it.verb != verb && std::ranges::find(given, it.option) != given.end())
      throw Wrong{std::string(it.option) + " is for " + std::string(it.verb) + ", not for " + verb};
  if (verb != "emit") return;
  if (std::ranges::find(emission_kinds, arguments.as) == std::end(emission_kinds))
    throw Wrong{"--as takes residual, llvm, asm or obj, not " + arguments.as};
  if (arguments.as == "obj" && arguments.output.empty())
    throw Wrong{"--as obj needs --output FILE"};
}

Arguments arguments_of(const Frontend& frontend, int count, char** words) {
  Arguments result;
  bool mode_given = false, emits = false;
  std::vector<std::string> plain;
  std::vector<std::string> options;
  for (int i = 1; i < count; ++i) result.words += std::string(" ") + words[i];
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word.starts_with("--")) options.push_back(word);
    const auto next = [&] {
      if (++i == count) throw Wrong{word + " takes a value"};
      return std::string(words[i]);
    };
    if (word == "--jit")
      result.engine.mode = mode_of(next()), mode_given = true;
    else if (word == "--evaluator")
      result.engine.evaluator = result.engine.synchronous = true;
    else if (word == "--synchronous")
      result.engine.synchronous = true;
    else if (word == "--verify")
      result.engine.specialiser.verify = true;
    else if (word == "--force-exit")
      result.engine.forced_exit = number_of(next());
    else if (word == "--stress")
      result.stress = static_cast<unsigned>(number_of(next()));
    else if (word == "--report")
      result.engine.report = true;
    else if (word == "--times")
      result.times = static_cast<int>(number_of(next(), 1));
    else if (word == "--unfold")
      result.engine.specialiser.static_depth = static_cast<std::size_t>(number_of(next(), 1));
    else if (word == "--heap")
      result.heap_megabytes = static_cast<std::size_t>(number_of(next(), 1));
    else if (word == "--profiled")
      result.profiled = true;
    else if (word == "--as")
      result.as = next();
    else if (word == "--emit")
      result.as = next(), emits = true;
    else if (word == "--target")
      result.target = next();
    else if (word == "--output")
      result.output = next();
    else if (word == "--html")
      result.page = next();
    else if (word.starts_with("--"))
      throw Wrong{"no such option: " + word};
    else
      plain.push_back(word);
  }
  if (emits && (plain.empty() || (plain[0] != "run" && plain[0] != "emit")))
    plain.insert(plain.begin(), "emit");
  if (plain.size() > 0) result.verb = emits ? "emit" : plain[0];
  if (plain.size() > 1) result.file = plain[1];
  if (plain.size() > 2) throw Wrong{"one file at a time, not " + plain[2] + ", too"};
  check_verb(result, options);
  if (!mode_given && frontend.static_types) result.engine.mode = Mode::all;
  if (result.engine.specialiser.static_depth > 0 && result.engine.mode != Mode::all)
    throw Wrong{"--unfold is for the whole program: it goes with --jit all"};
  result.engine.specialiser.interruptible = false;
  return result;
}

/// A message may quote the program, which may be anything: what no terminal should get is written
/// as `\xff`, and what is long is cut.
std::string printable(const std::string& message) {
  constexpr std::size_t most = 300;
  std::string result;
  for (const char it : message.substr(0, most)) {
    const auto byte = static_cast<unsigned char>(it);
    constexpr char digits[] = "0123456789abcdef";
    if (byte >= ' ' && byte < 0x7f)
      result += it;
    else
      result += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
  }
  return message.size() > most ? result + " ..." : result;
}

/// A message about the user's program: file, place, sentence.
int complain(const std::string& file, const Failure& failure) {
  std::string text = file;
  if (failure.position.line > 0)
    text +=
        ":" + std::to_string(failure.position.line) + ":" + std::to_string(failure.position.column);
  std::fprintf(stderr, "%s: %s\n", text.c_str(), printable(failure.message).c_str());
  return 1;
}

std::string all_of(std::istream& stream) {
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

double seconds() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

/// What a run has cost and made, as one line of JSON.
std::string figures(const std::vector<double>& times, double first_start, const Engine* engine) {
  std::ostringstream out;
  out << "{\"times\": [";
  for (std::size_t i = 0; i < times.size(); ++i) out << (i ? ", " : "") << times[i];
  std::size_t versions = 0, exits = 0, nodes = 0, bytes = 0, regions = 0, left = 0;
  double specialise = 0, llvm = 0;
  if (engine)
    for (const auto& region : engine->regions()) {
      ++regions;
      specialise += region->specialise_seconds;
      llvm += region->llvm_seconds;
      left += region->left;
      if (region->state == Region::State::failed) continue;
      versions += region->versions;
      exits += region->exits.size();
      bytes += region->code_bytes;
      for (const residual::Block& block : region->program->blocks) nodes += block.body.size();
    }
  out << "], \"start\": " << first_start << ", \"regions\": " << regions
      << ", \"versions\": " << versions << ", \"exits\": " << exits << ", \"left\": " << left
      << ", \"nodes\": " << nodes << ", \"code_bytes\": " << bytes
      << ", \"specialise\": " << specialise << ", \"llvm\": " << llvm << "}\n";
  return out.str();
}

/// Where nothing was profiled (`all`, `off`), the ways that a program goes are looked at for the
/// explanation alone.
void look(World& world, const Program& program, Coverage& coverage) {
  constexpr std::uint32_t steps = 1000000;
  world.keeps_output = true;
  for (std::size_t run = 0; run < program.runs(); ++run) {
    world.failure.reset();
    world.profile(program.main(), program.arguments(world, run), coverage, steps);
  }
  world.output().clear();
}

/// Prints or writes what was made; the exit status.
int explain_run(const Frontend& frontend, const Program& program, const std::string& source,
                const Arguments& arguments, World& world) {
  Engine* const engine = world.engine.get();
  if (engine) engine->wait();
  Coverage own;
  const bool profiled = engine && arguments.engine.mode != Mode::all;
  if (!profiled) look(world, program, own);
  const Section explained =
      explain({frontend, program, source,
               "./triptych example " + std::string(frontend.name) + arguments.words, engine,
               profiled ? engine->coverage() : own});
  if (arguments.page.empty()) return std::fputs(as_text(explained).c_str(), stdout), 0;
  std::ofstream file(arguments.page);
  file << as_page(explained);
  file.close();
  return file ? 0 : complain(arguments.page, {"cannot be written", {}});
}

int run_program(const Frontend& frontend, const Program& program, const std::string& source,
                const Arguments& arguments) {
  World::Options options = frontend.world;
  options.heap.stress = arguments.stress;
  if (arguments.heap_megabytes > 0) options.heap.limit = arguments.heap_megabytes << 20;
  World world(*frontend.interpreter, *frontend.layouts, options);
  world.name = arguments.file;
  const std::string input = arguments.verb == "run" && arguments.times == 0 ? all_of(std::cin) : "";
  if (arguments.engine.mode != Mode::off)
    world.engine = std::make_unique<Engine>(world, arguments.engine);
  std::vector<double> times;
  const double begin = seconds();
  for (int i = 0; i < std::max(arguments.times, 1); ++i) {
    world.input = input;
    world.keeps_output = arguments.times > 0;
    const double start = seconds();
    for (std::size_t run = 0; run < program.runs() && !world.failure; ++run) {
      const gc::Word result = world.run(program.main(), program.arguments(world, run));
      if (!world.failure && frontend.show) frontend.show(world, result);
    }
    times.push_back(seconds() - start);
    if (arguments.times > 0) world.output().clear();
    if (world.failure) break;
  }
  int status = 0;
  world.flush();
  if (world.failure)
    status = complain(arguments.file, *world.failure);
  else if (arguments.times > 0)
    std::fputs(figures(times, begin, world.engine.get()).c_str(), stdout);
  if (arguments.verb == "explain")
    status = std::max(status, explain_run(frontend, program, source, arguments, world));
  return status;
}

int perform(const Frontend& frontend, Arguments arguments) {
  std::error_code why;
  if (std::filesystem::is_directory(arguments.file, why))
    return complain(arguments.file, {"this is a folder, not a program", {}});
  std::ifstream file(arguments.file);
  if (!file) return complain(arguments.file, {std::strerror(errno), {}});
  const std::string text = all_of(file);
  const auto program = frontend.load(text);
  if (!program) return complain(arguments.file, program.error());
  if (arguments.verb == "emit")
    return emit(
        frontend, **program,
        {arguments.as, arguments.target, arguments.output, arguments.file, arguments.profiled});
  return run_program(frontend, **program, text, arguments);
}

/// Residual functions call each other on the C++ stack, as deep as the limit of activations lets
/// them.
int on_large_stack(std::function<int()> what) {
  struct Call {
    std::function<int()> what;
    int status = 0;
  } call{std::move(what)};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, std::size_t{256} << 20);
  pthread_t thread;
  const auto entry = [](void* it) -> void* {
    auto& running = *static_cast<Call*>(it);
    running.status = running.what();
    return nullptr;
  };
  if (pthread_create(&thread, &attributes, entry, &call) != 0)
    return std::fputs("there is no memory for a stack of 256 MB\n", stderr), 1;
  pthread_join(thread, nullptr);
  return call.status;
}

}  // namespace

int command(const Frontend& frontend, int count, char** words) {
  if (frontend.other)
    if (const int status = on_large_stack([&] { return frontend.other(count, words); });
        status >= 0)
      return status;
  if (count > 1 && (std::strcmp(words[1], "--help") == 0 || std::strcmp(words[1], "-h") == 0)) {
    std::printf(usage, frontend.name, frontend.name, frontend.name, frontend.other_usage);
    return 0;
  }
  try {
    const Arguments arguments = arguments_of(frontend, count, words);
    return on_large_stack([&] { return perform(frontend, arguments); });
  } catch (const Wrong& wrong) {
    std::fprintf(stderr, "%s: %s\n", frontend.name, wrong.what.c_str());
    std::fprintf(stderr, usage, frontend.name, frontend.name, frontend.name, frontend.other_usage);
    return 2;
  }
}

}  // namespace pe::driver
