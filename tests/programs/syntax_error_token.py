# compare: traceback
total = 5 $ 3
