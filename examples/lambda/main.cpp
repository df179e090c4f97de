// ./triptych example lambda run|explain FILE.lambda, and tower (tower.hpp)
#include "examples/lambda/frontend.hpp"

int main(int count, char** words) { return pe::driver::command(lambda::frontend(), count, words); }
