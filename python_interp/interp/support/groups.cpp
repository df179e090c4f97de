// except*: what of a group a clause takes, and what a statement raises once all clauses have run.
#include "python_interp/interp/support/exceptions.hpp"
#include "python_interp/objects/allocate.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

bool is_group(VM& vm, Word exception) {
  return is_instance(vm, exception, vm.exceptions.BaseExceptionGroup);
}

/// ExceptionGroup("", members), or a BaseExceptionGroup where one is needed.
Word make_group(VM& vm, std::span<const Word> members) {
  List* list = make_list(vm, members);
  if (!list) return null;
  const Word arguments[] = {vm.empty_string, gc::reference(list)};
  return call(vm, gc::reference(vm.exceptions.BaseExceptionGroup), arguments);
}

Word pair(VM& vm, Word first, Word second) {
  const Word both[] = {first, second};
  Tuple* tuple = make_tuple(vm, both);
  return tuple ? gc::reference(tuple) : null;
}

bool names_a_group(VM& vm, Word type) {
  if (!is<Tuple>(type)) return is_subtype(gc::as<Type>(type), vm.exceptions.BaseExceptionGroup);
  for (const Word member : items_of(gc::as<Tuple>(type)))
    if (names_a_group(vm, member)) return true;
  return false;
}

/// Was the exception merely left over: the same place, cause and context as the original?
bool is_left_over(VM& vm, Word exception, Word original) {
  const auto* one = gc::as<Exception>(exception);
  const auto* other = gc::as<Exception>(original);
  const Word notes = find_attribute_value(&vm, exception, vm.names->notes);
  const Word other_notes = find_attribute_value(&vm, original, vm.names->notes);
  return one->traceback == other->traceback && one->cause == other->cause &&
         one->context == other->context && notes == other_notes;
}

/// All exceptions in `exception` that are no groups, into `leaves`.
bool collect_leaves(VM& vm, Word exception, List* leaves) {
  if (!is_group(vm, exception)) return list_push(vm, leaves, exception);
  for (const Word member : items_of(gc::as<Tuple>(exception_field(gc::as<Exception>(exception), 1))))
    if (!collect_leaves(vm, member, leaves)) return false;
  return true;
}

/// What of the group `original` is in `kept`, in its structure; None for nothing.
Word projection(VM& vm, Word original, const List* kept) {
  List* leaves = make_list(vm, {});
  if (!leaves) return null;
  for (const Word exception : items_of(kept))
    if (!collect_leaves(vm, exception, leaves)) return null;
  const Word is_kept = get_attribute(&vm, gc::reference(leaves), vm.names->contains);
  Word matching, rest;
  if (gc::is_null(is_kept) || !split_exception(vm, original, is_kept, &matching, &rest)) return null;
  return matching;
}

/// Sorts the exceptions of an `except*` statement: newly raised ones, and what clauses left over.
bool sort_raised(VM& vm, Word original, const List* all, List* raised, List* left) {
  for (const Word exception : items_of(all)) {
    if (exception == none) continue;
    List* into = is_left_over(vm, exception, original) ? left : raised;
    if (!list_push(vm, into, exception)) return false;
  }
  return true;
}

}  // namespace

Word split_group(VM* vm, Word exception, Word type) {
  const Word matched = exception_matches(vm, exception, type);
  if (gc::is_null(matched)) return null;
  if (names_a_group(*vm, type))
    return raise(*vm, vm->exceptions.TypeError,
                 "catching ExceptionGroup with except* is not allowed. Use except instead.");
  Word match = none, rest = exception;
  if (matched == gc::true_word) {
    rest = none;
    match = is_group(*vm, exception) ? exception : make_group(*vm, {&exception, 1});
    if (gc::is_null(match)) return null;
  } else if (is_group(*vm, exception)) {
    if (!split_exception(*vm, exception, type, &match, &rest)) return null;
  }
  if (!(match == none)) vm->handled = match;
  return pair(*vm, rest, match);
}

Word prepare_reraise_star(VM* vm, Word exception, Word raised) {
  const auto* all = gc::as<List>(raised);
  if (all->length == 0) return none;
  if (!is_group(*vm, exception)) return items_of(all)[0];
  List* fresh = make_list(*vm, {});
  List* left = make_list(*vm, {});
  if (!fresh || !left || !sort_raised(*vm, exception, all, fresh, left)) return null;
  const Word rest = projection(*vm, exception, left);
  if (gc::is_null(rest) || fresh->length == 0) return rest;
  if (!(rest == none) && !list_push(*vm, fresh, rest)) return null;
  return fresh->length == 1 ? items_of(fresh)[0] : make_group(*vm, items_of(fresh));
}

}  // namespace py
