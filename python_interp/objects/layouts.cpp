// The members of every layout, declared once: from here the collector, the specialiser and the printers
// know them.
#include "gc/layout/reflect.hpp"

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/private.hpp"

template <>
inline constexpr bool gc::foreign<py::CodeExtra> = true;

BOOST_HANA_ADAPT_STRUCT(py::Array, length, items);
BOOST_HANA_ADAPT_STRUCT(py::BoxedFloat, value);
BOOST_HANA_ADAPT_STRUCT(py::BigInt, length, negative, limbs);
BOOST_HANA_ADAPT_STRUCT(py::Complex, real, imag);
BOOST_HANA_ADAPT_STRUCT(py::Str, length, hash, width, flags, data);
BOOST_HANA_ADAPT_STRUCT(py::Bytes, length, hash, data);
BOOST_HANA_ADAPT_STRUCT(py::ByteArray, length, storage);
BOOST_HANA_ADAPT_STRUCT(py::Tuple, length, items);
BOOST_HANA_ADAPT_STRUCT(py::List, length, items, attributes);
BOOST_HANA_ADAPT_STRUCT(py::Dict, used, table, cells, version, attributes);
BOOST_HANA_ADAPT_STRUCT(py::DictTable, length, slots, filled, index, items);
BOOST_HANA_ADAPT_STRUCT(py::Set, used, table, hash, finger, attributes);
BOOST_HANA_ADAPT_STRUCT(py::Range, start, stop, step, length);
BOOST_HANA_ADAPT_STRUCT(py::Slice, start, stop, step);
BOOST_HANA_ADAPT_STRUCT(py::Shape, type, count, inline_capacity, instance_layout, dictionary,
                        parent, last_name, transitions);
BOOST_HANA_ADAPT_STRUCT(py::Type, name, qualname, bases, base, mro, dict, root_shape, subclasses,
                        flags, instance_layout, caches, attributes);
BOOST_HANA_ADAPT_STRUCT(py::Instance, extra, length, slots);
BOOST_HANA_ADAPT_STRUCT(py::Wrapped, value, attributes);
BOOST_HANA_ADAPT_STRUCT(py::Exception, args, traceback, context, cause, suppress_context, value,
                        attributes);
BOOST_HANA_ADAPT_STRUCT(py::Traceback, next, code, pc);
BOOST_HANA_ADAPT_STRUCT(py::Code, instructions, constants, names, varnames, name, qualname,
                        filename, argcount, posonly_count, kwonly_count, flags, first_line,
                        local_count, cell_count, free_count, slot_count, stack_size, stored_names,
                        extra);
BOOST_HANA_ADAPT_STRUCT(py::Function, code, globals, closure, defaults, kwdefaults, name, qualname,
                        module, doc, annotations, attributes);
BOOST_HANA_ADAPT_STRUCT(py::Builtin, function, name, doc, owner, staged, minimum, maximum, module);
BOOST_HANA_ADAPT_STRUCT(py::BoundMethod, function, self);
BOOST_HANA_ADAPT_STRUCT(py::Cell, value);
BOOST_HANA_ADAPT_STRUCT(py::GlobalCell, value, writes, assumption);
BOOST_HANA_ADAPT_STRUCT(py::Property, getter, setter, deleter, doc);
BOOST_HANA_ADAPT_STRUCT(py::StaticMethod, function);
BOOST_HANA_ADAPT_STRUCT(py::ClassMethod, function);
BOOST_HANA_ADAPT_STRUCT(py::Super, start, self, self_type);
BOOST_HANA_ADAPT_STRUCT(py::Module, name, dict);
BOOST_HANA_ADAPT_STRUCT(py::Generator, function, pc, depth, state, name, qualname, exception,
                        attributes, length, slots);
BOOST_HANA_ADAPT_STRUCT(py::FrameObject, code, globals, back, locals, pc);
BOOST_HANA_ADAPT_STRUCT(py::Iterator, source, index, limit, step, more);
BOOST_HANA_ADAPT_STRUCT(py::View, dict);
BOOST_HANA_ADAPT_STRUCT(py::NativeObject, state, destroy, first, second, attributes);

namespace py {

namespace {

template <class... Ts>
struct Layouts {
  static constexpr bool in_order() {
    gc::LayoutId next = static_cast<gc::LayoutId>(Layout::array);
    return ((Ts::layout == next++) && ...);
  }
  static const gc::LayoutTable& table() { return gc::layout_table<Ts...>(); }
};

using All = Layouts<
    Array, BoxedFloat, BigInt, Complex, Str, Bytes, ByteArray, Tuple, List, Dict, DictTable, Set,
    Range, Slice, Shape, Type, Instance, Wrapped, Exception, Traceback, Code, Function, Builtin,
    BoundMethod, Cell, GlobalCell, Property, StaticMethod, ClassMethod, Super, Module, Generator,
    FrameObject, Iterator, View, NativeObject>;
static_assert(All::in_order(), "give each layout its struct, in the order of the enumerators");

}  // namespace

const gc::LayoutTable& layout_table() { return All::table(); }

}  // namespace py
