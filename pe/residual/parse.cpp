// Text to residual programs; the grammar is described in text.hpp.
//
// A line at a time, by recursive descent. Nodes may be used before their line (a block may stand
// before one that dominates it), so a number's node is made when the number is first seen and
// filled in later.
#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <utility>

#include "pe/residual/text.hpp"

namespace pe::residual {
namespace {

/// The rest of one line.
class Cursor {
 public:
  Cursor(std::string_view line, int number) : rest_(line), line_(number) {}

  [[noreturn]] void fail(std::string message) const { throw ParseError{line_, std::move(message)}; }

  void skip_spaces() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }
  bool at_end() {
    skip_spaces();
    return rest_.empty();
  }
  bool sees(std::string_view text) {
    skip_spaces();
    return rest_.starts_with(text);
  }
  bool accept(std::string_view text) {
    if (!sees(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  void expect(std::string_view text) {
    if (!accept(text))
      fail("expected `" + std::string(text) + "` before `" + std::string(rest_) + "`");
  }
  void expect_end() {
    if (!at_end()) fail("did not expect `" + std::string(rest_) + "`");
  }

  /// A run of characters that no grammar rule stops at.
  std::string_view word() {
    skip_spaces();
    const auto end = std::ranges::find_if(
        rest_, [](char c) { return std::string_view(" (),:[]{}=;@.").contains(c); });
    const std::string_view word(rest_.begin(), end);
    if (word.empty()) fail("expected a name before `" + std::string(rest_) + "`");
    rest_.remove_prefix(word.size());
    return word;
  }

  /// A decimal number, or a hexadecimal one after `0x`.
  template <class T = std::int64_t>
  T number() {
    skip_spaces();
    const int base = rest_.starts_with("0x") ? 16 : 10;
    if (base == 16) rest_.remove_prefix(2);
    T value{};
    const auto [end, error] = std::from_chars(rest_.begin(), rest_.end(), value, base);
    if (error != std::errc{}) fail("expected a number before `" + std::string(rest_) + "`");
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
    return value;
  }

  /// Everything that is left.
  std::string_view remainder() {
    skip_spaces();
    return std::exchange(rest_, {});
  }

  /// Items up to `close`, with commas between.
  void list(std::string_view close, auto item) {
    if (accept(close)) return;
    do item();
    while (accept(","));
    expect(close);
  }
  /// Items up to the end of the line, with commas between.
  void list(auto item) {
    if (at_end()) return;
    do item();
    while (accept(","));
    expect_end();
  }

  std::string_view& rest() { return rest_; }
  int line() const { return line_; }

 private:
  std::string_view rest_;
  int line_;
};

template <class T, std::size_t n>
std::optional<T> named(const std::array<T, n>& values, std::string_view wanted) {
  for (T value : values)
    if (name(value) == wanted) return value;
  return {};
}

Type parse_type(Cursor& in) {
  constexpr std::array types = {Type::none, Type::i64, Type::f64, Type::boolean, Type::ref};
  const std::string_view text = in.word();
  if (const auto type = named(types, text)) return *type;
  in.fail("no type `" + std::string(text) + "`");
}

gc::Kind parse_kind(Cursor& in) {
  using enum gc::Kind;
  constexpr std::array kinds = {word, pointer, i64, i32, u32, u16, u8, boolean, f64};
  const std::string_view text = in.word();
  if (const auto kind = named(kinds, text)) return *kind;
  in.fail("no kind of field `" + std::string(text) + "`");
}

Op parse_op(Cursor& in) {
  const std::string_view text = in.word();
  for (const OpInfo& row : detail::op_table)
    if (row.name == text && row.op != Op::param && !is_constant(row.op)) return row.op;
  in.fail("no operation `" + std::string(text) + "`");
}

struct Constant {
  Type type;
  std::uint64_t bits;
};

/// A float as `float_text` prints it, or an integer; `nan:0x..` is a NaN by its bits.
Constant parse_number(Cursor& in) {
  in.skip_spaces();
  std::string_view& rest = in.rest();
  if (in.accept("nan:")) return {Type::f64, in.number<std::uint64_t>()};
  const auto end = std::ranges::find_if(
      rest, [](char c) { return !std::string_view("0123456789abcdefinx.+-").contains(c); });
  const std::string_view text(rest.begin(), end);
  if (text.starts_with("0x") || text.find_first_of(".n") == std::string_view::npos)
    return {Type::i64, static_cast<std::uint64_t>(in.number())};
  double value = 0;
  const auto [stop, error] = std::from_chars(text.begin(), text.end(), value);
  if (error != std::errc{} || stop != text.end()) in.fail("no float: `" + std::string(text) + "`");
  rest.remove_prefix(text.size());
  return {Type::f64, std::bit_cast<std::uint64_t>(value)};
}

/// Does a number, infinity or NaN come next (and no name that begins alike)?
bool sees_number(Cursor& in) {
  in.skip_spaces();
  const std::string_view rest = in.rest();
  if (rest.empty()) return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (is_digit(rest[0])) return true;
  if (rest[0] == '-') return rest.size() > 1 && (is_digit(rest[1]) || rest[1] == 'i');
  const auto word = rest.substr(0, rest.find_first_of(" ,:)]}"));
  return word == "inf" || word == "nan";
}

class Reader {
 public:
  Reader(std::string_view text, Resolver& resolver) : text_(text), resolver_(resolver) {}

  Program whole() {
    int number = 0;
    while (!text_.empty()) {
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      const std::string_view line = text_.substr(0, end);
      text_.remove_prefix(std::min(end + 1, text_.size()));
      Cursor in(line, ++number);
      if (!in.at_end()) this->line(in, line.starts_with(' '));
    }
    for (const auto& [label, pending] : pending_)
      throw ParseError{pending, "%" + std::to_string(label) + " is used but never defined"};
    return std::move(program_);
  }

 private:
  enum class Inside { nothing, block, exit };

  void line(Cursor& in, bool indented) {
    if (!indented) return head(in);
    switch (inside_) {
      case Inside::block: return body_line(in);
      case Inside::exit: return exit_line(in, program_.exits.back());
      case Inside::nothing: in.fail("an indented line belongs to a block or an exit");
    }
  }

  void head(Cursor& in) {
    if (in.accept("program @")) {
      program_.name = in.remainder();
    } else if (in.accept("uses @")) {
      declaration(in);
    } else if (in.accept("floats boxed as ")) {
      program_.boxed_float_layout = layout(in);
      if (in.accept("by ")) program_.box_float = callee(in);
      in.expect_end();
    } else if (in.accept("objects allocated by ")) {
      program_.allocate = callee(in);
      in.expect_end();
    } else if (in.accept("exit ")) {
      if (in.number<std::uint32_t>() != program_.exits.size()) in.fail("exits come in order");
      in.expect(":");
      program_.exits.emplace_back().reason = in.remainder();
      inside_ = Inside::exit;
    } else {
      block_head(in);
      inside_ = Inside::block;
    }
  }

  void declaration(Cursor& in) {
    const std::string name(in.word());
    Callee callee{.name = name.c_str(),
                  .address = nullptr,
                  .result = Type::none,
                  .parameters = {},
                  .parameter_count = 0,
                  .effects = {.name = name.c_str()}};
    in.expect("(");
    in.list(")", [&] {
      if (callee.parameter_count == callee.parameters.size()) in.fail("at most eight parameters");
      callee.parameters[callee.parameter_count++] = parse_type(in);
    });
    in.expect("->");
    callee.result = parse_type(in);
    while (!in.at_end()) effect(in, callee.effects);
    const Callee* known = resolver_.resolve_callee(name, callee);
    if (known->result != callee.result ||
        !std::ranges::equal(known->parameter_types(), callee.parameter_types()))
      in.fail("@" + name + " has another signature");
    callees_[name] = known;
  }

  static void effect(Cursor& in, Effects& effects) {
    const std::string_view text = in.word();
    if (text == "reads")
      effects.reads = true;
    else if (text == "writes")
      effects.writes = true;
    else if (text == "allocates")
      effects.allocates = true;
    else if (text == "may_raise")
      effects.may_raise = true;
    else if (text == "runs_python")
      effects.runs_python = true;
    else if (text == "looks_at_frames")
      effects.looks_at_frames = true;
    else
      in.fail("no effect `" + std::string(text) + "`");
  }

  const Callee* callee(Cursor& in) {
    in.expect("@");
    const std::string name(in.word());
    const auto found = callees_.find(name);
    if (found == callees_.end()) in.fail("@" + name + " is not declared by a `uses` line");
    return found->second;
  }

  gc::LayoutId layout(Cursor& in) {
    if (in.accept("#")) return in.number<gc::LayoutId>();
    const std::string_view name = in.word();
    if (const auto layout = resolver_.layout(name)) return *layout;
    in.fail("no layout `" + std::string(name) + "`");
  }

  void block_head(Cursor& in) {
    in.expect("b");
    if (in.number<BlockId>() != program_.blocks.size()) in.fail("blocks come in order");
    const BlockId id = program_.add_block();
    if (in.accept("(")) {
      in.list(")", [&] {
        const NodeId parameter = defined(in);
        in.expect(":");
        program_.nodes[parameter] = {.op = Op::param, .type = parse_type(in)};
        program_.blocks[id].parameters.push_back(parameter);
      });
    }
    in.expect(":");
    if (in.accept(";")) program_.blocks[id].note = in.remainder();
    in.expect_end();
  }

  void body_line(Cursor& in) {
    NodeId id = no_node;
    if (in.sees("%")) {
      id = defined(in);
      in.expect("=");
    }
    Node node{.op = parse_op(in)};
    node.type = info(node.op).result;
    if (node.op == Op::call || node.op == Op::invoke)
      call(in, node);
    else
      operands(in, node);
    if (has_targets(node.op)) {
      if (node.op != Op::jump) in.expect("->");
      targets(in, node);
    } else if (node.op == Op::exit) {
      node.extra = in.number<std::uint32_t>();
    } else if (has_exit(node.op)) {
      in.expect("-> exit ");
      node.extra = in.number<std::uint32_t>();
    }
    in.expect_end();
    if (id == no_node)
      id = program_.add(node);
    else
      program_.nodes[id] = node;
    program_.blocks.back().body.push_back(id);
  }

  /// How many operands the op table gives `op`.
  static std::size_t operand_count(Op op) {
    constexpr auto row_count = [](const OpInfo& row) {
      return static_cast<std::size_t>(
          std::ranges::count_if(row.operands, [](Type type) { return type != Type::none; }));
    };
    switch (op) {
      case Op::store: return 2;
      case Op::store_element: return 3;
      case Op::ret:
      case Op::invoke_kind:
      case Op::invoke_int:
      case Op::invoke_float:
      case Op::invoke_bool:
      case Op::invoke_ref: return 1;
      default: return row_count(info(op));
    }
  }

  void operands(Cursor& in, Node& node) {
    bool first = true;
    const auto separate = [&] {
      if (!std::exchange(first, false)) in.expect(",");
    };
    if (node.op == Op::alloc || node.op == Op::alloc_array) {
      separate();
      node.imm = in.number<std::uint64_t>();
    }
    for (std::size_t i = 0; i < operand_count(node.op); ++i) {
      separate();
      node.operands[i] = operand(in);
      if (i == 0 && has_field(node.op)) {
        separate();
        node.extra = static_cast<std::uint32_t>(program_.fields.size());
        program_.fields.push_back(field(in));
      }
    }
    if (node.op == Op::load || node.op == Op::load_element)
      node.type = value_type(program_.fields[node.extra].kind);
  }

  void call(Cursor& in, Node& node) {
    Call call;
    if (node.op == Op::call) {
      call.callee = callee(in);
      node.type = call.callee->result;
    } else {
      in.expect("@");
      const std::string_view name = in.word();
      if (name != "none") call.entry = resolver_.resolve_entry(name);
      if (name == "self") program_.self = call.entry;
    }
    in.expect("(");
    in.list(")", [&] { call.arguments.push_back(operand(in)); });
    if (in.accept("depth")) call.depth = in.number<std::uint32_t>();
    node.extra = static_cast<std::uint32_t>(program_.calls.size());
    program_.calls.push_back(std::move(call));
  }

  void targets(Cursor& in, Node& node) {
    std::vector<Target> targets;
    do {
      Target target;
      if (node.op == Op::switch_int && !in.accept("else ")) {
        target.case_value = in.number();
        in.expect(":");
      }
      in.expect("b");
      target.block = in.number<BlockId>();
      if (in.accept("(")) in.list(")", [&] { target.arguments.push_back(operand(in)); });
      targets.push_back(std::move(target));
    } while (in.accept(","));
    node.extra = static_cast<std::uint32_t>(program_.targets.size());
    program_.targets.push_back(std::move(targets));
  }

  gc::Field field(Cursor& in) {
    gc::Field field{.layout = layout(in)};
    if (in.accept(".")) in.word();
    in.expect(":");
    field.kind = parse_kind(in);
    in.expect("[");
    field.offset = in.number<std::uint16_t>();
    field.is_tail = in.accept("..");
    in.expect("]");
    field.change = in.accept("!")   ? gc::Change::never
                   : in.accept("?") ? gc::Change::seldom
                                    : gc::Change::anytime;
    return field;
  }

  /// The node of the number that comes next, whether its line has been seen or not.
  NodeId numbered(Cursor& in, bool defines) {
    in.expect("%");
    const auto label = in.number<std::uint32_t>();
    const auto [place, is_new] = nodes_.try_emplace(label, no_node);
    if (is_new) place->second = program_.add({});
    if (defines) {
      if (!is_new && !pending_.contains(label))
        in.fail("%" + std::to_string(label) + " is defined twice");
      pending_.erase(label);
    } else if (is_new) {
      pending_[label] = in.line();
    }
    return place->second;
  }
  NodeId defined(Cursor& in) { return numbered(in, true); }

  NodeId operand(Cursor& in) {
    if (in.sees("%")) return numbered(in, false);
    const Constant constant = this->constant(in);
    const auto [place, is_new] = constants_.try_emplace({constant.type, constant.bits}, no_node);
    if (is_new) {
      const Op op = constant.type == Type::i64       ? Op::const_int
                    : constant.type == Type::f64     ? Op::const_float
                    : constant.type == Type::boolean ? Op::const_bool
                                                     : Op::const_ref;
      place->second = program_.add({.op = op, .type = constant.type, .imm = constant.bits});
    }
    return place->second;
  }

  Constant constant(Cursor& in) {
    if (in.accept("&")) return {Type::ref, word(in).bits};
    if (sees_number(in)) return parse_number(in);
    const std::string_view text = in.word();
    if (text == "true" || text == "false") return {Type::boolean, text == "true"};
    in.fail("no constant `" + std::string(text) + "`");
  }

  gc::Word word(Cursor& in) {
    if (in.sees("0x")) return {in.number<std::uint64_t>()};
    if (sees_number(in)) {
      const Constant number = parse_number(in);
      return number.type == Type::f64 ? gc::rotated_float(std::bit_cast<double>(number.bits))
                                      : gc::small_int(static_cast<std::int64_t>(number.bits));
    }
    const std::string_view name = in.word();
    if (name == "null") return {};
    if (name == "true" || name == "false") return gc::boolean(name == "true");
    if (const auto special = resolver_.special(name)) return gc::special(*special);
    if (constexpr std::string_view prefix = "special"; name.starts_with(prefix)) {
      std::uint64_t index = 0;
      if (std::from_chars(name.begin() + prefix.size(), name.end(), index).ptr == name.end())
        return {(index << 3) | 4};
    }
    return {reinterpret_cast<std::uint64_t>(resolver_.resolve_object(name))};
  }

  void exit_line(Cursor& in, Exit& exit) {
    if (in.accept("decision ")) {
      exit.decision = in.number<std::uint64_t>();
      exit.outcome = in.accept("true");
      if (!exit.outcome) in.expect("false");
    } else if (in.accept("saved ")) {
      in.list([&] { exit.saved.push_back(operand(in)); });
    } else if (in.accept("log ")) {
      in.list([&] { exit.log.push_back(source(in, exit)); });
    } else if (in.accept("deliver ")) {
      exit.snapshot.delivering = true;
      exit.snapshot.delivered = source(in, exit);
      in.expect("mode ");
      exit.snapshot.mode = in.number<std::uint32_t>();
    } else if (in.accept("frame ")) {
      frame(in, exit);
    } else {
      virtual_object(in, exit);
    }
    in.expect_end();
  }

  void frame(Cursor& in, Exit& exit) {
    FrameSnapshot frame;
    if (!in.accept("none@")) {
      frame.code = resolver_.resolve_code(in.word());
      in.expect("@");
    }
    frame.pc = in.number<std::uint32_t>();
    in.expect("mode ");
    frame.mode = in.number<std::uint32_t>();
    in.expect("depth ");
    frame.depth = in.number<std::uint32_t>();
    in.expect(":");
    in.list([&] { frame.slots.push_back(source(in, exit)); });
    exit.snapshot.frames.push_back(std::move(frame));
  }

  void virtual_object(Cursor& in, Exit& exit) {
    in.expect("v");
    if (in.number<std::size_t>() != exit.virtuals.size()) in.fail("virtual objects come in order");
    in.expect("=");
    VirtualObject object{.bytes = in.number<std::uint64_t>(), .parts = {}};
    in.expect("bytes {");
    in.list("}", [&] {
      VirtualObject::Part part{.field = field(in), .element = 0, .source = {}};
      if (in.accept("[")) {
        part.element = in.number<std::uint32_t>();
        in.expect("]");
      }
      in.expect("=");
      part.source = source(in, exit);
      object.parts.push_back(part);
    });
    exit.virtuals.push_back(std::move(object));
  }

  Source source(Cursor& in, const Exit& exit) {
    using From = Source::From;
    if (in.accept("box ")) {
      Source source = this->source(in, exit);
      if (source.from != From::node) in.fail("only what an exit saves is boxed");
      source.box = true;
      return source;
    }
    if (in.accept("saved[")) {
      const Source source{.from = From::node, .index = in.number<std::uint32_t>()};
      in.expect("]");
      return source;
    }
    if (in.sees("%")) {
      const NodeId node = numbered(in, false);
      const auto place = std::ranges::find(exit.saved, node);
      if (place == exit.saved.end()) in.fail("the exit does not save this node");
      return {.from = From::node, .index = static_cast<std::uint32_t>(place - exit.saved.begin())};
    }
    if (!sees_number(in)) {
      if (in.accept("-")) return {};
      if (in.accept("v"))
        return {.from = From::virtual_object, .index = in.number<std::uint32_t>()};
    }
    return {.from = From::constant, .constant = constant(in).bits};
  }

  struct ConstantKey {
    Type type;
    std::uint64_t bits;
    auto operator<=>(const ConstantKey&) const = default;
  };

  std::string_view text_;
  Resolver& resolver_;
  Program program_;
  Inside inside_ = Inside::nothing;
  std::unordered_map<std::uint32_t, NodeId> nodes_;  ///< By the number in the text.
  std::map<std::uint32_t, int> pending_;  ///< Numbers used, not yet defined, and the line.
  std::map<ConstantKey, NodeId> constants_;
  std::map<std::string, const Callee*, std::less<>> callees_;
};

}  // namespace

const Callee* Resolver::resolve_callee(std::string_view name, const Callee& declared) {
  if (const Callee* known = callee(name)) return known;
  auto& made = callees_[std::string(name)];
  if (made == nullptr) {
    made = std::make_unique<Callee>(declared);
    made->name = made->effects.name = callee_names_.emplace_back(name).c_str();
  }
  return made.get();
}

EntryCell* Resolver::resolve_entry(std::string_view name) {
  if (EntryCell* known = entry(name)) return known;
  auto& made = entries_[std::string(name)];
  if (made == nullptr) made = std::make_unique<EntryCell>();
  return made.get();
}

const void* Resolver::resolve_code(std::string_view name) {
  if (const void* known = code(name)) return known;
  auto& made = codes_[std::string(name)];
  if (made == nullptr) made = std::make_unique<Storage>();
  return made.get();
}

const void* Resolver::resolve_object(std::string_view name) {
  if (const void* known = object(name)) return known;
  auto& made = objects_[std::string(name)];
  if (made == nullptr) made = std::make_unique<Storage>();
  return made.get();
}

std::expected<Program, ParseError> parse(std::string_view text, Resolver& resolver) {
  try {
    return Reader(text, resolver).whole();
  } catch (ParseError& error) {
    return std::unexpected(std::move(error));
  }
}

}  // namespace pe::residual
