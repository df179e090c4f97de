// Five bodies pull at one another; prints the energy before and after n steps.
#include <array>
#include <cmath>

#include "program.hpp"

struct Body {
  double x, y, z, vx, vy, vz, mass;
  Body(double distance, double height, double mass)
      : x(distance),
        y(0),
        z(height),
        vx(0),
        vy(distance ? std::sqrt(40.0 / distance) : 0.0),
        vz(0),
        mass(mass) {}
};

using System = std::array<Body, 5>;

System make_system() {
  System bodies{Body(0.0, 0.0, 40.0), Body(4.8, 0.1, 0.038), Body(8.3, -0.4, 0.011),
                Body(15.0, 0.2, 0.0017), Body(25.9, 0.8, 0.002)};
  for (size_t i = 1; i < bodies.size(); i++) {
    bodies[0].vy -= bodies[i].vy * bodies[i].mass / bodies[0].mass;
  }
  return bodies;
}

void advance(System& bodies, double dt) {
  for (size_t i = 0; i < bodies.size(); i++) {
    for (size_t j = i + 1; j < bodies.size(); j++) {
      Body &a = bodies[i], &b = bodies[j];
      double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      double square = dx * dx + dy * dy + dz * dz;
      double pull = dt / (square * std::sqrt(square));
      double of_a = a.mass * pull, of_b = b.mass * pull;
      a.vx -= dx * of_b;
      a.vy -= dy * of_b;
      a.vz -= dz * of_b;
      b.vx += dx * of_a;
      b.vy += dy * of_a;
      b.vz += dz * of_a;
    }
  }
  for (Body& body : bodies) {
    body.x += dt * body.vx;
    body.y += dt * body.vy;
    body.z += dt * body.vz;
  }
}

double energy(const System& bodies) {
  double total = 0;
  for (const Body& body : bodies) {
    total += 0.5 * body.mass * (body.vx * body.vx + body.vy * body.vy + body.vz * body.vz);
  }
  for (size_t i = 0; i < bodies.size(); i++) {
    for (size_t j = i + 1; j < bodies.size(); j++) {
      const Body &a = bodies[i], &b = bodies[j];
      double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      total -= a.mass * b.mass / std::sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return total;
}

std::string work(long n) {
  System bodies = make_system();
  double before = energy(bodies);
  for (long i = 0; i < n; i++) advance(bodies, 0.01);
  return bench::text("%.9f %.9f", before, energy(bodies));
}

int main(int argc, char** argv) { return bench::run(argc, argv, 180000, work); }
