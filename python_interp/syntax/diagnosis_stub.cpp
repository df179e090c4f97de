#include "python_interp/syntax/grammar.hpp"
namespace py::syntax {
Stmt* Parser::diagnosed_simple_statement() { return simple_statement_rule(); }
bool Parser::missing_block(std::string_view) { return false; }
bool Parser::mistake_in_condition(std::string_view) { return false; }
bool Parser::mistake_in_for() { return false; }
std::nullptr_t Parser::mistaken_for_target(Mark) { return nullptr; }
bool Parser::missing_with_block() { return false; }
std::nullptr_t Parser::missing_with_colon(Mark) { return nullptr; }
bool Parser::mistaken_with_target(Mark) { return false; }
bool Parser::mistake_in_try() { return false; }
bool Parser::missing_except_block(bool) { return false; }
bool Parser::mistake_in_except(Mark) { return false; }
bool Parser::missing_function_block() { return false; }
bool Parser::mistake_in_class() { return false; }
bool Parser::mistake_in_parameters(ParameterStyle) { return false; }
bool Parser::mistake_in_star_parameters(ParameterStyle) { return false; }
bool Parser::mistake_in_double_star_parameter(ParameterStyle) { return false; }
bool Parser::mistake_in_default() { return false; }
bool Parser::mistake_in_match(Mark) { return false; }
bool Parser::mistake_in_case() { return false; }
bool Parser::mistaken_pattern_target() { return false; }
bool Parser::mistake_in_class_pattern(Mark) { return false; }
Expr* Parser::diagnosed_named_expression() { return expression_or_walrus(); }
bool Parser::mistake_in_expression() { return false; }
Expr* Parser::diagnosed_parenthesised() { return parenthesised(); }
Expr* Parser::diagnosed_list_display() { return list_display(); }
Expr* Parser::diagnosed_brace_display() { return brace_display(); }
Expr* Parser::diagnosed_generator() { return nullptr; }
bool Parser::diagnosed_arguments(Gather<Argument>& into) { return argument_list(into); }
bool Parser::mistake_in_keyword_argument() { return false; }
Expr* Parser::diagnosed_slice() { return nullptr; }
}
