// What the golden files do not show: options, modes, limits, constants, the verifier.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "python_interp/bytecode/code.hpp"
#include "python_interp/bytecode/disassemble.hpp"
#include "python_interp/bytecode/verify.hpp"
#include "python_interp/compile/compile.hpp"
#include "python_interp/compile/fold.hpp"
#include "python_interp/compile/unparse.hpp"
#include "python_interp/syntax/parser.hpp"

namespace {

using namespace py;
using bytecode::CodeUnit;
using bytecode::Constant;
using bytecode::Op;

std::shared_ptr<CodeUnit> compiled(const std::string& source,
                                   const compile::Options& options = {}) {
  syntax::Arena arena;
  auto module = syntax::parse_module(arena, source, "test.py");
  REQUIRE(module.has_value());
  auto code = compile::compile_module(**module, "test.py", options);
  REQUIRE(code.has_value());
  CHECK(bytecode::verify(**code) == std::nullopt);
  return *code;
}

syntax::SyntaxFailure failure(const std::string& source, const compile::Options& options = {}) {
  syntax::Arena arena;
  auto module = syntax::parse_module(arena, source, "test.py");
  REQUIRE(module.has_value());
  auto code = compile::compile_module(**module, "test.py", options);
  REQUIRE_FALSE(code.has_value());
  return code.error();
}

int count(const CodeUnit& code, Op op) {
  int found = 0;
  for (auto instruction : code.instructions) found += bytecode::op_of(instruction) == op;
  return found;
}

const CodeUnit& nested(const CodeUnit& code, std::size_t number = 0) {
  for (const Constant& constant : code.constants)
    if (auto* unit = constant.as<std::shared_ptr<CodeUnit>>())
      if (number-- == 0) return **unit;
  FAIL("no such unit");
  return code;
}

/// The one constant that the expression folds to, as text.
std::string folded(const std::string& expression) {
  auto code = compiled("x = " + expression);
  bool only = code->instructions.size() == 5;  // RESUME, the constant, the store, None, the return.
  return only ? bytecode::repr(code->constants[0]) : "not folded";
}

std::string unparsed(const std::string& expression) {
  syntax::Arena arena;
  auto tree = syntax::parse_expression(arena, expression, "test.py");
  REQUIRE(tree.has_value());
  return compile::unparse((*tree)->body);
}

}  // namespace

// ---- Modes and options ----------------------------------------------------------------------

TEST_CASE("an expression's code returns its value") {
  syntax::Arena arena;
  auto tree = syntax::parse_expression(arena, "a + 1", "test.py");
  REQUIRE(tree.has_value());
  auto code = compile::compile_expression(**tree, "test.py");
  REQUIRE(code.has_value());
  CHECK(bytecode::verify(**code) == std::nullopt);
  CHECK(bytecode::op_of((*code)->instructions.back()) == Op::RETURN_VALUE);
  CHECK(count(**code, Op::POP_TOP) == 0);
}

TEST_CASE("at a prompt, expression statements are printed, constants too") {
  syntax::Arena arena;
  auto tree = syntax::parse_interactive(arena, "1; f()\n", "test.py");
  REQUIRE(tree.has_value());
  auto code = compile::compile_interactive(**tree, "test.py");
  REQUIRE(code.has_value());
  CHECK(count(**code, Op::PRINT_EXPR) == 2);
}

TEST_CASE("optimize drops assertions, then docstrings") {
  std::string source = "'doc'\nassert a\nif __debug__: b\ndef f():\n    'doc'\n    return 1\n";
  auto plain = compiled(source), first = compiled(source, {.optimize = 1}),
       second = compiled(source, {.optimize = 2});
  CHECK(count(*plain, Op::RAISE_VARARGS) == 1);
  CHECK(count(*first, Op::RAISE_VARARGS) == 0);
  CHECK(bytecode::repr(nested(*first).constants[0]) == "'doc'");
  CHECK(bytecode::repr(nested(*second).constants[0]) == "None");
}

TEST_CASE("await at top level makes the module a coroutine where that is allowed") {
  auto code = compiled("await a", {.allow_top_level_await = true});
  CHECK(code->has(bytecode::code_coroutine));
  CHECK(failure("await a").message == "'await' outside function");
}

TEST_CASE("future features are inherited and passed on") {
  auto code = compiled("def f(a: b + c): pass",
                       {.future_flags = bytecode::code_future_annotations});
  CHECK(nested(*code).has(bytecode::code_future_annotations));
  CHECK(count(*code, Op::BINARY_ADD) == 0);
}

TEST_CASE("warnings are collected") {
  std::vector<compile::Warning> warnings;
  compiled("a is 1\nassert (b, 'c')\n(1)(2)\n[1]['x']\nNone[0]", {.warnings = &warnings});
  REQUIRE(warnings.size() == 5);
  CHECK(warnings[0].message == "\"is\" with a literal. Did you mean \"==\"?");
  CHECK(warnings[1].message == "assertion is always true, perhaps remove parentheses?");
  CHECK(warnings[2].message == "'int' object is not callable; perhaps you missed a comma?");
  CHECK(warnings[3].message ==
        "list indices must be integers or slices, not str; perhaps you missed a comma?");
  CHECK(warnings[4].message == "'NoneType' object is not subscriptable; perhaps you missed a comma?");
}

