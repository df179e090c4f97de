# compare: traceback
x = 1
return x
