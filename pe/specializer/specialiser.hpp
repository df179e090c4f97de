// The stage `Specialise`: every primitive residualises what is dynamic and computes what is static.
//
// Steps of the interpreter run on a State. Where both sides of a decision are wanted, the path forks: the
// other side is run later, from the state before the step, with the outcomes so far as its trail and the
// nodes emitted so far handed back instead of being emitted twice. At join points states become versions
// (versions.hpp). A decision whose other side was never seen is a guard with an exit.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "pe/residual/program.hpp"
#include "pe/specializer/knowledge.hpp"
#include "pe/specializer/options.hpp"
#include "pe/specializer/subject.hpp"
#include "pe/specializer/versions.hpp"
#include "pe/stage/assumption.hpp"
#include "pe/stage/coverage.hpp"
#include "pe/stage/wrapping.hpp"

namespace pe::specializer {

/// This path goes no further; the block is terminated.
struct PathEnds {};
/// A bound was reached: the program is given up.
struct GivesUp {
  const char* bound;
};

/// Which sides of a decision are to be specialised.
struct Wanted {
  bool yes = true, no = true;
};

/// Layout numbers for fields of what is no object: the runtime's context, an activation's slots.
inline constexpr gc::LayoutId context_layout = 0xfffe;
inline constexpr gc::LayoutId slots_layout = 0xfffd;

class Specialiser {
 public:
  Specialiser(Subject& subject, const Options& options, residual::Program& program,
              const Coverage& coverage, std::span<const Trace> traces);

  /// What a word holds as the program is entered, by the test that it passes (is_int ...): it is guarded, and
  /// the payload taken out at once.
  struct Expected {
    NodeId word;
    Op test;
  };
  /// Specialises everything that can be reached from `entry`, a state whose block holds the entry's own
  /// code. Throws GivesUp.
  void run(State entry, std::span<const Expected> expected);

  // ---- The carrier operations of a wrapping stage; carriers are node ids.
  std::uint64_t lift(Type type, std::uint64_t bits);
  std::uint64_t apply(Op op, std::uint64_t a, std::uint64_t b);
  bool decide(std::uint64_t condition);
  std::uint64_t choose(Type type, std::uint64_t value);
  std::uint64_t choose_among(Type type, std::uint64_t value, std::span<const std::uint64_t> candidates,
                             std::uint64_t otherwise);
  std::uint64_t read(gc::Field field, std::uint64_t object);
  void write(gc::Field field, std::uint64_t object, std::uint64_t value);
  std::uint64_t read_element(gc::Field tail, std::uint64_t object, std::uint64_t index);
  void write_element(gc::Field tail, std::uint64_t object, std::uint64_t index, std::uint64_t value);
  std::uint64_t call_function(const residual::Callee& callee, const std::uint64_t* arguments,
                              RawCall call);
  std::uint64_t make_object(std::uint64_t bytes, gc::Header header);
  bool speculates() const { return true; }
  std::uint64_t believe(Assumption* assumption, Type type, std::uint64_t bits);

  // ---- What the machine over it needs.
  State& state() { return state_; }
  Activation& top() { return state_.frames.back(); }
  residual::Program& program() { return program_; }
  const Options& options() const { return options_; }
  /// Told by the machine before each step: the place that decisions are counted from.
  void begin_step(const void* code, std::uint32_t pc);
  /// The outermost activation returns `value`: so does the program.
  [[noreturn]] void return_from_program(NodeId value);
  /// The interpreter goes on with this step, from where it is.
  [[noreturn]] void leave_here(std::string reason);
  /// Do the budgets allow it to go on inside of a function that is called here? `call` says with what.
  bool may_inline(const void* code, std::uint64_t call = 0) const;
  bool is_static_data(std::uint64_t word) const {
    return options_.static_depth > 0 && word != 0 && subject_.is_static_data({word});
  }
  /// The word, if the node is static data; else 0.
  std::uint64_t static_data(NodeId node) const;
  /// Calls another residual function; the result is to be delivered as the next step. Without an expected
  /// kind it is delivered as a word.
  void invoke(residual::EntryCell* entry, std::vector<NodeId> arguments, std::uint32_t mode,
              std::uint32_t depth, std::optional<residual::ResultKind> expected);
  /// The payload of a word for an argument of this type; `ref`: the word itself, made real.
  NodeId convert(NodeId word, Type type);
  /// The type in which a word would best travel.
  Type natural_type(NodeId word) const;
  /// An object that exists now: for those who need its address. Not part of a step's log.
  NodeId real_object(std::uint64_t bytes, gc::Header header);
  void raw_write(gc::Field field, NodeId object, NodeId value);
  void raw_write_element(gc::Field tail, NodeId object, std::uint32_t index, NodeId value);
  /// An element of an object that may be virtual, read and written by the machine itself: not part of a
  /// step's log either.
  NodeId element_of(gc::Field tail, NodeId object, std::uint32_t index);
  void set_element_of(gc::Field tail, NodeId object, std::uint32_t index, NodeId value);

  /// What the program was built on.
  std::vector<Assumption*> assumptions;
  /// Emitted into programs: is what they were built on still so? Set before `run`; null if nothing is assumed.
  const std::uint8_t* valid_flag = nullptr;
  std::size_t version_count() const { return versions_.size(); }

