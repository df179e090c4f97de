// What a version knows, as a line for people.
#include "pe/residual/text.hpp"
#include "pe/specializer/versions.hpp"

namespace pe::specializer {
namespace {

std::string kinds(std::uint8_t possible) {
  constexpr const char* names[] = {"int", "float", "bool", "object", "null", "special"};
  if (possible == may_be_anything) return "anything";
  std::string text;
  for (unsigned bit = 0; bit < 6; ++bit)
    if (possible & (1u << bit)) text += (text.empty() ? "" : " or ") + std::string(names[bit]);
  return text;
}

std::string slot_text(const SlotKnowledge& it) {
  using Kind = SlotKnowledge::Kind;
  switch (it.kind) {
    case Kind::constant: return it.bits == 0 ? "-" : residual::constant_text(Type::ref, it.bits);
    case Kind::integer: return "int";
    case Kind::floating: return "float";
    case Kind::boolean: return "bool";
    case Kind::raw: return std::string(residual::name(it.type));
    case Kind::virtual_object: return "v" + std::to_string(it.object);
    case Kind::word: break;
  }
  return it.bits != 0 ? "object of layout " + std::to_string(it.bits >> gc::layout_shift) : kinds(it.possible);
}

}  // namespace

std::string describe(const Knowledge& knowledge) {
  std::string text;
  for (const SlotKnowledge& slot : knowledge.slots) text += (text.empty() ? "" : ", ") + slot_text(slot);
  for (std::size_t i = 0; i < knowledge.objects.size(); ++i) {
    text += "; v" + std::to_string(i) + " = {";
    const auto& parts = knowledge.objects[i].parts;
    for (std::size_t p = 0; p < parts.size(); ++p) text += (p > 0 ? ", " : "") + slot_text(parts[p].value);
    text += "}";
  }
  return text;
}

std::string describe(const State& state, const Subject& subject) {
  std::string text;
  for (const Activation& frame : state.frames) {
    const std::string place = subject.place(frame.code, frame.pc);
    if (place.empty()) return {};
    text += (text.empty() ? "" : " > ") + place;
  }
  return text;
}

}  // namespace pe::specializer
