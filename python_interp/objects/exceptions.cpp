// The exceptions: their hierarchy and fields in two tables, and what all of them can do.
#include "python_interp/objects/exceptions.hpp"

#include <cerrno>

#include "pe/residual/check.hpp"
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/shapes.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

void init_exception_groups(VM& vm);

namespace {

using E = Exceptions;

struct ExceptionRow {
  Type* E::*member;
  std::string_view name;
  Type* E::*base;
};
constexpr ExceptionRow exception_rows[] = {
    {&E::BaseException, "BaseException", nullptr},
    {&E::Exception, "Exception", &E::BaseException},
    {&E::BaseExceptionGroup, "BaseExceptionGroup", &E::BaseException},
    {&E::ExceptionGroup, "ExceptionGroup", &E::BaseExceptionGroup},
    {&E::GeneratorExit, "GeneratorExit", &E::BaseException},
    {&E::KeyboardInterrupt, "KeyboardInterrupt", &E::BaseException},
    {&E::SystemExit, "SystemExit", &E::BaseException},
    {&E::StopIteration, "StopIteration", &E::Exception},
    {&E::StopAsyncIteration, "StopAsyncIteration", &E::Exception},
    {&E::ArithmeticError, "ArithmeticError", &E::Exception},
    {&E::FloatingPointError, "FloatingPointError", &E::ArithmeticError},
    {&E::OverflowError, "OverflowError", &E::ArithmeticError},
    {&E::ZeroDivisionError, "ZeroDivisionError", &E::ArithmeticError},
    {&E::AssertionError, "AssertionError", &E::Exception},
    {&E::AttributeError, "AttributeError", &E::Exception},
    {&E::BufferError, "BufferError", &E::Exception},
    {&E::EOFError, "EOFError", &E::Exception},
    {&E::ImportError, "ImportError", &E::Exception},
    {&E::ModuleNotFoundError, "ModuleNotFoundError", &E::ImportError},
    {&E::LookupError, "LookupError", &E::Exception},
    {&E::IndexError, "IndexError", &E::LookupError},
    {&E::KeyError, "KeyError", &E::LookupError},
    {&E::MemoryError, "MemoryError", &E::Exception},
    {&E::NameError, "NameError", &E::Exception},
    {&E::UnboundLocalError, "UnboundLocalError", &E::NameError},
    {&E::OSError, "OSError", &E::Exception},
    {&E::BlockingIOError, "BlockingIOError", &E::OSError},
    {&E::ChildProcessError, "ChildProcessError", &E::OSError},
    {&E::ConnectionError, "ConnectionError", &E::OSError},
    {&E::FileExistsError, "FileExistsError", &E::OSError},
    {&E::FileNotFoundError, "FileNotFoundError", &E::OSError},
    {&E::InterruptedError, "InterruptedError", &E::OSError},
    {&E::IsADirectoryError, "IsADirectoryError", &E::OSError},
    {&E::NotADirectoryError, "NotADirectoryError", &E::OSError},
    {&E::PermissionError, "PermissionError", &E::OSError},
    {&E::ProcessLookupError, "ProcessLookupError", &E::OSError},
    {&E::TimeoutError, "TimeoutError", &E::OSError},
    {&E::ReferenceError, "ReferenceError", &E::Exception},
    {&E::RuntimeError, "RuntimeError", &E::Exception},
    {&E::NotImplementedError, "NotImplementedError", &E::RuntimeError},
    {&E::RecursionError, "RecursionError", &E::RuntimeError},
    {&E::SyntaxError, "SyntaxError", &E::Exception},
    {&E::IndentationError, "IndentationError", &E::SyntaxError},
    {&E::TabError, "TabError", &E::IndentationError},
    {&E::SystemError, "SystemError", &E::Exception},
    {&E::TypeError, "TypeError", &E::Exception},
    {&E::ValueError, "ValueError", &E::Exception},
    {&E::UnicodeError, "UnicodeError", &E::ValueError},
    {&E::UnicodeDecodeError, "UnicodeDecodeError", &E::UnicodeError},
    {&E::UnicodeEncodeError, "UnicodeEncodeError", &E::UnicodeError},
    {&E::UnicodeTranslateError, "UnicodeTranslateError", &E::UnicodeError},
    {&E::Warning, "Warning", &E::Exception},
    {&E::DeprecationWarning, "DeprecationWarning", &E::Warning},
    {&E::RuntimeWarning, "RuntimeWarning", &E::Warning},
    {&E::UserWarning, "UserWarning", &E::Warning},
    {&E::SyntaxWarning, "SyntaxWarning", &E::Warning},
    {&E::FutureWarning, "FutureWarning", &E::Warning},
    {&E::ImportWarning, "ImportWarning", &E::Warning},
    {&E::ResourceWarning, "ResourceWarning", &E::Warning},
    {&E::PendingDeprecationWarning, "PendingDeprecationWarning", &E::Warning},
    {&E::UnicodeWarning, "UnicodeWarning", &E::Warning},
    {&E::BytesWarning, "BytesWarning", &E::Warning},
    {&E::EncodingWarning, "EncodingWarning", &E::Warning},
    {&E::BrokenPipeError, "BrokenPipeError", &E::ConnectionError},
    {&E::ConnectionAbortedError, "ConnectionAbortedError", &E::ConnectionError},
    {&E::ConnectionRefusedError, "ConnectionRefusedError", &E::ConnectionError},
    {&E::ConnectionResetError, "ConnectionResetError", &E::ConnectionError},
};
static_assert(sizeof exception_rows / sizeof *exception_rows * sizeof(Type*) == sizeof(Exceptions),
              "give each exception its row");

/// The attributes of an exception class beyond the common ones. They lie in the Array `value`, in order;
/// a lone one in `value` itself.
struct FieldsRow {
  Type* E::*member;
  std::initializer_list<const char*> names;
};
const FieldsRow field_rows[] = {
    {&E::StopIteration, {"value"}},
    {&E::StopAsyncIteration, {"value"}},
    {&E::SystemExit, {"code"}},
    {&E::AttributeError, {"name", "obj"}},
    {&E::NameError, {"name", ""}},
    {&E::ImportError, {"name", "path", "msg"}},
    {&E::OSError, {"errno", "strerror", "filename", "filename2"}},
    {&E::SyntaxError,
     {"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset",
      "print_file_and_line"}},
    {&E::UnicodeDecodeError, {"encoding", "object", "start", "end", "reason"}},
    {&E::UnicodeEncodeError, {"encoding", "object", "start", "end", "reason"}},
    {&E::UnicodeTranslateError, {"encoding", "object", "start", "end", "reason"}},
    {&E::BaseExceptionGroup, {"message", "exceptions"}},
};

Exception* self_of(Word word) { return gc::as<Exception>(word); }

template <int index>
Word get_field(VM&, Word self) {
  return exception_field(self_of(self), index);
}
template <int index>
Word set_field(VM& vm, Word self, Word value) {
  return set_exception_field(vm, self_of(self), index, gc::is_null(value) ? none : value) ? none : null;
}
Word get_value(VM&, Word self) {
  const Word value = self_of(self)->value;
  return gc::is_null(value) ? none : value;
}
Word set_value(VM&, Word self, Word value) {
  self_of(self)->value = gc::is_null(value) ? none : value;
  return none;
}

using Getter = Word (*)(VM&, Word);
using Setter = Word (*)(VM&, Word, Word);
constexpr Getter field_getters[] = {get_field<0>, get_field<1>, get_field<2>, get_field<3>,
                                    get_field<4>, get_field<5>, get_field<6>, get_field<7>};
constexpr Setter field_setters[] = {set_field<0>, set_field<1>, set_field<2>, set_field<3>,
                                    set_field<4>, set_field<5>, set_field<6>, set_field<7>};

void add_fields(VM& vm) {
  for (const FieldsRow& row : field_rows) {
    Type* const type = vm.exceptions.*row.member;
    if (row.names.size() == 1) {
      add_property(vm, type, *row.names.begin(), get_value, set_value);
      continue;
    }
    std::size_t index = 0;
    for (const char* name : row.names) {
      if (*name) add_property(vm, type, name, field_getters[index], field_setters[index]);
      ++index;
    }
  }
}

// --- What all exceptions can do ---

Word exception_new(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  auto* const made = make_exception(vm, gc::as<Type>(arguments[0]));
  if (!made) return null;
  const std::uint64_t positional = positional_count(count, keyword_names);
  Tuple* const args = make_tuple(vm, {arguments + 1, positional - 1});
  if (!args) return null;
  made->args = gc::reference(args);
  return gc::reference(made);
}

Word exception_init(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const std::string name = type_name(vm, arguments[0]);
  if (!no_keywords(vm, name.c_str(), keyword_names)) return null;
  Tuple* const args = make_tuple(vm, {arguments + 1, count - 1});
  if (!args) return null;
  self_of(arguments[0])->args = gc::reference(args);
  return none;
}

std::span<const Word> args_of(const Exception* exception) {
  return items_of(gc::as<const Tuple>(exception->args));
}

Word exception_str(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto args = args_of(self_of(arguments[0]));
  if (args.empty()) return vm.empty_string;
  return to_str(&vm, args.size() == 1 ? args[0] : self_of(arguments[0])->args);
}

Word exception_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto args = args_of(self_of(arguments[0]));
  const Word shown = args.size() == 1 ? args[0] : self_of(arguments[0])->args;
  const Word text = repr(&vm, shown);
  if (gc::is_null(text)) return null;
  const std::string inner = to_utf8(gc::as<Str>(text));
  const std::string name = type_name(vm, arguments[0]);
  return str_word(make_str(vm, args.size() == 1 ? name + "(" + inner + ")" : name + inner));
}

