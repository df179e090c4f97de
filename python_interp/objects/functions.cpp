// Functions, in Python and in C++, methods bound to an object, code objects and cells: what code sees of them.
#include <cinttypes>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

Word or_none(Word word) { return gc::is_null(word) ? none : word; }

std::string text_of(Word word) { return is<Str>(word) ? to_utf8(gc::as<Str>(word)) : "?"; }

std::string address_of(Word word) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%" PRIx64, word.bits);
  return text;
}

// --- Functions in Python ---

Word function_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto* it = gc::as<Function>(arguments[0]);
  return str_word(make_str(vm, "<function " + text_of(it->qualname) + " at " +
                                   address_of(arguments[0]) + ">"));
}

Word function_call(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  return call(vm, arguments[0], {arguments + 1, count - 1}, keyword_names);
}

Word bind_to_instance(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const bool of_none = count == 2 || !(arguments[2] == gc::reference(vm.types.none_type));
  const Word instance = arguments[1] == none && of_none ? null : arguments[1];
  return descriptor_get(vm, arguments[0], instance, nullptr);
}

template <Word Function::*member>
Word get_member(VM&, Word self) {
  return or_none(gc::as<Function>(self)->*member);
}

template <Word Function::*member>
Word set_member(VM&, Word self, Word value) {
  gc::as<Function>(self)->*member = value == none ? null : value;
  return none;
}

template <Word Function::*member>
Word set_plain(VM&, Word self, Word value) {
  gc::as<Function>(self)->*member = or_none(value);
  return none;
}

template <Word Function::*member>
Word set_string(VM& vm, Word self, Word value) {
  if (gc::is_null(value) || !str_of(value))
    return raise(vm, vm.exceptions.TypeError, "%s must be set to a string object",
                 member == &Function::name ? "__name__" : "__qualname__");
  gc::as<Function>(self)->*member = value;
  return none;
}

Word set_defaults(VM& vm, Word self, Word value) {
  if (is_given(value) && !is<Tuple>(value))
    return raise(vm, vm.exceptions.TypeError, "__defaults__ must be set to a tuple object");
  return set_member<&Function::defaults>(vm, self, value);
}

Word set_kwdefaults(VM& vm, Word self, Word value) {
  if (is_given(value) && !is<Dict>(value))
    return raise(vm, vm.exceptions.TypeError, "__kwdefaults__ must be set to a dict object");
  return set_member<&Function::kwdefaults>(vm, self, value);
}

Word get_annotations(VM& vm, Word self) {
  auto* const it = gc::as<Function>(self);
  if (gc::is_null(it->annotations)) it->annotations = gc::reference(make_dict(vm));
  return it->annotations;
}

Word get_closure(VM&, Word self) {
  Tuple* const closure = gc::as<Function>(self)->closure;
  return closure ? gc::reference(closure) : none;
}

void init_python_functions(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__repr__", function_repr, 1, 1},
      {"__call__", function_call, 1, -1},
      {"__get__", bind_to_instance, 2, 3},
  };
  Type* const type = vm.types.function;
  add_methods(vm, type, methods);
  add_property(vm, type, "__name__", get_member<&Function::name>, set_string<&Function::name>);
  add_property(vm, type, "__qualname__", get_member<&Function::qualname>,
               set_string<&Function::qualname>);
  add_property(vm, type, "__module__", get_member<&Function::module>, set_plain<&Function::module>);
  add_property(vm, type, "__doc__", get_member<&Function::doc>, set_plain<&Function::doc>);
  add_property(vm, type, "__defaults__", get_member<&Function::defaults>, set_defaults);
  add_property(vm, type, "__kwdefaults__", get_member<&Function::kwdefaults>, set_kwdefaults);
  add_property(vm, type, "__annotations__", get_annotations, set_member<&Function::annotations>);
  add_property(vm, type, "__closure__", get_closure);
  add_property(vm, type, "__code__", [](VM&, Word self) -> Word {
    return gc::reference(static_cast<Code*>(gc::as<Function>(self)->code));
  });
  add_property(vm, type, "__globals__", [](VM&, Word self) -> Word {
    return gc::reference(static_cast<Dict*>(gc::as<Function>(self)->globals));
  });
  add_property(vm, type, "__builtins__",
               [](VM& vm, Word) -> Word { return gc::reference(vm.builtins); });
}

// --- Functions in C++ ---

std::string owner_name(const Builtin* it) {
  return text_of(static_cast<Type*>(it->owner)->name);
}

/// The function itself, or that of a bound method.
const Builtin* builtin_of(Word self) {
  return gc::as<Builtin>(is<BoundMethod>(self) ? Word(gc::as<BoundMethod>(self)->function) : self);
}

