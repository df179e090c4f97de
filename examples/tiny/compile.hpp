// tiny's text to bytecode, in one pass; also at C++ compile time.
//
//     program    = { "fn" name "(" [name {"," name}] ")" block }          main has no parameters
//     block      = "{" { statement } "}"
//     statement  = "let" name "=" expression | name "=" expression | name "[" expression "]" "=" expression
//                | "if" expression block ["else" (block | if)] | "while" expression block
//                | "return" [expression] | "print" expression | expression
//     expression = or; or = and {"or" and}; and = not {"and" not}; not = ["not"] comparison
//     comparison = sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]
//     sum        = product {("+" | "-") product}; product = unary {("*" | "/" | "%") unary}
//     unary      = ["-"] postfix; postfix = atom { "[" expression "]" | "(" arguments ")" }
//     atom       = number | "true" | "false" | name | "(" expression ")" | "[" expression ";" expression "]"
//
// `[v; n]` is an array of n times v; len, float, int and sqrt are builtin. A function's name is a value.
#pragma once

#include <string_view>
#include <vector>

#include "examples/tiny/program.hpp"
#include "examples/tiny/tokens.hpp"
#include "examples/tiny/values.hpp"

namespace tiny {

class Compiler {
 public:
  constexpr explicit Compiler(std::string_view text) : declared_(text), tokens_(text) {}

  constexpr Compiled run() {
    declare_functions();
    advance();
    while (ok() && token_.kind != Token::Kind::end) function();
    if (ok()) find_main();
    return std::move(result_);
  }

 private:
  using Chars = pe::constant::Chars;
  using Slot = std::int32_t;
  struct Variable {
    std::string_view name;
    Slot slot;
  };
  struct Declared {
    std::string_view name;
    std::uint32_t parameters = 0;
  };

  /// The compiler is recursive, as the text is.
  static constexpr int most_nested = 10000;
  struct Level {
    int& depth;
    constexpr ~Level() { --depth; }
  };
  constexpr Level deeper() {
    if (++depth_ > most_nested) fail("this is nested too deeply");
    return {depth_};
  }
  static constexpr Slot most_slots = 2000;

  constexpr bool ok() const { return result_.error.empty(); }
  /// The first error counts; after it every token is the last one.
  constexpr void fail(Chars message, pe::driver::Position where) {
    if (ok()) {
      result_.error = std::move(message);
      result_.where = where;
    }
    token_ = {.position = where};
  }
  constexpr void fail(Chars message) { fail(std::move(message), token_.position); }
  constexpr Chars quoted() const {
    return token_.kind == Token::Kind::end ? Chars("the end") : Chars("'") + token_.text + "'";
  }

  constexpr void advance() {
    if (!ok()) return;
    token_ = tokens_.next();
    if (token_.kind == Token::Kind::wrong) fail("this character has no meaning: " + quoted());
  }
  constexpr bool accept(std::string_view word) {
    if (!token_.is(word)) return false;
    advance();
    return true;
  }
  constexpr void expect(std::string_view word) {
    if (!accept(word)) fail(Chars("expected '") + word + "', not " + quoted());
  }
  constexpr std::string_view name(const char* what) {
    const std::string_view text = token_.text;
    if (token_.kind != Token::Kind::name || is_keyword(text)) fail(Chars("expected ") + what + ", not " + quoted());
    else advance();
    return text;
  }
  static constexpr bool is_keyword(std::string_view word) {
    for (const std::string_view it : {"fn", "let", "if", "else", "while", "return", "print", "and", "or", "not", "true",
                                      "false", "len", "float", "int", "sqrt"})
      if (it == word) return true;
    return false;
  }

  /// Functions may be called before they are written, so their names are collected first.
  constexpr void declare_functions() {
    Token before, it = declared_.next();
    while (it.kind != Token::Kind::end) {
      if (before.is("fn") && it.kind == Token::Kind::name) {
        Declared function{it.text};
        it = declared_.next();
        for (before = it; it.kind != Token::Kind::end && !it.is(")"); before = it, it = declared_.next())
          if (it.kind == Token::Kind::name) ++function.parameters;
        functions_.push_back(function);
      }
      before = it;
      it = declared_.next();
    }
  }
  constexpr std::int32_t function_named(std::string_view name) const {
    for (std::size_t i = 0; i < functions_.size(); ++i)
      if (functions_[i].name == name) return static_cast<std::int32_t>(i);
    return -1;
  }

