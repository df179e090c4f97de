# Containers that change while something goes through them, special methods that fail or meddle, and
# generators that are entered while they run.
def show(name, f):
    try:
        print(name, f())
    except BaseException as e:
        print(name, type(e).__name__, e)

def case():
    l = list(range(10))
    r = []
    for x in l:
        r.append(x)
        if x % 2 == 0:
            l.remove(x)
        if len(r) > 30:
            break
    return (r, l)


show('list remove', case)

def case():
    l = [1, 2, 3]
    n = 0
    for x in l:
        l.append(x)
        n += 1
        if n > 1000:
            l.clear()
    return (n, l)


show('list grow', case)

def case():
    d = {i: i for i in range(5)}
    for k in d:
        del d[k]


show('dict del', case)

def case():
    d = {i: i for i in range(5)}
    for k in d:
        d[k + 100] = 1


show('dict add', case)

def case():
    d = {i: i for i in range(5)}
    for k in d:
        d[k] = None
    return d


show('dict set', case)

def case():
    d = {i: i for i in range(5)}
    for k in d:
        del d[k]
        d[k + 7] = 1


show('dict keys changed', case)

def case():
    s = {1, 2, 3}
    for k in s:
        s.add(k + 10)


show('set add', case)

def case():
    d = {1: 2}
    i = iter(d.items())
    d.clear()
    return list(i)


show('dict clear', case)

def case():
    s = {1}
    i = iter(s)
    s.clear()
    return list(i)


show('set clear', case)

def case():
    l = [3, 1, 2]
    l.sort(key=lambda x: l.append(x))
    return l


show('sort key mutate', case)

def case():
    l = [3, 1, 2]
    l.sort(key=lambda x: l.clear() or x)
    return l


show('sort key clear', case)

def case():
    l = [3, 1, 2]

    class C:

        def __init__(s, v):
            s.v = v

        def __lt__(s, o):
            l.append(1)
            return s.v < o.v
    l[:] = [C(3), C(1), C(2)]
    l.sort()


show('sort lt mutate', case)

def case():

    class C:

        def __lt__(s, o):
            raise ValueError('lt')
    l = [C(), C()]
    try:
        l.sort()
    finally:
        print(len(l))


show('sort raise', case)

def case():
    import random


show('cmp none', lambda: sorted([1, None, 2]))
show('cmp mixed', lambda: sorted([1, 'a']))
show('min', lambda: min([1, 'a']))

class BadHash:

    def __hash__(self):
        raise ValueError('hash')

class BadEq:

    def __hash__(self):
        return 1

    def __eq__(self, o):
        raise ValueError('eq')

class BadRepr:

    def __repr__(self):
        raise ValueError('repr')

class NonStr:

    def __repr__(self):
        return 1


show('bad hash', lambda: {BadHash(): 1})
show('bad hash set', lambda: {BadHash()})
show('bad hash in', lambda: BadHash() in {1: 2})
show('bad hash in list', lambda: BadHash() in [1])
show('bad eq', lambda: {BadEq(): 1, BadEq(): 2})
show('bad eq set', lambda: {BadEq(), BadEq()})
show('bad eq list', lambda: [BadEq()].index(1))
show('bad eq count', lambda: [BadEq()].count(1))
show('bad eq remove', lambda: [BadEq()].remove(1))
show('bad eq tuple', lambda: (BadEq(),) == (1,))
show('bad eq dict', lambda: {1: BadEq()} == {1: 2})
show('bad repr', lambda: [BadRepr()])
show('bad repr2', lambda: f'{BadRepr()!r}')
show('bad repr3', lambda: '%r' % BadRepr())
show('bad repr4', lambda: KeyError(BadRepr()))
show('nonstr', lambda: repr(NonStr()))

class EqDict:
    d = None

    def __hash__(self):
        return 1

    def __eq__(self, o):
        EqDict.d.clear()
        return True

def case():
    d = {1: 2}
    EqDict.d = d
    d[EqDict()] = 3
    return len(d)


show('eq clears dict', case)

def case():
    d = {}
    EqDict.d = d
    d[EqDict()] = 3
    return d.get(EqDict())


show('eq clears dict get', case)

def case():
    s = {1}
    EqDict.d = s
    return (EqDict() in s, len(s))


show('eq clears set', case)

class EqList:
    l = None

    def __eq__(self, o):
        EqList.l.clear()
        return False

