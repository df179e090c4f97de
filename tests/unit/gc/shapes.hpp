// The objects of the collector's tests: one layout of each kind.
#pragma once

#include <array>

#include "gc/heap/heap.hpp"
#include "gc/layout/layouts.hpp"

namespace gc_test {

using gc::Fixed;
using gc::Object;
using gc::Tail;
using gc::Word;

/// A hidden class: what a header names.
struct Shape : Object {
  static constexpr gc::LayoutId layout = 1;
  Fixed<std::uint64_t> number;
};

struct Pair : Object {
  static constexpr gc::LayoutId layout = 2;
  Word first;
  Fixed<Pair*> second;
  std::uint32_t number;
  std::uint8_t small;
};

struct List : Object {
  static constexpr gc::LayoutId layout = 3;
  std::uint64_t length;
  Tail<Word> items;
};

struct Text : Object {
  static constexpr gc::LayoutId layout = 4;
  Fixed<std::uint64_t> length;
  double weight;
  Tail<Fixed<std::uint8_t>> data;
};

struct Entry {
  Word key;
  std::uint64_t hash;
  Pair* value;
};

struct Table : Object {
  static constexpr gc::LayoutId layout = 5;
  static constexpr std::string_view layout_name = "HashTable";
  std::uint32_t used;
  std::array<Word, 2> extra;
  Entry spare;
  Tail<Entry> entries;
  std::size_t tail_length() const { return used; }
};

class Foreign;

/// Holds memory outside the heap, and counts how often it was given back.
struct Holder : Object {
  static constexpr gc::LayoutId layout = 6;
  int* finalised;
  std::uint64_t held;
  Foreign* foreign;
  void* opaque;
  void finalise() { ++*finalised; }
  std::size_t external_bytes() const { return held; }
};

const gc::LayoutTable& layouts();

}  // namespace gc_test