Word builtin_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word self = arguments[0];
  const std::string name = text_of(builtin_of(self)->name);
  if (!is<BoundMethod>(self)) return str_word(make_str(vm, "<built-in function " + name + ">"));
  const Word object = gc::as<BoundMethod>(self)->self;
  const char* const kind = type_of(vm, self) == vm.types.builtin ? "<built-in method " : "<method-wrapper '";
  const char* const quote = type_of(vm, self) == vm.types.builtin ? "" : "'";
  return str_word(make_str(vm, kind + name + quote + " of " + type_name(vm, object) + " object at " +
                                   address_of(object) + ">"));
}

Word method_descriptor_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto* it = gc::as<Builtin>(arguments[0]);
  const bool slot = type_of(vm, arguments[0]) == vm.types.wrapper_descriptor;
  return str_word(make_str(vm, (slot ? "<slot wrapper '" : "<method '") + text_of(it->name) +
                                   "' of '" + owner_name(it) + "' objects>"));
}

Word builtin_qualname(VM& vm, Word self) {
  const auto* it = builtin_of(self);
  if (!it->owner.value) return it->name;
  return str_word(make_str(vm, owner_name(it) + "." + text_of(it->name)));
}

Word method_eq(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!is<BoundMethod>(arguments[0]) || !is<BoundMethod>(arguments[1])) return not_implemented;
  const auto* left = gc::as<BoundMethod>(arguments[0]);
  const auto* right = gc::as<BoundMethod>(arguments[1]);
  if (!(left->self.value == right->self.value)) return gc::false_word;
  const std::int64_t equal = are_equal(&vm, left->function, right->function);
  return equal < 0 ? null : gc::boolean(equal);
}

Word method_hash(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!is<BoundMethod>(arguments[0])) return make_int(vm, identity_hash(arguments[0]));
  const auto* it = gc::as<BoundMethod>(arguments[0]);
  const std::int64_t hash = hash_of(&vm, it->function);
  return hash == -1 ? null
                    : make_int(vm, (hash ^ static_cast<std::int64_t>(
                                               static_cast<Word>(it->self).bits >> 4)) >> 1);
}

/// What functions in C++ show of themselves, alone, in a class or bound.
void init_builtin_type(VM& vm, Type* type, Native repr) {
  const NativeMethod methods[] = {{"__repr__", repr, 1, 1}, {"__call__", function_call, 1, -1}};
  add_methods(vm, type, methods);
  add_property(vm, type, "__name__", [](VM&, Word self) -> Word { return builtin_of(self)->name; });
  add_property(vm, type, "__doc__", [](VM&, Word self) -> Word { return builtin_of(self)->doc; });
  add_property(vm, type, "__qualname__", builtin_qualname);
  add_property(vm, type, "__text_signature__", [](VM&, Word) -> Word { return none; });
}

Word builtin_module(VM& vm, Word self) {
  if (is<BoundMethod>(self)) return none;
  const Word module = gc::as<Builtin>(self)->module;
  return gc::is_null(module) ? gc::reference(intern(vm, "builtins")) : module;
}

Word builtin_self(VM&, Word self) {
  return is<BoundMethod>(self) ? Word(gc::as<BoundMethod>(self)->self) : none;
}

void init_builtin_functions(VM& vm) {
  static constexpr NativeMethod comparison[] = {{"__eq__", method_eq, 2, 2}, {"__hash__", method_hash, 1, 1}};
  static constexpr NativeMethod get[] = {{"__get__", bind_to_instance, 2, 3}};
  for (Type* type : {vm.types.builtin, vm.types.method_wrapper}) {
    init_builtin_type(vm, type, builtin_repr);
    add_methods(vm, type, comparison);
    add_property(vm, type, "__self__", builtin_self);
  }
  add_property(vm, vm.types.builtin, "__module__", builtin_module);
  for (Type* type : {vm.types.method_descriptor, vm.types.wrapper_descriptor}) {
    init_builtin_type(vm, type, method_descriptor_repr);
    add_methods(vm, type, get);
  }
  for (Type* type : {vm.types.method_descriptor, vm.types.wrapper_descriptor, vm.types.method_wrapper})
    add_property(vm, type, "__objclass__", [](VM&, Word self) -> Word {
      return gc::reference(static_cast<Type*>(builtin_of(self)->owner));
    });
}

// --- Bound methods ---

Word method_new(VM& vm, const Word* arguments, std::uint64_t, Word) {
  auto* const made = allocate<BoundMethod>(vm, gc::as<Type>(arguments[0]));
  if (!made) return null;
  made->function.value = arguments[1];
  made->self.value = arguments[2];
  return gc::reference(made);
}

Word method_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto* it = gc::as<BoundMethod>(arguments[0]);
  Word name = find_attribute_value(&vm, it->function, vm.names->qualname);
  if (gc::is_null(name) && gc::is_null(vm.pending))
    name = find_attribute_value(&vm, it->function, vm.names->name);
  if (gc::is_null(name) && !gc::is_null(vm.pending)) return null;
  const Word self = repr(&vm, it->self);
  if (gc::is_null(self)) return null;
  return str_word(
      make_str(vm, "<bound method " + text_of(name) + " of " + text_of(self) + ">"));
}

