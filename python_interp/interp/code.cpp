#include "python_interp/interp/code.hpp"

#include <algorithm>

#include "python_interp/interp/interpreter.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

using bytecode::Constant;

Word make_constant(VM& vm, const Constant& constant);

bool make_all(VM& vm, const std::vector<Constant>& constants, Words& made) {
  for (const Constant& constant : constants) {
    const Word word = make_constant(vm, constant);
    if (gc::is_null(word)) return false;
    made.push(word);
  }
  return true;
}

Word make_frozenset(VM& vm, const std::vector<Constant>& items) {
  Words made(vm);
  if (!make_all(vm, items, made)) return null;
  List* list = make_list(vm, made);
  if (!list) return null;
  const Word argument = gc::reference(list);
  return call(vm, gc::reference(vm.types.frozenset), {&argument, 1});
}

struct MakeConstant {
  VM& vm;

  Word operator()(bytecode::NoneConstant) const { return none; }
  Word operator()(bytecode::EllipsisConstant) const { return ellipsis; }
  Word operator()(bool value) const { return gc::boolean(value); }
  Word operator()(std::int64_t value) const { return make_int(vm, value); }
  Word operator()(double value) const { return make_float(vm, value); }
  Word operator()(const bytecode::BigIntConstant& value) const {
    const Word digits = gc::reference(make_str(vm, value.digits));
    return call(vm, gc::reference(vm.types.int_), {&digits, 1});
  }
  Word operator()(const bytecode::ComplexConstant& value) const {
    const Word parts[] = {make_float(vm, value.real), make_float(vm, value.imag)};
    return call(vm, gc::reference(vm.types.complex), parts);
  }
  Word operator()(const bytecode::StrConstant& value) const {
    return gc::reference(intern(vm, value.text));
  }
  Word operator()(const bytecode::BytesConstant& value) const {
    return gc::reference(make_bytes(vm, value.bytes));
  }
  Word operator()(const bytecode::TupleConstant& value) const {
    Words made(vm);
    if (!make_all(vm, value.items, made)) return null;
    return gc::reference(make_tuple(vm, made));
  }
  Word operator()(const bytecode::FrozenSetConstant& value) const {
    return make_frozenset(vm, value.items);
  }
  Word operator()(const std::shared_ptr<bytecode::CodeUnit>& unit) const {
    return gc::reference(make_code(vm, unit));
  }
};

Word make_constant(VM& vm, const Constant& constant) {
  return std::visit(MakeConstant{vm}, constant.value);
}

Tuple* make_names(VM& vm, const std::vector<std::string>& names) {
  Words made(vm);
  for (const std::string& name : names) made.push(gc::reference(intern(vm, name)));
  return make_tuple(vm, made);
}

Tuple* make_slot_names(VM& vm, const bytecode::CodeUnit& unit) {
  Words made(vm);
  for (std::uint32_t slot = 0; slot < unit.slot_count(); ++slot)
    made.push(gc::reference(intern(vm, bytecode::slot_name(unit, slot))));
  return make_tuple(vm, made);
}

/// What `self.name = value` sets, if the first parameter is self.
Tuple* make_stored_names(VM& vm, const bytecode::CodeUnit& unit) {
  std::vector<std::string> stored;
  for (std::size_t i = 1; unit.argcount > 0 && i < unit.instructions.size(); ++i) {
    const bytecode::Instruction object = unit.instructions[i - 1], store = unit.instructions[i];
    const bool is_self = bytecode::op_of(object) == bytecode::Op::LOAD_FAST && bytecode::operand_of(object) == 0;
    if (!is_self || bytecode::op_of(store) != bytecode::Op::STORE_ATTR) continue;
    const std::string& name = unit.names[bytecode::operand_of(store)];
    if (std::ranges::find(stored, name) == stored.end()) stored.push_back(name);
  }
  return make_names(vm, stored);
}

void add_site(CodeExtra& extra, const Code* code, std::uint32_t pc, bool is_loop) {
  extra.site_of[pc] = static_cast<std::uint32_t>(extra.sites.size());
  extra.sites.push_back(std::make_unique<pe::Site>(pe::Site{.code = code, .pc = pc, .is_loop = is_loop}));
}

void find_joins(CodeExtra& extra, const Code* code) {
  const bytecode::CodeUnit& unit = *extra.unit;
  extra.joins.assign(unit.instructions.size(), false);
  extra.site_of.assign(unit.instructions.size(), ~0u);
  add_site(extra, code, 0, false);
  for (const bytecode::JoinPoint& join : bytecode::join_points(unit)) {
    extra.joins[join.instruction] = true;
    if (join.kind == bytecode::JoinKind::loop_header && join.instruction != 0)
      add_site(extra, code, join.instruction, true);
  }
}

CodeExtra* make_extra(std::shared_ptr<const bytecode::CodeUnit> unit, const Code* code) {
  auto* extra = new CodeExtra;
  extra->unit = std::move(unit);
  extra->caches.resize(extra->unit->instructions.size());
  extra->plain_parameters = extra->unit->kwonly_count == 0 &&
                            !extra->unit->has(bytecode::code_varargs) &&
                            !extra->unit->has(bytecode::code_varkeywords);
  extra->generator = extra->unit->has(bytecode::code_generator) ||
                     extra->unit->has(bytecode::code_coroutine) ||
                     extra->unit->has(bytecode::code_async_generator);
  find_joins(*extra, code);
  return extra;
}

void fill_counts(Code* code, const bytecode::CodeUnit& unit) {
  code->instructions.value = unit.instructions.data();
  code->argcount.value = unit.argcount;
  code->posonly_count.value = unit.posonly_count;
  code->kwonly_count.value = unit.kwonly_count;
  code->flags.value = unit.flags;
  code->first_line.value = unit.first_line;
  code->local_count.value = unit.varnames.size();
  code->cell_count.value = unit.cellvars.size();
  code->free_count.value = unit.freevars.size();
  code->slot_count.value = unit.slot_count();
  code->stack_size.value = unit.stack_size;
}

}  // namespace

Code* make_code(VM& vm, std::shared_ptr<const bytecode::CodeUnit> unit) {
  Words constants(vm);
  if (!make_all(vm, unit->constants, constants)) return nullptr;
  Tuple* constant_tuple = make_tuple(vm, constants);
  Tuple* names = make_names(vm, unit->names);
  Tuple* slots = make_slot_names(vm, *unit);
  Tuple* stored = make_stored_names(vm, *unit);
  Code* code = allocate<Code>(vm, vm.types.code);
  if (!code || !constant_tuple || !names || !slots || !stored) return nullptr;
  fill_counts(code, *unit);
  code->constants.value = constant_tuple;
  code->names.value = names;
  code->varnames.value = slots;
  code->stored_names.value = stored;
  code->name.value = gc::reference(intern(vm, unit->name));
  code->qualname.value = gc::reference(intern(vm, unit->qualname));
  code->filename.value = gc::reference(intern(vm, unit->filename));
  code->extra.value = make_extra(std::move(unit), code);
  return code;
}

}  // namespace py
