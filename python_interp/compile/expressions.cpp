// Expressions: operators, displays, f-strings, await and yield.
#include <algorithm>

#include "python_interp/compile/compiler.hpp"
#include "python_interp/compile/operators.hpp"

namespace py::compile {

using namespace py::syntax;

void Compiler::expression(Expr* expr) {
  Depth::Level level(depth_);
  SourceRange outer = out().position();
  at(expr->pos);
  if (auto known = folder_.constant(expr))
    load_constant(std::move(*known));
  else
    expression_parts(expr);
  out().set_position(outer);
}

void Compiler::expression_parts(Expr* expr) {
  syntax::visit(expr, Cases{
      [&](const BoolOp* node) { bool_op(node); },
      [&](const NamedExpr* node) { named_expression(node); },
      [&](const BinOp* node) {
        expression(node->left);
        expression(node->right);
        emit(binary_op(node->op));
      },
      [&](const UnaryOp* node) { unary_op(node); },
      [&](const Lambda* node) { lambda(node); },
      [&](const IfExp* node) { conditional(node); },
      [&](const Dict* node) { dict_display(node); },
      [&](const Set* node) { set_display(node->elts); },
      [&](const ListComp* node) { comprehension(node); },
      [&](const SetComp* node) { comprehension(node); },
      [&](const DictComp* node) { comprehension(node); },
      [&](const GeneratorExp* node) { comprehension(node); },
      [&](const Await* node) { await(node); },
      [&](const Yield* node) { yield(node); },
      [&](const YieldFrom* node) { yield_from(node); },
      [&](const Compare* node) { comparison(node); },
      [&](const Call* node) { call(node); },
      [&](const FormattedValue* node) { formatted_value(node); },
      [&](const JoinedStr* node) { joined_string(node); },
      [&](const ConstantExpr*) {},
      [&](const Attribute* node) { attribute(node); },
      [&](const Subscript* node) {
        suspect_subscript(node->value, node->slice);
        expression(node->value);
        expression(node->slice);
        emit(Op::BINARY_SUBSCR);
      },
      [&](const Starred* node) { fail(node->pos, "can't use starred expression here"); },
      [&](const NameExpr* node) { access_name(node->id, Access::load, node->pos); },
      [&](const List* node) { list_display(node->elts); },
      [&](const Tuple* node) { tuple_display(node->elts); },
      [&](const Slice* node) { slice(node); }});
}

// ---- Operators ------------------------------------------------------------------------------

void Compiler::bool_op(const BoolOp* node) {
  bool decides = node->op == BoolOperator::Or;
  Label end = out().label();
  for (std::size_t i = 0; i + 1 < node->values.size(); ++i) keep_if(node->values[i], end, decides);
  expression(node->values.back());
  out().bind(end);
}

void Compiler::unary_op(const UnaryOp* node) {
  // `not a in b` is one operation.
  const auto* compared = as<Compare>(node->operand);
  if (node->op == UnaryOperator::Not && compared != nullptr && compared->ops.size() == 1) {
    ComparisonOp op = compile::comparison_op(compared->ops[0]);
    if (op.op == Op::IS_OP || op.op == Op::CONTAINS_OP) {
      suspect_comparison(compared);
      at(compared->pos);
      expression(compared->left);
      last_comparand_operand(compared);
      return emit(op.op, op.operand ^ 1);
    }
  }
  expression(node->operand);
  switch (node->op) {
    case UnaryOperator::Invert: return emit(Op::UNARY_INVERT);
    case UnaryOperator::Not: return emit(Op::UNARY_NOT);
    case UnaryOperator::UAdd: return emit(Op::UNARY_POSITIVE);
    case UnaryOperator::USub: return emit(Op::UNARY_NEGATIVE);
  }
}

void Compiler::conditional(const IfExp* node) {
  Label otherwise = out().label(), end = out().label();
  std::uint32_t depth = out().depth();
  jump_if(node->test, otherwise, false);
  expression(node->body);
  out().jump_to_without_position(end);
  out().set_depth(depth);
  out().bind(otherwise);
  expression(node->orelse);
  out().bind(end);
}

void Compiler::comparison(const Compare* node) {
  suspect_comparison(node);
  expression(node->left);
  if (node->ops.size() == 1) return last_comparand(node);
  Label cleanup = out().label(), end = out().label();
  for (std::size_t i = 0; i + 1 < node->ops.size(); ++i) {
    expression(node->comparators[i]);
    emit(Op::SWAP, 2);
    emit(Op::COPY, 2);
    comparison_op(node->ops[i]);
    out().jump(Op::JUMP_IF_FALSE_OR_POP, cleanup);
  }
  last_comparand(node);
  out().jump_to(end);
  out().bind(cleanup);
  emit(Op::SWAP, 2);
  emit(Op::POP_TOP);
  out().bind(end);
}

void Compiler::comparison_op(CmpOperator op) {
  ComparisonOp chosen = compile::comparison_op(op);
  emit(chosen.op, chosen.operand);
}

void Compiler::last_comparand_operand(const Compare* node) {
  CmpOperator op = node->ops.back();
  if (op == CmpOperator::In || op == CmpOperator::NotIn)
    iterated(node->comparators.back());
  else
    expression(node->comparators.back());
}

void Compiler::last_comparand(const Compare* node) {
  last_comparand_operand(node);
  comparison_op(node->ops.back());
}

void Compiler::named_expression(const NamedExpr* node) {
  expression(node->value);
  emit(Op::COPY, 1);
  store(node->target);
}

void Compiler::slice(const Slice* node) {
  for (Expr* bound : {node->lower, node->upper}) {
    if (bound != nullptr)
      expression(bound);
    else
      load_none();
  }
  if (node->step != nullptr) expression(node->step);
  emit(Op::BUILD_SLICE, node->step != nullptr ? 3 : 2);
}

// ---- Displays -------------------------------------------------------------------------------

namespace {

/// Beyond so many values, a display is built item by item and the stack stays small.
constexpr std::size_t max_stacked = 30;

}  // namespace

/// How a display with many or starred items comes to be: an empty `build`, then `add` and `extend`.
struct Compiler::Display {
  Op build;
  Op add;
  Op extend;
  bool is_tuple;
};

void Compiler::tuple_display(const Seq<Expr*>& items, std::uint32_t already) {
  display({Op::BUILD_LIST, Op::LIST_APPEND, Op::LIST_EXTEND, true}, items, already);
}
void Compiler::list_display(const Seq<Expr*>& items) {
  display({Op::BUILD_LIST, Op::LIST_APPEND, Op::LIST_EXTEND, false}, items, 0);
}
void Compiler::set_display(const Seq<Expr*>& items) {
  display({Op::BUILD_SET, Op::SET_ADD, Op::SET_UPDATE, false}, items, 0);
}

/// From three constants on, they are one constant, added at once.
bool Compiler::constant_display(const Display& kind, const Seq<Expr*>& items) {
  if (items.size() < 3) return false;
  std::vector<Constant> values;
  for (Expr* item : items) {
    auto value = folder_.constant(item);
    if (!value) return false;
    values.push_back(std::move(*value));
  }
  if (kind.is_tuple) {
    load_constant({bytecode::TupleConstant{std::move(values)}});
    return true;
  }
  emit(kind.build, 0);
  if (kind.build == Op::BUILD_SET)
    load_constant({bytecode::FrozenSetConstant{std::move(values)}});
  else
    load_constant({bytecode::TupleConstant{std::move(values)}});
  emit(kind.extend, 1);
  return true;
}

void Compiler::display(const Display& kind, const Seq<Expr*>& items, std::uint32_t already) {
  if (already == 0 && constant_display(kind, items)) return;
  bool big = items.size() + already > max_stacked;
  bool starred = std::ranges::any_of(items, [](const Expr* item) { return is<Starred>(item); });
  if (!big && !starred) {
    for (Expr* item : items) expression(item);
    emit(kind.is_tuple ? Op::BUILD_TUPLE : kind.build, items.size() + already);
    return;
  }
  bool built = big;
  if (big) emit(kind.build, already);
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    const auto* star = as<Starred>(items[i]);
    if (star != nullptr && !built) emit(kind.build, i + already);
    built = built || star != nullptr;
    expression(star != nullptr ? star->value : items[i]);
    if (star != nullptr)
      emit(kind.extend, 1);
    else if (built)
      emit(kind.add, 1);
  }
  if (kind.is_tuple) emit(Op::LIST_TO_TUPLE);
}

