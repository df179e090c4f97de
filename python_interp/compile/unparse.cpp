#include "python_interp/compile/unparse.hpp"

#include "python_interp/bytecode/code.hpp"
#include "python_interp/compile/fold.hpp"

namespace py::compile {

using namespace py::syntax;

namespace {

/// How tightly an expression binds; what binds less than its place allows is put in parentheses.
enum class Level : int {
  tuple, test, logical_or, logical_and, logical_not, comparison, bit_or, bit_xor, bit_and, shift,
  arithmetic, term, factor, power, await, atom
};
constexpr Level above(Level level) { return static_cast<Level>(static_cast<int>(level) + 1); }

struct BinaryText {
  std::string_view text;
  Level level;
};

BinaryText binary_text(Operator op) {
  switch (op) {
    case Operator::Add: return {" + ", Level::arithmetic};
    case Operator::Sub: return {" - ", Level::arithmetic};
    case Operator::Mult: return {" * ", Level::term};
    case Operator::MatMult: return {" @ ", Level::term};
    case Operator::Div: return {" / ", Level::term};
    case Operator::Mod: return {" % ", Level::term};
    case Operator::FloorDiv: return {" // ", Level::term};
    case Operator::LShift: return {" << ", Level::shift};
    case Operator::RShift: return {" >> ", Level::shift};
    case Operator::BitOr: return {" | ", Level::bit_or};
    case Operator::BitXor: return {" ^ ", Level::bit_xor};
    case Operator::BitAnd: return {" & ", Level::bit_and};
    case Operator::Pow: return {" ** ", Level::power};
  }
  return {};
}

std::string_view comparison_text(CmpOperator op) {
  switch (op) {
    case CmpOperator::Eq: return " == ";
    case CmpOperator::NotEq: return " != ";
    case CmpOperator::Lt: return " < ";
    case CmpOperator::LtE: return " <= ";
    case CmpOperator::Gt: return " > ";
    case CmpOperator::GtE: return " >= ";
    case CmpOperator::Is: return " is ";
    case CmpOperator::IsNot: return " is not ";
    case CmpOperator::In: return " in ";
    case CmpOperator::NotIn: return " not in ";
  }
  return {};
}

std::string doubled_braces(std::string_view text) {
  std::string result;
  for (char c : text) {
    result += c;
    if (c == '{' || c == '}') result += c;
  }
  return result;
}

class Unparser {
 public:
  std::string take() { return std::move(out_); }

  void write(Expr* expr, Level level) {
    syntax::visit(expr, Cases{
        [&](const BoolOp* node) { bool_op(node, level); },
        [&](const NamedExpr* node) {
          in_parentheses(level > Level::tuple, [&] {
            write(node->target, Level::atom);
            out_ += " := ";
            write(node->value, Level::atom);
          });
        },
        [&](const BinOp* node) { bin_op(node, level); },
        [&](const UnaryOp* node) { unary_op(node, level); },
        [&](const Lambda* node) { lambda(node, level); },
        [&](const IfExp* node) {
          in_parentheses(level > Level::test, [&] {
            write(node->body, above(Level::test));
            out_ += " if ";
            write(node->test, above(Level::test));
            out_ += " else ";
            write(node->orelse, Level::test);
          });
        },
        [&](const Dict* node) { dict(node); },
        [&](const Set* node) { list("{", node->elts, "}"); },
        [&](const ListComp* node) { comprehension("[", node->elt, nullptr, node->generators, "]"); },
        [&](const SetComp* node) { comprehension("{", node->elt, nullptr, node->generators, "}"); },
        [&](const DictComp* node) {
          comprehension("{", node->key, node->value, node->generators, "}");
        },
        [&](const GeneratorExp* node) {
          comprehension("(", node->elt, nullptr, node->generators, ")");
        },
        [&](const Await* node) {
          in_parentheses(level > Level::await, [&] {
            out_ += "await ";
            write(node->value, Level::atom);
          });
        },
        [&](const Yield* node) { yield("yield", node->value); },
        [&](const YieldFrom* node) { yield("yield from", node->value); },
        [&](const Compare* node) {
          in_parentheses(level > Level::comparison, [&] {
            write(node->left, above(Level::comparison));
            for (std::size_t i = 0; i < node->ops.size(); ++i) {
              out_ += comparison_text(node->ops[i]);
              write(node->comparators[i], above(Level::comparison));
            }
          });
        },
        [&](const Call* node) { call(node); },
        [&](FormattedValue* node) { f_string(node); },
        [&](JoinedStr* node) { f_string(node); },
        [&](const ConstantExpr* node) { constant(node); },
        [&](const Attribute* node) { attribute(node); },
        [&](const Subscript* node) {
          write(node->value, Level::atom);
          out_ += '[';
          write(node->slice, Level::tuple);
          out_ += ']';
        },
        [&](const Starred* node) {
          out_ += '*';
          write(node->value, Level::bit_or);
        },
        [&](const syntax::Name* node) { out_ += node->id; },
        [&](const List* node) { list("[", node->elts, "]"); },
        [&](const Tuple* node) { tuple(node, level); },
        [&](const Slice* node) { slice(node); }});
  }

