// match: each case tests its pattern from the outside in.
//
// A pattern takes its subject from the top of the stack. While it is tested, the subjects of the
// patterns around it lie below, and below those the values that names will be bound to, the first
// on top; the names are bound only when the whole pattern has matched. A failure must drop what lies
// there at its point, so a case has a chain of failure labels, label n dropping n values.
#include <algorithm>

#include "python_interp/compile/check.hpp"
#include "python_interp/compile/compiler.hpp"

namespace py::compile {

using namespace py::syntax;

struct PatternContext {
  std::vector<Name> names;         ///< Those captured so far.
  std::vector<Label> fail_labels;  ///< Label n drops n values.
  bool may_always_match = false;   ///< Is a pattern that takes anything allowed here?
  std::uint32_t on_top = 0;        ///< Values above the captured ones.

  std::uint32_t to_drop() const { return on_top + static_cast<std::uint32_t>(names.size()); }
};

namespace {

bool is_wildcard(const Pattern* node) {
  const auto* capture = as<MatchAs>(node);
  return capture != nullptr && capture->name.data() == nullptr;
}

bool is_star_wildcard(const Pattern* node) {
  const auto* star = as<MatchStar>(node);
  return star != nullptr && star->name.data() == nullptr;
}

}  // namespace

// ---- Cases ----------------------------------------------------------------------------------

void Compiler::match_statement(const Match* node) {
  expression(node->subject);
  Label end = out().label();
  std::size_t count = node->cases.size();
  // `case _` at the end needs no test.
  bool has_default = count > 1 && is_wildcard(node->cases.back()->pattern);
  std::size_t tested = has_default ? count - 1 : count;
  for (std::size_t i = 0; i < tested; ++i)
    match_case(node->cases[i], i + 1 < tested, i + 1 < count, end);
  if (has_default) {
    const MatchCase* branch = node->cases.back();
    at(branch->pattern->pos);
    emit(Op::NOP);
    if (branch->guard != nullptr) jump_if(branch->guard, end, false);
    body(branch->body);
  }
  out().bind(end);
}

/// `tests_follow`: the subject is needed after this case; `cases_follow`: also a `case _` counts.
void Compiler::match_case(const MatchCase* branch, bool tests_follow, bool cases_follow,
                          Label end) {
  at(branch->pattern->pos);
  if (tests_follow) emit(Op::COPY, 1);
  PatternContext context;
  context.may_always_match = branch->guard != nullptr || !cases_follow;
  pattern(branch->pattern, context);
  check(context.on_top == 0, "a pattern leaves values behind");
  for (Name name : context.names) access_name(name, Access::store, branch->pattern->pos);
  context.names.clear();
  if (branch->guard != nullptr) jump_if(branch->guard, fail_label(context, 0), false);
  if (tests_follow) emit(Op::POP_TOP);
  body(branch->body);
  out().jump_to_without_position(end);
  at(branch->pattern->pos);
  bind_fail_labels(context);
}

// ---- Failure and capture --------------------------------------------------------------------

Label Compiler::fail_label(PatternContext& context, std::uint32_t drops) {
  while (context.fail_labels.size() <= drops) context.fail_labels.push_back(out().label());
  return context.fail_labels[drops];
}

void Compiler::jump_to_fail(Op op, PatternContext& context) {
  Label label = fail_label(context, context.to_drop());
  if (op == Op::JUMP_FORWARD)
    out().jump_to(label);
  else
    out().jump(op, label);
}

void Compiler::bind_fail_labels(PatternContext& context) {
  while (!context.fail_labels.empty()) {
    out().bind(context.fail_labels.back());
    context.fail_labels.pop_back();
    if (!context.fail_labels.empty()) emit(Op::POP_TOP);
  }
}

/// Moves the top under the next `count - 1` values.
void Compiler::rotate_under(std::uint32_t count) {
  for (; count > 1; --count) emit(Op::SWAP, count);
}

void Compiler::add_capture(Name name, PatternContext& context) {
  if (std::ranges::find(context.names, name) != context.names.end())
    fail_here("multiple assignments to name '" + std::string(name) + "' in pattern");
  context.names.push_back(name);
}

/// Takes the top as the value of `name`, to be bound when all has matched; drops it without name.
void Compiler::capture(Name name, PatternContext& context) {
  if (name.data() == nullptr) return emit(Op::POP_TOP);
  refuse_debug_name(name, Access::store, position_here());
  rotate_under(context.to_drop() + 1);
  add_capture(name, context);
}

// ---- Patterns -------------------------------------------------------------------------------

void Compiler::pattern(Pattern* node, PatternContext& context) {
  Depth::Level level(depth_);
  at(node->pos);
  syntax::visit(node, Cases{
      [&](const MatchValue* p) { pattern_value(p, context); },
      [&](const MatchSingleton* p) {
        if (p->value.kind == ConstantKind::None)
          return jump_to_fail(Op::POP_JUMP_IF_NOT_NONE, context);
        load_constant(constant_of(p->value));
        emit(Op::IS_OP, 0);
        jump_to_fail(Op::POP_JUMP_IF_FALSE, context);
      },
      [&](const MatchSequence* p) { pattern_sequence(p, context); },
      [&](const MatchMapping* p) { pattern_mapping(p, context); },
      [&](const MatchClass* p) { pattern_class(p, context); },
      [&](const MatchStar* p) { capture(p->name, context); },
      [&](const MatchAs* p) { pattern_as(p, context); },
      [&](const MatchOr* p) { pattern_or(p, context); }});
}

/// Inside another pattern, one that takes anything is always allowed.
void Compiler::subpattern(Pattern* node, PatternContext& context) {
  bool outer = std::exchange(context.may_always_match, true);
  pattern(node, context);
  context.may_always_match = outer;
}

void Compiler::pattern_value(const MatchValue* node, PatternContext& context) {
  if (!is<Attribute>(node->value) && !folder_.constant(node->value))
    fail(node->pos, "patterns may only match literals and attribute lookups");
  expression(node->value);
  emit(Op::COMPARE_EQ);
  jump_to_fail(Op::POP_JUMP_IF_FALSE, context);
}

void Compiler::pattern_as(const MatchAs* node, PatternContext& context) {
  if (node->pattern == nullptr) {
    if (!context.may_always_match)
      fail(node->pos,
           (node->name.data() == nullptr
                ? std::string("wildcard")
                : "name capture '" + std::string(node->name) + "'") +
               " makes remaining patterns unreachable");
    return capture(node->name, context);
  }
  ++context.on_top;
  emit(Op::COPY, 1);
  pattern(node->pattern, context);
  --context.on_top;
  capture(node->name, context);
}

// ---- Alternatives ---------------------------------------------------------------------------

void Compiler::pattern_or(const MatchOr* node, PatternContext& context) {
  Label end = out().label();
  std::vector<Name> names;
  for (std::size_t i = 0; i < node->patterns.size(); ++i) {
    PatternContext alternative;
    bool last = i + 1 == node->patterns.size();
    alternative.may_always_match = last && context.may_always_match;
    at(node->patterns[i]->pos);
    emit(Op::COPY, 1);
    pattern(node->patterns[i], alternative);
    if (i == 0)
      names = alternative.names;
    else
      reorder_captures(alternative.names, names);
    out().jump_to(end);
    bind_fail_labels(alternative);
  }
  emit(Op::POP_TOP);
  jump_to_fail(Op::JUMP_FORWARD, context);

  // Stack: older captures, subjects, the subject's copy, captures of the alternative.
  out().bind(end);
  auto span = static_cast<std::uint32_t>(names.size()) + 1 + context.to_drop();
  for (Name name : names) {
    rotate_under(span);
    add_capture(name, context);
  }
  emit(Op::POP_TOP);
}

/// Brings an alternative's captured values into the order of the first alternative's.
void Compiler::reorder_captures(std::vector<Name>& names, const std::vector<Name>& wanted) {
  if (names.size() != wanted.size()) fail_here("alternative patterns bind different names");
  for (std::uint32_t i = 0; i < wanted.size(); ++i) {
    auto found = std::ranges::find(names, wanted[i]);
    if (found == names.end()) fail_here("alternative patterns bind different names");
    auto j = static_cast<std::uint32_t>(found - names.begin());
    if (i == j) continue;
    if (i > 0) emit(Op::SWAP, i + 1);
    emit(Op::SWAP, j + 1);
    if (i > 0) emit(Op::SWAP, i + 1);
    std::swap(names[i], names[j]);
  }
}

// ---- Sequences ------------------------------------------------------------------------------

void Compiler::require_length(std::size_t length, Op comparison, PatternContext& context) {
  emit(Op::GET_LEN);
  load_constant({static_cast<std::int64_t>(length)});
  emit(comparison);
  jump_to_fail(Op::POP_JUMP_IF_FALSE, context);
}

void Compiler::pattern_sequence(const MatchSequence* node, PatternContext& context) {
  std::size_t size = node->patterns.size(), star = size;
  bool only_wildcards = true;
  for (std::size_t i = 0; i < size; ++i) {
    only_wildcards = only_wildcards &&
                     (is_wildcard(node->patterns[i]) || is_star_wildcard(node->patterns[i]));
    if (!is<MatchStar>(node->patterns[i])) continue;
    if (star < size) fail(node->pos, "multiple starred names in sequence pattern");
    star = i;
  }
  ++context.on_top;
  emit(Op::MATCH_SEQUENCE);
  jump_to_fail(Op::POP_JUMP_IF_FALSE, context);
  if (star == size)
    require_length(size, Op::COMPARE_EQ, context);
  else if (size > 1)
    require_length(size - 1, Op::COMPARE_GE, context);
  --context.on_top;
  if (only_wildcards)
    emit(Op::POP_TOP);
  else if (star < size && is_star_wildcard(node->patterns[star]))
    sequence_by_index(node->patterns, star, context);
  else
    sequence_by_unpacking(node->patterns, star, node->pos, context);
}

void Compiler::sequence_by_unpacking(const Seq<Pattern*>& patterns, std::size_t star,
                                     const Position& pos, PatternContext& context) {
  auto size = patterns.size();
  auto before = static_cast<std::uint32_t>(star);
  if (star == size) {
    emit(Op::UNPACK_SEQUENCE, size);
  } else {
    if (before >= 1U << 8 || size - before > 1U << 16)
      fail(pos, "too many expressions in star-unpacking sequence pattern");
    emit(Op::UNPACK_EX, before | (size - before - 1) << 8);
  }
  context.on_top += size;
  for (Pattern* item : patterns) {
    --context.on_top;
    subpattern(item, context);
  }
}

/// With `*_` inside, only the items that are looked at are fetched.
void Compiler::sequence_by_index(const Seq<Pattern*>& patterns, std::size_t star,
                                 PatternContext& context) {
  ++context.on_top;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (is_wildcard(patterns[i]) || i == star) continue;
    emit(Op::COPY, 1);
    if (i < star) {
      load_constant({static_cast<std::int64_t>(i)});
    } else {
      emit(Op::GET_LEN);  // Not every sequence takes negative indices.
      load_constant({static_cast<std::int64_t>(patterns.size() - i)});
      emit(Op::BINARY_SUBTRACT);
    }
    emit(Op::BINARY_SUBSCR);
    subpattern(patterns[i], context);
  }
  --context.on_top;
  emit(Op::POP_TOP);
}

