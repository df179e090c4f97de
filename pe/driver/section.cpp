#include "pe/driver/section.hpp"

#include <cctype>

namespace pe::driver {
namespace {

constexpr const char* style = R"(
:root { color-scheme: light dark; --text: #1b1f24; --page: #ffffff; --panel: #f6f8fa; --line: #d0d7de; --quiet: #59636e; --link: #0550ae; --mark: #fff1b8; }
@media (prefers-color-scheme: dark) {
  :root { --text: #d7dce2; --page: #14181d; --panel: #1c2128; --line: #343b44; --quiet: #8d96a0; --link: #79b8ff; --mark: #4a3d00; }
}
body { margin: 2rem auto; padding: 0 1.2rem; max-width: 76rem; color: var(--text); background: var(--page); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.35rem; font-weight: 600; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .7rem 0; padding: 0 .9rem; background: var(--panel); }
details details { background: var(--page); }
summary { cursor: pointer; padding: .5rem 0; font-weight: 600; }
details details > summary { font-weight: 500; }
pre { margin: 0 0 .9rem; padding: .2rem 0; overflow-x: auto; font: 12.5px/1.45 ui-monospace, monospace; tab-size: 8; }
p { color: var(--quiet); }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:target { background: var(--mark); outline: 2px solid var(--mark); }
nav a { margin-right: 1rem; }
)";

/// A link into a folded section unfolds it.
constexpr const char* script = R"(
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let it = target; it; it = it.parentElement) if (it.tagName == "DETAILS") it.open = true;
  if (target) target.scrollIntoView({block: "center"});
}
addEventListener("hashchange", unfold);
addEventListener("load", unfold);
)";

/// The length of the UTF-8 character that `text` begins with; 0 if it begins with none.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = byte(0) < 0x80                      ? 1
                             : byte(0) >= 0xc2 && byte(0) < 0xe0 ? 2
                             : (byte(0) & 0xf0) == 0xe0          ? 3
                             : byte(0) >= 0xf0 && byte(0) < 0xf5 ? 4
                                                                 : 0;
  if (length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  const bool too_long = (byte(0) == 0xe0 && byte(1) < 0xa0) || (byte(0) == 0xf0 && byte(1) < 0x90);
  const bool no_character = (byte(0) == 0xed && byte(1) >= 0xa0) ||
                            (byte(0) == 0xf4 && byte(1) >= 0x90) ||
                            (byte(0) == 0xef && byte(1) == 0xbf && byte(2) >= 0xbe);
  return too_long || no_character ? 0 : length;
}

/// Text that stands for itself in HTML, whatever bytes it has.
std::string escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    const char it = text[0];
    if (length != 1)
      result += length == 0 ? "\xef\xbf\xbd" : text.substr(0, length);
    else if (it == '&')
      result += "&amp;";
    else if (it == '<')
      result += "&lt;";
    else if (it == '>')
      result += "&gt;";
    else if (it == '"')
      result += "&quot;";
    else if (it >= ' ' || it == '\n' || it == '\t')
      result += it;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return result;
}

/// The text of one section, line by line, in which names become links and places to link to.
class Linked {
 public:
  explicit Linked(const Section& section) : section_(section) {}

  std::string run() {
    std::size_t begin = 0;
    while (begin < section_.text.size()) {
      const std::size_t end = std::min(section_.text.find('\n', begin), section_.text.size());
      line(std::string_view(section_.text).substr(begin, end - begin));
      result_ += '\n';
      begin = end + 1;
    }
    return std::move(result_);
  }

 private:
  using Kind = Section::Kind;

  void line(std::string_view text) {
    const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
    std::size_t plain = 0;  // Where the text begins that is not written yet.
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t length = name_at(text, at);
      if (length == 0) {
        ++at;
        continue;
      }
      result_ += escaped(text.substr(plain, at - plain));
      name(text.substr(at, length), defines(text, at, length, indent));
      plain = at += length;
    }
    result_ += escaped(text.substr(plain));
  }

  /// The length of the name of a block, value or exit that begins here; 0 if none does.
  static std::size_t name_at(std::string_view text, std::size_t at) {
    if (at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) || text[at - 1] == '_' ||
                   text[at - 1] == '.'))
      return 0;
    const std::size_t prefix = text.substr(at).starts_with("exit ") ? 5
                               : text[at] == 'b' || text[at] == '%' ? 1
                                                                    : 0;
    if (prefix == 0) return 0;
    std::size_t end = at + prefix;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
    const bool goes_on = end < text.size() &&
                         (std::isalpha(static_cast<unsigned char>(text[end])) || text[end] == '_');
    return end == at + prefix || goes_on ? 0 : end - at;
  }

  bool defines(std::string_view text, std::size_t at, std::size_t length,
               std::size_t indent) const {
    const std::string_view behind = text.substr(at + length);
    if (section_.kind == Kind::exits)
      return text[at] == 'e' && at == indent && behind.starts_with(",");
    if (section_.kind != Kind::residual) return false;
    if (text[at] == 'b') return at == 0;
    if (text[at] == '%')
      return (at == indent && behind.starts_with(" = ")) ||
             (text[0] == 'b' && behind.starts_with(": "));
    return false;
  }

  void name(std::string_view it, bool is_definition) {
    std::string id = section_.scope + "-";
    for (const char c : it) id += c == '%' ? 'v' : c == ' ' ? '-' : c;
    if (is_definition)
      result_ += "<b id=\"" + id + "\">" + escaped(it) + "</b>";
    else
      result_ += "<a href=\"#" + id + "\">" + escaped(it) + "</a>";
  }

  const Section& section_;
  std::string result_;
};

std::string id_of(const std::string& number) { return "section-" + number; }

void add_details(const Section& section, const std::string& number, bool open, std::string& to) {
  to += "<details id=\"" + id_of(number) + "\"" + (open ? " open=\"open\"" : "") + "><summary>" +
        escaped(section.title) + "</summary>\n";
  if (!section.text.empty())
    to += "<pre>" + (section.scope.empty() ? escaped(section.text) : Linked(section).run()) +
          "</pre>\n";
  int next = 0;
  for (const Section& part : section.parts)
    add_details(part, number + "-" + std::to_string(++next), false, to);
  to += "</details>\n";
}

}  // namespace

std::string as_text(const Section& whole) {
  std::string result = whole.title + "\n\n" + whole.text;
  for (const Section& part : whole.parts) {
    result += "== " + part.title + "\n\n" + part.text;
    for (const Section& inner : part.parts)
      result += "-- " + inner.title + "\n" + inner.text + "\n";
    if (part.parts.empty()) result += '\n';
  }
  return result;
}

std::string as_page(const Section& whole) {
  std::string result =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>" +
      escaped(whole.title) + "</title>\n<style>" + style + "</style>\n<script>//<![CDATA[" +
      script + "//]]></script></head>\n<body>\n<h1>" + escaped(whole.title) + "</h1>\n<p>" +
      escaped(whole.text) + "</p>\n<nav>\n";
  int next = 0;
  for (const Section& part : whole.parts)
    result += "<a href=\"#" + id_of(std::to_string(++next)) + "\">" +
              escaped(part.title.substr(0, part.title.find_first_of(":,"))) + "</a>\n";
  result += "</nav>\n";
  next = 0;
  for (const Section& part : whole.parts) {
    ++next;
    add_details(part, std::to_string(next), next <= 3, result);
  }
  return result + "</body></html>\n";
}

}  // namespace pe::driver