  constexpr void function() {
    expect("fn");
    const pe::driver::Position where = token_.position;
    Function made;
    made.name = name("a function's name");
    if (function_named(made.name) != static_cast<std::int32_t>(result_.functions.size()))
      fail("there are two functions of this name", where);
    variables_.clear();
    next_slot_ = 0;
    expect("(");
    while (ok() && !token_.is(")")) {
      if (made.parameter_count++ > 0) expect(",");
      variables_.push_back({name("a parameter's name"), take()});
    }
    if (made.parameter_count > most_arguments) fail("a function has at most eight parameters", where);
    expect(")");
    code_ = &made;
    block();
    const Slot nothing = take();
    emit(Op::constant, nothing, literal({Literal::Kind::integer, 0, 0}));
    emit(Op::give, nothing);
    result_.functions.push_back(std::move(made));
    code_ = nullptr;
  }
  constexpr void find_main() {
    result_.main = function_named("main");
    if (result_.main < 0) fail("there is no function main", {1, 1});
    else if (result_.functions[static_cast<std::size_t>(result_.main)].parameter_count != 0)
      fail("main has no parameters", {1, 1});
  }

  // ---- Code

  constexpr Slot take() {
    const Slot slot = next_slot_++;
    if (slot == most_slots) fail("a function has at most 2000 variables and intermediate results");
    if (code_) code_->slot_count = std::max(code_->slot_count, static_cast<std::uint32_t>(next_slot_));
    return slot;
  }
  constexpr std::int32_t here() const { return static_cast<std::int32_t>(code_->instructions.size()); }
  constexpr std::int32_t emit(Op op, std::int32_t a = 0, std::int32_t b = 0, std::int32_t c = 0) {
    code_->slot_count = std::max(code_->slot_count, static_cast<std::uint32_t>(next_slot_));
    code_->instructions.push_back({op, a, b, c});
    code_->positions.push_back(position_);
    return here() - 1;
  }
  constexpr void patch(std::int32_t jump) {
    Instruction& it = code_->instructions[static_cast<std::size_t>(jump)];
    (it.op == Op::jump ? it.a : it.b) = here();
    patched_ = here();
  }
  constexpr std::int32_t literal(Literal it) {
    for (std::size_t i = 0; i < result_.literals.size(); ++i)
      if (result_.literals[i] == it) return static_cast<std::int32_t>(i);
    result_.literals.push_back(it);
    return static_cast<std::int32_t>(result_.literals.size() - 1);
  }
  constexpr Slot find(std::string_view name) const {
    for (auto it = variables_.rbegin(); it != variables_.rend(); ++it)
      if (it->name == name) return it->slot;
    return -1;
  }

  // ---- Statements

  constexpr void block() {
    const Level level = deeper();
    const std::size_t outer = variables_.size();
    const Slot slots = next_slot_;
    expect("{");
    while (ok() && !token_.is("}")) {
      if (token_.kind == Token::Kind::end) fail("expected '}', not the end");
      const Slot before = next_slot_;
      const bool declares = token_.is("let");
      statement();
      if (!declares) next_slot_ = before;
    }
    expect("}");
    variables_.resize(std::min(outer, variables_.size()));
    next_slot_ = slots;
  }

  constexpr void statement() {
    position_ = token_.position;
    if (accept("let")) {
      const std::string_view variable = name("a variable's name");
      expect("=");
      const Slot slot = take();
      expression(slot);
      next_slot_ = slot + 1;
      variables_.push_back({variable, slot});
    } else if (accept("if")) {
      if_statement();
    } else if (accept("while")) {
      while_statement();
    } else if (accept("return")) {
      const Slot value = take();
      if (token_.is("}")) emit(Op::constant, value, literal({Literal::Kind::integer, 0, 0}));
      else expression(value);
      emit(Op::give, value);
    } else if (accept("print")) {
      emit(Op::print, operand());
    } else {
      assignment_or_call();
    }
  }

  constexpr void if_statement() {
    const Level level = deeper();
    const std::int32_t otherwise = condition();
    block();
    if (!accept("else")) return patch(otherwise);
    const std::int32_t end = emit(Op::jump);
    patch(otherwise);
    if (accept("if")) if_statement();
    else block();
    patch(end);
  }

  constexpr void while_statement() {
    const std::int32_t header = here();
    const std::int32_t end = condition();
    block();
    emit(Op::loop, header);
    patch(end);
  }

  /// A jump, to be patched, that is taken if the expression is false.
  constexpr std::int32_t condition() {
    const Slot before = next_slot_;
    const Slot value = operand();
    next_slot_ = before;
    return emit(Op::jump_unless, value);
  }

