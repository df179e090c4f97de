// lambda over a stage: a tree is walked, by functions that call each other as the tree's nodes contain each
// other. Static is the tree, so while specialising the walk is done once, and what is left of it is what the
// leaves do. The place where an activation is, is a node of its tree.
#pragma once

#include <optional>

#include "examples/lambda/tree.hpp"
#include "pe/stage/stage.hpp"

namespace lambda {

using pe::dyn;

inline constexpr std::int64_t pair_header = std::int64_t{Pair::layout} << gc::layout_shift;
inline constexpr std::int64_t closure_header = std::int64_t{Closure::layout} << gc::layout_shift;

template <class M>
class Walk {
 public:
  using Word = dyn<M, gc::Word>;
  /// The value of an expression; empty if it has failed.
  using Value = std::optional<Word>;

  Walk(M& m, const Code& code) : m(m), code(code) {}

  void tail(std::uint32_t number) {
    const Node& node = code.node(number);
    const auto& children = node.children;
    using enum Node::Kind;
    switch (node.kind) {
      case branch: {
        const auto condition = truth(children[0]);
        if (!condition) return;
        if (*condition) tail(children[1]);
        else tail(children[2]);
        return;
      }
      case let:
        if (const Value value = expression(children[0])) {
          m.set(slot_of(node), *value);
          tail(children[1]);
        }
        return;
      case bind: return call(children, 1, [&](const Code& callee, const Word* arguments, std::uint32_t count) {
        m.jump(children[0]);
        m.call(callee, arguments, count, slot_of(node));
      });
      case tail_call: return call(children, 0, [&](const Code& callee, const Word* arguments, std::uint32_t count) {
        m.tail_call(callee, arguments, count);
      });
      case go: return m.jump(children[0]);
      case show:
        if (const Value value = expression(children[0])) {
          m.template call<&print>(m.world(), code.unit, *value);
          m.jump(children[1]);
        }
        return;
      case stop: return m.fail("the program called error");
      default:
        if (const Value value = expression(children[0])) m.leave(*value);
    }
  }

 private:
  static std::uint32_t slot_of(const Node& node) { return static_cast<std::uint32_t>(node.index); }

  Value expression(std::uint32_t number) {
    const Node& node = code.node(number);
    using enum Node::Kind;
    switch (node.kind) {
      case constant: return Word(node.word);
      case quoted: return Word(code.quoted(node.index));
      case local: return m.get(slot_of(node));
      case captured: return m.template element<&Closure::values>(m.template as<Closure>(m.get(0)), node.index);
      case primitive: return apply(node);
      case closure: return make_closure(node);
      default: {
        const auto condition = truth(node.children[0]);
        if (!condition) return {};
        if (*condition) return expression(node.children[1]);
        return expression(node.children[2]);
      }
    }
  }

  Value failed(const char* message) {
    m.fail(message);
    return {};
  }

  /// Everything but false is true. Comparisons are not made into values first.
  std::optional<dyn<M, bool>> truth(std::uint32_t number) {
    const Value value = expression(number);
    if (!value) return {};
    if (m.is_bool(*value)) return m.bool_of(*value);
    return dyn<M, bool>(true);
  }

  Value apply(const Node& node) {
    const Value first = expression(node.children[0]);
    if (!first) return {};
    if (node.children.size() == 1) return apply_one(static_cast<Primitive>(node.index), *first);
    const Value second = expression(node.children[1]);
    if (!second) return {};
    return apply_two(static_cast<Primitive>(node.index), *first, *second);
  }

  Value apply_one(Primitive which, Word value) {
    switch (which) {
      case Primitive::is_null: return m.from_bool(value == empty_list);
      case Primitive::is_pair: return m.from_bool(has_header(value, pair_header));
      case Primitive::is_procedure: return m.from_bool(has_header(value, closure_header));
      case Primitive::is_number: return m.from_bool(m.is_int(value));
      case Primitive::is_symbol:
        if (m.is_int(value) || m.is_object(value)) return m.from_bool(dyn<M, bool>(false));
        return m.from_bool(m.template call<&is_symbol>(value));
      case Primitive::negation: return m.from_bool(value == gc::false_word);
      default: break;
    }
    if (!is_object(value, pair_header)) return failed("only pairs have a car and a cdr");
    const auto pair = m.template as<Pair>(value);
    if (which == Primitive::car) return m.template load<&Pair::first>(pair);
    return m.template load<&Pair::rest>(pair);
  }

