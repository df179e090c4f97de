"""sys.exit with a number ends with that status, after the finally parts."""

import sys


def leave():
    try:
        sys.exit(3)
    finally:
        print("cleaned up")


try:
    leave()
except SystemExit as leaving:
    print("caught", leaving.code)
leave()
