// The module builtins: types, exceptions and functions, folded together.
#include "python_interp/modules/builtins.hpp"

#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

constexpr Type* Types::*public_types[] = {
    &Types::object,      &Types::type,         &Types::int_,     &Types::bool_,       &Types::float_,
    &Types::complex,     &Types::str,          &Types::bytes,    &Types::bytearray,   &Types::tuple,
    &Types::list,        &Types::dict,         &Types::set,      &Types::frozenset,   &Types::range,
    &Types::slice,       &Types::property,     &Types::staticmethod, &Types::classmethod, &Types::super_,
    &Types::reversed,    &Types::enumerate,    &Types::zip,      &Types::map,         &Types::filter,
};

void add_type(VM& vm, Dict* dict, Type* type) {
  dict_set(vm, dict, type->name, gc::reference(type));
}

void add_exceptions(VM& vm, Dict* dict) {
  auto* const all = reinterpret_cast<Type**>(&vm.exceptions);
  for (std::size_t i = 0; i < sizeof(Exceptions) / sizeof(Type*); ++i) add_type(vm, dict, all[i]);
  set_global(vm, dict, "IOError", gc::reference(vm.exceptions.OSError));
  set_global(vm, dict, "EnvironmentError", gc::reference(vm.exceptions.OSError));
}

}  // namespace

Module* make_builtins(VM& vm) {
  Module* const module = make_module(vm, "builtins");
  Dict* const dict = module->dict;
  vm.builtins = dict;
  for (auto type : public_types) add_type(vm, dict, vm.types.*type);
  add_exceptions(vm, dict);
  for (const auto& functions : {text_builtins(), number_builtins(), iteration_builtins(),
                                object_builtins(), async_builtins(), code_builtins()})
    add_functions(vm, module, functions);
  set_global(vm, dict, "None", none);
  set_global(vm, dict, "True", gc::true_word);
  set_global(vm, dict, "False", gc::false_word);
  set_global(vm, dict, "NotImplemented", not_implemented);
  set_global(vm, dict, "Ellipsis", ellipsis);
  set_global(vm, dict, "__debug__", gc::true_word);
  return module;
}

}  // namespace py
