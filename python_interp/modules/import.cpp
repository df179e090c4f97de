// Importing: modules made in C++, files and packages found along sys.path, relative names.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "python_interp/modules/builtins.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/modules/table.hpp"
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/namespaces.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

namespace {

namespace fs = std::filesystem;

/// Where a module's source is. A directory alone is a namespace package.
struct Found {
  std::string file;
  std::string directory;   ///< Of a package: where its submodules are.
  bool is_package = false;
};

bool find_in_directory(const std::string& directory, const std::string& name, Found& found) {
  std::error_code error;
  const fs::path base = fs::path(directory.empty() ? "." : directory) / name;
  if (fs::is_regular_file(base / "__init__.py", error)) {
    found = {(base / "__init__.py").string(), base.string(), true};
    return true;
  }
  const std::string file = base.string() + ".py";
  if (fs::is_regular_file(file, error)) {
    found = {file, {}, false};
    return true;
  }
  if (found.directory.empty() && fs::is_directory(base, error)) found = {{}, base.string(), true};
  return false;
}

/// Looks along a path (sys.path, or a package's __path__). False if there is nothing.
bool find_along(VM& vm, Word path, const std::string& name, Found& found) {
  Words entries(vm);
  if (!collect(vm, path, entries)) return false;
  for (const Word entry : entries.items())
    if (Str* const directory = str_of(entry))
      if (find_in_directory(to_utf8(directory), name, found)) return true;
  return !found.directory.empty();
}

Word raise_not_found(VM& vm, const std::string& name, const std::string& message) {
  raise(vm, vm.exceptions.ModuleNotFoundError, "%s", message.c_str());
  set_error_fields(vm, vm.exceptions.ModuleNotFoundError, {gc::reference(make_str(vm, name))});
  return null;
}

Word loaded(VM& vm, const std::string& name) {
  return dict_get(vm, vm.modules, intern(vm, name));
}

void set_module_names(VM& vm, Module* module, const std::string& name, const Found& found) {
  Dict* const dict = module->dict;
  const auto dot = name.rfind('.');
  const std::string package = found.is_package ? name : name.substr(0, dot == name.npos ? 0 : dot);
  set_global(vm, dict, "__package__", gc::reference(intern(vm, package)));
  if (!found.file.empty()) set_global(vm, dict, "__file__", gc::reference(make_str(vm, found.file)));
  if (found.is_package) {
    const Word directory = gc::reference(make_str(vm, found.directory));
    set_global(vm, dict, "__path__", gc::reference(make_list(vm, {&directory, 1})));
  }
  set_global(vm, dict, "__builtins__", loaded(vm, "builtins"));
}

/// Compiles the source and runs it in the module. False with the exception pending.
bool run_source(VM& vm, Module* module, const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream source;
  source << in.rdbuf();
  const Word code = vm.hooks.compile(vm, source.str(), file, "exec");
  if (gc::is_null(code)) return false;
  Dict* const dict = module->dict;
  return !gc::is_null(vm.hooks.run_code(vm, gc::as<Code>(code), dict, gc::reference(dict)));
}

Word load(VM& vm, const std::string& name, const Found& found) {
  Module* const module = make_module(vm, name);
  if (!module) return null;
  set_module_names(vm, module, name, found);
  const Word key = gc::reference(intern(vm, name));
  if (!dict_set(vm, vm.modules, key, gc::reference(module))) return null;
  if (!found.file.empty()) {
    begin_initialising(vm, module);
    const bool done = run_source(vm, module, found.file);
    end_initialising(vm, module);
    if (!done) {
      const Word pending = take_pending(vm);
      dict_delete(vm, vm.modules, key);
      vm.pending = pending;
      return null;
    }
  }
  const Word result = dict_get(vm, vm.modules, key);  // a module may put something else there
  return gc::is_null(result) ? raise(vm, vm.exceptions.ImportError, "module '%s' not in sys.modules",
                                     name.c_str())
                             : result;
}

Word import_absolute(VM& vm, const std::string& name);

/// The last part of a dotted name, in its package.
Word import_submodule(VM& vm, const std::string& name, std::size_t dot) {
  const std::string parent = name.substr(0, dot), child = name.substr(dot + 1);
  const Word package = import_absolute(vm, parent);
  if (gc::is_null(package)) return null;
  if (const Word known = loaded(vm, name); !gc::is_null(known)) return known;
  const Word path = find_attribute_value(&vm, package, vm.names->path);
  if (gc::is_null(path)) {
    vm.pending = null;
    return raise_not_found(vm, name, "No module named '" + name + "'; '" + parent + "' is not a package");
  }
  Found found;
  if (!find_along(vm, path, child, found))
    return gc::is_null(vm.pending) ? raise_not_found(vm, name, "No module named '" + name + "'") : null;
  const Word module = load(vm, name, found);
  if (gc::is_null(module) || gc::is_null(set_attribute(&vm, package, intern(vm, child), module)))
    return null;
  return module;
}

Word import_absolute(VM& vm, const std::string& name) {
  if (const Word known = loaded(vm, name); !gc::is_null(known)) {
    if (known == none)
      return raise_not_found(vm, name, "import of " + name + " halted; None in sys.modules");
    return known;
  }
  const auto dot = name.rfind('.');
  if (dot != name.npos) return import_submodule(vm, name, dot);
  if (Module* const module = make_native_module(vm, name)) {
    dict_set(vm, vm.modules, gc::reference(intern(vm, name)), gc::reference(module));
    return gc::reference(module);
  }
  if (!gc::is_null(vm.pending)) return null;
  Found found;
  const Word path = sys_value(vm, "path");
  if (!find_along(vm, gc::is_null(path) ? vm.path : path, name, found))
    return gc::is_null(vm.pending) ? raise_not_found(vm, name, "No module named '" + name + "'") : null;
  return load(vm, name, found);
}

/// The package that a relative import starts from; nothing with ImportError pending.
std::optional<std::string> package_of(VM& vm, Word globals) {
  Dict* const dict = dict_of(globals);
  const Word package = dict ? dict_get(vm, dict, vm.names->package) : null;
  if (is<Str>(package)) return to_utf8(gc::as<Str>(package));
  const Word name = dict ? dict_get(vm, dict, vm.names->name) : null;
  if (!is<Str>(name)) {
    raise(vm, vm.exceptions.KeyError, "'__name__' not in globals");
    return {};
  }
  std::string text = to_utf8(gc::as<Str>(name));
  if (gc::is_null(dict_get(vm, dict, vm.names->path))) {
    const auto dot = text.rfind('.');
    text.erase(dot == text.npos ? 0 : dot);
  }
  return text;
}

std::optional<std::string> resolve(VM& vm, const std::string& name, Word globals, std::int64_t level) {
  auto package = package_of(vm, globals);
  if (!package) return {};
  if (package->empty()) {
    raise(vm, vm.exceptions.ImportError, "attempted relative import with no known parent package");
    return {};
  }
  for (; level > 1; --level) {
    const auto dot = package->rfind('.');
    if (dot == package->npos) {
      raise(vm, vm.exceptions.ImportError, "attempted relative import beyond top-level package");
      return {};
    }
    package->erase(dot);
  }
  return name.empty() ? *package : *package + "." + name;
}

/// `from package import a, b`: what is not an attribute may be a submodule.
bool import_listed(VM& vm, Word module, const std::string& name, Word list) {
  if (gc::is_null(find_attribute_value(&vm, module, vm.names->path))) {
    vm.pending = null;
    return true;
  }
  Words wanted(vm);
  if (!collect(vm, list, wanted)) return false;
  for (const Word word : wanted.items()) {
    Str* const text = str_of(word);
    if (!text) {
      raise(vm, vm.exceptions.TypeError, "Item in ``from list'' must be str, not %T", word);
      return false;
    }
    if (str_equals(text, "*")) {
      const Word all = find_attribute_value(&vm, module, vm.names->all);
      if (gc::is_null(all)) vm.pending = null;
      else if (!import_listed(vm, module, name, all)) return false;
      continue;
    }
    if (!gc::is_null(find_attribute_value(&vm, module, intern(vm, text)))) continue;
    if (!gc::is_null(vm.pending)) return false;
    const std::string full = name + "." + to_utf8(text);
    if (!gc::is_null(import_absolute(vm, full))) continue;
    const Word missing = exception_field(gc::as<Exception>(vm.pending), 0);
    const bool only_absent = pending_is(vm, vm.exceptions.ModuleNotFoundError) && is<Str>(missing) &&
                             to_utf8(gc::as<Str>(missing)) == full;
    if (!only_absent) return false;
    vm.pending = null;
  }
  return true;
}

}  // namespace

