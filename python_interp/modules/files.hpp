// Files: buffered reading and writing of bytes, with text on top where a file is opened for text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "python_interp/objects/api.hpp"

namespace py {

/// An open file. Reading and writing share no buffer: what was read ahead is given back before a write.
class File {
 public:
  enum Mode : unsigned { reads = 1, writes = 2, appends = 4, text = 8 };

  File(int descriptor, unsigned mode, bool owns) : descriptor_(descriptor), mode_(mode), owns_(owns) {}
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  int descriptor() const { return descriptor_; }
  bool is_text() const { return mode_ & text; }
  bool can_read() const { return mode_ & reads; }
  bool can_write() const { return mode_ & (writes | appends); }
  bool is_closed() const { return descriptor_ < 0; }

  // All of these answer 0, or C's errno.
  int write(std::string_view bytes);
  int flush();
  int close();
  /// Appends up to `count` bytes; fewer only at the end. Negative: all there are.
  int read(std::int64_t count, std::string& into);
  /// Appends a line with its end; nothing at the file's end. Text: `\r\n` and `\r` count as `\n` and become one
  /// if `translates`.
  int read_line(std::string& into, std::int64_t limit = -1);
  /// Text: up to `count` characters; negative: all.
  int read_characters(std::int64_t count, std::string& into);
  int seek(std::int64_t offset, int from, std::int64_t* position);
  int tell(std::int64_t* position);
  int truncate(std::int64_t size);

  bool flushes_lines = false;
  bool translates = true;        ///< Text: universal newlines when reading.
  std::string encoding = "utf-8", errors = "strict";
  std::string encoding_name = "UTF-8";  ///< The encoding as it was asked for.

 private:
  int fill();                    ///< Reads more; at the end nothing is added.
  int give_back();               ///< Moves the descriptor to where reading has come.
  std::size_t available() const { return input_.size() - consumed_; }
  void translate(std::string& into, std::size_t from) const;

  int descriptor_;
  unsigned mode_;
  bool owns_;
  std::string output_, input_;
  std::size_t consumed_ = 0;     ///< Of input_.
};

/// The file behind a file object made by C++, or null.
File* file_of(Word object);
/// A file object. `name` and `mode` are what its attributes say. Owns `file`. Null with the exception pending.
Word make_file(VM& vm, File* file, Word name, std::string_view mode);
/// Writes a str to a text file. False with the exception pending.
bool write_text(VM& vm, File& file, Str* string);
/// The next line of a text file as a Str, empty at the end; null with the exception pending.
Word read_text_line(VM& vm, File& file);

/// builtins.open, as a Native.
Word open_file(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names);
/// Makes the types of file objects, in the module `_io`.
void init_files(VM& vm);

}  // namespace py
