// Source text and code objects run from a running program: compile(), exec(), eval().
#include "python_interp/main/source_functions.hpp"

#include <algorithm>
#include <optional>

#include "python_interp/interp/code.hpp"
#include "python_interp/interp/interpreter.hpp"
#include "python_interp/main/source_to_code.hpp"
#include "python_interp/modules/builtins.hpp"
#include "python_interp/modules/files.hpp"
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {
namespace {

struct Text {
  std::string bytes;  ///< UTF-8 of a str.
  bool is_text = false;
};

/// The text of a str or bytes argument; nothing with an exception pending. `what` says what else it
/// might have been.
std::optional<Text> source_text(VM& vm, Word source, const char* function, const char* what) {
  Text text;
  if (Str* const string = str_of(source)) {
    text = {to_utf8(string), true};
  } else if (const auto bytes = bytes_of(source)) {
    text.bytes.assign(bytes->begin(), bytes->end());
  } else {
    raise(vm, vm.exceptions.TypeError, "%s() arg 1 must be a string, bytes or %s object", function, what);
    return {};
  }
  if (text.bytes.find('\0') == text.bytes.npos) return text;
  raise(vm, vm.exceptions.ValueError, "source code string cannot contain null bytes");
  return {};
}

/// Of the running Python code, which what it compiles inherits.
std::uint32_t inherited_flags(VM& vm) {
  const FrameRecord* const frame = vm.interpreter->frame;
  return frame ? unit_of(frame->code).flags & future_flags : 0;
}

/// `otherwise` if there is no argument; -1 with the exception pending if it is no int.
std::int64_t number_argument(VM& vm, Word value, std::int64_t otherwise) {
  if (gc::is_null(value)) return otherwise;
  const auto number = to_i64(vm, value);
  return number ? *number : -1;
}

// ---- compile ----------------------------------------------------------------------------------

/// The flags argument; nothing with ValueError pending.
std::optional<std::uint32_t> known_flags(VM& vm, std::int64_t flags) {
  constexpr std::int64_t others = 0x7F00 | 0x10;  // all PyCF_ flags, and the old CO_NESTED
  if ((flags & ~(others | std::int64_t{future_flags})) != 0) {
    raise(vm, vm.exceptions.ValueError, "compile(): unrecognised flags");
    return {};
  }
  if ((flags & compile_only_ast) != 0) {
    raise(vm, vm.exceptions.ValueError, "compile(): syntax trees as objects are not supported");
    return {};
  }
  return static_cast<std::uint32_t>(flags);
}

bool is_mode(VM& vm, const std::string& mode) {
  if (mode == "exec" || mode == "eval" || mode == "single") return true;
  raise(vm, vm.exceptions.ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  return false;
}

std::optional<std::string> file_name(VM& vm, Word name) {
  if (Str* const text = str_of(name)) return to_utf8(text);
  if (const auto bytes = bytes_of(name)) return std::string(bytes->begin(), bytes->end());
  raise(vm, vm.exceptions.TypeError, "expected str, bytes or os.PathLike object, not %T", name);
  return {};
}

Word compile(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{
      "compile", {"source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"}, 3};
  Word values[7];
  if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
  const auto filename = file_name(vm, values[1]);
  if (!filename) return null;
  Str* const mode = str_of(values[2]);
  if (!mode) return raise(vm, vm.exceptions.TypeError, "compile() argument 'mode' must be str, not %T", values[2]);
  const std::int64_t flags = number_argument(vm, values[3], 0);
  if (!gc::is_null(vm.pending)) return null;
  auto known = known_flags(vm, flags);
  if (!known) return null;
  const std::int64_t optimize = number_argument(vm, values[5], -1);
  if (!gc::is_null(vm.pending)) return null;
  if (optimize < -1 || optimize > 2) return raise(vm, vm.exceptions.ValueError, "compile(): invalid optimize value");
  const bool inherits = gc::is_null(values[4]) || !is_true(&vm, values[4]);
  if (inherits) *known |= inherited_flags(vm);
  const std::string mode_text = to_utf8(mode);
  if (!is_mode(vm, mode_text)) return null;
  const auto text = source_text(vm, values[0], "compile", "AST");
  if (!text) return null;
  return compile_for_vm(vm, {.source = text->bytes,
                             .filename = *filename,
                             .mode = mode_text,
                             .is_text = text->is_text,
                             .flags = *known,
                             .optimize = static_cast<int>(std::max<std::int64_t>(optimize, 0))});
}

// ---- exec, eval -------------------------------------------------------------------------------

/// The namespaces that exec() and eval() run in.
struct Scope {
  Dict* globals = nullptr;
  Word locals;
};

bool is_mapping(VM& vm, Word value) {
  return dict_of(value) || find_special(&vm, word_header(&vm, value), vm.names->getitem)->found != Found::missing;
}

bool refuse(VM& vm, const char* format, Word value) {
  raise(vm, vm.exceptions.TypeError, format, value);
  return false;
}

bool check_scope(VM& vm, bool is_exec, Word globals, Word locals) {
  if (is_given(locals) && !is_mapping(vm, locals))
    return refuse(vm, is_exec ? "locals must be a mapping or None, not %T" : "locals must be a mapping", locals);
  if (!is_given(globals) || dict_of(globals)) return true;
  if (is_exec) return refuse(vm, "exec() globals must be a dict, not %T", globals);
  return refuse(vm, is_mapping(vm, globals) ? "globals must be a real dict; try eval(expr, {}, mapping)"
                                            : "globals must be a dict", globals);
}

bool find_scope(VM& vm, bool is_exec, Word globals, Word locals, Scope& scope) {
  if (!check_scope(vm, is_exec, globals, locals)) return false;
  if (is_given(globals)) {
    scope.globals = dict_of(globals);
    scope.locals = is_given(locals) ? locals : globals;
  } else {
    scope.globals = vm.hooks.globals(vm);
    scope.locals = is_given(locals) ? locals : vm.hooks.locals(vm);
    if (!scope.globals || gc::is_null(scope.locals)) {
      if (gc::is_null(vm.pending)) raise(vm, vm.exceptions.SystemError, "globals and locals cannot be NULL");
      return false;
    }
  }
  if (!make_cells(vm, scope.globals)) return false;
  if (!gc::is_null(dict_get(vm, scope.globals, vm.names->builtins))) return true;
  const Word module = dict_get(vm, vm.modules, intern(vm, "builtins"));
  return dict_set(vm, scope.globals, gc::reference(vm.names->builtins), module);
}

Word run(VM& vm, Word code, const Scope& scope, const char* function) {
  if (gc::as<Code>(code)->free_count != 0)
    return raise(vm, vm.exceptions.TypeError, "code object passed to %s() may not contain free variables", function);
  return vm.hooks.run_code(vm, gc::as<Code>(code), scope.globals, scope.locals);
}

Word exec(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{"exec", {"", "globals", "locals", "closure"}, 1, 3};
  Word values[4];
  if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
  Scope scope;
  if (!find_scope(vm, true, values[1], values[2], scope)) return null;
  Word code = values[0];
  if (!is<Code>(code)) {
    const auto text = source_text(vm, code, "exec", "code");
    if (!text) return null;
    code = compile_for_vm(vm, {.source = text->bytes, .filename = "<string>", .is_text = text->is_text,
                               .flags = inherited_flags(vm)});
    if (gc::is_null(code)) return null;
  }
  return gc::is_null(run(vm, code, scope, "exec")) ? null : none;
}

Word eval(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  Scope scope;
  if (!find_scope(vm, false, count > 1 ? arguments[1] : null, count > 2 ? arguments[2] : null, scope)) return null;
  Word code = arguments[0];
  if (!is<Code>(code)) {
    const auto text = source_text(vm, code, "eval", "code");
    if (!text) return null;
    const std::string_view all = text->bytes;
    code = compile_for_vm(vm, {.source = all.substr(std::min(all.find_first_not_of(" \t"), all.size())),
                               .filename = "<string>", .mode = "eval", .is_text = text->is_text,
                               .flags = inherited_flags(vm)});
    if (gc::is_null(code)) return null;
  }
  return run(vm, code, scope, "eval");
}

constexpr NativeMethod functions[] = {
    {"compile", compile, 0, -1},
    {"exec", exec, 0, -1},
    {"eval", eval, 1, 3},
};

}  // namespace

void add_source_functions(VM& vm) {
  const Word builtins = dict_get(vm, vm.modules, intern(vm, "builtins"));
  add_functions(vm, gc::as<Module>(builtins), functions);
}

}  // namespace py
