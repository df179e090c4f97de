// The module sys.
#include <algorithm>
#include <bit>
#include <cfloat>
#include <unistd.h>

#include "python_interp/modules/builtins.hpp"
#include "python_interp/modules/files.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/modules/table.hpp"
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/structs.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

constexpr int least_recursion_limit = 1;

Word exit(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  if (count == 0) return raise_object(vm, call(vm, gc::reference(vm.exceptions.SystemExit), {}));
  return raise_with(vm, vm.exceptions.SystemExit, arguments[0]);
}

Word get_recursion_limit(VM& vm, const Word*, std::uint64_t, Word) { return make_int(vm, vm.depth_limit); }

Word set_recursion_limit(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto limit = to_int(vm, arguments[0]);
  if (!limit) return null;
  if (*limit < least_recursion_limit)
    return raise(vm, vm.exceptions.ValueError, "recursion limit must be greater or equal than 1");
  if (*limit <= vm.depth)
    return raise(vm, vm.exceptions.RecursionError,
                 "cannot set the recursion limit to %d at the recursion depth %lld: the limit is too low",
                 *limit, static_cast<long long>(vm.depth));
  vm.depth_limit = *limit;
  return none;
}

Word exc_info(VM& vm, const Word*, std::uint64_t, Word) {
  const Word handled = vm.handled;
  if (!is<Exception>(handled)) {
    const Word nothing[] = {none, none, none};
    return gc::reference(make_tuple(vm, nothing));
  }
  const Word parts[] = {gc::reference(type_of(vm, handled)), handled, gc::as<Exception>(handled)->traceback};
  return gc::reference(make_tuple(vm, parts));
}

Word exception(VM& vm, const Word*, std::uint64_t, Word) { return vm.handled; }

Word get_size(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return call_method(vm, arguments[0], "__sizeof__", {});
}

Word intern_string(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!is<Str>(arguments[0]))
    return raise(vm, vm.exceptions.TypeError, "intern() argument must be str, not %T", arguments[0]);
  return gc::reference(intern(vm, gc::as<Str>(arguments[0])));
}

/// How many references there are is not known; enough for code that compares with small numbers.
Word get_default_encoding(VM& vm, const Word*, std::uint64_t, Word) {
  return gc::reference(intern(vm, "utf-8"));
}
Word get_file_system_errors(VM& vm, const Word*, std::uint64_t, Word) {
  return gc::reference(intern(vm, "surrogateescape"));
}
Word is_finalizing(VM&, const Word*, std::uint64_t, Word) { return gc::false_word; }
Word nothing(VM&, const Word*, std::uint64_t, Word) { return none; }

Word display_hook(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (arguments[0] == none) return none;
  Str* const underscore = intern(vm, "_");
  dict_set(vm, vm.builtins, gc::reference(underscore), none);
  const Word text = repr(&vm, arguments[0]);
  const Word out = sys_value(vm, "stdout");
  if (gc::is_null(text) || gc::is_null(out)) return null;
  const Word line = str_concat(&vm, text, gc::reference(intern(vm, "\n")));
  if (gc::is_null(line) || gc::is_null(call_method(vm, out, "write", {&line, 1}))) return null;
  return dict_set(vm, vm.builtins, gc::reference(underscore), arguments[0]) ? none : null;
}

Word except_hook(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word text = gc::reference(make_str(vm, format_exception(vm, arguments[1])));
  const Word err = sys_value(vm, "stderr");
  return gc::is_null(err) ? none : call_method(vm, err, "write", {&text, 1});
}

