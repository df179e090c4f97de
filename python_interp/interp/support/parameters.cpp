// Parameters lie in the first slots: positional ones, keyword-only ones, *args, **kwargs. Each step fills
// some of them; what is null after the last one is missing. The order of the steps decides which error is
// reported if there are several.
#include "python_interp/interp/support/parameters.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "python_interp/interp/code.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"

namespace py {
namespace {

using Number = unsigned long long;

/// A call being bound.
struct Binding {
  VM& vm;
  Function* function;
  const Code* code;
  Word* slots;                   ///< The parameters'.
  const Word* arguments;
  std::uint64_t given;           ///< Positional arguments.
  const Tuple* names;            ///< Of the keyword arguments behind them; null if none.

  std::uint64_t positional() const { return code->argcount; }
  std::uint64_t named() const { return code->argcount + code->kwonly_count; }
  bool has(bytecode::CodeFlags flag) const { return (code->flags & flag) != 0; }
  Word rest_of_keywords() const { return slots[named() + (has(bytecode::code_varargs) ? 1 : 0)]; }
  Word name_of(std::uint64_t slot) const { return code->varnames->items[slot]; }
  std::span<const Word> defaults() const {
    const Word tuple = function->defaults;
    return gc::is_null(tuple) ? std::span<const Word>() : items_of(gc::as<Tuple>(tuple));
  }
};

const char* plural(std::uint64_t count) { return count == 1 ? "" : "s"; }

template <class... A>
bool fail(const Binding& b, const char* format, A... values) {
  raise(b.vm, b.vm.exceptions.TypeError, format, b.function->qualname, values...);
  return false;
}

bool make_rest(Binding& b) {
  std::uint64_t slot = b.named();
  if (b.has(bytecode::code_varargs)) {
    const std::uint64_t taken = std::min(b.given, b.positional());
    Tuple* rest = make_tuple(b.vm, {b.arguments + taken, b.given - taken});
    if (!rest) return false;
    b.slots[slot++] = gc::reference(rest);
  }
  if (b.has(bytecode::code_varkeywords)) {
    Dict* rest = make_dict(b.vm);
    if (!rest) return false;
    b.slots[slot] = gc::reference(rest);
  }
  return true;
}

/// The slot of the parameter called `name` in [from, to); `to` if there is none.
std::uint64_t find_parameter(const Binding& b, Word name, std::uint64_t from, std::uint64_t to) {
  for (std::uint64_t slot = from; slot < to; ++slot)
    if (b.name_of(slot) == name) return slot;
  for (std::uint64_t slot = from; slot < to; ++slot)
    if (str_equal(gc::as<Str>(b.name_of(slot)), gc::as<Str>(name))) return slot;
  return to;
}

bool raise_unexpected(const Binding& b, Word name) {
  std::string passed;
  for (std::uint64_t slot = 0; slot < b.code->posonly_count; ++slot) {
    const Word parameter = b.name_of(slot);
    const auto is_passed = [&](Word it) { return str_equal(gc::as<Str>(it), gc::as<Str>(parameter)); };
    if (!std::ranges::any_of(items_of(b.names), is_passed)) continue;
    passed += (passed.empty() ? "" : ", ") + to_utf8(gc::as<Str>(parameter));
  }
  if (passed.empty()) return fail(b, "%S() got an unexpected keyword argument '%S'", name);
  return fail(b, "%S() got some positional-only arguments passed as keyword arguments: '%s'",
              passed.c_str());
}

bool bind_keyword(Binding& b, Word name, Word value) {
  if (!is<Str>(name)) return fail(b, "%S() keywords must be strings");
  const std::uint64_t slot = find_parameter(b, name, b.code->posonly_count, b.named());
  if (slot == b.named()) {
    if (!b.has(bytecode::code_varkeywords)) return raise_unexpected(b, name);
    return dict_set(b.vm, gc::as<Dict>(b.rest_of_keywords()), name, value);
  }
  if (!gc::is_null(b.slots[slot])) return fail(b, "%S() got multiple values for argument '%S'", name);
  b.slots[slot] = value;
  return true;
}

bool bind_keywords(Binding& b) {
  for (std::uint64_t i = 0; b.names && i < b.names->length; ++i)
    if (!bind_keyword(b, b.names->items.first[i], b.arguments[b.given + i])) return false;
  return true;
}

bool raise_too_many(const Binding& b) {
  const std::uint64_t taken = b.positional();
  std::uint64_t by_name = 0;
  for (std::uint64_t slot = taken; slot < b.named(); ++slot) by_name += !gc::is_null(b.slots[slot]);
  std::string range = std::to_string(taken), also;
  const std::uint64_t defaults = b.defaults().size();
  if (defaults > 0) range = "from " + std::to_string(taken - defaults) + " to " + range;
  if (by_name > 0)
    also = std::string(" positional argument") + plural(b.given) + " (and " + std::to_string(by_name) +
           " keyword-only argument" + plural(by_name) + ")";
  return fail(b, "%S() takes %s positional argument%s but %llu%s %s given", range.c_str(),
              defaults > 0 || taken != 1 ? "s" : "", Number{b.given}, also.c_str(),
              b.given == 1 && by_name == 0 ? "was" : "were");
}

/// 'a', 'b', and 'c'
std::string listed(const std::vector<Word>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    text += "'" + to_utf8(gc::as<Str>(names[i])) + "'";
  }
  return text;
}

/// Fails if a slot in [from, to) is still null.
bool all_given(const Binding& b, std::uint64_t from, std::uint64_t to, const char* kind) {
  std::vector<Word> missing;  // names, which the code object keeps
  for (std::uint64_t slot = from; slot < to; ++slot)
    if (gc::is_null(b.slots[slot])) missing.push_back(b.name_of(slot));
  if (missing.empty()) return true;
  return fail(b, "%S() missing %llu required %s argument%s: %s", Number{missing.size()}, kind,
              plural(missing.size()), listed(missing).c_str());
}

bool fill_positional(Binding& b) {
  const std::span<const Word> defaults = b.defaults();
  const std::uint64_t count = std::min<std::uint64_t>(defaults.size(), b.positional());
  const std::uint64_t first = b.positional() - count;
  if (!all_given(b, 0, first, "positional")) return false;
  for (std::uint64_t i = 0; i < count; ++i)
    if (gc::is_null(b.slots[first + i])) b.slots[first + i] = defaults[defaults.size() - count + i];
  return true;
}

bool fill_keyword_only(Binding& b) {
  const Word defaults = b.function->kwdefaults;
  for (std::uint64_t slot = b.positional(); slot < b.named(); ++slot)
    if (gc::is_null(b.slots[slot]) && !gc::is_null(defaults))
      b.slots[slot] = dict_get(b.vm, gc::as<Dict>(defaults), gc::as<Str>(b.name_of(slot)));
  return all_given(b, b.positional(), b.named(), "keyword-only");
}

}  // namespace

Array* bind_parameters(VM& vm, Function* function, const Word* arguments, std::uint64_t count,
                       Word names) {
  const Code* code = function->code;
  Array* array = new_array(vm, unit_of(code).parameter_count());
  if (!array) return nullptr;
  const Tuple* keywords = gc::is_null(names) ? nullptr : gc::as<Tuple>(names);
  Binding b{vm, function, code, array->items.data(), arguments,
            count - (keywords ? std::uint64_t{keywords->length} : 0), keywords};
  std::copy_n(arguments, std::min(b.given, b.positional()), b.slots);
  if (!make_rest(b) || !bind_keywords(b)) return nullptr;
  if (b.given > b.positional() && !b.has(bytecode::code_varargs)) {
    raise_too_many(b);
    return nullptr;
  }
  if (!fill_positional(b) || !fill_keyword_only(b)) return nullptr;
  return array;
}

}  // namespace py
