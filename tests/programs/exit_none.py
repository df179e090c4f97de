"""sys.exit without an argument is a success; what follows does not run."""

import sys

try:
    raise SystemExit(5)
except SystemExit as leaving:
    print(leaving.code, leaving.args)
sys.exit()
print("never")