def case():
    l = [EqList(), EqList(), EqList()]
    EqList.l = l
    return (l == [1, 2, 3], l)


show('eq clears list', case)

def case():
    l = [EqList(), EqList(), EqList()]
    EqList.l = l
    return (1 in l, l)


show('in clears list', case)

def case():
    l = [EqList(), EqList(), EqList()]
    EqList.l = l
    return (l.count(1), l)


show('count clears list', case)

def case():
    l = [EqList(), EqList(), EqList()]
    EqList.l = l
    l.remove(1)


show('remove clears list', case)

def case():
    l = [EqList(), EqList(), EqList()]
    EqList.l = l
    l.index(1)


show('index clears list', case)

class ReprClear:
    l = None

    def __repr__(self):
        ReprClear.l.clear()
        return 'R'

def case():
    l = [ReprClear(), ReprClear()]
    ReprClear.l = l
    return repr(l)


show('repr clears list', case)

def case():
    l = {1: ReprClear(), 2: ReprClear()}
    ReprClear.l = l
    return repr(l)


show('repr clears dict', case)

class LenHint:

    def __init__(s, v):
        s.v = v

    def __iter__(s):
        return iter([1, 2])

    def __length_hint__(s):
        return s.v

class Len:

    def __init__(s, v):
        s.v = v

    def __len__(s):
        return s.v

    def __getitem__(s, i):
        return i


show('len', lambda: len(Len(-1)))
show('len', lambda: len(Len('a')))
show('len', lambda: len(Len(10 ** 20)))
show('len', lambda: bool(Len(10 ** 20)))
show('len', lambda: len(Len(2.0)))
show('reversed', lambda: list(reversed(Len(3))))
show('slice', lambda: Len(3)[1:2])

class Ix:

    def __init__(s, v):
        s.v = v

    def __index__(s):
        return s.v


show('ix', lambda: [1, 2, 3][Ix(1)])
show('ix', lambda: [1, 2, 3][Ix('a')])
show('ix', lambda: [1, 2, 3][Ix(0):Ix(2)])

def case():
    l = [1, 2, 3]

    class I:

        def __index__(s):
            l.clear()
            return 1
    return l[I():3]


show('index clears', case)

def case():
    l = [1, 2, 3]

    class I:

        def __index__(s):
            l.clear()
            return 1
    l[I()] = 5


show('index clears set', case)

def case():
    l = [1, 2, 3]
    l[1:2] = l
    return l


show('slice self', case)

def case():
    l = [1, 2, 3]
    l.extend(l)
    l += l
    l *= 2
    return l


show('extend self', case)

def case():
    l = [1, 2, 3]

    class It:

        def __iter__(s):
            l.clear()
            return iter([7])
    l[0:2] = It()
    return l


show('slice assign clears', case)

def case():
    l = [1, 2, 3, 4]
    l[::2] = [1]


show('ext slice', case)

def case():
    l = [1, 2, 3, 4]
    del l[::-2]
    return l


show('del ext', case)

def case():

    def g():
        yield next(it)
    it = g()
    return next(it)


show('gen reentrant', case)

def case():

    def g():
        it.close()
        yield 1
    it = g()
    return next(it)


show('gen close running', case)

def case():

    def g():
        it.throw(ValueError)
        yield 1
    it = g()
    return next(it)


show('gen throw running', case)

def case():

    def g():
        try:
            yield 1
        except GeneratorExit:
            yield 2
    it = g()
    next(it)
    it.close()


show('gen ignore exit', case)

def case():

    def g():
        try:
            yield 1
        finally:
            print('fin')
    it = g()
    next(it)
    it.close()
    it.close()
    return list(it)


show('gen close', case)

def case():

    def g():
        raise StopIteration(5)
        yield
    return list(g())


show('gen stopiter', case)

def case():

    def g():
        yield 1
    it = g()
    it.send(5)


show('gen send', case)

def case():

    def g():
        x = (yield 1)
        return x
    it = g()
    next(it)
    try:
        it.send(5)
    except StopIteration as e:
        return e.value


show('gen ret', case)

def case():

    def g():
        yield from 5
    return list(g())


show('yield from 5', case)
show('throw', lambda: (x for x in []).throw(5))
show('throw', lambda: (x for x in []).throw(ValueError, 'x'))
show('throw', lambda: (x for x in []).throw(ValueError('a'), 'x'))
