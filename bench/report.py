"""Turns figures into tables of text and one JSON document."""

import math

TITLES = {"cpython": "CPython", "pypy": "PyPy", "cpp": "C++"}
JITS = ("trace", "pe")
BEST = "best"  # of the two, program by program


def title(name):
    return TITLES.get(name, name)


def geometric_mean(ratios):
    ratios = [ratio for ratio in ratios if ratio]
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else None


def ratio(value, base):
    return value / base if value and base else None


def cell(value, form):
    return "-" if value is None else format(value, form)


def table(heading, columns, rows):
    """Lines of text: the first column to the left, the others to the right."""
    cells = [columns, *rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    lines = ["", heading]
    for row in cells:
        rest = (text.rjust(width) for text, width in zip(row[1:], widths[1:]))
        lines.append("  ".join([row[0].ljust(widths[0]), *rest]).rstrip())
    return lines


# One entry a measure: its heading, how to take it from Figures, its unit as a factor, its format,
# and whether its ratios are printed, too.
MEASURES = {
    "whole": ("Whole process, the work of about one second of CPython (seconds)",
              lambda figures: figures.best_whole(), 1, ".3f", True),
    "first_second": ("First second's work, warm-up included, start-up not (seconds)",
                     lambda figures: figures.first_second, 1, ".3f", True),
    "steady": ("Steady state, one iteration (milliseconds, the fastest)",
               lambda figures: figures.steady()[0], 1e3, ".3f", True),
    "steady_median": ("Steady state, one iteration (milliseconds, the median)",
                      lambda figures: figures.steady()[1], 1e3, ".3f", False),
    "peak": ("Peak memory of the whole process (MiB)",
             lambda figures: figures.peak(), 1 / 1024, ".1f", True),
    "own_peak": ("Peak memory without LLVM's library (MiB)",
                 lambda figures: figures.own_peak(), 1 / 1024, ".1f", True),
    "specialiser": ("Specialiser's time, of LLVM's (ratio)",
                    lambda figures: ratio(figures.specialising, figures.compiling), 1, ".3f", False),
}


class Report:
    """`results` maps a program to its Figures by contender; `sizes` tells its family."""

    def __init__(self, names, sizes, results):
        self.names, self.sizes, self.results = names, sizes, results
        self.own = [name for name in names if name not in TITLES]
        judged = [*self.own, BEST] if all(jit in names for jit in JITS) else self.own
        self.pairs = [(own, peer) for own in judged for peer in names if peer in TITLES]

    def value(self, measure, program, name):
        if name == BEST:
            return self.value(measure, program, self.best(measure, program))
        return MEASURES[measure][1](self.results[program][name])

    def best(self, measure, program):
        """Which JIT needs less; the first of them if neither has a figure."""
        values = {jit: self.value(measure, program, jit) for jit in JITS}
        return min(JITS, key=lambda jit: math.inf if values[jit] is None else values[jit])

    def ratios(self, measure, own, peer, family=None):
        return [ratio(self.value(measure, program, own), self.value(measure, program, peer))
                for program in self.results
                if family is None or self.sizes[program]["family"] == family]

    def families(self):
        return sorted({self.sizes[program]["family"] for program in self.results})

    def values_table(self, measure):
        heading, _, factor, form, _ = MEASURES[measure]
        rows = []
        for program in self.results:
            values = [self.value(measure, program, name) for name in self.names]
            rows.append([program, *(cell(value and value * factor, form) for value in values)])
        return table(heading, ["program", *map(title, self.names)], rows)

    def ratios_table(self, measure):
        heading = MEASURES[measure][0].partition(" (")[0] + ": ratios, below 1 is better"
        with_best = any(own == BEST for own, _ in self.pairs)
        columns = ["program", *(f"{own}/{title(peer)}" for own, peer in self.pairs)]
        columns += [BEST] * with_best
        rows = []
        for program in self.results:
            ratios = (ratio(self.value(measure, program, own), self.value(measure, program, peer))
                      for own, peer in self.pairs)
            which = [self.best(measure, program)] if with_best else []
            rows.append([program, *(cell(one, ".2f") for one in ratios), *which])
        for family in [*self.families(), None]:
            label = f"  mean, {family}" if family else "  mean of all"
            means = (geometric_mean(self.ratios(measure, *pair, family)) for pair in self.pairs)
            rows.append([label, *(cell(mean, ".2f") for mean in means), *[""] * with_best])
        return table(heading, columns, rows)

    def failures(self):
        return [(program, name, figures.failure) for program, by_name in self.results.items()
                for name, figures in by_name.items() if figures.failure]

    def text(self, start_up):
        lines = []
        for measure in MEASURES:
            lines += self.values_table(measure)
            if self.pairs and MEASURES[measure][4]:
                lines += self.ratios_table(measure)
        mapped = [[program, *(f"{by_name[name].mapped_kib / 1024:.1f}" for name in self.own)]
                  for program, by_name in self.results.items()]
        if any(by_name[name].mapped_kib for by_name in self.results.values() for name in self.own):
            lines += table("Of that, LLVM's library (MiB resident at most)",
                           ["program", *self.own], mapped)
        if start_up:
            rows = [[title(name), f"{min(times) * 1e3:.2f}",
                     f"{sorted(times)[len(times) // 2] * 1e3:.2f}"]
                    for name, times in start_up.items()]
            lines += table("Start-up, -c pass (milliseconds)", ["", "fastest", "median"], rows)
        for program, name, failure in self.failures():
            lines.append(f"failed: {program} {title(name)}: {failure}")
        return "\n".join(lines)

    def document(self, start_up, circumstances):
        """Everything as plain data: raw figures, ratios and their means."""
        programs = {
            program: {name: {"failure": figures.failure, "whole": figures.whole,
                             "peak_kib": figures.peak_kib, "mapped_kib": figures.mapped_kib,
                             "specialising": figures.specialising, "compiling": figures.compiling,
                             "first_second": figures.first_second, "steady": figures.steady()[0],
                             "steady_median": figures.steady()[1], "iterations": figures.iterations}
                      for name, figures in by_name.items()}
            for program, by_name in self.results.items()}
        means = {measure: {f"{own}/{peer}": {family or "all": geometric_mean(
                               self.ratios(measure, own, peer, family))
                               for family in [*self.families(), None]}
                           for own, peer in self.pairs}
                 for measure in MEASURES}
        return {"circumstances": circumstances, "sizes": {p: self.sizes[p] for p in self.results},
                "programs": programs, "geometric_means": means, "start_up": start_up}
