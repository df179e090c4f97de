// What functions in C++ that Python calls need: their arguments by name, and conversions of them.
//
//     Word print(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
//       static constexpr Signature signature{"sorted", {"iterable", "key", "reverse"}, 1, 1};
//       Word values[3];
//       if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
//
// The errors are those of CPython's argument clinic.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "python_interp/objects/allocate.hpp"
#include "python_interp/objects/api.hpp"
#include "python_interp/objects/names.hpp"

namespace py {

/// The parameters of a native function. An empty name is positional-only.
struct Signature {
  const char* function;                       ///< Without parentheses.
  std::array<const char*, 8> names{};         ///< Null past the last.
  int required = 0;                           ///< How many must be given.
  int positional = 8;                         ///< How many may be given by position.
};

/// Sorts the arguments of a call into `values` by the signature; null where none was given. False with
/// TypeError pending. `self`, where there is one, must be left out by the caller.
bool bind(VM& vm, const Signature& signature, const Word* arguments, std::uint64_t count,
          Word keyword_names, std::span<Word> values);

/// How many of `count` arguments are positional.
inline std::uint64_t positional_count(std::uint64_t count, Word keyword_names) {
  return gc::is_object(keyword_names) ? count - gc::as<Tuple>(keyword_names)->length : count;
}

/// A function in C++; `owner` is the type whose method it is, or null.
Builtin* make_builtin(VM& vm, Type* owner, const NativeMethod& method);

/// False, with TypeError "f() takes no keyword arguments" pending, if there are some.
bool no_keywords(VM& vm, const char* function, Word keyword_names);

/// The instance of `type` (a subclass of int, str ...: layout `wrapped`) around `value`, which is the
/// exact builtin value; `value` itself where `type` is a builtin type. Null with MemoryError pending.
Word wrap(VM& vm, Type* type, Word value);

/// Is `word` a str, or an instance of a subclass of str? The exact Str in it, or null.
inline Str* str_of(Word word) {
  if (is<Str>(word)) return gc::as<Str>(word);
  if (is<Wrapped>(word) && is<Str>(gc::as<Wrapped>(word)->value))
    return gc::as<Str>(gc::as<Wrapped>(word)->value);
  return nullptr;
}

/// Functions in C++ may call one another (through Python perhaps) this deep; then comes RecursionError.
inline constexpr std::int64_t most_native_depth = 1500;

/// Calls a function in C++ that gets as many arguments as it takes. Memory that C++'s library could not have
/// for it is a MemoryError like any other; RecursionError if such calls are too deep.
Word run_native(VM& vm, Native function, const Word* arguments, std::uint64_t count, Word keyword_names);

/// Would the next call from C++ be one too many? Raises RecursionError then; `where` ends its message.
bool is_too_deep(VM& vm, const char* where);

/// The name of a value's type, for error messages.
std::string type_name(const VM& vm, Word word);

/// callable().
bool is_callable(VM& vm, Word word);

/// What a Python callable given as an option means: null and None are the same.
inline bool is_given(Word word) { return !gc::is_null(word) && !(word == none); }

/// Keeps a few words alive and in order while they are gathered. (Roots are found on the stack; what a
/// std::vector holds lies on the C++ heap, where the collector does not look.)
class Words : public gc::RootProvider {
 public:
  explicit Words(VM& vm) : vm_(vm) { vm_.heap.roots().add(this); }
  ~Words() { vm_.heap.roots().remove(this); }
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;

  void push(Word word) { words_.push_back(word); }
  std::size_t size() const { return words_.size(); }
  Word& operator[](std::size_t index) { return words_[index]; }
  operator std::span<const Word>() const { return words_; }
  std::vector<Word>& items() { return words_; }

  void visit_roots(gc::Marker& marker) override {
    marker.mark_words(words_.data(), words_.data() + words_.size());
  }

 private:
  VM& vm_;
  std::vector<Word> words_;
};

/// Appends the items of any iterable; false with the exception pending.
bool collect(VM& vm, Word iterable, Words& into);

}  // namespace py
