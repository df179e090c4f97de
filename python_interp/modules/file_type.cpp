// File objects: what Python code does with a File.
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "python_interp/modules/files.hpp"
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

namespace {

constexpr char module_name[] = "_io";
constexpr char unsupported_name[] = "UnsupportedOperation";

void delete_file(void* state) { delete static_cast<File*>(state); }

Word io_name(VM& vm, const char* name) {
  const Word module = dict_get(vm, vm.modules, intern(vm, module_name));
  return dict_get(vm, gc::as<Module>(module)->dict, intern(vm, name));
}

/// The open file of a method's self; null with ValueError pending if it is closed.
File* open_self(VM& vm, Word self, const char* binary_message = nullptr) {
  File* const file = file_of(self);
  if (!file->is_closed()) return file;
  raise(vm, vm.exceptions.ValueError,
        binary_message && !file->is_text() ? binary_message : "I/O operation on closed file.");
  return nullptr;
}

Word raise_unsupported(VM& vm, const char* what) {
  return raise(vm, gc::as<Type>(io_name(vm, unsupported_name)), "%s", what);
}

/// None, or null with OSError pending.
Word done(VM& vm, int error) { return error ? raise_os_error(vm, error) : none; }

File* readable_self(VM& vm, Word self) {
  File* const file = open_self(vm, self, "read of closed file");
  if (!file || file->can_read()) return file;
  raise_unsupported(vm, file->is_text() ? "not readable" : "read");
  return nullptr;
}

File* writable_self(VM& vm, Word self) {
  File* const file = open_self(vm, self, "write to closed file");
  if (!file || file->can_write()) return file;
  raise_unsupported(vm, file->is_text() ? "not writable" : "write");
  return nullptr;
}

bool is_utf8(const File& file) { return file.encoding == "utf-8"; }

Word text_or_bytes(VM& vm, const File& file, const std::string& data) {
  const std::span bytes{reinterpret_cast<const std::uint8_t*>(data.data()), data.size()};
  if (!file.is_text()) return gc::reference(make_bytes(vm, data));
  if (is_utf8(file)) return str_word(decode_utf8(vm, bytes, file.errors));
  return decode(vm, bytes, file.encoding, file.errors);
}

/// A size argument: -1 for none and None.
std::optional<std::int64_t> size_argument(VM& vm, const Word* arguments, std::uint64_t count) {
  if (count < 2 || arguments[1] == none) return -1;
  return to_i64(vm, arguments[1]);
}

Word file_read(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  File* const file = readable_self(vm, arguments[0]);
  const auto size = file ? size_argument(vm, arguments, count) : std::nullopt;
  if (!size) return null;
  std::string data;
  const int error = file->is_text() ? file->read_characters(*size, data) : file->read(*size, data);
  return error ? raise_os_error(vm, error) : text_or_bytes(vm, *file, data);
}

Word file_readline(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  File* const file = readable_self(vm, arguments[0]);
  const auto size = file ? size_argument(vm, arguments, count) : std::nullopt;
  if (!size) return null;
  std::string data;
  if (const int error = file->read_line(data, *size)) return raise_os_error(vm, error);
  return text_or_bytes(vm, *file, data);
}

Word next_line(VM& vm, File& file) {
  std::string data;
  if (const int error = file.read_line(data)) return raise_os_error(vm, error);
  return data.empty() ? null : text_or_bytes(vm, file, data);
}

Word file_readlines(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = readable_self(vm, arguments[0]);
  List* const lines = file ? make_list(vm, {}) : nullptr;
  if (!lines) return null;
  for (Word line; !gc::is_null(line = next_line(vm, *file));)
    if (!list_append(vm, lines, line)) return null;
  return gc::is_null(vm.pending) ? gc::reference(lines) : null;
}

Word file_next(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = readable_self(vm, arguments[0]);
  if (!file) return null;
  const Word line = next_line(vm, *file);
  if (gc::is_null(line) && gc::is_null(vm.pending))
    return raise_object(vm, gc::reference(make_exception(vm, vm.exceptions.StopIteration)));
  return line;
}

Word write_bytes(VM& vm, File& file, Word data) {
  const auto bytes = need_bytes(vm, data);
  if (!bytes) return null;
  const int error = file.write({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  return error ? raise_os_error(vm, error) : make_int(vm, static_cast<std::int64_t>(bytes->size()));
}

Word file_write(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = writable_self(vm, arguments[0]);
  if (!file) return null;
  if (!file->is_text()) return write_bytes(vm, *file, arguments[1]);
  Str* const string = str_of(arguments[1]);
  if (!string)
    return raise(vm, vm.exceptions.TypeError, "write() argument must be str, not %T", arguments[1]);
  if (!write_text(vm, *file, string)) return null;
  return make_int(vm, static_cast<std::int64_t>(std::uint64_t{string->length}));
}

Word file_writelines(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Words lines(vm);
  if (!collect(vm, arguments[1], lines)) return null;
  for (const Word line : lines.items()) {
    const Word both[] = {arguments[0], line};
    if (gc::is_null(file_write(vm, both, 2, null))) return null;
  }
  return none;
}

Word file_flush(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = open_self(vm, arguments[0]);
  return file ? done(vm, file->flush()) : null;
}

Word file_close(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return done(vm, file_of(arguments[0])->close());
}

Word file_enter(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return open_self(vm, arguments[0]) ? arguments[0] : null;
}

Word file_exit(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return file_close(vm, arguments, 1, null);
}

Word file_seek(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  File* const file = open_self(vm, arguments[0]);
  if (!file) return null;
  const auto offset = to_i64(vm, arguments[1]);
  const auto from = count > 2 ? to_i64(vm, arguments[2]) : std::optional<std::int64_t>(0);
  if (!offset || !from) return null;
  if (*from == 0 && *offset < 0)
    return raise(vm, vm.exceptions.ValueError, "negative seek position %lld",
                 static_cast<long long>(*offset));
  if (file->is_text() && *from != 0 && *offset != 0)
    return raise_unsupported(vm, *from == 1 ? "can't do nonzero cur-relative seeks"
                                            : "can't do nonzero end-relative seeks");
  std::int64_t position = 0;
  const int error = file->seek(*offset, static_cast<int>(*from), &position);
  return error ? raise_os_error(vm, error) : make_int(vm, position);
}

Word file_tell(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = open_self(vm, arguments[0]);
  std::int64_t position = 0;
  if (!file) return null;
  const int error = file->tell(&position);
  return error ? raise_os_error(vm, error) : make_int(vm, position);
}

Word file_truncate(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  File* const file = writable_self(vm, arguments[0]);
  if (!file) return null;
  std::int64_t size = 0;
  if (count > 1 && !(arguments[1] == none)) {
    const auto given = to_i64(vm, arguments[1]);
    if (!given) return null;
    size = *given;
  } else if (const int error = file->tell(&size)) {
    return raise_os_error(vm, error);
  }
  const int error = file->truncate(size);
  return error ? raise_os_error(vm, error) : make_int(vm, size);
}

Word file_fileno(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = open_self(vm, arguments[0]);
  return file ? make_int(vm, file->descriptor()) : null;
}
Word file_isatty(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = open_self(vm, arguments[0]);
  return file ? gc::boolean(::isatty(file->descriptor()) == 1) : null;
}
Word file_readable(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = open_self(vm, arguments[0]);
  return file ? gc::boolean(file->can_read()) : null;
}
Word file_writable(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = open_self(vm, arguments[0]);
  return file ? gc::boolean(file->can_write()) : null;
}
Word file_seekable(VM& vm, const Word* arguments, std::uint64_t, Word) {
  File* const file = open_self(vm, arguments[0]);
  return file ? gc::boolean(::lseek(file->descriptor(), 0, SEEK_CUR) >= 0) : null;
}

Word file_reconfigure(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{
      "reconfigure", {"encoding", "errors", "newline", "line_buffering", "write_through"}, 0, 0};
  Word values[5];
  if (!bind(vm, signature, arguments + 1, count - 1, keyword_names, values)) return null;
  File* const file = open_self(vm, arguments[0]);
  if (!file) return null;
  if (is_given(values[0]) && is<Str>(values[0])) file->encoding = file->encoding_name = to_utf8(gc::as<Str>(values[0]));
  if (is_given(values[1]) && is<Str>(values[1])) file->errors = to_utf8(gc::as<Str>(values[1]));
  for (const int flag : {3, 4})
    if (is_given(values[flag])) {
      const std::int64_t truth = is_true(&vm, values[flag]);
      if (truth < 0) return null;
      file->flushes_lines = truth != 0;
    }
  return none;
}

Word file_self(VM&, const Word* arguments, std::uint64_t, Word) { return arguments[0]; }

Word file_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto* it = gc::as<NativeObject>(arguments[0]);
  const File& file = *file_of(arguments[0]);
  if (file.is_text())
    return format(vm, "<_io.TextIOWrapper name=%R mode=%R encoding='%s'>", it->first, it->second,
                  file.encoding_name.c_str());
  return format(vm, "<_io.%T name=%R>", arguments[0], it->first);
}

Word get_closed(VM&, Word self) { return gc::boolean(file_of(self)->is_closed()); }
Word get_name(VM&, Word self) { return gc::as<NativeObject>(self)->first; }
Word get_mode(VM&, Word self) { return gc::as<NativeObject>(self)->second; }
Word get_encoding(VM& vm, Word self) { return str_word(make_str(vm, file_of(self)->encoding_name)); }
Word get_errors(VM& vm, Word self) { return str_word(make_str(vm, file_of(self)->errors)); }
Word get_newlines(VM&, Word) { return none; }
Word get_line_buffering(VM&, Word self) { return gc::boolean(file_of(self)->flushes_lines); }

/// The bytes below a text file: another file object on the same descriptor, what is buffered written out.
Word get_buffer(VM& vm, Word self) {
  File* const file = open_self(vm, self);
  if (!file) return null;
  if (const int error = file->flush()) return raise_os_error(vm, error);
  const unsigned mode = (file->can_read() ? File::reads : 0u) | (file->can_write() ? File::writes : 0u);
  auto* const below = new File(file->descriptor(), mode, false);
  below->flushes_lines = true;
  return make_file(vm, below, gc::as<NativeObject>(self)->first, file->can_write() ? "wb" : "rb");
}

Type* file_type(VM& vm, const File& file) {
  const char* const name = file.is_text() ? "TextIOWrapper"
                           : file.can_read() && file.can_write() ? "BufferedRandom"
                           : file.can_read() ? "BufferedReader" : "BufferedWriter";
  return gc::as<Type>(io_name(vm, name));
}

// --- open() ---

struct OpenMode {
  unsigned file = 0;
  int flags = 0;
};

/// What a mode like "r+b" means; nothing with ValueError pending.
std::optional<OpenMode> parse_mode(VM& vm, const std::string& mode) {
  const auto fail = [&](const char* message) -> std::optional<OpenMode> {
    raise(vm, vm.exceptions.ValueError, "%s", message);
    return {};
  };
  if (mode.find_first_not_of("rwxabt+") != mode.npos || mode.empty()) {
    raise(vm, vm.exceptions.ValueError, "invalid mode: '%s'", mode.c_str());
    return {};
  }
  const auto has = [&](char c) { return mode.find(c) != mode.npos; };
  const int kinds = has('r') + has('w') + has('a') + has('x');
  if (has('t') && has('b')) return fail("can't have text and binary mode at once");
  if (kinds > 1) return fail("must have exactly one of create/read/write/append mode");
  if (kinds == 0)
    return fail("Must have exactly one of create/read/write/append mode and at most one plus");
  OpenMode result;
  result.file = (has('r') || has('+') ? File::reads : 0u) | (has('b') ? 0u : File::text) |
                (has('a') ? File::appends : 0u) | (has('w') || has('x') || has('+') ? File::writes : 0u);
  result.flags = has('+') ? O_RDWR : has('r') ? O_RDONLY : O_WRONLY;
  if (has('w')) result.flags |= O_CREAT | O_TRUNC;
  if (has('x')) result.flags |= O_CREAT | O_EXCL;
  if (has('a')) result.flags |= O_CREAT | O_APPEND;
  return result;
}

/// The path that a str, bytes or os.PathLike names.
std::optional<std::string> path_argument(VM& vm, Word word) {
  if (Str* const string = str_of(word)) return to_utf8(string);
  if (const auto bytes = bytes_of(word)) return std::string(bytes->begin(), bytes->end());
  const Word path = call_special(vm, word, vm.names->fspath, {});
  if (!gc::is_null(path) && str_of(path)) return to_utf8(str_of(path));
  if (gc::is_null(vm.pending))
    raise(vm, vm.exceptions.TypeError, "expected str, bytes or os.PathLike object, not %T", word);
  return {};
}

int open_descriptor(VM& vm, Word name, const OpenMode& mode) {
  const auto path = path_argument(vm, name);
  if (!path) return -1;
  if (path->find('\0') != path->npos) {
    raise(vm, vm.exceptions.ValueError, "embedded null byte");
    return -1;
  }
  const int descriptor = ::open(path->c_str(), mode.flags | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    raise_os_error(vm, errno, name);
    return -1;
  }
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(descriptor);
    raise_os_error(vm, EISDIR, name);
    return -1;
  }
  return descriptor;
}

bool set_text_options(VM& vm, File& file, Word encoding, Word errors, Word newline) {
  if (!file.is_text()) {
    const char* const given = is_given(encoding) ? "an encoding" : is_given(errors) ? "an errors"
                              : is_given(newline) ? "a newline" : nullptr;
    if (!given) return true;
    raise(vm, vm.exceptions.ValueError, "binary mode doesn't take %s argument", given);
    return false;
  }
  if (is_given(encoding) && is<Str>(encoding)) file.encoding = file.encoding_name = to_utf8(gc::as<Str>(encoding));
  for (char& c : file.encoding) c = c == '_' ? '-' : static_cast<char>(std::tolower(c));
  if (file.encoding == "utf8" || file.encoding == "locale") file.encoding = "utf-8";
  if (is_given(errors) && is<Str>(errors)) file.errors = to_utf8(gc::as<Str>(errors));
  file.translates = !is_given(newline);
  return true;
}

}  // namespace

