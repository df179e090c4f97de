// What every Python object looks like in memory.
//
// A value is one word: a small integer, a float with a common exponent, one of the specials below, or a
// reference to an object laid out here. An object's header names its shape (hidden class) and layout.
// The shape tells the Python type and where attributes are; the layout tells the C++ struct. Members
// are declared in layouts.cpp to Boost.Hana, from which collector, printer and specialiser learn them.
#pragma once

#include <cstdint>

#include "gc/layout/field.hpp"
#include "gc/layout/layouts.hpp"
#include "gc/layout/object.hpp"
#include "gc/layout/word.hpp"

namespace py {

using gc::Fixed;
using gc::Object;
using gc::Tail;
using gc::Word;

class VM;
struct Type;
struct Dict;
struct Code;
struct Shape;

/// The special words, after gc's False and True.
inline constexpr Word none = gc::special(2);
inline constexpr Word not_implemented = gc::special(3);
inline constexpr Word ellipsis = gc::special(4);
inline constexpr Word null{};  ///< No value: an unbound variable, a pending exception.

/// The layout ids; `layout_table` in layouts.cpp has them in this order. 0 is no object's.
enum class Layout : gc::LayoutId {
  array = 1, boxed_float, big_int, complex, str, bytes, bytearray,
  tuple, list, dict, dict_table, set, range, slice,
  shape, type, instance, wrapped, exception, traceback,
  code, function, builtin, bound_method, cell, global_cell, property, static_method, class_method, super_,
  module, generator, frame_object, iterator, view, native,
};

/// A fixed-size run of words: the storage of lists, attribute overflow and the like.
struct Array : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::array);
  Fixed<std::uint64_t> length;
  Tail<Word> items;
};

/// A float that is no immediate word.
struct BoxedFloat : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::boxed_float);
  Fixed<double> value;
};

static_assert(BoxedFloat::layout == gc::boxed_float_layout, "stages look for boxed floats by this number");

/// An integer outside the small range; sign and magnitude, as GMP's mpn functions take it.
/// Always normal: never fits a small integer, the top limb is not 0.
struct BigInt : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::big_int);
  Fixed<std::uint64_t> length;   ///< Limbs.
  Fixed<std::uint64_t> negative; ///< 0 or 1.
  Tail<std::uint64_t> limbs;
};

struct Complex : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::complex);
  Fixed<double> real;
  Fixed<double> imag;
};

/// Text: code points in the narrowest of 1, 2 or 4 bytes each that fits them all (as CPython's PEP 393;
/// lone surrogates are allowed), so indexing takes constant time.
struct Str : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::str);
  Fixed<std::uint64_t> length;   ///< Code points.
  std::uint64_t hash;            ///< 0 until asked for.
  Fixed<std::uint32_t> width;    ///< Bytes a code point: 1 (Latin-1), 2 or 4.
  std::uint32_t flags;           ///< `interned`, `ascii`.
  Tail<std::uint8_t> data;
};
inline constexpr std::uint32_t str_interned = 1;  ///< The one string of this text in the VM's table.
inline constexpr std::uint32_t str_ascii = 2;

struct Bytes : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::bytes);
  Fixed<std::uint64_t> length;
  std::uint64_t hash;
  Tail<std::uint8_t> data;
};

/// Mutable bytes; `storage` is a Bytes with room.
struct ByteArray : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::bytearray);
  std::uint64_t length;
  Bytes* storage;
};

struct Tuple : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::tuple);
  Fixed<std::uint64_t> length;
  Tail<Fixed<Word>> items;
};

struct List : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::list);
  std::uint64_t length;
  Array* items;        ///< At least `length` long; null while nothing was ever in it.
  Word attributes;     ///< Of a subclass's instance: its attribute Array, or null.
};

/// The hash table of a dict: compact and ordered (Hettinger). `items` has three words an entry (hash as
/// small integer, key, value; key null: deleted). After the entries lies the index: `slots` (a power of
/// two) 32-bit entry numbers, -1 empty, below it deleted.
/// Of a set: two words (hash, key) for each of the `slots`, and no index (data/set_table.hpp).
struct DictTable : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::dict_table);
  Fixed<std::uint64_t> length;    ///< Entries there is room for, times words per entry: traced words.
  Fixed<std::uint64_t> slots;     ///< Size of the index.
  std::uint64_t filled;           ///< Entries used so far, deleted ones included.
  Fixed<std::int32_t*> index;     ///< Inside this object, behind the entries.
  Tail<Word> items;
};

/// A dict. Where `cells` is set (namespaces of modules and classes) the values are GlobalCells, and all
/// operations see through them; a cell stays the name's own for ever, even if the name is deleted.
struct Dict : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::dict);
  std::uint64_t used;
  DictTable* table;
  std::uint64_t cells;
  std::uint64_t version;   ///< Changes when a key is added or removed (iteration checks it).
  Word attributes;
};

