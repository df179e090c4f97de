#include "codegen/lower/helpers.hpp"

#include <bit>

#include "gc/layout/object.hpp"
#include "pe/residual/program.hpp"

namespace codegen::lower {

namespace {

const double* boxed_value(gc::Word word, std::uint64_t boxed_float) {
  if (!gc::is_object(word)) return nullptr;
  const auto* object = gc::as<const gc::Object>(word);
  return gc::layout_of(object->header) == boxed_float ? reinterpret_cast<const double*>(object + 1)
                                                      : nullptr;
}

}  // namespace

[[clang::preserve_all]] MaybeFloat find_float(std::uint64_t word, std::uint64_t boxed_float) {
  const double* value = boxed_value({word}, boxed_float);
  return value ? MaybeFloat{*value, 1} : MaybeFloat{0, 0};
}

[[clang::preserve_all]] std::uint64_t box_rare_float(double number, gc::Word (*box)(double)) {
  return box(number).bits;
}

[[clang::preserve_all]] std::uint64_t allocate_cell(std::int64_t bytes,
                                                    gc::Word (*allocate)(std::int64_t)) {
  return allocate(bytes).bits;
}

pe::Returned normalise_result(std::uint64_t bits, std::uint64_t boxed_float) {
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
  if (const double* value = boxed_value(word, boxed_float))
    return give(std::bit_cast<std::uint64_t>(*value), ResultKind::floating);
  return give(bits, ResultKind::reference);
}

}  // namespace codegen::lower