 private:
  template <class Inner>
  void in_parentheses(bool needed, Inner&& inner) {
    if (needed) out_ += '(';
    inner();
    if (needed) out_ += ')';
  }

  void comma(bool needed) {
    if (needed) out_ += ", ";
  }

  void bool_op(const BoolOp* node, Level level) {
    bool is_and = node->op == BoolOperator::And;
    Level own = is_and ? Level::logical_and : Level::logical_or;
    in_parentheses(level > own, [&] {
      for (std::size_t i = 0; i < node->values.size(); ++i) {
        if (i > 0) out_ += is_and ? " and " : " or ";
        write(node->values[i], above(own));
      }
    });
  }

  void bin_op(const BinOp* node, Level level) {
    auto [text, own] = binary_text(node->op);
    bool from_right = node->op == Operator::Pow;
    in_parentheses(level > own, [&] {
      write(node->left, from_right ? above(own) : own);
      out_ += text;
      write(node->right, from_right ? own : above(own));
    });
  }

  void unary_op(const UnaryOp* node, Level level) {
    bool is_not = node->op == UnaryOperator::Not;
    Level own = is_not ? Level::logical_not : Level::factor;
    in_parentheses(level > own, [&] {
      out_ += is_not                               ? "not "
              : node->op == UnaryOperator::Invert ? "~"
              : node->op == UnaryOperator::UAdd   ? "+"
                                                  : "-";
      write(node->operand, own);
    });
  }

  // ---- Lambdas ------------------------------------------------------------------------------

  void lambda(const Lambda* node, Level level) {
    in_parentheses(level > Level::test, [&] {
      out_ += "lambda";
      std::size_t start = out_.size();
      parameters(*node->args);
      if (out_.size() > start) out_.insert(start, " ");
      out_ += ": ";
      write(node->body, Level::test);
    });
  }

  void parameters(const Arguments& args) {
    bool first = true;
    auto next = [&] {
      comma(!first);
      first = false;
    };
    std::size_t count = args.posonlyargs.size() + args.args.size();
    for (std::size_t i = 0; i < count; ++i) {
      bool posonly = i < args.posonlyargs.size();
      next();
      parameter(posonly ? args.posonlyargs[i] : args.args[i - args.posonlyargs.size()]);
      std::size_t without_default = count - args.defaults.size();
      if (i >= without_default) default_value(args.defaults[i - without_default]);
      if (posonly && i + 1 == args.posonlyargs.size()) out_ += ", /";
    }
    if (args.vararg != nullptr || !args.kwonlyargs.empty()) {
      next();
      out_ += '*';
      if (args.vararg != nullptr) parameter(args.vararg);
    }
    for (std::size_t i = 0; i < args.kwonlyargs.size(); ++i) {
      next();
      parameter(args.kwonlyargs[i]);
      if (args.kw_defaults[i] != nullptr) default_value(args.kw_defaults[i]);
    }
    if (args.kwarg != nullptr) {
      next();
      out_ += "**";
      parameter(args.kwarg);
    }
  }

  void parameter(const Arg* arg) { out_ += arg->arg; }

  void default_value(Expr* value) {
    out_ += '=';
    write(value, Level::test);
  }

  // ---- Displays and comprehensions ----------------------------------------------------------

  void items(const Seq<Expr*>& elts) {
    for (std::size_t i = 0; i < elts.size(); ++i) {
      comma(i > 0);
      write(elts[i], Level::test);
    }
  }

  void list(std::string_view open, const Seq<Expr*>& elts, std::string_view close) {
    out_ += open;
    items(elts);
    out_ += close;
  }

  void tuple(const Tuple* node, Level level) {
    if (node->elts.empty()) {
      out_ += "()";
      return;
    }
    in_parentheses(level > Level::tuple, [&] {
      items(node->elts);
      if (node->elts.size() == 1) out_ += ',';
    });
  }

