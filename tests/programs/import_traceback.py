# compare: traceback
"""Dies inside a sibling module's function."""

import module_shapes


def start():
    module_shapes.fail(2)


start()