constexpr NativeMethod functions[] = {
    {"exit", exit, 0, 1},
    {"getrecursionlimit", get_recursion_limit, 0, 0},
    {"setrecursionlimit", set_recursion_limit, 1, 1},
    {"exc_info", exc_info, 0, 0},
    {"exception", exception, 0, 0},
    {"getsizeof", get_size, 1, 2},
    {"intern", intern_string, 1, 1},
    {"getdefaultencoding", get_default_encoding, 0, 0},
    {"getfilesystemencoding", get_default_encoding, 0, 0},
    {"getfilesystemencodeerrors", get_file_system_errors, 0, 0},
    {"is_finalizing", is_finalizing, 0, 0},
    {"settrace", nothing, 1, 1},
    {"setprofile", nothing, 1, 1},
    {"gettrace", nothing, 0, 0},
    {"getprofile", nothing, 0, 0},
    {"displayhook", display_hook, 1, 1},
    {"excepthook", except_hook, 3, 3},
};

/// A standard stream. Output is written when its buffer is full, a line ends on a terminal, or at the end.
Word standard_file(VM& vm, int descriptor, const char* name) {
  const unsigned mode = File::text | (descriptor == 0 ? File::reads : File::writes);
  auto* const file = new File(descriptor, mode, false);
  file->flushes_lines = descriptor == 2 || ::isatty(descriptor) == 1;
  file->encoding_name = "utf-8";
  if (descriptor == 2) file->errors = "backslashreplace";
  return make_file(vm, file, gc::reference(intern(vm, name)), descriptor == 0 ? "r" : "w");
}

void add_files(VM& vm, Dict* dict) {
  constexpr const char* names[] = {"stdin", "stdout", "stderr"};
  for (int i = 0; i < 3; ++i) {
    const std::string name = names[i];
    const Word file = standard_file(vm, i, ("<" + name + ">").c_str());
    set_global(vm, dict, name, file);
    set_global(vm, dict, "__" + name + "__", file);
  }
}

Word text(VM& vm, std::string_view utf8) { return gc::reference(make_str(vm, utf8)); }

void add_version(VM& vm, Dict* dict) {
  const Word version_parts[] = {gc::small_int(3), gc::small_int(11), gc::small_int(2), text(vm, "final"),
                                gc::small_int(0)};
  const Word version =
      make_struct(vm, "sys.version_info", {"major", "minor", "micro", "releaselevel", "serial"},
                  version_parts);
  set_global(vm, dict, "version_info", version);
  set_global(vm, dict, "hexversion", gc::small_int(0x030b02f0));
  set_global(vm, dict, "api_version", gc::small_int(1013));
  set_global(vm, dict, "version", text(vm, "3.11.2 (triptych) [" TRIPTYCH_COMPILER "]"));
  set_global(vm, dict, "copyright", text(vm, "Copyright (c) the authors of Triptych."));
  const Word implementation = make_struct(
      vm, "types.SimpleNamespace", {"name", "version", "hexversion", "cache_tag"},
      std::array{text(vm, "triptych"), version, gc::small_int(0x030b02f0), none});
  set_global(vm, dict, "implementation", implementation);
}

void add_numbers(VM& vm, Dict* dict) {
  const auto number = [&](std::int64_t value) { return make_int(vm, value); };
  set_global(vm, dict, "maxsize", number(INT64_MAX));
  set_global(vm, dict, "maxunicode", number(0x10ffff));
  set_global(vm, dict, "byteorder", text(vm, std::endian::native == std::endian::little ? "little" : "big"));
  set_global(vm, dict, "float_info",
             make_struct(vm, "sys.float_info",
                         {"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig",
                          "epsilon", "radix", "rounds"},
                         std::array{make_float(vm, DBL_MAX), number(DBL_MAX_EXP), number(DBL_MAX_10_EXP),
                                    make_float(vm, DBL_MIN), number(DBL_MIN_EXP), number(DBL_MIN_10_EXP),
                                    number(DBL_DIG), number(DBL_MANT_DIG), make_float(vm, DBL_EPSILON),
                                    number(FLT_RADIX), number(1)}));
  set_global(vm, dict, "int_info",
             make_struct(vm, "sys.int_info",
                         {"bits_per_digit", "sizeof_digit", "default_max_str_digits",
                          "str_digits_check_threshold"},
                         std::array{number(30), number(4), number(4300), number(640)}));
  set_global(vm, dict, "hash_info",
             make_struct(vm, "sys.hash_info",
                         {"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits",
                          "cutoff"},
                         std::array{number(64), number((std::int64_t{1} << 61) - 1), number(314159),
                                    number(0), number(1000003), text(vm, "siphash13"), number(64),
                                    number(128), number(0)}));
}

