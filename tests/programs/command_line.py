# args: one 2 --three four=4
"""The arguments of the program."""

import sys

print(len(sys.argv), sys.argv[1:], sys.argv[0].endswith("command_line.py"), __name__)
