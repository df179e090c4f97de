"""The Mandelbrot set on n by n points: how many stay, and how long the others take to go."""

import sys

LIMIT = 50


def steps_inside(cr, ci):
    zr = zi = 0.0
    for step in range(LIMIT):
        rr = zr * zr
        ii = zi * zi
        if rr + ii > 4.0:
            return step
        zi = 2.0 * zr * zi + ci
        zr = rr - ii + cr
    return LIMIT


def main(n):
    inside = steps = 0
    for row in range(n):
        ci = 2.0 * row / n - 1.0
        for column in range(n):
            taken = steps_inside(3.0 * column / n - 2.0, ci)
            if taken == LIMIT:
                inside += 1
            else:
                steps += taken
    return "%d %d" % (inside, steps)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 640))
