"""What the figures are to reach, as ratios in one run, and whether they do.

Each aim is one row: a sentence, the ratio it is about, over which programs, whether the mean or the
worst counts, and the limit. "best" is the faster JIT of the two, program by program.
"""

from dataclasses import dataclass

from report import BEST, cell, geometric_mean, ratio

NEAR_CPP = ("nbody", "mandelbrot", "spectral_norm")


@dataclass(frozen=True)
class Aim:
    sentence: str
    measure: str
    own: str
    peer: str
    limit: float
    worst: bool = True
    programs: tuple = ()
    family: str | None = None


AIMS = (
    Aim("interpreter against CPython, mean", "steady", "off", "cpython", 1.0, worst=False),
    Aim("interpreter against CPython, worst", "steady", "off", "cpython", 1.5),
    Aim("steady state against PyPy, numeric, worst", "steady", BEST, "pypy", 1.0, family="numeric"),
    Aim("steady state against PyPy, recursive, worst", "steady", BEST, "pypy", 1.0,
        family="recursive"),
    Aim("steady state against PyPy, mean", "steady", BEST, "pypy", 1.5, worst=False),
    Aim("steady state against C++, worst of three", "steady", BEST, "cpp", 2.0, programs=NEAR_CPP),
    Aim("whole process against CPython, worst", "whole", BEST, "cpython", 1.0),
    Aim("peak memory of the interpreter against CPython, worst", "peak", "off", "cpython", 2.0),
    Aim("peak memory with trace, LLVM apart, against PyPy, worst", "own_peak", "trace", "pypy", 1.0),
    Aim("peak memory with pe, LLVM apart, against PyPy, worst", "own_peak", "pe", "pypy", 1.0),
)


def judge(aim, report):
    """One row of the table, or None if this run has no figures for the aim."""
    ratios = {}
    if {aim.own, aim.peer} <= {name for pair in report.pairs for name in pair}:
        for program in report.results:
            in_family = aim.family in (None, report.sizes[program]["family"])
            if in_family and (not aim.programs or program in aim.programs):
                value = ratio(report.value(aim.measure, program, aim.own),
                              report.value(aim.measure, program, aim.peer))
                if value is not None:
                    ratios[program] = value
    if not ratios:
        return None
    worst = max(ratios, key=ratios.get)
    figure = ratios[worst] if aim.worst else geometric_mean(ratios.values())
    return [aim.sentence, cell(figure, ".2f"), cell(aim.limit, ".2f"),
            "reached" if figure <= aim.limit else "missed", f"{worst} {ratios[worst]:.2f}"]


def start_up_row(start_up):
    if "cpython" not in start_up or "off" not in start_up:
        return []
    figure = min(start_up["off"]) / min(start_up["cpython"])
    return [["start-up against CPython's", cell(figure, ".2f"), "1.00",
             "reached" if figure <= 1 else "missed", ""]]


def specialiser_row(report):
    """Its time against LLVM's, over all programs of a run and all modes."""
    figures = [own for by_name in report.results.values() for own in by_name.values()]
    total = ratio(sum(own.specialising for own in figures), sum(own.compiling for own in figures))
    if total is None:
        return []
    return [["specialiser's time, of LLVM's, in all", cell(total, ".2f"), "0.10",
             "reached" if total <= 0.10 else "missed", ""]]


def rows(report, start_up):
    judged = (judge(aim, report) for aim in AIMS)
    return [row for row in judged if row] + start_up_row(start_up) + specialiser_row(report)
