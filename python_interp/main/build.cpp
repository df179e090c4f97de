// Making regions: from the interpreter's state at a site, or a function's signature, to a residual program.
#include <algorithm>
#include <bit>
#include <chrono>
#include <optional>

#include "pe/residual/passes.hpp"
#include "pe/residual/verify.hpp"
#include "python_interp/interp/liveness.hpp"
#include "python_interp/main/engine.hpp"
#include "python_interp/main/runtime_functions.hpp"
#include "python_interp/objects/api.hpp"

namespace py {
namespace {

using ValueType = pe::residual::Type;
using Operation = pe::residual::Op;
using pe::residual::Node;
using pe::residual::NodeId;
using pe::residual::Program;
using pe::residual::no_node;
using pe::specializer::Activation;
using pe::specializer::State;

gc::Field slot_field(std::uint32_t slot) {
  return {pe::specializer::slots_layout, static_cast<std::uint16_t>(slot * sizeof(Word)), gc::Kind::word,
          gc::Change::anytime, false};
}

/// What a slot holds now is what the program is made for.
std::optional<Operation> test_of(Word word) {
  if (gc::is_small_int(word)) return Operation::is_int;
  if (gc::is_immediate_float(word) || is<BoxedFloat>(word)) return Operation::is_float;
  if (gc::is_boolean(word)) return Operation::is_bool;
  return {};
}

std::string place(const Code* code, std::uint32_t pc) {
  return to_utf8(gc::as<Str>(code->qualname)) + "@" + std::to_string(pc);
}

void prepare(Program& program, VM& vm) {
  program.boxed_float_layout = BoxedFloat::layout;
  program.box_float = &pe::residual::callee<&box_float_for_code>();
  program.allocate = &pe::residual::callee<&allocate_for_code>();
  program.context = &vm;
  program.leave = &Engine::leave;
}

}  // namespace

pe::Region& Engine::new_region(std::string name) {
  auto& region = *regions_.emplace_back(std::make_unique<pe::Region>());
  region.name = std::move(name);
  region.program = std::make_shared<Program>();
  region.program->name = region.name;
  region.program->self = &region.cell;
  prepare(*region.program, vm_);
  return region;
}

/// Specialises from `entry` on, tidies, and gives the exits their points. False if it was given up.
bool Engine::make_program(pe::Region& region, const State& entry, std::span<const Expected> expected,
                          const pe::Trace* trace) {
  const auto begin = std::chrono::steady_clock::now();
  Program& program = *region.program;
  pe::specializer::Options options = options_.specialiser;
  if (!trace) options.oracle = pe::specializer::Oracle::coverage;
  SpecialMachine machine(&vm_, *this, specialised_interpreter(), options, program, trace ? bridges_ : coverage_,
                         trace ? std::span(trace, 1) : std::span<const pe::Trace>());
  machine.valid_flag = &region.valid;
  try {
    machine.run(entry, expected);
  } catch (const pe::specializer::GivesUp& why) {
    report("gave up " + region.name + ": " + why.bound);
    region.state = pe::Region::State::failed;
    return false;
  }
  if (options_.specialiser.verify) pe::residual::check_verified(program, "specialising");
  pe::residual::tidy(program, options_.specialiser.verify);
  for (std::uint32_t i = 0; i < program.exits.size(); ++i) {
    region.exits.push_back({&region, i});
    program.exit_points.push_back(&region.exits.back());
  }
  for (const pe::residual::Call& call : program.calls)
    if (call.entry) region.needs.push_back(call.entry);
  for (const Function& function : functions_)
    if (std::ranges::find(region.needs, &function.region->cell) != region.needs.end()) {
      function.region->needed_by.push_back(&region);
      if (!function.region->valid) region.assumption_failed();
    }
  for (pe::Assumption* assumption : machine.assumptions) {
    if (!assumption->valid) region.assumption_failed();
    assumption->add_dependent(&region);
  }
  region.versions = machine.version_count();
  region.specialise_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  report("made " + region.name + ": " + std::to_string(program.blocks.size()) + " blocks, " +
         std::to_string(program.nodes.size()) + " nodes, " + std::to_string(program.exits.size()) +
         " exits, " + std::to_string(region.versions) + " versions, " +
         std::to_string(region.specialise_seconds * 1e3) + " ms");
  return region.state != pe::Region::State::invalid;
}

pe::Region* Engine::build(pe::Site* site, const Registers& at) {
  auto* code = static_cast<Code*>(const_cast<void*>(site->code));
  const auto pc = static_cast<std::uint32_t>(at.pc - code->instructions);
  kept_.push_back(code);
  pe::Region& region = new_region(place(code, pc));
  region.site = site;
  region.pc = pc;
  region.remade = site->remakes;
  if (site->region && *site->region->superseded) region.older = site->region;
  if (make_site_program(region, at)) submit(region);
  finish_functions();
  if (options_.synchronous) wait();
  return &region;
}

/// The program for a site takes the frame's slots (their address), its function, and its generator, if it is
/// a generator's body (it then has no mapping).
bool Engine::make_site_program(pe::Region& region, const Registers& at) {
  Program& program = *region.program;
  const pe::residual::BlockId block = program.add_block();
  const NodeId slots = program.add_parameter(block, ValueType::ref);
  const NodeId function = program.add_parameter(block, ValueType::ref);
  const NodeId generator = program.add_parameter(block, ValueType::ref);
  const auto constant = [&](Word word) {
    return program.add({.op = Operation::const_ref, .type = ValueType::ref, .imm = word.bits});
  };
  const bool is_function = gc::is_null(at.record->locals);
  Activation activation{static_cast<Code*>(at.record->code), region.pc, static_cast<std::uint32_t>(at.record->deliver),
                        {is_function ? function : constant(at.record->function), constant(at.record->locals),
                         at.record->generator ? generator : constant(null)}};
  const auto depth = static_cast<std::uint32_t>(at.sp - at.slots);
  region.depth = depth;
  region.mapping = at.record->locals;
  std::vector<Expected> expected;
  for (std::uint32_t slot = 0; slot < depth; ++slot) {
    const bool live = slot >= at.record->code->slot_count || is_live(at.record->code, region.pc, slot);
    if (!live) {
      activation.slots.push_back(constant(null));
      continue;
    }
    program.fields.push_back(slot_field(slot));
    activation.slots.push_back(program.append(
        block, {.op = Operation::load, .type = ValueType::ref, .extra = static_cast<std::uint32_t>(program.fields.size() - 1),
                .operands = {slots, no_node, no_node}}));
    if (const auto test = test_of(at.slots[slot])) expected.push_back({activation.slots.back(), *test});
  }
  State entry;
  entry.path = {block};
  entry.frames.push_back(std::move(activation));
  const auto traced = options_.mode == JitMode::trace ? traces_.find(region.site) : traces_.end();
  return make_program(region, entry, expected, traced == traces_.end() ? nullptr : &traced->second);
}

const Callees::Entry* Engine::find(Code* code, Dict* globals, std::span<const ValueType> types) {
  if (globals != code->extra.value->globals) return nullptr;
  std::size_t known = 0, fallen = 0;
  for (Function& function : functions_) {
    if (function.code != code) continue;
    const bool is_valid = function.region->valid != 0;
    ++(is_valid ? known : fallen);
    if ((is_valid || function.failed) && std::ranges::equal(function.types, types))
      return function.failed ? nullptr : &function.entry;
  }
  if (known >= 4 || fallen >= options_.most_remakes) return nullptr;
  const std::uint8_t kinds = code->extra.value->result_kinds;
  if (!std::has_single_bit(kinds)) return nullptr;
  kept_.push_back(code);
  pe::Region& region = new_region(to_utf8(gc::as<Str>(code->qualname)));
  Function& function = functions_.emplace_back();
  function.code = code;
  function.types.assign(types.begin(), types.end());
  function.region = &region;
  function.entry = {&region.cell, static_cast<pe::residual::ResultKind>(std::countr_zero(kinds))};
  to_make_.push_back(&function);
  return &function.entry;
}

void Engine::finish_functions() {
  while (!to_make_.empty()) {
    Function& function = *to_make_.back();
    to_make_.pop_back();
    if (make_function_program(function)) {
      submit(*function.region);
    } else {
      function.failed = function.region->state == pe::Region::State::failed;
      function.region->assumption_failed();  // whoever counts on it
    }
  }
}

/// The program for a function takes the function and its arguments, as the types say.
bool Engine::make_function_program(Function& function) {
  pe::Region& region = *function.region;
  Program& program = *region.program;
  const pe::residual::BlockId block = program.add_block();
  const auto nothing = program.add({.op = Operation::const_ref, .type = ValueType::ref});
  Activation activation{function.code, 0, static_cast<std::uint32_t>(Deliver::stop), {}};
  for (std::size_t i = 0; i < function.types.size(); ++i) {
    const ValueType type = function.types[i];
    NodeId node = program.add_parameter(block, type);
    const Operation box = type == ValueType::i64 ? Operation::int_box : type == ValueType::f64 ? Operation::float_box : Operation::bool_box;
    if (type != ValueType::ref)
      node = program.append(block, {.op = box, .type = ValueType::ref, .operands = {node, no_node, no_node}});
    activation.slots.push_back(node);
    if (i == 0) activation.slots.resize(hidden_slots, nothing);
  }
  activation.slots.resize(hidden_slots + static_cast<std::uint64_t>(function.code->slot_count), nothing);
  State entry;
  entry.path = {block};
  entry.frames.push_back(std::move(activation));
  for (std::size_t i = 1; i < function.types.size(); ++i)
    if (function.types[i] == ValueType::i64) {
      pe::specializer::Facts& facts = entry.facts_for(program.blocks[block].parameters[i]);
      facts.low = gc::small_int_min;
      facts.high = gc::small_int_max;
    }
  return make_program(region, entry, {}, nullptr);
}

void Engine::submit(pe::Region& region) {
  if (options_.evaluator) {
    region.cell.evaluated.store(region.program.get());
    region.state = pe::Region::State::ready;
    if (region.site) region.site->countdown = 0;
    return;
  }
  unpublished_.push_back(&region);
  codegen::Job job;
  job.program = region.program;
  job.request.areas = vm_.heap.areas();
  job.request.forced_exit = options_.forced_exit;
  job.quick_first = true;
  job.is_wanted = [superseded = region.superseded] { return !*superseded; };
  job.collect = [this, &region](const codegen::Compiled& compiled) {
    if (!compiled.entry) {
      report("no machine code for " + region.name + ": " + compiled.error);
      region.state = pe::Region::State::failed;
      return;
    }
    report("compiled " + region.name + ": " + std::to_string(compiled.timings.total() * 1e3) + " ms, " +
           std::to_string(compiled.code_bytes) + " bytes");
    region.compiled = compiled.entry;
    if (region.cell.code.load() != nullptr) region.cell.code.store(compiled.entry);
  };
  worker_->submit(std::move(job));
}

}  // namespace py
