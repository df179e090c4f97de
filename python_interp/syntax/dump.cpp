// One fold over the fields that every node names. Whether a node goes on one line is known from its
// fields before anything below it is written, so the text is written once, from left to right.
#include "python_interp/syntax/dump.hpp"

#include <type_traits>

#include "python_interp/syntax/enumerator_names.hpp"
#include "python_interp/syntax/literal_text.hpp"

namespace py::syntax {
namespace {

constexpr int deepest_dump = 2000;
constexpr int longest_line = 3;  // fields of a node on one line

// ---- Names ------------------------------------------------------------------------------------

template <class Node>
constexpr std::string_view name_of_node(const Node*) {
  return enumerator_name<Node::kind_of>();
}
constexpr std::string_view name_of_node(const Arg*) { return "arg"; }
constexpr std::string_view name_of_node(const Arguments*) { return "arguments"; }
constexpr std::string_view name_of_node(const Keyword*) { return "keyword"; }
constexpr std::string_view name_of_node(const Alias*) { return "alias"; }
constexpr std::string_view name_of_node(const WithItem*) { return "withitem"; }
constexpr std::string_view name_of_node(const Comprehension*) { return "comprehension"; }
constexpr std::string_view name_of_node(const ExceptHandler*) { return "ExceptHandler"; }
constexpr std::string_view name_of_node(const MatchCase*) { return "match_case"; }

std::string_view name_of(ExprContext value) { return enumerator_name_of<ExprContext::Del>(value); }
std::string_view name_of(BoolOperator value) { return enumerator_name_of<BoolOperator::Or>(value); }
std::string_view name_of(Operator value) { return enumerator_name_of<Operator::FloorDiv>(value); }
std::string_view name_of(UnaryOperator value) {
  return enumerator_name_of<UnaryOperator::USub>(value);
}
std::string_view name_of(CmpOperator value) { return enumerator_name_of<CmpOperator::NotIn>(value); }

// ---- What a field's value is ------------------------------------------------------------------

template <class T>
constexpr bool is_sequence = false;
template <class T>
constexpr bool is_sequence<Seq<T>> = true;

template <class T>
bool is_absent(const T& value) {
  if constexpr (std::is_pointer_v<T>) return value == nullptr;
  if constexpr (std::is_same_v<T, std::string_view>) return value.data() == nullptr;
  return false;
}

/// Can the value stand on one line with others?
template <class T>
bool is_simple(const T& value) {
  if constexpr (is_sequence<T>) return value.empty();
  return !std::is_pointer_v<T>;
}

class Dumper {
 public:
  explicit Dumper(const DumpOptions& options) : options_(options) {}

  template <class Node>
  std::string dump(const Node* tree) {
    write(tree);
    return std::move(out_);
  }

 private:
  template <class T>
  void write(const T& value) {
    if constexpr (is_sequence<T>) {
      write_sequence(value);
    } else if constexpr (std::is_enum_v<T>) {
      out_ += std::string(name_of(value)) + "()";
    } else if constexpr (std::is_integral_v<T>) {
      out_ += std::to_string(value);
    } else if constexpr (std::is_same_v<T, ConstantValue>) {
      out_ += repr_of(value);
    } else if constexpr (std::is_same_v<T, std::string_view>) {
      out_ += repr_of_text(value);
    } else {
      write_node(value);
    }
  }

  template <class T>
  void write_sequence(const Seq<T>& values) {
    if (values.empty()) {
      out_ += "[]";
      return;
    }
    out_ += '[';
    ++level_;
    for (std::size_t index = 0; index < values.size(); ++index) {
      new_line(index != 0);
      if (is_absent(values[index])) {
        out_ += "None";
      } else {
        write(values[index]);
      }
    }
    --level_;
    out_ += ']';
  }

  void write_node(const Expr* node) { write_family(node); }
  void write_node(const Stmt* node) { write_family(node); }
  void write_node(const Pattern* node) { write_family(node); }
  void write_node(const Mod* node) { write_family(node); }
  template <class Node>
  void write_node(const Node* node) {
    write_struct(node);
  }

  template <class Base>
  void write_family(const Base* node) {
    visit(const_cast<Base*>(node), [this](auto* concrete) { this->write_struct(concrete); });
  }

  template <class Node>
  void write_struct(const Node* node) {
    if (level_ >= deepest_dump) {
      out_ += "...";
      return;
    }
    constexpr bool has_position = requires { node->pos; };
    int count = has_position && options_.include_attributes ? 4 : 0;
    bool all_simple = true;
    node->fields([&](std::string_view, const auto& value) {
      if (is_absent(value)) return;
      ++count;
      all_simple = all_simple && is_simple(value);
    });
    bool one_line = options_.indent < 0 || (all_simple && count <= longest_line);
    out_ += name_of_node(node);
    out_ += '(';
    ++level_;
    bool first = true;
    auto field = [&](std::string_view name, const auto& value) {
      if (is_absent(value)) return;
      if (!one_line) {
        new_line(!first);
      } else if (!first) {
        out_ += ", ";
      }
      first = false;
      out_ += name;
      out_ += '=';
      write(value);
    };
    node->fields(field);
    if constexpr (has_position) {
      if (options_.include_attributes) {
        field("lineno", node->pos.lineno);
        field("col_offset", node->pos.col_offset);
        field("end_lineno", node->pos.end_lineno);
        field("end_col_offset", node->pos.end_col_offset);
      }
    }
    --level_;
    out_ += ')';
  }

  void new_line(bool with_comma) {
    if (options_.indent < 0) {
      if (with_comma) out_ += ", ";
      return;
    }
    out_ += with_comma ? ",\n" : "\n";
    out_.append(static_cast<std::size_t>(level_ * options_.indent), ' ');
  }

  DumpOptions options_;
  int level_ = 0;
  std::string out_;
};

}  // namespace

std::string dump(const Mod* tree, const DumpOptions& options) { return Dumper(options).dump(tree); }
std::string dump(const Expr* tree, const DumpOptions& options) {
  return Dumper(options).dump(tree);
}

}  // namespace py::syntax
