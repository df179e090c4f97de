// Sets as plain C++ functions, for set and frozenset alike.
#pragma once

#include "pe/residual/callee.hpp"
#include "python_interp/objects/allocate.hpp"

namespace py {

/// An empty set of type set, frozenset or a subclass.
Set* make_set(VM& vm, Type* type);

bool set_add(VM& vm, Set* set, Word item);
int set_contains(VM& vm, Set* set, Word item);  ///< 1, 0, -1.
int set_discard(VM& vm, Set* set, Word item);   ///< 1 removed, 0 was absent, -1 failed.
/// Removes and gives an item; null if there is none.
Word set_pop(Set* set);
void set_clear(Set* set);
/// Adds all items of an iterable.
bool set_update(VM& vm, Set* set, Word iterable);
/// A set of the same items and the given type.
Set* set_copy(VM& vm, Set* set, Type* type);
/// Steps through: position 0 first; false at the end.
bool set_next(const Set* set, std::uint64_t& position, Word& item);
/// set(iterable) of a type.
Word set_from(VM& vm, Type* type, Word iterable);

/// Staged code's: None, or null with the exception pending.
Word set_add_item(VM* vm, Word set, Word item);

/// `left` without what `iterable` has, only what it has, or what only one of the two has; in place.
bool set_subtract(VM& vm, Set* left, Word iterable);
bool set_intersect(VM& vm, Set* left, Word iterable);
bool set_exclusive(VM& vm, Set* left, Word iterable);
/// A new set of a type: what `left` has and `other` has not; what both have.
Set* set_difference(VM& vm, Set* left, Word other, Type* type);
Set* set_intersection(VM& vm, Set* left, Word other, Type* type);
/// Are all items of `left` in `right`? 1, 0, -1.
int set_is_subset(VM& vm, Set* left, Set* right);
/// Has `set` no item of the iterable? 1, 0, -1.
int set_is_disjoint(VM& vm, Set* set, Word iterable);
/// The six comparisons of sets.
Word set_compare(VM& vm, Comparison comparison, Set* left, Set* right);
std::int64_t set_hash(Set* set);

Word set_iterator_next(VM* vm, Word iterator);

void init_sets(VM& vm);

}  // namespace py

namespace pe {
template <> inline constexpr Effects effects_of<&py::set_add_item> = {
    .name = "set_add_item", .reads = true, .writes = true, .allocates = true, .may_raise = true,
    .runs_python = true};
template <> inline constexpr Effects effects_of<&py::set_iterator_next> = {
    .name = "set_iterator_next", .reads = true, .writes = true, .may_raise = true};
}  // namespace pe
