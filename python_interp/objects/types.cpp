// Making type objects: those of C++ from a table, and what all of them have in common.
#include "python_interp/objects/types.hpp"

#include <algorithm>

#include "pe/residual/check.hpp"
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/shapes.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

void make_exception_types(VM& vm);

namespace {

/// A builtin type: its place, name, layout of instances and base (null: object).
struct TypeRow {
  Type* Types::*member;
  std::string_view name;
  Layout layout;
  std::uint64_t flags = type_no_subclass;
  Type* Types::*base = nullptr;
};
constexpr std::uint64_t open = 0;
constexpr TypeRow type_rows[] = {
    {&Types::object, "object", Layout::instance, open},
    {&Types::type, "type", Layout::type, open},
    {&Types::none_type, "NoneType", Layout::array},
    {&Types::not_implemented_type, "NotImplementedType", Layout::array},
    {&Types::ellipsis_type, "ellipsis", Layout::array},
    {&Types::int_, "int", Layout::big_int, open},
    {&Types::bool_, "bool", Layout::big_int, type_no_subclass, &Types::int_},
    {&Types::float_, "float", Layout::boxed_float, open},
    {&Types::complex, "complex", Layout::complex, open},
    {&Types::str, "str", Layout::str, open},
    {&Types::bytes, "bytes", Layout::bytes, open},
    {&Types::bytearray, "bytearray", Layout::bytearray, open},
    {&Types::tuple, "tuple", Layout::tuple, open},
    {&Types::list, "list", Layout::list, open},
    {&Types::dict, "dict", Layout::dict, open},
    {&Types::set, "set", Layout::set, open},
    {&Types::frozenset, "frozenset", Layout::set, open},
    {&Types::range, "range", Layout::range},
    {&Types::slice, "slice", Layout::slice},
    {&Types::function, "function", Layout::function, type_no_subclass | type_has_dictionary},
    {&Types::builtin, "builtin_function_or_method", Layout::builtin},
    {&Types::method, "method", Layout::bound_method},
    {&Types::cell, "cell", Layout::cell},
    {&Types::property, "property", Layout::property, open},
    {&Types::staticmethod, "staticmethod", Layout::static_method, open},
    {&Types::classmethod, "classmethod", Layout::class_method, open},
    {&Types::super_, "super", Layout::super_, open},
    {&Types::module, "module", Layout::module, open},
    {&Types::code, "code", Layout::code},
    {&Types::frame, "frame", Layout::frame_object},
    {&Types::traceback, "traceback", Layout::traceback},
    {&Types::generator, "generator", Layout::generator},
    {&Types::coroutine, "coroutine", Layout::generator},
    {&Types::async_generator, "async_generator", Layout::generator},
    {&Types::mappingproxy, "mappingproxy", Layout::view},
    {&Types::generic_alias, "GenericAlias", Layout::native},
    {&Types::union_type, "UnionType", Layout::native},
    {&Types::method_descriptor, "method_descriptor", Layout::builtin},
    {&Types::wrapper_descriptor, "wrapper_descriptor", Layout::builtin},
    {&Types::getset_descriptor, "getset_descriptor", Layout::native},
    {&Types::method_wrapper, "method-wrapper", Layout::bound_method},
    {&Types::dict_keys, "dict_keys", Layout::view},
    {&Types::dict_values, "dict_values", Layout::view},
    {&Types::dict_items, "dict_items", Layout::view},
    {&Types::list_iterator, "list_iterator", Layout::iterator},
    {&Types::tuple_iterator, "tuple_iterator", Layout::iterator},
    {&Types::range_iterator, "range_iterator", Layout::iterator},
    {&Types::str_iterator, "str_iterator", Layout::iterator},
    {&Types::bytes_iterator, "bytes_iterator", Layout::iterator},
    {&Types::dict_key_iterator, "dict_keyiterator", Layout::iterator},
    {&Types::dict_value_iterator, "dict_valueiterator", Layout::iterator},
    {&Types::dict_item_iterator, "dict_itemiterator", Layout::iterator},
    {&Types::set_iterator, "set_iterator", Layout::iterator},
    {&Types::sequence_iterator, "iterator", Layout::iterator},
    {&Types::callable_iterator, "callable_iterator", Layout::iterator},
    {&Types::reversed, "reversed", Layout::iterator, open},
    {&Types::enumerate, "enumerate", Layout::iterator, open},
    {&Types::zip, "zip", Layout::iterator, open},
    {&Types::map, "map", Layout::iterator, open},
    {&Types::filter, "filter", Layout::iterator, open},
};
static_assert(std::size(type_rows) * sizeof(Type*) == sizeof(Types), "give each type its row");

bool add_subclass(VM& vm, Type* base, Type* subclass) {
  Array* const old = base->subclasses;
  const std::uint64_t count = old ? std::uint64_t{old->length} : 0;
  for (std::uint64_t i = 0; i < count; ++i)
    if (gc::is_null(old->items[i])) {
      old->items[i] = gc::reference(subclass);
      return true;
    }
  auto* const fresh = allocate<Array>(vm, nullptr, count * 2 + 2);
  if (!fresh) return false;
  fresh->length.value = count * 2 + 2;
  if (old) std::copy_n(old->items.data(), count, fresh->items.data());
  fresh->items[count] = gc::reference(subclass);
  base->subclasses = fresh;
  return true;
}

/// The singleton shape by which a class object is told from all others.
bool give_own_shape(VM& vm, Type* type, Type* metaclass) {
  Shape* const shape = make_root_shape(vm, metaclass, Layout::type, 0, false);
  if (!shape) return false;
  type->header = gc::make_header(Type::layout, shape);
  vm.own->singletons.emplace(shape, type);
  return true;
}

gc::Header exact_header(const Type* type) {
  return gc::make_header(static_cast<gc::LayoutId>(type->instance_layout), type->root_shape);
}

void set_exact_headers(VM& vm) {
  const Types& t = vm.types;
  Shape* const bound_builtin = make_root_shape(vm, t.builtin, Layout::bound_method, 0, false);
  vm.exact = {.list = exact_header(t.list), .tuple = exact_header(t.tuple),
              .dict = exact_header(t.dict), .set = exact_header(t.set), .str = exact_header(t.str),
              .bytes = exact_header(t.bytes), .range = exact_header(t.range),
              .slice = exact_header(t.slice), .cell = exact_header(t.cell),
              .function = exact_header(t.function), .builtin = exact_header(t.builtin),
              .bound_method = exact_header(t.method),
              .bound_builtin = gc::make_header(BoundMethod::layout, bound_builtin),
              .bound_slot = exact_header(t.method_wrapper),
              .wrapper_descriptor = exact_header(t.wrapper_descriptor),
              .list_iterator = exact_header(t.list_iterator),
              .tuple_iterator = exact_header(t.tuple_iterator),
              .range_iterator = exact_header(t.range_iterator),
              .generator = exact_header(t.generator), .type = exact_header(t.type)};
}

/// Types and empty values that everything else is made of, before there are names.
void make_first_objects(VM& vm) {
  for (const TypeRow& row : type_rows) {
    auto* const type = allocate<Type>(vm, nullptr);
    vm.types.*row.member = type;
    type->flags = row.flags;
    type->instance_layout = static_cast<std::uint64_t>(row.layout);
    type->caches = &vm.own->type_caches.emplace_back();
    const bool dictionary = row.layout == Layout::function;
    type->root_shape = make_root_shape(vm, type, row.layout, 0, dictionary);
  }
  for (const TypeRow& row : type_rows) give_own_shape(vm, vm.types.*row.member, vm.types.type);
  set_exact_headers(vm);
  if (gc::is_null(vm.empty_tuple))
    vm.empty_tuple = gc::reference(allocate<Tuple>(vm, vm.types.tuple));
}

}  // namespace

