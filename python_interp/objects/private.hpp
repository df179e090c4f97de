// What a VM's objects keep in C++: who interned which string, what was looked up, which shapes there are.
#pragma once

#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "python_interp/objects/attributes.hpp"

namespace py {

/// What a class keeps in C++.
struct TypeCaches {
  /// Look-ups that this class had a part in, by name: what a change of that name invalidates.
  std::vector<std::pair<Str*, pe::Assumption*>> found;
  std::vector<Str*> slots;                ///< `__slots__` of the class and its bases.
  bool restricted = false;                ///< No attributes but `slots`.
  std::vector<Shape*> roots;              ///< Root shapes, one per inline capacity.
  Shape* dictionary_shape = nullptr;      ///< Of instances in dictionary mode.
};

struct VM::Private : gc::RootProvider {
  explicit Private(VM& vm);
  ~Private() override;
  void visit_roots(gc::Marker& marker) override;

  VM& vm;

  /// The text of an interned string: its code points as they lie in memory.
  struct Text {
    std::string_view bytes;
    std::uint32_t width;
    friend bool operator==(const Text&, const Text&) = default;
  };
  struct TextHash {
    std::size_t operator()(const Text& text) const {
      return std::hash<std::string_view>()(text.bytes) ^ text.width;
    }
  };
  std::unordered_map<Text, Str*, TextHash> interned;

  /// A look-up of a name on the objects with one header.
  struct Key {
    std::uint64_t header;
    const Str* name;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const { return mix(key); }
  };
  static std::size_t mix(const Key& key) {
    const std::uint64_t bits = key.header ^ (reinterpret_cast<std::uint64_t>(key.name) << 7);
    return (bits * 0x9e3779b97f4a7c15) >> 20;
  }
  template <class Found>
  struct Lookups {
    struct Line {
      Key key{};
      const Found* found = nullptr;
    };
    std::array<Line, 1024> recent{};
    std::unordered_map<Key, const Found*, KeyHash> all;
  };
  Lookups<Attribute> attributes, specials;
  Lookups<StoreAttribute> stores;
  // Inline caches and compiled code point at these, so none is ever freed; most stay valid for good.
  std::deque<Attribute> attribute_pool;
  std::deque<StoreAttribute> store_pool;
  std::deque<CellAssumption> cell_assumptions;
  Attribute dynamic_attribute;             ///< The answer that always holds.
  StoreAttribute dynamic_store;

  std::deque<TypeCaches> type_caches;
  std::vector<Shape*> shapes;              ///< All there are: look-ups are keyed by them.
  /// Classes and modules have a shape of their own each, so that a header tells which one it is.
  std::unordered_map<const Shape*, gc::Object*> singletons;

  Word memory_error;                       ///< Made in advance.
  std::array<Type*, 4> async_steps{};      ///< Of what asynchronous generators give to await, by kind.
  std::vector<Word> roots;                 ///< Whatever else has to live as long as the VM.
  std::vector<std::pair<Word, Word>> repr_running;  ///< Containers whose repr is being made.
  std::vector<const Module*> initialising;  ///< Whose code is being run by an import.
  std::int64_t native_depth = 0;           ///< Python functions called from C++ right now.
};

}  // namespace py
