// The one file in which lambda's interpreter is compiled, at every stage, and its layouts are folded.
#include "examples/lambda/frontend.hpp"

#include "examples/lambda/interpreter.hpp"
#include "examples/lambda/read.hpp"
#include "examples/lambda/tower.hpp"
#include "gc/layout/reflect.hpp"

BOOST_HANA_ADAPT_STRUCT(lambda::Pair, first, rest);
BOOST_HANA_ADAPT_STRUCT(lambda::Closure, code, length, values);
BOOST_HANA_ADAPT_STRUCT(pe::driver::BoxedFloat, value);

namespace lambda {
namespace {

static_assert(pe::driver::Language<Language>);

struct Program final : pe::driver::Program {
  explicit Program(Analysed it) : analysed(std::move(it)) {}
  const pe::driver::Code& main() const override { return *analysed.unit->functions[0]; }
  std::vector<const pe::driver::Code*> codes() const override {
    std::vector<const pe::driver::Code*> all;
    for (const auto& it : analysed.unit->functions) all.push_back(it.get());
    return all;
  }

  std::string special_name(unsigned index) const override {
    if (index == 2) return "empty_list";
    const auto& symbols = analysed.unit->symbols;
    return index < first_symbol || index - first_symbol >= symbols.size() ? "" : "symbol_" + symbols[index - first_symbol];
  }

  /// Before the first run what is quoted is made, and the closures of functions that capture nothing.
  std::vector<gc::Word> arguments(pe::driver::World& world, std::size_t) const override {
    std::vector<gc::Word>& constants = analysed.unit->constants;
    if (constants.empty() || !gc::is_null(constants[0])) return {gc::Word{}};
    world.heap.roots().add_range(constants.data(), constants.data() + constants.size());
    std::size_t next = 0;
    for (const Datum& it : analysed.quoted) constants[next++] = word_of(world, it);
    for (const std::int64_t function : analysed.closures) {
      auto* closure = world.heap.make<&Closure::values>(0);
      if (!closure) pe::driver::out_of_memory();
      closure->code.value = analysed.unit->functions[static_cast<std::size_t>(function)].get();
      constants[next++] = gc::reference(closure);
    }
    return {gc::Word{}};
  }

  gc::Word word_of(pe::driver::World& world, const Datum& it) const {
    if (it.kind == Datum::Kind::number) return gc::small_int(it.number);
    if (it.kind == Datum::Kind::truth) return gc::boolean(it.number != 0);
    if (it.kind == Datum::Kind::symbol) return symbol_word(*analysed.unit, it.symbol);
    gc::Word list = empty_list;
    for (auto item = it.items.rbegin(); item != it.items.rend(); ++item) {
      const gc::Word first = word_of(world, *item);
      auto* pair = world.heap.make<Pair>();
      if (!pair) pe::driver::out_of_memory();
      pair->first.value = first;
      pair->rest.value = list;
      list = gc::reference(pair);
    }
    return list;
  }

  Analysed analysed;
};

std::expected<std::unique_ptr<pe::driver::Program>, pe::driver::Failure> load(std::string text) {
  const auto data = read(text);
  if (!data) return std::unexpected(data.error());
  auto analysed = analyse(*data);
  if (!analysed) return std::unexpected(analysed.error());
  return std::make_unique<Program>(std::move(*analysed));
}

}  // namespace

const pe::driver::Frontend& frontend() {
  static pe::driver::Instantiated<Language> interpreter;
  static const pe::driver::Frontend it{
      .name = "lambda",
      .layouts = &gc::layout_table<Pair, Closure, pe::driver::BoxedFloat>(),
      .interpreter = &interpreter,
      .load = &load,
      .other = &tower,
      .other_usage = "       lambda tower SELF PROGRAM   a self-interpreter that runs a program, and itself running it\n",
  };
  return it;
}

}  // namespace lambda
