#include "examples/tiny/values.hpp"

#include <charconv>

#include "pe/residual/fold.hpp"

namespace tiny {

gc::Word new_array(pe::driver::World* world, gc::Word value, std::int64_t count) {
  auto* array = world->heap.make<&Array::items>(static_cast<std::size_t>(count));
  if (!array) pe::driver::out_of_memory();
  array->length.value = count;
  for (std::int64_t i = 0; i < count; ++i) array->items[static_cast<std::size_t>(i)] = value;
  return gc::reference(array);
}

std::string text_of(gc::Word value) {
  if (gc::is_small_int(value)) return std::to_string(gc::small_int_value(value));
  if (gc::is_boolean(value)) return value == gc::true_word ? "true" : "false";
  if (pe::residual::is_float_word(value)) {
    char digits[40];
    const auto end = std::to_chars(digits, digits + sizeof digits, pe::residual::unbox_float(value)).ptr;
    std::string text(digits, end);
    return text.find_first_of(".einf") == std::string::npos ? text + ".0" : text;
  }
  if (!gc::is_object(value)) return "function " + std::to_string(gc::special_index(value) - first_function);
  const auto* array = gc::as<Array>(value);
  std::string text = "[";
  for (std::int64_t i = 0; i < array->length; ++i) {
    const gc::Word item = array->items.data()[i];
    text += (i > 0 ? ", " : "") + (gc::is_object(item) && !pe::residual::is_float_word(item) ? "[...]" : text_of(item));
  }
  return text + "]";
}

void print(pe::driver::World* world, gc::Word value) { world->print(text_of(value) + "\n"); }

}  // namespace tiny
