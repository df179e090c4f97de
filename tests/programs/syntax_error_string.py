# compare: traceback
text = "no end
print(text)