// ---- Limits ---------------------------------------------------------------------------------

TEST_CASE("nesting too deep is an error") {
  std::string chain = "x = a";
  for (int i = 0; i < 5000; ++i) chain += " + a";
  auto deep = failure(chain);
  CHECK(deep.kind == syntax::FailureKind::RecursionError);
  CHECK(deep.message == "maximum recursion depth exceeded during compilation");
  CHECK(failure("x = ((a + b) + c) + d", {.max_depth = 3}).kind ==
        syntax::FailureKind::RecursionError);
}

TEST_CASE("long is not deep") {
  std::string many = "x = [a";
  for (int i = 0; i < 100000; ++i) many += ", a";
  auto code = compiled(many + "]");
  CHECK(code->stack_size < 10);
}

TEST_CASE("failures quote their line") {
  std::string source = "a = 1\n  \nreturn a\n";
  auto error = failure(source, {.source = source});
  CHECK(error.lineno == 3);
  CHECK(error.text == "return a\n");
  CHECK(failure(source).text.empty());
}

// ---- Units ----------------------------------------------------------------------------------

TEST_CASE("slots: variables, cells that are no parameters, free variables") {
  auto module = compiled(
      "def f(a, b):\n    c = d = 1\n    def g():\n        return b, c, x\n    x = a\n");
  const CodeUnit& outer = nested(*module);
  CHECK(outer.varnames == std::vector<std::string>{"a", "b", "d", "g"});
  CHECK(outer.cellvars == std::vector<std::string>{"b", "c", "x"});
  CHECK(outer.cell_slots == std::vector<std::uint32_t>{1, 4, 5});
  CHECK(outer.slot_count() == 6);
  const CodeUnit& inner = nested(outer);
  CHECK(inner.freevars == std::vector<std::string>{"b", "c", "x"});
  CHECK(inner.first_free_slot() == 0);
  CHECK(bytecode::slot_name(outer, 4) == "c");
  CHECK(bytecode::slot_name(inner, 2) == "x");
}

TEST_CASE("names in classes are mangled") {
  auto module = compiled("class _A:\n    __x = 1\n    def f(self): return self.__x, __y__\n");
  const CodeUnit& body = nested(*module);
  CHECK(std::ranges::find(body.names, "_A__x") != body.names.end());
  const CodeUnit& method = nested(body);
  CHECK(method.names == std::vector<std::string>{"_A__x", "__y__"});
  CHECK(method.qualname == "_A.f");
}

TEST_CASE("only reads that may fail are checked") {
  auto module = compiled(
      "def f(a):\n"
      "    if a:\n"
      "        x = 1\n"
      "    x\n"      // Perhaps unassigned; assigned from here on.
      "    x\n"
      "    try:\n"
      "        y = g()\n"
      "    except E as e:\n"
      "        y\n"  // Perhaps unassigned.
      "    y = 1\n"
      "    y\n"
      "    e\n"      // Unbound at the end of the clause, if it was ever bound.
      "    del a\n"
      "    a\n");
  const CodeUnit& code = nested(*module);
  CHECK(count(code, Op::LOAD_FAST_CHECK) == 4);
}

TEST_CASE("join points are where control meets") {
  auto module = compiled("def f(n):\n    while n:\n        if a: b\n        c\n");
  auto joins = bytecode::join_points(nested(*module));
  REQUIRE(joins.size() == 2);
  CHECK(joins[0].kind == bytecode::JoinKind::loop_header);
  CHECK(joins[1].kind == bytecode::JoinKind::join);
}

TEST_CASE("the handler of an instruction is found") {
  auto module = compiled("def f():\n    try:\n        a()\n    finally:\n        b()\n    c()\n");
  const CodeUnit& code = nested(*module);
  REQUIRE(code.exceptions.size() == 2);
  const auto& body = code.exceptions[0];
  CHECK(bytecode::find_handler(code, body.start) == &body);
  CHECK(bytecode::find_handler(code, body.end - 1) == &body);
  CHECK(bytecode::find_handler(code, 0) == nullptr);
  CHECK(bytecode::op_of(code.instructions[body.handler]) == Op::PUSH_EXC_INFO);
}

// ---- Constants ------------------------------------------------------------------------------