Word with_traceback(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!(arguments[1] == none) && !is<Traceback>(arguments[1]))
    return raise(vm, vm.exceptions.TypeError, "__traceback__ must be a traceback or None");
  self_of(arguments[0])->traceback = arguments[1];
  return arguments[0];
}

Word add_note(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!str_of(arguments[1]))
    return raise(vm, vm.exceptions.TypeError, "note must be a str, not '%T'", arguments[1]);
  Word notes = find_attribute_value(&vm, arguments[0], vm.names->notes);
  if (gc::is_null(notes)) {
    if (!gc::is_null(vm.pending)) return null;
    notes = gc::reference(make_list(vm, {}));
    if (gc::is_null(set_attribute(&vm, arguments[0], vm.names->notes, notes))) return null;
  }
  if (!is<List>(notes))
    return raise(vm, vm.exceptions.TypeError, "Cannot add note: __notes__ is not a list");
  return list_append(vm, gc::as<List>(notes), arguments[1]) ? none : null;
}

Word set_args(VM& vm, Word self, Word value) {
  if (gc::is_null(value))
    return raise(vm, vm.exceptions.TypeError, "args may not be deleted");
  const Word args = tuple_from(vm, value);
  if (gc::is_null(args)) return null;
  self_of(self)->args = args;
  return none;
}

