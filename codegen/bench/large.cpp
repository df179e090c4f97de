#include "codegen/bench/large.hpp"

#include <array>
#include <sstream>

namespace codegen::bench {

namespace {

template <class... T>
std::string text(const T&... parts) {
  std::ostringstream stream;
  (stream << ... << parts);
  return stream.str();
}

constexpr int slots = 12;  // Integers in the even ones, floats in the odd ones.

class Writer {
 public:
  std::string run(int steps) {
    body_ =
        "program @large\nuses @box_float(f64) -> ref allocates\nfloats boxed as Float by @box_float\n"
        "b0(%0: i64, %1: ref):\n  jump b1(0";
    for (int slot = 0; slot < slots; ++slot) body_ += slot % 2 == 0 ? ", 3" : ", 1.5";
    body_ += ")\nb1(%2: i64";
    for (int slot = 0; slot < slots; ++slot) {
      values_[slot] = next_++;
      body_ += text(", %", values_[slot], ": ", (slot % 2 == 0 ? "i64" : "f64"));
    }
    body_ += "):\n";
    for (int step = 0; step < steps; ++step) write_step(step);
    finish();
    return body_ + exits_;
  }

 private:
  int operation(const std::string& what) {
    body_ += text("  %", next_, " = ", what, "\n");
    return next_++;
  }

  void guard(const char* kind, int condition) {
    body_ += text("  ", kind, " %", condition, " -> exit ", exit_count_, "\n");
    exits_ += text("exit ", exit_count_++, ": never seen\n  saved %0, %1, %2");
    for (int value : values_) exits_ += text(", %", value);
    exits_ += "\n";
  }

  void write_step(int step) {
    int& integer = values_[step % (slots / 2) * 2];
    const int other = values_[(step * 5 + 2) % (slots / 2) * 2];
    int& number = values_[step % (slots / 2) * 2 + 1];
    const int another = values_[(step * 7 + 2) % (slots / 2) * 2 + 1];
    switch (step % 4) {
      case 0: {
        const int masked = operation(text("int_and %", other, ", 0xffff"));
        const int sum = operation(text("int_add %", integer, ", %", masked));
        guard("guard_false", operation(text("int_add_overflows %", integer, ", %", masked)));
        integer = sum;
        break;
      }
      case 1: {
        const int sum = operation(text("float_add %", number, ", %", another));
        number = operation(text("float_mul %", sum, ", 0.5"));
        guard("guard_true", operation(text("float_lt %", number, ", 1000000000.0")));
        break;
      }
      case 2: {
        const int length = operation("load %1, #50.length:i64[8]!");
        const int index = operation(text("int_and %", integer, ", 255"));
        guard("guard_true", operation(text("uint_lt %", index, ", %", length)));
        const int item = operation(text("load_element %1, #50.items:word[16..], %", index));
        guard("guard_true", operation(text("is_float %", item)));
        number = operation(text("float_unbox %", item));
        break;
      }
      case 3: {
        const int index = operation(text("int_and %", other, ", 255"));
        const int box = operation(text("float_box %", number));
        body_ += text("  store_element %1, #50.items:word[16..], %", index, ", %", box, "\n");
        break;
      }
    }
  }

  void finish() {
    const int counter = operation("int_add %2, 1");
    const int again = operation(text("int_lt %", counter, ", %0"));
    body_ += text("  branch %", again, " -> b1(%", counter);
    for (int value : values_) body_ += text(", %", value);
    body_ += text("), b2\nb2:\n  ret %", values_[1], "\n");
  }

  std::string body_, exits_;
  std::array<int, slots> values_;
  int next_ = 3;
  int exit_count_ = 0;
};

}  // namespace

std::string large_program(int steps) { return Writer().run(steps); }

}  // namespace codegen::bench
