"""Two modules that import one another."""

import module_cycle
import module_cycle_other

print(module_cycle.both(), module_cycle_other.ask(), module_cycle_other.seen_early)
