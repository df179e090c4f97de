#!/usr/bin/python3.11
"""PE against tracing on the example interpreters: same interpreter, same optimiser, same code generator.

    ./triptych bench examples                     every program of examples/, in the modes off, trace, pe, all
    ./triptych bench examples --json F --svg F    the figures, and a plot of the steady times

Each program runs in one process again and again for a while (--seconds). Steady is the fastest run of the last third;
peak is how long it took from the start to the first run within a tenth of that. Nothing is cached between processes.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODES = ["off", "trace", "pe", "all"]
COLOURS = {"off": "#999999", "trace": "#d08040", "pe": "#4070c0", "all": "#40a070"}


def programs(names):
    for expected in sorted(ROOT.glob("examples/*/programs/*.out")):
        program = next(it for it in expected.parent.glob(expected.stem + ".*") if it.suffix != ".out")
        if "status " in expected.read_text(errors="replace") or (names and expected.stem not in names):
            continue
        yield program


def run(build, program, mode, times):
    language = program.parent.parent.name
    result = subprocess.run([build / "examples" / language, "run", program, "--jit", mode, "--times", str(times)],
                            capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)
    return json.loads(result.stdout) if result.returncode == 0 else None


def measure(build, program, mode, seconds):
    """How often fits into the time is found out first."""
    times = 1
    while True:
        found = run(build, program, mode, times)
        total = sum(found["times"])
        if total > seconds * 0.6 or times >= 20000:
            break
        times = min(20000, max(times * 2, int(times * seconds / max(total, 1e-6))))
    runs = found.pop("times")
    steady = min(runs[-max(1, len(runs) // 3):])
    elapsed = 0.0
    for one in runs:
        elapsed += one
        if one <= steady * 1.1:
            break
    found.pop("start")
    return {"steady": steady, "peak": elapsed, "first": runs[0], "runs": len(runs), **found}


def line(cells):
    return "  ".join(str(cell).ljust(24) if i == 0 else str(cell).rjust(9) for i, cell in enumerate(cells))


def plot(results):
    """Bars of steady time as a share of `off`, shorter is faster; a logarithmic scale."""
    import math
    height, left, width = 16, 190, 560
    rows, y = [], 40
    for name, modes in results.items():
        rows.append(f'<text x="{left - 8}" y="{y + 22}" text-anchor="end">{name}</text>')
        for mode in MODES:
            if mode not in modes:
                continue
            share = modes[mode]["steady"] / modes["off"]["steady"]
            length = max(2, width * (1 + math.log10(max(share, 0.001)) / 3))
            rows.append(f'<rect x="{left}" y="{y}" width="{length:.0f}" height="{height - 4}" fill="{COLOURS[mode]}"/>'
                        f'<text x="{left + length + 4:.0f}" y="{y + 10}" font-size="10">{share:.3f}</text>')
            y += height - 2
        y += 8
    legend = "".join(f'<rect x="{left + 90 * i}" y="12" width="12" height="12" fill="{COLOURS[m]}"/>'
                     f'<text x="{left + 90 * i + 18}" y="22">{m}</text>' for i, m in enumerate(MODES))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 60}" height="{y + 10}" '
            f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
            f'{legend}{"".join(rows)}</svg>\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="*", help="names of programs (default: all)")
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--seconds", type=float, default=2, help="for each program and mode")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    options = parser.parse_args()
    results = {}
    print(line(["program", "mode", "steady ms", "to off", "peak s", "spec ms", "LLVM ms", "regions", "versions", "exits",
                "left", "nodes", "bytes"]))
    for program in programs(options.programs):
        name = f"{program.parent.parent.name}/{program.stem}"
        for mode in options.modes.split(","):
            try:
                found = measure(options.build, program, mode, options.seconds)
            except (subprocess.TimeoutExpired, TypeError):
                print(line([name, mode, "failed"]))
                continue
            results.setdefault(name, {})[mode] = found
            share = found["steady"] / results[name].get("off", found)["steady"]
            print(line([name, mode, f"{found['steady'] * 1e3:.3f}", f"{share:.3f}", f"{found['peak']:.2f}",
                        f"{found['specialise'] * 1e3:.1f}", f"{found['llvm'] * 1e3:.1f}", found["regions"],
                        found["versions"], found["exits"], found["left"], found["nodes"], found["code_bytes"]]), flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    if options.svg:
        options.svg.write_text(plot({name: it for name, it in results.items() if "off" in it}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
