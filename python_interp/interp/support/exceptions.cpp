#include "python_interp/interp/support/exceptions.hpp"

#include "python_interp/interp/support/special.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

bool is_exception_class(const VM& vm, Word word) {
  return is<Type>(word) && is_subtype(gc::as<Type>(word), vm.exceptions.BaseException);
}

/// The exception that a class or an exception in a raise statement means; null with TypeError.
Word exception_from(VM& vm, Word word, const char* message) {
  if (is<Exception>(word)) return word;
  if (!is_exception_class(vm, word)) return raise(vm, vm.exceptions.TypeError, message);
  const Word made = call(vm, word, {});
  if (gc::is_null(made) || is<Exception>(made)) return made;
  return raise(vm, vm.exceptions.TypeError,
               "calling %R should have returned an instance of BaseException, not %R", word,
               gc::reference(type_of(vm, made)));
}

bool all_exception_classes(const VM& vm, Word type) {
  if (!is<Tuple>(type)) return is_exception_class(vm, type);
  for (const Word member : items_of(gc::as<Tuple>(type)))
    if (!is_exception_class(vm, member)) return false;
  return true;
}

bool matches(const VM& vm, Word exception, Word type) {
  const Type* own = type_of(vm, exception);
  if (!is<Tuple>(type)) return is_subtype(own, gc::as<Type>(type));
  for (const Word member : items_of(gc::as<Tuple>(type)))
    if (is_subtype(own, gc::as<Type>(member))) return true;
  return false;
}

Word raise_no_manager(VM& vm, Word manager, const char* missed) {
  return raise(vm, vm.exceptions.TypeError,
               "'%T' object does not support the context manager protocol%s", manager, missed);
}

}  // namespace

Word raise_exception(VM* vm, Word exception, Word cause) {
  if (gc::is_null(exception)) {
    if (!is<Exception>(vm->handled))
      return raise(*vm, vm->exceptions.RuntimeError, "No active exception to reraise");
    vm->pending = vm->handled;
    return null;
  }
  const Word raised = exception_from(*vm, exception, "exceptions must derive from BaseException");
  if (gc::is_null(raised)) return null;
  if (!gc::is_null(cause)) {
    if (!(cause == none)) cause = exception_from(*vm, cause, "exception causes must derive from BaseException");
    if (gc::is_null(cause)) return null;
    gc::as<Exception>(raised)->cause = cause;
    gc::as<Exception>(raised)->suppress_context = 1;
  }
  return raise_object(*vm, raised);
}

Word exception_matches(VM* vm, Word exception, Word type) {
  if (!all_exception_classes(*vm, type))
    return raise(*vm, vm->exceptions.TypeError,
                 "catching classes that do not inherit from BaseException is not allowed");
  return gc::boolean(matches(*vm, exception, type));
}

Word load_exit(VM* vm, Word manager) {
  if (!has_special(*vm, manager, vm->names->enter)) return raise_no_manager(*vm, manager, "");
  const Word exit = bound_special(*vm, manager, vm->names->exit);
  if (!gc::is_null(exit) || !gc::is_null(vm->pending)) return exit;
  return raise_no_manager(*vm, manager, " (missed __exit__ method)");
}

Word call_enter(VM* vm, Word manager) {
  const Word entered = call_special(*vm, manager, vm->names->enter, {});
  if (!gc::is_null(entered) || !gc::is_null(vm->pending)) return entered;
  return raise_no_manager(*vm, manager, "");
}

Word call_exit(VM* vm, Word exit, Word exception) {
  const Word type = gc::reference(type_of(*vm, exception));
  const Word arguments[] = {type, exception, gc::as<Exception>(exception)->traceback};
  return call(*vm, exit, arguments);
}

}  // namespace py