File* file_of(Word object) {
  if (!is<NativeObject>(object)) return nullptr;
  auto* const it = gc::as<NativeObject>(object);
  return it->destroy == delete_file ? static_cast<File*>(it->state) : nullptr;
}

Word make_file(VM& vm, File* file, Word name, std::string_view mode) {
  auto* const made = allocate<NativeObject>(vm, file_type(vm, *file));
  if (!made) {
    delete file;
    return null;
  }
  made->state = file;
  made->destroy = delete_file;
  made->first = name;
  made->second = gc::reference(intern(vm, mode));
  return gc::reference(made);
}

bool write_text(VM& vm, File& file, Str* string) {
  int error;
  if (str_is_ascii(string)) {
    error = file.write(ascii_view(string));
  } else {
    const Word bytes = encode(vm, string, file.encoding, file.errors);
    if (gc::is_null(bytes)) return false;
    const auto data = *bytes_of(bytes);
    error = file.write({reinterpret_cast<const char*>(data.data()), data.size()});
  }
  if (error) raise_os_error(vm, error);
  return !error;
}

Word read_text_line(VM& vm, File& file) {
  std::string data;
  if (const int error = file.read_line(data)) return raise_os_error(vm, error);
  return text_or_bytes(vm, file, data);
}

Word open_file(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{
      "open", {"file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"}, 1};
  Word values[8];
  if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
  Str* const mode_argument = gc::is_null(values[1]) ? nullptr : str_of(values[1]);
  if (!gc::is_null(values[1]) && !mode_argument)
    return raise(vm, vm.exceptions.TypeError, "open() argument 'mode' must be str, not %T", values[1]);
  const std::string mode_text = mode_argument ? to_utf8(mode_argument) : "r";
  const auto mode = parse_mode(vm, mode_text);
  if (!mode) return null;
  const bool by_number = is_integer_word(unwrap(values[0]));
  int descriptor;
  if (by_number) {
    const auto number = to_int(vm, values[0]);
    if (!number) return null;
    descriptor = *number;
  } else {
    descriptor = open_descriptor(vm, values[0], *mode);
    if (descriptor < 0) return null;
  }
  const bool closes = gc::is_null(values[6]) || is_true(&vm, values[6]) == 1;
  auto* const file = new File(descriptor, mode->file, closes);
  if (!set_text_options(vm, *file, values[3], values[4], values[5])) {
    delete file;
    return null;
  }
  file->flushes_lines = (!gc::is_null(values[2]) && values[2] == gc::small_int(1)) ||
                        (file->can_write() && ::isatty(descriptor) == 1);
  return make_file(vm, file, values[0], mode_text);
}