/// set and frozenset (told apart by their type).
struct Set : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::set);
  std::uint64_t used;
  DictTable* table;
  std::uint64_t hash;      ///< Of a frozenset; 0 until asked for.
  std::uint64_t finger;    ///< Where pop() goes on looking.
  Word attributes;
};

/// range: start, stop and step are any integers; `length` is a Python integer too.
struct Range : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::range);
  Fixed<Word> start, stop, step, length;
};

struct Slice : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::slice);
  Fixed<Word> start, stop, step;
};

/// A hidden class (Self's maps): all objects of one type that got the same attributes in the same order
/// share it. Attribute i of an Instance lies in `slots[i]` where i < inline_capacity, else in
/// `extra[i - inline_capacity]`. Shapes form a tree: `transitions` lead to the shape with one name more.
struct Shape : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::shape);
  Fixed<Type*> type;
  Fixed<std::uint64_t> count;            ///< Attributes.
  Fixed<std::uint64_t> inline_capacity;  ///< Slots inside the object.
  Fixed<std::uint64_t> instance_layout;  ///< The layout of the objects of this shape.
  Fixed<std::uint64_t> dictionary;       ///< 1: `extra` is a Dict that has all attributes.
  Fixed<Shape*> parent;                  ///< The shape without the last attribute; null at the root.
  Fixed<Word> last_name;                 ///< Str, interned.
  Dict* transitions;                     ///< name -> Shape; null while there is none.
};

/// A class.
struct Type : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::type);
  Word name;                   ///< Str.
  Word qualname;
  Tuple* bases;
  Type* base;                  ///< The one whose layout instances have.
  Tuple* mro;
  Dict* dict;                  ///< Namespace: name -> GlobalCell.
  Shape* root_shape;           ///< Of a new instance; null for an abstract layout.
  Array* subclasses;           ///< Direct ones.
  std::uint64_t flags;         ///< TypeFlag bits.
  std::uint64_t instance_layout;
  struct TypeCaches* caches;   ///< Attribute look-ups made on instances (attributes.hpp); not an object.
  Word attributes;             ///< Unused for now; keeps metaclass instances apart.
};
enum TypeFlag : std::uint64_t {
  type_is_heap = 1,            ///< Made by a class statement.
  type_is_exception = 2,
  type_no_subclass = 4,        ///< bool, NoneType, function ...
  type_has_getattr = 8,        ///< Some class in the mro defines __getattr__ or __getattribute__.
  type_has_setattr = 16,
  type_is_abstract = 32,
  type_has_finalizer = 64,
  type_has_dictionary = 128,   ///< Instances have attributes of their own.
};

/// An object of a class written in Python whose base is `object`.
struct Instance : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::instance);
  Word extra;                  ///< Array of the attributes that are not inline, or Dict, or null.
  Fixed<std::uint64_t> length; ///< Slots inside: the shape's inline_capacity.
  Tail<Word> slots;
};

/// An instance of a subclass of int, float, str, bytes or tuple: the value, and attributes.
struct Wrapped : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::wrapped);
  Fixed<Word> value;
  Word attributes;
};

struct Traceback : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::traceback);
  Fixed<Word> next;            ///< The traceback of the frame called, or None.
  Fixed<Code*> code;
  Fixed<std::uint64_t> pc;     ///< Index of the instruction.
};

/// BaseException and everything below it.
struct Exception : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::exception);
  Word args;                   ///< Tuple.
  Word traceback;              ///< Traceback or None.
  Word context;
  Word cause;
  std::uint64_t suppress_context;
  Word value;                  ///< StopIteration.value, SystemExit.code, KeyError's nothing ...
  Word attributes;             ///< Array or Dict: what code sets on the instance.
};

/// A function in Python.
struct Function : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::function);
  Fixed<Code*> code;
  Fixed<Dict*> globals;
  Fixed<Tuple*> closure;       ///< Of Cells; null if none.
  Word defaults;               ///< Tuple or null.
  Word kwdefaults;             ///< Dict or null.
  Word name, qualname, module, doc, annotations;
  Word attributes;             ///< Dict or null.
};

/// Compiled Python. The raw pointers live as long as the object (`finalise` frees them).
struct Code : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::code);
  Fixed<const std::uint32_t*> instructions;
  Fixed<Tuple*> constants;
  Fixed<Tuple*> names;         ///< Interned Strs.
  Fixed<Tuple*> varnames;      ///< Of all slots: locals, cells, free variables.
  Fixed<Word> name, qualname, filename;
  Fixed<std::uint64_t> argcount, posonly_count, kwonly_count, flags, first_line;
  Fixed<std::uint64_t> local_count, cell_count, free_count;  ///< Slots by kind.
  Fixed<std::uint64_t> slot_count;                           ///< Their sum.
  Fixed<std::uint64_t> stack_size;
  Fixed<Tuple*> stored_names;  ///< Names of attributes that it sets on its first parameter, each once.
  Fixed<struct CodeExtra*> extra;  ///< Exception table, positions, caches, heat: interp's own (C++).
};

