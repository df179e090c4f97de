#include "python_interp/main/engine.hpp"

#include <cstdio>

#include "pe/residual/evaluate.hpp"
#include "python_interp/main/runtime_functions.hpp"
#include "python_interp/objects/api.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

std::string place_name(const pe::Site& site) {
  const auto* code = static_cast<const Code*>(site.code);
  return to_utf8(gc::as<Str>(code->qualname)) + "@" + std::to_string(site.pc);
}

Word boxed(VM& vm, const pe::Returned& result) {
  using pe::residual::ResultKind;
  switch (static_cast<ResultKind>(result.kind)) {
    case ResultKind::integer: return gc::small_int(static_cast<std::int64_t>(result.payload));
    case ResultKind::floating: return make_float(vm, std::bit_cast<double>(result.payload));
    case ResultKind::boolean: return gc::boolean(result.payload != 0);
    default: return {result.payload};
  }
}

}  // namespace

Engine::Engine(VM& vm, JitOptions options)
    : vm_(vm), options_(std::move(options)),
      exit_buffer_(std::make_unique<std::uint64_t[]>(pe::exit_buffer_size)) {
  options_.specialiser.oracle = options_.mode == JitMode::trace ? pe::specializer::Oracle::trace
                                                                : pe::specializer::Oracle::coverage;
  vm_.exit_buffer = exit_buffer_.get();
  vm_.areas = vm_.heap.areas();
  vm_.heap.roots().add(this);
  if (options_.evaluator && options_.forced_exit >= 0) {
    forced_exit_.number = static_cast<std::uint64_t>(options_.forced_exit);
    vm_.forced_exit = &forced_exit_;
  }
  if (!options_.evaluator) worker_ = std::make_unique<codegen::Worker>(codegen::Settings{});
}

Engine::~Engine() { vm_.heap.roots().remove(this); }

void Engine::visit_roots(gc::Marker& marker) {
  marker.mark_conservatively(exit_buffer_.get(), exit_buffer_.get() + pe::exit_buffer_size);
  marker.mark_words(rebuilt_.data(), rebuilt_.data() + rebuilt_.size());
  for (const auto& region : regions_)
    for (const pe::residual::Node& node : region->program->nodes)
      if (node.op == pe::Op::const_ref) marker.mark_conservatively(&node.imm, &node.imm + 1);
  marker.mark_conservatively(kept_.data(), kept_.data() + kept_.size());
}

void Engine::report(const std::string& what) const {
  if (options_.report) std::fprintf(stderr, "jit: %s\n", what.c_str());
}

Registers Engine::reached(pe::Site* site, Registers at) {
  if (worker_ && worker_->has_finished()) {
    worker_->drain();
    publish_ready();
  }
  // A class's body runs on a mapping of its own each time.
  if (!gc::is_null(at.record->locals) && !(at.record->locals == gc::reference(at.record->globals))) {
    site->countdown = INT32_MAX;
    return at;
  }
  pe::Region* region = site->region;
  if (region && region->state == pe::Region::State::ready && !*region->superseded) return enter(*region, site, at);
  if (region && (region->state == pe::Region::State::waiting || region->state == pe::Region::State::failed))
    return enter_older(*region, site, at);
  if (!site->is_warm) {
    site->is_warm = true;
    site->countdown = site->is_loop ? options_.loop_countdown : options_.call_countdown;
    return at;
  }
  // What its code believes changes for ever: the interpreter does not mind.
  if (region && region->state == pe::Region::State::invalid && ++site->remakes > options_.most_falls) {
    site->countdown = INT32_MAX;
    return at;
  }
  if (enough_profiled(*site)) {
    site->region = build(site, at);
    return at;
  }
  return profile(site, at);
}

bool Engine::enough_profiled(const pe::Site& site) const {
  if (options_.mode == JitMode::trace) return site.profiled > 0;
  return site.profiled >= (site.is_loop ? options_.profiled_loops : options_.profiled_calls);
}

/// Profiles for one session; when that was enough, makes the region, if this is a place to enter it.
Registers Engine::profile(pe::Site* site, Registers at) {
  const auto* code = static_cast<const Code*>(site->code);
  const bool tracing = options_.mode == JitMode::trace;
  site->countdown = 1;
  if (++site->sessions > options_.most_sessions) {
    report("never seen to end: " + place_name(*site));
    site->countdown = INT32_MAX;
    return at;
  }
  pe::Trace trace;
  const ProfileBounds bounds{code, site->is_loop ? site->pc : ~0u, tracing ? 1 : options_.profiled_loops,
                             options_.profiled_steps};
  const Profiled seen = run_profiled(vm_, at, coverage_, tracing ? &trace : nullptr, bounds);
  site->profiled += site->is_loop ? seen.loops : 1;
  if (tracing && (seen.whole || !site->is_loop)) traces_[site] = std::move(trace);
  if (!seen.whole) return seen.at;
  if (enough_profiled(*site)) site->region = build(site, seen.at);
  return seen.at;
}

