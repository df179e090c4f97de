// Text is put together piece by piece, three ways, then taken apart character by character.
#include <cctype>
#include <utility>
#include <vector>

#include "program.hpp"

std::string join(const std::vector<std::string>& pieces, char separator) {
  std::string joined;
  for (const std::string& piece : pieces) {
    if (!joined.empty()) joined += separator;
    joined += piece;
  }
  return joined;
}

std::string add_pieces(long n) {
  std::vector<std::string> lines;
  std::string line;
  for (long i = 0; i < n; i++) {
    line += "<";
    line += std::to_string(i);
    line += ">";
    if (line.size() > 60) lines.push_back(std::exchange(line, ""));
  }
  return join(lines, '\n') + line;
}

std::string join_pieces(long n) {
  std::vector<std::string> pieces;
  for (long i = 0; i < n; i++) {
    pieces.push_back(std::to_string(i) + ":" + "abcdefgh"[i % 8]);
  }
  return join(pieces, ',');
}

std::string format_pieces(long n) {
  std::vector<std::string> lines;
  for (long i = 0; i < n; i++) lines.push_back(bench::text("%06ld %3ld|", i, i * i % 97));
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

long fold(const std::string& text) {
  long checksum = 0;
  for (unsigned char character : text) checksum = (checksum * 33 + character) % 16777213;
  return checksum;
}

std::string work(long n) {
  std::string added = add_pieces(n), joined = join_pieces(n), formatted = format_pieces(n);
  for (char& character : joined)
    character = char(std::toupper(static_cast<unsigned char>(character)));
  for (char& character : formatted) character = character == ' ' ? '_' : character;
  size_t total = added.size() + joined.size() + formatted.size();
  return bench::text("%zu %ld %ld %ld", total, fold(added), fold(joined), fold(formatted));
}

int main(int argc, char** argv) { return bench::run(argc, argv, 300000, work); }
