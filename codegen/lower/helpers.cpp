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

struct MaybeFloat {
  double value;
  std::uint64_t is_float;
};

MaybeFloat find(std::uint64_t word, std::uint64_t boxed_float) {
  const double* value = boxed_value({word}, boxed_float);
  return value ? MaybeFloat{*value, 1} : MaybeFloat{0, 0};
}

std::uint64_t box(double number, gc::Word (*box_float)(double)) { return box_float(number).bits; }

std::uint64_t allocate(std::int64_t bytes, gc::Word (*allocate_bytes)(std::int64_t)) {
  return allocate_bytes(bytes).bits;
}

template <auto function>
struct Twin;
template <class R, class... A, R (*function)(A...)>
struct Twin<function> {
  [[clang::preserve_all]] static R preserving(A... arguments) { return function(arguments...); }
};

template <auto function>
Helper helper(const char* name) {
  return {name, reinterpret_cast<const void*>(function),
          reinterpret_cast<const void*>(&Twin<function>::preserving)};
}

}  // namespace

const Helper find_float = helper<&find>("find_float");
const Helper box_rare_float = helper<&box>("box_rare_float");
const Helper allocate_cell = helper<&allocate>("allocate_cell");

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
