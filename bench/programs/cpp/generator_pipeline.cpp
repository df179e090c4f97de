// Numbers flow through a chain of coroutines: made, filtered, changed, paired and summed.
#include <coroutine>
#include <exception>
#include <utility>
#include <vector>

#include "program.hpp"

template <class T>
class Generator {
 public:
  struct promise_type {
    T* current = nullptr;
    Generator get_return_object() { return Generator(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T&& value) {
      current = &value;
      return {};
    }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  using Handle = std::coroutine_handle<promise_type>;

  Generator(Generator&& other) : handle_(std::exchange(other.handle_, nullptr)) {}
  ~Generator() {
    if (handle_) handle_.destroy();
  }

  struct Iterator {
    Handle handle;
    T& operator*() const { return *handle.promise().current; }
    void operator++() { handle.resume(); }
    bool operator!=(std::nullptr_t) const { return !handle.done(); }
  };
  Iterator begin() {
    handle_.resume();
    return {handle_};
  }
  std::nullptr_t end() { return nullptr; }

 private:
  explicit Generator(Handle handle) : handle_(handle) {}
  Handle handle_;
};

using Pair = std::pair<long, long>;

Generator<long> numbers(long n) {
  long state = 7;
  for (long i = 0; i < n; i++) {
    state = (state * 1103 + 12345) % 65536;
    co_yield +state;
  }
}

Generator<long> without_multiples(Generator<long> source, long divisor) {
  for (long number : source) {
    if (number % divisor) co_yield +number;
  }
}

Generator<long> collatz_steps(Generator<long> source) {
  for (long number : source) co_yield number % 2 == 0 ? number / 2 : 3 * number + 1;
}

Generator<Pair> neighbours(Generator<long> source) {
  long before = 0;
  for (long number : source) {
    co_yield Pair(before, number);
    before = number;
  }
}

Generator<long> differences(Generator<Pair> source) {
  for (auto [a, b] : source) co_yield a ^ b;
}

Generator<std::vector<long>> chunks(Generator<long> source, size_t size) {
  std::vector<long> chunk;
  for (long item : source) {
    chunk.push_back(item);
    if (chunk.size() == size) {
      co_yield std::exchange(chunk, {});
    }
  }
  if (!chunk.empty()) co_yield std::move(chunk);
}

std::string work(long n) {
  long count = 0, checksum = 0;
  auto pairs = neighbours(collatz_steps(without_multiples(numbers(n), 3)));
  for (const auto& chunk : chunks(differences(std::move(pairs)), 10)) {
    long sum = 0;
    for (long number : chunk) sum += number & 1023;
    count++;
    checksum = (checksum * 31 + sum) % 1000003;
  }
  return bench::text("%ld %ld", count, checksum);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 2400000, work); }