Word set_traceback(VM& vm, Word self, Word value) {
  if (gc::is_null(value))
    return raise(vm, vm.exceptions.TypeError, "__traceback__ may not be deleted");
  if (!(value == none) && !is<Traceback>(value))
    return raise(vm, vm.exceptions.TypeError, "__traceback__ must be a traceback or None");
  self_of(self)->traceback = value;
  return none;
}

template <Word Exception::*member>
Word set_linked(VM& vm, Word self, Word value) {
  const bool is_cause = member == &Exception::cause;
  if (gc::is_null(value))
    return raise(vm, vm.exceptions.TypeError, "%s may not be deleted",
                 is_cause ? "__cause__" : "__context__");
  if (!(value == none) && !is<Exception>(value))
    return raise(vm, vm.exceptions.TypeError, "exception %s must be None or derive from BaseException",
                 is_cause ? "cause" : "context");
  self_of(self)->*member = value;
  if (is_cause) self_of(self)->suppress_context = 1;
  return none;
}

Word set_suppress(VM& vm, Word self, Word value) {
  const std::int64_t truth = gc::is_null(value) ? 0 : is_true(&vm, value);
  if (truth < 0) return null;
  self_of(self)->suppress_context = static_cast<std::uint64_t>(truth);
  return none;
}

