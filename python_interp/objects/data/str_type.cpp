// The type str: construction, operators, iteration.
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/number_text.hpp"
#include "python_interp/objects/data/sequence_methods.hpp"
#include "python_interp/objects/data/str_methods.hpp"
#include "python_interp/objects/data/unicode.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"

namespace py {

void init_bytes(VM& vm);

namespace {

Str* self_of(const Word* arguments) { return str_of(arguments[0]); }

/// str(bytes, encoding, errors).
Word decoded(VM& vm, Word object, Word encoding, Word errors) {
  std::string texts[2] = {"utf-8", "strict"};
  const Word given[2] = {encoding, errors};
  for (int i = 0; i != 2; ++i) {
    if (gc::is_null(given[i])) continue;
    const Str* const text = str_of(given[i]);
    if (!text)
      return raise(vm, vm.exceptions.TypeError, "str() argument '%s' must be str, not %T",
                   i == 0 ? "encoding" : "errors", given[i]);
    texts[i] = to_utf8(text);
  }
  if (str_of(object)) return raise(vm, vm.exceptions.TypeError, "decoding str is not supported");
  const auto bytes = bytes_of(object);
  if (!bytes)
    return raise(vm, vm.exceptions.TypeError, "decoding to str: need a bytes-like object, %T found", object);
  return decode(vm, *bytes, texts[0], texts[1]);
}

Word str_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"str", {"object", "encoding", "errors"}, 0, 3};
  Word values[3];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  Word text;
  if (!gc::is_null(values[1]) || !gc::is_null(values[2]))
    text = gc::is_null(values[0]) ? vm.empty_string : decoded(vm, values[0], values[1], values[2]);
  else
    text = gc::is_null(values[0]) ? vm.empty_string : to_str(&vm, values[0]);
  if (gc::is_null(text)) return null;
  Type* const type = gc::as<Type>(a[0]);
  return type == vm.types.str ? text : wrap(vm, type, unwrap(text));
}

Word length(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(static_cast<std::int64_t>(self_of(a)->length.value));
}
Word get_item_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return str_get_item(&vm, gc::reference(self_of(a)), a[1]);
}
Word iterate(VM& vm, const Word* a, std::uint64_t, Word) {
  return make_iterator(vm, vm.types.str_iterator, gc::reference(self_of(a)));
}
Word contains_method(VM& vm, const Word* a, std::uint64_t, Word) {
  const Str* const part = str_of(a[1]);
  if (part) return gc::boolean(str_contains(self_of(a), part));
  return raise(vm, vm.exceptions.TypeError, "'in <string>' requires string as left operand, not %T", a[1]);
}
Word hash(VM&, const Word* a, std::uint64_t, Word) { return gc::small_int(str_hash(self_of(a))); }
Word repr_method(VM& vm, const Word* a, std::uint64_t, Word) { return str_word(str_repr(vm, self_of(a))); }
Word plain(VM&, const Word* a, std::uint64_t, Word) { return gc::reference(self_of(a)); }

Word concatenate(VM& vm, const Word* a, std::uint64_t, Word) {
  Str* const right = str_of(a[1]);
  if (!right)
    return raise(vm, vm.exceptions.TypeError, "can only concatenate str (not \"%T\") to str", a[1]);
  return str_concat(&vm, gc::reference(self_of(a)), gc::reference(right));
}
Word repeat(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto times = repeat_count(vm, a[1]);
  return times ? str_repeat(vm, self_of(a), *times) : null;
}
Word percent(VM& vm, const Word* a, std::uint64_t, Word) { return percent_format(vm, self_of(a), a[1]); }
Word percent_reflected(VM& vm, const Word* a, std::uint64_t, Word) {
  Str* const pattern = str_of(a[1]);
  return pattern ? percent_format(vm, pattern, a[0]) : not_implemented;
}
Word format_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return format_builtin(vm, a[0], a[1]);
}
Word getnewargs(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word self = gc::reference(self_of(a));
  Tuple* const only = make_tuple(vm, {&self, 1});
  return only ? gc::reference(only) : null;
}

Word compare(VM&, Comparison comparison, Word left, Word right) {
  const Str* const a = str_of(left);
  const Str* const b = str_of(right);
  if (!a || !b) return not_implemented;
  if (comparison == Comparison::eq) return gc::boolean(str_equal(a, b));
  if (comparison == Comparison::ne) return gc::boolean(!str_equal(a, b));
  return compared(comparison, str_compare(a, b));
}

constexpr NativeMethod methods[] = {
    {"__len__", length, 1, 1},
    {"__getitem__", get_item_method, 2, 2},
    {"__iter__", iterate, 1, 1},
    {"__contains__", contains_method, 2, 2},
    {"__hash__", hash, 1, 1},
    {"__repr__", repr_method, 1, 1},
    {"__str__", plain, 1, 1},
    {"__add__", concatenate, 2, 2},
    {"__mul__", repeat, 2, 2},
    {"__rmul__", repeat, 2, 2},
    {"__mod__", percent, 2, 2},
    {"__rmod__", percent_reflected, 2, 2},
    {"__format__", format_method, 2, 2},
    {"__getnewargs__", getnewargs, 1, 1},
    {"__new__", str_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

std::string number_ascii(const Str* string) {
  if (str_is_ascii(string)) return std::string(ascii_view(string));
  std::string text;
  for (std::uint64_t i = 0; i != string->length; ++i) {
    const std::uint32_t c = str_at(string, i);
    const int digit = unicode::decimal_value(c);
    if (c < 0x80) text.push_back(static_cast<char>(c));
    else text.push_back(unicode::is_space(c) ? ' ' : digit >= 0 ? static_cast<char>('0' + digit) : '?');
  }
  return text;
}

Word str_get_item(VM* vm, Word word, Word index) {
  Str* const string = gc::as<Str>(word);
  const auto length = static_cast<std::int64_t>(string->length.value);
  if (is<Slice>(index)) {
    const auto bounds = slice_bounds(*vm, gc::as<Slice>(index), length);
    if (!bounds) return null;
    return str_slice(*vm, string, bounds->start, bounds->stop, bounds->step, bounds->count);
  }
  const bool is_index = is_integer_word(unwrap(index)) ||
                        find_special(vm, word_header(vm, index), vm->names->index)->found != Found::missing;
  if (!is_index)
    return raise(*vm, vm->exceptions.TypeError, "string indices must be integers, not '%T'", index);
  const auto given = to_i64(*vm, index);
  if (!given) return null;
  const std::int64_t at = *given < 0 ? *given + length : *given;
  if (at < 0 || at >= length)
    return raise(*vm, vm->exceptions.IndexError, "string index out of range");
  return str_index(vm, word, at);
}

void make_shared_strings(VM& vm) {
  for (std::uint32_t c = 0; c != 256; ++c) {
    Str* const string = new_str(vm, 1, 1);
    string->data[0] = static_cast<std::uint8_t>(c);
    string->flags = c < 0x80 ? str_ascii : 0;
    vm.latin1_strings[c] = gc::reference(intern(vm, string));
  }
  Str* const empty = new_str(vm, 0, 1);
  empty->flags = str_ascii;
  vm.empty_string = gc::reference(intern(vm, empty));
}

void init_strings(VM& vm) {
  make_shared_strings(vm);
  add_comparisons<compare>(vm, vm.types.str);
  add_methods(vm, vm.types.str, methods);
  add_str_methods(vm);
  init_str_format(vm);
  init_bytes(vm);
}

}  // namespace py
