// The module time.
#include <cerrno>
#include <cmath>
#include <ctime>

#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/structs.hpp"

namespace py {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::initializer_list<const char*> struct_time_fields = {
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"};

template <clockid_t clock>
std::int64_t nanoseconds() {
  timespec now{};
  ::clock_gettime(clock, &now);
  return now.tv_sec * second + now.tv_nsec;
}

template <clockid_t clock>
Word as_float(VM& vm, const Word*, std::uint64_t, Word) {
  return make_float(vm, static_cast<double>(nanoseconds<clock>()) / second);
}
template <clockid_t clock>
Word as_int(VM& vm, const Word*, std::uint64_t, Word) {
  return make_int(vm, nanoseconds<clock>());
}

Word sleep(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const auto seconds = to_double(vm, arguments[0]);
  if (!seconds) return null;
  if (std::isnan(*seconds))
    return raise(vm, vm.exceptions.ValueError, "Invalid value NaN (not a number)");
  if (*seconds < 0) return raise(vm, vm.exceptions.ValueError, "sleep length must be non-negative");
  timespec left{static_cast<time_t>(*seconds),
                static_cast<long>((*seconds - std::floor(*seconds)) * second)};
  while (::nanosleep(&left, &left) != 0 && errno == EINTR && vm.interrupt == 0) {}
  return vm.interrupt.exchange(0) != 0 ? raise(vm, vm.exceptions.KeyboardInterrupt, "") : none;
}

/// The type is made with the module and lies in it.
Word from_tm(VM& vm, const std::tm& tm) {
  const Word module = dict_get(vm, vm.modules, intern(vm, "time"));
  auto* const type =
      gc::as<Type>(dict_get(vm, gc::as<Module>(module)->dict, intern(vm, "struct_time")));
  Words values(vm);
  for (const int value : {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
                          (tm.tm_wday + 6) % 7, tm.tm_yday + 1, tm.tm_isdst})
    values.push(gc::small_int(value));
  return make_struct(vm, type, values);
}

/// A struct_time or 9-tuple; false with TypeError pending.
bool to_tm(VM& vm, Word word, std::tm& tm) {
  const Word tuple = unwrap(word);
  if (!is<Tuple>(tuple) || gc::as<Tuple>(tuple)->length != 9) {
    raise(vm, vm.exceptions.TypeError, "Tuple or struct_time argument required");
    return false;
  }
  int* const fields[] = {&tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min,
                         &tm.tm_sec,  &tm.tm_wday, &tm.tm_yday, &tm.tm_isdst};
  for (int i = 0; i < 9; ++i) {
    const auto value = to_int(vm, gc::as<Tuple>(tuple)->items.first[i]);
    if (!value) return false;
    *fields[i] = *value;
  }
  tm.tm_year -= 1900;
  tm.tm_mon -= 1;
  tm.tm_wday = (tm.tm_wday + 1) % 7;
  tm.tm_yday -= 1;
  return true;
}

template <auto convert>
Word broken_down(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  time_t at = ::time(nullptr);
  if (count > 0 && !(arguments[0] == none)) {
    const auto seconds = to_double(vm, arguments[0]);
    if (!seconds) return null;
    at = static_cast<time_t>(std::floor(*seconds));
  }
  std::tm tm{};
  return convert(&at, &tm) ? from_tm(vm, tm) : raise_os_error(vm, errno);
}

/// The time that an optional argument names, or now.
bool tm_argument(VM& vm, const Word* arguments, std::uint64_t count, std::uint64_t index, std::tm& tm) {
  if (count > index) return to_tm(vm, arguments[index], tm);
  const time_t now = ::time(nullptr);
  ::localtime_r(&now, &tm);
  return true;
}

Word format_time(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  Str* const form = str_of(arguments[0]);
  if (!form)
    return raise(vm, vm.exceptions.TypeError, "strftime() argument 1 must be str, not %T", arguments[0]);
  std::tm tm{};
  if (!tm_argument(vm, arguments, count, 1, tm)) return null;
  const std::string text = to_utf8(form);
  if (text.empty()) return vm.empty_string;
  std::string out(text.size() * 16 + 256, '\0');
  out.resize(std::strftime(out.data(), out.size(), text.c_str(), &tm));
  return str_word(make_str(vm, out));
}

Word make_time_of(VM& vm, const Word* arguments, std::uint64_t, Word) {
  std::tm tm{};
  if (!to_tm(vm, arguments[0], tm)) return null;
  return make_float(vm, static_cast<double>(::mktime(&tm)));
}

Word as_text(VM& vm, std::tm& tm) {
  char text[64];
  std::strftime(text, sizeof text, "%a %b %e %H:%M:%S %Y", &tm);
  return str_word(make_str(vm, text));
}
Word ascii_time(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  std::tm tm{};
  return tm_argument(vm, arguments, count, 0, tm) ? as_text(vm, tm) : null;
}
Word c_time(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word local = broken_down<::localtime_r>(vm, arguments, count, null);
  std::tm tm{};
  return !gc::is_null(local) && to_tm(vm, local, tm) ? as_text(vm, tm) : null;
}

constexpr NativeMethod functions[] = {
    {"time", as_float<CLOCK_REALTIME>, 0, 0},
    {"time_ns", as_int<CLOCK_REALTIME>, 0, 0},
    {"perf_counter", as_float<CLOCK_MONOTONIC>, 0, 0},
    {"perf_counter_ns", as_int<CLOCK_MONOTONIC>, 0, 0},
    {"monotonic", as_float<CLOCK_MONOTONIC>, 0, 0},
    {"monotonic_ns", as_int<CLOCK_MONOTONIC>, 0, 0},
    {"process_time", as_float<CLOCK_PROCESS_CPUTIME_ID>, 0, 0},
    {"process_time_ns", as_int<CLOCK_PROCESS_CPUTIME_ID>, 0, 0},
    {"thread_time", as_float<CLOCK_THREAD_CPUTIME_ID>, 0, 0},
    {"thread_time_ns", as_int<CLOCK_THREAD_CPUTIME_ID>, 0, 0},
    {"sleep", sleep, 1, 1},
    {"localtime", broken_down<::localtime_r>, 0, 1},
    {"gmtime", broken_down<::gmtime_r>, 0, 1},
    {"strftime", format_time, 1, 2},
    {"mktime", make_time_of, 1, 1},
    {"asctime", ascii_time, 0, 1},
    {"ctime", c_time, 0, 1},
};

}  // namespace

Module* make_time(VM& vm) {
  Module* const module = make_module(vm, "time");
  add_functions(vm, module, functions);
  Type* const type = make_struct_type(vm, "time.struct_time", struct_time_fields);
  set_global(vm, module->dict, "struct_time", gc::reference(type));
  ::tzset();
  set_global(vm, module->dict, "timezone", make_int(vm, ::timezone));
  set_global(vm, module->dict, "daylight", make_int(vm, ::daylight));
  const Word names[] = {gc::reference(make_str(vm, ::tzname[0])), gc::reference(make_str(vm, ::tzname[1]))};
  set_global(vm, module->dict, "tzname", gc::reference(make_tuple(vm, names)));
  return module;
}

}  // namespace py