// ---- Mappings -------------------------------------------------------------------------------

namespace {

/// The number that a constant key equals, if it is one that floats represent. A number with an imaginary
/// part equals no key of another type.
std::optional<double> number_of(const Constant& key) {
  if (const auto* truth = key.as<bool>()) return *truth ? 1.0 : 0.0;
  if (const auto* number = key.as<std::int64_t>()) return static_cast<double>(*number);
  if (const auto* number = key.as<double>()) return *number;
  if (const auto* number = key.as<bytecode::ComplexConstant>())
    if (number->imag == 0) return number->real;
  return std::nullopt;
}

bool equal_keys(const Constant& a, const Constant& b) {
  if (a.is<std::int64_t>() && b.is<std::int64_t>()) return a == b;
  auto x = number_of(a), y = number_of(b);
  return x && y ? *x == *y : a == b;
}

}  // namespace

void Compiler::mapping_keys(const MatchMapping* node) {
  std::vector<Constant> seen;
  for (Expr* key : node->keys) {
    if (auto known = folder_.constant(key)) {
      if (std::ranges::any_of(seen, [&](const Constant& one) { return equal_keys(one, *known); }))
        fail(node->pos, "mapping pattern checks duplicate key (" + bytecode::repr(*known) + ")");
      seen.push_back(*known);
    } else if (!is<Attribute>(key)) {
      fail(node->pos, "mapping pattern keys may only match literals and attribute lookups");
    }
    expression(key);
  }
  emit(Op::BUILD_TUPLE, node->keys.size());
}

