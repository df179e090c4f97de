// The names that C++ code needs, interned once per VM: `vm.names->init` is "__init__".
//
// A member is the name without its underscores; names that are words of their own begin with `word_`.
// The operators' special methods are folded from operations.hpp.
#pragma once

#include <array>

#include "python_interp/objects/operations.hpp"
#include "python_interp/objects/vm.hpp"

namespace py {

struct Names {
  Str *abs, *aiter, *all, *anext, *annotations, *await, *bases, *bool_, *build_class, *builtins, *bytes,
      *call, *cause, *ceil, *class_, *class_getitem, *classcell, *closure, *code, *complex, *contains,
      *context, *debug, *defaults, *del, *delattr, *delete_, *delitem, *dict, *dir, *divmod, *doc,
      *enter, *exit, *file, *float_, *floor, *format, *fspath, *func, *future, *get, *getattr,
      *getattribute, *getitem, *globals, *hash, *import_, *index, *init, *init_subclass, *instancecheck,
      *int_, *isabstractmethod, *iter, *kwdefaults, *length_hint, *len, *loader, *main, *missing, *module,
      *mro_entries, *mro, *name, *new_, *next, *notes, *package, *path, *prepare, *qualname, *rdivmod,
      *repr, *reversed, *round, *self, *set, *set_name, *setattr, *setitem, *slots, *spec, *str,
      *subclasscheck, *subclasses, *suppress_context, *traceback, *trunc, *weakref;
  Str *word_add_note, *word_append, *word_args, *word_close, *word_encoding, *word_end, *word_errno,
      *word_file, *word_filename, *word_flush, *word_keys, *word_mro, *word_msg, *word_name, *word_obj,
      *word_path, *word_print, *word_read, *word_readline, *word_self, *word_send, *word_sep,
      *word_stderr, *word_stdin, *word_stdout, *word_strerror, *word_throw, *word_value, *word_write;

  std::array<Str*, binary_operations.size()> binary, reflected, inplace;
  std::array<Str*, unary_operations.size()> unary;
  std::array<Str*, comparisons.size()> compare;
};

}  // namespace py
