// The order of resolution (C3: Barrett and others, 1996), and whose layout instances have.
#include <algorithm>
#include <vector>

#include "python_interp/objects/native.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

using Sequence = std::vector<Type*>;

Sequence sequence_of(const Tuple* types) {
  Sequence result;
  for (std::uint64_t i = 0; i < types->length; ++i)
    result.push_back(gc::as<Type>(types->items.first[i]));
  return result;
}

bool in_a_tail(const std::vector<Sequence>& sequences, const Type* type) {
  return std::ranges::any_of(sequences, [&](const Sequence& sequence) {
    return std::find(sequence.begin() + !sequence.empty(), sequence.end(), type) != sequence.end();
  });
}

/// The first head that is in nobody's tail; null if there is none.
Type* next_of(const std::vector<Sequence>& sequences) {
  for (const Sequence& sequence : sequences)
    if (!sequence.empty() && !in_a_tail(sequences, sequence.front())) return sequence.front();
  return nullptr;
}

void raise_inconsistent(VM& vm, const std::vector<Sequence>& sequences) {
  std::string names;
  Sequence seen;
  for (const Sequence& sequence : sequences) {
    if (sequence.empty() || std::ranges::find(seen, sequence.front()) != seen.end()) continue;
    seen.push_back(sequence.front());
    if (!names.empty()) names += ", ";
    names += to_utf8(gc::as<Str>(sequence.front()->name));
  }
  raise(vm, vm.exceptions.TypeError,
        "Cannot create a consistent method resolution\norder (MRO) for bases %s", names.c_str());
}

/// The builtin class that decides the layout.
Type* solid_base(Type* type) {
  while (type->flags & type_is_heap) type = type->base;
  return type;
}

/// Can instances of `solid` serve as those of `other`?
bool extends(const Type* solid, const Type* other) {
  return is_subtype(solid, other) ||
         (solid->flags & other->flags & type_is_exception) != 0;
}

}  // namespace

Tuple* linearise(VM& vm, Type* type) {
  const Sequence bases = sequence_of(type->bases);
  for (std::size_t i = 0; i < bases.size(); ++i)
    if (std::find(bases.begin() + static_cast<std::ptrdiff_t>(i) + 1, bases.end(), bases[i]) !=
        bases.end()) {
      raise(vm, vm.exceptions.TypeError, "duplicate base class %S", bases[i]->name);
      return nullptr;
    }
  std::vector<Sequence> sequences;
  for (Type* base : bases) sequences.push_back(sequence_of(base->mro));
  sequences.push_back(bases);
  std::vector<Word> order = {gc::reference(type)};
  while (std::ranges::any_of(sequences, [](auto& sequence) { return !sequence.empty(); })) {
    Type* const next = next_of(sequences);
    if (!next) {
      raise_inconsistent(vm, sequences);
      return nullptr;
    }
    order.push_back(gc::reference(next));
    for (Sequence& sequence : sequences)
      if (!sequence.empty() && sequence.front() == next) sequence.erase(sequence.begin());
  }
  return py::make_tuple(vm, order);
}

Type* best_base(VM& vm, Tuple* bases) {
  Type* winner = nullptr;
  for (std::uint64_t i = 0; i < bases->length; ++i) {
    const Word word = bases->items[i];
    if (!is<Type>(word)) {
      raise(vm, vm.exceptions.TypeError, "bases must be types");
      return nullptr;
    }
    auto* const base = gc::as<Type>(word);
    if (base->flags & type_no_subclass) {
      raise(vm, vm.exceptions.TypeError, "type '%S' is not an acceptable base type", base->name);
      return nullptr;
    }
    if (!winner || (solid_base(base) != solid_base(winner) &&
                    is_subtype(solid_base(base), solid_base(winner)))) {
      winner = base;
    } else if (!extends(solid_base(winner), solid_base(base))) {
      raise(vm, vm.exceptions.TypeError, "multiple bases have instance lay-out conflict");
      return nullptr;
    }
  }
  return winner;
}

}  // namespace py
