// ./triptych example regex run|explain|emit FILE.regex
#include "examples/regex/frontend.hpp"

int main(int count, char** words) { return pe::driver::command(regex::frontend(), count, words); }
