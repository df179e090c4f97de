// A command line for an interpreter: run a program at any stage, explain what the stages made of
// it, emit it.
//
//     NAME run FILE [--jit off|trace|pe|all]       runs it
//     NAME explain FILE [--html PAGE]              runs it, then prints (or writes) what each stage
//     made of it NAME emit FILE --as residual|llvm|asm|obj    the whole program, specialised before
//     it runs
//
// Wrong input is a message with file, line and column, and exit status 1; wrong usage is status 2.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "pe/driver/engine.hpp"

namespace pe::driver {

/// A program of the interpreted language, read from its file.
class Program {
 public:
  virtual ~Program() = default;
  virtual const Code& main() const = 0;
  /// Of main's arguments, when the whole program is specialised.
  virtual std::vector<Type> types() const { return {}; }
  virtual std::vector<gc::Word> arguments(World&, std::size_t) const { return {}; }
  /// Main is run so many times, each with arguments of its own.
  virtual std::size_t runs() const { return 1; }
  /// What people call a special of the language, such as a function or a symbol; empty: a number
  /// instead.
  virtual std::string special_name(unsigned) const { return {}; }
  /// Every unit of code, main included: for listings.
  virtual std::vector<const Code*> codes() const { return {&main()}; }
};

/// A language, as the command sees it.
struct Frontend {
  const char* name;
  const gc::LayoutTable* layouts;
  Interpreter* interpreter;
  std::expected<std::unique_ptr<Program>, Failure> (*load)(std::string text);
  /// Is nothing gained by speculation? Then `pe` specialises the whole program before it runs.
  bool static_types = false;
  /// Called with main's result; may print it.
  void (*show)(World&, gc::Word) = nullptr;
  World::Options world = {};
  /// `name WORDS` that the command does not know itself; -1 if it is not known here either.
  int (*other)(int count, char** words) = nullptr;
  const char* other_usage = "";  ///< A line for each of those.
};

/// The program `NAME`; its exit status.
int command(const Frontend& frontend, int count, char** words);

}  // namespace pe::driver
