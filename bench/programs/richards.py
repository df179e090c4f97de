"""A small workshop: tasks of five kinds pass jobs around; a scheduler runs the most urgent.

The mix is that of an operating system's kernel: virtual calls on tasks of several classes, linked
queues, flags, little arithmetic. n is the number of steps that the scheduler takes.
"""

import sys


class Job:
    def __init__(self, number):
        self.number = number
        self.next = None
        self.stage = 0
        self.marks = [0, 0, 0, 0]


class Task:
    def __init__(self, workshop):
        self.workshop = workshop
        self.first = None
        self.last = None
        self.asleep = False
        self.runs = 0

    def is_ready(self):
        return not self.asleep and self.first is not None

    def receive(self, job):
        job.next = None
        if self.first is None:
            self.first = job
        else:
            self.last.next = job
        self.last = job

    def take(self):
        job = self.first
        self.first = job.next
        return job

    def run(self):
        raise NotImplementedError


class Packer(Task):
    """Ends a job's life: adds up its marks, wipes them and hands it back to the planner."""

    def __init__(self, workshop):
        super().__init__(workshop)
        self.packed = 0
        self.checksum = 0

    def run(self):
        job = self.take()
        self.packed += 1
        for i in range(4):
            self.checksum = (self.checksum * 5 + job.marks[i] + job.number) % 1000003
            job.marks[i] = 0
        self.workshop.planner.receive(job)


class Machine(Task):
    """Works on one job at a time, and sleeps after each until the clock wakes it."""

    def __init__(self, workshop, strength):
        super().__init__(workshop)
        self.strength = strength

    def run(self):
        job = self.take()
        job.marks[job.stage] += self.strength
        job.stage += 1
        self.asleep = True
        self.workshop.carrier.receive(job)


class Carrier(Task):
    """Takes a job to its next machine, or to the packer when it has been everywhere."""

    def run(self):
        job = self.take()
        if job.stage == 4:
            self.workshop.packer.receive(job)
        else:
            machines = self.workshop.machines
            machines[(job.number + job.stage) % len(machines)].receive(job)


class Planner(Task):
    """Starts jobs again, odd ones with a stage skipped."""

    def __init__(self, workshop):
        super().__init__(workshop)
        self.planned = 0

    def run(self):
        job = self.take()
        self.planned += 1
        job.stage = self.planned & 1
        self.workshop.carrier.receive(job)


class Clock(Task):
    """Always ready and least urgent: when nothing else can run, it wakes a machine."""

    def __init__(self, workshop):
        super().__init__(workshop)
        self.state = 1

    def is_ready(self):
        return True

    def run(self):
        self.state = (self.state * 75 + 74) % 65537
        machines = self.workshop.machines
        machines[self.state % len(machines)].asleep = False


class Workshop:
    def __init__(self, jobs):
        self.packer = Packer(self)
        self.machines = [Machine(self, strength) for strength in (3, 5, 7)]
        self.carrier = Carrier(self)
        self.planner = Planner(self)
        self.clock = Clock(self)
        self.tasks = [self.packer] + self.machines + [self.carrier, self.planner, self.clock]
        for number in range(jobs):
            self.planner.receive(Job(number))

    def schedule(self, steps):
        tasks = self.tasks
        for _ in range(steps):
            for task in tasks:
                if task.is_ready():
                    task.runs += 1
                    task.run()
                    break


def main(n):
    workshop = Workshop(9)
    workshop.schedule(n)
    runs = 0
    for task in workshop.tasks:
        runs = (runs * 31 + task.runs) % 1000003
    return "%d %d %d" % (workshop.packer.packed, workshop.packer.checksum, runs)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000000))
