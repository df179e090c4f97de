// Exceptions on the hot path: orders are checked by functions that throw, of several kinds.
#include <stdexcept>
#include <unordered_map>

#include "program.hpp"

struct Refused : std::runtime_error {
  Refused(const char* reason, long cost) : std::runtime_error(reason), cost(cost) {}
  long cost;
};
struct OutOfStock : Refused {
  using Refused::Refused;
};
struct TooLarge : Refused {
  using Refused::Refused;
};
struct Unknown : std::out_of_range {
  explicit Unknown(long item) : std::out_of_range("no such item"), item(item) {}
  long item;
};

using Stock = std::unordered_map<long, long>;

long take_from(Stock& stock, long item, long amount) {
  if (amount > 8) throw TooLarge("too large", amount);
  auto found = stock.find(item);
  if (found == stock.end()) throw Unknown(item);
  long left = found->second - amount;
  if (left < 0) throw OutOfStock("out of stock", 1);
  found->second = left;
  return amount;
}

struct CountOnLeaving {
  long& count;
  ~CountOnLeaving() { count++; }
};

long serve(Stock& stock, long item, long amount, long& log) {
  CountOnLeaving leaving{log};
  try {
    return take_from(stock, item, amount);
  } catch (const OutOfStock& refusal) {
    stock[item] = 20;
    return -refusal.cost;
  }
}

std::string work(long n) {
  Stock stock;
  for (long number = 0; number < 12; number++) stock[number] = 20;
  long log = 0, served = 0, refused = 0, unknown = 0, state = 0;
  for (long i = 0; i < n; i++) {
    state = (state * 1103 + 12345) % 65536;
    try {
      served += serve(stock, (state >> 4) % 13, (state >> 8) % 10, log);
    } catch (const Unknown& error) {
      unknown += error.item;
    } catch (const Refused& refusal) {
      refused += refusal.cost;
    }
  }
  return bench::text("%ld %ld %ld %ld", served, refused, unknown, log);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 1400000, work); }