Word import_module(VM& vm, std::string_view name) { return import_absolute(vm, std::string(name)); }

Word import_builtin(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names) {
  static constexpr Signature signature{
      "__import__", {"name", "globals", "locals", "fromlist", "level"}, 1};
  Word values[5];
  if (!bind(vm, signature, arguments, count, keyword_names, values)) return null;
  Str* const given = str_of(values[0]);
  if (!given) return raise(vm, vm.exceptions.TypeError, "module name must be a string");
  std::int64_t level = 0;
  if (!gc::is_null(values[4])) {
    const auto number = to_i64(vm, values[4]);
    if (!number) return null;
    level = *number;
  }
  if (level < 0) return raise(vm, vm.exceptions.ValueError, "level must be >= 0");
  std::string name = to_utf8(given);
  if (level == 0 && name.empty()) return raise(vm, vm.exceptions.ValueError, "Empty module name");
  std::size_t prefix = 0;
  if (level > 0) {
    const auto full = resolve(vm, name, values[1], level);
    if (!full) return null;
    prefix = full->size() - name.size();
    name = *full;
  }
  const Word module = import_absolute(vm, name);
  if (gc::is_null(module)) return null;
  const std::int64_t listed = is_given(values[3]) ? is_true(&vm, values[3]) : 0;
  if (listed < 0) return null;
  if (listed) return import_listed(vm, module, name, values[3]) ? module : null;
  // Without a list the statement binds the first part of the name.
  const auto dot = name.find('.', prefix);
  return dot == name.npos ? module : import_absolute(vm, name.substr(0, dot));
}

}  // namespace py