TEST_CASE("constant expressions are folded as far as CPython folds them") {
  CHECK(folded("2 ** 64") == "18446744073709551616");
  CHECK(folded("2 ** 128") == "not folded");
  CHECK(folded("2 ** 127") == "not folded");  // 2 has two bits: 254 would be too many.
  CHECK(folded("1 << 127") == "170141183460469231731687303715884105728");
  CHECK(folded("1 << 128") == "not folded");
  CHECK(folded("-7 // 2") == "-4");
  CHECK(folded("-7 % 3") == "2");
  CHECK(folded("-7.5 % 2") == "0.5");
  CHECK(folded("7.5 // -2") == "-4.0");
  CHECK(folded("1 / 3") == "0.3333333333333333");
  CHECK(folded("1 / 0") == "not folded");
  CHECK(folded("2 ** -1") == "0.5");
  CHECK(folded("~0xFFFFFFFFFFFFFFFF") == "-18446744073709551616");
  CHECK(folded("-0.0") == "-0.0");
  CHECK(folded("1 - 2j") == "(1-2j)");
  CHECK(folded("True & False") == "False");
  CHECK(folded("True + True") == "2");
  CHECK(folded("not ()") == "True");
  CHECK(folded("'ab' * 3") == "'ababab'");
  CHECK(folded("'a' * 5000") == "not folded");
  CHECK(folded("(1, 2) * 2 + (3,)") == "(1, 2, 1, 2, 3)");
  CHECK(folded("'h\\u00e9llo'[1]") == "'\u00e9'");
  CHECK(folded("'abc'[-4]") == "not folded");
  CHECK(folded("b'abc'[1]") == "98");
  CHECK(folded("'%s' % 1") == "not folded");
}

TEST_CASE("constants are equal only if they are interchangeable") {
  auto code = compiled("x = 1, a\nx = 1.0, a\nx = True, a\nx = -0.0, a\nx = 0.0, a\nx = 1, a\n");
  CHECK(code->constants.size() == 6);  // None is the sixth.
}

TEST_CASE("constants are written as Python writes them") {
  auto text = [](auto value) { return bytecode::repr(Constant{value}); };
  CHECK(text(1e16) == "1e+16");
  CHECK(text(1e15) == "1000000000000000.0");
  CHECK(text(0.0001) == "0.0001");
  CHECK(text(0.00001) == "1e-05");
  CHECK(text(bytecode::StrConstant{"it's\n\"\\\x7f\u00e9\u200b"}) ==
        "'it\\'s\\n\"\\\\\\x7f\u00e9\\u200b'");
  CHECK(text(bytecode::StrConstant{"\xed\xa0\x80"}) == "'\\ud800'");
  CHECK(text(bytecode::BytesConstant{std::string("a\0'", 3)}) == "b\"a\\x00'\"");
  CHECK(text(bytecode::ComplexConstant{-0.0, 1.5}) == "(-0+1.5j)");
}

TEST_CASE("annotations as text") {
  CHECK(unparsed("( a+b )*c**-d if not e else [f,*g]") == "(a + b) * c ** (-d) if not e else [f, *g]");
  CHECK(unparsed("lambda a,/,b=1,*c,d,e=2,**f:(yield)") ==
        "lambda a, /, b=1, *c, d, e=2, **f: (yield)");
  CHECK(unparsed("x[1:2,::3].y(z for z in w)") == "x[1:2, ::3].y(z for z in w)");
  CHECK(unparsed("{**a,'b':1}, {1,}, ()") == "({**a, 'b': 1}, {1}, ())");
  CHECK(unparsed("f'a{b!r:>{c}}{{'") == "f'a{b!r:>{c}}{{'");
  CHECK(unparsed("1 .real, 1e999, not a in b is c") == "(1 .real, 1e309, not a in b is c)");
}

// ---- The verifier ---------------------------------------------------------------------------

namespace {

std::string problem_of(std::vector<bytecode::Instruction> instructions, std::uint32_t stack_size,
                       std::vector<bytecode::ExceptionRange> exceptions = {}) {
  CodeUnit code;
  code.qualname = "f";
  code.varnames = {"a"};
  code.constants = {Constant{true}};
  code.positions.resize(instructions.size());
  code.instructions = std::move(instructions);
  code.exceptions = std::move(exceptions);
  code.stack_size = stack_size;
  return bytecode::verify(code).value_or("");
}

}  // namespace

TEST_CASE("the verifier finds what is wrong") {
  using bytecode::encode;
  auto load = encode(Op::LOAD_CONST, 0), pop = encode(Op::POP_TOP);
  auto leave = encode(Op::RETURN_VALUE), nop = encode(Op::NOP);
  CHECK(problem_of({load, leave}, 1) == "");
  CHECK(problem_of({load, leave}, 0) == "f: stack overflow at 0 LOAD_CONST 0 (True)");
  CHECK(problem_of({load, pop, leave}, 1) == "f: stack underflow at 2 RETURN_VALUE");
  CHECK(problem_of({load, pop}, 1) == "f: control runs off the end");
  CHECK(problem_of({encode(Op::LOAD_CONST, 7), leave}, 1).starts_with("f: no such constant"));
  CHECK(problem_of({encode(Op::LOAD_FAST, 0), leave}, 1)
            .starts_with("f: variable perhaps unassigned"));
  CHECK(problem_of({nop, encode(Op::JUMP_FORWARD, 0)}, 1)
            .starts_with("f: jump in the wrong direction"));
  CHECK(problem_of({load, encode(Op::POP_JUMP_IF_TRUE, 3), load, load, leave}, 2)
            .starts_with("f: stack depths"));
  CHECK(problem_of({nop, load, leave}, 3, {{0, 2, 2, 0, false}, {1, 2, 2, 0, false}}) ==
        "f: exception ranges overlap or are out of order");
}