void init_base_exception(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", exception_new, 1, -1, nullptr, NativeMethod::static_},
      {"__init__", exception_init, 1, -1},
      {"__str__", exception_str, 1, 1},
      {"__repr__", exception_repr, 1, 1},
      {"with_traceback", with_traceback, 2, 2},
      {"add_note", add_note, 2, 2},
  };
  Type* const type = vm.exceptions.BaseException;
  add_methods(vm, type, methods);
  add_property(vm, type, "args", [](VM&, Word self) -> Word { return self_of(self)->args; }, set_args);
  add_property(vm, type, "__traceback__",
               [](VM&, Word self) -> Word { return self_of(self)->traceback; }, set_traceback);
  add_property(vm, type, "__context__", [](VM&, Word self) -> Word { return self_of(self)->context; },
               set_linked<&Exception::context>);
  add_property(vm, type, "__cause__", [](VM&, Word self) -> Word { return self_of(self)->cause; },
               set_linked<&Exception::cause>);
  add_property(
      vm, type, "__suppress_context__",
      [](VM&, Word self) -> Word { return gc::boolean(self_of(self)->suppress_context); }, set_suppress);
}

// --- What single classes do otherwise ---

Word value_init(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  if (gc::is_null(exception_init(vm, arguments, count, keyword_names))) return null;
  Exception* const self = self_of(arguments[0]);
  self->value = count > 1 ? arguments[1] : none;
  return none;
}

Word system_exit_init(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  if (gc::is_null(exception_init(vm, arguments, count, keyword_names))) return null;
  Exception* const self = self_of(arguments[0]);
  self->value = count == 1 ? none : count == 2 ? arguments[1] : self->args;
  return none;
}

Word key_error_str(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const auto args = args_of(self_of(arguments[0]));
  return args.size() == 1 ? repr(&vm, args[0]) : exception_str(vm, arguments, count, keyword_names);
}

/// An exception whose constructor takes some of its fields by keyword.
template <Type* E::*type, int first, int fields>
Word keyword_init(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const FieldsRow* row = field_rows;
  while (row->member != type) ++row;
  const std::uint64_t positional = positional_count(count, keyword_names);
  if (gc::is_null(exception_init(vm, arguments, positional, null))) return null;
  Exception* const self = self_of(arguments[0]);
  for (std::uint64_t i = positional; i < count; ++i) {
    const Word name = gc::as<Tuple>(keyword_names)->items[i - positional];
    int field = 0;
    while (field < fields && !str_equals(gc::as<Str>(name), row->names.begin()[field])) ++field;
    if (field == fields)
      return raise(vm, vm.exceptions.TypeError, "%R is an invalid keyword argument for %S()", name,
                   (vm.exceptions.*type)->name);
    if (!set_exception_field(vm, self, field + first, arguments[i])) return null;
  }
  return none;
}

Word import_error_init(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  if (gc::is_null(keyword_init<&E::ImportError, 0, 2>(vm, arguments, count, keyword_names)))
    return null;
  Exception* const self = self_of(arguments[0]);
  const auto args = args_of(self);
  if (args.size() == 1 && !set_exception_field(vm, self, 2, args[0])) return null;
  return none;
}

