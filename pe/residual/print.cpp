// Residual programs to text; the grammar is described in text.hpp.
#include <algorithm>
#include <charconv>
#include <concepts>
#include <unordered_map>
#include <utility>

#include "pe/residual/text.hpp"

namespace pe::residual {

std::string_view name(Type type) {
  switch (type) {
    case Type::none: return "none";
    case Type::i64: return "i64";
    case Type::f64: return "f64";
    case Type::boolean: return "bool";
    case Type::ref: return "ref";
  }
  return "?";
}

std::string_view name(gc::Kind kind) {
  switch (kind) {
    case gc::Kind::word: return "word";
    case gc::Kind::pointer: return "pointer";
    case gc::Kind::i64: return "i64";
    case gc::Kind::i32: return "i32";
    case gc::Kind::u32: return "u32";
    case gc::Kind::u16: return "u16";
    case gc::Kind::u8: return "u8";
    case gc::Kind::boolean: return "bool";
    case gc::Kind::f64: return "f64";
  }
  return "?";
}

namespace {

void append(std::string& out, std::string_view text) { out += text; }
void append(std::string& out, char c) { out += c; }
void append(std::string& out, std::integral auto number) { out += std::to_string(number); }

std::string joined(const auto&... parts) {
  std::string out;
  (append(out, parts), ...);
  return out;
}

std::string hex(std::uint64_t number) {
  std::array<char, 16> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), number, 16).ptr;
  return joined("0x", std::string_view(digits.begin(), end));
}

/// `name` without the characters that the grammar gives a meaning.
std::string printable(std::string name) {
  for (char& c : name)
    if (static_cast<unsigned char>(c) <= ' ' || std::string_view("(),:[]{}=;@.").contains(c))
      c = '_';
  return name;
}

std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

/// The shortest digits that read back as `value`, always with a dot; a NaN with its bits if
/// unusual.
std::string float_text(double value) {
  constexpr std::uint64_t usual_nan = 0x7ff8000000000000;
  const auto bits = std::bit_cast<std::uint64_t>(value);
  if (value != value) return bits == usual_nan ? "nan" : joined("nan:", hex(bits));
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
  std::string text(digits.begin(), end);
  if (text.find_first_of(".n") != std::string::npos) return text;
  text.insert(std::min(text.find('e'), text.size()), ".0");
  return text;
}

std::string word_text(gc::Word word, const Names& names) {
  if (gc::is_null(word)) return "&null";
  if (gc::is_small_int(word)) return joined('&', gc::small_int_value(word));
  if (gc::is_immediate_float(word)) return "&" + float_text(gc::immediate_float_value(word));
  if (gc::is_boolean(word)) return word == gc::true_word ? "&true" : "&false";
  if (gc::is_special(word)) {
    const std::uint64_t index = word.bits >> 3;
    if (index <= ~0u) {
      const std::string special = names.special(gc::special_index(word));
      if (!special.empty()) return "&" + printable(special);
    }
    return joined("&special", index);
  }
  const std::string object = names.object(word.bits);
  return object.empty() ? joined('&', hex(word.bits)) : "&" + printable(object);
}

class Printer {
 public:
  Printer(const Program& program, const Names& names) : program_(program), names_(names) {}

  std::string whole() {
    renumber();
    header();
    for (BlockId b = 0; b < program_.blocks.size(); ++b) block(b);
    for (std::size_t e = 0; e < program_.exits.size(); ++e) exit_record(e);
    return std::move(out_);
  }

  std::string one(NodeId id) {
    node(id);
    return std::move(out_);
  }

 private:
  /// Appends texts, characters and decimal numbers.
  void put(const auto&... parts) { (append(out_, parts), ...); }

  /// Puts each of `items` by `item`, with commas between.
  template <class Items, class F>
  void list(const Items& items, F item) {
    bool first = true;
    for (const auto& each : items) {
      if (!first) out_ += ", ";
      first = false;
      item(each);
    }
  }

  static constexpr NodeId unnumbered = no_node;

  void renumber() {
    numbers_.assign(program_.nodes.size(), unnumbered);
    NodeId next = 0;
    const auto give = [&](NodeId id) {
      if (id < numbers_.size() && numbers_[id] == unnumbered && has_value(program_.nodes[id]))
        numbers_[id] = next++;
    };
    for (const Block& block : program_.blocks) {
      for (NodeId id : block.parameters) give(id);
      for (NodeId id : block.body) give(id);
    }
  }

  /// Does the node's line begin with a number? An invoke has no value, but other nodes ask for its
  /// parts.
  static bool has_value(const Node& node) {
    return !is_constant(node.op) && (node.type != Type::none || node.op == Op::invoke);
  }

