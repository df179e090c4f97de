// Text of made-up words is split and counted in a hash map; out come the commonest words.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "program.hpp"

const std::string syllables[] = {"ba", "ce", "di",  "fo",  "gu",  "la", "me", "ni",
                                 "po", "ru", "sha", "tre", "kli", "mo", "zu", "an"};

std::string make_line(long& state, int words) {
  std::string line;
  for (int i = 0; i < words; i++) {
    if (i > 0) line += ' ';
    do {
      state = (state * 69069 + 1) % 4294967296;
      line += syllables[(state >> 24) % 16];
    } while ((state >> 16) % 3 != 0);
  }
  return line;
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> words;
  for (size_t start = 0; start < line.size();) {
    size_t end = std::min(line.find(' ', start), line.size());
    words.push_back(line.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

std::string work(long n) {
  std::unordered_map<std::string, long> counts;
  std::map<long, long> lengths;
  long state = 42;
  for (long i = 0; i < n; i++) {
    for (const std::string& word : split(make_line(state, 12))) {
      counts[word]++;
      lengths[long(word.size())]++;
    }
  }
  std::vector<std::pair<std::string, long>> ranking(counts.begin(), counts.end());
  std::ranges::sort(ranking, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  long checksum = 0, place = 0;
  for (const auto& [word, count] : ranking) {
    checksum = (checksum * 31 + place++ * count + long(word.size())) % 1000003;
  }
  for (auto [length, count] : lengths) checksum = (checksum * 31 + length * count) % 1000003;
  std::string best;
  for (size_t i = 0; i < std::min<size_t>(5, ranking.size()); i++) {
    best += " " + ranking[i].first + "=" + std::to_string(ranking[i].second);
  }
  return bench::text("%zu %ld%s", counts.size(), checksum, best.c_str());
}

int main(int argc, char** argv) { return bench::run(argc, argv, 40000, work); }