/// Runs of items are built at once and merged with what `**` adds.
void Compiler::dict_display(const Dict* node) {
  bool built = false;
  std::size_t begin = 0;
  auto flush = [&](std::size_t end) {
    if (begin == end) return;
    dict_items(node, begin, end);
    if (built) emit(Op::DICT_UPDATE, 1);
    built = true;
  };
  for (std::size_t i = 0; i < node->keys.size(); ++i) {
    if (node->keys[i] != nullptr) continue;
    flush(i);
    begin = i + 1;
    if (!built) emit(Op::BUILD_MAP, 0);
    built = true;
    expression(node->values[i]);
    emit(Op::DICT_UPDATE, 1);
  }
  flush(node->keys.size());
  if (!built) emit(Op::BUILD_MAP, 0);
}

void Compiler::dict_items(const Dict* node, std::size_t begin, std::size_t end) {
  auto count = static_cast<std::uint32_t>(end - begin);
  bool big = 2 * count > max_stacked;
  if (big) emit(Op::BUILD_MAP, 0);
  for (std::size_t i = begin; i < end; ++i) {
    expression(node->keys[i]);
    expression(node->values[i]);
    if (big) emit(Op::MAP_ADD, 1);
  }
  if (!big) emit(Op::BUILD_MAP, count);
}