Word import_error_str(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const Word message = exception_field(self_of(arguments[0]), 2);
  return is<Str>(message) ? message : exception_str(vm, arguments, count, keyword_names);
}

Type* os_error_class(const VM& vm, Type* asked, Word number) {
  if (asked != vm.exceptions.OSError || !gc::is_small_int(number)) return asked;
  return os_error_type(vm, static_cast<int>(gc::small_int_value(number)));
}

Word os_error_new(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const std::uint64_t positional = positional_count(count, keyword_names);
  Type* const type = positional >= 3 ? os_error_class(vm, gc::as<Type>(arguments[0]), arguments[1])
                                     : gc::as<Type>(arguments[0]);
  auto* const made = make_exception(vm, type);
  if (!made) return null;
  const bool fields = positional >= 3 && positional <= 6;
  Tuple* const args =
      make_tuple(vm, {arguments + 1, fields && positional > 3 ? 2 : positional - 1});
  if (!args) return null;
  made->args = gc::reference(args);
  if (fields) {
    static constexpr int places[] = {0, 1, 2, -1, 3};
    for (std::uint64_t i = 0; i + 1 < positional; ++i)
      if (places[i] >= 0 && !set_exception_field(vm, made, places[i], arguments[i + 1])) return null;
  }
  return gc::reference(made);
}

Word os_error_init(VM&, const Word*, std::uint64_t, Word) { return none; }

Word os_error_str(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const Exception* const self = self_of(arguments[0]);
  const Word number = exception_field(self, 0), text = exception_field(self, 1),
             file = exception_field(self, 2), second = exception_field(self, 3);
  if (number == none && text == none && file == none)
    return exception_str(vm, arguments, count, keyword_names);
  if (file == none) return format(vm, "[Errno %S] %S", number, text);
  if (second == none) return format(vm, "[Errno %S] %S: %R", number, text, file);
  return format(vm, "[Errno %S] %S: %R -> %R", number, text, file, second);
}

Word syntax_error_init(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  if (gc::is_null(exception_init(vm, arguments, count, keyword_names))) return null;
  Exception* const self = self_of(arguments[0]);
  if (count > 1 && !set_exception_field(vm, self, 0, arguments[1])) return null;
  if (count != 3) return none;
  Words details(vm);
  if (!collect(vm, arguments[2], details)) return null;
  if (details.size() < 4 || details.size() > 6)
    return raise(vm, vm.exceptions.TypeError, "function takes %s %d arguments (%d given)",
                 details.size() < 4 ? "at least" : "at most", details.size() < 4 ? 4 : 6,
                 static_cast<int>(details.size()));
  for (std::size_t i = 0; i < details.size(); ++i)
    if (!set_exception_field(vm, self, static_cast<int>(i) + 1, details[i])) return null;
  return none;
}

Word syntax_error_str(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Exception* const self = self_of(arguments[0]);
  const Word message = exception_field(self, 0), file = exception_field(self, 1),
             line = exception_field(self, 2);
  const bool has_line = gc::is_small_int(line);
  if (!is<Str>(file)) return has_line ? format(vm, "%S (line %S)", message, line) : to_str(&vm, message);
  const std::string path = to_utf8(gc::as<Str>(file));
  const std::string name = path.substr(path.rfind('/') + 1);
  if (!has_line) return format(vm, "%S (%s)", message, name.c_str());
  return format(vm, "%S (%s, line %S)", message, name.c_str(), line);
}

template <int count_of_arguments>
Word unicode_error_init(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  if (gc::is_null(exception_init(vm, arguments, count, keyword_names))) return null;
  if (count != count_of_arguments + 1)
    return raise(vm, vm.exceptions.TypeError, "function takes exactly %d arguments (%d given)",
                 count_of_arguments, static_cast<int>(count) - 1);
  for (int i = 0; i < count_of_arguments; ++i)
    if (!set_exception_field(vm, self_of(arguments[0]), i + 5 - count_of_arguments, arguments[i + 1]))
      return null;
  return none;
}

