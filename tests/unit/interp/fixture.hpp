// A VM with an interpreter and its builtins, fed with source text.
#pragma once

#include <string>
#include <string_view>

#include "python_interp/interp/interpreter.hpp"
#include "python_interp/interp/support/intrinsics.hpp"
#include "python_interp/main/source_functions.hpp"
#include "python_interp/main/source_to_code.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/native.hpp"

namespace py {

class Fixture {
 public:
  explicit Fixture(gc::Options options = {}) : vm(options) {
    attach_interpreter(vm);
    vm.hooks.compile = compile_file_for_vm;
    install_modules(vm, {});
    add_source_functions(vm);
    name_intrinsics(vm);
    globals_ = main_module(vm)->dict;
    set_global(vm, globals_, "__name__", gc::reference(make_str(vm, "m")));
  }
  ~Fixture() { detach_interpreter(vm); }

  /// Runs statements; what was raised as "Type: message", or nothing.
  std::string run(std::string_view source) {
    return gc::is_null(evaluate(source, "exec")) ? pending() : "";
  }
  /// The repr of an expression's value, or what was raised.
  std::string shown(std::string_view expression) {
    const Word value = evaluate(expression, "eval");
    const Word text = gc::is_null(value) ? null : repr(&vm, value);
    return gc::is_null(text) ? pending() : to_utf8(str_of(text));
  }

  Dict* globals() const { return globals_; }

  VM vm;

 private:
  Word evaluate(std::string_view source, std::string_view mode) {
    const Word code = compile_for_vm(vm, {.source = source, .filename = "<test>", .mode = mode, .is_text = true});
    if (gc::is_null(code)) return null;
    return vm.hooks.run_code(vm, gc::as<Code>(code), globals_, gc::reference(globals_));
  }
  std::string pending() {
    const Word exception = take_pending(vm);
    return type_name(vm, exception) + ": " + to_utf8(str_of(to_str(&vm, exception)));
  }

  Dict* globals_;
};

}  // namespace py
