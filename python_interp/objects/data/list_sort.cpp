// list.sort(): a stable merge sort that finds the runs already there (after Tim Peters' timsort: runs
// of at least `least_run`, merged so that their lengths stay balanced, galloping when one side wins often).
//
// The items are first copied out, so that code run by a comparison sees an empty list, as in CPython. Where
// all keys are small integers, floats or strings they are compared directly.
#include <algorithm>
#include <utility>
#include <vector>

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

/// An item and what a key function made of it. Without a key function the item is its own key.
struct Keyed {
  Word key, item;
};
Word key_of(Word item) { return item; }
Word key_of(const Keyed& row) { return row.key; }

struct SmallIntLess {
  bool operator()(Word a, Word b) const {
    return static_cast<std::int64_t>(a.bits) < static_cast<std::int64_t>(b.bits);
  }
};
struct FloatLess {
  bool operator()(Word a, Word b) const { return float_value(a) < float_value(b); }
};
struct StrLess {
  bool operator()(Word a, Word b) const { return str_compare(gc::as<Str>(a), gc::as<Str>(b)) < 0; }
};
/// Python's <. Once it has raised, everything is equal, so that the sort ends soon.
struct AnyLess {
  VM& vm;
  bool& raised;
  bool operator()(Word a, Word b) const {
    if (raised) return false;
    const Word less = compare_operation(&vm, static_cast<std::int64_t>(Comparison::lt), a, b);
    const std::int64_t truth = gc::is_boolean(less) ? less == gc::true_word
                               : gc::is_null(less)  ? -1
                                                    : is_true(&vm, less);
    raised = truth < 0;
    return truth == 1;
  }
};

template <class Row, class Less>
class MergeSort {
 public:
  MergeSort(Row* rows, Row* spare, std::size_t count, Less less)
      : rows_(rows), spare_(spare), count_(count), less_(less) {}

  void sort() {
    const std::size_t least = least_run(count_);
    for (std::size_t start = 0; start < count_;) {
      std::size_t length = count_run(start);
      if (length < least) {
        const std::size_t wanted = std::min(least, count_ - start);
        insert_rows(start, start + length, start + wanted);
        length = wanted;
      }
      runs_.push_back({start, length});
      start += length;
      balance();
    }
    while (runs_.size() > 1) merge_at(runs_.size() - 2);
  }

 private:
  struct Run {
    std::size_t start, length;
  };

  bool less(const Row& a, const Row& b) { return less_(key_of(a), key_of(b)); }

  static std::size_t least_run(std::size_t count) {
    std::size_t odd = 0;
    for (; count >= 64; count >>= 1) odd |= count & 1;
    return count + odd;
  }

  /// The length of the run that begins at `start`; a descending one is turned round.
  std::size_t count_run(std::size_t start) {
    std::size_t end = start + 1;
    if (end == count_) return 1;
    if (less(rows_[end], rows_[start])) {
      while (end < count_ && less(rows_[end], rows_[end - 1])) ++end;
      std::reverse(rows_ + start, rows_ + end);
    } else {
      while (end < count_ && !less(rows_[end], rows_[end - 1])) ++end;
    }
    return end - start;
  }

  /// Binary insertion of [sorted_to, end) into [start, sorted_to).
  void insert_rows(std::size_t start, std::size_t sorted_to, std::size_t end) {
    for (std::size_t i = sorted_to; i < end; ++i) {
      const Row row = rows_[i];
      std::size_t low = start, high = i;
      while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (less(row, rows_[middle])) high = middle;
        else low = middle + 1;
      }
      std::move_backward(rows_ + low, rows_ + i, rows_ + i + 1);
      rows_[low] = row;
    }
  }

  /// Merges until each run is longer than the two that follow it together.
  void balance() {
    while (runs_.size() > 1) {
      const std::size_t n = runs_.size() - 2;
      const auto length = [&](std::size_t i) { return runs_[i].length; };
      const bool unbalanced = (n > 0 && length(n - 1) <= length(n) + length(n + 1)) ||
                              (n > 1 && length(n - 2) <= length(n - 1) + length(n));
      if (unbalanced) merge_at(length(n - 1) < length(n + 1) ? n - 1 : n);
      else if (length(n) <= length(n + 1)) merge_at(n);
      else return;
    }
  }

  void merge_at(std::size_t i) {
    const Run left = runs_[i], right = runs_[i + 1];
    runs_[i].length += right.length;
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    merge(left.start, right.start, right.start + right.length);
  }

  /// How many rows of [begin, end) come before `row`; equal ones too if `or_equal`. Gallops from the front.
  std::size_t count_before(const Row* begin, const Row* end, const Row& row, bool or_equal) {
    const auto before = [&](const Row& other) { return or_equal ? !less(row, other) : less(other, row); };
    const auto size = static_cast<std::size_t>(end - begin);
    std::size_t low = 0, high = 1;
    while (high < size && before(begin[high - 1])) {
      low = high;
      high = high * 2 + 1;
    }
    high = std::min(high, size);
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (before(begin[middle])) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /// Merges [start, middle) with [middle, end): the left run waits in the spare room.
  void merge(std::size_t start, std::size_t middle, std::size_t end) {
    start += count_before(rows_ + start, rows_ + middle, rows_[middle], true);
    if (start == middle) return;
    const std::size_t left_size = middle - start;
    std::copy(rows_ + start, rows_ + middle, spare_);
    const Row* left = spare_;
    const Row* const left_end = spare_ + left_size;
    const Row* right = rows_ + middle;
    const Row* const right_end = rows_ + end;
    Row* to = rows_ + start;
    std::size_t left_wins = 0, right_wins = 0;
    while (left != left_end && right != right_end) {
      if (less(*right, *left)) {
        *to++ = *right++;
        left_wins = 0;
        if (++right_wins >= gallop_from && right != right_end) {
          const std::size_t more = count_before(right, right_end, *left, false);
          to = std::copy(right, right + more, to);
          right += more;
          right_wins = 0;
        }
      } else {
        *to++ = *left++;
        right_wins = 0;
        if (++left_wins >= gallop_from && left != left_end) {
          const std::size_t more = count_before(left, left_end, *right, true);
          to = std::copy(left, left + more, to);
          left += more;
          left_wins = 0;
        }
      }
    }
    std::copy(left, left_end, to);
  }

  static constexpr std::size_t gallop_from = 7;
  Row* rows_;
  Row* spare_;
  std::size_t count_;
  Less less_;
  std::vector<Run> runs_;
};

