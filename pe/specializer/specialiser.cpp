#include "pe/specializer/specialiser.hpp"

#include <algorithm>

#include "pe/residual/check.hpp"

namespace pe::specializer {

using residual::Node;

Specialiser::Specialiser(Subject& subject, const Options& options, residual::Program& program,
                         const Coverage& coverage, std::span<const Trace> traces)
    : subject_(subject), options_(options), program_(program), coverage_(coverage), traces_(traces) {}

void Specialiser::run(State entry, std::span<const Expected> expected) {
  state_ = std::move(entry);
  state_.ever_replaced = &ever_replaced_;
  try {
    start_step({}, {});
    guard_depth();
    if (options_.interruptible) guard_interrupt();
    for (const Expected& it : expected) {
      const auto test = static_cast<NodeId>(apply(it.test, it.word, 0));
      guard(test, true, "entered with another kind of value");
      learn(test, true);
    }
    for (;;) prepare_step();
  } catch (const PathEnds&) {
  }
  while (!tasks_.empty() || !starts_.empty()) {
    if (!tasks_.empty()) {
      Task task = std::move(tasks_.back());
      tasks_.pop_back();
      run_task(std::move(task));
    } else {
      state_ = std::move(starts_.front());
      starts_.pop_front();
      run_path();
    }
  }
}

/// Runs steps from the beginning of a version (or the entry) until the path ends.
void Specialiser::run_path() {
  try {
    if (options_.interruptible && subject_.is_loop_header(top().code, top().pc) && !state_.delivering)
      guard_interrupt();
    start_step({}, {});
    perform_step();
    for (;;) prepare_step();
  } catch (const PathEnds&) {
  }
}

void Specialiser::run_task(Task task) {
  state_ = *task.before;
  try {
    start_step(std::move(task.trail), std::move(task.emitted));
    perform_step();
    for (;;) prepare_step();
  } catch (const PathEnds&) {
  }
}

/// Between two steps: joins others where control flow meets, else runs the next step.
void Specialiser::prepare_step() {
  check_bounds();
  forget_unreached();
  if (state_.unsafe && valid_flag) check_assumptions();
  if (!state_.delivering && is_merge_point()) {
    start_step({}, {});
    State entered;
    if (versions_.arrive(*this, entered)) starts_.push_back(std::move(entered));
    throw PathEnds{};
  }
  start_step({}, {});
  perform_step();
}

bool Specialiser::is_merge_point() {
  if (options_.static_depth > 0 && subject_.is_join(top().code, top().pc)) return versions_.is_crowded(*this, state_, 1);
  return subject_.is_join(top().code, top().pc) || versions_.is_crowded(*this, state_, options_.paths_per_point);
}

void Specialiser::start_step(std::vector<Turn> trail, std::vector<NodeId> emitted) {
  before_ = std::make_shared<const State>(state_);
  trail_ = std::move(trail);
  trail_position_ = 0;
  emitted_ = std::move(emitted);
  emitted_position_ = 0;
  log_.clear();
  had_effect_ = false;
}

void Specialiser::perform_step() {
  delivering_ = state_.delivering;
  if (delivering_) {
    state_.delivering = false;
    path_ = Path(top().code, ~std::uint64_t{top().pc});
    subject_.deliver(*this, state_.delivered_mode, state_.delivered);
  } else {
    subject_.step(*this);
  }
}

void Specialiser::begin_step(const void* code, std::uint32_t pc) {
  path_ = Path(code, pc);
  if (options_.oracle != Oracle::trace || state_.cursor.trace >= traces_.size()) return;
  const Trace& followed = traces_[state_.cursor.trace];
  std::uint32_t& step = state_.cursor.step;
  const std::size_t depth = state_.frames.size() - 1;
  while (step < followed.steps.size() && followed.steps[step].depth > depth) ++step;
  const bool same = step < followed.steps.size() && followed.steps[step].code == code &&
                    followed.steps[step].pc == pc && followed.steps[step].depth == depth;
  if (same) state_.cursor.decision = static_cast<std::uint32_t>(followed.steps[step++].decisions);
  else state_.cursor.trace = static_cast<std::uint32_t>(traces_.size());
}

/// Loops and calls can be left from outside: by Ctrl-C, or to give the interpreter its turn.
void Specialiser::guard_interrupt() {
  start_step({}, {});
  const NodeId flag = load_context(offsetof(Context, interrupt), gc::Kind::u8);
  const NodeId condition = emit({.op = Op::int_eq, .type = Type::boolean,
                                 .operands = {flag, constant(Type::i64, 0), no_node}});
  guard(condition, true, "interrupt");
}

/// Near the limit of recursion the interpreter counts; a program only knows that all that it inlines fits.
void Specialiser::guard_depth() {
  const NodeId depth = load_context(offsetof(Context, depth), gc::Kind::i64);
  const NodeId limit = load_context(offsetof(Context, depth_limit), gc::Kind::i64);
  const NodeId deepest = emit({.op = Op::int_add, .type = Type::i64,
                               .operands = {depth, constant(Type::i64, std::max(options_.inline_depth, options_.static_depth)), no_node}});
  guard(emit({.op = Op::int_le, .type = Type::boolean, .operands = {deepest, limit, no_node}}), true,
        "near the recursion limit");
}

/// What is static in a program of the interpreted language is finite, so unfolding along it ends: where a function is
/// called with static data that it was not called with already.
bool Specialiser::may_inline(const void* code, std::uint64_t call) const {
  const auto& frames = state_.frames;
  if (call != 0)
    return frames.size() < options_.static_depth && program_.nodes.size() < options_.nodes / 2 &&
           std::ranges::find(frames, call, &Activation::call) == frames.end();
  if (frames.size() >= options_.inline_depth || program_.nodes.size() >= options_.inlining_nodes) return false;
  const auto same = std::ranges::count(frames, code, &Activation::code);
  const bool begun = frames.front().code == code;
  return static_cast<std::size_t>(same) < (begun ? options_.self_recursion : options_.recursion);
}

std::uint64_t Specialiser::static_data(NodeId id) const {
  id = resolve(id);
  return node(id).op == Op::const_ref && is_static_data(bits_of(id)) ? bits_of(id) : 0;
}

NodeId Specialiser::load_context(std::size_t offset, gc::Kind kind) {
  const gc::Field field{context_layout, static_cast<std::uint16_t>(offset), kind, gc::Change::anytime, false};
  return emit({.op = Op::load, .type = Type::i64, .extra = add_field(field),
               .operands = {constant(Type::ref, to_bits(program_.context)), no_node, no_node}});
}

/// Code of the interpreted language has run: what this program believed may no longer be so.
void Specialiser::check_assumptions() {
  start_step({}, {});
  state_.unsafe = false;
  const gc::Field field{context_layout, 0, gc::Kind::u8, gc::Change::anytime, false};
  const NodeId where = constant(Type::ref, to_bits(valid_flag));
  const NodeId flag = emit({.op = Op::load, .type = Type::i64, .extra = add_field(field),
                            .operands = {where, no_node, no_node}});
  const NodeId condition = emit({.op = Op::int_ne, .type = Type::boolean,
                                 .operands = {flag, constant(Type::i64, 0), no_node}});
  guard(condition, true, "assumption failed");
}

void Specialiser::check_bounds() const {
  if (program_.nodes.size() > options_.nodes) throw GivesUp{"nodes"};
  if (program_.exits.size() > options_.exits) throw GivesUp{"exits"};
  if (versions_.size() > options_.versions) throw GivesUp{"versions"};
}

NodeId Specialiser::emit(Node node) {
  return once([&] {
    const NodeId id = program_.append(state_.block(), node);
    block_of_.resize(program_.nodes.size(), residual::no_block);
    block_of_[id] = state_.block();
    return id;
  });
}

NodeId Specialiser::constant(Type type, std::uint64_t bits) {
  const auto [place, is_new] =
      constants_.try_emplace({static_cast<std::uint8_t>(type), bits}, no_node);
  if (is_new) {
    const Op op = type == Type::i64   ? Op::const_int
                  : type == Type::f64 ? Op::const_float
                  : type == Type::boolean ? Op::const_bool
                                          : Op::const_ref;
    place->second = program_.add({.op = op, .type = type, .imm = bits});
  }
  return place->second;
}

std::uint64_t Specialiser::lift(Type type, std::uint64_t bits) { return constant(type, bits); }

std::uint64_t Specialiser::believe(Assumption* assumption, Type type, std::uint64_t bits) {
  assumptions.push_back(assumption);
  return log(constant(type, bits));
}

void Specialiser::return_from_program(NodeId value) {
  value = resolve(value);
  const Type type = natural_type(value);
  value = convert(value, type);
  program_.append(state_.block(), {.op = Op::ret, .type = Type::none, .operands = {value, no_node, no_node}});
  throw PathEnds{};
}

void Specialiser::leave_here(std::string reason) {
  const std::uint32_t exit = make_exit(std::move(reason), false);
  program_.append(state_.block(), {.op = Op::exit, .type = Type::none, .extra = exit});
  throw PathEnds{};
}

Type Specialiser::natural_type(NodeId word) const {
  word = resolve(word);
  switch (possible(word)) {
    case may_be_int: return Type::i64;
    case may_be_float: return Type::f64;
    case may_be_bool: return Type::boolean;
    default: return Type::ref;
  }
}

NodeId Specialiser::convert(NodeId word, Type type) {
  switch (type) {
    case Type::i64: return static_cast<NodeId>(apply(Op::int_unbox, word, 0));
    case Type::f64: return static_cast<NodeId>(apply(Op::float_unbox, word, 0));
    case Type::boolean: return static_cast<NodeId>(apply(Op::bool_unbox, word, 0));
    default: return materialise(word);
  }
}

void Specialiser::invoke(residual::EntryCell* entry, std::vector<NodeId> arguments,
                         std::uint32_t mode, std::uint32_t depth,
                         std::optional<residual::ResultKind> expected) {
  program_.calls.push_back({.callee = nullptr, .entry = entry, .arguments = std::move(arguments), .depth = depth});
  const NodeId call = emit({.op = Op::invoke, .type = Type::none,
                            .extra = static_cast<std::uint32_t>(program_.calls.size() - 1)});
  const auto part = [&](Op op) {
    return emit({.op = op, .type = residual::info(op).result, .operands = {call, no_node, no_node}});
  };
  forget_all();
  state_.unsafe = true;
  state_.delivering = true;
  state_.delivered_mode = mode;
  state_.delivered = part(Op::invoke_ref);
  before_ = std::make_shared<const State>(state_);
  log_.clear();
  had_effect_ = false;
  if (!expected) return;
  const NodeId is_expected =
      emit({.op = Op::int_eq, .type = Type::boolean,
            .operands = {part(Op::invoke_kind), constant(Type::i64, to_bits(*expected)), no_node}});
  guard(is_expected, true, "result of another kind");
  using residual::ResultKind;
  if (expected == ResultKind::integer)
    state_.delivered = static_cast<NodeId>(apply(Op::int_box, part(Op::invoke_int), 0));
  else if (expected == ResultKind::floating)
    state_.delivered = static_cast<NodeId>(apply(Op::float_box, part(Op::invoke_float), 0));
  else if (expected == ResultKind::boolean)
    state_.delivered = static_cast<NodeId>(apply(Op::bool_box, part(Op::invoke_bool), 0));
  else
    learn_possible(state_.delivered, may_be_object | may_be_null | may_be_special);
}

}  // namespace pe::specializer