  constexpr void assignment_or_call() {
    const Token first = token_;
    const Slot variable = token_.kind == Token::Kind::name ? find(token_.text) : -1;
    if (variable < 0) return static_cast<void>(operand());
    Tokens ahead = tokens_;
    if (const Token next = ahead.next(); next.is("=")) {
      advance();
      advance();
      return assign(variable);
    } else if (!next.is("[")) {
      return static_cast<void>(operand());
    }
    advance();
    advance();
    const Slot index = operand();
    expect("]");
    if (!accept("=")) return fail("expected '=', not " + quoted());
    position_ = first.position;
    const Slot value = operand();
    emit(Op::set_index, variable, index, value);
  }

  /// The expression may read the variable, so it has a register of its own; if what computes it can write
  /// to the variable instead, it does.
  constexpr void assign(Slot variable) {
    const Slot value = take();
    expression(value);
    Instruction& last = code_->instructions.back();
    if (ok() && last.a == value && op_table[static_cast<std::size_t>(last.op)].operands[0] == 'w' && patched_ != here())
      last.a = variable;
    else
      emit(Op::move, variable, value);
  }

  // ---- Expressions. Each puts its value into the register `to`.

  /// The register of an expression: a variable's own, or a new one.
  constexpr Slot operand() {
    if (token_.kind == Token::Kind::name && find(token_.text) >= 0) {
      Tokens ahead = tokens_;
      const Token next = ahead.next();
      const bool goes_on = next.is("[") || next.is("(") || next.is("+") || next.is("-") || next.is("*") || next.is("/") ||
                           next.is("%") || next.is("<") || next.is("<=") || next.is(">") || next.is(">=") ||
                           next.is("==") || next.is("!=") || next.is("and") || next.is("or");
      if (!goes_on) {
        const Slot slot = find(token_.text);
        advance();
        return slot;
      }
    }
    const Slot slot = take();
    expression(slot);
    return slot;
  }

  constexpr void expression(Slot to) {
    const Level level = deeper();
    conjunction(to);
    while (token_.is("or")) short_circuit(Op::jump_if, to);
  }
  constexpr void conjunction(Slot to) {
    comparison(to);
    while (token_.is("and")) short_circuit(Op::jump_unless, to);
  }
  constexpr void short_circuit(Op jump, Slot to) {
    advance();
    const std::int32_t end = emit(jump, to);
    jump == Op::jump_if ? conjunction(to) : comparison(to);
    patch(end);
  }

  constexpr void comparison(Slot to) {
    if (accept("not")) {
      const Level level = deeper();
      comparison(to);
      emit(Op::negation, to, to);
      return;
    }
    sum(to);
    const Token sign = token_;
    const bool compares = sign.is("<") || sign.is("<=") || sign.is(">") || sign.is(">=") || sign.is("==") || sign.is("!=");
    if (!compares) return;
    advance();
    const Slot before = next_slot_;
    const Slot right = take();
    sum(right);
    next_slot_ = before;
    if (sign.is("<")) emit(Op::less, to, to, right);
    else if (sign.is("<=")) emit(Op::less_equal, to, to, right);
    else if (sign.is(">")) emit(Op::less, to, right, to);
    else if (sign.is(">=")) emit(Op::less_equal, to, right, to);
    else emit(Op::equal, to, to, right);
    if (sign.is("!=")) emit(Op::negation, to, to);
  }

  constexpr void sum(Slot to) {
    product(to);
    while (token_.is("+") || token_.is("-")) {
      const Op op = token_.is("+") ? Op::add : Op::subtract;
      binary(op, to);
    }
  }
  constexpr void product(Slot to) {
    unary(to);
    while (token_.is("*") || token_.is("/") || token_.is("%")) {
      const Op op = token_.is("*") ? Op::multiply : token_.is("/") ? Op::divide : Op::remainder;
      binary(op, to);
    }
  }
  constexpr void binary(Op op, Slot to) {
    const pe::driver::Position where = token_.position;
    advance();
    const Slot before = next_slot_;
    const Slot right = take();
    op == Op::add || op == Op::subtract ? product(right) : unary(right);
    next_slot_ = before;
    const pe::driver::Position outer = std::exchange(position_, where);
    emit(op, to, to, right);
    position_ = outer;
  }

  constexpr void unary(Slot to) {
    if (!accept("-")) return postfix(to);
    if (token_.kind == Token::Kind::integer || token_.kind == Token::Kind::floating) return number(to, -1);
    const Level level = deeper();
    unary(to);
    emit(Op::negate, to, to);
  }

