// What an engine has made, as text: `--emit coverage|residual|llvm|asm`.
#include "codegen/load.hpp"
#include "pe/residual/text.hpp"
#include "python_interp/main/engine.hpp"
#include "python_interp/objects/api.hpp"

namespace py {
namespace {

class PythonNames final : public pe::residual::Names {
 public:
  std::string layout(gc::LayoutId id) const override {
    if (id == pe::specializer::context_layout) return "Context";
    if (id == pe::specializer::slots_layout) return "Slots";
    if (id == gc::header_layout) return "Object";
    const gc::LayoutInfo* info = layout_table().find(id);
    return info ? std::string(info->name) : "";
  }
  std::string field(const gc::Field& field) const override {
    const gc::LayoutInfo* info = layout_table().find(field.layout);
    return info ? std::string(gc::field_name(info, field)) : "";
  }
  std::string code(const void* code) const override {
    return to_utf8(gc::as<Str>(static_cast<const Code*>(code)->qualname));
  }
  std::string special(unsigned index) const override {
    constexpr const char* names[] = {"False", "True", "None", "NotImplemented", "Ellipsis"};
    return index < std::size(names) ? names[index] : "";
  }
};

const char* state_name(pe::Region::State state) {
  constexpr const char* names[] = {"waiting for its code", "ready", "given up", "thrown away"};
  return names[static_cast<std::size_t>(state)];
}

}  // namespace

void Engine::print_coverage(std::string& to) const {
  to += "; decisions seen: " + std::to_string(coverage_.size()) + "\n";
  for (const auto& region : regions_) {
    to += "region " + region->name + ": " + state_name(region->state) + ", left " +
          std::to_string(region->left) + " times\n";
    for (const pe::ExitPoint& exit : region->exits)
      if (exit.taken > 0)
        to += "  exit " + std::to_string(exit.index) + " taken " + std::to_string(exit.taken) + " times: " +
              region->program->exits[exit.index].reason + "\n";
  }
}

void Engine::print_residual(std::string& to) const {
  const PythonNames names;
  for (const auto& region : regions_)
    if (region->state != pe::Region::State::failed) to += pe::residual::print(*region->program, names) + "\n";
}

void Engine::print_machine(std::string& to, codegen::Output output) const {
  const auto backend = codegen::load_backend({});
  if (!backend) {
    to += "; " + backend.error() + "\n";
    return;
  }
  for (const auto& region : regions_) {
    if (region->state == pe::Region::State::failed) continue;
    std::string error;
    to += "; " + region->name + "\n" + (*backend)->emit(*region->program, {}, output, "", error) + error + "\n";
  }
}

}  // namespace py
