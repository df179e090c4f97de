// The modules that CPython has in C, and importing of all others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "python_interp/objects/api.hpp"

namespace py {

/// What a program is started with.
struct Settings {
  std::vector<std::string> arguments;   ///< sys.argv.
  std::vector<std::string> path;        ///< What comes before the standard library in sys.path.
  std::string executable;
  bool standard_library = true;         ///< Whether sys.path has the standard library.
};

/// Makes builtins and sys, and whatever the program's start needs. To be called once, when the VM has its
/// interpreter's hooks.
void install_modules(VM& vm, const Settings& settings);

/// The module __main__, made if there is none; running a program fills it.
Module* main_module(VM& vm);

/// import name; null with ImportError pending. Gives the last module of a dotted name.
Word import_module(VM& vm, std::string_view name);

/// Writes out what is buffered in sys.stdout and sys.stderr; false with the exception pending.
bool flush_standard_files(VM& vm);

/// Prints the traceback of an exception that nobody handled to sys.stderr (the process's, if that is of no
/// use), and gives the exit status: of SystemExit what it says, of
/// KeyboardInterrupt what a shell says of a process ended by Ctrl-C, else 1.
int report_uncaught(VM& vm, Word exception);

// Each makes one module of the table in table.cpp.
Module* make_builtins(VM& vm);
Module* make_sys(VM& vm, const Settings& settings);
Module* make_time(VM& vm);
Module* make_math(VM& vm);

}  // namespace py
