"""The other half of a circle of imports."""

import module_cycle

name = "other"
seen_early = hasattr(module_cycle, "both")


def ask():
    return module_cycle.both()
