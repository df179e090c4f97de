// What the text of a tree does not show: positions, the other two modes, and the tools for walking.
#include <doctest/doctest.h>

#include <string>

#include "python_interp/syntax/dump.hpp"
#include "python_interp/syntax/literal_text.hpp"
#include "python_interp/syntax/parser.hpp"

namespace {

using namespace py::syntax;

std::string text_of(const Parsed<Interactive>& parsed) {
  if (!parsed) return parsed.error().message;
  return dump(*parsed, {.include_attributes = false, .indent = -1});
}

}  // namespace

TEST_CASE("the dump is laid out as ast.dump does") {
  Arena arena;
  CHECK(dump(parse_module(arena, "a", "x.py").value()) ==
        "Module(\n body=[\n  Expr(\n   value=Name(\n    id='a',\n    ctx=Load(),\n    lineno=1,\n"
        "    col_offset=0,\n    end_lineno=1,\n    end_col_offset=1),\n   lineno=1,\n"
        "   col_offset=0,\n   end_lineno=1,\n   end_col_offset=1)],\n type_ignores=[])");
  CHECK(dump(parse_module(arena, "", "x.py").value()) == "Module(body=[], type_ignores=[])");
}

TEST_CASE("positions count bytes and lines, from the first to the last token") {
  Arena arena;
  auto* module = parse_module(arena, "@d\ndef f():\n  é + (b\n    )\n\n", "x.py").value();
  auto* function = as<FunctionDef>(module->body[0]);
  REQUIRE(function != nullptr);
  CHECK(function->pos == Position{2, 0, 4, 5});
  auto* sum = as<BinOp>(as<ExprStmt>(function->body[0])->value);
  REQUIRE(sum != nullptr);
  CHECK(sum->pos == Position{3, 2, 4, 5});
  CHECK(sum->left->pos == Position{3, 2, 3, 4});
  CHECK(sum->right->pos == Position{3, 8, 3, 9});
}

TEST_CASE("an expression alone") {
  Arena arena;
  CHECK(is<BinOp>(parse_expression(arena, "a + b\n\n", "x").value()->body));
  CHECK(is<Tuple>(parse_expression(arena, "a, b", "x").value()->body));
  CHECK(parse_expression(arena, "a = b", "x").error().message == "invalid syntax");
  CHECK(parse_expression(arena, "", "x").error().lineno == 0);
  CHECK(parse_expression(arena, " a", "x").error().message == "unexpected indent");
}

TEST_CASE("a statement of a console") {
  Arena arena;
  CHECK(text_of(parse_interactive(arena, "a; b", "x")) ==
        "Interactive(body=[Expr(value=Name(id='a', ctx=Load())), Expr(value=Name(id='b', "
        "ctx=Load()))])");
  CHECK(text_of(parse_interactive(arena, "if a:\n  b\n", "x")) ==
        "Interactive(body=[If(test=Name(id='a', ctx=Load()), body=[Expr(value=Name(id='b', "
        "ctx=Load()))], orelse=[])])");
  CHECK(text_of(parse_interactive(arena, "if a: b", "x")) == "invalid syntax");
  CHECK(text_of(parse_interactive(arena, "a\nb\n", "x")) ==
        "multiple statements found while compiling a single statement");
}

TEST_CASE("names of one arena are one") {
  Arena arena;
  auto* module = parse_module(arena, "abc = abc\nﬁ = fi\n", "x.py").value();
  auto id = [](Expr* name) { return as<Name>(name)->id; };
  auto* first = as<Assign>(module->body[0]);
  CHECK(id(first->targets[0]).data() == id(first->value).data());
  auto* second = as<Assign>(module->body[1]);
  CHECK(id(second->targets[0]).data() == id(second->value).data());
  CHECK(id(second->value) == "fi");
}

TEST_CASE("visit hands over the struct of the kind") {
  Arena arena;
  auto* body = parse_expression(arena, "-a", "x").value()->body;
  int kind = visit(body, Cases{[](UnaryOp*) { return 1; }, [](Expr*) { return 2; }});
  CHECK(kind == 1);
  CHECK(as<Name>(body) == nullptr);
}

TEST_CASE("values are written as repr writes them") {
  CHECK(repr_of_float(0.1) == "0.1");
  CHECK(repr_of_float(1e16) == "1e+16");
  CHECK(repr_of_float(123456789012345.0) == "123456789012345.0");
  CHECK(repr_of_float(0.0001) == "0.0001");
  CHECK(repr_of_float(0.00001) == "1e-05");
  CHECK(repr_of_float(-0.0) == "-0.0");
  CHECK(repr_of_text("a'b") == "\"a'b\"");
  CHECK(repr_of_text("\xed\xa0\x80\xc2\xad\xf0\x9f\x98\x80") == "'\\ud800\\xad\xf0\x9f\x98\x80'");
  CHECK(repr_of_bytes("a\xff\n") == "b'a\\xff\\n'");
  CHECK(decimal_of_integer("0xffffffffffffffffffffffff") == "79228162514264337593543950335");
  CHECK(decimal_of_integer("0x3b9aca00") == "1000000000");
}

TEST_CASE("names in \\N{...} come from the caller") {
  Arena arena;
  ParseOptions options;
  options.character_by_name = [](std::string_view name) -> std::optional<char32_t> {
    return name == "BULLET" ? std::optional<char32_t>(0x2022) : std::nullopt;
  };
  auto value = [&](const char* source) {
    auto parsed = parse_expression(arena, source, "x", options);
    return parsed ? std::string(as<Constant>((*parsed)->body)->value.text)
                  : parsed.error().message;
  };
  CHECK(value("'a\\N{BULLET}'") == "a•");
  CHECK(value("'é\\N{foo}'") ==
        "(unicode error) 'unicodeescape' codec can't decode bytes in position 10-16: unknown "
        "Unicode character name");
  CHECK(value("'\\N'") ==
        "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: malformed \\N "
        "character escape");
}
