// print, input, and values as text.
#include <cerrno>
#include <unistd.h>

#include "python_interp/modules/builtins.hpp"
#include "python_interp/modules/files.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

namespace {

/// Where print() writes: a File directly, or anything with a write method.
class Output {
 public:
  Output(VM& vm, Word file) : vm_(vm), object_(file), file_(file_of(file)) {
    if (file_ && (file_->is_closed() || !file_->can_write() || !file_->is_text())) file_ = nullptr;
  }
  bool write(Str* string) {
    if (file_) return write_text(vm_, *file_, string);
    const Word argument = gc::reference(string);
    return !gc::is_null(call_method(vm_, object_, "write", {&argument, 1}));
  }
  bool write_character(char c) {
    if (!file_) return write(gc::as<Str>(vm_.latin1_strings[static_cast<unsigned char>(c)]));
    const int error = file_->write({&c, 1});
    if (error) raise_os_error(vm_, error);
    return !error;
  }
  bool flush() {
    if (!file_) return !gc::is_null(call_method(vm_, object_, "flush", {}));
    const int error = file_->flush();
    if (error) raise_os_error(vm_, error);
    return !error;
  }

 private:
  VM& vm_;
  Word object_;
  File* file_;
};

/// sep or end: a str, or null for the default. False with TypeError pending.
bool separator(VM& vm, Word given, const char* name, Str** into) {
  *into = nullptr;
  if (!is_given(given)) return true;
  *into = str_of(given);
  if (!*into) raise(vm, vm.exceptions.TypeError, "%s must be None or a string, not %T", name, given);
  return *into;
}

Word print(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{"print", {"sep", "end", "file", "flush"}, 0, 0};
  Word options[4];
  const std::uint64_t positional = positional_count(count, keyword_names);
  if (!bind(vm, signature, arguments + positional, count - positional, keyword_names, options))
    return null;
  const Word file = is_given(options[2]) ? options[2] : sys_value(vm, "stdout");
  Str *sep, *end;
  if (!separator(vm, options[0], "sep", &sep) || !separator(vm, options[1], "end", &end)) return null;
  if (gc::is_null(file)) return raise(vm, vm.exceptions.RuntimeError, "lost sys.stdout");
  if (file == none) return none;
  Output output(vm, file);
  for (std::uint64_t i = 0; i < positional; ++i) {
    if (i > 0 && !(sep ? output.write(sep) : output.write_character(' '))) return null;
    const Word text = to_str(&vm, arguments[i]);
    if (gc::is_null(text) || !output.write(str_of(text))) return null;
  }
  if (!(end ? output.write(end) : output.write_character('\n'))) return null;
  if (!gc::is_null(options[3])) {
    const std::int64_t flush = is_true(&vm, options[3]);
    if (flush < 0 || (flush && !output.flush())) return null;
  }
  return none;
}

Word input(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word in = sys_value(vm, "stdin"), out = sys_value(vm, "stdout");
  if (!is_given(in)) return raise(vm, vm.exceptions.RuntimeError, "input(): lost sys.stdin");
  if (!is_given(out)) return raise(vm, vm.exceptions.RuntimeError, "input(): lost sys.stdout");
  Output output(vm, out);
  if (count > 0) {
    const Word prompt = to_str(&vm, arguments[0]);
    if (gc::is_null(prompt) || !output.write(str_of(prompt))) return null;
  }
  if (!output.flush()) return null;
  File* const file = file_of(in);
  const Word line = file && !file->is_closed() ? read_text_line(vm, *file)
                                               : call_method(vm, in, "readline", {});
  if (gc::is_null(line)) return null;
  Str* const text = str_of(line);
  if (!text)
    return raise(vm, vm.exceptions.TypeError, "object.readline() returned non-string");
  if (text->length == 0)
    return raise(vm, vm.exceptions.EOFError, "EOF when reading a line");
  const bool ended = str_at(text, text->length - 1) == '\n';
  const auto length = static_cast<std::int64_t>(text->length - ended);
  return str_slice(vm, text, 0, length, 1, length);
}

Word repr_of(VM& vm, const Word* arguments, std::uint64_t, Word) { return repr(&vm, arguments[0]); }

Word ascii(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return ascii_repr(&vm, arguments[0]);
}

Word format_builtin(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  if (count > 1 && !str_of(arguments[1]))
    return raise(vm, vm.exceptions.TypeError, "format() argument 2 must be str, not %T", arguments[1]);
  return format_value(&vm, arguments[0], count > 1 ? arguments[1] : vm.empty_string);
}

Word chr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word index = to_index(vm, arguments[0]);
  if (gc::is_null(index)) return null;
  const auto point = int_to_i64(index);
  if (!point || *point > INT32_MAX || *point < INT32_MIN)
    return raise(vm, vm.exceptions.OverflowError, "Python int too large to convert to C int");
  if (*point < 0 || *point > 0x10ffff)
    return raise(vm, vm.exceptions.ValueError, "chr() arg not in range(0x110000)");
  return make_character(vm, static_cast<std::uint32_t>(*point));
}

Word ord(VM& vm, const Word* arguments, std::uint64_t, Word) {
  long long length;
  if (Str* const string = str_of(arguments[0])) {
    if (string->length == 1) return gc::small_int(str_at(string, 0));
    length = static_cast<long long>(std::uint64_t{string->length});
  } else if (const auto bytes = bytes_of(arguments[0])) {
    if (bytes->size() == 1) return gc::small_int((*bytes)[0]);
    length = static_cast<long long>(bytes->size());
  } else {
    return raise(vm, vm.exceptions.TypeError,
                 "ord() expected string of length 1, but %T found", arguments[0]);
  }
  return raise(vm, vm.exceptions.TypeError,
               "ord() expected a character, but string of length %lld found", length);
}

template <int base>
Word in_base(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word index = to_index(vm, arguments[0]);
  if (gc::is_null(index)) return null;
  std::string digits = int_to_text(index, base);
  const char* const prefix = base == 2 ? "0b" : base == 8 ? "0o" : "0x";
  digits.insert(digits.starts_with("-") ? 1 : 0, prefix);
  return str_word(make_ascii(vm, digits));
}

constexpr NativeMethod functions[] = {
    {"print", print, 0, -1},    {"input", input, 0, 1},
    {"repr", repr_of, 1, 1},    {"ascii", ascii, 1, 1},
    {"format", format_builtin, 1, 2}, {"chr", chr, 1, 1},
    {"ord", ord, 1, 1},         {"bin", in_base<2>, 1, 1},
    {"oct", in_base<8>, 1, 1},  {"hex", in_base<16>, 1, 1},
};

}  // namespace

std::span<const NativeMethod> text_builtins() { return functions; }

}  // namespace py
