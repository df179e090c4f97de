// ./triptych example brainfuck run|explain FILE.bf
#include "examples/brainfuck/frontend.hpp"

int main(int count, char** words) { return pe::driver::command(brainfuck::frontend(), count, words); }
