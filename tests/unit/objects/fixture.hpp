// A VM without an interpreter: enough for everything but functions written in Python.
#pragma once

#include <string>

#include "python_interp/objects/api.hpp"
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

/// A VM, and shorthands.
struct Fixture {
  VM vm;

  Word text(std::string_view utf8) { return gc::reference(make_str(vm, utf8)); }
  Str* name(std::string_view utf8) { return intern(vm, utf8); }

  /// class `name`(base): pass, in the given namespace.
  Type* make_class_of(std::string_view class_name, Type* base = nullptr, Dict* name_space = nullptr) {
    const Word bases[] = {gc::reference(base ? base : vm.types.object)};
    return gc::as<Type>(make_class(vm, vm.types.type, name(class_name), make_tuple(vm, bases),
                                   name_space ? name_space : make_dict(vm), {}, null));
  }
  Word call_with(Word callable, std::initializer_list<Word> arguments) {
    return call(vm, callable, {arguments.begin(), arguments.size()});
  }

  std::string shown(Word word) { return gc::is_null(word) ? pending() : to_utf8(str_of(repr(&vm, word))); }
  /// The pending exception as "Type: message", cleared.
  std::string pending() {
    if (gc::is_null(vm.pending)) return "nothing pending";
    const Word exception = take_pending(vm);
    return type_name(vm, exception) + ": " + to_utf8(str_of(to_str(&vm, exception)));
  }
};

}  // namespace py
