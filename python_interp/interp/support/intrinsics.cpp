#include "python_interp/interp/support/intrinsics.hpp"

#include "python_interp/interp/support/intrinsic_numbers.hpp"
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/api.hpp"

namespace py {
namespace {

struct Row {
  const char* name;
  Intrinsic number;
};
constexpr Row builtin_rows[] = {
    {"len", Intrinsic::len},     {"isinstance", Intrinsic::isinstance}, {"abs", Intrinsic::abs},
    {"min", Intrinsic::minimum}, {"max", Intrinsic::maximum},
};

void number(Word function, Intrinsic intrinsic) {
  if (is<Builtin>(function))
    gc::as<Builtin>(function)->staged.value = static_cast<std::uint64_t>(intrinsic);
}

}  // namespace

void name_intrinsics(VM& vm) {
  if (vm.builtins)
    for (const Row& row : builtin_rows)
      number(dict_get(vm, vm.builtins, intern(vm, row.name)), row.number);
  number(find_in_type(vm, vm.types.list, intern(vm, "append")), Intrinsic::list_append);
}

}  // namespace py
