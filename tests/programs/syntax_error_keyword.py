# compare: traceback
class = 5
