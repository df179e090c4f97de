// ./triptych example tiny run|explain|emit FILE.tiny
#include "examples/tiny/frontend.hpp"

int main(int count, char** words) { return pe::driver::command(tiny::frontend(), count, words); }