  constexpr void postfix(Slot to) {
    atom(to);
    while (ok()) {
      const pe::driver::Position where = token_.position;
      if (accept("[")) {
        const Slot before = next_slot_;
        const Slot index = operand();
        next_slot_ = before;
        expect("]");
        const pe::driver::Position outer = std::exchange(position_, where);
        emit(Op::index, to, to, index);
        position_ = outer;
      } else if (token_.is("(")) {
        const Slot before = next_slot_;
        const Slot callee = take();
        emit(Op::move, callee, to);
        const std::int32_t count = arguments();
        emit(Op::call_value, to, callee, count);
        next_slot_ = before;
      } else {
        return;
      }
    }
  }

  /// Puts arguments into the next registers; how many there are.
  constexpr std::int32_t arguments() {
    std::int32_t count = 0;
    expect("(");
    while (ok() && !token_.is(")")) {
      if (count++ > 0) expect(",");
      expression(take());
    }
    if (count > static_cast<std::int32_t>(most_arguments)) fail("a call has at most eight arguments");
    expect(")");
    return count;
  }

  constexpr void atom(Slot to) {
    const Token first = token_;
    if (first.kind == Token::Kind::integer || first.kind == Token::Kind::floating) return number(to, 1);
    if (accept("true")) return static_cast<void>(emit(Op::constant, to, literal({Literal::Kind::boolean, 1, 0})));
    if (accept("false")) return static_cast<void>(emit(Op::constant, to, literal({Literal::Kind::boolean, 0, 0})));
    if (accept("(")) {
      expression(to);
      return expect(")");
    }
    if (accept("[")) return array(to);
    if (builtin(to, "len", Op::length) || builtin(to, "float", Op::to_float) || builtin(to, "int", Op::to_int) ||
        builtin(to, "sqrt", Op::root))
      return;
    const std::string_view what = name("an expression");
    if (!ok()) return;
    if (const Slot variable = find(what); variable >= 0) {
      if (variable != to) emit(Op::move, to, variable);
      return;
    }
    const std::int32_t number = function_named(what);
    if (number < 0) return fail(Chars("nothing is called '") + what + "' here", first.position);
    if (!token_.is("(")) return static_cast<void>(emit(Op::constant, to, literal({Literal::Kind::function, number, 0})));
    direct_call(to, number, first.position);
  }

  constexpr void direct_call(Slot to, std::int32_t number, pe::driver::Position where) {
    const Slot before = next_slot_;
    const std::int32_t count = arguments();
    const std::uint32_t wanted = functions_[static_cast<std::size_t>(number)].parameters;
    if (ok() && static_cast<std::uint32_t>(count) != wanted)
      return fail(Chars("'") + functions_[static_cast<std::size_t>(number)].name + "' takes another number of arguments", where);
    const pe::driver::Position outer = std::exchange(position_, where);
    emit(Op::call, to, number, before);
    position_ = outer;
    next_slot_ = before;
  }

  constexpr bool builtin(Slot to, std::string_view word, Op op) {
    if (!accept(word)) return false;
    expect("(");
    expression(to);
    expect(")");
    emit(op, to, to);
    return true;
  }

  constexpr void array(Slot to) {
    const Slot before = next_slot_;
    const Slot value = take(), count = take();
    expression(value);
    expect(";");
    expression(count);
    expect("]");
    emit(Op::fill, to, value, count);
    next_slot_ = before;
  }

  constexpr void number(Slot to, int sign) {
    const std::string_view text = token_.text;
    if (token_.kind == Token::Kind::integer) {
      const std::int64_t most = sign > 0 ? gc::small_int_max : -gc::small_int_min;
      std::int64_t value = 0;
      for (const char digit : text) {
        if (value > (most - (digit - '0')) / 10) return fail("an integer has at most 63 bits");
        value = value * 10 + (digit - '0');
      }
      emit(Op::constant, to, literal({Literal::Kind::integer, sign * value, 0}));
    } else {
      emit(Op::constant, to, literal({Literal::Kind::floating, 0, sign * real(text)}));
    }
    advance();
  }
  /// Exact, since both the digits and the power of ten are exact floats.
  constexpr double real(std::string_view text) {
    double digits = 0, scale = 1;
    bool fraction = false;
    if (text.size() > 16) fail("a float has at most 15 digits");
    for (const char it : text) {
      if (it == '.') {
        fraction = true;
        continue;
      }
      digits = digits * 10 + (it - '0');
      if (fraction) scale *= 10;
    }
    return digits / scale;
  }

  Tokens declared_, tokens_;
  Token token_;
  Compiled result_;
  std::vector<Declared> functions_;
  std::vector<Variable> variables_;
  Function* code_ = nullptr;
  Slot next_slot_ = 0;
  int depth_ = 0;
  std::int32_t patched_ = -1;  ///< The last target of a jump forwards.
  pe::driver::Position position_;
};

constexpr Compiled compile(std::string_view text) { return Compiler(text).run(); }

}  // namespace tiny