enum class Keys { small_ints, floats, strings, any };

template <class Row>
Keys kind_of_keys(std::span<const Row> rows) {
  const auto all = [&](auto is_kind) {
    return std::all_of(rows.begin(), rows.end(), [&](const Row& row) { return is_kind(key_of(row)); });
  };
  if (all([](Word key) { return gc::is_small_int(key); })) return Keys::small_ints;
  if (all([](Word key) { return is_float_word(key); })) return Keys::floats;
  if (all([](Word key) { return is<Str>(key); })) return Keys::strings;
  return Keys::any;
}

/// False with an exception pending; the rows are a permutation in any case.
template <class Row>
bool sort_rows(VM& vm, Row* rows, std::size_t count) {
  Row* const spare = rows + count;
  bool raised = false;
  switch (kind_of_keys(std::span<const Row>(rows, count))) {
    case Keys::small_ints: MergeSort(rows, spare, count, SmallIntLess{}).sort(); break;
    case Keys::floats: MergeSort(rows, spare, count, FloatLess{}).sort(); break;
    case Keys::strings: MergeSort(rows, spare, count, StrLess{}).sort(); break;
    case Keys::any: MergeSort(rows, spare, count, AnyLess{vm, raised}).sort(); break;
  }
  return !raised;
}

/// Equal items keep their order in a reversed sort, too.
template <class Row>
bool sort_in_order(VM& vm, Row* rows, std::size_t count, bool reverse) {
  if (reverse) std::reverse(rows, rows + count);
  const bool done = sort_rows(vm, rows, count);
  if (reverse) std::reverse(rows, rows + count);
  return done;
}

/// Sorts `items`, which nobody else sees. Keys and items lie in an Array (with as much room again to
/// merge), since the collector must find them while comparisons run.
bool sort_items(VM& vm, std::span<Word> items, Word key, bool reverse) {
  const std::size_t words = is_given(key) ? 2 : 1;
  Array* const room = new_array(vm, items.size() * words * 2);
  if (!room) return false;
  if (!is_given(key)) {
    Word* const rows = room->items.data();
    std::copy(items.begin(), items.end(), rows);
    const bool done = sort_in_order(vm, rows, items.size(), reverse);
    std::copy_n(rows, items.size(), items.begin());
    return done;
  }
  auto* const rows = reinterpret_cast<Keyed*>(room->items.data());
  for (std::size_t i = 0; i != items.size(); ++i) {
    rows[i].item = items[i];
    rows[i].key = call(vm, key, {&items[i], 1});
    if (gc::is_null(rows[i].key)) return false;
  }
  const bool done = sort_in_order(vm, rows, items.size(), reverse);
  for (std::size_t i = 0; i != items.size(); ++i) items[i] = rows[i].item;
  return done;
}

}  // namespace

Word list_sort(VM& vm, List* list, Word key, bool reverse) {
  const std::uint64_t count = list->length;
  if (count == 0) return none;
  Array* const items = std::exchange(list->items, nullptr);
  list->length = 0;
  const bool done = sort_items(vm, {items->items.data(), count}, key, reverse);
  const bool changed = list->items != nullptr;
  list->items = items;
  list->length = count;
  if (done && changed) return raise(vm, vm.exceptions.ValueError, "list modified during sort");
  return done ? none : null;
}

}  // namespace py
