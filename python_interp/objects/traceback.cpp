// Tracebacks: what they consist of, and how CPython 3.11 prints them.
#include <fstream>
#include <map>
#include <vector>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/carets.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/suggestions.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

constexpr std::size_t most_entries = 1000;  ///< The innermost ones are printed.
constexpr std::size_t most_repeats = 3;     ///< Of one line, before they are counted instead.

std::string text_of(Word word) { return is<Str>(word) ? to_utf8(gc::as<Str>(word)) : std::string(); }

/// Writes an exception with all that led to it.
class Printer {
 public:
  explicit Printer(VM& vm) : vm_(vm) {}

  std::string take() { return std::move(out_); }

  void print(Word exception) {
    const auto* it = gc::as<Exception>(exception);
    seen_.push_back(exception);
    if (may_print(it->cause)) {
      print(it->cause);
      heading("The above exception was the direct cause of the following exception:");
    } else if (!it->suppress_context && !is<Exception>(it->cause) && may_print(it->context)) {
      print(it->context);
      heading("During handling of the above exception, another exception occurred:");
    }
    if (is_instance(vm_, exception, vm_.exceptions.BaseExceptionGroup)) print_group(exception);
    else print_one(exception);
  }

 private:
  bool may_print(Word exception) const {
    if (!is<Exception>(exception)) return false;
    for (const Word word : seen_)
      if (word == exception) return false;
    return true;
  }

  void line(const std::string& text) {
    if (depth_ > 0) out_ += std::string(2 * depth_, ' ') + margin_ + " ";
    out_ += text + "\n";
  }
  void heading(const char* text) {
    line("");
    line(text);
    line("");
  }

  void print_one(Word exception) {
    const auto* it = gc::as<Exception>(exception);
    if (is<Traceback>(it->traceback)) {
      line("Traceback (most recent call last):");
      print_entries(it->traceback);
    }
    print_message(exception);
  }

  // --- The calls ---

  void print_entries(Word traceback) {
    std::vector<const Traceback*> entries;
    for (; is<Traceback>(traceback); traceback = gc::as<Traceback>(traceback)->next)
      entries.push_back(gc::as<Traceback>(traceback));
    const std::size_t first = entries.size() > most_entries ? entries.size() - most_entries : 0;
    std::size_t repeats = 0;
    for (std::size_t i = first; i < entries.size(); ++i) {
      if (i > first && !same_line(entries[i - 1], entries[i])) {
        print_repeats(repeats);
        repeats = 0;
      }
      if (++repeats <= most_repeats) print_entry(entries[i]);
    }
    print_repeats(repeats);
  }

  bool same_line(const Traceback* a, const Traceback* b) const {
    return a->code == b->code && place(a).line == place(b).line;
  }

  void print_repeats(std::size_t repeats) {
    if (repeats <= most_repeats) return;
    const std::size_t more = repeats - most_repeats;
    line("  [Previous line repeated " + std::to_string(more) + " more time" + (more == 1 ? "" : "s") +
         "]");
  }

  InterpreterHooks::Place place(const Traceback* entry) const {
    return vm_.hooks.place(entry->code, entry->pc);
  }

  void print_entry(const Traceback* entry) {
    const Code* const code = entry->code;
    const std::string file = text_of(code->filename);
    const auto at = place(entry);
    line("  File \"" + file + "\", line " + std::to_string(at.line) + ", in " + text_of(code->name));
    const std::string* const source = source_line(file, at.line);
    if (!source) return;
    const std::size_t begin = source->find_first_not_of(" \t\f");
    if (begin == source->npos) return;
    line("    " + source->substr(begin));
    if (at.column < 0 || at.end_column < 0 || at.end_line < 0) return;
    const std::string marks = carets(*source, static_cast<std::size_t>(at.column),
                                     static_cast<std::size_t>(at.end_column), at.end_line == at.line);
    if (!marks.empty()) line("    " + marks);
  }

  /// Line `number` (from 1) of a file, or null.
  const std::string* source_line(const std::string& file, std::int64_t number) {
    auto [place, is_new] = sources_.try_emplace(file);
    if (is_new && !file.starts_with("<")) {
      std::ifstream in(file);
      for (std::string text; std::getline(in, text);) {
        if (text.ends_with('\r')) text.pop_back();
        place->second.push_back(text);
      }
    }
    const auto index = static_cast<std::size_t>(number - 1);
    return index < place->second.size() ? &place->second[index] : nullptr;
  }

  // --- The exception itself ---

