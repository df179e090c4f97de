// Lists to trees. What is to become of a value is a function in C++: given the expression's node, it makes the
// tail that uses it. So calls inside expressions come out in order, each with a slot for its result.
#include <algorithm>
#include <functional>
#include <map>

#include "examples/lambda/read.hpp"

namespace lambda {
namespace {

using Kind = Node::Kind;
using NodeNumber = std::uint32_t;

struct Wrong {
  pe::driver::Failure failure;
};
[[noreturn]] void wrong(const Datum& at, std::string message) { throw Wrong{{std::move(message), at.position}}; }

const PrimitiveInfo* primitive_named(std::string_view name) {
  for (const PrimitiveInfo& it : primitives)
    if (it.name == name) return &it;
  return nullptr;
}

/// What becomes of a value; empty: the function returns it.
using Then = std::function<NodeNumber(NodeNumber)>;
/// Makes one side of a branch.
using Side = std::function<NodeNumber(const Then&)>;

class Analyser;

/// One function being made.
class Maker {
 public:
  /// `self` is what the running closure is called inside, if it has a name.
  Maker(Analyser& all, Maker* outer, std::int64_t number, const std::vector<std::string>& parameters,
        const std::string& self = "");
  void body(std::span<const Datum> data);

  Code* code;
  std::int64_t number;
  std::vector<NodeNumber> captures;  ///< In the outer function's nodes.

 private:
  NodeNumber add(Node node) {
    code->nodes.push_back(std::move(node));
    code->positions.push_back(position_);
    return static_cast<NodeNumber>(code->nodes.size() - 1);
  }
  std::uint32_t take() {
    code->slot_count = std::max(code->slot_count, ++next_slot_);
    if (next_slot_ > most_slots) throw Wrong{{"this needs too many intermediate results: parts of it should be functions", position_}};
    return next_slot_ - 1;
  }
  NodeNumber local(std::uint32_t slot) { return add({.kind = Kind::local, .index = slot}); }
  NodeNumber constant(gc::Word word) { return add({.kind = Kind::constant, .word = word}); }
  NodeNumber finish(NodeNumber value, const Then& then) {
    return then ? then(value) : add({.kind = Kind::give, .children = {value}});
  }

  std::optional<NodeNumber> variable(const std::string& name);
  NodeNumber sequence(std::span<const Datum> data, const Then& then);
  NodeNumber make(const Datum& it, const Then& then);
  NodeNumber make_symbol(const Datum& it, const Then& then);
  NodeNumber make_quoted(const Datum& it, const Then& then);
  NodeNumber make_if(const Datum& condition, const Side& yes, const Side& no, const Then& then);
  NodeNumber make_cond(std::span<const Datum> clauses, const Then& then);
  NodeNumber make_let(const Datum& it, const Then& then);
  NodeNumber make_named_let(const Datum& it, const Then& then);
  NodeNumber make_lambda(const Datum& parameters, std::span<const Datum> body, const std::string& name, const Then& then);
  NodeNumber make_logic(std::span<const Datum> data, bool is_and, const Then& then);
  NodeNumber make_call(std::span<const Datum> data, std::vector<NodeNumber> values, const Then& then);
  NodeNumber make_primitive(const Datum& it, const PrimitiveInfo& which, std::size_t done, std::vector<NodeNumber> values, const Then& then);
  NodeNumber let_slot(std::span<const Datum> bindings, std::span<const Datum> body, std::vector<std::pair<std::string, std::uint32_t>> made, const Then& then);

