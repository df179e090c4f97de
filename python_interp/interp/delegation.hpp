// Throwing into a generator that stands in `yield from` or `await`.
#pragma once

#include "python_interp/objects/vm.hpp"

namespace py {

/// The iterator that a suspended generator delegates to, or null.
Word delegate_of(const Generator* generator);

/// What came of throwing. With both null the exception, this or another, is pending in the generator.
struct Thrown {
  Word yielded{};  ///< The delegate went on, and the generator yields this for it.
  Word sent{};     ///< The delegate has ended, and the generator goes on with its result.
};

/// Throws vm.pending into the iterator that `generator` delegates to; GeneratorExit closes it.
Thrown throw_into_delegate(VM& vm, Generator* generator, Word delegate);

}  // namespace py