void Compiler::pattern_mapping(const MatchMapping* node, PatternContext& context) {
  std::uint32_t size = node->keys.size();
  bool has_rest = node->rest.data() != nullptr;
  ++context.on_top;
  emit(Op::MATCH_MAPPING);
  jump_to_fail(Op::POP_JUMP_IF_FALSE, context);
  if (size == 0 && !has_rest) {
    --context.on_top;
    return emit(Op::POP_TOP);
  }
  if (size > 0) require_length(size, Op::COMPARE_GE, context);
  mapping_keys(node);
  emit(Op::MATCH_KEYS);
  context.on_top += 2;
  emit(Op::COPY, 1);
  jump_to_fail(Op::POP_JUMP_IF_NONE, context);
  emit(Op::UNPACK_SEQUENCE, size);
  context.on_top += size - 1;
  for (Pattern* value : node->patterns) {
    --context.on_top;
    subpattern(value, context);
  }
  context.on_top -= 2;
  at(node->pos);
  if (has_rest) return mapping_rest(node, context);
  emit(Op::POP_TOP);
  emit(Op::POP_TOP);
}

/// subject, keys -> a dict of what the keys leave, which is captured.
void Compiler::mapping_rest(const MatchMapping* node, PatternContext& context) {
  emit(Op::BUILD_MAP, 0);
  emit(Op::SWAP, 3);
  emit(Op::DICT_UPDATE, 2);
  emit(Op::UNPACK_SEQUENCE, node->keys.size());
  for (std::uint32_t left = node->keys.size(); left > 0; --left) {
    emit(Op::COPY, left + 1);
    emit(Op::SWAP, 2);
    emit(Op::DELETE_SUBSCR);
  }
  capture(node->rest, context);
}

