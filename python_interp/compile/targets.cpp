// Assignment in all its forms, and del.
#include <algorithm>

#include "python_interp/compile/compiler.hpp"
#include "python_interp/compile/operators.hpp"
#include "python_interp/compile/unparse.hpp"

namespace py::compile {

using namespace py::syntax;

namespace {

bool has_starred(const Seq<Expr*>& items) {
  return std::ranges::any_of(items, [](const Expr* item) { return is<Starred>(item); });
}

}  // namespace

// ---- Plain assignment -----------------------------------------------------------------------

void Compiler::assign(const Assign* node) {
  if (assign_exchange(node)) return;
  expression(node->value);
  for (std::size_t i = 0; i < node->targets.size(); ++i) {
    if (i + 1 < node->targets.size()) emit(Op::COPY, 1);
    store(node->targets[i]);
  }
}

/// `a, b = x, y` needs no tuple for up to three; says whether that was done.
bool Compiler::assign_exchange(const Assign* node) {
  const auto* values = as<Tuple>(node->value);
  if (node->targets.size() != 1 || values == nullptr) return false;
  const auto* tuple = as<Tuple>(node->targets[0]);
  const auto* list = as<List>(node->targets[0]);
  if (tuple == nullptr && list == nullptr) return false;
  Seq<Expr*> targets = tuple != nullptr ? tuple->elts : list->elts;
  auto count = targets.size();
  if (count != values->elts.size() || count == 0 || count > 3) return false;
  if (has_starred(targets) || has_starred(values->elts) || folder_.constant(node->value))
    return false;
  for (Expr* value : values->elts) expression(value);
  if (are_distinct_variables(targets)) {  // Their order cannot be seen.
    for (std::size_t i = count; i-- > 0;) store(targets[i]);
    return true;
  }
  if (count > 1) {
    at(node->targets[0]->pos);
    emit(Op::SWAP, static_cast<std::uint32_t>(count));
  }
  for (Expr* target : targets) store(target);
  return true;
}

bool Compiler::are_distinct_variables(const Seq<Expr*>& targets) {
  if (!unit_->scope->is_function()) return false;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto* name = as<NameExpr>(targets[i]);
    if (name == nullptr || place_of(mangled(name->id)) != Place::local) return false;
    for (std::size_t j = 0; j < i; ++j)
      if (as<NameExpr>(targets[j])->id == name->id) return false;
  }
  return true;
}

// ---- Augmented assignment -------------------------------------------------------------------

void Compiler::augmented_assignment(const AugAssign* node) {
  Op op = binary_op(node->op);
  auto combine = [&] {
    expression(node->value);
    at(node->pos);
    emit(op, 1);
  };
  at(node->target->pos);
  if (const auto* name = as<NameExpr>(node->target)) {
    access_name(name->id, Access::load, name->pos);
    combine();
    at(name->pos);
    access_name(name->id, Access::store, name->pos);
  } else if (const auto* attribute = as<Attribute>(node->target)) {
    refuse_debug_name(attribute->attr, Access::store, attribute->pos);
    expression(attribute->value);
    emit(Op::COPY, 1);
    at_attribute_name(attribute);
    emit_named(Op::LOAD_ATTR, attribute->attr);
    combine();
    at(attribute->pos);
    at_attribute_name(attribute);
    emit(Op::SWAP, 2);
    emit_named(Op::STORE_ATTR, attribute->attr);
  } else if (const auto* subscript = as<Subscript>(node->target)) {
    expression(subscript->value);
    expression(subscript->slice);
    emit(Op::COPY, 2);
    emit(Op::COPY, 2);
    emit(Op::BINARY_SUBSCR);
    combine();
    at(subscript->pos);
    emit(Op::SWAP, 3);
    emit(Op::SWAP, 2);
    emit(Op::STORE_SUBSCR);
  }
}

// ---- Annotated assignment -------------------------------------------------------------------

void Compiler::annotation_value(Expr* annotation) {
  if (future_.annotations())
    load_str(unparse(annotation));
  else
    expression(annotation);
}

