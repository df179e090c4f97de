#include "python_interp/modules/files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace py {

namespace {
constexpr std::size_t buffer_size = 1 << 16;
}  // namespace

File::~File() { close(); }

int File::flush() {
  std::size_t done = 0;
  while (done < output_.size()) {
    const ssize_t written = ::write(descriptor_, output_.data() + done, output_.size() - done);
    if (written < 0) {
      if (errno == EINTR) continue;
      const int error = errno;
      output_.clear();
      return error;
    }
    done += static_cast<std::size_t>(written);
  }
  output_.clear();
  return 0;
}

int File::write(std::string_view bytes) {
  if (consumed_ != 0 || !input_.empty())
    if (const int error = give_back()) return error;
  output_ += bytes;
  const bool due = output_.size() >= buffer_size ||
                   (flushes_lines && bytes.find('\n') != bytes.npos);
  return due ? flush() : 0;
}

int File::close() {
  if (descriptor_ < 0) return 0;
  int error = flush();
  if (owns_ && ::close(descriptor_) != 0 && !error) error = errno;
  descriptor_ = -1;
  return error;
}

int File::fill() {
  if (!output_.empty())
    if (const int error = flush()) return error;
  input_.erase(0, consumed_);
  consumed_ = 0;
  const std::size_t before = input_.size();
  input_.resize(before + buffer_size);
  ssize_t got;
  do got = ::read(descriptor_, input_.data() + before, buffer_size);
  while (got < 0 && errno == EINTR);
  const int error = got < 0 ? errno : 0;
  input_.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
  return error;
}

int File::give_back() {
  if (available() != 0 && ::lseek(descriptor_, -static_cast<off_t>(available()), SEEK_CUR) < 0 &&
      errno != ESPIPE)
    return errno;
  input_.clear();
  consumed_ = 0;
  return 0;
}

int File::read(std::int64_t count, std::string& into) {
  for (;;) {
    const bool enough = count >= 0 && available() >= static_cast<std::size_t>(count);
    if (enough) break;
    const std::size_t before = available();
    if (const int error = fill()) return error;
    if (available() == before) break;
  }
  const std::size_t wanted =
      count < 0 ? available() : std::min(available(), static_cast<std::size_t>(count));
  into.append(input_, consumed_, wanted);
  consumed_ += wanted;
  return 0;
}

void File::translate(std::string& into, std::size_t from) const {
  std::size_t out = from;
  for (std::size_t i = from; i < into.size(); ++i) {
    if (into[i] == '\r') {
      into[out++] = '\n';
      if (i + 1 < into.size() && into[i + 1] == '\n') ++i;
    } else {
      into[out++] = into[i];
    }
  }
  into.resize(out);
}

int File::read_line(std::string& into, std::int64_t limit) {
  const std::size_t start = into.size();
  const char* const ends = is_text() && translates ? "\r\n" : "\n";
  std::size_t searched = 0;
  for (;;) {
    std::size_t end = input_.find_first_of(ends, consumed_ + searched);
    // A \r that is the last byte so far may be half of a \r\n.
    const bool undecided = end != input_.npos && input_[end] == '\r' && end + 1 == input_.size();
    if (end != input_.npos && !undecided) {
      if (input_[end] == '\r' && input_[end + 1] == '\n') ++end;
      std::size_t length = end + 1 - consumed_;
      if (limit >= 0) length = std::min(length, static_cast<std::size_t>(limit));
      into.append(input_, consumed_, length);
      consumed_ += length;
      break;
    }
    searched = available() - (undecided ? 1 : 0);
    const std::size_t before = available();
    if (const int error = fill()) return error;
    if (available() != before && (limit < 0 || before < static_cast<std::size_t>(limit))) continue;
    if (available() != before) return read(limit, into);
    into.append(input_, consumed_);
    consumed_ = input_.size();
    break;
  }
  if (is_text() && translates) translate(into, start);
  return 0;
}

int File::read_characters(std::int64_t count, std::string& into) {
  const std::size_t start = into.size();
  if (count < 0) {
    if (const int error = read(-1, into)) return error;
  } else {
    std::string one;
    const auto is_lead = [](char c) { return (c & 0xc0) != 0x80; };
    while (count > 0) {
      if (consumed_ == input_.size()) {
        if (const int error = fill()) return error;
        if (available() == 0) break;
      }
      if (is_lead(input_[consumed_])) --count;
      into += input_[consumed_++];
    }
    // The rest of the last character.
    for (;;) {
      if (consumed_ == input_.size()) {
        if (const int error = fill()) return error;
        if (available() == 0) break;
      }
      if (is_lead(input_[consumed_]) || into.size() == start) break;
      into += input_[consumed_++];
    }
  }
  if (translates) translate(into, start);
  return 0;
}

int File::seek(std::int64_t offset, int from, std::int64_t* position) {
  if (const int error = flush()) return error;
  if (const int error = give_back()) return error;
  const off_t at = ::lseek(descriptor_, offset, from);
  if (at < 0) return errno;
  *position = at;
  return 0;
}

int File::tell(std::int64_t* position) {
  if (const int error = flush()) return error;
  const off_t at = ::lseek(descriptor_, 0, SEEK_CUR);
  if (at < 0) return errno;
  *position = at - static_cast<std::int64_t>(available());
  return 0;
}

int File::truncate(std::int64_t size) {
  if (const int error = flush()) return error;
  return ::ftruncate(descriptor_, size) < 0 ? errno : 0;
}

}  // namespace py
