// The instantiation at Specialise.
#include "pe/specializer/subject.hpp"
#include "python_interp/interp/instantiations.hpp"
#include "python_interp/interp/liveness.hpp"
#include "python_interp/interp/specialised.hpp"
#include "python_interp/interp/switch.hpp"

namespace py {
namespace {

class SpecialisedInterpreter final : public pe::specializer::Subject {
 public:
  void step(pe::specializer::Specialiser& s) override {
    auto& m = static_cast<SpecialMachine&>(s);
    const std::uint32_t pc = m.frame().pc++;
    m.begin_step(m.code(), pc);
    run_instruction(m, m.code()->instructions[pc]);
  }
  void deliver(pe::specializer::Specialiser& s, std::uint32_t mode, std::uint32_t value) override {
    auto& m = static_cast<SpecialMachine&>(s);
    returned(m, static_cast<Deliver>(mode), SpecialMachine::W(&m, value));
  }
  bool is_join(const void* code, std::uint32_t pc) const override {
    return extra(code).joins[pc];
  }
  bool is_loop_header(const void* code, std::uint32_t pc) const override {
    const std::uint32_t site = extra(code).site_of[pc];
    return site != ~0u && extra(code).sites[site]->is_loop;
  }
  bool is_live(const void* code, std::uint32_t pc, std::uint32_t slot) const override {
    const auto* it = static_cast<const Code*>(code);
    if (slot < hidden_slots || slot >= hidden_slots + it->slot_count) return true;
    return py::is_live(it, pc, slot - hidden_slots);
  }
  bool keeps_header(gc::LayoutId layout) const override {
    return layout != Instance::layout && layout != Exception::layout && layout != Wrapped::layout;
  }

 private:
  static const CodeExtra& extra(const void* code) {
    return *static_cast<const Code*>(code)->extra.value;
  }
};

}  // namespace

pe::specializer::Subject& specialised_interpreter() {
  static SpecialisedInterpreter subject;
  return subject;
}

}  // namespace py
