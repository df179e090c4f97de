// Making regions: from the interpreter's state at a site, or a function's signature, to a residual program.
#include <algorithm>
#include <bit>
#include <chrono>

#include "pe/driver/engine.hpp"
#include "pe/residual/passes.hpp"
#include "pe/residual/verify.hpp"

namespace pe::driver {
namespace {

using residual::NodeId;
using residual::Program;
using residual::no_node;
using specializer::Activation;
using specializer::State;

gc::Field slot_field(std::uint32_t slot) {
  return {specializer::slots_layout, static_cast<std::uint16_t>(slot * sizeof(gc::Word)), gc::Kind::word,
          gc::Change::anytime, false};
}

/// What a slot holds now is what the program is made for.
std::optional<Op> test_of(gc::Word word) {
  if (gc::is_small_int(word)) return Op::is_int;
  if (residual::is_float_word(word)) return Op::is_float;
  if (gc::is_boolean(word)) return Op::is_bool;
  return {};
}

}  // namespace

Region& Engine::new_region(const Code& code, std::uint32_t pc) {
  Region& region = *regions_.emplace_back(std::make_unique<Region>());
  region.name = place(code, pc);
  region.code = &code;
  region.pc = pc;
  region.program = std::make_shared<Program>();
  Program& program = *region.program;
  program.name = code.name;
  program.self = region.cell;
  program.boxed_float_layout = BoxedFloat::layout;
  program.box_float = &residual::callee<&box_float_for_code>();
  program.allocate = &residual::callee<&allocate_for_code>();
  program.context = &world_;
  program.leave = &Engine::leave;
  return region;
}

/// Specialises from `entry` on, tidies, and gives the exits their points. False if it was given up.
bool Engine::make_program(Region& region, const State& entry, std::span<const Expected> expected,
                          const Trace* trace) {
  const auto begin = std::chrono::steady_clock::now();
  Program& program = *region.program;
  specializer::Options options = options_.specialiser;
  if (!trace && options.oracle == specializer::Oracle::trace) options.oracle = specializer::Oracle::coverage;
  SpecialMachine machine(world_, *this, world_.interpreter.subject(), options, program,
                         trace ? bridges_ : coverage_, trace ? std::span(trace, 1) : std::span<const Trace>());
  if (world_.interpreter.assumes()) machine.valid_flag = &region.valid;
  try {
    machine.run(entry, expected);
    if (!machine.assumptions.empty() && !machine.valid_flag)
      throw specializer::GivesUp{"assume and memo: a Language that uses them says `static constexpr bool assumes = true`, so "
                                 "that its programs ask after calls whether all that they were made for still holds"};
  } catch (const specializer::GivesUp& why) {
    report("gave up " + region.name + ": " + why.bound);
    region.given_up = why.bound;
    region.state = Region::State::failed;
    return false;
  }
  if (options.verify) residual::check_verified(program, "specialising");
  residual::tidy(program, options.verify);
  for (std::uint32_t i = 0; i < program.exits.size(); ++i) {
    region.exits.push_back({&region, i});
    program.exit_points.push_back(reinterpret_cast<const ExitPoint*>(&region.exits.back()));
  }
  for (const residual::Call& call : program.calls)
    if (call.entry) region.needs.push_back(call.entry);
  for (Assumption* assumption : machine.assumptions) {
    if (!assumption->valid) region.assumption_failed();
    assumption->add_dependent(&region);
  }
  region.versions = machine.version_count();
  region.assumptions = machine.assumptions.size();
  region.origins = std::move(machine.origins);
  region.specialise_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  report("made " + region.name + ": " + std::to_string(program.blocks.size()) + " blocks, " +
         std::to_string(program.nodes.size()) + " nodes, " + std::to_string(program.exits.size()) + " exits, " +
         std::to_string(region.versions) + " versions, " + std::to_string(region.specialise_seconds * 1e3) + " ms");
  return region.state != Region::State::invalid;
}

Region* Engine::build(Site* site, const Registers& at) {
  Region& region = new_region(*at.code, at.pc);
  region.site = site;
  region.remade = site->remakes;
  if (make_site_program(region, at)) submit(region);
  finish_functions();
  if (options_.synchronous) wait();
  return &region;
}

/// The program for a site takes the address of the activation's slots.
bool Engine::make_site_program(Region& region, const Registers& at) {
  Program& program = *region.program;
  const residual::BlockId block = program.add_block();
  const NodeId slots = program.add_parameter(block, Type::ref);
  Activation activation{at.code, region.pc, 0, {}};
  std::vector<Expected> expected;
  for (std::uint32_t slot = 0; slot < at.code->slot_count; ++slot) {
    if (!at.code->is_live(region.pc, slot)) {
      activation.slots.push_back(program.add({.op = Op::const_ref, .type = Type::ref}));
      continue;
    }
    program.fields.push_back(slot_field(slot));
    activation.slots.push_back(program.append(
        block, {.op = Op::load, .type = Type::ref, .extra = static_cast<std::uint32_t>(program.fields.size() - 1),
                .operands = {slots, no_node, no_node}}));
    if (const auto test = test_of(at.slots[slot]); test)
      expected.push_back({activation.slots.back(), *test});
  }
  State entry;
  entry.path = {block};
  entry.frames.push_back(std::move(activation));
  const auto traced = options_.mode == Mode::trace ? traces_.find(region.site) : traces_.end();
  return make_program(region, entry, expected, traced == traces_.end() ? nullptr : &traced->second);
}

const Callees::Entry* Engine::find(const Code& code, const specializer::CallKnowledge& known) {
  std::size_t others = 0;
  for (Function& function : functions_) {
    if (function.code != &code) continue;
    if (function.known.is_static == known.is_static) ++others;
    if (function.known.knowledge == known.knowledge) return function.failed ? nullptr : &function.entry;
  }
  if (others >= (known.is_static ? options_.most_statics : options_.most_functions)) return nullptr;
  Region& region = new_region(code, 0);
  Function& function = functions_.emplace_back(Function{&code, known, {region.cell, {}}, &region});
  if (speculates() && std::has_single_bit(code.result_kinds))
    function.entry.result = static_cast<residual::ResultKind>(std::countr_zero(code.result_kinds));
  to_make_.push_back(&function);
  return &function.entry;
}

Region* Engine::project(const Code& code, std::span<const Type> types) {
  const specializer::CallKnowledge known = specializer::knowledge_of(types, code.slot_count);
  find(code, known);
  finish_functions();
  for (Function& function : functions_)
    if (function.code == &code && function.known.knowledge == known.knowledge)
      return function.failed ? nullptr : function.region;
  return nullptr;
}

void Engine::finish_functions() {
  while (!to_make_.empty()) {
    Function& function = *to_make_.back();
    to_make_.pop_back();
    if (make_function_program(function)) submit(*function.region);
    else function.failed = true;
  }
}

/// Makes an invoked function again, with what was seen since; its callers find the new code in the old cell.
void Engine::remake_function(const Region& region) {
  for (Function& function : functions_) {
    if (function.region != &region) continue;
    Region& again = new_region(*function.code, 0);
    again.remade = region.remade + 1;
    again.cell = region.cell;
    again.program->self = region.cell;
    function.region = &again;
    if (!std::has_single_bit(function.code->result_kinds)) function.entry.result.reset();
    if (make_function_program(function)) submit(again);
    finish_functions();
    if (options_.synchronous) wait();
    return;
  }
}

/// The program for a function takes what its callers cannot know before they run.
bool Engine::make_function_program(Function& function) {
  Region& region = *function.region;
  Program& program = *region.program;
  const residual::BlockId block = program.add_block();
  const Activation called{function.code, 0, 0, std::vector<NodeId>(function.code->slot_count), function.known.hash};
  State entry = specializer::make_entry(program, block, function.known.knowledge, called);
  entry.unsafe = true;  // Others may invoke it when what it was made for no longer holds.
  for (const NodeId parameter : program.blocks[block].parameters) region.types.push_back(program.nodes[parameter].type);
  return make_program(region, entry, {}, nullptr);
}

void Engine::submit(Region& region) {
  if (options_.evaluator) {
    region.cell->evaluated.store(region.program.get());
    region.state = Region::State::ready;
    if (region.site) region.site->countdown = 0;
    return;
  }
  unpublished_.push_back(&region);
  codegen::Job job;
  job.program = region.program;
  job.request.areas = world_.heap.areas();
  job.request.forced_exit = options_.forced_exit;
  job.quick_first = speculates();
  job.collect = [this, &region](const codegen::Compiled& compiled) {
    region.llvm_seconds += compiled.timings.total();
    if (!compiled.entry) {
      report("no machine code for " + region.name + ": " + compiled.error);
      region.state = Region::State::failed;
      return;
    }
    report("compiled " + region.name + ": " + std::to_string(compiled.timings.total() * 1e3) + " ms, " +
           std::to_string(compiled.code_bytes) + " bytes");
    region.compiled = compiled.entry;
    region.code_bytes = compiled.code_bytes;
    if (region.cell->code.load() != nullptr) region.cell->code.store(compiled.entry);
  };
  worker_->submit(std::move(job));
}

}  // namespace pe::driver
