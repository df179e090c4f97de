"""sys.exit with a text prints it on stderr and ends with status 1."""

import sys

print("going")
sys.exit("gone wrong")
