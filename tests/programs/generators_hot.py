# generators under pressure: made, consumed, left in the middle, sent to, nested, recursive, raising
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
def squares(it):
    for x in it:
        yield x * x
def evens(it):
    for x in it:
        if x & 1 == 0: yield x
def tree(d):
    if d == 0:
        yield 1
        return
    for x in tree(d-1): yield x
    for x in tree(d-1): yield x + 1
def deleg(n):
    r = yield from count(n)
    yield 'end'
    return r
def acc():
    t = 0
    while True:
        x = yield t
        if x is None: return t
        t += x
def raising(n):
    for i in range(n):
        if i == n - 1: raise KeyError(i)
        yield i
def trying(n):
    for i in range(n):
        try:
            yield i
        except ValueError as e:
            yield ('caught', str(e))
        finally:
            pass
def main():
    for r in range(6):
        print(sum(squares(evens(count(3000)))))
        t = 0
        for x in squares(evens(count(3000))): t += x
        print(t)
        print(sum(tree(9)))
        print(len(list(deleg(500))))
        g = acc(); next(g)
        for i in range(500): v = g.send(i)
        print(v)
        try: g.send(None)
        except StopIteration as e: print('stop', e.value)
        try:
            for x in raising(400): pass
        except KeyError as e: print('key', e)
        def inner():
            for x in raising(300):
                yield x
        try:
            for x in inner(): t += x
        except KeyError as e: print('key', e, t)
        g = trying(400)
        out = 0
        for x in g:
            if x == 200: print(g.throw(ValueError('v')))
            if x == 300: g.close()
            out += 1
        print(out)
        # left in the middle and gone on with
        g = count(1000)
        for x in g:
            if x == 500: break
        print(x, next(g), sum(g))
        # mixed types
        def mix(n):
            for i in range(n):
                yield i if i % 3 else i / 2
        t = 0
        for x in mix(1000): t += x
        print(t)
        def handled():
            try:
                raise TypeError('a')
            except TypeError:
                yield 1
                try:
                    raise
                except TypeError as e: yield str(e)
        for k in range(200): z = list(handled())
        print(z)
        def selfrun():
            yield 1
            try: next(me)
            except ValueError as e: yield str(e)
        for k in range(300):
            me = selfrun(); z = list(me)
        print(z)
        s = 0
        for a in (x + y for x in range(60) for y in range(50) if x != y): s += a
        print(s)
        def deep(n):
            if n: yield from deep(n-1)
            yield n
        print(sum(deep(50)))
        class It:
            def __init__(self, n): self.n = n
            def __iter__(self):
                for i in range(self.n): yield i * 2
        t = 0
        for k in range(50):
            for x in It(40): t += x
        print(t)
main()
def rec(n):
    yield from rec(n + 1)
try:
    for x in rec(0): pass
except RecursionError as e: print('RecursionError', e)
