#include "python_interp/objects/suggestions.hpp"

#include <algorithm>

#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

namespace {

constexpr std::size_t edit_cost = 2, case_cost = 1;
constexpr std::size_t most_candidates = 750, longest_name = 40;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::size_t substitution_cost(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? case_cost : edit_cost;
}

/// Levenshtein's distance, or something above `most` as soon as it is clear that it is more.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.empty() || b.empty()) return (a.size() + b.size()) * edit_cost;
  if (a.size() > longest_name || b.size() > longest_name) return most + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * edit_cost > most) return most + 1;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i * edit_cost;
  for (std::size_t j = 0; j < b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = (j + 1) * edit_cost;
    std::size_t least = SIZE_MAX;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const std::size_t substituted = diagonal + substitution_cost(a[i], b[j]);
      diagonal = row[i + 1];
      row[i + 1] = std::min(substituted, std::min(row[i], diagonal) + edit_cost);
      least = std::min(least, row[i + 1]);
    }
    if (least > most) return most + 1;
  }
  return row[a.size()];
}

std::vector<std::string> names_in(Dict* dict) {
  std::vector<std::string> names;
  std::uint64_t position = 0;
  Word key, value;
  while (dict && dict_next(dict, position, key, value))
    if (is<Str>(key)) names.push_back(to_utf8(gc::as<Str>(key)));
  return names;
}

/// The namespace of the module whose code lies in `filename`.
Dict* globals_of_file(VM& vm, Word filename) {
  if (!vm.modules) return nullptr;
  std::uint64_t position = 0;
  Word key, value;
  while (dict_next(vm.modules, position, key, value)) {
    if (!is<Module>(value)) continue;
    Dict* const dict = gc::as<Module>(value)->dict;
    const Word file = dict_get(vm, dict, vm.names->file);
    if (is<Str>(file) && str_equal(gc::as<Str>(file), gc::as<Str>(filename))) return dict;
  }
  const Word main = dict_get(vm, vm.modules, vm.names->main);
  return is<Module>(main) ? static_cast<Dict*>(gc::as<Module>(main)->dict) : nullptr;
}

/// Variables of the code that raised, then its module's, then the builtins.
std::string suggest_variable(VM& vm, const std::string& name, Word traceback) {
  if (!is<Traceback>(traceback)) return {};
  while (is<Traceback>(gc::as<Traceback>(traceback)->next)) traceback = gc::as<Traceback>(traceback)->next;
  const Code* const code = gc::as<Traceback>(traceback)->code;
  std::vector<std::string> variables;
  for (std::uint64_t i = 0; i < code->varnames->length; ++i)
    variables.push_back(to_utf8(gc::as<Str>(code->varnames->items[i])));
  std::erase(variables, name);
  for (const auto& candidates :
       {variables, names_in(globals_of_file(vm, code->filename)), names_in(vm.builtins)})
    if (std::string found = nearest_name(name, candidates); !found.empty()) return found;
  return {};
}

std::string suggest_attribute(VM& vm, const std::string& name, Word object) {
  const Word list = call_special(vm, object, vm.names->dir, {});
  Words names(vm);
  if (gc::is_null(list) || !collect(vm, list, names)) {
    vm.pending = null;
    return {};
  }
  std::vector<std::string> candidates;
  for (const Word word : names.items())
    if (is<Str>(word)) candidates.push_back(to_utf8(gc::as<Str>(word)));
  std::ranges::sort(candidates);
  return nearest_name(name, candidates);
}

}  // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  if (candidates.size() >= most_candidates) return {};
  const std::string* best = nullptr;
  std::size_t best_distance = SIZE_MAX;
  for (const std::string& candidate : candidates) {
    const std::size_t most =
        std::min((name.size() + candidate.size() + 3) * edit_cost / 6, best_distance - 1);
    const std::size_t found = distance(name, candidate, most);
    if (found > most || candidate == name) continue;
    best = &candidate;
    best_distance = found;
  }
  return best ? *best : std::string{};
}

std::string suggestion_for(VM& vm, Word exception) {
  const auto* it = gc::as<Exception>(exception);
  if (!is<Array>(it->value)) return {};
  const Word name = gc::as<Array>(it->value)->items[0], object = gc::as<Array>(it->value)->items[1];
  if (!is<Str>(name)) return {};
  if (is_instance(vm, exception, vm.exceptions.AttributeError) && !gc::is_null(object))
    return suggest_attribute(vm, to_utf8(gc::as<Str>(name)), object);
  if (is_instance(vm, exception, vm.exceptions.NameError))
    return suggest_variable(vm, to_utf8(gc::as<Str>(name)), it->traceback);
  return {};
}

}  // namespace py