  Value apply_two(Primitive which, Word left, Word right) {
    if (which == Primitive::same) return m.from_bool(left == right);
    if (which == Primitive::cons) {
      const auto pair = m.template create<Pair>(gc::make_header(Pair::layout));
      m.template store<&Pair::first>(pair, left);
      m.template store<&Pair::rest>(pair, right);
      return m.word(pair);
    }
    if (!m.is_int(left) || !m.is_int(right)) return failed("arithmetic is for numbers");
    const auto a = m.int_of(left), b = m.int_of(right);
    switch (which) {
      case Primitive::add: return small(m.add_small(a, b));
      case Primitive::subtract: return small(m.sub_small(a, b));
      case Primitive::multiply: return small(m.mul_small(a, b));
      case Primitive::less: return m.from_bool(a < b);
      case Primitive::equal: return m.from_bool(a == b);
      default: break;
    }
    if (b == 0) return failed("division by zero");
    if (which == Primitive::remainder) return m.from_int(m.remainder(a, b));
    const auto quotient = m.divide(a, b);
    if (!m.fits_small(quotient)) return failed("the number needs more than 63 bits");
    return m.from_int(quotient);
  }

  template <class C>
  Value small(C checked) {
    if (checked.overflow) return failed("the number needs more than 63 bits");
    return m.from_int(checked.value);
  }

  bool is_object(Word value, std::int64_t header) {
    return m.is_object(value) && m.header_of(m.template as<gc::Object>(value)) == header;
  }
  dyn<M, bool> has_header(Word value, std::int64_t header) {
    if (!m.is_object(value)) return dyn<M, bool>(false);
    return m.header_of(m.template as<gc::Object>(value)) == header;
  }
  Value make_closure(const Node& node) {
    std::vector<Word> values;
    for (const std::uint32_t child : node.children) {
      const Value value = expression(child);
      if (!value) return {};
      values.push_back(*value);
    }
    const Code* function = &code.function(node.index);
    const auto made = m.template create_with<&Closure::values>(gc::make_header(Closure::layout), values.size());
    m.template store<&Closure::code>(made, function);
    m.template store<&Closure::length>(made, static_cast<std::int64_t>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i)
      m.template set_element<&Closure::values>(made, static_cast<std::int64_t>(i), values[i]);
    return m.word(made);
  }

  /// Hands the function in `children[first]` and its arguments, itself before all, to `use`.
  template <class Use>
  void call(const std::vector<std::uint32_t>& children, std::size_t first, Use use) {
    Word arguments[most_arguments + 1];
    std::uint32_t count = 0;
    for (std::size_t i = first; i < children.size(); ++i) {
      const Value value = expression(children[i]);
      if (!value) return;
      arguments[count++] = *value;
    }
    if (!is_object(arguments[0], closure_header)) return m.fail("only procedures can be called");
    const Code* callee = m.promote(m.template load<&Closure::code>(m.template as<Closure>(arguments[0])));
    if (callee->parameter_count != count) return m.fail("the procedure takes another number of arguments");
    use(*callee, arguments, count);
  }

  M& m;
  const Code& code;
};

struct Language {
  using Code = lambda::Code;
  /// Lists may be programs of an interpreter that is written in lambda, and symbols their words. Neither changes.
  static bool is_static_data(gc::Word word) { return gc::is_boolean(word) || gc::is_special(word) || gc::is_object(word); }
  template <class M>
  static void step(M& m, const Code& code, std::uint32_t pc) {
    Walk<M>(m, code).tail(pc);
  }
};

}  // namespace lambda
