#include "python_interp/objects/structs.hpp"

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

namespace {

std::span<const Word> values_of(Word self) { return items_of(gc::as<const Tuple>(unwrap(self))); }

template <std::size_t index>
Word get_item_at(VM&, Word self) {
  return values_of(self)[index];
}

using Getter = Word (*)(VM&, Word);
template <std::size_t... i>
constexpr auto make_getters(std::index_sequence<i...>) {
  return std::array<Getter, sizeof...(i)>{get_item_at<i>...};
}
constexpr auto getters = make_getters(std::make_index_sequence<20>());

Word fields_of(VM& vm, Type* type) { return dict_get(vm, type->dict, intern(vm, "_fields")); }

Word struct_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Type* const type = type_of(vm, arguments[0]);
  const auto names = items_of(gc::as<const Tuple>(fields_of(vm, type)));
  const auto values = values_of(arguments[0]);
  const Word module = dict_get(vm, type->dict, vm.names->module);
  std::string text = is<Str>(module) ? to_utf8(gc::as<Str>(module)) + "." : "";
  text += to_utf8(gc::as<Str>(type->name)) + "(";
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Word shown = repr(&vm, values[i]);
    if (gc::is_null(shown)) return null;
    text += (i ? ", " : "") + to_utf8(gc::as<Str>(names[i])) + "=" + to_utf8(str_of(shown));
  }
  return str_word(make_str(vm, text + ")"));
}

Word struct_new(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* const type = gc::as<Type>(arguments[0]);
  const Word values = tuple_from(vm, arguments[1]);
  if (gc::is_null(values)) return null;
  const auto fields = items_of(gc::as<const Tuple>(fields_of(vm, type)));
  if (gc::as<Tuple>(values)->length < fields.size())
    return raise(vm, vm.exceptions.TypeError, "%S() takes an at least %d-sequence (%d-sequence given)",
                 type->name, static_cast<int>(fields.size()),
                 static_cast<int>(gc::as<Tuple>(values)->length));
  return make_struct(vm, type, items_of(gc::as<const Tuple>(values)));
}

}  // namespace

Type* make_struct_type(VM& vm, std::string_view name, std::initializer_list<const char*> fields) {
  Type* const type = make_type(vm, name, vm.types.tuple, Layout::wrapped, type_no_subclass);
  static constexpr NativeMethod methods[] = {
      {"__new__", struct_new, 2, 3, nullptr, NativeMethod::static_},
      {"__repr__", struct_repr, 1, 1},
  };
  add_methods(vm, type, methods);
  Words names(vm);
  for (const char* field : fields) {
    add_property(vm, type, field, getters[names.size()]);
    names.push(gc::reference(intern(vm, field)));
  }
  set_global(vm, type->dict, "_fields", gc::reference(py::make_tuple(vm, names)));
  set_global(vm, type->dict, "n_sequence_fields", gc::small_int(static_cast<std::int64_t>(fields.size())));
  set_global(vm, type->dict, "n_fields", gc::small_int(static_cast<std::int64_t>(fields.size())));
  set_global(vm, type->dict, "n_unnamed_fields", gc::small_int(0));
  return type;
}

Word make_struct(VM& vm, Type* type, std::span<const Word> values) {
  Tuple* const tuple = make_tuple(vm, values);
  auto* const made = tuple ? allocate<Wrapped>(vm, type) : nullptr;
  if (!made) return null;
  made->value.value = gc::reference(tuple);
  return gc::reference(made);
}

Word make_struct(VM& vm, std::string_view name, std::initializer_list<const char*> fields,
                 std::span<const Word> values) {
  return make_struct(vm, make_struct_type(vm, name, fields), values);
}

}  // namespace py
