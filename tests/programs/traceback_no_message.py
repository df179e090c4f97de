# compare: traceback
"""Dies of a class raised without arguments, at module level."""

values = [3, 1, 2]
values.sort()
assert values[0] == 1
if values:
    raise NotImplementedError
