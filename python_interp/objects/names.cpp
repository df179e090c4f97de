#include "python_interp/objects/names.hpp"

#include "pe/residual/check.hpp"
#include "python_interp/objects/api.hpp"
#include "python_interp/objects/setup.hpp"

namespace py {

namespace {

struct Row {
  Str* Names::*member;
  std::string_view text;
};
constexpr Row rows[] = {
    {&Names::abs, "__abs__"}, {&Names::aiter, "__aiter__"}, {&Names::all, "__all__"},
    {&Names::anext, "__anext__"}, {&Names::annotations, "__annotations__"},
    {&Names::await, "__await__"}, {&Names::bases, "__bases__"}, {&Names::bool_, "__bool__"},
    {&Names::build_class, "__build_class__"}, {&Names::builtins, "__builtins__"},
    {&Names::bytes, "__bytes__"}, {&Names::call, "__call__"}, {&Names::cause, "__cause__"},
    {&Names::ceil, "__ceil__"}, {&Names::class_, "__class__"},
    {&Names::class_getitem, "__class_getitem__"}, {&Names::classcell, "__classcell__"},
    {&Names::closure, "__closure__"}, {&Names::code, "__code__"}, {&Names::complex, "__complex__"},
    {&Names::contains, "__contains__"}, {&Names::context, "__context__"},
    {&Names::debug, "__debug__"}, {&Names::defaults, "__defaults__"}, {&Names::del, "__del__"},
    {&Names::delattr, "__delattr__"}, {&Names::delete_, "__delete__"},
    {&Names::delitem, "__delitem__"}, {&Names::dict, "__dict__"}, {&Names::dir, "__dir__"},
    {&Names::divmod, "__divmod__"}, {&Names::doc, "__doc__"}, {&Names::enter, "__enter__"},
    {&Names::exit, "__exit__"}, {&Names::file, "__file__"}, {&Names::float_, "__float__"},
    {&Names::floor, "__floor__"}, {&Names::format, "__format__"}, {&Names::fspath, "__fspath__"},
    {&Names::func, "__func__"}, {&Names::future, "__future__"}, {&Names::get, "__get__"},
    {&Names::getattr, "__getattr__"}, {&Names::getattribute, "__getattribute__"},
    {&Names::getitem, "__getitem__"}, {&Names::globals, "__globals__"}, {&Names::hash, "__hash__"},
    {&Names::import_, "__import__"}, {&Names::index, "__index__"}, {&Names::init, "__init__"},
    {&Names::init_subclass, "__init_subclass__"}, {&Names::instancecheck, "__instancecheck__"},
    {&Names::int_, "__int__"}, {&Names::isabstractmethod, "__isabstractmethod__"},
    {&Names::iter, "__iter__"}, {&Names::kwdefaults, "__kwdefaults__"},
    {&Names::length_hint, "__length_hint__"}, {&Names::len, "__len__"},
    {&Names::loader, "__loader__"}, {&Names::main, "__main__"}, {&Names::missing, "__missing__"},
    {&Names::module, "__module__"}, {&Names::mro_entries, "__mro_entries__"},
    {&Names::mro, "__mro__"}, {&Names::name, "__name__"}, {&Names::new_, "__new__"},
    {&Names::next, "__next__"}, {&Names::notes, "__notes__"}, {&Names::package, "__package__"},
    {&Names::path, "__path__"}, {&Names::prepare, "__prepare__"},
    {&Names::qualname, "__qualname__"}, {&Names::rdivmod, "__rdivmod__"},
    {&Names::repr, "__repr__"}, {&Names::reversed, "__reversed__"}, {&Names::round, "__round__"},
    {&Names::self, "__self__"}, {&Names::set, "__set__"}, {&Names::set_name, "__set_name__"},
    {&Names::setattr, "__setattr__"}, {&Names::setitem, "__setitem__"},
    {&Names::slots, "__slots__"}, {&Names::spec, "__spec__"}, {&Names::str, "__str__"},
    {&Names::subclasscheck, "__subclasscheck__"}, {&Names::subclasses, "__subclasses__"},
    {&Names::suppress_context, "__suppress_context__"}, {&Names::traceback, "__traceback__"},
    {&Names::trunc, "__trunc__"}, {&Names::weakref, "__weakref__"},
    {&Names::word_add_note, "add_note"}, {&Names::word_append, "append"},
    {&Names::word_args, "args"}, {&Names::word_close, "close"},
    {&Names::word_encoding, "encoding"}, {&Names::word_end, "end"}, {&Names::word_errno, "errno"},
    {&Names::word_file, "file"}, {&Names::word_filename, "filename"},
    {&Names::word_flush, "flush"}, {&Names::word_keys, "keys"}, {&Names::word_mro, "mro"},
    {&Names::word_msg, "msg"}, {&Names::word_name, "name"}, {&Names::word_obj, "obj"},
    {&Names::word_path, "path"}, {&Names::word_print, "print"}, {&Names::word_read, "read"},
    {&Names::word_readline, "readline"}, {&Names::word_self, "self"}, {&Names::word_send, "send"},
    {&Names::word_sep, "sep"}, {&Names::word_stderr, "stderr"}, {&Names::word_stdin, "stdin"},
    {&Names::word_stdout, "stdout"}, {&Names::word_strerror, "strerror"},
    {&Names::word_throw, "throw"}, {&Names::word_value, "value"}, {&Names::word_write, "write"},
};
static_assert(sizeof(Names) == (std::size(rows) + 3 * binary_operations.size() +
                                unary_operations.size() + comparisons.size()) *
                                   sizeof(Str*),
              "give each name its row");

}  // namespace

void make_names(VM& vm) {
  vm.names = std::make_unique<Names>();
  Names& names = *vm.names;
  for (const Row& row : rows) names.*row.member = intern(vm, row.text);
  for (std::size_t i = 0; i < binary_operations.size(); ++i) {
    names.binary[i] = intern(vm, binary_operations[i].method);
    names.reflected[i] = intern(vm, binary_operations[i].reflected);
    names.inplace[i] = intern(vm, binary_operations[i].inplace);
  }
  for (std::size_t i = 0; i < unary_operations.size(); ++i)
    names.unary[i] = intern(vm, unary_operations[i].method);
  for (std::size_t i = 0; i < comparisons.size(); ++i)
    names.compare[i] = intern(vm, comparisons[i].method);
  pe::residual::check(gc::is_null(vm.pending), "objects: no memory for a VM's names");
}

}  // namespace py
