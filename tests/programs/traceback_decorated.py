# compare: traceback
"""Dies through a decorator, keyword arguments and a static method."""


def logged(function):
    def wrapper(*args, **kwargs):
        print("calling", function.__name__)
        return function(*args, **kwargs)
    return wrapper


class Tools:
    @staticmethod
    @logged
    def ratio(a, *, by):
        return a / by


print(Tools.ratio(6, by=3))
print(Tools.ratio(6, by="3"))
