// ExceptionGroup: several exceptions raised as one.
#include <functional>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

Exception* self_of(Word word) { return gc::as<Exception>(word); }

std::span<const Word> members_of(Word group) {
  return items_of(gc::as<const Tuple>(exception_field(self_of(group), 1)));
}

bool is_group(VM& vm, Word word) { return is_instance(vm, word, vm.exceptions.BaseExceptionGroup); }

Word group_new(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* type = gc::as<Type>(arguments[0]);
  if (!str_of(arguments[1]))
    return raise(vm, vm.exceptions.TypeError, "argument 1 must be str, not %T", arguments[1]);
  if (!is<List>(unwrap(arguments[2])) && !is<Tuple>(unwrap(arguments[2])))
    return raise(vm, vm.exceptions.TypeError, "second argument (exceptions) must be a sequence");
  const Word members = tuple_from(vm, arguments[2]);
  if (gc::is_null(members)) return null;
  const auto items = items_of(gc::as<const Tuple>(members));
  if (items.empty())
    return raise(vm, vm.exceptions.ValueError,
                 "second argument (exceptions) must be a non-empty sequence");
  bool all_plain = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!is<Exception>(items[i]))
      return raise(vm, vm.exceptions.ValueError,
                   "Item %d of second argument (exceptions) is not an exception",
                   static_cast<int>(i));
    all_plain &= is_instance(vm, items[i], vm.exceptions.Exception);
  }
  if (type == vm.exceptions.BaseExceptionGroup && all_plain) type = vm.exceptions.ExceptionGroup;
  if (is_subtype(type, vm.exceptions.Exception) && !all_plain)
    return raise(vm, vm.exceptions.TypeError, "Cannot nest BaseExceptions in an %s",
                 type == vm.exceptions.ExceptionGroup ? "ExceptionGroup" : to_utf8(gc::as<Str>(type->name)).c_str());
  Exception* const made = make_exception(vm, type);
  if (!made) return null;
  Tuple* const args = make_tuple(vm, {arguments + 1, 2});
  if (!args || !set_exception_field(vm, made, 0, arguments[1]) ||
      !set_exception_field(vm, made, 1, members))
    return null;
  made->args = gc::reference(args);
  return gc::reference(made);
}

Word group_init(VM&, const Word*, std::uint64_t, Word) { return none; }

Word group_str(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const std::size_t count = members_of(arguments[0]).size();
  return format(vm, "%S (%d sub-exception%s)", exception_field(self_of(arguments[0]), 0),
                static_cast<int>(count), count == 1 ? "" : "s");
}

Word derive(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word values[] = {exception_field(self_of(arguments[0]), 0), arguments[1]};
  return call(vm, gc::reference(vm.exceptions.BaseExceptionGroup), values);
}

/// A group like `group` of these members, with its traceback, cause, context and notes.
Word group_like(VM& vm, Word group, std::span<const Word> members) {
  if (members.empty()) return none;
  const Word list[] = {gc::reference(make_list(vm, members))};
  const Word made = call_method(vm, group, "derive", list);
  if (gc::is_null(made)) return null;
  if (!is_group(vm, made))
    return raise(vm, vm.exceptions.TypeError, "derive must return an instance of BaseExceptionGroup");
  Exception* const copy = self_of(made);
  const Exception* const from = self_of(group);
  copy->traceback = from->traceback;
  copy->context = from->context;
  copy->cause = from->cause;
  copy->suppress_context = from->suppress_context;
  const Word notes = find_attribute_value(&vm, group, vm.names->notes);
  if (!gc::is_null(notes)) set_attribute(&vm, made, vm.names->notes, notes);
  return gc::is_null(vm.pending) ? made : null;
}

/// 1, 0, -1: does the condition (a class, a tuple of classes, or a function) hold for the exception?
int matches(VM& vm, Word condition, Word exception) {
  if (is<Type>(condition) || is<Tuple>(condition)) return instance_check(vm, exception, condition);
  const Word arguments[] = {exception};
  const Word answer = call(vm, condition, arguments);
  return gc::is_null(answer) ? -1 : static_cast<int>(is_true(&vm, answer));
}

/// What of `exception` matches, and what does not; None for nothing.
bool split(VM& vm, Word exception, Word condition, Word* matching, Word* rest) {
  *matching = *rest = none;
  const int match = matches(vm, condition, exception);
  if (match != 0) {
    *matching = exception;
    return match > 0;
  }
  if (!is_group(vm, exception)) {
    *rest = exception;
    return true;
  }
  Words yes(vm), no(vm);
  for (const Word member : members_of(exception)) {
    Word member_yes, member_no;
    if (!split(vm, member, condition, &member_yes, &member_no)) return false;
    if (!(member_yes == none)) yes.push(member_yes);
    if (!(member_no == none)) no.push(member_no);
  }
  *matching = group_like(vm, exception, yes);
  if (gc::is_null(*matching)) return false;
  *rest = group_like(vm, exception, no);
  return !gc::is_null(*rest);
}

bool check_condition(VM& vm, Word condition) {
  if (is<Type>(condition) || is<Tuple>(condition) || is<Function>(condition) || is<Builtin>(condition) ||
      is<BoundMethod>(condition))
    return true;
  raise(vm, vm.exceptions.TypeError, "expected a function, exception type or tuple of exception types");
  return false;
}

Word group_subgroup(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Word matching, rest;
  if (!check_condition(vm, arguments[1]) ||
      !split(vm, arguments[0], arguments[1], &matching, &rest))
    return null;
  return matching;
}

Word group_split(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Word both[2];
  if (!check_condition(vm, arguments[1]) || !split(vm, arguments[0], arguments[1], &both[0], &both[1]))
    return null;
  return gc::reference(make_tuple(vm, both));
}

}  // namespace

bool split_exception(VM& vm, Word exception, Word classes, Word* matching, Word* rest) {
  return split(vm, exception, classes, matching, rest);
}

void init_exception_groups(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", group_new, 3, 3, nullptr, NativeMethod::static_},
      {"__init__", group_init, 1, -1},
      {"__str__", group_str, 1, 1},
      {"derive", derive, 2, 2},
      {"subgroup", group_subgroup, 2, 2},
      {"split", group_split, 2, 2},
  };
  add_methods(vm, vm.exceptions.BaseExceptionGroup, methods);
}

}  // namespace py
