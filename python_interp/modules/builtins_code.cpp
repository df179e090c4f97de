// Source text and code objects run from a running program.
#include "python_interp/modules/builtins.hpp"
#include "python_interp/modules/files.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

/// The text of a str or bytes argument; nothing with TypeError pending.
std::optional<std::string> source_text(VM& vm, Word source, const char* function) {
  std::string text;
  if (Str* const string = str_of(source)) {
    text = to_utf8(string);
  } else if (const auto bytes = bytes_of(source)) {
    text.assign(bytes->begin(), bytes->end());
  } else {
    raise(vm, vm.exceptions.TypeError, "%s() arg 1 must be a string, bytes or code object", function);
    return {};
  }
  if (text.find('\0') == text.npos) return text;
  raise(vm, vm.exceptions.ValueError, "source code string cannot contain null bytes");
  return {};
}

Word compile(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{
      "compile", {"source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"}, 3};
  Word values[7];
  if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
  if (is<Code>(values[0])) return values[0];
  const auto text = source_text(vm, values[0], "compile");
  if (!text) return null;
  Str* const mode = str_of(values[2]);
  if (!mode)
    return raise(vm, vm.exceptions.TypeError, "compile() argument 'mode' must be str, not %T", values[2]);
  const std::string mode_text = to_utf8(mode);
  if (mode_text != "exec" && mode_text != "eval" && mode_text != "single")
    return raise(vm, vm.exceptions.ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  std::string filename;
  if (Str* const name = str_of(values[1])) filename = to_utf8(name);
  else if (const auto bytes = bytes_of(values[1])) filename.assign(bytes->begin(), bytes->end());
  else
    return raise(vm, vm.exceptions.TypeError, "expected str, bytes or os.PathLike object, not %T",
                 values[1]);
  return vm.hooks.compile(vm, *text, filename, mode_text);
}

/// The namespaces that exec() and eval() run in.
struct Scope {
  Dict* globals = nullptr;
  Word locals;
};

bool find_scope(VM& vm, const char* function, Word globals, Word locals, Scope& scope) {
  if (is_given(globals)) {
    scope.globals = dict_of(globals);
    if (!scope.globals) {
      raise(vm, vm.exceptions.TypeError,
            std::string_view(function) == "exec" ? "exec() globals must be a dict, not %T"
                                                 : "globals must be a dict",
            globals);
      return false;
    }
    scope.locals = is_given(locals) ? locals : globals;
  } else {
    scope.globals = vm.hooks.globals(vm);
    scope.locals = is_given(locals) ? locals : vm.hooks.locals(vm);
    if (!scope.globals || gc::is_null(scope.locals)) {
      if (gc::is_null(vm.pending))
        raise(vm, vm.exceptions.SystemError, "globals and locals cannot be NULL");
      return false;
    }
  }
  if (!make_cells(vm, scope.globals)) return false;
  const Word key = gc::reference(vm.names->builtins);
  if (!gc::is_null(dict_get(vm, scope.globals, vm.names->builtins))) return true;
  const Word module = dict_get(vm, vm.modules, intern(vm, "builtins"));
  return dict_set(vm, scope.globals, key, module);
}

Word run(VM& vm, Word code, const Scope& scope) {
  return vm.hooks.run_code(vm, gc::as<Code>(code), scope.globals, scope.locals);
}

Word exec(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{"exec", {"", "globals", "locals", "closure"}, 1, 3};
  Word values[4];
  if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
  Scope scope;
  if (!find_scope(vm, "exec", values[1], values[2], scope)) return null;
  Word code = values[0];
  if (!is<Code>(code)) {
    const auto text = source_text(vm, code, "exec");
    code = text ? vm.hooks.compile(vm, *text, "<string>", "exec") : null;
    if (gc::is_null(code)) return null;
  }
  return gc::is_null(run(vm, code, scope)) ? null : none;
}

Word eval(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  Scope scope;
  if (!find_scope(vm, "eval", count > 1 ? arguments[1] : null, count > 2 ? arguments[2] : null, scope))
    return null;
  Word code = arguments[0];
  if (!is<Code>(code)) {
    const auto text = source_text(vm, code, "eval");
    if (!text) return null;
    const std::size_t start = std::min(text->find_first_not_of(" \t"), text->size());
    code = vm.hooks.compile(vm, std::string_view(*text).substr(start), "<string>", "eval");
    if (gc::is_null(code)) return null;
  }
  return run(vm, code, scope);
}

Word leave(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  return raise_with(vm, vm.exceptions.SystemExit, count > 0 ? arguments[0] : none);
}

constexpr NativeMethod functions[] = {
    {"compile", compile, 0, -1},
    {"exec", exec, 0, -1},
    {"eval", eval, 1, 3},
    {"open", open_file, 0, -1},
    {"__import__", import_builtin, 0, -1},
    {"__build_class__", build_class, 0, -1},
    {"exit", leave, 0, 1},
    {"quit", leave, 0, 1},
};

}  // namespace

bool make_cells(VM& vm, Dict* dict) {
  if (dict->cells) return true;
  Dict* const copy = dict_copy(vm, dict);
  if (!copy) return false;
  dict_clear(dict);
  dict->cells = 1;
  return dict_update(vm, dict, gc::reference(copy));
}

std::span<const NativeMethod> code_builtins() { return functions; }

}  // namespace py
