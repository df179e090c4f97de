#include "python_interp/objects/data/sequence_methods.hpp"

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/data/repr.hpp"
#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/ranges.hpp"

namespace py {
namespace {

std::span<const Word> items_now(Word sequence) {
  sequence = unwrap(sequence);
  return is<List>(sequence) ? items_of(gc::as<List>(sequence)) : items_of(gc::as<Tuple>(sequence));
}

}  // namespace

ReprGuard::ReprGuard(VM& vm, Word container) : vm_(vm), recursive_(false) {
  for (const auto& [running, unused] : vm.own->repr_running) recursive_ |= running == container;
  vm.own->repr_running.emplace_back(container, null);
}
ReprGuard::~ReprGuard() { vm_.own->repr_running.pop_back(); }

Word repr_items(VM& vm, Word sequence, const char* open, const char* close, const char* inner) {
  if (items_now(sequence).empty()) return str_word(make_str(vm, std::string(open) + close));
  const ReprGuard guard(vm, sequence);
  if (guard.recursive()) return str_word(make_str(vm, inner));
  StrBuilder text;
  text.append(open);
  for (std::size_t i = 0; i < items_now(sequence).size(); ++i) {
    if (i != 0) text.append(", ");
    const Word item = repr(&vm, items_now(sequence)[i]);
    if (gc::is_null(item)) return null;
    text.append(item);
  }
  if (is<Tuple>(unwrap(sequence)) && items_now(sequence).size() == 1) text.append(",");
  text.append(close);
  return text.finish_word(vm);
}

Word sequence_contains(VM& vm, const Word* a, std::uint64_t, Word) {
  for (std::size_t i = 0; i < items_now(a[0]).size(); ++i) {
    const std::int64_t equal = are_equal(&vm, items_now(a[0])[i], a[1]);
    if (equal != 0) return equal < 0 ? null : gc::true_word;
  }
  return gc::false_word;
}

Word sequence_count(VM& vm, const Word* a, std::uint64_t, Word) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < items_now(a[0]).size(); ++i) {
    const std::int64_t equal = are_equal(&vm, items_now(a[0])[i], a[1]);
    if (equal < 0) return null;
    count += equal;
  }
  return gc::small_int(count);
}

Word sequence_index(VM& vm, const Word* a, std::uint64_t count, Word) {
  const auto length = static_cast<std::int64_t>(items_now(a[0]).size());
  const auto span = span_of(vm, count > 2 ? a[2] : null, count > 3 ? a[3] : null, length, false);
  if (!span) return null;
  for (std::int64_t i = span->start; i < span->stop; ++i) {
    if (i >= static_cast<std::int64_t>(items_now(a[0]).size())) break;
    const std::int64_t equal = are_equal(&vm, items_now(a[0])[static_cast<std::size_t>(i)], a[1]);
    if (equal < 0) return null;
    if (equal) return gc::small_int(i);
  }
  if (is<List>(a[0])) return raise(vm, vm.exceptions.ValueError, "%R is not in list", a[1]);
  return raise(vm, vm.exceptions.ValueError, "tuple.index(x): x not in tuple");
}

std::optional<std::int64_t> repeat_count(VM& vm, Word times) {
  const bool is_index = is_integer_word(unwrap(times)) ||
                        find_special(&vm, word_header(&vm, times), vm.names->index)->found != Found::missing;
  if (is_index) return to_i64(vm, times, vm.exceptions.OverflowError);
  raise(vm, vm.exceptions.TypeError, "can't multiply sequence by non-int of type '%T'", times);
  return std::nullopt;
}

}  // namespace py
