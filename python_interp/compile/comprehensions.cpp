// Comprehensions and generator expressions: a function of one argument, the outermost iterator, that
// is called where it is written.
#include "python_interp/compile/compiler.hpp"

namespace py::compile {

using namespace py::syntax;

struct Compiler::ComprehensionParts {
  ComprehensionKind kind;
  Seq<Comprehension*> loops;
  Expr* element;  ///< A dict's key.
  Expr* value;    ///< A dict's value, else null.
};

namespace {

template <class Node>
constexpr ComprehensionKind kind_of() {
  if constexpr (std::is_same_v<Node, ListComp>) return ComprehensionKind::list;
  if constexpr (std::is_same_v<Node, SetComp>) return ComprehensionKind::set;
  if constexpr (std::is_same_v<Node, DictComp>) return ComprehensionKind::dict;
  return ComprehensionKind::generator;
}

Name code_name(ComprehensionKind kind) {
  switch (kind) {
    case ComprehensionKind::list: return "<listcomp>";
    case ComprehensionKind::set: return "<setcomp>";
    case ComprehensionKind::dict: return "<dictcomp>";
    default: return "<genexpr>";
  }
}

/// `for x in [value]` inside a comprehension is an assignment; the value, or null.
Expr* single_item(Expr* iterable) {
  const auto* list = as<List>(iterable);
  const auto* tuple = as<Tuple>(iterable);
  if (list == nullptr && tuple == nullptr) return nullptr;
  const Seq<Expr*>& items = list != nullptr ? list->elts : tuple->elts;
  return items.size() == 1 && !is<Starred>(items[0]) ? items[0] : nullptr;
}

}  // namespace

template <class Node>
void Compiler::comprehension(const Node* node) {
  ComprehensionParts parts{kind_of<Node>(), node->generators, nullptr, nullptr};
  if constexpr (std::is_same_v<Node, DictComp>) {
    parts.element = node->key;
    parts.value = node->value;
  } else {
    parts.element = node->elt;
  }
  bool is_async = symbols_.of(node).coroutine && parts.kind != ComprehensionKind::generator;
  if (is_async && unit_->kind != UnitKind::async_function &&
      unit_->kind != UnitKind::comprehension && !allows_top_level_await())
    fail(node->pos, "asynchronous comprehension outside of an asynchronous function");

  enter(UnitKind::comprehension, code_name(parts.kind), node, node->pos.lineno);
  at(node->pos);
  comprehension_unit(parts);
  make_function(leave(), 0);
  emit(Op::PUSH_NULL);

  const Comprehension* outermost = node->generators[0];
  iterated(outermost->iter);
  emit(outermost->is_async != 0 ? Op::GET_AITER : Op::GET_ITER);
  emit(Op::CALL, 1);
  if (is_async) emit_await(0);
}
template void Compiler::comprehension(const ListComp*);
template void Compiler::comprehension(const SetComp*);
template void Compiler::comprehension(const DictComp*);
template void Compiler::comprehension(const GeneratorExp*);

void Compiler::comprehension_unit(const ComprehensionParts& parts) {
  unit_->code->argcount = 1;
  bool is_generator = parts.kind == ComprehensionKind::generator;
  if (parts.kind == ComprehensionKind::list) emit(Op::BUILD_LIST, 0);
  if (parts.kind == ComprehensionKind::set) emit(Op::BUILD_SET, 0);
  if (parts.kind == ComprehensionKind::dict) emit(Op::BUILD_MAP, 0);
  comprehension_loop(parts, 0, 0);
  if (!is_generator) emit(Op::RETURN_VALUE);
}

/// `depth`: how many iterators lie above what is built.
void Compiler::comprehension_loop(const ComprehensionParts& parts, std::size_t loop,
                                  std::uint32_t depth) {
  const Comprehension* part = parts.loops[loop];
  if (part->is_async != 0) return comprehension_async_loop(parts, loop, depth);
  if (loop > 0) {
    if (Expr* item = single_item(part->iter)) {
      Label skip = out().label();
      expression(item);
      store(part->target);
      comprehension_inside(parts, loop, depth, skip);
      out().bind(skip);
      return;
    }
    iterated(part->iter);
    emit(Op::GET_ITER);
  } else {
    emit(Op::LOAD_FAST, 0);
  }
  Label exhausted = out().label(), again = out().label();
  Label header = out().bind_here();
  out().jump(Op::FOR_ITER, exhausted);
  store(part->target);
  comprehension_inside(parts, loop, depth + 1, again);
  out().bind(again);
  out().jump_to(header);
  out().bind(exhausted);
}

void Compiler::comprehension_async_loop(const ComprehensionParts& parts, std::size_t loop,
                                        std::uint32_t depth) {
  const Comprehension* part = parts.loops[loop];
  if (loop > 0) {
    iterated(part->iter);
    emit(Op::GET_AITER);
  } else {
    emit(Op::LOAD_FAST, 0);
  }
  Label exhausted = out().label(), again = out().label();
  Label header = out().bind_here();
  push_block({.kind = BlockKind::async_comprehension}, part->iter->pos);
  HandlerId outside = out().protect(exhausted, out().depth(), false);
  emit(Op::GET_ANEXT);
  load_none();
  delegate(3);
  out().set_handler(outside);
  store(part->target);
  comprehension_inside(parts, loop, depth + 1, again);
  out().bind(again);
  out().jump_to(header);
  pop_block();
  out().bind(exhausted);
  emit(Op::END_ASYNC_FOR);
}

/// The conditions of a loop, and what they guard; to `again` when one fails.
void Compiler::comprehension_inside(const ComprehensionParts& parts, std::size_t loop,
                                    std::uint32_t depth, Label again) {
  for (Expr* condition : parts.loops[loop]->ifs) jump_if(condition, again, false);
  if (loop + 1 < parts.loops.size())
    comprehension_loop(parts, loop + 1, depth);
  else
    comprehension_element(parts, depth);
}

void Compiler::comprehension_element(const ComprehensionParts& parts, std::uint32_t depth) {
  expression(parts.element);
  switch (parts.kind) {
    case ComprehensionKind::list: emit(Op::LIST_APPEND, depth + 1); break;
    case ComprehensionKind::set: emit(Op::SET_ADD, depth + 1); break;
    case ComprehensionKind::dict:
      expression(parts.value);
      emit(Op::MAP_ADD, depth + 1);
      break;
    default:
      emit_yield();
      emit(Op::POP_TOP);
  }
}

}  // namespace py::compile
