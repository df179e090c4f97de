// Residual programs from text, run as machine code, for the tests of the code generator.
#pragma once

#include <bit>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "codegen/load.hpp"
#include "pe/residual/evaluate.hpp"
#include "pe/residual/native_call.hpp"
#include "pe/residual/text.hpp"
#include "pe/residual/verify.hpp"
#include "tests/random/residual_world.hpp"

namespace test {

using codegen::Gear;
using pe::residual::Program;
using pe::residual::ResultKind;
using pe::residual::Type;

/// The one backend of a test executable, LLVM's verifier on.
inline codegen::Backend& backend() {
  static const std::unique_ptr<codegen::Backend> the_backend = [] {
    codegen::Settings settings;
    settings.verify = true;
    auto loaded = codegen::load_backend(settings);
    REQUIRE_MESSAGE(loaded.has_value(), loaded.error());
    return std::move(*loaded);
  }();
  return *the_backend;
}

/// Knows the world's functions and layouts by name.
class WorldNames : public residual_world::Functions {
 public:
  std::optional<gc::LayoutId> layout(std::string_view name) override {
    if (name == "Cell") return residual_world::Cell::layout;
    if (name == "Row") return residual_world::Row::layout;
    if (name == "Float") return gc::boxed_float_layout;
    return std::nullopt;
  }
};

/// A program, the world it runs in, and its own entry cell.
class Fixture {
 public:
  residual_world::World world;
  WorldNames names;
  Program program;

  explicit Fixture(std::string_view text) {
    auto parsed = pe::residual::parse(text, names);
    if (!parsed) FAIL(parsed.error().line << ": " << parsed.error().message);
    program = std::move(*parsed);
    world.attach(program);
    pe::residual::check_verified(program, "parsing");
  }

  std::vector<Type> parameter_types() const {
    std::vector<Type> types;
    for (auto id : program.blocks[0].parameters) types.push_back(program.nodes[id].type);
    return types;
  }

  codegen::Compiled compile(Gear gear, std::int64_t forced_exit = -1) {
    codegen::Request request;
    request.gear = gear;
    request.forced_exit = forced_exit;
    auto compiled = backend().compile(program, request);
    REQUIRE_MESSAGE(compiled.entry != nullptr, compiled.error);
    if (program.self) program.self->code = compiled.entry;
    return compiled;
  }

  pe::Returned run(const codegen::Compiled& compiled, std::vector<std::uint64_t> arguments) {
    world.begin();
    return pe::residual::call_residual(compiled.entry, parameter_types(), arguments);
  }
  pe::Returned run(Gear gear, std::vector<std::uint64_t> arguments) {
    return run(compile(gear), std::move(arguments));
  }

  /// Checks that both gears do with `arguments` what the evaluator does.
  void compare(const std::vector<std::uint64_t>& arguments) {
    world.begin();
    const auto expected = world.end(pe::residual::evaluate(program, arguments));
    for (Gear gear : {Gear::quick, Gear::optimised}) {
      const pe::Returned result = run(gear, arguments);
      CHECK(world.end(result) == expected);
    }
  }
};

inline std::uint64_t bits(std::int64_t value) { return static_cast<std::uint64_t>(value); }
inline std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

inline void check_result(pe::Returned result, std::uint64_t payload, ResultKind kind) {
  CHECK(result.payload == payload);
  CHECK(result.kind == static_cast<std::int64_t>(kind));
}

inline constexpr Gear both_gears[] = {Gear::quick, Gear::optimised};

}  // namespace test
