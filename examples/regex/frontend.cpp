// The one file in which the matcher is compiled, at every stage, and its layouts are folded.
#include "examples/regex/frontend.hpp"

#include <algorithm>

#include "examples/regex/interpreter.hpp"
#include "gc/layout/reflect.hpp"

BOOST_HANA_ADAPT_STRUCT(regex::Text, length, bytes);
BOOST_HANA_ADAPT_STRUCT(pe::driver::BoxedFloat, value);

namespace regex {
namespace {

static_assert(pe::driver::Language<Language>);

struct Program final : pe::driver::Program {
  const pe::driver::Code& main() const override { return *pattern; }
  std::vector<pe::Type> types() const override { return {pe::Type::ref, pe::Type::i64}; }
  std::size_t runs() const override { return texts.size(); }
  std::vector<gc::Word> arguments(pe::driver::World& world, std::size_t run) const override {
    const std::string& from = texts[run];
    auto* text = world.heap.make<&Text::bytes>(from.size());
    if (!text) pe::driver::out_of_memory();
    text->length.value = static_cast<std::int64_t>(from.size());
    std::ranges::copy(from, text->bytes.data());
    world.print(from.size() > 60 ? from.substr(0, 57) + "..." : from);
    return {gc::reference(text), gc::small_int(0)};
  }
  std::unique_ptr<Code> pattern;
  std::vector<std::string> texts;
};

/// The first line is the pattern; `N * TEXT` stands for TEXT, N times in a row.
std::expected<std::unique_ptr<pe::driver::Program>, pe::driver::Failure> load(std::string text) {
  std::vector<std::string> lines(1);
  for (const char it : text) {
    if (it == '\n') lines.emplace_back();
    else lines.back() += it;
  }
  if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
  auto pattern = Code::parse(lines.front());
  if (!pattern) return std::unexpected(pattern.error());
  auto program = std::make_unique<Program>();
  program->pattern = std::move(*pattern);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t star = lines[i].find(" * ");
    const bool repeats = star != std::string::npos && star > 0 && star < 9 &&
                         lines[i].find_first_not_of("0123456789") == star;
    std::string all;
    if (!repeats) all = lines[i];
    else {
      const std::string part = lines[i].substr(star + 3);
      const auto times = static_cast<std::size_t>(std::stoi(lines[i]));
      constexpr std::size_t most = std::size_t{1} << 30;
      if (part.size() * times > most)
        return std::unexpected(pe::driver::Failure{"this text has more than 2^30 characters", {static_cast<int>(i) + 1, 1}});
      for (std::size_t n = 0; n < times; ++n) all += part;
    }
    program->texts.push_back(std::move(all));
  }
  return program;
}

void show(pe::driver::World& world, gc::Word result) {
  world.print(result == gc::true_word ? ": matches\n" : ": does not match\n");
}

}  // namespace

const pe::driver::Frontend& frontend() {
  static pe::driver::Instantiated<Language> interpreter;
  static const pe::driver::Frontend it{
      .name = "regex",
      .layouts = &gc::layout_table<Text, pe::driver::BoxedFloat>(),
      .interpreter = &interpreter,
      .load = &load,
      .static_types = true,
      .show = &show,
  };
  return it;
}

}  // namespace regex
