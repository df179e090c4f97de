# Metaclasses, slots, descriptors and other protocols at their edges.
import sys

def show(name, f):
    try:
        print(name, f())
    except BaseException as e:
        print(name, type(e).__name__, e)

class M(type):

    def __new__(m, n, b, d, **k):
        return super().__new__(m, n, b, d)

    def __init__(c, n, b, d, **k):
        pass

    def __getattr__(c, n):
        return n + '!'

    def __len__(c):
        return 7

    def __iter__(c):
        return iter('ab')

    def __getitem__(c, i):
        return i

    def __contains__(c, i):
        return True

    def __call__(c, *a):
        return ('called', case)

    def __add__(c, o):
        return 'add'

    def __eq__(c, o):
        return True

    def __hash__(c):
        return 3

    def __bool__(c):
        return False

    def __repr__(c):
        return '<M>'

    def __instancecheck__(c, o):
        return o == 1

    def __subclasscheck__(c, o):
        return True

    def __dir__(c):
        return ['z', 'y']

class X(metaclass=M, a=1):
    pass


show('meta', lambda: (X.foo, len(X), list(X), X[3], 5 in X, X(1), X + 1, X == 3, hash(X), bool(X), X, isinstance(1, X), isinstance(2, X),
                      issubclass(int, X), dir(X)))

def case():

    class P(M):

        @classmethod
        def __prepare__(m, n, b):
            print('prep', n)
            return {'q': 1}

    class Y(metaclass=P):
        r = q + 1
    return (Y.r, Y.q)


show('prepare', case)

def case():

    class Y(metaclass=lambda n, b, d: (n, b, sorted(d))):
        z = 1
    return Y


show('func meta', case)

class S:
    __slots__ = ('a', 'b')

def case():
    s = S()
    s.a = 1
    s.c = 2


show('slots', case)
show('slots', lambda: S().a)

def case():

    class S2(S):
        pass
    s = S2()
    s.a = 1
    s.c = 2
    return (s.a, s.c)


show('slots sub', case)

def case():

    class S3:
        __slots__ = ('a',)
        case = 1


show('slots conflict', case)

def case():

    class S3:
        __slots__ = ('1a',)


show('slots ident', case)

def case():

    class S3:
        __slots__ = 5


show('slots 5', case)
show('int+str', lambda: type('Z', (int, str), {}))
show('bool sub', lambda: type('Z', (bool,), {}))
show('none sub', lambda: type('Z', (type(None),), {}))
show('func sub', lambda: type('Z', (type(case),), {}))
show('dup base', lambda: type('Z', (int, int), {}))
show('mro', lambda: type('Z', (object, int), {}))
show('type3', lambda: type(5, (), {}))
show('type3', lambda: type('a', 5, {}))
show('type3', lambda: type('a', (), 5))
show('type2', lambda: type(1, 2))

class IS:

    def __init_subclass__(cls, **k):
        super().__init_subclass__()
        print('sub', cls.__name__, k)

def case():

    class J(IS, x=1):
        pass


show('init_subclass', case)

class SN:

    def __set_name__(s, o, n):
        print('set_name', o.__name__, n)

def case():

    class J:
        q = SN()
        r = SN()


show('set_name', case)

class SNB:

    def __set_name__(s, o, n):
        1 / 0

def case():

    class J:
        q = SNB()


show('set_name bad', case)

class Desc:

    def __get__(s, o, t):
        return ('get', o is None, t.__name__)

    def __set__(s, o, v):
        print('set', v)

    def __delete__(s, o):
        print('del')

class DC:
    d = Desc()

def case():
    x = DC()
    x.__dict__['d'] = 5
    x.d = 3
    del x.d
    return (x.d, DC.d)


show('desc', case)

class ND:

    def __get__(s, o, t):
        return 1

class NC:
    d = ND()

def case():
    x = NC()
    y = x.d
    x.d = 7
    return (y, x.d)