  Analyser& all_;
  Maker* outer_;
  std::vector<std::pair<std::string, std::uint32_t>> scope_;
  std::vector<std::string> captured_;
  pe::driver::Position position_;
  std::uint32_t next_slot_ = 0;
  int depth_ = 0;
  static constexpr std::uint32_t most_slots = 2000;
  static constexpr int most_deep = 100000;  // What follows is made inside of what comes first.
};

class Analyser {
 public:
  std::expected<Analysed, pe::driver::Failure> run(const std::vector<Datum>& program) {
    try {
      std::vector<Datum> rest;
      new_function("program");
      for (const Datum& it : program)
        if (!it.items.empty() && it.items[0].is("define")) declare(it);
        else rest.push_back(it);
      Maker(*this, nullptr, 0, {}).body(rest);
      for (const Definition& it : definitions_) define(it);
    } catch (Wrong& it) {
      return std::unexpected(it.failure);
    }
    // Constant numbers of closures follow those of lists.
    for (auto& function : result_.unit->functions)
      for (Node& node : function->nodes)
        if (node.kind == Kind::quoted && node.index < 0)
          node.index = static_cast<std::int64_t>(result_.quoted.size()) + (-1 - node.index);
    result_.unit->constants.resize(result_.quoted.size() + result_.closures.size());
    return std::move(result_);
  }

  Code* new_function(const std::string& name) {
    auto& functions = result_.unit->functions;
    functions.push_back(std::make_unique<Code>());
    functions.back()->name = name;
    functions.back()->unit = result_.unit.get();
    return functions.back().get();
  }
  Unit& unit() { return *result_.unit; }

  /// A list that is quoted.
  Node quoted(const Datum& datum) {
    result_.quoted.push_back(datum);
    return {.kind = Kind::quoted, .index = static_cast<std::int64_t>(result_.quoted.size()) - 1};
  }
  /// The closure of a function that captures nothing.
  Node closure_of(std::int64_t function) {
    const auto found = std::ranges::find(result_.closures, function);
    const auto place = found - result_.closures.begin();
    if (found == result_.closures.end()) result_.closures.push_back(function);
    return {.kind = Kind::quoted, .index = -1 - place};
  }
  std::optional<Node> global(const std::string& name) {
    if (const auto function = functions_.find(name); function != functions_.end()) return closure_of(function->second);
    if (const auto value = values_.find(name); value != values_.end()) return constant(value->second);
    if (const PrimitiveInfo* it = primitive_named(name)) return closure_of(wrapper(*it));
    return {};
  }
  Node constant(const Datum& it) {
    switch (it.kind) {
      case Datum::Kind::number: return {.kind = Kind::constant, .word = gc::small_int(it.number)};
      case Datum::Kind::truth: return {.kind = Kind::constant, .word = gc::boolean(it.number != 0)};
      case Datum::Kind::symbol: return {.kind = Kind::constant, .word = symbol_word(unit(), it.symbol)};
      case Datum::Kind::list: break;
    }
    if (it.items.empty()) return {.kind = Kind::constant, .word = empty_list};
    return quoted(it);
  }

 private:
  friend class Maker;
  struct Definition {
    const Datum* datum;
    std::int64_t function;
  };

  void declare(const Datum& it) {
    if (it.items.size() < 3) wrong(it, "define takes a name and what it means");
    const Datum& head = it.items[1];
    const Datum& name = head.items.empty() ? head : head.items[0];
    if (name.kind != Datum::Kind::symbol) wrong(head, "define takes a name first");
    if (functions_.contains(name.symbol) || values_.contains(name.symbol)) wrong(name, "this is defined twice");
    if (head.kind == Datum::Kind::list) {
      functions_[name.symbol] = static_cast<std::int64_t>(result_.unit->functions.size());
      definitions_.push_back({&it, functions_[name.symbol]});
      new_function(name.symbol);
      return;
    }
    const Datum& value = it.items[2];
    const bool quote = value.kind == Datum::Kind::list && value.items.size() == 2 && value.items[0].is("quote");
    if (!quote && (value.kind == Datum::Kind::list || value.kind == Datum::Kind::symbol))
      wrong(value, "what is defined here is a function or a constant");
    values_[name.symbol] = quote ? value.items[1] : value;
  }

  void define(const Definition& it);
  std::int64_t wrapper(const PrimitiveInfo& which);