  void print_message(Word exception) {
    const Type* const type = type_of(vm_, exception);
    std::string message;
    if (is_instance(vm_, exception, vm_.exceptions.SyntaxError) &&
        gc::is_small_int(exception_field(gc::as<Exception>(exception), 2))) {
      print_syntax_place(gc::as<Exception>(exception));
      message = text_of(exception_field(gc::as<Exception>(exception), 0));
    } else {
      message = str_of_exception(exception);
    }
    std::string text = full_name(vm_, type);
    if (text.starts_with("__main__.")) text.erase(0, 9);
    if (!message.empty()) text += ": " + message;
    if (const std::string name = suggestion_for(vm_, exception); !name.empty())
      text += ". Did you mean: '" + name + "'?";
    print_lines(text);
    print_notes(exception);
  }

  void print_lines(const std::string& text) {
    std::size_t start = 0;
    for (std::size_t end; (end = text.find('\n', start)) != text.npos; start = end + 1)
      line(text.substr(start, end - start));
    line(text.substr(start));
  }

  std::string str_of_exception(Word exception) {
    const Word text = to_str(&vm_, exception);
    if (Str* const string = gc::is_null(text) ? nullptr : str_of(text)) return to_utf8(string);
    vm_.pending = null;
    return "<exception str() failed>";
  }

  void print_notes(Word exception) {
    const Word notes = find_attribute_value(&vm_, exception, vm_.names->notes);
    vm_.pending = null;
    if (!is<List>(notes)) return;
    for (const Word note : items_of(gc::as<const List>(notes))) print_lines(str_of_exception(note));
  }

  /// The place of a SyntaxError, the source line, and the marks under it.
  void print_syntax_place(const Exception* error) {
    const auto number = [&](int field, std::int64_t otherwise) {
      const Word value = exception_field(error, field);
      return gc::is_small_int(value) ? gc::small_int_value(value) : otherwise;
    };
    const Word file = exception_field(error, 1);
    const std::int64_t lineno = number(2, 0);
    line("  File \"" + (file == none ? "<string>" : text_of(file)) + "\", line " + std::to_string(lineno));
    const Word source = exception_field(error, 4);
    if (!is<Str>(source)) return;
    std::string text = to_utf8(gc::as<Str>(source));
    const std::int64_t offset = number(3, -1);
    std::int64_t end = number(6, -1);
    if (number(5, lineno) > lineno) end = static_cast<std::int64_t>(text.size());
    print_marked(text, offset, end);
  }

  /// `offset` and `end` count characters from 1; -1 is unknown.
  void print_marked(std::string text, std::int64_t offset, std::int64_t end) {
    const std::int64_t marks = end > 0 && end > offset ? end - offset : 1;
    std::int64_t at = offset - 1;
    const std::size_t indentation = std::min(text.find_first_not_of(" \t\f"), text.size());
    text.erase(0, indentation);
    at -= static_cast<std::int64_t>(indentation);
    if (!text.empty() && text.back() == '\n') text.pop_back();
    at = std::min(at, static_cast<std::int64_t>(text.size()));
    for (std::size_t newline; (newline = text.find('\n')) != text.npos &&
                              static_cast<std::int64_t>(newline) < at;) {
      text.erase(0, newline + 1);
      at -= static_cast<std::int64_t>(newline) + 1;
    }
    line("    " + text);
    if (offset < 0 || at < 0) return;
    line("    " + std::string(static_cast<std::size_t>(at), ' ') +
         std::string(static_cast<std::size_t>(marks), '^'));
  }

  // --- Groups ---

  void print_group(Word exception) {
    const auto* it = gc::as<Exception>(exception);
    const bool outermost = depth_ == 0;
    if (outermost) depth_ = 1;
    if (is<Traceback>(it->traceback)) {
      margin_ = outermost ? "+" : margin_;
      line("Exception Group Traceback (most recent call last):");
      margin_ = "|";
      print_entries(it->traceback);
    }
    print_message(exception);
    const auto members = items_of(gc::as<const Tuple>(exception_field(it, 1)));
    for (std::size_t i = 0; i < members.size(); ++i) {
      const std::string number = std::to_string(i + 1);
      out_ += std::string(2 * depth_, ' ') + (i == 0 ? "+-" : "  ") + "+---------------- " + number +
              " ----------------\n";
      ++depth_;
      margin_ = "|";
      const bool nested = is_instance(vm_, members[i], vm_.exceptions.BaseExceptionGroup);
      print(members[i]);
      --depth_;
      if (i + 1 == members.size() && !nested)
        out_ += std::string(2 * (depth_ + 1), ' ') + "+------------------------------------\n";
    }
    if (outermost) depth_ = 0;
  }