struct UnicodeFields {
  Word encoding, object, reason;
  std::int64_t start = 0, end = 0;
  explicit UnicodeFields(const Exception* self)
      : encoding(exception_field(self, 0)), object(exception_field(self, 1)),
        reason(exception_field(self, 4)) {
    if (gc::is_small_int(exception_field(self, 2))) start = gc::small_int_value(exception_field(self, 2));
    if (gc::is_small_int(exception_field(self, 3))) end = gc::small_int_value(exception_field(self, 3));
  }
};

Word unicode_decode_error_str(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const UnicodeFields fields(self_of(arguments[0]));
  const auto bytes = bytes_of(fields.object);
  if (!bytes) return vm.empty_string;
  const auto position = static_cast<std::size_t>(fields.start);
  if (position < bytes->size() && fields.end == fields.start + 1)
    return format(vm, "'%S' codec can't decode byte 0x%02x in position %lld: %S", fields.encoding,
                  static_cast<unsigned>((*bytes)[position]), static_cast<long long>(fields.start),
                  fields.reason);
  return format(vm, "'%S' codec can't decode bytes in position %lld-%lld: %S", fields.encoding,
                static_cast<long long>(fields.start), static_cast<long long>(fields.end - 1),
                fields.reason);
}

Word unicode_encode_error_str(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const UnicodeFields fields(self_of(arguments[0]));
  Str* const text = str_of(fields.object);
  if (!text) return vm.empty_string;
  const auto position = static_cast<std::uint64_t>(fields.start);
  const bool translates = is_instance(vm, arguments[0], vm.exceptions.UnicodeTranslateError);
  const std::string how =
      translates ? "can't translate"
                 : "'" + (is<Str>(fields.encoding) ? to_utf8(gc::as<Str>(fields.encoding)) : "") +
                       "' codec can't encode";
  if (position < text->length && fields.end == fields.start + 1) {
    const std::uint32_t point = str_at(text, position);
    const char* const escape = point <= 0xff ? "\\x%02x" : point <= 0xffff ? "\\u%04x" : "\\U%08x";
    char shown[16];
    std::snprintf(shown, sizeof shown, escape, point);
    return format(vm, "%s character '%s' in position %lld: %S", how.c_str(), shown,
                  static_cast<long long>(fields.start), fields.reason);
  }
  return format(vm, "%s characters in position %lld-%lld: %S", how.c_str(),
                static_cast<long long>(fields.start), static_cast<long long>(fields.end - 1),
                fields.reason);
}

void add_special_behaviour(VM& vm) {
  const E& e = vm.exceptions;
  const auto give = [&](Type* type, const char* name, Native function, int maximum = -1) {
    const NativeMethod method[] = {{name, function, 1, maximum}};
    add_methods(vm, type, method);
  };
  give(e.StopIteration, "__init__", value_init);
  give(e.StopAsyncIteration, "__init__", value_init);
  give(e.SystemExit, "__init__", system_exit_init);
  give(e.KeyError, "__str__", key_error_str, 1);
  give(e.AttributeError, "__init__", keyword_init<&E::AttributeError, 0, 2>);
  give(e.NameError, "__init__", keyword_init<&E::NameError, 0, 1>);
  give(e.ImportError, "__init__", import_error_init);
  give(e.ImportError, "__str__", import_error_str, 1);
  const NativeMethod os_new[] = {{"__new__", os_error_new, 1, -1, nullptr, NativeMethod::static_}};
  add_methods(vm, e.OSError, os_new);
  give(e.OSError, "__init__", os_error_init);
  give(e.OSError, "__str__", os_error_str, 1);
  give(e.SyntaxError, "__init__", syntax_error_init);
  give(e.SyntaxError, "__str__", syntax_error_str, 1);
  give(e.UnicodeDecodeError, "__init__", unicode_error_init<5>);
  give(e.UnicodeDecodeError, "__str__", unicode_decode_error_str, 1);
  give(e.UnicodeEncodeError, "__init__", unicode_error_init<5>);
  give(e.UnicodeEncodeError, "__str__", unicode_encode_error_str, 1);
  give(e.UnicodeTranslateError, "__init__", unicode_error_init<4>);
  give(e.UnicodeTranslateError, "__str__", unicode_encode_error_str, 1);
}

}  // namespace

