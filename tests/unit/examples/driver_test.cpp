// The driver under small languages: what it does with wrong ones, and what is left of right ones.
#include <doctest/doctest.h>

#include <boost/hana/adapt_struct.hpp>
#include <deque>

#include "examples/brainfuck/frontend.hpp"
#include "gc/layout/reflect.hpp"
#include "pe/driver/engine.hpp"
#include "pe/driver/explain.hpp"

BOOST_HANA_ADAPT_STRUCT(pe::driver::BoxedFloat, value);

namespace {
struct Thing;
struct Shop;
void between(Shop* shop, std::int64_t left);
}  // namespace
template <>
inline constexpr pe::Effects pe::effects_of<&between> = {
    .name = "between", .writes = true, .runs_python = true};

namespace {

using pe::driver::EngineOptions;
using pe::driver::Mode;

/// Wrong: a loop that a dynamic value ends, between two merge points.
struct Spinning {
  using Code = pe::driver::Code;
  template <class M>
  static void step(M& m, const Code&, std::uint32_t) {
    auto left = m.int_of(m.get(0));
    while (left != 0) left = left - 1;
    m.leave(m.from_int(left));
  }
};

TEST_CASE(
    "work without end between two merge points is given up with a sentence, and the interpreter "
    "goes on") {
  pe::driver::Instantiated<Spinning> interpreter;
  pe::driver::World world(interpreter, gc::layout_table<pe::driver::BoxedFloat>(), {});
  EngineOptions options{.mode = Mode::all, .evaluator = true};
  world.engine = std::make_unique<pe::driver::Engine>(world, options);
  pe::driver::Code code;
  code.name = "spin";
  code.parameter_count = code.slot_count = 1;
  code.marks = {pe::driver::Mark::loop};
  const gc::Word argument = gc::small_int(100000);
  CHECK(world.run(code, {&argument, 1}) == gc::small_int(0));
  REQUIRE(world.engine->regions().size() == 1);
  CHECK(world.engine->regions()[0]->given_up.find("a loop that a dynamic value ends") !=
        std::string::npos);
}

/// Not quite right: nobody says that its first instruction is a loop's header.
struct Unmarked {
  using Code = pe::driver::Code;
  template <class M>
  static void step(M& m, const Code&, std::uint32_t) {
    const auto left = m.int_of(m.get(0));
    if (left == 0) return m.leave(m.get(0));
    m.set(0, m.from_int(left - 1));
    m.jump(0);
  }
};

TEST_CASE("a loop without a mark is unrolled, but not for ever") {
  pe::driver::Instantiated<Unmarked> interpreter;
  pe::driver::World world(interpreter, gc::layout_table<pe::driver::BoxedFloat>(), {});
  world.engine = std::make_unique<pe::driver::Engine>(
      world, EngineOptions{.mode = Mode::all, .evaluator = true});
  pe::driver::Code code;
  code.name = "unmarked";
  code.parameter_count = code.slot_count = 1;
  code.marks = {pe::driver::Mark::plain};
  const gc::Word argument = gc::small_int(1000);
  CHECK(world.run(code, {&argument, 1}) == gc::small_int(0));
  REQUIRE(world.engine->regions().size() == 1);
  const pe::driver::Region& region = *world.engine->regions()[0];
  CHECK(region.state == pe::driver::Region::State::ready);
  CHECK(region.left == 0);
  CHECK(region.versions == 1);
  CHECK(region.program->blocks.size() < 30);
}

/// Wrong: counts down after it has entered the callee, whose slot that is.
struct Late {
  using Code = pe::driver::Code;
  template <class M>
  static void step(M& m, const Code& code, std::uint32_t pc) {
    if (pc == 1) return m.leave(m.get(0));
    if (m.int_of(m.get(0)) == 0) return m.leave(m.get(0));
    const pe::dyn<M, gc::Word> arguments[] = {m.get(0)};
    m.call(code, arguments, 1, 0);
    m.set(0, m.from_int(m.int_of(m.get(0)) - 1));
  }
};

TEST_CASE("work after a step has gone on is given up with a sentence") {
  pe::driver::Instantiated<Late> interpreter;
  pe::driver::World world(interpreter, gc::layout_table<pe::driver::BoxedFloat>(), {});
  world.engine = std::make_unique<pe::driver::Engine>(
      world, EngineOptions{.mode = Mode::all, .evaluator = true});
  pe::driver::Code code;
  code.name = "late";
  code.parameter_count = code.slot_count = 1;
  code.marks = {pe::driver::Mark::loop, pe::driver::Mark::plain};
  const gc::Word argument = gc::small_int(3);
  world.run(code, {&argument, 1});
  REQUIRE(world.engine->regions().size() >= 1);
  CHECK(world.engine->regions()[0]->given_up.starts_with("work after call, tail_call or leave"));
}

// A shop, whose customers buy the same thing again and again. What a kind of thing costs is looked
// up in a catalogue, which hardly ever changes, and so does the discount.
struct Thing : gc::Object {
  static constexpr gc::LayoutId layout = 11;
  gc::Fixed<std::int64_t> kind;
};
/// What a kind costs, until the catalogue changes.
struct Price : pe::Assumption {
  std::int64_t amount = 0;
};
struct Discount : gc::Object {
  static constexpr gc::LayoutId layout = 12;
  std::int64_t amount = 0;
  pe::Assumption unchanged;
};
struct Shop {
  std::deque<Price> catalogue;  ///< The last one counts.
  Discount discount;
  std::int64_t looked_up = 0;
};
}  // namespace
BOOST_HANA_ADAPT_STRUCT(Thing, kind);
namespace {

struct ShopCode : pe::driver::Code {
  Shop* shop = nullptr;
  const ShopCode* buying = nullptr;  ///< Of the loop over customers; null: this is buying.
};

const Price* find_price(pe::driver::World*, std::int64_t kind, Shop* shop) {
  ++shop->looked_up;
  return kind == 7 ? &shop->catalogue.back() : nullptr;
}
/// What is on the label: nothing that changes is asked.
std::int64_t in_full_tens(std::int64_t amount) { return amount / 10 * 10; }
pe::Assumption* unchanged(Discount* discount) {
  return discount->unchanged.valid ? &discount->unchanged : nullptr;
}

/// Between two customers: the catalogue changes once, and the discount.
void between(Shop* shop, std::int64_t left) {
  if (left == 2000) {
    Price& old = shop->catalogue.back();
    shop->catalogue.emplace_back().amount = old.amount + 30;
    old.invalidate();
  }
  if (left == 1000) {
    shop->discount.amount = 5;
    shop->discount.unchanged.invalidate();
  }
}

struct ShopLanguage {
  using Code = ShopCode;
  static constexpr bool assumes = true;

