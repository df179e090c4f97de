"""Five bodies pull at one another; prints the energy before and after n steps."""

import math
import sys


class Body:
    def __init__(self, distance, height, mass):
        speed = math.sqrt(40.0 / distance) if distance else 0.0
        self.x, self.y, self.z = distance, 0.0, height
        self.vx, self.vy, self.vz = 0.0, speed, 0.0
        self.mass = mass


def make_system():
    sun = Body(0.0, 0.0, 40.0)
    planets = [
        Body(4.8, 0.1, 0.038),
        Body(8.3, -0.4, 0.011),
        Body(15.0, 0.2, 0.0017),
        Body(25.9, 0.8, 0.002),
    ]
    for planet in planets:
        sun.vy -= planet.vy * planet.mass / sun.mass
    return [sun] + planets


def advance(bodies, pairs, dt):
    for a, b in pairs:
        dx = a.x - b.x
        dy = a.y - b.y
        dz = a.z - b.z
        square = dx * dx + dy * dy + dz * dz
        pull = dt / (square * math.sqrt(square))
        of_a = a.mass * pull
        of_b = b.mass * pull
        a.vx -= dx * of_b
        a.vy -= dy * of_b
        a.vz -= dz * of_b
        b.vx += dx * of_a
        b.vy += dy * of_a
        b.vz += dz * of_a
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy
        body.z += dt * body.vz


def energy(bodies, pairs):
    total = 0.0
    for body in bodies:
        total += 0.5 * body.mass * (body.vx * body.vx + body.vy * body.vy + body.vz * body.vz)
    for a, b in pairs:
        dx = a.x - b.x
        dy = a.y - b.y
        dz = a.z - b.z
        total -= a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def main(n):
    bodies = make_system()
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    before = energy(bodies, pairs)
    for _ in range(n):
        advance(bodies, pairs, 0.01)
    return "%.9f %.9f" % (before, energy(bodies, pairs))


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 180000))
