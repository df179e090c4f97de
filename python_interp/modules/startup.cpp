// What a program finds when it starts, and what happens when it ends.
#include <csignal>
#include <cstdio>

#include "pe/residual/check.hpp"
#include "python_interp/modules/builtins.hpp"
#include "python_interp/modules/files.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

namespace {

void add_module(VM& vm, const char* name, Module* module) {
  pe::residual::check(module && gc::is_null(vm.pending), "modules: a builtin module could not be made");
  dict_set(vm, vm.modules, gc::reference(intern(vm, name)), gc::reference(module));
}

bool flush_file(VM& vm, const char* name) {
  const Word object = sys_value(vm, name);
  if (!is_given(object)) return true;
  if (File* const file = file_of(object)) {
    const int error = file->is_closed() ? 0 : file->flush();
    if (error) raise_os_error(vm, error);
    return !error;
  }
  return !gc::is_null(call_method(vm, object, "flush", {}));
}

void write_to_stderr(VM& vm, const std::string& message) {
  const Word err = sys_value(vm, "stderr");
  const Word text = gc::reference(make_str(vm, message));
  if (is_given(err) && !gc::is_null(text) && !gc::is_null(call_method(vm, err, "write", {&text, 1})) &&
      flush_file(vm, "stderr"))
    return;
  vm.pending = null;
  std::fwrite(message.data(), 1, message.size(), stderr);
}

/// SystemExit's status; what is no number is printed.
int exit_status(VM& vm, Word exception) {
  const Word code = gc::as<Exception>(exception)->value;
  if (!is_given(code)) return 0;
  if (is_integer_word(unwrap(code))) {
    const auto status = int_to_i64(unwrap(code));
    return status ? static_cast<int>(*status & 0xff) : 255;
  }
  const Word text = to_str(&vm, code);
  if (gc::is_null(text)) vm.pending = null;
  else write_to_stderr(vm, to_utf8(str_of(text)) + "\n");
  return 1;
}

}  // namespace

void install_modules(VM& vm, const Settings& settings) {
  init_files(vm);
  add_module(vm, "builtins", make_builtins(vm));
  add_module(vm, "sys", make_sys(vm, settings));
}

Module* main_module(VM& vm) {
  const Word known = dict_get(vm, vm.modules, vm.names->main);
  if (is<Module>(known)) return gc::as<Module>(known);
  Module* const module = make_module(vm, "__main__");
  add_module(vm, "__main__", module);
  set_global(vm, module->dict, "__builtins__", dict_get(vm, vm.modules, intern(vm, "builtins")));
  set_global(vm, module->dict, "__annotations__", gc::reference(make_dict(vm)));
  return module;
}

bool flush_standard_files(VM& vm) {
  const bool out = flush_file(vm, "stdout");
  return flush_file(vm, "stderr") && out;
}

int report_uncaught(VM& vm, Word exception) {
  vm.pending = null;
  const bool exits = is_instance(vm, exception, vm.exceptions.SystemExit);
  if (!flush_file(vm, "stdout")) vm.pending = null;
  if (exits) return exit_status(vm, exception);
  const Word hook = sys_value(vm, "excepthook");
  if (is_given(hook) && !is<Builtin>(hook)) {
    const Word arguments[] = {gc::reference(type_of(vm, exception)), exception,
                              gc::as<Exception>(exception)->traceback};
    if (!gc::is_null(call(vm, hook, arguments))) return 1;
    const Word second = take_pending(vm);
    write_to_stderr(vm, "Error in sys.excepthook:\n" + format_exception(vm, second) +
                            "\nOriginal exception was:\n");
  }
  write_to_stderr(vm, format_exception(vm, exception));
  return is_instance(vm, exception, vm.exceptions.KeyboardInterrupt) ? 128 + SIGINT : 1;
}

}  // namespace py
