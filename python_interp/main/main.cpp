// tpy: runs Python programs.
#include <sys/mman.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <expected>
#include <filesystem>
#include <iostream>
#include <iterator>

#include <pthread.h>
#include <unistd.h>

#include "python_interp/interp/support/intrinsics.hpp"
#include "python_interp/main/code_attributes.hpp"
#include "python_interp/main/console.hpp"
#include "python_interp/main/emit.hpp"
#include "python_interp/main/options.hpp"
#include "python_interp/main/source_functions.hpp"
#include "python_interp/main/source_to_code.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/native.hpp"

namespace py {
namespace {

constexpr const char* version = "Python 3.11.2 (Triptych 0.1)";

/// The C++ stack of the interpreter: deep recursion of compiled code and of C++ must not run out before
/// RecursionError is raised. Pages are taken as they are touched.
constexpr std::size_t machine_stack = std::size_t{4} << 30;

VM* interrupted = nullptr;
pthread_t interrupted_thread;

/// Any thread may be given the signal; only in the program's own does it end a system call that waits.
void on_interrupt(int) {
  if (!interrupted) return;
  interrupted->interrupt.store(1);
  if (!pthread_equal(pthread_self(), interrupted_thread)) pthread_kill(interrupted_thread, SIGINT);
}

std::string read_all(std::istream& from) {
  return {std::istreambuf_iterator<char>(from), std::istreambuf_iterator<char>()};
}

struct SourceText {
  std::string text;
  std::string filename;
};

/// The program's text; else, CPython's message being on stderr, the exit status.
std::expected<SourceText, int> read_source(const Command& command) {
  switch (command.source) {
    case Command::Source::text: return SourceText{command.program + "\n", "<string>"};
    case Command::Source::standard_input: return SourceText{read_all(std::cin), "<stdin>"};
    case Command::Source::file: break;
  }
  std::error_code error;
  const std::string path = std::filesystem::absolute(command.program, error).string();
  std::FILE* file = std::fopen(path.c_str(), "rb");
  int why = errno;
  std::string text;
  if (file) {
    char buffer[65536];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, count);
    const bool failed = std::ferror(file) != 0;
    why = errno;
    std::fclose(file);
    if (!failed) return SourceText{std::move(text), path};
  }
  if (why == EISDIR) {
    std::fprintf(stderr, "tpy: can't find '__main__' module in '%s'\n", path.c_str());
    return std::unexpected(1);
  }
  std::fprintf(stderr, "tpy: can't open file '%s': [Errno %d] %s\n", path.c_str(), why, std::strerror(why));
  return std::unexpected(2);
}

void run_main(VM& vm, const SourceText& source) {
  const bool is_text = source.filename == "<string>";
  const Unit unit = compile_source({.source = source.text,
                                    .filename = source.filename,
                                    .is_text = is_text,
                                    .is_file = !is_text && source.filename != "<stdin>",
                                    .is_script = !is_text});
  if (!unit) {
    raise_failure(vm, unit.error());
    return;
  }
  Code* code = make_code(vm, *unit);
  if (!code) return;
  Module* main = main_module(vm);
  if (source.filename != "<string>" && source.filename != "<stdin>")
    set_global(vm, main->dict, "__file__", gc::reference(make_str(vm, source.filename)));
  vm.hooks.run_code(vm, code, main->dict, gc::reference(static_cast<Dict*>(main->dict)));
}

/// Where a program's sibling modules are: its own folder, or the current one.
std::string import_folder(const Command& command) {
  if (command.source != Command::Source::file) return "";
  std::error_code error;
  return std::filesystem::absolute(command.program, error).parent_path().string();
}

std::string executable() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).string();
}

/// Is there no program but what is typed?
bool starts_with_prompt(const Command& command) {
  return command.source == Command::Source::standard_input && command.emit == Emit::nothing &&
         (command.interactive || isatty(STDIN_FILENO));
}

int run(const Command& command, const SourceText& source) {
  VM vm(gc::Options{.stress = command.gc_stress});
  attach_interpreter(vm);
  vm.hooks.compile = compile_file_for_vm;
  install_modules(vm, {.arguments = command.arguments, .path = {import_folder(command)}, .executable = executable()});
  add_code_attributes(vm);
  add_source_functions(vm);
  name_intrinsics(vm);
  if (command.jit.mode != JitMode::off) vm.interpreter->jit = std::make_unique<Engine>(vm, command.jit);
  interrupted = &vm;
  interrupted_thread = pthread_self();
  std::signal(SIGINT, on_interrupt);
  const bool only_prompt = starts_with_prompt(command);
  if (!only_prompt) run_main(vm, source);
  int status = gc::is_null(vm.pending) ? 0 : report_uncaught(vm, take_pending(vm));
  if (only_prompt && !command.quiet)
    std::fprintf(stderr, "%s on linux\nType \"exit()\" or press Ctrl-D to leave.\n", version);
  if (only_prompt || command.interactive) status = run_console(vm);
  if (!flush_standard_files(vm)) status = report_uncaught(vm, take_pending(vm));
  if (command.emit != Emit::nothing && vm.interpreter->jit) emit_compiled(command.emit, engine_of(vm));
  interrupted = nullptr;
  std::fflush(stdout);
  std::fflush(stderr);
  // Neither the heap nor the compiler's thread need an orderly end: the process has one.
  _exit(status);
}

int run_command(const Command& command) {
  if (starts_with_prompt(command)) return run(command, {});
  const auto source = read_source(command);
  if (!source) return source.error();
  if (command.emit == Emit::tokens || command.emit == Emit::ast || command.emit == Emit::bytecode)
    return emit_source(command.emit, source->text, source->filename) ? 0 : 1;
  return run(command, *source);
}

/// Runs on a thread with a large stack.
int run_on_large_stack(const Command& command) {
  struct Task {
    const Command& command;
    int status = 0;
  } task{command};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  void* stack = mmap(nullptr, machine_stack, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (stack != MAP_FAILED) pthread_attr_setstack(&attributes, stack, machine_stack);
  pthread_t thread;
  const auto body = [](void* it) -> void* {
    auto* running = static_cast<Task*>(it);
    running->status = run_command(running->command);
    return nullptr;
  };
  if (pthread_create(&thread, &attributes, body, &task) != 0) return run_command(command);
  pthread_join(thread, nullptr);
  return task.status;
}

}  // namespace
}  // namespace py

int main(int count, char** words) {
  const auto command = py::read_command(count, words);
  if (!command) {
    std::fputs(command.error().c_str(), stderr);
    return 2;
  }
  switch (command->action) {
    case py::Command::Action::help: std::fputs(py::help_text().c_str(), stdout); return 0;
    case py::Command::Action::version: std::puts(py::version); return 0;
    default: return py::run_on_large_stack(*command);
  }
}
