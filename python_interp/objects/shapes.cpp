#include "python_interp/objects/shapes.hpp"

#include <algorithm>
#include <set>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"

namespace py {

namespace {

Shape* make_shape(VM& vm, const Shape& like) {
  Shape* shape = allocate<Shape>(vm, nullptr);
  if (!shape) return nullptr;
  const gc::Header header = shape->header;
  *shape = like;
  shape->header = header;
  vm.own->shapes.push_back(shape);
  return shape;
}

bool has_inline_slots(const Object* object) { return is<Instance>(gc::reference(object)); }

Array* overflow(Object* object) {
  const Word storage = *storage_of(object);
  return gc::is_null(storage) ? nullptr : gc::as<Array>(storage);
}

Word* slot(Object* object, std::uint64_t index) {
  const std::uint64_t capacity = shape_of(object)->inline_capacity;
  if (index < capacity) return &static_cast<Instance*>(object)->slots[index];
  return &overflow(object)->items[index - capacity];
}

/// Makes room for the attribute `index` of an object whose shape has `capacity` inline slots.
bool make_room(VM& vm, Object* object, std::uint64_t index, std::uint64_t capacity) {
  if (index < capacity) return true;
  const std::uint64_t needed = index - capacity + 1;
  Array* const old = overflow(object);
  if (old && old->length >= needed) return true;
  const std::uint64_t room = std::max<std::uint64_t>(needed, old ? old->length * 2 : 4);
  Array* const fresh = allocate<Array>(vm, nullptr, room);
  if (!fresh) return false;
  fresh->length.value = room;
  if (old) std::copy_n(old->items.data(), old->length, fresh->items.data());
  *storage_of(object) = gc::reference(fresh);
  return true;
}

/// The class's later instances shall have a slot for attribute `index`, too. How they are made (found with
/// their __init__) is to be looked up anew.
void learn_capacity(VM& vm, const Object* object, std::uint64_t index) {
  if (!has_inline_slots(object)) return;
  Type* const type = shape_of(object)->type;
  const std::uint64_t wanted = std::min(most_inline_capacity, (index + 4) / 4 * 4 + 1);
  if (wanted <= type->root_shape->inline_capacity) return;
  Shape* const root = root_shape(vm, type, wanted);
  if (!root) return;
  type->root_shape = root;
  invalidate_class(vm, type, vm.names->init);
}

Shape* dictionary_shape(VM& vm, Object* object, Type* type) {
  Shape*& known = type->caches->dictionary_shape;
  const auto layout = static_cast<Layout>(gc::layout_of(object->header));
  if (!known) known = make_root_shape(vm, type, layout, 0, true);
  return known;
}

/// Forgets all attributes, then sets these; the object's shape becomes `root` or one below it.
bool rebuild(VM& vm, Object* object, Shape* root,
             const std::vector<std::pair<Str*, Word>>& attributes) {
  Words held(vm);
  for (auto& [name, value] : attributes) held.push(value);
  for (std::uint64_t i = 0; i < shape_of(object)->inline_capacity; ++i)
    static_cast<Instance*>(object)->slots[i] = null;
  *storage_of(object) = null;
  object->header = gc::make_header(gc::layout_of(object->header), root);
  for (auto& [name, value] : attributes)
    if (!set_own_attribute(vm, object, name, value)) return false;
  return true;
}

/// Adds what the methods in a class's own namespace set on their first parameter.
void add_stored_names(const Type* type, std::set<const Str*>& names) {
  std::uint64_t position = 0;
  for (Word key, value; dict_next(type->dict, position, key, value);) {
    if (!is<Function>(value)) continue;
    const Code* const code = gc::as<Function>(value)->code;
    for (const Word name : items_of(static_cast<Tuple*>(code->stored_names))) names.insert(gc::as<Str>(name));
  }
}

}  // namespace

Shape* make_root_shape(VM& vm, Type* type, Layout layout, std::uint64_t inline_capacity,
                       bool dictionary) {
  Shape like{};
  like.type.value = type;
  like.inline_capacity.value = inline_capacity;
  like.instance_layout.value = static_cast<std::uint64_t>(layout);
  like.dictionary.value = dictionary;
  return make_shape(vm, like);
}

Shape* root_shape(VM& vm, Type* type, std::uint64_t inline_capacity) {
  std::vector<Shape*>& roots = type->caches->roots;
  for (Shape* root : roots)
    if (root->inline_capacity == inline_capacity) return root;
  Shape* const made = make_root_shape(vm, type, static_cast<Layout>(type->instance_layout),
                                      inline_capacity, false);
  if (made) roots.push_back(made);
  return made;
}

bool expect_attributes(VM& vm, Type* type) {
  if (type->root_shape->inline_capacity == 0) return true;
  std::set<const Str*> names;
  for (const Word base : items_of(type->mro)) add_stored_names(gc::as<Type>(base), names);
  if (names.empty()) return true;
  Shape* const root = root_shape(vm, type, std::min<std::uint64_t>(names.size() | 1, most_inline_capacity));
  if (root) type->root_shape = root;
  return root;
}

std::int64_t find_slot(const Shape* shape, const Str* name) {
  for (; shape->count != 0; shape = shape->parent)
    if (gc::as<const Str>(shape->last_name) == name)
      return static_cast<std::int64_t>(shape->count) - 1;
  return -1;
}

Shape* shape_with(VM& vm, Shape* shape, Str* name) {
  if (shape->dictionary || shape->count >= most_attributes) return nullptr;
  if (shape->transitions) {
    if (const Word known = dict_get(vm, shape->transitions, name); !gc::is_null(known))
      return gc::as<Shape>(known);
    if (shape->transitions->used >= most_transitions) return nullptr;
  } else {
    shape->transitions = make_dict(vm);
    if (!shape->transitions) return nullptr;
  }
  Shape like = *shape;
  like.count.value += 1;
  like.parent.value = shape;
  like.last_name.value = gc::reference(name);
  like.transitions = nullptr;
  Shape* const next = make_shape(vm, like);
  if (!next || !dict_set(vm, shape->transitions, gc::reference(name), gc::reference(next)))
    return nullptr;
  return next;
}

bool storage_field(gc::LayoutId layout, gc::Field* field) {
  switch (static_cast<Layout>(layout)) {
    case Layout::instance: *field = gc::field_of<&Instance::extra>(); return true;
    case Layout::wrapped: *field = gc::field_of<&Wrapped::attributes>(); return true;
    case Layout::list: *field = gc::field_of<&List::attributes>(); return true;
    case Layout::dict: *field = gc::field_of<&Dict::attributes>(); return true;
    case Layout::set: *field = gc::field_of<&Set::attributes>(); return true;
    case Layout::exception: *field = gc::field_of<&Exception::attributes>(); return true;
    case Layout::function: *field = gc::field_of<&Function::attributes>(); return true;
    case Layout::generator: *field = gc::field_of<&Generator::attributes>(); return true;
    case Layout::native: *field = gc::field_of<&NativeObject::attributes>(); return true;
    default: return false;
  }
}

Word* storage_of(Object* object) {
  gc::Field field;
  if (!storage_field(gc::layout_of(object->header), &field)) return nullptr;
  return reinterpret_cast<Word*>(reinterpret_cast<char*>(object) + field.offset);
}

Word own_attribute(VM& vm, Object* object, Str* name) {
  const Shape* const shape = shape_of(object);
  if (shape->dictionary) {
    const Word storage = *storage_of(object);
    return gc::is_null(storage) ? null : dict_get(vm, gc::as<Dict>(storage), name);
  }
  const std::int64_t index = find_slot(shape, name);
  return index < 0 ? null : *slot(object, static_cast<std::uint64_t>(index));
}

bool set_own_attribute(VM& vm, Object* object, Str* name, Word value) {
  Shape* const shape = shape_of(object);
  if (!shape->dictionary) {
    if (const std::int64_t index = find_slot(shape, name); index >= 0) {
      *slot(object, static_cast<std::uint64_t>(index)) = value;
      return true;
    }
    if (Shape* const next = shape_with(vm, shape, name)) {
      const std::uint64_t index = shape->count;
      if (index >= shape->inline_capacity) learn_capacity(vm, object, index);
      if (!make_room(vm, object, index, shape->inline_capacity)) return false;
      *slot(object, index) = value;
      object->header = gc::make_header(gc::layout_of(object->header), next);
      return true;
    }
    if (!gc::is_null(vm.pending)) return false;
  }
  Dict* const dict = own_dictionary(vm, object);
  return dict && dict_set(vm, dict, gc::reference(name), value);
}

int delete_own_attribute(VM& vm, Object* object, Str* name) {
  Shape* const shape = shape_of(object);
  if (shape->dictionary) {
    const Word storage = *storage_of(object);
    return gc::is_null(storage) ? 0
                                : dict_delete(vm, gc::as<Dict>(storage), gc::reference(name));
  }
  if (find_slot(shape, name) < 0) return 0;
  auto attributes = own_attributes(object);
  std::erase_if(attributes, [&](auto& attribute) { return attribute.first == name; });
  Shape* root = shape;
  while (root->count != 0) root = root->parent;
  return rebuild(vm, object, root, attributes) ? 1 : -1;
}

std::vector<std::pair<Str*, Word>> own_attributes(Object* object) {
  std::vector<std::pair<Str*, Word>> all;
  const Shape* shape = shape_of(object);
  if (shape->dictionary) {
    const Word storage = *storage_of(object);
    std::uint64_t position = 0;
    Word key, value;
    if (!gc::is_null(storage))
      while (dict_next(gc::as<Dict>(storage), position, key, value))
        if (is<Str>(key)) all.emplace_back(gc::as<Str>(key), value);
    return all;
  }
  for (; shape->count != 0; shape = shape->parent)
    all.emplace_back(gc::as<Str>(shape->last_name), *slot(object, shape->count - 1));
  std::ranges::reverse(all);
  return all;
}

Dict* own_dictionary(VM& vm, Object* object) {
  Word* const storage = storage_of(object);
  if (shape_of(object)->dictionary) {
    if (gc::is_null(*storage))
      if (Dict* const made = make_dict(vm)) *storage = gc::reference(made);
    return gc::as<Dict>(*storage);
  }
  Dict* const dict = make_dict(vm);
  if (!dict) return nullptr;
  for (auto& [name, value] : own_attributes(object))
    if (!dict_set(vm, dict, gc::reference(name), value)) return nullptr;
  return set_own_dictionary(vm, object, dict) ? dict : nullptr;
}

bool set_own_dictionary(VM& vm, Object* object, Dict* dict) {
  if (!shape_of(object)->dictionary) {
    Shape* const shape = dictionary_shape(vm, object, shape_of(object)->type);
    if (!shape) return false;
    for (std::uint64_t i = 0; i < shape_of(object)->inline_capacity; ++i)
      static_cast<Instance*>(object)->slots[i] = null;
    *storage_of(object) = null;
    object->header = gc::make_header(gc::layout_of(object->header), shape);
  }
  *storage_of(object) = gc::reference(dict);
  return true;
}

bool change_type(VM& vm, Object* object, Type* type) {
  if (shape_of(object)->dictionary) {
    Shape* const shape = dictionary_shape(vm, object, type);
    if (shape) object->header = gc::make_header(gc::layout_of(object->header), shape);
    return shape;
  }
  const auto attributes = own_attributes(object);
  const std::uint64_t capacity =
      has_inline_slots(object) ? std::uint64_t{static_cast<Instance*>(object)->length} : 0;
  Shape* const root = root_shape(vm, type, capacity);
  return root && rebuild(vm, object, root, attributes);
}

}  // namespace py
