# What compile(), exec(), eval() and code objects offer.
class M:
    def __init__(self): self.d = {}
    def __getitem__(self, k): print('get', k); return self.d[k]
    def __setitem__(self, k, v): print('set', k, v); self.d[k] = v
    def __delitem__(self, k): print('del', k); del self.d[k]
m = M()
exec("x = 1\ny = x + 1\ndel x\nprint(y, len)", {}, m)
print(eval("y + 1", {}, m))
def f():
    a = 1
    exec("a = 2; b = 3")
    print(a, sorted(locals()))
    print(eval("a + 1"))
    return eval("[a for _ in range(2)]", globals(), locals()) if 0 else None
f()
for bad in (1, "x y", "1 +"):
    for fn in (eval, exec, compile):
        try:
            fn(bad, "f", "exec") if fn is compile else fn(bad)
        except Exception as e: print(type(e).__name__, e)
for args in (("1", 1), ("1", {}, 1), ("1", [], {})):
    for fn in (eval, exec):
        try: print(fn(*args))
        except Exception as e: print(fn.__name__, type(e).__name__, e)
g = {}
exec("def h(a, /, b: int = 2, *, c): 'doc'; return a + b", g)
print(sorted(g)[1:], g['h'].__annotations__, g['h'].__doc__)
c = compile("a = 1\nb = 2\n", "n", "exec")
print(c.co_name, c.co_names, c.co_consts, c.co_firstlineno, c.co_filename, c.co_flags)
print(list(c.co_lines())[:0])
def deco(x):
    y = 1
    def inner(z, *q, k=1, **w): return x + y + z
    return inner
c = deco.__code__
print(c.co_varnames, c.co_cellvars, c.co_freevars, c.co_argcount, c.co_nlocals, c.co_qualname)
i = deco(1).__code__
print(i.co_varnames, i.co_freevars, i.co_kwonlyargcount, i.co_flags, i.co_qualname)
print([p for p in i.co_positions()][-1])
r = i.replace(co_name='renamed')
print(r.co_name, r == i, i == i, hash(i) == hash(i))
for mode in ("exec", "eval", "single"):
    try: print(eval(compile("1 + 1", "s", mode)))
    except SyntaxError as e: print(e)
try: compile("1", "f", "other")
except ValueError as e: print(e)
try: compile("1", "f", "exec", 1)
except ValueError as e: print(e)
try: compile("1", "f", "exec", 0, False, 5)
except ValueError as e: print(e)
print(compile("assert 0\nprint(__debug__)", "f", "exec", optimize=1).co_consts)
try: compile("def f(:", "f", "exec")
except SyntaxError as e: print(e.args)
try: compile("if 1:\n", "f", "single", 0x4000 | 0x200)
except SyntaxError as e: print(e.msg)
console = 0x4000 | 0x200
for source in ("1", "1 +", "(", "if 1:", "if 1:\n  x\n", "def f():\n  pass\n\n", "x = '''", "a b", "f(", "for x in y: pass"):
    try:
        compile(source, "<input>", "single", console)
        print(repr(source), "complete")
    except SyntaxError as error:
        print(repr(source), error.msg, error.lineno, error.offset)
for source in (b"# coding: latin-1\nx = '\xe9'", "x = '\u00e9'", b"\xef\xbb\xbfx = '\xc3\xa9'"):
    names = {}
    exec(source, names)
    print(ascii(names["x"]))
print(sorted({line for _, _, line in i.co_lines() if line is not None}))
