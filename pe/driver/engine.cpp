#include "pe/driver/engine.hpp"

#include "pe/residual/evaluate.hpp"
#include "pe/residual/native_call.hpp"

namespace pe::driver {

gc::Word boxed(const Returned& result, World& world) {
  using residual::ResultKind;
  switch (static_cast<ResultKind>(result.kind)) {
    case ResultKind::integer: return gc::small_int(static_cast<std::int64_t>(result.payload));
    case ResultKind::floating: {
      const double value = std::bit_cast<double>(result.payload);
      const gc::Word word = gc::rotated_float(value);
      return gc::is_immediate_float(word) ? word : box_float(value, world);
    }
    case ResultKind::boolean: return gc::boolean(result.payload != 0);
    default: return {result.payload};
  }
}

Engine::Engine(World& world, EngineOptions options)
    : world_(world), options_(options), exit_buffer_(std::make_unique<std::uint64_t[]>(exit_buffer_size)) {
  using specializer::Oracle;
  options_.specialiser.oracle = options_.mode == Mode::all     ? Oracle::all
                                : options_.mode == Mode::trace ? Oracle::trace
                                                               : Oracle::coverage;
  world_.exit_buffer = exit_buffer_.get();
  world_.heap.roots().add(this);
  if (!options_.evaluator) worker_ = std::make_unique<codegen::Worker>(codegen::Settings{});
}

Engine::~Engine() { world_.heap.roots().remove(this); }

void Engine::visit_roots(gc::Marker& marker) {
  marker.mark_conservatively(exit_buffer_.get(), exit_buffer_.get() + exit_buffer_size);
  for (const auto& region : regions_)
    for (const residual::Node& node : region->program->nodes)
      if (node.op == Op::const_ref) marker.mark_conservatively(&node.imm, &node.imm + 1);
}

void Engine::report(const std::string& what) const {
  if (options_.report) std::fprintf(stderr, "jit: %s\n", what.c_str());
}

Registers Engine::begin(Registers at) {
  if (speculates()) return at;
  Site* site = at.code->site(at.pc);
  if (!site->region) set_region(*site, build(site, at));
  Region* region = region_of(*site);
  wait();
  return region->state == Region::State::ready ? enter(*region, at) : at;
}

Registers Engine::reached(Site* site, Registers at) {
  if (!speculates()) {
    site->countdown = INT32_MAX;
    return at;
  }
  if (worker_ && worker_->has_finished()) {
    worker_->drain();
    publish_ready();
  }
  if (Region* region = region_of(*site)) {
    switch (region->state) {
      case Region::State::ready: return enter(*region, at);
      case Region::State::waiting: site->countdown = 100; return at;
      case Region::State::failed: site->countdown = INT32_MAX; return at;
      case Region::State::invalid: break;
    }
    site->remakes = region->remade + 1;
    if (site->remakes > options_.most_remakes) {
      site->countdown = INT32_MAX;
      return at;
    }
  }
  if (!site->is_warm) {
    site->is_warm = true;
    site->countdown = site->is_loop ? options_.loop_countdown : options_.call_countdown;
    return at;
  }
  if (!enough_profiled(*site)) return profile(site, at);
  set_region(*site, build(site, at));
  return at;
}

bool Engine::enough_profiled(const Site& site) const {
  if (options_.mode == Mode::trace) return site.profiled > 0;
  return site.profiled >= (site.is_loop ? options_.profiled_loops : options_.profiled_calls);
}

/// Profiles for one session; when that was enough, makes the region, if this is a place to enter it.
Registers Engine::profile(Site* site, Registers at) {
  const auto* code = static_cast<const Code*>(site->code);
  const bool tracing = options_.mode == Mode::trace;
  site->countdown = 1;
  if (++site->sessions > options_.most_sessions) {
    report("never seen to end: " + place(*code, site->pc));
    site->countdown = INT32_MAX;
    return at;
  }
  Trace trace;
  const Bounds bounds{code, site->is_loop ? site->pc : ~0u, tracing ? 1 : options_.profiled_loops,
                      options_.profiled_steps};
  const Profiled seen = world_.interpreter.profile(world_, at, coverage_, tracing ? &trace : nullptr, bounds);
  site->profiled += site->is_loop ? seen.loops : 1;
  if (tracing && (seen.whole || !site->is_loop)) traces_[site] = std::move(trace);
  if (seen.whole && enough_profiled(*site)) set_region(*site, build(site, seen.at));
  return seen.at;
}

Registers Engine::enter(Region& region, Registers at) {
  region.site->countdown = 0;
  const auto slots = reinterpret_cast<std::uint64_t>(at.slots);
  const Type type = Type::ref;
  const Returned result =
      options_.evaluator
          ? residual::evaluate(*region.program, {&slots, 1})
          : residual::call_residual(region.cell->code.load(std::memory_order_acquire), {&type, 1}, {&slots, 1});
  if (result.kind == left_kind) return after_exit(region, *left_by_, at);
  return world_.give_back(boxed(result, world_));
}

Registers Engine::after_exit(Region& region, const Point& exit, Registers at) {
  Registers after = rebuild(region, exit.index, at, false);
  ++region.left;
  ++exit.taken;
  if (!after.code || !is_hot(region, exit)) return after;
  report("hot exit of " + region.name + ": " + region.program->exits[exit.index].reason);
  remake(region, at, after);
  return after;
}

bool Engine::is_hot(const Region& region, const Point& exit) const {
  return speculates() && options_.forced_exit < 0 && exit.taken == options_.hot_exit &&
         region.state == Region::State::ready && region.remade < options_.most_remakes;
}

/// Profiles from where a hot exit has left, and lets the region be made again with what was seen. Until the
/// new code is there, the interpreter runs.
void Engine::remake(Region& region, Registers, Registers& after) {
  Site* site = region.site;
  const Bounds bounds{region.code, site->is_loop ? site->pc : ~0u, options_.profiled_loops, options_.profiled_steps};
  Coverage& behind = options_.mode == Mode::trace ? bridges_ : coverage_;
  after = world_.interpreter.profile(world_, after, behind, nullptr, bounds).at;
  site->remakes = region.remade + 1;
  site->profiled = ~0u;
  site->sessions = 0;
  set_region(*site, nullptr);
  site->countdown = 0;
}

void Engine::publish_ready() {
  for (bool again = true; again;) {
    again = false;
    for (Region*& region : unpublished_) {
      if (!region->compiled) continue;
      bool complete = true;
      for (const residual::EntryCell* cell : region->needs)
        complete = complete && (cell == region->cell || cell->code.load() != nullptr);
      if (!complete) continue;
      region->cell->code.store(region->compiled, std::memory_order_release);
      if (region->state == Region::State::waiting) region->state = Region::State::ready;
      if (region->site && region_of(*region->site) == region) region->site->countdown = 0;
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

}  // namespace pe::driver