/// There is no code for the site's region yet, or never will be: what it was to supersede is entered meanwhile,
/// or again for good.
Registers Engine::enter_older(pe::Region& region, pe::Site* site, Registers at) {
  const bool failed = region.state == pe::Region::State::failed;
  pe::Region* older = region.older;
  if (!older || older->state != pe::Region::State::ready) {
    site->countdown = failed ? INT32_MAX : 100;
    return at;
  }
  if (failed) {
    *older->superseded = false;
    older->remade = options_.most_remakes;
    site->region = older;
  }
  return enter(*older, site, at);
}

pe::Returned Engine::run(const pe::Region& region, std::span<const std::uint64_t> arguments) {
  const RunningVm running(&vm_);
  if (options_.evaluator) return pe::residual::evaluate(*region.program, arguments);
  using Entered = pe::Returned (*)(std::uint64_t, std::uint64_t, std::uint64_t);
  const auto code = reinterpret_cast<Entered>(
      const_cast<void*>(region.cell.code.load(std::memory_order_acquire)));
  return code(arguments[0], arguments[1], arguments[2]);
}

Registers Engine::enter(pe::Region& region, pe::Site* site, Registers at) {
  site->countdown = 0;
  if (at.sp != at.slots + region.depth || !(at.record->locals == region.mapping)) return at;
  at.record->pc = at.pc;
  at.record->top = at.sp;
  const std::uint64_t arguments[] = {reinterpret_cast<std::uint64_t>(at.slots), at.record->function.bits,
                                     reinterpret_cast<std::uint64_t>(at.record->generator)};
  const pe::Returned result = run(region, arguments);
  if (result.kind == pe::left_kind) return after_exit(region, site, *left_by_, at);
  return return_value(vm_, at, boxed(vm_, result));
}

Registers Engine::after_exit(pe::Region& region, pe::Site* site, const pe::ExitPoint& exit, Registers at) {
  const Registers after = rebuild(region, exit.index, at, false);
  ++region.left;
  if (++exit.taken != options_.hot_exit || options_.forced_exit >= 0) return after;
  if (region.state != pe::Region::State::ready || region.remade >= options_.most_remakes) return after;
  if (site->region != &region) return after;
  if (after.pc == stop_stub || after.pc == unwind_stub || after.pc == unwind_again_stub) return after;
  report("hot exit of " + region.name + ": " + region.program->exits[exit.index].reason);
  return remake(region, site, after);
}

/// Profiles from where a hot exit has left, and makes the region again with what was seen. Until the new code
/// is there, the old one is entered.
Registers Engine::remake(pe::Region& region, pe::Site* site, Registers at) {
  const auto* code = static_cast<const Code*>(site->code);
  const ProfileBounds bounds{code, site->is_loop ? site->pc : ~0u, options_.profiled_loops, options_.profiled_steps};
  pe::Coverage& behind = options_.mode == JitMode::trace ? bridges_ : coverage_;
  const Profiled seen = run_profiled(vm_, at, behind, nullptr, bounds);
  site->remakes = region.remade + 1;
  site->profiled = ~0u;
  site->sessions = 0;
  *region.superseded = true;
  site->countdown = 0;
  return seen.at;
}

void Engine::publish_ready() {
  bool again = true;
  while (again) {
    again = false;
    for (pe::Region*& region : unpublished_) {
      if (!region || !region->compiled) continue;
      bool complete = true;
      for (const pe::residual::EntryCell* cell : region->needs)
        complete = complete && (cell == &region->cell || cell->code.load() != nullptr);
      if (!complete) continue;
      region->cell.code.store(region->compiled, std::memory_order_release);
      if (region->state == pe::Region::State::waiting) region->state = pe::Region::State::ready;
      if (region->site && region->site->region == region) region->site->countdown = 0;
      region = nullptr;
      again = true;
    }
    std::erase(unpublished_, nullptr);
  }
}

void Engine::wait() {
  if (!worker_) return;
  worker_->wait();
  worker_->drain();
  publish_ready();
}

}  // namespace py