Type* allocate_type(VM& vm, Type* metaclass, Layout instance_layout, std::uint64_t flags) {
  auto* const type = allocate<Type>(vm, nullptr);
  if (!type) return nullptr;
  type->flags = flags;
  type->instance_layout = static_cast<std::uint64_t>(instance_layout);
  type->caches = &vm.own->type_caches.emplace_back();
  const bool has_slots = instance_layout == Layout::instance && (flags & type_is_heap);
  type->root_shape = root_shape(vm, type, has_slots ? first_inline_capacity : 0);
  if (!type->root_shape || !give_own_shape(vm, type, metaclass)) return nullptr;
  return type;
}

bool complete_type(VM& vm, Type* type, Str* name, Tuple* bases, Type* base) {
  type->name = gc::reference(name);
  if (gc::is_null(type->qualname)) type->qualname = type->name;
  type->bases = bases;
  type->base = base;
  if (!type->dict) type->dict = make_namespace(vm);
  if (!type->dict) return false;
  type->mro = linearise(vm, type);
  if (!type->mro) return false;
  for (std::uint64_t i = 0; i < bases->length; ++i)
    if (!add_subclass(vm, gc::as<Type>(bases->items[i]), type)) return false;
  refresh_flags(vm, type);
  return true;
}

Type* make_type(VM& vm, std::string_view name, Type* base, Layout layout, std::uint64_t flags) {
  if (!base) base = vm.types.object;
  Type* const type = allocate_type(vm, vm.types.type, layout, flags | (base->flags & type_is_exception));
  const Word bases[] = {gc::reference(base)};
  const auto dot = name.rfind('.');
  Str* const last_name = intern(vm, dot == name.npos ? name : name.substr(dot + 1));
  pe::residual::check(type && complete_type(vm, type, last_name, make_tuple(vm, bases), base),
                      "objects: a builtin type could not be made");
  if (dot != name.npos)
    set_global(vm, type->dict, "__module__", gc::reference(intern(vm, name.substr(0, dot))));
  return type;
}