  Analysed result_;
  std::map<std::string, std::int64_t> functions_;
  std::map<std::string, Datum> values_;
  std::map<std::string, std::int64_t> wrappers_;
  std::vector<Definition> definitions_;
};

std::vector<std::string> names_of(std::span<const Datum> data) {
  std::vector<std::string> names;
  for (const Datum& it : data) {
    if (it.kind != Datum::Kind::symbol) wrong(it, "a parameter is a name");
    names.push_back(it.symbol);
  }
  if (names.size() + 1 > most_arguments) wrong(data[0], "a procedure has at most nine parameters");
  return names;
}

Maker::Maker(Analyser& all, Maker* outer, std::int64_t the_number, const std::vector<std::string>& parameters,
             const std::string& self)
    : code(all.unit().functions[static_cast<std::size_t>(the_number)].get()), number(the_number), all_(all), outer_(outer) {
  code->parameter_count = code->slot_count = next_slot_ = static_cast<std::uint32_t>(parameters.size()) + 1;
  if (!self.empty()) scope_.emplace_back(self, 0);
  for (std::uint32_t i = 0; i < parameters.size(); ++i) scope_.emplace_back(parameters[i], i + 1);
}

void mark_places(Code& code);

/// Node 0 is where a function begins: a way to what is made of its body.
void Maker::body(std::span<const Datum> data) {
  add({.kind = Kind::go});
  const NodeNumber begin = sequence(data, {});
  code->nodes[0].children = {begin};
  mark_places(*code);
}

std::optional<NodeNumber> Maker::variable(const std::string& name) {
  for (auto it = scope_.rbegin(); it != scope_.rend(); ++it)
    if (it->first == name) return local(it->second);
  const auto known = std::ranges::find(captured_, name);
  const std::int64_t index = known - captured_.begin();
  if (known == captured_.end()) {
    const auto outside = outer_ ? outer_->variable(name) : std::optional<NodeNumber>();
    if (!outside) return {};
    captured_.push_back(name);
    captures.push_back(*outside);
  }
  return add({.kind = Kind::captured, .index = index});
}

NodeNumber Maker::sequence(std::span<const Datum> data, const Then& then) {
  if (data.empty()) return finish(constant(nothing), then);
  if (data.size() == 1) return make(data[0], then);
  const std::uint32_t slot = next_slot_;
  return make(data[0], [&](NodeNumber) {
    next_slot_ = slot;  // Nobody wants that value, nor what led to it.
    return sequence(data.subspan(1), then);
  });
}

NodeNumber Maker::make(const Datum& it, const Then& then) {
  const pe::driver::Position outer = std::exchange(position_, it.position);
  struct Back {
    pe::driver::Position &to, from;
    int& depth;
    ~Back() {
      to = from;
      --depth;
    }
  } const back{position_, outer, ++depth_};
  if (depth_ > most_deep) wrong(it, "this function is too long, or nested too deeply");
  if (it.kind == Datum::Kind::symbol) return make_symbol(it, then);
  if (it.kind != Datum::Kind::list) return finish(add(all_.constant(it)), then);
  if (it.items.empty()) wrong(it, "a call needs a procedure");
  const std::span<const Datum> rest = std::span(it.items).subspan(1);
  const Datum& head = it.items[0];
  const auto needs = [&](std::size_t least) {
    if (rest.size() < least) wrong(it, head.symbol + " needs more");
  };
  if (head.kind != Datum::Kind::symbol || variable(head.symbol)) return make_call(it.items, {}, then);
  if (head.is("quote")) return needs(1), finish(add(all_.constant(rest[0])), then);
  if (head.is("if"))
    return needs(2), make_if(rest[0], [&](const Then& next) { return make(rest[1], next); },
                             [&](const Then& next) { return rest.size() > 2 ? make(rest[2], next) : finish(constant(nothing), next); }, then);
  if (head.is("cond")) return make_cond(rest, then);
  if (head.is("begin")) return sequence(rest, then);
  if (head.is("lambda")) return needs(2), make_lambda(rest[0], rest.subspan(1), "", then);
  if (head.is("let")) return needs(2), rest[0].kind == Datum::Kind::symbol ? make_named_let(it, then) : make_let(it, then);
  if (head.is("and") || head.is("or")) return make_logic(rest, head.is("and"), then);
  if (head.is("define")) wrong(it, "define stands outside of all else");
  if (head.is("error")) return add({.kind = Kind::stop});
  if (head.is("display"))
    return needs(1), make(rest[0], [&](NodeNumber value) {
             const NodeNumber shown = add({.kind = Kind::show, .children = {value}});
             const NodeNumber next = finish(constant(nothing), then);
             code->nodes[shown].children.push_back(next);
             return shown;
           });
  if (const PrimitiveInfo* which = primitive_named(head.symbol); which && !all_.functions_.contains(head.symbol)) {
    if (rest.size() != which->arguments) wrong(it, head.symbol + " takes another number of arguments");
    return make_primitive(it, *which, 0, {}, then);
  }
  return make_call(it.items, {}, then);
}

NodeNumber Maker::make_symbol(const Datum& it, const Then& then) {
  if (const auto found = variable(it.symbol)) return finish(*found, then);
  if (auto found = all_.global(it.symbol)) return finish(add(std::move(*found)), then);
  wrong(it, "nothing is called " + it.symbol + " here");
}

NodeNumber Maker::make_primitive(const Datum& it, const PrimitiveInfo& which, std::size_t done,
                                 std::vector<NodeNumber> values, const Then& then) {
  if (done == which.arguments)
    return finish(add({.kind = Kind::primitive, .index = static_cast<std::int64_t>(which.which), .children = values}), then);
  return make(it.items[done + 1], [&](NodeNumber value) {
    std::vector<NodeNumber> more = values;
    more.push_back(value);
    return make_primitive(it, which, done + 1, std::move(more), then);
  });
}

/// A branch is made twice what follows unless that has a place of its own: the value travels there in a slot.
NodeNumber Maker::make_if(const Datum& condition, const Side& yes, const Side& no, const Then& then) {
  return make(condition, [&](NodeNumber value) {
    Then both = then;
    if (then) {
      const std::uint32_t slot = take();
      const NodeNumber place = then(local(slot));
      both = [this, slot, place](NodeNumber result) {
        const NodeNumber go = add({.kind = Kind::go, .children = {place}});
        return add({.kind = Kind::let, .index = slot, .children = {result, go}});
      };
    }
    const NodeNumber branch = add({.kind = Kind::branch, .children = {value}});
    const NodeNumber first = yes(both);
    const NodeNumber second = no(both);
    code->nodes[branch].children.insert(code->nodes[branch].children.end(), {first, second});
    return branch;
  });
}

NodeNumber Maker::make_cond(std::span<const Datum> clauses, const Then& then) {
  if (clauses.empty()) return finish(constant(nothing), then);
  const Datum& clause = clauses[0];
  if (clause.items.size() < 2) wrong(clause, "a clause of cond has a condition and what to do then");
  if (clause.items[0].is("else")) return sequence(std::span(clause.items).subspan(1), then);
  return make_if(clause.items[0], [&](const Then& next) { return sequence(std::span(clause.items).subspan(1), next); },
                 [&](const Then& next) { return make_cond(clauses.subspan(1), next); }, then);
}

NodeNumber Maker::make_logic(std::span<const Datum> data, bool is_and, const Then& then) {
  if (data.empty()) return finish(constant(gc::boolean(is_and)), then);
  if (data.size() == 1) return make(data[0], then);
  const Side rest = [&](const Then& next) { return make_logic(data.subspan(1), is_and, next); };
  const Side decided = [&](const Then& next) { return finish(constant(gc::boolean(!is_and)), next); };
  return is_and ? make_if(data[0], rest, decided, then) : make_if(data[0], decided, rest, then);
}

NodeNumber Maker::let_slot(std::span<const Datum> bindings, std::span<const Datum> body,
                           std::vector<std::pair<std::string, std::uint32_t>> made, const Then& then) {
  if (bindings.empty()) {
    const std::size_t outer = scope_.size();
    scope_.insert(scope_.end(), made.begin(), made.end());
    // What follows is made inside, but its names are those outside.
    const Then after = [&](NodeNumber value) {
      std::vector inner(scope_.begin() + static_cast<long>(outer), scope_.end());
      scope_.resize(outer);
      const NodeNumber result = finish(value, then);
      scope_.insert(scope_.end(), inner.begin(), inner.end());
      return result;
    };
    const NodeNumber result = sequence(body, then ? after : then);
    scope_.resize(outer);
    return result;
  }
  const Datum& binding = bindings[0];
  if (binding.items.size() != 2 || binding.items[0].kind != Datum::Kind::symbol)
    wrong(binding, "a binding is a name and a value");
  return make(binding.items[1], [&](NodeNumber value) {
    const std::uint32_t slot = take();
    auto more = made;
    more.emplace_back(binding.items[0].symbol, slot);
    const NodeNumber rest = let_slot(bindings.subspan(1), body, std::move(more), then);
    return add({.kind = Kind::let, .index = slot, .children = {value, rest}});
  });
}

NodeNumber Maker::make_let(const Datum& it, const Then& then) {
  if (it.items[1].kind != Datum::Kind::list) wrong(it.items[1], "let takes a list of bindings");
  return let_slot(it.items[1].items, std::span(it.items).subspan(2), {}, then);
}

/// (let name ((x e) ...) body): a closure that can call itself, called at once.
NodeNumber Maker::make_named_let(const Datum& it, const Then& then) {
  if (it.items.size() < 4 || it.items[2].kind != Datum::Kind::list) wrong(it, "this let needs bindings and a body");
  Datum parameters{.position = it.position};
  std::vector<Datum> call(1);
  for (const Datum& binding : it.items[2].items) {
    if (binding.items.size() != 2) wrong(binding, "a binding is a name and a value");
    parameters.items.push_back(binding.items[0]);
    call.push_back(binding.items[1]);
  }
  return make_lambda(parameters, std::span(it.items).subspan(3), it.items[1].symbol,
                     [&](NodeNumber closure) { return make_call(call, {closure}, then); });
}

NodeNumber Maker::make_lambda(const Datum& parameters, std::span<const Datum> body, const std::string& name,
                              const Then& then) {
  if (parameters.kind != Datum::Kind::list) wrong(parameters, "lambda takes a list of parameters");
  const auto made_number = static_cast<std::int64_t>(all_.unit().functions.size());
  all_.new_function(name.empty() ? "lambda" : name);
  Maker inner(all_, this, made_number, names_of(parameters.items), name);
  inner.body(body);
  if (inner.captures.empty()) return finish(add(all_.closure_of(made_number)), then);
  return finish(add({.kind = Kind::closure, .index = made_number, .children = inner.captures}), then);
}

NodeNumber Maker::make_call(std::span<const Datum> data, std::vector<NodeNumber> values, const Then& then) {
  if (values.size() < data.size())
    return make(data[values.size()], [&](NodeNumber value) {
      std::vector<NodeNumber> more = values;
      more.push_back(value);
      return make_call(data, std::move(more), then);
    });
  if (values.size() > most_arguments) wrong(data[1], "a call has at most nine arguments");
  if (!then) return add({.kind = Kind::tail_call, .children = values});
  const std::uint32_t slot = take();
  const NodeNumber bind = add({.kind = Kind::bind, .index = slot});
  const NodeNumber rest = then(local(slot));
  values.insert(values.begin(), rest);
  code->nodes[bind].children = std::move(values);
  return bind;
}

void Analyser::define(const Definition& it) {
  const Datum& head = it.datum->items[1];
  Maker(*this, nullptr, it.function, names_of(std::span(head.items).subspan(1))).body(std::span(it.datum->items).subspan(2));
}

/// The function that does what a primitive does, for those who want it as a value.
std::int64_t Analyser::wrapper(const PrimitiveInfo& which) {
  if (const auto known = wrappers_.find(which.name); known != wrappers_.end()) return known->second;
  const auto number = static_cast<std::int64_t>(unit().functions.size());
  wrappers_[which.name] = number;
  new_function(which.name);
  Datum call;
  call.items.push_back({.kind = Datum::Kind::symbol, .symbol = which.name});
  std::vector<std::string> parameters = {"a", "b"};
  parameters.resize(which.arguments);
  for (const std::string& it : parameters) call.items.push_back({.kind = Datum::Kind::symbol, .symbol = it});
  Maker(*this, nullptr, number, parameters).body({&call, 1});
  return number;
}

/// Which slots may be read from a tail on; also marks where ways meet.
class Places {
 public:
  explicit Places(Code& code) : code_(code) {
    code_.marks.assign(code.nodes.size(), pe::driver::Mark::plain);
    code_.marks[0] = pe::driver::Mark::loop;
    code_.live.assign(code.nodes.size(), std::vector<bool>());
    tail(0);
    for (auto& it : code_.live) it.resize(code.slot_count, true);
  }