void Compiler::annotated_assignment(const AnnAssign* node) {
  if (node->value != nullptr) {
    expression(node->value);
    store(node->target);
  }
  at(node->pos);
  if (const auto* name = as<NameExpr>(node->target)) {
    refuse_debug_name(name->id, Access::store, node->pos);
    if (node->simple != 0 && !unit_->scope->is_function()) {
      annotation_value(node->annotation);
      emit(Op::LOAD_NAME, name_index("__annotations__"));
      load_str(mangled(name->id));
      emit(Op::STORE_SUBSCR);
    }
  } else if (node->value == nullptr) {
    // A target that is not assigned is still evaluated as far as its parts go.
    if (const auto* attribute = as<Attribute>(node->target)) {
      refuse_debug_name(attribute->attr, Access::store, node->pos);
      evaluate_and_drop(attribute->value);
    } else if (const auto* subscript = as<Subscript>(node->target)) {
      evaluate_and_drop(subscript->value);
      evaluate_subscript_and_drop(subscript->slice);
    }
  }
  if (node->simple == 0) annotation_of_complex_target(node->annotation);
}

void Compiler::evaluate_and_drop(Expr* expr) {
  expression(expr);
  emit(Op::POP_TOP);
}

void Compiler::evaluate_subscript_and_drop(Expr* slice) {
  if (const auto* bounds = as<Slice>(slice)) {
    for (Expr* part : {bounds->lower, bounds->upper, bounds->step})
      if (part != nullptr) evaluate_and_drop(part);
  } else if (const auto* tuple = as<Tuple>(slice)) {
    for (Expr* item : tuple->elts) evaluate_subscript_and_drop(item);
  } else {
    evaluate_and_drop(slice);
  }
}

void Compiler::annotation_of_complex_target(Expr* annotation) {
  if (!future_.annotations() && !unit_->scope->is_function()) evaluate_and_drop(annotation);
}

// ---- Targets --------------------------------------------------------------------------------

void Compiler::store(Expr* target) {
  Depth::Level level(depth_);
  SourceRange outer = out().position();
  at(target->pos);
  if (const auto* name = as<NameExpr>(target)) {
    access_name(name->id, Access::store, name->pos);
  } else if (const auto* attribute = as<Attribute>(target)) {
    expression(attribute->value);
    refuse_debug_name(attribute->attr, Access::store, attribute->pos);
    at_attribute_name(attribute);
    emit_named(Op::STORE_ATTR, attribute->attr);
  } else if (const auto* subscript = as<Subscript>(target)) {
    expression(subscript->value);
    expression(subscript->slice);
    emit(Op::STORE_SUBSCR);
  } else if (const auto* tuple = as<Tuple>(target)) {
    unpack(tuple->elts, target->pos);
  } else if (const auto* list = as<List>(target)) {
    unpack(list->elts, target->pos);
  } else {
    fail(target->pos, "starred assignment target must be in a list or tuple");
  }
  out().set_position(outer);
}

void Compiler::unpack(const Seq<Expr*>& targets, const Position& pos) {
  unpack_op(targets, pos);
  for (Expr* target : targets) {
    const auto* starred = as<Starred>(target);
    store(starred != nullptr ? starred->value : target);
  }
}

void Compiler::unpack_op(const Seq<Expr*>& targets, const Position& pos) {
  auto count = static_cast<std::uint32_t>(targets.size());
  std::uint32_t star = count;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!is<Starred>(targets[i])) continue;
    if (star < count) fail(pos, "multiple starred expressions in assignment");
    star = i;
  }
  if (star == count) return emit(Op::UNPACK_SEQUENCE, count);
  std::uint32_t after = count - star - 1;
  if (star >= 1U << 8 || after >= 1U << 16)
    fail(pos, "too many expressions in star-unpacking assignment");
  emit(Op::UNPACK_EX, star | after << 8);
}

void Compiler::delete_target(Expr* target) {
  Depth::Level level(depth_);
  SourceRange outer = out().position();
  at(target->pos);
  if (const auto* name = as<NameExpr>(target)) {
    access_name(name->id, Access::del, name->pos);
  } else if (const auto* attribute = as<Attribute>(target)) {
    expression(attribute->value);
    refuse_debug_name(attribute->attr, Access::del, attribute->pos);
    at_attribute_name(attribute);
    emit_named(Op::DELETE_ATTR, attribute->attr);
  } else if (const auto* subscript = as<Subscript>(target)) {
    expression(subscript->value);
    expression(subscript->slice);
    emit(Op::DELETE_SUBSCR);
  } else if (const auto* tuple = as<Tuple>(target)) {
    for (Expr* item : tuple->elts) delete_target(item);
  } else if (const auto* list = as<List>(target)) {
    for (Expr* item : list->elts) delete_target(item);
  }
  out().set_position(outer);
}

}  // namespace py::compile
