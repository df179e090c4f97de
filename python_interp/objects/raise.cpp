// Raising: messages, contexts, and errors that leave no room for anything.
#include <cstring>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

namespace {

/// What printf makes of one directive and its value.
template <class T>
void append_formatted(std::string& text, const std::string& directive, T value) {
  char small[64];
  const int length = std::snprintf(small, sizeof small, directive.c_str(), value);
  if (length < static_cast<int>(sizeof small)) {
    text += small;
    return;
  }
  std::string large(static_cast<std::size_t>(length) + 1, '\0');
  std::snprintf(large.data(), large.size(), directive.c_str(), value);
  large.pop_back();
  text += large;
}

void append_value(VM& vm, std::string& text, char kind, Word word) {
  if (kind == 'T') {
    text += type_name(vm, word);
    return;
  }
  if (kind == 'S' && is<Str>(word)) {
    text += to_utf8(gc::as<Str>(word));
    return;
  }
  const Word shown = kind == 'R' ? repr(&vm, word) : to_str(&vm, word);
  if (Str* const string = gc::is_null(shown) ? nullptr : str_of(shown)) text += to_utf8(string);
}

std::string format_text(VM& vm, const char* format, va_list arguments) {
  std::string text;
  while (*format) {
    if (*format != '%') {
      const char* const end = strchrnul(format, '%');
      text.append(format, end);
      format = end;
      continue;
    }
    std::string directive(1, *format++);
    while (std::strchr("-+ #0123456789.*lzhj", *format)) {
      if (*format == '*') directive += std::to_string(va_arg(arguments, int));
      else directive += *format;
      ++format;
    }
    const char kind = *format++;
    const bool wide = directive.find_first_of("lzj") != std::string::npos;
    directive += kind;
    switch (kind) {
      case '%': text += '%'; break;
      case 'R':  // a struct of one integer is passed as the integer
      case 'S':
      case 'T': append_value(vm, text, kind, Word{va_arg(arguments, std::uint64_t)}); break;
      case 's': append_formatted(text, directive, va_arg(arguments, const char*)); break;
      case 'f':
      case 'g': append_formatted(text, directive, va_arg(arguments, double)); break;
      case 'p': append_formatted(text, directive, va_arg(arguments, const void*)); break;
      default:
        if (wide) append_formatted(text, directive, va_arg(arguments, long long));
        else append_formatted(text, directive, va_arg(arguments, int));
    }
  }
  return text;
}

/// Takes `exception` out of the chain of contexts that begins at `first`, so that none goes in a circle.
void cut_context(Word first, Word exception) {
  Word slow = first;
  bool step = false;
  while (is<Exception>(first)) {
    const Word next = gc::as<Exception>(first)->context;
    if (next == exception) {
      gc::as<Exception>(first)->context = none;
      return;
    }
    first = next;
    if (step) slow = gc::as<Exception>(slow)->context;
    step = !step;
    if (first == slow) return;
  }
}

/// Raises an exception with one argument, without calling its class.
Word raise_message(VM& vm, Type* type, Word argument) {
  Exception* const exception = make_exception(vm, type);
  if (!exception) return null;
  const Word arguments[] = {argument};
  Tuple* const args = make_tuple(vm, arguments);
  if (!args) return null;
  exception->args = gc::reference(args);
  if (is_subtype(type, vm.exceptions.StopIteration) || is_subtype(type, vm.exceptions.SystemExit))
    exception->value = argument;
  if (is_subtype(type, vm.exceptions.ImportError)) set_exception_field(vm, exception, 2, argument);
  if (is_subtype(type, vm.exceptions.SyntaxError)) set_exception_field(vm, exception, 0, argument);
  return raise_object(vm, gc::reference(exception));
}

}  // namespace

Word format(VM& vm, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const std::string text = format_text(vm, format, arguments);
  va_end(arguments);
  return gc::is_null(vm.pending) ? str_word(make_str(vm, text)) : null;
}

Word raise(VM& vm, Type* type, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const std::string text = format_text(vm, format, arguments);
  va_end(arguments);
  if (!gc::is_null(vm.pending)) return null;  // what the message shows has failed itself
  Str* const message = make_str(vm, text);
  return message ? raise_message(vm, type, gc::reference(message)) : null;
}

Word raise_with(VM& vm, Type* type, Word argument) {
  const Word exception = call(vm, gc::reference(type), {&argument, 1});
  return gc::is_null(exception) ? null : raise_object(vm, exception);
}

Word raise_object(VM& vm, Word exception) {
  auto* const it = gc::as<Exception>(exception);
  if (!(vm.handled == none) && !gc::is_null(vm.handled) && !(vm.handled == exception)) {
    cut_context(vm.handled, exception);
    it->context = vm.handled;
  }
  vm.pending = exception;
  return null;
}

Word raise_os_error(VM& vm, int number, Word file) {
  const Word arguments[] = {make_int(vm, number), gc::reference(make_str(vm, std::strerror(number))), file};
  const Word error = call(vm, gc::reference(vm.exceptions.OSError), {arguments, gc::is_null(file) ? 2u : 3u});
  return gc::is_null(error) ? null : raise_object(vm, error);
}

bool pending_is(VM& vm, const Type* type) {
  return is<Exception>(vm.pending) && is_subtype(type_of(vm, vm.pending), type);
}

Word take_pending(VM& vm) { return std::exchange(vm.pending, null); }

Word raise_recursion(VM* vm) {
  return raise(*vm, vm->exceptions.RecursionError, "maximum recursion depth exceeded");
}

void raise_memory_error(VM& vm) {
  auto* const error = gc::as<Exception>(vm.own->memory_error);
  if (error) error->traceback = error->context = error->cause = none;
  vm.pending = vm.own->memory_error;
}

}  // namespace py
