// Conditions, loops, and leaving blocks.
#include <algorithm>

#include "python_interp/compile/check.hpp"
#include "python_interp/compile/compiler.hpp"

namespace py::compile {

using namespace py::syntax;

// ---- Conditions -----------------------------------------------------------------------------

void Compiler::if_statement(const If* node) {
  Label end = out().label();
  Label next = node->orelse.empty() ? end : out().label();
  jump_if(node->test, next, false);
  body(node->body);
  if (!node->orelse.empty()) {
    out().jump_to_without_position(end);
    out().bind(next);
    body(node->orelse);
  }
  out().bind(end);
}

void Compiler::jump_if(Expr* condition, Label target, bool when) {
  Depth::Level level(depth_);
  if (auto known = folder_.constant(condition)) {
    SourceRange outer = out().position();
    at(condition->pos);
    emit(Op::NOP);
    out().set_position(outer);
    if (is_true(*known) == when) out().jump_to(target);
    return;
  }
  if (const auto* node = as<UnaryOp>(condition))
    if (node->op == UnaryOperator::Not) return jump_if(node->operand, target, !when);
  if (const auto* node = as<BoolOp>(condition)) return jump_if_bool_op(node, target, when);
  if (const auto* node = as<Compare>(condition)) return jump_if_comparison(node, target, when);
  if (const auto* node = as<IfExp>(condition)) {
    Label otherwise = out().label(), end = out().label();
    jump_if(node->test, otherwise, false);
    jump_if(node->body, target, when);
    out().jump_to_without_position(end);
    out().bind(otherwise);
    jump_if(node->orelse, target, when);
    out().bind(end);
    return;
  }
  expression(condition);
  out().jump(when ? Op::POP_JUMP_IF_TRUE : Op::POP_JUMP_IF_FALSE, target);
}

/// All operands but the last decide early: `and` when one is false, `or` when one is true.
void Compiler::jump_if_bool_op(const BoolOp* node, Label target, bool when) {
  bool decides = node->op == BoolOperator::Or;
  Label end = out().label();
  for (std::size_t i = 0; i + 1 < node->values.size(); ++i)
    jump_if(node->values[i], decides == when ? target : end, decides);
  jump_if(node->values.back(), target, when);
  out().bind(end);
}

/// What follows keeps the comparison's position, as in CPython: a false assertion points at it.
void Compiler::jump_if_comparison(const Compare* node, Label target, bool when) {
  suspect_comparison(node);
  at(node->pos);
  Op final_jump = when ? Op::POP_JUMP_IF_TRUE : Op::POP_JUMP_IF_FALSE;
  expression(node->left);
  if (node->ops.size() == 1) {
    bool is = node->ops[0] == CmpOperator::Is;
    const auto* right = as<ConstantExpr>(node->comparators[0]);
    if ((is || node->ops[0] == CmpOperator::IsNot) && right != nullptr &&
        right->value.kind == ConstantKind::None) {
      out().jump(is == when ? Op::POP_JUMP_IF_NONE : Op::POP_JUMP_IF_NOT_NONE, target);
    } else {
      last_comparand(node);
      out().jump(final_jump, target);
    }
    return;
  }
  Label cleanup = out().label(), end = out().label();
  for (std::size_t i = 0; i + 1 < node->ops.size(); ++i) {
    expression(node->comparators[i]);
    emit(Op::SWAP, 2);
    emit(Op::COPY, 2);
    comparison_op(node->ops[i]);
    out().jump(Op::POP_JUMP_IF_FALSE, cleanup);
  }
  last_comparand(node);
  out().jump(final_jump, target);
  out().jump_to(end);
  out().bind(cleanup);
  emit(Op::POP_TOP);
  if (!when) out().jump_to(target);
  out().bind(end);
}

void Compiler::keep_if(Expr* value, Label target, bool when) {
  Depth::Level level(depth_);
  if (auto known = folder_.constant(value)) {
    if (is_true(*known) != when) return;
    load_constant(*known);
    out().jump_to(target);
    out().set_depth(out().depth() - 1);
    return;
  }
  const auto* node = as<BoolOp>(value);
  if (node == nullptr) {
    expression(value);
    out().jump(when ? Op::JUMP_IF_TRUE_OR_POP : Op::JUMP_IF_FALSE_OR_POP, target);
    return;
  }
  bool decides = node->op == BoolOperator::Or;
  Label end = out().label();
  for (std::size_t i = 0; i + 1 < node->values.size(); ++i) {
    if (decides == when)
      keep_if(node->values[i], target, when);
    else
      jump_if(node->values[i], end, decides);
  }
  keep_if(node->values.back(), target, when);
  out().bind(end);
}

// ---- Loops ----------------------------------------------------------------------------------

void Compiler::while_statement(const While* node) {
  Label anchor = out().label(), end = out().label();
  auto known = folder_.constant(node->test);
  bool endless = known && is_true(*known);
  if (endless) {
    at(node->test->pos);
    emit(Op::NOP);
  }
  Label header = out().bind_here();
  push_block({.kind = BlockKind::while_loop, .start = header, .exit = end}, node->pos);
  if (!endless) jump_if(node->test, anchor, false);
  body(node->body);
  // Without a test, the jump is what shows the line of the `while` in each round.
  if (endless)
    at(node->pos);
  else
    out().set_no_position();
  out().jump_to(header);
  pop_block();
  out().bind(anchor);
  body(node->orelse);
  out().bind(end);
}

void Compiler::iterated(Expr* expr) {
  SourceRange outer = out().position();
  if (auto known = folder_.iterated_constant(expr)) {
    at(expr->pos);
    load_constant(std::move(*known));
  } else if (const auto* list = as<List>(expr);
             list != nullptr && std::ranges::none_of(list->elts, [](const Expr* item) {
               return is<Starred>(item);
             })) {
    at(expr->pos);
    tuple_display(list->elts);
  } else {
    expression(expr);
  }
  out().set_position(outer);
}

void Compiler::for_statement(const For* node) {
  Label exhausted = out().label(), end = out().label();
  iterated(node->iter);
  emit(Op::GET_ITER);
  Label header = out().bind_here();
  push_block({.kind = BlockKind::for_loop, .start = header, .exit = end}, node->pos);
  out().jump(Op::FOR_ITER, exhausted);
  store(node->target);
  body(node->body);
  out().set_no_position();
  out().jump_to(header);
  pop_block();
  out().bind(exhausted);
  body(node->orelse);
  out().bind(end);
}

void Compiler::async_for_statement(const AsyncFor* node) {
  if (!allows_top_level_await() && unit_->kind != UnitKind::async_function)
    fail(node->pos, "'async for' outside async function");
  Label exhausted = out().label(), end = out().label();
  expression(node->iter);
  emit(Op::GET_AITER);
  Label header = out().bind_here();
  push_block({.kind = BlockKind::for_loop, .start = header, .exit = end}, node->pos);
  HandlerId outside = out().protect(exhausted, out().depth(), false);
  emit(Op::GET_ANEXT);
  load_none();
  delegate(3);
  out().set_handler(outside);
  store(node->target);
  body(node->body);
  out().set_no_position();
  out().jump_to(header);
  pop_block();
  out().bind(exhausted);
  at(node->iter->pos);
  emit(Op::END_ASYNC_FOR);
  body(node->orelse);
  out().bind(end);
}

// ---- Leaving --------------------------------------------------------------------------------

void Compiler::return_statement(const Return* node) {
  if (!unit_->scope->is_function()) fail(node->pos, "'return' outside function");
  if (node->value != nullptr && unit_->is_async_generator())
    fail(node->pos, "'return' with value in async generator");
  std::uint32_t depth = out().depth();
  HandlerId inside = out().handler();
  auto known = node->value == nullptr ? std::nullopt : folder_.constant(node->value);
  bool keeps_top = node->value != nullptr && !known;
  if (keeps_top) {
    expression(node->value);
  } else if (known) {
    at(node->value->pos);
    emit(Op::NOP);
  }
  if (node->value == nullptr || node->value->pos.lineno != node->pos.lineno) {
    at(node->pos);
    emit(Op::NOP);
  }
  bool is_short = known && node->value->pos.lineno == node->pos.lineno;
  leave_blocks(keeps_top, false, is_short ? node->value->pos : node->pos);
  if (known) load_constant(std::move(*known));
  if (node->value == nullptr) load_none();
  emit(Op::RETURN_VALUE);
  out().set_handler(inside);
  out().set_depth(depth);
}

void Compiler::break_statement(const Break* node) {
  std::uint32_t depth = out().depth();
  HandlerId inside = out().handler();
  emit(Op::NOP);
  auto loop = leave_blocks(false, true, node->pos);
  if (!loop) fail(node->pos, "'break' outside loop");
  leave_block(*loop, false);
  out().jump_to(loop->exit);
  out().set_handler(inside);
  out().set_depth(depth);
}

void Compiler::continue_statement(const Continue* node) {
  std::uint32_t depth = out().depth();
  HandlerId inside = out().handler();
  emit(Op::NOP);
  auto loop = leave_blocks(false, true, node->pos);
  if (!loop) fail(node->pos, "'continue' not properly in loop");
  out().jump_to(loop->start);
  out().set_handler(inside);
  out().set_depth(depth);
}

void Compiler::push_block(Block block, const Position& pos) {
  constexpr std::size_t max_blocks = 20;
  if (unit_->blocks.size() >= max_blocks) fail(pos, "too many statically nested blocks");
  unit_->blocks.push_back(std::move(block));
}

std::optional<Block> Compiler::leave_blocks(bool keeps_top, bool to_loop, const Position& pos) {
  std::vector<Block> all = unit_->blocks;
  std::optional<Block> loop;
  while (!unit_->blocks.empty()) {
    Block block = unit_->blocks.back();
    if (block.kind == BlockKind::exception_group_handler)
      fail(pos, "'break', 'continue' and 'return' cannot appear in an except* block");
    bool is_loop = block.kind == BlockKind::while_loop || block.kind == BlockKind::for_loop;
    if (to_loop && is_loop) {
      loop = block;
      break;
    }
    unit_->blocks.pop_back();
    leave_block(block, keeps_top);
  }
  unit_->blocks = std::move(all);
  return loop;
}

/// Writes what has to happen on the way out of the block. Exceptions in it belong to the outside.
void Compiler::leave_block(const Block& block, bool keeps_top) {
  auto under_top = [&] {
    if (keeps_top) emit(Op::SWAP, 2);
  };
  switch (block.kind) {
    case BlockKind::while_loop:
    case BlockKind::exception_handler:
    case BlockKind::exception_group_handler:
    case BlockKind::async_comprehension: return;
    case BlockKind::for_loop:
    case BlockKind::pop_value:
      under_top();
      return emit(Op::POP_TOP);
    case BlockKind::try_except: return out().set_handler(block.outside);
    case BlockKind::finally_try:
      out().set_handler(block.outside);
      if (keeps_top) push_block({.kind = BlockKind::pop_value}, block.pos);
      body(block.finally_body);
      if (keeps_top) pop_block();
      return out().set_no_position();
    case BlockKind::finally_end:
      under_top();
      emit(Op::POP_TOP);
      under_top();
      out().set_handler(block.outside);
      return emit(Op::POP_EXCEPT);
    case BlockKind::with:
    case BlockKind::async_with:
      at(block.pos);
      out().set_handler(block.outside);
      under_top();
      with_exit(block.kind == BlockKind::async_with);
      return out().set_no_position();
    case BlockKind::handler_cleanup:
      out().set_handler(block.outside);
      under_top();
      emit(Op::POP_EXCEPT);
      if (block.name.data() != nullptr) unbind_exception(block.name);
      return;
  }
}

}  // namespace py::compile
