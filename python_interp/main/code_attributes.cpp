// Code objects as CPython 3.11 shows them, from the compiled unit behind each.
#include "python_interp/main/code_attributes.hpp"

#include <functional>
#include <string_view>

#include "python_interp/interp/code.hpp"
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {
namespace {

using bytecode::CodeUnit;
using bytecode::SourceRange;

const CodeUnit& unit_of_word(Word code) { return unit_of(gc::as<Code>(code)); }

Word number_or_none(VM& vm, std::int32_t number) { return number < 0 ? none : make_int(vm, number); }

Word names_tuple(VM& vm, const std::vector<std::string>& names) {
  Words made(vm);
  for (const std::string& name : names) made.push(gc::reference(intern(vm, name)));
  return gc::reference(make_tuple(vm, made));
}

/// An iterator over what has been gathered.
Word iterate(VM& vm, const Words& items) {
  List* const list = make_list(vm, items);
  return list ? get_iterator(&vm, gc::reference(list)) : null;
}

Word co_code(VM& vm, Word self) {
  const auto& instructions = unit_of_word(self).instructions;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(instructions.data());
  return gc::reference(make_bytes(vm, {bytes, instructions.size() * sizeof(bytecode::Instruction)}));
}

// ---- Where instructions come from ---------------------------------------------------------------

/// (start, end, line) for each run of instructions of one line.
Word co_lines(VM& vm, const Word* arguments, std::uint64_t, Word) {
  constexpr auto size = static_cast<std::int64_t>(sizeof(bytecode::Instruction));
  const auto& positions = unit_of_word(arguments[0]).positions;
  Words runs(vm);
  for (std::size_t start = 0; start < positions.size();) {
    std::size_t end = start + 1;
    while (end < positions.size() && positions[end].line == positions[start].line) ++end;
    const Word run[] = {make_int(vm, static_cast<std::int64_t>(start) * size),
                        make_int(vm, static_cast<std::int64_t>(end) * size),
                        number_or_none(vm, positions[start].line)};
    Tuple* const made = make_tuple(vm, run);
    if (!made) return null;
    runs.push(gc::reference(made));
    start = end;
  }
  return iterate(vm, runs);
}

/// (line, end line, column, end column) of each instruction.
Word co_positions(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Words all(vm);
  for (const SourceRange& range : unit_of_word(arguments[0]).positions) {
    const Word place[] = {number_or_none(vm, range.line), number_or_none(vm, range.end_line),
                          number_or_none(vm, range.column), number_or_none(vm, range.end_column)};
    Tuple* const made = make_tuple(vm, place);
    if (!made) return null;
    all.push(gc::reference(made));
  }
  return iterate(vm, all);
}

// ---- Equality -----------------------------------------------------------------------------------

bool is_same(const CodeUnit& a, const CodeUnit& b) {
  return a.name == b.name && a.first_line == b.first_line && a.argcount == b.argcount &&
         a.posonly_count == b.posonly_count && a.kwonly_count == b.kwonly_count && a.flags == b.flags &&
         a.names == b.names && a.varnames == b.varnames && a.cellvars == b.cellvars &&
         a.freevars == b.freevars && a.instructions == b.instructions && a.positions == b.positions &&
         a.exceptions == b.exceptions;
}

/// Constants are equal if their values and types are, nested ones too.
bool are_same_constants(VM& vm, const Code* a, const Code* b);

bool is_same_code(VM& vm, const Code* a, const Code* b) {
  return a == b || (is_same(unit_of(a), unit_of(b)) && are_same_constants(vm, a, b));
}

bool are_same_constants(VM& vm, const Code* a, const Code* b) {
  const Tuple *left = a->constants.value, *right = b->constants.value;
  if (left->length != right->length) return false;
  for (std::uint64_t i = 0; i < left->length; ++i) {
    const Word x = left->items.first[i], y = right->items.first[i];
    const bool same = is<Code>(x) && is<Code>(y)
                          ? is_same_code(vm, gc::as<Code>(x), gc::as<Code>(y))
                          : type_of(vm, x) == type_of(vm, y) && to_utf8(str_of(repr(&vm, x))) == to_utf8(str_of(repr(&vm, y)));
    if (!same) return false;
  }
  return true;
}

Word equal(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!is<Code>(arguments[1])) return not_implemented;
  return gc::boolean(is_same_code(vm, gc::as<Code>(arguments[0]), gc::as<Code>(arguments[1])));
}

Word hash(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const CodeUnit& unit = unit_of_word(arguments[0]);
  std::size_t result = std::hash<std::string>{}(unit.name) * 31 + unit.first_line;
  for (bytecode::Instruction instruction : unit.instructions) result = result * 1'000'003 ^ instruction;
  return make_int(vm, static_cast<std::int64_t>(result >> 4));
}

// ---- replace ------------------------------------------------------------------------------------

/// Moves all lines, as they are relative to the first one in CPython.
void set_first_line(CodeUnit& unit, std::int64_t line) {
  const auto by = static_cast<std::int32_t>(line) - static_cast<std::int32_t>(unit.first_line);
  unit.first_line = static_cast<std::uint32_t>(line);
  for (SourceRange& range : unit.positions) {
    if (range.line >= 0) range.line += by;
    if (range.end_line >= 0) range.end_line += by;
  }
}

bool refuse_value(VM& vm, const std::string& name, const char* type, Word value) {
  raise(vm, vm.exceptions.TypeError, "replace() argument '%s' must be %s, not %T", name.c_str(), type, value);
  return false;
}

bool replace_text(VM& vm, std::string& text, const std::string& name, Word value) {
  Str* const given = str_of(value);
  if (!given) return refuse_value(vm, name, "str", value);
  text = to_utf8(given);
  return true;
}

/// One keyword of replace(); false with an exception pending.
bool replace_part(VM& vm, CodeUnit& unit, Word& constants, const std::string& name, Word value) {
  if (name == "co_name") return replace_text(vm, unit.name, name, value);
  if (name == "co_qualname") return replace_text(vm, unit.qualname, name, value);
  if (name == "co_filename") return replace_text(vm, unit.filename, name, value);
  if (name == "co_consts") {
    constants = value;
    return is<Tuple>(value) || refuse_value(vm, name, "tuple", value);
  }
  const auto number = int_to_i64(value);
  if (name == "co_firstlineno" || name == "co_flags") {
    if (!number) return refuse_value(vm, name, "int", value);
    if (name == "co_firstlineno") set_first_line(unit, *number);
    else unit.flags = static_cast<std::uint32_t>(*number);
    return true;
  }
  raise(vm, vm.exceptions.ValueError, "replace() cannot change '%s'", name.c_str());
  return false;
}

Word replace(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const std::uint64_t positional = positional_count(count, keyword_names);
  if (positional != 1)
    return raise(vm, vm.exceptions.TypeError, "replace() takes 0 positional arguments but %d were given",
                 static_cast<int>(positional - 1));
  auto unit = std::make_shared<CodeUnit>(unit_of_word(arguments[0]));
  Word constants = gc::reference(gc::as<Code>(arguments[0])->constants.value);
  for (std::uint64_t i = positional; i < count; ++i) {
    const std::string name = to_utf8(str_of(gc::as<Tuple>(keyword_names)->items.first[i - positional]));
    if (!replace_part(vm, *unit, constants, name, arguments[i])) return null;
  }
  if (gc::as<Tuple>(constants)->length < unit->constants.size())
    return raise(vm, vm.exceptions.ValueError, "replace() needs as many constants as there were");
  Code* const made = make_code(vm, std::move(unit));
  if (!made) return null;
  made->constants.value = gc::as<Tuple>(constants);
  return gc::reference(made);
}

}  // namespace

void add_code_attributes(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"co_lines", co_lines, 1, 1},
      {"co_positions", co_positions, 1, 1},
      {"replace", replace, 1, -1},
      {"__eq__", equal, 2, 2},
      {"__hash__", hash, 1, 1},
  };
  Type* const type = vm.types.code;
  add_methods(vm, type, methods);
  add_property(vm, type, "co_code", co_code);
  add_property(vm, type, "co_cellvars", [](VM& vm, Word self) { return names_tuple(vm, unit_of_word(self).cellvars); });
}

}  // namespace py