void make_exception_types(VM& vm) {
  for (const ExceptionRow& row : exception_rows) {
    Type* const base = row.base ? vm.exceptions.*row.base : vm.types.object;
    const std::uint64_t flags = type_is_exception | type_has_dictionary;
    Type* const type = allocate_type(vm, vm.types.type, Layout::exception, flags);
    vm.exceptions.*row.member = type;
    const bool is_group = row.member == &E::ExceptionGroup;
    const Word bases[] = {gc::reference(base), gc::reference(vm.exceptions.Exception)};
    Tuple* const all = make_tuple(vm, {bases, is_group ? 2u : 1u});
    pe::residual::check(complete_type(vm, type, intern(vm, row.name), all, base),
                        "objects: a builtin exception could not be made");
  }
}

Word exception_field(const Exception* exception, int index) {
  if (!is<Array>(exception->value)) return none;
  const Word field = gc::as<Array>(exception->value)->items[static_cast<std::size_t>(index)];
  return gc::is_null(field) ? none : field;
}

bool set_exception_field(VM& vm, Exception* exception, int index, Word value) {
  if (!is<Array>(exception->value)) {
    auto* const fields = allocate<Array>(vm, nullptr, std::size(field_getters));
    if (!fields) return false;
    fields->length.value = std::size(field_getters);
    exception->value = gc::reference(fields);
  }
  gc::as<Array>(exception->value)->items[static_cast<std::size_t>(index)] = value;
  return true;
}

void set_error_fields(VM& vm, const Type* type, std::initializer_list<Word> fields) {
  if (!is<Exception>(vm.pending) || !is_subtype(type_of(vm, vm.pending), type)) return;
  int index = 0;
  for (const Word field : fields) set_exception_field(vm, self_of(vm.pending), index++, field);
}

Exception* make_exception(VM& vm, Type* type) {
  auto* const made = allocate<Exception>(vm, type);
  if (!made) return nullptr;
  made->args = vm.empty_tuple;
  made->traceback = made->context = made->cause = none;
  return made;
}

Type* os_error_type(const VM& vm, int number) {
  const E& e = vm.exceptions;
  switch (number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS: return e.BlockingIOError;
    case ECHILD: return e.ChildProcessError;
    case EPIPE:
    case ESHUTDOWN: return e.BrokenPipeError;
    case ECONNABORTED: return e.ConnectionAbortedError;
    case ECONNREFUSED: return e.ConnectionRefusedError;
    case ECONNRESET: return e.ConnectionResetError;
    case EEXIST: return e.FileExistsError;
    case ENOENT: return e.FileNotFoundError;
    case EINTR: return e.InterruptedError;
    case EISDIR: return e.IsADirectoryError;
    case ENOTDIR: return e.NotADirectoryError;
    case EACCES:
    case EPERM: return e.PermissionError;
    case ESRCH: return e.ProcessLookupError;
    case ETIMEDOUT: return e.TimeoutError;
    default: return e.OSError;
  }
}

void init_exceptions(VM& vm) {
  init_base_exception(vm);
  add_fields(vm);
  add_special_behaviour(vm);
  init_exception_groups(vm);
  vm.own->memory_error = gc::reference(make_exception(vm, vm.exceptions.MemoryError));
}

}  // namespace py