  // ---- For the machinery below (versions.cpp, exits.cpp, memory.cpp, fold.cpp).
  NodeId emit(residual::Node node);
  NodeId constant(Type type, std::uint64_t bits);
  bool is_constant(NodeId node) const { return residual::is_constant(program_.nodes[node].op); }
  std::uint64_t bits_of(NodeId node) const { return program_.nodes[node].imm; }
  const residual::Node& node(NodeId id) const { return program_.nodes[id]; }
  NodeId resolve(NodeId id) const { return state_.resolve(id); }
  /// The word itself, as a value that others may see: virtual objects become real.
  NodeId materialise(NodeId word);
  std::uint8_t possible(NodeId word) const;
  Facts range(NodeId integer) const;
  /// The constant that the header of `object` is known to be; 0 if it is not known.
  std::uint64_t known_header(const State& state, NodeId object) const;
  const Subject& subject() const { return subject_; }

 private:
  /// An outcome of a fork and the block that it leads to.
  struct Turn {
    std::uint64_t outcome;
    BlockId block;
  };
  /// A side of a fork that is still to be run.
  struct Task {
    std::shared_ptr<const State> before;
    std::vector<Turn> trail;
    std::vector<NodeId> emitted;
  };

  // specialiser.cpp: the driver
  void run_path();
  void run_task(Task task);
  void prepare_step();
  bool is_merge_point();
  void start_step(std::vector<Turn> trail, std::vector<NodeId> emitted);
  void perform_step();
  void guard_interrupt();
  void guard_depth();
  NodeId load_context(std::size_t offset, gc::Kind kind);
  void check_assumptions();
  void check_bounds() const;
  /// Makes a node, or hands back the one that was made when this step was run before.
  template <class F>
  NodeId once(F make) {
    if (emitted_position_ < emitted_.size()) return emitted_[emitted_position_++];
    const NodeId id = make();
    emitted_.push_back(id);
    ++emitted_position_;
    return id;
  }

  // decisions.cpp
  Wanted wanted() const;
  std::vector<std::uint64_t> wanted_values() const;
  bool turn(std::uint64_t& outcome);
  void branch_to(NodeId condition, Turn yes, Turn no);
  void postpone(Turn side);
  void fork_by_value(Type type, NodeId value, const std::vector<std::uint64_t>& values,
                     std::optional<std::uint64_t> otherwise = {});
  void follow(std::uint64_t outcome);
  const Trace* trace() const;
  const std::uint64_t* traced_outcome() const;
  void learn(NodeId condition, bool outcome);
  void learn_range(const residual::Node& condition, bool outcome);
  void learn_header(NodeId read, NodeId value);
  void learn_possible(NodeId word, std::uint8_t possible);
  void guard(NodeId condition, bool outcome, std::string reason);

  // fold.cpp
  NodeId simplified(Op op, NodeId a, NodeId b);
  NodeId simplified_boxing(Op op, NodeId a);
  NodeId simplified_test(Op op, NodeId word);
  NodeId simplified_compare(Op op, NodeId a, NodeId b);
  NodeId simplified_reference(Op op, NodeId a, NodeId b);
  NodeId truth(bool value) { return constant(Type::boolean, value ? 1 : 0); }
  void note_range(NodeId result, Op op, NodeId a, NodeId b);
  NodeId find_available(Op op, NodeId a, NodeId b) const;

  // memory.cpp
  void forget_unreached();
  NodeId log(NodeId result);
  void learn_made(NodeId result, const Effects& effects, const std::vector<NodeId>& arguments);
  NodeId find_known(NodeId object, const gc::Field& field, NodeId index) const;
  void forget(const gc::Field& field, NodeId except);
  void forget_all();
  void remember(NodeId object, const gc::Field& field, NodeId index, NodeId value);
  bool folds_read(const gc::Field& field, NodeId object) const;
  NodeId zero_of(const gc::Field& field);
  NodeId read_virtual(const Virtual& object, const gc::Field& field, std::uint32_t element);
  NodeId fetch_element(const gc::Field& tail, NodeId object, NodeId index);
  void put_element(const gc::Field& tail, NodeId object, NodeId index, NodeId value);
  void emit_write(const gc::Field& field, NodeId object, NodeId index, NodeId value);
  std::uint32_t add_field(const gc::Field& field);

  // exits.cpp
  std::uint32_t make_exit(std::string reason, bool outcome);

  Subject& subject_;
  const Options& options_;
  residual::Program& program_;
  const Coverage& coverage_;
  std::span<const Trace> traces_;

  State state_;
  std::shared_ptr<const State> before_;    ///< The state before the running step.
  std::vector<Turn> trail_;                ///< The forks of this step.
  std::size_t trail_position_ = 0;
  std::vector<NodeId> emitted_;            ///< Nodes of this step so far.
  std::size_t emitted_position_ = 0;
  std::vector<NodeId> log_;                ///< This step's reads and effects; no_node: nothing returned.
  bool had_effect_ = false;
  Path path_;

  bool delivering_ = false;                ///< The running step delivers a result.

  std::vector<Task> tasks_;                ///< Last in, first out.
  std::deque<State> starts_;               ///< States in which new versions begin.
  std::map<std::pair<std::uint8_t, std::uint64_t>, NodeId> constants_;
  std::unordered_multimap<std::uint64_t, NodeId> available_;
  std::vector<BlockId> block_of_;          ///< By node; no_block for those that are in none.
  std::vector<bool> ever_replaced_;
  std::size_t reached_virtuals_ = 0;       ///< When it was last looked.
  Versions versions_;
};

}  // namespace pe::specializer
