#include "python_interp/interp/support/generators.hpp"

#include "python_interp/bytecode/code.hpp"
#include "python_interp/objects/native.hpp"

namespace py {

gc::Header generator_header(const VM& vm, const Code* code) {
  const Type* type = (code->flags & bytecode::code_coroutine) != 0         ? vm.types.coroutine
                     : (code->flags & bytecode::code_async_generator) != 0 ? vm.types.async_generator
                                                                           : vm.types.generator;
  return gc::make_header(Generator::layout, type->root_shape);
}

std::uint64_t generator_room(const Code* code) { return code->slot_count + code->stack_size + 10; }

Word raise_already_executing(VM* vm, Word generator) {
  return raise(*vm, vm->exceptions.ValueError, "%T already executing", generator);
}

}  // namespace py