show('nondata', case)

def case():
    x = NC()
    x.__class__ = DC
    return (x.d, type(x).__name__)


show('set class', case)

def case():
    x = NC()
    x.__class__ = int


show('set class int', case)

def case():
    x = 5
    x.__class__ = NC


show('int class', case)

def case():
    x = NC()
    x.__dict__ = {'z': 1}
    return x.z


show('set dict', case)

def case():
    x = NC()
    x.__dict__ = 5


show('set dict5', case)

def case():

    def f(x=1):
        return x
    f.__defaults__ = (9,)
    return f()


show('defaults', case)

def case():

    class Z:
        __hash__ = None
    return {Z(): 1}


show('hash none', case)

def case():

    class Z:

        def __eq__(s, o):
            return True
    return hash(Z())


show('eq no hash', case)

def case():

    class Z:
        __iter__ = None

        def __getitem__(s, i):
            return 1
    return list(Z())


show('iter none', case)

def case():

    class Z:

        def __iter__(s):
            return 5
    return list(Z())


show('iter 5', case)

def case():

    class Z:

        def __enter__(s):
            return s
    with Z():
        pass


show('no exit', case)

def case():
    with 5:
        pass


show('with 5', case)

def case():

    class Z:

        def __enter__(s):
            return s

        def __exit__(s, *a):
            raise KeyError('exit')
    with Z():
        1 / 0


show('exit raises', case)

def case():
    raise 5


show('raise 5', case)

def case():
    raise ValueError from 5


show('raise from 5', case)

def case():

    class E(Exception):

        def __new__(c):
            return 5
    raise E


show('raise new', case)

def case():
    try:
        1 / 0
    except 5:
        pass


show('except 5', case)

def case():
    try:
        1 / 0
    except (ValueError, 5):
        pass


show('except tuple', case)

def case():

    class Z:

        def __new__(c):
            return 5

        def __init__(s):
            print('no')
    return Z()


show('new 5', case)

def case():

    class Z:

        def __init__(s):
            return 5
    return Z()


show('init 5', case)
show('object arg', lambda: object(1))

def case():

    class Z:
        pass
    return Z(1)


show('class arg', case)
show('super', lambda: super())

def case():

    class Z:

        def f():
            return super()
    return Z.f()


show('super no arg', case)
show('super', lambda: super(5))
show('super', lambda: super(int, 'a'))

def case():

    class Z:

        def __getattribute__(s, n):
            raise AttributeError('x')

        def __getattr__(s, n):
            return n
    return Z().foo


show('getattribute', case)

def case():
    del case.x


show('del unbound', case)
show('exec', lambda: exec('x=1', {}, 5))
show('exec', lambda: exec('x=1', 5))
show('exec', lambda: exec(5))
show('eval', lambda: eval('x', {'x': 1}))
show('compile', lambda: compile('1', 'f', 'zzz'))
show('import', lambda: __import__('nosuch'))
show('import', lambda: __import__(''))
show('import', lambda: __import__(5))
show('print', lambda: print(1, sep=5))
show('print', lambda: print(1, end=5))
show('print', lambda: print(1, file=5))
show('print', lambda: print(1, foo=5))
show('setrec', lambda: sys.setrecursionlimit(0))
show('setrec', lambda: sys.setrecursionlimit(-1))
show('setrec', lambda: sys.setrecursionlimit('a'))
show('exit', lambda: sys.exit('bye'))

def case():
    global case
    del case
    return 1


show('del self', case)

def case():
    import sys
    m = sys.modules['sys']
    m.foo = 1
    return m.foo


show('sys attr', case)

def case():
    import builtins
    builtins.len2 = len
    return len2([1])


show('builtins attr', case)

def case():
    import builtins
    old = builtins.len
    builtins.len = lambda x: 99
    try:
        return len([1])
    finally:
        builtins.len = old


show('builtins len', case)
print(len([1]))
