// The examples' front ends are given anything: bytes, words of the language in any order, programs
// with a mistake.
//
//     frontends_test [TEXTS [SEED [FILE]]]
//
// FILE, if one is named, has the text that is being tried, for those who look at a crash.
// What loads is run for a while at the stage Profile, which sees every decision; whatever it is, it
// loads or says where it is wrong, and runs or fails. Nothing crashes, and nothing takes long.
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "examples/brainfuck/frontend.hpp"
#include "examples/lambda/frontend.hpp"
#include "examples/regex/frontend.hpp"
#include "examples/tiny/frontend.hpp"
#include "pe/driver/engine.hpp"

namespace {

using pe::driver::Frontend;

/// What is put together at random.
struct Subject {
  const Frontend& frontend;
  std::vector<std::string> words;
  std::vector<std::string> programs = {};
};

std::vector<Subject> subjects() {
  return {
      {tiny::frontend(),
       {"fn ",
        "main",
        "()",
        "{ ",
        " }",
        "(",
        ")",
        "[",
        "]",
        "; ",
        ", ",
        "let ",
        "x",
        "y",
        "f",
        " = ",
        "if ",
        "else ",
        "while ",
        "return ",
        "print ",
        "and ",
        "or ",
        "not ",
        "true ",
        "false ",
        "len",
        "float",
        "int",
        "sqrt",
        "1",
        "0",
        "2.5",
        "4611686018427387903",
        " + ",
        " - ",
        " * ",
        " / ",
        " % ",
        " < ",
        " == ",
        "!= ",
        "\n",
        "#",
        "fn main() { ",
        "fn f(x) { "}},
      {lambda::frontend(),
       {"(",
        ")",
        "(",
        ")",
        "'",
        "define ",
        "lambda ",
        "if ",
        "cond ",
        "else ",
        "and ",
        "or ",
        "let ",
        "begin ",
        "display ",
        "error ",
        "quote ",
        "x ",
        "y ",
        "f ",
        "(x) ",
        "(f x) ",
        "((x 1)) ",
        "+ ",
        "- ",
        "* ",
        "quotient ",
        "< ",
        "= ",
        "eq? ",
        "cons ",
        "car ",
        "cdr ",
        "pair? ",
        "null? ",
        "not ",
        "#t ",
        "#f ",
        "1 ",
        "0 ",
        "4611686018427387903 ",
        ";",
        "\n"}},
      {brainfuck::frontend(), {">", "<", "+", "-", ".", ",", "[", "]", "[-]", "[>+<-]", "\n", "x"}},
      {regex::frontend(),
       {"a", "b", ".",  "*",   "+",   "?",     "|",      "(",  ")",    "[",    "]",
        "^", "-", "\\", "\\d", "\\w", "[a-z]", "[^0-9]", "\n", "abab", "3 * ", "\n9 * a"}},
  };
}

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t bound) { return bound == 0 ? 0 : random() % bound; }

std::string any_bytes(Random& random) {
  std::string text(below(random, 200), ' ');
  for (char& it : text) it = static_cast<char>(random());
  return text;
}

std::string any_words(Random& random, const Subject& subject) {
  std::string text;
  for (std::size_t left = below(random, 80); left > 0; --left)
    text += subject.words[below(random, subject.words.size())];
  return text;
}

/// A program of which something is missing, doubled, replaced, or moved.
std::string mistaken(Random& random, const Subject& subject) {
  std::string text = subject.programs[below(random, subject.programs.size())];
  for (std::size_t mistakes = 1 + below(random, 4); mistakes > 0; --mistakes) {
    const std::size_t at = below(random, text.size()),
                      length = below(random, std::min<std::size_t>(text.size() - at, 12));
    switch (below(random, 4)) {
      case 0: text.erase(at, length); break;
      case 1: text.insert(at, text.substr(below(random, text.size()), length)); break;
      case 2: text.insert(at, subject.words[below(random, subject.words.size())]); break;
      default:
        if (!text.empty()) text[at] = static_cast<char>(random());
    }
  }
  return text;
}

/// What went wrong here, not in the program; empty if nothing did.
std::string tried(const Frontend& frontend, const std::string& text) {
  const auto program = frontend.load(text);
  if (!program)
    return program.error().message.empty() || program.error().position.line < 1
               ? "an error without a message or place"
               : "";
  pe::driver::World::Options options = frontend.world;
  options.heap.limit = std::size_t{1} << 30;
  pe::driver::World world(*frontend.interpreter, *frontend.layouts, options);
  world.keeps_output = true;
  pe::Coverage coverage;
  for (std::size_t run = 0; run < std::min<std::size_t>((*program)->runs(), 3) && !world.failure;
       ++run)
    world.profile((*program)->main(), (*program)->arguments(world, run), coverage, 3000);
  if (world.failure && world.failure->message.empty()) return "a failure without a message";
  return "";
}

}  // namespace

int main(int count, char** words) {
  const std::size_t texts = count > 1 ? std::strtoul(words[1], nullptr, 10) : 600;
  const std::size_t seed = count > 2 ? std::strtoul(words[2], nullptr, 10) : 1;
  Random random(seed);
  int failures = 0;
  for (Subject& subject : subjects()) {
    const std::string name = subject.frontend.name;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(PROGRAMS) + "/" + name + "/programs"))
      if (entry.path().extension() != ".out" && entry.file_size() < 3000) {
        std::ifstream file(entry.path());
        subject.programs.emplace_back(std::istreambuf_iterator<char>(file),
                                      std::istreambuf_iterator<char>());
      }
    std::ranges::sort(subject.programs);
    for (std::size_t i = 0; i < texts; ++i) {
      const std::string text = i % 3 == 0   ? any_words(random, subject)
                               : i % 3 == 1 ? mistaken(random, subject)
                                            : any_bytes(random);
      if (count > 3) std::ofstream(words[3], std::ios::binary) << text;
      const auto begin = std::chrono::steady_clock::now();
      std::string wrong = tried(subject.frontend, text);
      const double seconds =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
      if (wrong.empty() && seconds > 5) wrong = "it took " + std::to_string(seconds) + " s";
      if (wrong.empty()) continue;
      ++failures;
      std::printf("%s, text %zu of seed %zu: %s\n%s\n", name.c_str(), i, seed, wrong.c_str(),
                  text.c_str());
    }
  }
  std::printf("%zu texts of each language, %d failures\n", texts, failures);
  return failures > 0;
}