void make_types(VM& vm) {
  make_first_objects(vm);
  for (const TypeRow& row : type_rows) {
    Type* const type = vm.types.*row.member;
    Type* base = row.base ? vm.types.*row.base : vm.types.object;
    if (type == vm.types.object) base = nullptr;
    Tuple* bases = gc::as<Tuple>(vm.empty_tuple);
    if (base) {
      const Word only[] = {gc::reference(base)};
      bases = make_tuple(vm, only);
    }
    pe::residual::check(complete_type(vm, type, intern(vm, row.name), bases, base),
                        "objects: a builtin type could not be made");
  }
  make_exception_types(vm);
}

bool is_subtype(const Type* type, const Type* of) {
  if (type == of) return true;
  const Tuple* const mro = type->mro;
  for (std::uint64_t i = 0; i < mro->length; ++i)
    if (gc::as<const Type>(mro->items.first[i]) == of) return true;
  return false;
}

bool is_instance(VM& vm, Word value, Type* type) { return is_subtype(type_of(vm, value), type); }

std::string type_name(const VM& vm, Word word) {
  return to_utf8(gc::as<Str>(type_of(vm, word)->name));
}

std::string full_name(VM& vm, const Type* type) {
  const Word module = dict_get(vm, type->dict, vm.names->module);
  const std::string name = to_utf8(gc::as<Str>(type->qualname));
  if (!is<Str>(module) || str_equals(gc::as<Str>(module), "builtins")) return name;
  return to_utf8(gc::as<Str>(module)) + "." + name;
}

Layout subclass_layout(const Type* base) {
  switch (static_cast<Layout>(base->instance_layout)) {
    case Layout::big_int:
    case Layout::boxed_float:
    case Layout::complex:
    case Layout::str:
    case Layout::bytes:
    case Layout::bytearray:
    case Layout::tuple: return Layout::wrapped;
    default: return static_cast<Layout>(base->instance_layout);
  }
}

}  // namespace py
