// Calls and attributes.
#include <algorithm>

#include "python_interp/compile/compiler.hpp"

namespace py::compile {

using namespace py::syntax;

namespace {

/// Beyond so many values on the stack, arguments are collected in a list and a dict.
constexpr std::size_t max_stacked = 30;

bool has_starred(const Seq<Expr*>& args) {
  return std::ranges::any_of(args, [](const Expr* arg) { return is<Starred>(arg); });
}
bool has_double_starred(const Seq<Keyword*>& keywords) {
  return std::ranges::any_of(keywords,
                             [](const Keyword* one) { return one->arg.data() == nullptr; });
}

}  // namespace

// ---- Attributes -----------------------------------------------------------------------------

/// Where an attribute is on a later line than its object, errors point at the name.
void Compiler::at_attribute_name(const Attribute* node) {
  SourceRange range = out().position();
  const Position& pos = node->pos;
  if (range.line != pos.end_lineno) {
    auto length = static_cast<std::int32_t>(node->attr.size());
    bool fits = length <= pos.end_col_offset;
    range.line = pos.end_lineno;
    range.column = fits ? pos.end_col_offset - length : -1;
    if (!fits) range.end_column = -1;
  }
  range.end_line = std::max(range.end_line, range.line);
  out().set_position(range);
}

void Compiler::attribute(const Attribute* node) {
  if (super_attribute(node, Op::LOAD_SUPER_ATTR)) return;
  expression(node->value);
  at_attribute_name(node);
  emit_named(Op::LOAD_ATTR, node->attr);
}

/// `super().name` in a method needs no super object; says whether that was done.
bool Compiler::super_attribute(const Attribute* node, Op op) {
  const auto* made = as<Call>(node->value);
  if (made == nullptr || !made->args.empty() || !made->keywords.empty()) return false;
  const auto* callee = as<NameExpr>(made->func);
  if (callee == nullptr || callee->id != "super" || node->attr == "__class__") return false;
  bool is_method = unit_->kind == UnitKind::function || unit_->kind == UnitKind::async_function ||
                   unit_->kind == UnitKind::lambda;
  if (!is_method || unit_->code->argcount == 0) return false;
  const Symbol* rebound = symbols_.root().find("super");
  if (place_of("super") != Place::global_implicit || place_of("__class__") != Place::free ||
      (rebound != nullptr && rebound->has(symbol_bound)))
    return false;
  SourceRange whole = out().position();
  at(callee->pos);
  access_name("super", Access::load, callee->pos);
  at(made->pos);
  access_name("__class__", Access::load, made->pos);
  Name self = unit_->scope->parameters[0];
  if (place_of(self) == Place::cell)
    emit(Op::LOAD_DEREF, unit_->cell_number(self));
  else
    emit(Op::LOAD_FAST, 0);
  out().set_position(whole);
  at_attribute_name(node);
  emit_named(op, node->attr);
  return true;
}

// ---- Calls ----------------------------------------------------------------------------------

void Compiler::call(const Call* node) {
  suspect_callee(node->func);
  refuse_bad_keywords(node->keywords);
  if (method_call(node)) return;
  expression(node->func);
  SourceRange outer = out().position();
  at(node->func->pos);
  emit(Op::PUSH_NULL);
  out().set_position(outer);
  call_with(0, node->args, node->keywords);
}

/// `object.name(...)` makes no bound method; says whether that was done.
bool Compiler::method_call(const Call* node) {
  const auto* method = as<Attribute>(node->func);
  if (method == nullptr || method->ctx != ExprContext::Load) return false;
  std::size_t stacked =
      node->args.size() + node->keywords.size() + (node->keywords.empty() ? 0 : 1);
  if (stacked >= max_stacked || has_starred(node->args) || has_double_starred(node->keywords))
    return false;
  SourceRange whole = out().position();
  at(method->pos);
  if (!super_attribute(method, Op::LOAD_SUPER_METHOD)) {
    expression(method->value);
    at_attribute_name(method);
    emit_named(Op::LOAD_METHOD, method->attr);
  }
  SourceRange start = out().position();
  out().set_position({start.line, whole.end_line, start.column, whole.end_column});
  if (start.line == whole.line) out().set_position(whole);
  call_with(0, node->args, node->keywords);
  out().set_position(whole);
  return true;
}

void Compiler::refuse_bad_keywords(const Seq<Keyword*>& keywords) {
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    Name name = keywords[i]->arg;
    if (name.data() == nullptr) continue;
    refuse_debug_name(name, Access::store, position_here());
    for (std::size_t j = i + 1; j < keywords.size(); ++j)
      if (keywords[j]->arg.data() != nullptr && keywords[j]->arg == name)
        fail(keywords[j]->pos, "keyword argument repeated: " + std::string(name));
  }
}

void Compiler::call_with(std::uint32_t already, const Seq<Expr*>& args,
                         const Seq<Keyword*>& keywords) {
  if (already > 0) refuse_bad_keywords(keywords);
  if (args.size() + 2 * keywords.size() > max_stacked || has_starred(args) ||
      has_double_starred(keywords))
    return call_unpacking(already, args, keywords);
  for (Expr* arg : args) expression(arg);
  for (const Keyword* keyword : keywords) expression(keyword->value);
  std::uint32_t count = already + args.size() + keywords.size();
  if (keywords.empty()) return emit(Op::CALL, count);
  keyword_names(keywords);
  emit(Op::CALL_KW, count);
}

void Compiler::keyword_names(const Seq<Keyword*>& keywords) {
  bytecode::TupleConstant names;
  for (const Keyword* keyword : keywords)
    names.items.push_back({bytecode::StrConstant{std::string(keyword->arg)}});
  load_constant({std::move(names)});
}

void Compiler::call_unpacking(std::uint32_t already, const Seq<Expr*>& args,
                              const Seq<Keyword*>& keywords) {
  const auto* only = already == 0 && args.size() == 1 ? as<Starred>(args[0]) : nullptr;
  if (only != nullptr)
    expression(only->value);
  else
    tuple_display(args, already);
  if (!keywords.empty()) keyword_dict(keywords);
  emit(Op::CALL_FUNCTION_EX, keywords.empty() ? 0 : 1);
}

/// Runs of names are built at once and merged with what `**` adds; a name twice is an error.
void Compiler::keyword_dict(const Seq<Keyword*>& keywords) {
  bool built = false;
  std::size_t begin = 0;
  auto flush = [&](std::size_t end) {
    if (begin == end) return;
    bool big = 2 * (end - begin) > max_stacked;
    if (big) emit(Op::BUILD_MAP, 0);
    for (std::size_t i = begin; i < end; ++i) {
      load_str(keywords[i]->arg);
      expression(keywords[i]->value);
      if (big) emit(Op::MAP_ADD, 1);
    }
    if (!big) emit(Op::BUILD_MAP, static_cast<std::uint32_t>(end - begin));
    if (built) emit(Op::DICT_MERGE, 1);
    built = true;
  };
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    if (keywords[i]->arg.data() != nullptr) continue;
    flush(i);
    begin = i + 1;
    if (!built) emit(Op::BUILD_MAP, 0);
    built = true;
    expression(keywords[i]->value);
    emit(Op::DICT_MERGE, 1);
  }
  flush(keywords.size());
}

}  // namespace py::compile