void init_files(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"read", file_read, 1, 2},         {"readline", file_readline, 1, 2},
      {"readlines", file_readlines, 1, 2}, {"write", file_write, 2, 2},
      {"writelines", file_writelines, 2, 2}, {"flush", file_flush, 1, 1},
      {"close", file_close, 1, 1},       {"seek", file_seek, 2, 3},
      {"tell", file_tell, 1, 1},         {"truncate", file_truncate, 1, 2},
      {"fileno", file_fileno, 1, 1},     {"isatty", file_isatty, 1, 1},
      {"readable", file_readable, 1, 1}, {"writable", file_writable, 1, 1},
      {"seekable", file_seekable, 1, 1}, {"__enter__", file_enter, 1, 1},
      {"__exit__", file_exit, 1, 4},     {"__iter__", file_self, 1, 1},
      {"__next__", file_next, 1, 1},     {"__repr__", file_repr, 1, 1},
  };
  static constexpr NativeMethod text_methods[] = {{"reconfigure", file_reconfigure, 1, -1}};
  Module* const module = make_module(vm, module_name);
  const Word key = gc::reference(intern(vm, module_name));
  dict_set(vm, vm.modules, key, gc::reference(module));
  const Word bases[] = {gc::reference(vm.exceptions.OSError), gc::reference(vm.exceptions.ValueError)};
  const Word parts[] = {gc::reference(intern(vm, unsupported_name)),
                        gc::reference(make_tuple(vm, bases)), gc::reference(make_dict(vm))};
  const Word unsupported = call(vm, gc::reference(vm.types.type), parts);
  set_class_value(vm, gc::as<Type>(unsupported), vm.names->module, gc::reference(intern(vm, "io")));
  set_global(vm, module->dict, unsupported_name, unsupported);
  for (const char* name : {"TextIOWrapper", "BufferedReader", "BufferedWriter", "BufferedRandom"}) {
    Type* const type =
        make_type(vm, std::string("_io.") + name, nullptr, Layout::native, type_no_subclass);
    add_methods(vm, type, methods);
    add_property(vm, type, "closed", get_closed);
    add_property(vm, type, "name", get_name);
    add_property(vm, type, "mode", get_mode);
    set_global(vm, module->dict, name, gc::reference(type));
    if (std::string_view(name) != "TextIOWrapper") continue;
    add_methods(vm, type, text_methods);
    add_property(vm, type, "encoding", get_encoding);
    add_property(vm, type, "errors", get_errors);
    add_property(vm, type, "newlines", get_newlines);
    add_property(vm, type, "line_buffering", get_line_buffering);
    add_property(vm, type, "buffer", get_buffer);
  }
}

}  // namespace py