  void header() {
    put("program @", one_line(program_.name), '\n');
    std::vector<const Callee*> seen;
    const auto declare = [&](const Callee* callee) {
      if (callee == nullptr || std::ranges::find(seen, callee) != seen.end()) return;
      seen.push_back(callee);
      declaration(*callee);
    };
    declare(program_.box_float);
    declare(program_.allocate);
    for (const Block& block : program_.blocks)
      for (NodeId id : block.body)
        if (const Call* call = call_of(id)) declare(call->callee);
    if (program_.box_float != nullptr || program_.boxed_float_layout != gc::boxed_float_layout) {
      put("floats boxed as ", layout(program_.boxed_float_layout));
      if (program_.box_float != nullptr) put(" by @", printable(program_.box_float->name));
      out_ += '\n';
    }
    if (program_.allocate != nullptr)
      put("objects allocated by @", printable(program_.allocate->name), '\n');
  }

  const Call* call_of(NodeId id) const {
    if (id >= program_.nodes.size()) return nullptr;
    const Node& node = program_.nodes[id];
    const bool calls = node.op == Op::call || node.op == Op::invoke;
    return calls && node.extra < program_.calls.size() ? &program_.calls[node.extra] : nullptr;
  }

  void declaration(const Callee& callee) {
    put("uses @", printable(callee.name), '(');
    list(callee.parameter_types(), [&](Type type) { out_ += name(type); });
    put(") -> ", name(callee.result));
    const Effects& effects = callee.effects;
    if (effects.reads) out_ += " reads";
    if (effects.writes) out_ += " writes";
    if (effects.allocates) out_ += " allocates";
    if (effects.may_raise) out_ += " may_raise";
    if (effects.runs_python) out_ += " runs_python";
    if (effects.looks_at_frames) out_ += " looks_at_frames";
    out_ += '\n';
  }

  void block(BlockId id) {
    const Block& block = program_.blocks[id];
    put('b', id);
    if (!block.parameters.empty()) {
      out_ += '(';
      list(block.parameters, [&](NodeId parameter) {
        operand(parameter);
        if (parameter < program_.nodes.size()) put(": ", name(program_.nodes[parameter].type));
      });
      out_ += ')';
    }
    out_ += ':';
    if (!block.note.empty()) put("  ; ", one_line(block.note));
    out_ += '\n';
    for (NodeId id : block.body) {
      if (id < program_.nodes.size() && is_constant(program_.nodes[id].op)) continue;
      out_ += "  ";
      node(id);
      out_ += '\n';
    }
  }

  void node(NodeId id) {
    if (id >= program_.nodes.size()) {
      operand(id);
      return;
    }
    const Node& node = program_.nodes[id];
    if (is_constant(node.op)) {
      operand(id);
      return;
    }
    if (has_value(node)) {
      operand(id);
      out_ += " = ";
    }
    out_ += name(node.op);
    if (node.op == Op::call || node.op == Op::invoke) {
      call(node);
    } else {
      plain_operands(node);
      if (has_targets(node.op))
        targets(node);
      else if (node.op == Op::exit)
        put(' ', node.extra);
      else if (has_exit(node.op))
        put(" -> exit ", node.extra);
    }
  }

  /// The operands, with a field after the object and a size before the count.
  void plain_operands(const Node& node) {
    const char* separator = " ";
    const auto separate = [&] { out_ += std::exchange(separator, ", "); };
    if (node.op == Op::alloc || node.op == Op::alloc_array) {
      separate();
      put(node.imm);
    }
    bool before_field = has_field(node.op);
    for (NodeId id : node.operands) {
      if (id == no_node) continue;
      separate();
      operand(id);
      if (std::exchange(before_field, false)) {
        separate();
        if (node.extra < program_.fields.size())
          field(program_.fields[node.extra]);
        else
          put("field?", node.extra);
      }
    }
  }

  void call(const Node& node) {
    if (node.extra >= program_.calls.size()) {
      put(" call?", node.extra);
      return;
    }
    const Call& call = program_.calls[node.extra];
    put(" @", node.op == Op::invoke ? entry(call.entry) : callee(call.callee), '(');
    list(call.arguments, [&](NodeId id) { operand(id); });
    out_ += ')';
    if (call.depth != 0) put(" depth ", call.depth);
  }

  void targets(const Node& node) {
    if (node.extra >= program_.targets.size()) {
      put(" -> targets?", node.extra);
      return;
    }
    const std::vector<Target>& targets = program_.targets[node.extra];
    out_ += node.op == Op::jump ? " " : " -> ";
    list(targets, [&](const Target& target) {
      if (node.op == Op::switch_int) {
        if (&target == &targets.back())
          out_ += "else ";
        else
          put(target.case_value, ": ");
      }
      put('b', target.block);
      if (target.arguments.empty()) return;
      out_ += '(';
      list(target.arguments, [&](NodeId id) { operand(id); });
      out_ += ')';
    });
  }

  void operand(NodeId id) {
    if (id >= program_.nodes.size()) {
      put("%?", id);
      return;
    }
    const Node& node = program_.nodes[id];
    switch (node.op) {
      case Op::const_int: out_ += constant_text(Type::i64, node.imm, names_); return;
      case Op::const_float: out_ += constant_text(Type::f64, node.imm, names_); return;
      case Op::const_bool: out_ += constant_text(Type::boolean, node.imm, names_); return;
      case Op::const_ref: out_ += constant_text(Type::ref, node.imm, names_); return;
      default: break;
    }
    if (numbers_.empty())
      put('%', id);
    else if (numbers_[id] == unnumbered)
      put("%?", id);
    else
      put('%', numbers_[id]);
  }

