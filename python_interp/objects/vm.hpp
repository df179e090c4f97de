// The VM: everything that a running Python has, and the only thing that outlives a call.
//
// There is no global state; two VMs live in one process. Compiled code sees the pe::Context that a VM
// begins with. Errors are a null result plus `pending`; nothing here throws C++ exceptions.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "gc/heap/heap.hpp"
#include "pe/runtime/context.hpp"
#include "python_interp/objects/layouts.hpp"

namespace py {

/// The builtin types, by their Python names (a trailing underscore where C++ has the word).
struct Types {
  Type *object, *type, *none_type, *not_implemented_type, *ellipsis_type;
  Type *int_, *bool_, *float_, *complex, *str, *bytes, *bytearray, *tuple, *list, *dict, *set,
      *frozenset, *range, *slice;
  Type *function, *builtin, *method, *cell, *property, *staticmethod, *classmethod, *super_, *module,
      *code, *frame, *traceback, *generator, *coroutine, *async_generator, *mappingproxy;
  Type *generic_alias, *union_type;  ///< list[int], int | str.
  Type *method_descriptor, *wrapper_descriptor, *getset_descriptor;  ///< What C++ types have in their dict.
  Type *method_wrapper;  ///< A special method of a C++ type, bound.
  Type *dict_keys, *dict_values, *dict_items;
  Type *list_iterator, *tuple_iterator, *range_iterator, *str_iterator, *bytes_iterator,
      *dict_key_iterator, *dict_value_iterator, *dict_item_iterator, *set_iterator,
      *sequence_iterator, *callable_iterator, *reversed, *enumerate, *zip, *map, *filter;
};

/// The builtin exceptions, by their Python names.
struct Exceptions {
  Type *BaseException, *Exception, *BaseExceptionGroup, *ExceptionGroup, *GeneratorExit,
      *KeyboardInterrupt, *SystemExit, *StopIteration, *StopAsyncIteration, *ArithmeticError,
      *FloatingPointError, *OverflowError, *ZeroDivisionError, *AssertionError, *AttributeError,
      *BufferError, *EOFError, *ImportError, *ModuleNotFoundError, *LookupError, *IndexError,
      *KeyError, *MemoryError, *NameError, *UnboundLocalError, *OSError, *BlockingIOError,
      *ChildProcessError, *ConnectionError, *FileExistsError, *FileNotFoundError,
      *InterruptedError, *IsADirectoryError, *NotADirectoryError, *PermissionError,
      *ProcessLookupError, *TimeoutError, *ReferenceError, *RuntimeError, *NotImplementedError,
      *RecursionError, *SyntaxError, *IndentationError, *TabError, *SystemError, *TypeError,
      *ValueError, *UnicodeError, *UnicodeDecodeError, *UnicodeEncodeError,
      *UnicodeTranslateError, *Warning, *DeprecationWarning, *RuntimeWarning, *UserWarning,
      *SyntaxWarning, *FutureWarning, *ImportWarning, *ResourceWarning, *PendingDeprecationWarning,
      *UnicodeWarning, *BytesWarning, *EncodingWarning, *BrokenPipeError, *ConnectionAbortedError,
      *ConnectionRefusedError, *ConnectionResetError;
};

/// The headers of objects whose type is exactly a builtin one. A method of a C++ type, once bound, is of the
/// same type as a function in C++ (`bound_builtin`), or a method-wrapper if it is a special one (`bound_slot`).
struct ExactHeaders {
  gc::Header list, tuple, dict, set, str, bytes, range, slice, cell, function, builtin, bound_method,
      bound_builtin, bound_slot, wrapper_descriptor, list_iterator, tuple_iterator, range_iterator,
      generator, type;
};

/// What the bytecode interpreter does for the objects; set by interp when a VM is made.
struct InterpreterHooks {
  /// Calls a Python function; arguments as of `Native`.
  Word (*call_function)(VM&, Function*, const Word* arguments, std::uint64_t count,
                        Word keyword_names) = nullptr;
  /// Resumes a generator with `sent` (or with vm.pending set: thrown in). The yielded value; null with
  /// nothing pending when it returned, the returned value being in vm.generator_result; null with an
  /// exception pending otherwise.
  Word (*resume)(VM&, Generator*, Word sent) = nullptr;
  /// Runs a code object as a module or class body does, with these namespaces; a Dict each.
  Word (*run_code)(VM&, Code*, Dict* globals, Word locals) = nullptr;
  /// Runs the body of a class: a function without parameters whose variables are the mapping `locals`.
  /// What it returns (nobody looks at it), or null.
  Word (*run_body)(VM&, Function*, Word locals) = nullptr;
  /// Compiles source: mode "exec", "eval" or "single". Null with SyntaxError pending.
  Word (*compile)(VM&, std::string_view source, std::string_view filename, std::string_view mode) =
      nullptr;
  /// Frees the C++ part of a code object.
  void (*destroy_code)(struct CodeExtra*) = nullptr;
  /// The line (1-based) and columns of an instruction, for tracebacks: as bytecode::Position.
  struct Place {
    std::int64_t line, end_line, column, end_column;
  };
  Place (*place)(const Code*, std::uint64_t pc) = nullptr;
  /// The namespaces of the running Python frame, and its code; null where there is none.
  Dict* (*globals)(VM&) = nullptr;
  Word (*locals)(VM&) = nullptr;  ///< As a Dict.
  /// `__class__` cell and first argument of the running frame, for super() without arguments.
  bool (*super_arguments)(VM&, Word* type, Word* self) = nullptr;
};

/// Interned strings that C++ code needs: vm.names.add is "__add__".
struct Names;

class VM : public pe::Context {
 public:
  /// A VM without an interpreter: `hooks` are still to be set. The steps are in setup.hpp.
  explicit VM(gc::Options options = {});
  ~VM();
  VM(const VM&) = delete;
  VM& operator=(const VM&) = delete;

  gc::Heap heap;
  Types types{};
  Exceptions exceptions{};
  std::unique_ptr<Names> names;
  struct Interpreter* interpreter = nullptr;  ///< Frames and compiled code; interp's own.
  InterpreterHooks hooks;
  ExactHeaders exact{};

  Word pending;            ///< The exception being raised, or null.
  Word handled = none;     ///< The exception that innermost `except` handles (sys.exc_info), or None.
  Word generator_result;   ///< See InterpreterHooks::resume.
  Dict* builtins = nullptr;         ///< Namespace of the module `builtins`.
  Dict* modules = nullptr;          ///< sys.modules.
  Word path;                        ///< sys.path, a List.
  Word arguments;                   ///< sys.argv, a List.
  std::array<Word, 256> latin1_strings;  ///< One-character strings.
  Word empty_string, empty_tuple, empty_bytes, zero_float, minus_zero_float;

  struct Private;
  std::unique_ptr<Private> own;  ///< Intern table, attribute caches, method cache: objects' own.
};

}  // namespace py
