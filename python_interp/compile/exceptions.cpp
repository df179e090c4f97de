// try, except, finally and with. What follows a protected body without exception costs a jump at
// most; everything else happens through the exception table.
//
// In a handler the stack holds, above what it held outside, the exception handled before, and on top
// the exception. An exception inside the handler goes to a cleanup that restores the former.
#include "python_interp/compile/check.hpp"
#include "python_interp/compile/compiler.hpp"

namespace py::compile {

using namespace py::syntax;

/// index, exception -> nothing: the end of a handler that was itself left by an exception.
void Compiler::restore_and_reraise() {
  emit(Op::COPY, 3);
  emit(Op::POP_EXCEPT);
  emit(Op::RERAISE, 1);
}

// ---- finally --------------------------------------------------------------------------------

void Compiler::try_statement(const Try* node) {
  if (node->finalbody.empty()) return try_except(node);
  try_finally(node, [&] {
    if (node->handlers.empty())
      body(node->body);
    else
      try_except(node);
  });
}

void Compiler::try_star_statement(const TryStar* node) {
  if (node->finalbody.empty()) return try_star_except(node);
  try_finally(node, [&] {
    if (node->handlers.empty())
      body(node->body);
    else
      try_star_except(node);
  });
}

/// The finally part is written twice: after `inner`, and as the handler of its exceptions.
template <class Node, class Inner>
void Compiler::try_finally(const Node* node, Inner&& inner) {
  Label handler = out().label(), cleanup = out().label(), end = out().label();
  emit(Op::NOP);
  HandlerId outside = out().protect(handler, out().depth(), false);
  push_block({.kind = BlockKind::finally_try, .outside = outside, .finally_body = node->finalbody,
              .pos = node->pos},
             node->pos);
  inner();
  pop_block();
  out().set_handler(outside);
  body(node->finalbody);
  out().jump_to_without_position(end);

  out().bind(handler);
  out().protect(cleanup, out().depth(), true);
  push_block({.kind = BlockKind::finally_end, .outside = outside}, node->pos);
  out().set_no_position();
  emit(Op::PUSH_EXC_INFO);
  body(node->finalbody);
  pop_block();
  emit(Op::RERAISE, 0);
  out().set_handler(outside);
  out().bind(cleanup);
  restore_and_reraise();
  out().bind(end);
}

// ---- except ---------------------------------------------------------------------------------

void Compiler::try_except(const Try* node) {
  Label handler = out().label(), end = out().label();
  emit(Op::NOP);
  HandlerId outside = out().protect(handler, out().depth(), false);
  push_block({.kind = BlockKind::try_except, .outside = outside}, node->pos);
  body(node->body);
  pop_block();
  out().set_handler(outside);
  body(node->orelse);
  out().jump_to_without_position(end);
  out().bind(handler);
  except_clauses(node->handlers, outside, end);
  out().bind(end);
}

/// The exception is on the stack.
void Compiler::except_clauses(const Seq<ExceptHandler*>& handlers, HandlerId outside, Label end) {
  Label cleanup = out().label();
  out().protect(cleanup, out().depth(), true);
  out().set_no_position();
  emit(Op::PUSH_EXC_INFO);
  push_block({.kind = BlockKind::exception_handler, .outside = outside},
             handlers.front()->pos);
  for (std::size_t i = 0; i < handlers.size(); ++i) {
    if (handlers[i]->type == nullptr && i + 1 < handlers.size())
      fail(handlers[i]->pos, "default 'except:' must be last");
    except_clause(handlers[i], outside, end);
  }
  pop_block();
  out().set_no_position();
  emit(Op::RERAISE, 0);
  out().set_handler(outside);
  out().bind(cleanup);
  restore_and_reraise();
}

void Compiler::except_clause(const ExceptHandler* handler, HandlerId outside, Label end) {
  Label next = out().label();
  bool named = handler->name.data() != nullptr;
  at(handler->pos);
  if (handler->type != nullptr) {
    expression(handler->type);
    emit(Op::CHECK_EXC_MATCH);
    out().jump(Op::POP_JUMP_IF_FALSE, next);
  }
  if (named)
    access_name(handler->name, Access::store, handler->pos);
  else
    emit(Op::POP_TOP);

  Label unbind = out().label();
  HandlerId whole = out().handler();
  if (named) out().protect(unbind, out().depth(), true);
  push_block({.kind = BlockKind::handler_cleanup, .outside = outside, .name = handler->name},
             handler->pos);
  body(handler->body);
  pop_block();
  out().set_no_position();
  out().set_handler(outside);
  emit(Op::POP_EXCEPT);
  if (named) unbind_exception(handler->name);
  out().jump_to(end);
  out().set_handler(whole);
  if (named) {
    out().bind(unbind);
    out().set_no_position();
    unbind_exception(handler->name);
    emit(Op::RERAISE, 1);
  }
  out().bind(next);
}

/// The name of `except ... as name` ends with the clause.
void Compiler::unbind_exception(Name name) {
  load_none();
  access_name(name, Access::store, {});
  access_name(name, Access::del, {});
}

// ---- except* --------------------------------------------------------------------------------

void Compiler::try_star_except(const TryStar* node) {
  Label handler = out().label(), otherwise = out().label(), end = out().label();
  Label cleanup = out().label(), reraise = out().label();
  emit(Op::NOP);
  HandlerId outside = out().protect(handler, out().depth(), false);
  push_block({.kind = BlockKind::try_except, .outside = outside}, node->pos);
  body(node->body);
  pop_block();
  out().set_handler(outside);
  out().jump_to_without_position(otherwise);

  out().bind(handler);
  out().protect(cleanup, out().depth(), true);
  emit(Op::PUSH_EXC_INFO);
  push_block({.kind = BlockKind::exception_group_handler, .outside = outside}, node->pos);
  for (std::size_t i = 0; i < node->handlers.size(); ++i)
    except_star_clause(node->handlers[i], i == 0, i + 1 == node->handlers.size());
  pop_block();

  out().set_no_position();
  emit(Op::PREP_RERAISE_STAR);
  emit(Op::COPY, 1);
  out().jump(Op::POP_JUMP_IF_NOT_NONE, reraise);
  emit(Op::POP_TOP);
  out().set_handler(outside);
  emit(Op::POP_EXCEPT);
  out().jump_to(end);
  out().bind(reraise);
  emit(Op::SWAP, 2);
  emit(Op::POP_EXCEPT);
  emit(Op::RERAISE, 0);
  out().bind(cleanup);
  restore_and_reraise();
  out().bind(otherwise);
  body(node->orelse);
  out().bind(end);
}

/// Stack: former exception, group; from the first clause on also a list of what was raised and, on
/// top, what is left of the group.
void Compiler::except_star_clause(const ExceptHandler* handler, bool first, bool last) {
  Label next = out().label(), no_match = out().label(), raised = out().label();
  bool named = handler->name.data() != nullptr;
  at(handler->pos);
  if (first) {
    emit(Op::BUILD_LIST, 0);
    emit(Op::COPY, 2);
  }
  expression(handler->type);
  emit(Op::CHECK_EG_MATCH);
  emit(Op::COPY, 1);
  out().jump(Op::POP_JUMP_IF_NONE, no_match);
  if (named)
    access_name(handler->name, Access::store, handler->pos);
  else
    emit(Op::POP_TOP);

  HandlerId whole = out().protect(raised, out().depth(), true);
  push_block({.kind = BlockKind::handler_cleanup, .outside = whole, .name = handler->name},
             handler->pos);
  body(handler->body);
  pop_block();
  out().set_handler(whole);
  out().set_no_position();
  if (named) unbind_exception(handler->name);
  out().jump_to(next);

  out().bind(raised);
  if (named) unbind_exception(handler->name);
  emit(Op::LIST_APPEND, 3);
  emit(Op::POP_TOP);
  out().jump_to(next);
  out().bind(no_match);
  emit(Op::POP_TOP);
  out().bind(next);
  if (last) emit(Op::LIST_APPEND, 1);
}

// ---- with -----------------------------------------------------------------------------------

template <class Node>
void Compiler::with_statement(const Node* node, std::size_t item, bool is_async) {
  if (is_async && !allows_top_level_await() && unit_->kind != UnitKind::async_function)
    fail(node->pos, "'async with' outside async function");
  Label handler = out().label(), suppressed = out().label(), cleanup = out().label();
  Label end = out().label();
  const WithItem* manager = node->items[item];
  expression(manager->context_expr);
  emit(is_async ? Op::BEFORE_ASYNC_WITH : Op::BEFORE_WITH);
  if (is_async) emit_await(1);

  HandlerId outside = out().protect(handler, out().depth() - 1, true);
  push_block({.kind = is_async ? BlockKind::async_with : BlockKind::with, .outside = outside,
              .pos = node->pos},
             node->pos);
  if (manager->optional_vars != nullptr)
    store(manager->optional_vars);
  else
    emit(Op::POP_TOP);
  if (item + 1 < node->items.size())
    with_statement(node, item + 1, is_async);
  else
    body(node->body);
  pop_block();
  out().set_handler(outside);
  at(node->pos);
  with_exit(is_async);
  out().jump_to(end);

  // Stack: exit, index, exception.
  out().bind(handler);
  out().protect(cleanup, out().depth(), true);
  emit(Op::PUSH_EXC_INFO);
  emit(Op::WITH_EXCEPT_START);
  if (is_async) emit_await(2);
  out().jump(Op::POP_JUMP_IF_TRUE, suppressed);
  emit(Op::RERAISE, 2);
  out().bind(suppressed);
  emit(Op::POP_TOP);
  out().set_handler(outside);
  emit(Op::POP_EXCEPT);
  emit(Op::POP_TOP);
  emit(Op::POP_TOP);
  out().jump_to(end);
  out().bind(cleanup);
  out().set_no_position();
  restore_and_reraise();
  out().bind(end);
}
template void Compiler::with_statement(const With*, std::size_t, bool);
template void Compiler::with_statement(const AsyncWith*, std::size_t, bool);

/// exit -> nothing: leaves the block without exception.
void Compiler::with_exit(bool is_async) {
  call_exit_with_nones();
  if (is_async) emit_await(2);
  emit(Op::POP_TOP);
}

void Compiler::call_exit_with_nones() {
  emit(Op::PUSH_NULL);
  for (int i = 0; i < 3; ++i) load_none();
  emit(Op::CALL, 3);
}

}  // namespace py::compile