  std::string layout(gc::LayoutId id) const {
    const std::string name = names_.layout(id);
    return name.empty() ? joined('#', id) : printable(name);
  }

  void field(const gc::Field& field) {
    out_ += layout(field.layout);
    const std::string field_name = names_.field(field);
    if (!field_name.empty()) put('.', printable(field_name));
    put(':', name(field.kind), '[', field.offset, field.is_tail ? ".." : "", ']');
    if (field.change == gc::Change::never) out_ += '!';
    if (field.change == gc::Change::seldom) out_ += '?';
  }

  std::string entry(const EntryCell* cell) {
    if (cell == nullptr) return "none";
    if (cell == program_.self) return "self";
    const std::string name = names_.entry(*cell);
    if (!name.empty()) return printable(name);
    return joined("entry", entries_.emplace(cell, entries_.size()).first->second);
  }

  static std::string callee(const Callee* callee) {
    return callee == nullptr ? "none" : printable(callee->name);
  }

  std::string code(const void* code) {
    if (code == nullptr) return "none";
    const std::string name = names_.code(code);
    if (!name.empty()) return printable(name);
    return joined("code", codes_.emplace(code, codes_.size()).first->second);
  }

  void exit_record(std::size_t index) {
    const Exit& exit = program_.exits[index];
    put("exit ", index, ':');
    if (!exit.reason.empty()) put(' ', one_line(exit.reason));
    out_ += '\n';
    if (exit.decision != 0 || exit.outcome)
      put("  decision ", hex(exit.decision), exit.outcome ? " true\n" : " false\n");
    if (!exit.saved.empty()) {
      out_ += "  saved ";
      list(exit.saved, [&](NodeId id) { operand(id); });
      out_ += '\n';
    }
    for (std::size_t v = 0; v < exit.virtuals.size(); ++v) {
      put("  v", v, " = ", exit.virtuals[v].bytes, " bytes {");
      list(exit.virtuals[v].parts, [&](const VirtualObject::Part& part) {
        field(part.field);
        if (part.field.is_tail) put('[', part.element, ']');
        out_ += " = ";
        source(exit, part.source, value_type(part.field.kind));
      });
      out_ += "}\n";
    }
    for (const FrameSnapshot& frame : exit.snapshot.frames) {
      put("  frame ", code(frame.code), '@', frame.pc, " mode ", frame.mode, " depth ", frame.depth,
          ':');
      if (!frame.slots.empty()) out_ += ' ';
      list(frame.slots, [&](const Source& slot) { source(exit, slot, Type::ref); });
      out_ += '\n';
    }
    if (exit.snapshot.delivering) {
      out_ += "  deliver ";
      source(exit, exit.snapshot.delivered, Type::ref);
      put(" mode ", exit.snapshot.mode, '\n');
    }
    if (!exit.log.empty()) {
      out_ += "  log ";
      list(exit.log, [&](const Source& entry) { source(exit, entry, Type::none); });
      out_ += '\n';
    }
  }

  /// `type` is the one that the place expects; `none` for a log, where small numbers look like
  /// numbers and the rest like words.
  void source(const Exit& exit, const Source& source, Type type) {
    switch (source.from) {
      case Source::From::absent: out_ += '-'; return;
      case Source::From::virtual_object: put('v', source.index); return;
      case Source::From::node:
        if (source.box) out_ += "box ";
        if (source.index < exit.saved.size() && exit.saved[source.index] < program_.nodes.size() &&
            !is_constant(program_.nodes[exit.saved[source.index]].op))
          operand(exit.saved[source.index]);
        else
          put("saved[", source.index, ']');
        return;
      case Source::From::constant: {
        const auto number = static_cast<std::int64_t>(source.constant);
        const bool small = std::int64_t{static_cast<std::int32_t>(number)} == number;
        if (type == Type::none) type = small ? Type::i64 : Type::ref;
        out_ += constant_text(type, source.constant, names_);
        return;
      }
    }
  }

  const Program& program_;
  const Names& names_;
  std::string out_;
  std::vector<NodeId> numbers_;  ///< By node; empty if nodes go by their ids.
  std::unordered_map<const EntryCell*, std::size_t> entries_;
  std::unordered_map<const void*, std::size_t> codes_;
};

}  // namespace

std::string constant_text(Type type, std::uint64_t bits, const Names& names) {
  switch (type) {
    case Type::f64: return float_text(std::bit_cast<double>(bits));
    case Type::ref: return word_text({bits}, names);
    case Type::boolean:
      if (bits <= 1) return bits != 0 ? "true" : "false";
      [[fallthrough]];
    default: return std::to_string(static_cast<std::int64_t>(bits));
  }
}

std::string print(const Program& program, const Names& names) {
  return Printer(program, names).whole();
}

std::string print_node(const Program& program, NodeId node, const Names& names) {
  return Printer(program, names).one(node);
}

}  // namespace pe::residual