// ---- Classes --------------------------------------------------------------------------------

void Compiler::pattern_class(const MatchClass* node, PatternContext& context) {
  std::uint32_t positional = node->patterns.size();
  std::uint32_t count = positional + node->kwd_patterns.size();
  bytecode::TupleConstant names;
  for (std::size_t i = 0; i < node->kwd_attrs.size(); ++i) {
    Name name = node->kwd_attrs[i];
    refuse_debug_name(name, Access::store, node->kwd_patterns[i]->pos);
    for (std::size_t j = i + 1; j < node->kwd_attrs.size(); ++j)
      if (node->kwd_attrs[j] == name)
        fail(node->kwd_patterns[j]->pos,
             "attribute name repeated in class pattern: " + std::string(name));
    names.items.push_back({bytecode::StrConstant{std::string(name)}});
  }
  expression(node->cls);
  load_constant({std::move(names)});
  emit(Op::MATCH_CLASS, positional);
  ++context.on_top;
  emit(Op::COPY, 1);
  jump_to_fail(Op::POP_JUMP_IF_NONE, context);
  emit(Op::UNPACK_SEQUENCE, count);
  context.on_top += count - 1;
  for (std::uint32_t i = 0; i < count; ++i) {
    --context.on_top;
    Pattern* item = i < positional ? node->patterns[i] : node->kwd_patterns[i - positional];
    if (is_wildcard(item))
      emit(Op::POP_TOP);
    else
      subpattern(item, context);
  }
}

}  // namespace py::compile