/// A function in C++: `function(vm, arguments, count, keyword names or null)`. Keyword arguments lie
/// behind the positional ones; their names are a Tuple, and `count` counts them all. Answers null with
/// the exception pending.
using Native = Word (*)(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names);

struct Builtin : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::builtin);
  Fixed<Native> function;
  Fixed<Word> name;
  Fixed<Word> doc;             ///< Str or None.
  Fixed<Type*> owner;          ///< Of a method: the type whose method it is, checked when called.
  Fixed<std::uint64_t> staged; ///< Which staged version interp has of it (intrinsics.hpp); 0: none.
  Fixed<std::uint64_t> minimum, maximum;  ///< Positional arguments, self included; ~0: any number.
  Fixed<Word> module;          ///< Of a module's function: the module's name, a Str; else null.
};

struct BoundMethod : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::bound_method);
  Fixed<Word> function;
  Fixed<Word> self;
};

/// A variable shared by closures.
struct Cell : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::cell);
  Word value;
};

/// The variable of a module or class. Most are set once: code may be built on the value
/// (`assumption`), which is thrown away when it changes; one that changed twice is a variable for good.
struct GlobalCell : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::global_cell);
  Word value;                  ///< Null: no such name (any more).
  std::uint64_t writes;
  struct CellAssumption* assumption;  ///< Null while nobody built on it; C++.
};

struct Property : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::property);
  Fixed<Word> getter, setter, deleter;  ///< Or None.
  Word doc;
};
struct StaticMethod : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::static_method);
  Fixed<Word> function;
};
struct ClassMethod : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::class_method);
  Fixed<Word> function;
};
struct Super : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::super_);
  Fixed<Word> start;           ///< The class after which to look.
  Fixed<Word> self;            ///< Instance or class; None if unbound.
  Fixed<Word> self_type;       ///< The class whose mro counts.
};

struct Module : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::module);
  Fixed<Word> name;
  Fixed<Dict*> dict;           ///< Namespace.
};

/// Generator, coroutine or async generator: it owns its frame. `slots` are locals and operand stack.
struct Generator : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::generator);
  Fixed<Word> function;
  std::uint64_t pc;            ///< Where to go on.
  std::uint64_t depth;         ///< Slots in use.
  std::uint64_t state;         ///< GeneratorState.
  Word name, qualname;
  Word exception;              ///< The handled exception saved while suspended.
  Word attributes;
  Fixed<std::uint64_t> length; ///< Slots there are.
  Tail<Word> slots;
};
enum GeneratorState : std::uint64_t { created, suspended, running, finished };

/// A frame as Python sees it (sys._getframe, tb_frame): a picture of it, made when somebody looks.
struct FrameObject : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::frame_object);
  Fixed<Code*> code;
  Fixed<Dict*> globals;
  Word back;                   ///< The caller's frame, or None.
  Word locals;                 ///< A Dict, or None if nobody kept them.
  std::uint64_t pc;            ///< Index of the instruction.
};

/// Iterators over builtin containers. Over a list, tuple, str or bytes: `source` (null once exhausted) and
/// `index` of the next item. Over a range of small integers: `index` is the next value, `limit` the
/// exclusive stop, `step` the step, no source: it goes on while index < limit (step > 0) or index > limit
/// (step < 0). What the others mean depends on the type.
struct Iterator : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::iterator);
  Word source;                 ///< Null: exhausted.
  std::int64_t index;
  std::int64_t limit;
  std::int64_t step;
  Word more;                   ///< A second source (a function for map and filter, a tuple for zip ...).
};

/// dict.keys(), .values(), .items(); mappingproxy.
struct View : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::view);
  Fixed<Word> dict;
};

/// An object of a C++ module (a file, a random generator): `state` is freed by `destroy`.
struct NativeObject : Object {
  static constexpr auto layout = static_cast<gc::LayoutId>(Layout::native);
  void* state;
  void (*destroy)(void*);
  Word first, second;
  Word attributes;

  void finalise() {
    if (destroy) destroy(state);
  }
};

/// Is `word` a reference to an object laid out as T (whatever its Python type)?
template <class T>
bool is(Word word) {
  return gc::is_object(word) && gc::layout_of(gc::as<Object>(word)->header) == T::layout;
}

/// All layouts: members in the order of the structs above, by their names.
const gc::LayoutTable& layout_table();

inline Shape* shape_of(const Object* object) { return gc::shape_of<Shape>(object->header); }

}  // namespace py