  VM& vm_;
  std::string out_;
  std::vector<Word> seen_;
  std::map<std::string, std::vector<std::string>> sources_;
  std::size_t depth_ = 0;
  const char* margin_ = "|";
};

// --- The traceback type ---

Word get_next(VM&, Word self) { return gc::as<Traceback>(self)->next; }

Word set_next(VM& vm, Word self, Word value) {
  if (gc::is_null(value) || (!(value == none) && !is<Traceback>(value)))
    return raise(vm, vm.exceptions.TypeError, "expected traceback object or None, got '%s'",
                 gc::is_null(value) ? "NULL" : type_name(vm, value).c_str());
  for (Word at = value; is<Traceback>(at); at = gc::as<Traceback>(at)->next)
    if (at == self) return raise(vm, vm.exceptions.ValueError, "traceback loop detected");
  gc::as<Traceback>(self)->next.value = value;
  return none;
}

Word get_line(VM& vm, Word self) {
  const auto* it = gc::as<Traceback>(self);
  return make_int(vm, vm.hooks.place(it->code, it->pc).line);
}

Word get_lasti(VM& vm, Word self) {
  return make_int(vm, static_cast<std::int64_t>(std::uint64_t{gc::as<Traceback>(self)->pc}) * 2);
}

Word get_frame(VM& vm, Word self) {
  const auto* it = gc::as<Traceback>(self);
  auto* const frame = allocate<FrameObject>(vm, vm.types.frame);
  if (!frame) return null;
  frame->code.value = it->code;
  frame->globals.value = make_dict(vm);
  frame->back = none;
  frame->locals = none;
  frame->pc = it->pc;
  return gc::reference(frame);
}

template <auto member>
Word frame_member(VM&, Word self) {
  return gc::as<FrameObject>(self)->*member;
}

void init_frame(VM& vm) {
  Type* const type = vm.types.frame;
  add_property(vm, type, "f_code", [](VM&, Word self) -> Word {
    return gc::reference(static_cast<Code*>(gc::as<FrameObject>(self)->code));
  });
  add_property(vm, type, "f_globals", [](VM&, Word self) -> Word {
    return gc::reference(static_cast<Dict*>(gc::as<FrameObject>(self)->globals));
  });
  add_property(vm, type, "f_builtins", [](VM& vm, Word) -> Word { return gc::reference(vm.builtins); });
  add_property(vm, type, "f_back", frame_member<&FrameObject::back>);
  add_property(vm, type, "f_locals", [](VM& vm, Word self) -> Word {
    Word& locals = gc::as<FrameObject>(self)->locals;
    if (locals == none) locals = gc::reference(make_dict(vm));
    return locals;
  });
  add_property(vm, type, "f_lineno", [](VM& vm, Word self) -> Word {
    const auto* it = gc::as<FrameObject>(self);
    return make_int(vm, vm.hooks.place(it->code, it->pc).line);
  });
  add_property(vm, type, "f_lasti", [](VM& vm, Word self) -> Word {
    return make_int(vm, static_cast<std::int64_t>(gc::as<FrameObject>(self)->pc) * 2);
  });
  add_property(vm, type, "f_trace", [](VM&, Word) -> Word { return none; });
}

}  // namespace

void add_traceback(VM* vm, Code* code, std::int64_t pc) {
  if (!is<Exception>(vm->pending)) return;
  const Word pending = vm->pending;
  auto* const entry = allocate<Traceback>(*vm, vm->types.traceback);
  if (!entry) {  // the exception is worth more than its traceback
    vm->pending = pending;
    return;
  }
  auto* const exception = gc::as<Exception>(pending);
  entry->next.value = exception->traceback;
  entry->code.value = code;
  entry->pc.value = static_cast<std::uint64_t>(pc);
  exception->traceback = gc::reference(entry);
}

std::string format_exception(VM& vm, Word exception) {
  const Word pending = vm.pending;
  vm.pending = null;
  Printer printer(vm);
  printer.print(exception);
  vm.pending = pending;
  return printer.take();
}

void init_tracebacks(VM& vm) {
  Type* const type = vm.types.traceback;
  add_property(vm, type, "tb_next", get_next, set_next);
  add_property(vm, type, "tb_lineno", get_line);
  add_property(vm, type, "tb_lasti", get_lasti);
  add_property(vm, type, "tb_frame", get_frame);
  init_frame(vm);
}

}  // namespace py
