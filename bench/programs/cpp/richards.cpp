// A small workshop: tasks of five kinds pass jobs around; a scheduler runs the most urgent.
#include <array>
#include <memory>
#include <vector>

#include "program.hpp"

struct Job {
  explicit Job(long number) : number(number) {}
  long number;
  Job* next = nullptr;
  long stage = 0;
  std::array<long, 4> marks{};
};

struct Workshop;

struct Task {
  explicit Task(Workshop& workshop) : workshop(workshop) {}
  virtual ~Task() = default;
  virtual bool is_ready() const { return !asleep && first; }
  virtual void run() = 0;

  void receive(Job* job) {
    job->next = nullptr;
    (first ? last->next : first) = job;
    last = job;
  }

  Job* take() {
    Job* job = first;
    first = job->next;
    return job;
  }

  Workshop& workshop;
  Job *first = nullptr, *last = nullptr;
  bool asleep = false;
  long runs = 0;
};

struct Packer : Task {
  using Task::Task;
  void run() override;
  long packed = 0, checksum = 0;
};

struct Machine : Task {
  Machine(Workshop& workshop, long strength) : Task(workshop), strength(strength) {}
  void run() override;
  long strength;
};

struct Carrier : Task {
  using Task::Task;
  void run() override;
};

struct Planner : Task {
  using Task::Task;
  void run() override;
  long planned = 0;
};

struct Clock : Task {
  using Task::Task;
  bool is_ready() const override { return true; }
  void run() override;
  long state = 1;
};

struct Workshop {
  explicit Workshop(long number_of_jobs) {
    for (long strength : {3, 5, 7}) machines.push_back(std::make_unique<Machine>(*this, strength));
    tasks.push_back(&packer);
    for (auto& machine : machines) tasks.push_back(machine.get());
    tasks.insert(tasks.end(), {&carrier, &planner, &clock});
    for (long number = 0; number < number_of_jobs; number++) {
      jobs.push_back(std::make_unique<Job>(number));
      planner.receive(jobs.back().get());
    }
  }

  void schedule(long steps) {
    for (long step = 0; step < steps; step++) {
      for (Task* task : tasks) {
        if (task->is_ready()) {
          task->runs++;
          task->run();
          break;
        }
      }
    }
  }

  Packer packer{*this};
  std::vector<std::unique_ptr<Machine>> machines;
  Carrier carrier{*this};
  Planner planner{*this};
  Clock clock{*this};
  std::vector<Task*> tasks;
  std::vector<std::unique_ptr<Job>> jobs;
};

void Packer::run() {
  Job* job = take();
  packed++;
  for (long& mark : job->marks) {
    checksum = (checksum * 5 + mark + job->number) % 1000003;
    mark = 0;
  }
  workshop.planner.receive(job);
}

void Machine::run() {
  Job* job = take();
  job->marks[job->stage] += strength;
  job->stage++;
  asleep = true;
  workshop.carrier.receive(job);
}

void Carrier::run() {
  Job* job = take();
  if (job->stage == 4) {
    workshop.packer.receive(job);
  } else {
    workshop.machines[(job->number + job->stage) % long(workshop.machines.size())]->receive(job);
  }
}

void Planner::run() {
  Job* job = take();
  planned++;
  job->stage = planned & 1;
  workshop.carrier.receive(job);
}

void Clock::run() {
  state = (state * 75 + 74) % 65537;
  workshop.machines[state % long(workshop.machines.size())]->asleep = false;
}

std::string work(long n) {
  Workshop workshop(9);
  workshop.schedule(n);
  long runs = 0;
  for (Task* task : workshop.tasks) runs = (runs * 31 + task->runs) % 1000003;
  return bench::text("%ld %ld %ld", workshop.packer.packed, workshop.packer.checksum, runs);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 1000000, work); }