  template <class M>
  static void step(M& m, const Code& code, std::uint32_t pc) {
    if (code.buying) return serve(m, code, pc);
    const auto thing = m.template as<Thing>(m.get(0));
    const std::int64_t kind = m.promote(m.template load<&Thing::kind>(thing));
    const Price* price = m.template memo<&find_price>(kind, code.shop);
    const auto discount = m.template assume<&Discount::amount, &unchanged>(&code.shop->discount);
    const std::int64_t label = m.template pure<&in_full_tens>(price->amount);
    m.leave(m.from_int(pe::dyn<M, std::int64_t>(label) - discount));
  }

 private:
  enum Slot { thing, left, paid, sum };
  template <class M>
  static void serve(M& m, const Code& code, std::uint32_t pc) {
    const auto customers = m.int_of(m.get(left));
    switch (pc) {
      case 0: {
        if (customers == 0) return m.leave(m.get(sum));
        const pe::dyn<M, gc::Word> arguments[] = {m.get(thing)};
        return m.call(*code.buying, arguments, 1, paid);
      }
      case 1: return m.set(sum, m.from_int(m.int_of(m.get(sum)) + m.int_of(m.get(paid))));
      case 2:
        m.set(left, m.from_int(customers - 1));
        return m.template call<&between>(code.shop, customers);
      default: m.loop(0);
    }
  }
};

/// What all customers have paid; how often something was looked up; how regions that were built on
/// something ended.
template <class Language>
std::int64_t total_of_shop(EngineOptions options, std::int64_t& looked_up, std::string& made) {
  Shop shop;
  shop.catalogue.emplace_back().amount = 104;
  ShopCode buying, customers;
  buying.name = "buying";
  customers.name = "customers";
  buying.shop = customers.shop = &shop;
  buying.parameter_count = buying.slot_count = 1;
  customers.buying = &buying;
  customers.parameter_count = customers.slot_count = 4;
  buying.marks = {pe::driver::Mark::plain};
  customers.marks = {pe::driver::Mark::loop, pe::driver::Mark::plain, pe::driver::Mark::plain,
                     pe::driver::Mark::plain};

  pe::driver::Instantiated<Language> interpreter;
  pe::driver::World world(interpreter, gc::layout_table<Thing, pe::driver::BoxedFloat>(), {});
  if (options.mode != Mode::off)
    world.engine = std::make_unique<pe::driver::Engine>(world, options);
  auto* bought = world.heap.make<Thing>();
  bought->kind.value = 7;
  const gc::Word arguments[] = {gc::reference(bought), gc::small_int(3000), gc::small_int(0),
                                gc::small_int(0)};
  const gc::Word total = world.run(customers, arguments);
  looked_up = shop.looked_up;
  if (world.engine)
    for (const auto& region : world.engine->regions()) {
      made += region->given_up;
      if (region->assumptions > 0)
        made += region->state == pe::driver::Region::State::invalid ? "invalid " : "ready ";
    }
  return gc::small_int_value(total);
}

TEST_CASE("memo and assume: what was built on something is thrown away when that changes") {
  const std::int64_t expected = 1001 * 100 + 1000 * 130 + 999 * 125;
  std::int64_t looked_up = 0;
  std::string made;
  CHECK(total_of_shop<ShopLanguage>({.mode = Mode::off}, looked_up, made) == expected);
  CHECK(looked_up == 2);  // An inline cache: once for each catalogue.
  for (const bool evaluator : {true, false})
    for (const std::size_t inlined : {std::size_t{1}, std::size_t{6}}) {
      EngineOptions options{.mode = Mode::pe, .evaluator = evaluator, .synchronous = true};
      options.specialiser.verify = true;
      options.specialiser.inline_depth = inlined;  // 1: buying is a function of its own.
      made.clear();
      CHECK(total_of_shop<ShopLanguage>(options, looked_up, made) == expected);
      CHECK(looked_up < 20);
      CHECK(made.starts_with("invalid "));
      CHECK(made.ends_with("ready "));
      options.mode = Mode::trace;
      CHECK(total_of_shop<ShopLanguage>(options, looked_up, made) == expected);
      options.mode = Mode::all;
      CHECK(total_of_shop<ShopLanguage>(options, looked_up, made) == expected);
    }
}

/// Wrong: uses memo, and does not say so.
struct Forgetful : ShopLanguage {
  static constexpr bool assumes = false;
};

TEST_CASE("a language that assumes without saying so is told to, and the interpreter goes on") {
  std::int64_t looked_up = 0;
  std::string made;
  EngineOptions options{.mode = Mode::pe, .evaluator = true, .synchronous = true};
  CHECK(total_of_shop<Forgetful>(options, looked_up, made) == 1001 * 100 + 1000 * 130 + 999 * 125);
  CHECK(made.find("says `static constexpr bool assumes = true`") != std::string::npos);
}

TEST_CASE("a Brainfuck program's residual program has no trace of dispatch") {
  const auto& frontend = brainfuck::frontend();
  const auto program = frontend.load("++++[>+++[>++<-]<-]>>.");
  REQUIRE(program.has_value());
  pe::driver::World world(*frontend.interpreter, *frontend.layouts, {});
  EngineOptions options{.mode = Mode::all, .evaluator = true};
  options.specialiser.interruptible = false;
  world.engine = std::make_unique<pe::driver::Engine>(world, options);
  const pe::driver::Region* region = world.engine->project((*program)->main(), (*program)->types());
  REQUIRE(region != nullptr);
  for (const pe::residual::Block& block : region->program->blocks)
    for (const pe::residual::NodeId id : block.body) {
      const pe::residual::Node& node = region->program->nodes[id];
      CHECK(node.op != pe::Op::switch_int);  // Nothing is dispatched on, ...
      for (const pe::residual::NodeId operand : node.operands)
        if (operand != pe::residual::no_node &&
            region->program->nodes[operand].op == pe::Op::const_ref)
          CHECK(region->program->nodes[operand].imm !=
                pe::to_bits(&(*program)->main()));  // no code is read,
      if (pe::residual::has_field(node.op)) {
        const gc::LayoutId layout = region->program->fields[node.extra].layout;
        const bool known = layout == 10 || layout == pe::specializer::context_layout;
        CHECK(known);  // and of memory, only cells and the context.
      }
    }
  CHECK(region->program->exits.size() == 1);  // The depth of calls, at the entry.
}

}  // namespace