  void dict(const Dict* node) {
    out_ += '{';
    for (std::size_t i = 0; i < node->values.size(); ++i) {
      comma(i > 0);
      if (node->keys[i] == nullptr) {
        out_ += "**";
        write(node->values[i], Level::bit_or);
      } else {
        write(node->keys[i], Level::test);
        out_ += ": ";
        write(node->values[i], Level::test);
      }
    }
    out_ += '}';
  }

  void comprehension(std::string_view open, Expr* element, Expr* value,
                     const Seq<Comprehension*>& loops, std::string_view close) {
    out_ += open;
    write(element, Level::test);
    if (value != nullptr) {
      out_ += ": ";
      write(value, Level::test);
    }
    for (const Comprehension* loop : loops) {
      out_ += loop->is_async != 0 ? " async for " : " for ";
      write(loop->target, Level::tuple);
      out_ += " in ";
      write(loop->iter, above(Level::test));
      for (Expr* condition : loop->ifs) {
        out_ += " if ";
        write(condition, above(Level::test));
      }
    }
    out_ += close;
  }

  // ---- Primaries ----------------------------------------------------------------------------

  void yield(std::string_view word, Expr* value) {
    out_ += '(';
    out_ += word;
    if (value != nullptr) {
      out_ += ' ';
      write(value, Level::test);
    }
    out_ += ')';
  }

  void call(const Call* node) {
    write(node->func, Level::atom);
    if (node->args.size() == 1 && node->keywords.empty() && is<GeneratorExp>(node->args[0]))
      return write(node->args[0], Level::atom);
    out_ += '(';
    items(node->args);
    for (std::size_t i = 0; i < node->keywords.size(); ++i) {
      const Keyword* keyword = node->keywords[i];
      comma(i > 0 || !node->args.empty());
      if (keyword->arg.data() == nullptr)
        out_ += "**";
      else
        out_ += std::string(keyword->arg) + '=';
      write(keyword->value, Level::test);
    }
    out_ += ')';
  }

  void attribute(const Attribute* node) {
    write(node->value, Level::atom);
    const auto* literal = as<ConstantExpr>(node->value);
    // `1.real` would be a float.
    bool is_int = literal != nullptr && literal->value.kind == ConstantKind::Int;
    out_ += is_int ? " ." : ".";
    out_ += node->attr;
  }

  void slice(const Slice* node) {
    if (node->lower != nullptr) write(node->lower, Level::test);
    out_ += ':';
    if (node->upper != nullptr) write(node->upper, Level::test);
    if (node->step == nullptr) return;
    out_ += ':';
    write(node->step, Level::test);
  }

  void constant(const ConstantExpr* node) {
    ConstantKind kind = node->value.kind;
    if (kind == ConstantKind::Ellipsis) {
      out_ += "...";
      return;
    }
    std::string text = bytecode::repr(constant_of(node->value));
    if (kind == ConstantKind::Float || kind == ConstantKind::Complex)
      for (std::size_t at; (at = text.find("inf")) != text.npos;) text.replace(at, 3, "1e309");
    if (node->string_kind == "u") out_ += 'u';
    out_ += text;
  }

  // ---- f-strings ----------------------------------------------------------------------------

  void f_string(Expr* expr) {
    std::string text = parts_of_f_string(expr);
    out_ += 'f' + bytecode::repr({bytecode::StrConstant{std::move(text)}});
  }

  static std::string parts_of_f_string(Expr* expr) {
    if (const auto* literal = as<ConstantExpr>(expr)) return doubled_braces(literal->value.text);
    if (const auto* joined = as<JoinedStr>(expr)) {
      std::string text;
      for (Expr* part : joined->values) text += parts_of_f_string(part);
      return text;
    }
    const auto* field = as<FormattedValue>(expr);
    if (field == nullptr) return "";
    Unparser inner;
    inner.write(field->value, above(Level::test));
    std::string value = inner.take();
    std::string text = value.starts_with('{') ? "{ " : "{";
    text += value;
    if (field->conversion > 0) text += std::string("!") + static_cast<char>(field->conversion);
    if (field->format_spec != nullptr) text += ":" + parts_of_f_string(field->format_spec);
    return text + "}";
  }

  std::string out_;
};

}  // namespace

std::string unparse(Expr* expr) {
  Unparser unparser;
  unparser.write(expr, Level::test);
  return unparser.take();
}

}  // namespace py::compile