void init_methods(VM& vm) {
  static constexpr NativeMethod methods[] = {
      {"__new__", method_new, 3, 3, nullptr, NativeMethod::static_},
      {"__call__", function_call, 1, -1},
      {"__repr__", method_repr, 1, 1},
      {"__eq__", method_eq, 2, 2},
      {"__hash__", method_hash, 1, 1},
  };
  Type* const type = vm.types.method;
  add_methods(vm, type, methods);
  add_property(vm, type, "__func__", [](VM&, Word self) -> Word { return gc::as<BoundMethod>(self)->function; });
  add_property(vm, type, "__self__", [](VM&, Word self) -> Word { return gc::as<BoundMethod>(self)->self; });
  add_property(vm, type, "__doc__", [](VM& vm, Word self) -> Word {
    return get_attribute(&vm, gc::as<BoundMethod>(self)->function, vm.names->doc);
  });
}

// --- Cells and code ---

Word get_cell(VM& vm, Word self) {
  const Word value = gc::as<Cell>(self)->value;
  return gc::is_null(value) ? raise(vm, vm.exceptions.ValueError, "Cell is empty") : value;
}

Word set_cell(VM&, Word self, Word value) {
  gc::as<Cell>(self)->value = value;
  return none;
}

Word code_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto* it = gc::as<Code>(arguments[0]);
  return str_word(make_str(vm, "<code object " + text_of(it->name) + " at " +
                                   address_of(arguments[0]) + ", file \"" + text_of(it->filename) +
                                   "\", line " + std::to_string(std::uint64_t{it->first_line}) + ">"));
}

template <Fixed<std::uint64_t> Code::*member>
Word code_number(VM&, Word self) {
  return gc::small_int(static_cast<std::int64_t>((gc::as<Code>(self)->*member).value));
}
template <Fixed<Word> Code::*member>
Word code_word(VM&, Word self) {
  return gc::as<Code>(self)->*member;
}
template <Fixed<Tuple*> Code::*member>
Word code_tuple(VM&, Word self) {
  return gc::reference((gc::as<Code>(self)->*member).value);
}

/// The slots' names from `start` on.
Word slot_names(VM& vm, const Code* code, std::uint64_t start, std::uint64_t count) {
  const Tuple* const all = code->varnames;
  std::vector<Word> names;
  for (std::uint64_t i = start; i < start + count && i < all->length; ++i)
    names.push_back(all->items.first[i]);
  return gc::reference(py::make_tuple(vm, names));
}

void init_code(VM& vm) {
  static constexpr NativeMethod methods[] = {{"__repr__", code_repr, 1, 1}};
  Type* const type = vm.types.code;
  add_methods(vm, type, methods);
  add_property(vm, type, "co_name", code_word<&Code::name>);
  add_property(vm, type, "co_qualname", code_word<&Code::qualname>);
  add_property(vm, type, "co_filename", code_word<&Code::filename>);
  add_property(vm, type, "co_argcount", code_number<&Code::argcount>);
  add_property(vm, type, "co_posonlyargcount", code_number<&Code::posonly_count>);
  add_property(vm, type, "co_kwonlyargcount", code_number<&Code::kwonly_count>);
  add_property(vm, type, "co_flags", code_number<&Code::flags>);
  add_property(vm, type, "co_firstlineno", code_number<&Code::first_line>);
  add_property(vm, type, "co_stacksize", code_number<&Code::stack_size>);
  add_property(vm, type, "co_nlocals", code_number<&Code::local_count>);
  add_property(vm, type, "co_consts", code_tuple<&Code::constants>);
  add_property(vm, type, "co_names", code_tuple<&Code::names>);
  add_property(vm, type, "co_varnames", [](VM& vm, Word self) -> Word {
    const auto* it = gc::as<Code>(self);
    return slot_names(vm, it, 0, it->local_count);
  });
  add_property(vm, type, "co_freevars", [](VM& vm, Word self) -> Word {
    const auto* it = gc::as<Code>(self);
    return slot_names(vm, it, it->slot_count - it->free_count, it->free_count);
  });
  add_property(vm, type, "co_cellvars", [](VM& vm, Word self) -> Word {
    const auto* it = gc::as<Code>(self);
    return slot_names(vm, it, it->local_count, it->cell_count);
  });
}

}  // namespace

void init_functions(VM& vm) {
  init_python_functions(vm);
  init_builtin_functions(vm);
  init_methods(vm);
  add_property(vm, vm.types.cell, "cell_contents", get_cell, set_cell);
  init_code(vm);
}

}  // namespace py
