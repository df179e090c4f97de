# compare: traceback
"""Dies of an exception class with text of several lines, raised by a method in a lambda."""


class Broken(Exception):
    pass


class Machine:
    def run(self, job):
        return job(self)

    def fail(self):
        raise Broken("first line\nsecond line")


machine = Machine()
machine.run(lambda m: [m.fail() for _ in range(2)])
