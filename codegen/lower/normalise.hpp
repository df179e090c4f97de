// The normal form of a residual function's result, for words whose kind is not known when
// compiling.
#pragma once

#include <bit>

#include "gc/layout/object.hpp"
#include "gc/layout/word.hpp"
#include "pe/residual/program.hpp"

namespace codegen::lower {

/// `bits` as payload and kind (`pe::residual::ResultKind`), boxed floats included, which are
/// objects of the layout `boxed_float`.
inline pe::Returned normalise_result(std::uint64_t bits, std::uint64_t boxed_float) {
  using pe::residual::ResultKind;
  const auto give = [](std::uint64_t payload, ResultKind kind) {
    return pe::Returned{payload, static_cast<std::int64_t>(kind)};
  };
  const gc::Word word{bits};
  if (gc::is_small_int(word))
    return give(static_cast<std::uint64_t>(gc::small_int_value(word)), ResultKind::integer);
  if (gc::is_immediate_float(word))
    return give(std::bit_cast<std::uint64_t>(gc::immediate_float_value(word)),
                ResultKind::floating);
  if (gc::is_boolean(word)) return give(word == gc::true_word, ResultKind::boolean);
  if (gc::is_object(word)) {
    const auto* object = gc::as<const std::uint64_t>(word);
    if (gc::layout_of(gc::Header{object[0]}) == boxed_float)
      return give(object[1], ResultKind::floating);
  }
  return give(bits, ResultKind::reference);
}

}  // namespace codegen::lower