void add_flags(VM& vm, Dict* dict) {
  const Word zero = gc::small_int(0);
  set_global(vm, dict, "flags",
             make_struct(vm, "sys.flags",
                         {"debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
                          "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning",
                          "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode",
                          "warn_default_encoding", "safe_path", "int_max_str_digits"},
                         std::array{zero, zero, zero, zero, gc::small_int(1), gc::small_int(1),
                                    gc::small_int(1), zero, zero, zero, zero, zero, zero, gc::false_word,
                                    gc::small_int(1), zero, gc::false_word, gc::small_int(4300)}));
}

void add_paths(VM& vm, Dict* dict, const Settings& settings) {
  List* const arguments = gc::as<List>(vm.arguments);
  for (const std::string& argument : settings.arguments) list_append(vm, arguments, text(vm, argument));
  List* const path = gc::as<List>(vm.path);
  for (const std::string& entry : settings.path) list_append(vm, path, text(vm, entry));
  if (settings.standard_library) list_append(vm, path, text(vm, TRIPTYCH_STDLIB));
  set_global(vm, dict, "argv", vm.arguments);
  set_global(vm, dict, "orig_argv", vm.arguments);
  set_global(vm, dict, "path", vm.path);
  set_global(vm, dict, "executable", text(vm, settings.executable));
  set_global(vm, dict, "_stdlib_dir", text(vm, TRIPTYCH_STDLIB));
  for (const char* name : {"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"})
    set_global(vm, dict, name, text(vm, "/usr"));
  set_global(vm, dict, "platlibdir", text(vm, "lib"));
}

Word module_names(VM& vm) {
  std::vector<std::string> names = {"builtins", "sys", "_io"};
  for (const NativeModule& row : native_modules()) names.emplace_back(row.name);
  std::ranges::sort(names);
  Words words(vm);
  for (const std::string& name : names) words.push(text(vm, name));
  return gc::reference(make_tuple(vm, words));
}

}  // namespace

Word sys_value(VM& vm, std::string_view name) {
  const Word sys = dict_get(vm, vm.modules, intern(vm, "sys"));
  return is<Module>(sys) ? dict_get(vm, gc::as<Module>(sys)->dict, intern(vm, name)) : null;
}

Module* make_sys(VM& vm, const Settings& settings) {
  Module* const module = make_module(vm, "sys");
  Dict* const dict = module->dict;
  add_functions(vm, module, functions);
  for (const char* hook : {"displayhook", "excepthook"})
    set_global(vm, dict, "__" + std::string(hook) + "__", dict_get(vm, dict, intern(vm, hook)));
  set_global(vm, dict, "modules", gc::reference(vm.modules));
  set_global(vm, dict, "platform", text(vm, "linux"));
  set_global(vm, dict, "builtin_module_names", module_names(vm));
  set_global(vm, dict, "meta_path", gc::reference(make_list(vm, {})));
  set_global(vm, dict, "path_hooks", gc::reference(make_list(vm, {})));
  set_global(vm, dict, "path_importer_cache", gc::reference(make_dict(vm)));
  set_global(vm, dict, "warnoptions", gc::reference(make_list(vm, {})));
  set_global(vm, dict, "_xoptions", gc::reference(make_dict(vm)));
  set_global(vm, dict, "dont_write_bytecode", gc::true_word);
  set_global(vm, dict, "pycache_prefix", none);
  set_global(vm, dict, "float_repr_style", text(vm, "short"));
  add_version(vm, dict);
  add_numbers(vm, dict);
  add_flags(vm, dict);
  add_paths(vm, dict, settings);
  add_files(vm, dict);
  return module;
}

}  // namespace py