 private:
  const std::vector<bool>& tail(NodeNumber number) {
    std::vector<bool>& live = code_.live[number];
    if (!live.empty()) return live;
    std::vector<bool> found(code_.slot_count);
    const Node& node = code_.nodes[number];
    const auto next = [&](NodeNumber child) {
      const std::vector<bool>& others = tail(child);
      for (std::size_t i = 0; i < found.size(); ++i) found[i] = found[i] || others[i];
    };
    const auto& children = node.children;
    std::size_t first = 0, last = children.size();  // Which children are expressions.
    switch (node.kind) {
      case Kind::branch: next(children[1]), next(children[2]), last = 1; break;
      case Kind::let:
      case Kind::show: next(children[1]), last = 1; break;
      case Kind::bind: next(children[0]), first = 1; break;
      case Kind::go:
        next(children[0]);
        if (number != 0) code_.marks[children[0]] = pe::driver::Mark::join;
        last = 0;
        break;
      default: break;
    }
    if (node.kind == Kind::let || node.kind == Kind::bind) found[static_cast<std::size_t>(node.index)] = false;
    for (; first < last; ++first) expression(children[first], found);
    return code_.live[number] = std::move(found);
  }

  void expression(NodeNumber number, std::vector<bool>& live) {
    const Node& node = code_.nodes[number];
    if (node.kind == Kind::local) live[static_cast<std::size_t>(node.index)] = true;
    if (node.kind == Kind::captured) live[0] = true;
    for (const NodeNumber child : node.children) expression(child, live);
  }

  Code& code_;
};

void mark_places(Code& code) { Places{code}; }

}  // namespace

std::expected<Analysed, pe::driver::Failure> analyse(const std::vector<Datum>& program) {
  return Analyser().run(program);
}

std::string Code::text(std::uint32_t pc) const {
  constexpr const char* names[] = {"constant", "quoted", "local", "captured", "primitive", "closure", "choice",
                                   "give", "branch", "let", "bind", "go", "tail_call", "show", "stop"};
  const Node& it = nodes[pc];
  std::string text = names[static_cast<std::size_t>(it.kind)];
  if (it.kind == Kind::primitive) text += std::string(" ") + primitives[it.index].name;
  else if (it.kind == Kind::local || it.kind == Kind::let || it.kind == Kind::bind) text += " " + std::to_string(it.index);
  for (const std::uint32_t child : it.children) text += " @" + std::to_string(child);
  return text;
}

}  // namespace lambda