// ---- f-strings ------------------------------------------------------------------------------

void Compiler::joined_string(const JoinedStr* node) {
  if (node->values.size() <= max_stacked) {
    for (Expr* part : node->values) expression(part);
    if (node->values.size() != 1) emit(Op::BUILD_STRING, node->values.size());
    return;
  }
  load_str("");
  emit(Op::LOAD_METHOD, name_index("join"));
  emit(Op::BUILD_LIST, 0);
  for (Expr* part : node->values) {
    expression(part);
    emit(Op::LIST_APPEND, 1);
  }
  emit(Op::CALL, 1);
}

void Compiler::formatted_value(const FormattedValue* node) {
  expression(node->value);
  std::uint32_t conversion = node->conversion == 's'   ? 1
                             : node->conversion == 'r' ? 2
                             : node->conversion == 'a' ? 3
                                                       : 0;
  if (node->format_spec != nullptr) expression(node->format_spec);
  emit(Op::FORMAT_VALUE, conversion | (node->format_spec != nullptr ? 4 : 0));
}

// ---- Suspension -----------------------------------------------------------------------------

bool Compiler::allows_top_level_await() const {
  return options_.allow_top_level_await && unit_->kind == UnitKind::module;
}

void Compiler::emit_yield() {
  if (unit_->is_async_generator()) emit(Op::ASYNC_GEN_WRAP);
  emit(Op::YIELD_VALUE);
  emit(Op::RESUME, 1);
}

void Compiler::yield(const Yield* node) {
  if (!unit_->scope->is_function()) fail(node->pos, "'yield' outside function");
  if (node->value != nullptr)
    expression(node->value);
  else
    load_none();
  emit_yield();
}

void Compiler::yield_from(const YieldFrom* node) {
  if (!unit_->scope->is_function()) fail(node->pos, "'yield' outside function");
  if (unit_->kind == UnitKind::async_function)
    fail(node->pos, "'yield from' inside async function");
  expression(node->value);
  emit(Op::GET_YIELD_FROM_ITER);
  load_none();
  delegate(2);
}

void Compiler::await(const Await* node) {
  if (!allows_top_level_await()) {
    if (!unit_->scope->is_function()) fail(node->pos, "'await' outside function");
    if (unit_->kind != UnitKind::async_function && unit_->kind != UnitKind::comprehension)
      fail(node->pos, "'await' outside async function");
  }
  expression(node->value);
  emit_await(0);
}

void Compiler::emit_await(std::uint32_t awaitable_of) {
  emit(Op::GET_AWAITABLE, awaitable_of);
  load_none();
  delegate(3);
}

void Compiler::delegate(std::uint32_t resumed) {
  Label finished = out().label();
  Label again = out().bind_here();
  out().jump(Op::SEND, finished);
  emit(Op::YIELD_VALUE);
  emit(Op::RESUME, resumed);
  out().jump_to(again);
  out().bind(finished);
}

}  // namespace py::compile
