// Calling: whatever can be called, special methods, and the arguments of functions in C++.
#include <algorithm>
#include <new>
#include <stdexcept>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/descriptors.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

/// Arguments with one more in front, on the stack if they are few.
class Prefixed {
 public:
  Prefixed(VM& vm, Word first, std::span<const Word> rest) : more_(vm) {
    if (rest.size() < std::size(few_)) {
      few_[0] = first;
      std::copy(rest.begin(), rest.end(), few_ + 1);
      all_ = {few_, rest.size() + 1};
    } else {
      more_.push(first);
      for (const Word word : rest) more_.push(word);
      all_ = more_;
    }
  }
  operator std::span<const Word>() const { return all_; }

 private:
  Word few_[8];
  Words more_;
  std::span<const Word> all_;
};

std::string name_of(const Builtin* builtin) {
  std::string name = to_utf8(gc::as<Str>(builtin->name));
  const Word module = builtin->module;
  if (is<Str>(module) && !str_equals(gc::as<Str>(module), "builtins"))
    name = to_utf8(gc::as<Str>(module)) + "." + name;
  if (builtin->owner.value)
    name = to_utf8(gc::as<Str>(static_cast<Type*>(builtin->owner)->name)) + "." + name;
  return name;
}

Word raise_argument_count(VM& vm, const Builtin* builtin, const Word* arguments, std::uint64_t given) {
  // Of C++'s __new__ the class is the first argument, and gives the name.
  const bool makes = given > 0 && is<Type>(arguments[0]) && gc::as<Str>(builtin->name) == vm.names->new_;
  const auto self = static_cast<std::uint64_t>(builtin->owner.value != nullptr || makes);
  const std::uint64_t least = builtin->minimum - self, most = builtin->maximum - self;
  const std::uint64_t got = given - self;
  const std::string name =
      makes ? to_utf8(gc::as<Str>(gc::as<Type>(arguments[0])->name)) : name_of(builtin);
  const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  if (most == 0)
    return raise(vm, vm.exceptions.TypeError, "%s() takes no arguments (%llu given)", name.c_str(),
                 number(got));
  if (least == 1 && most == 1)
    return raise(vm, vm.exceptions.TypeError, "%s() takes exactly one argument (%llu given)",
                 name.c_str(), number(got));
  const std::uint64_t limit = got < least ? least : most;
  const char* const how = least == most ? "" : got < least ? "at least " : "at most ";
  const std::string plain = makes ? name : to_utf8(gc::as<Str>(builtin->name));
  return raise(vm, vm.exceptions.TypeError, "%s expected %s%llu argument%s, got %llu", plain.c_str(),
               how, number(limit), limit == 1 ? "" : "s", number(got));
}

bool check_self(VM& vm, const Builtin* builtin, const Word* arguments, std::uint64_t count) {
  Type* const owner = builtin->owner;
  if (count == 0) {
    raise(vm, vm.exceptions.TypeError, "unbound method %s() needs an argument",
          name_of(builtin).c_str());
    return false;
  }
  if (type_of(vm, arguments[0]) == owner || is_instance(vm, arguments[0], owner)) return true;
  raise(vm, vm.exceptions.TypeError, "descriptor %R for '%S' objects doesn't apply to a '%T' object",
        builtin->name, owner->name, arguments[0]);
  return false;
}

Word call_builtin(VM& vm, const Builtin* builtin, const Word* arguments, std::uint64_t count,
                  Word keyword_names) {
  if (builtin->owner.value && !check_self(vm, builtin, arguments, count)) return null;
  if (builtin->maximum != ~std::uint64_t{0}) {
    if (!gc::is_null(keyword_names) && gc::as<Tuple>(keyword_names)->length != 0)
      return raise(vm, vm.exceptions.TypeError, "%s() takes no keyword arguments",
                   name_of(builtin).c_str());
    if (count < builtin->minimum || count > builtin->maximum)
      return raise_argument_count(vm, builtin, arguments, count);
  } else if (positional_count(count, keyword_names) < builtin->minimum) {
    return raise_argument_count(vm, builtin, arguments, count);
  }
  return run_native(vm, builtin->function, arguments, count, keyword_names);
}

constexpr const char* while_calling = " while calling a Python object";

/// The attribute of a special method, its receiver bound; `binds` tells whether self comes first.
Word special_callable(VM& vm, const Attribute* found, Word object, Str* name, bool* binds) {
  *binds = false;
  switch (found->found) {
    case Found::method: *binds = true; return found->value;
    case Found::static_method: return found->value;
    case Found::class_value: return found->cell->value;
    default: break;
  }
  Type* const type = type_of(vm, object);
  return descriptor_get(vm, find_in_type(vm, type, name), object, type);
}

bool raise_missing_argument(VM& vm, const Signature& signature, int index) {
  if (signature.names[static_cast<std::size_t>(index)][0] == '\0')
    raise(vm, vm.exceptions.TypeError, "%s() takes at least %d positional argument%s (%d given)",
          signature.function, signature.required, signature.required == 1 ? "" : "s", index);
  else
    raise(vm, vm.exceptions.TypeError, "%s() missing required argument '%s' (pos %d)",
          signature.function, signature.names[static_cast<std::size_t>(index)], index + 1);
  return false;
}

bool raise_too_many(VM& vm, const Signature& signature, std::uint64_t given, int parameters) {
  const int limit = std::min(signature.positional, parameters);
  if (limit == 0 && parameters > 0) {
    raise(vm, vm.exceptions.TypeError, "%s() takes no positional arguments", signature.function);
    return false;
  }
  const bool some_by_name = limit < parameters;
  const char* const how = signature.required >= limit ? "exactly" : "at most";
  if (limit == 0)
    raise(vm, vm.exceptions.TypeError, "%s() takes no positional arguments", signature.function);
  else raise(vm, vm.exceptions.TypeError, "%s() takes %s %d %sargument%s (%llu given)", signature.function,
        how, limit, some_by_name ? "positional " : "", limit == 1 ? "" : "s",
        static_cast<unsigned long long>(given));
  return false;
}

}  // namespace

Word run_native(VM& vm, Native function, const Word* arguments, std::uint64_t count, Word keyword_names) {
  const std::int64_t depth = vm.own->native_depth;
  if (depth >= most_native_depth) [[unlikely]] return raise_recursion(&vm);
  vm.own->native_depth = depth + 1;
  Word result = null;
  try {
    result = function(vm, arguments, count, keyword_names);
  } catch (const std::bad_alloc&) {
    raise_memory_error(vm);
  } catch (const std::length_error&) {
    raise_memory_error(vm);
  }
  vm.own->native_depth = depth;
  return result;
}

bool is_too_deep(VM& vm, const char* where) {
  if (vm.own->native_depth + 1 < most_native_depth) [[likely]] return false;
  raise(vm, vm.exceptions.RecursionError, "maximum recursion depth exceeded%s", where);
  return true;
}

Word call(VM& vm, Word callable, std::span<const Word> arguments, Word keyword_names) {
  if (gc::is_object(callable)) {
    switch (static_cast<Layout>(gc::layout_of(gc::as<Object>(callable)->header))) {
      case Layout::function:
        return vm.hooks.call_function(vm, gc::as<Function>(callable), arguments.data(),
                                      arguments.size(), keyword_names);
      case Layout::builtin:
        return call_builtin(vm, gc::as<Builtin>(callable), arguments.data(), arguments.size(),
                            keyword_names);
      case Layout::bound_method: {
        const auto* method = gc::as<BoundMethod>(callable);
        if (is_too_deep(vm, while_calling)) return null;
        ++vm.own->native_depth;
        const Word result =
            call(vm, method->function, Prefixed(vm, method->self, arguments), keyword_names);
        --vm.own->native_depth;
        return result;
      }
      case Layout::type:
        if (type_of(vm, callable) == vm.types.type)
          return call_type(vm, gc::as<Type>(callable), arguments, keyword_names);
        break;
      default: break;
    }
  }
  if (is_too_deep(vm, while_calling)) return null;
  ++vm.own->native_depth;
  const Word result =
      call_special_with(vm, callable, vm.names->call, arguments, keyword_names);
  --vm.own->native_depth;
  if (gc::is_null(result) && gc::is_null(vm.pending))
    return raise(vm, vm.exceptions.TypeError, "'%T' object is not callable", callable);
  return result;
}

Word call_special_with(VM& vm, Word object, Str* name, std::span<const Word> arguments,
                       Word keyword_names) {
  const Attribute* const found = find_special(&vm, word_header(&vm, object), name);
  if (found->found == Found::missing) return null;
  bool binds;
  const Word callable = special_callable(vm, found, object, name, &binds);
  if (gc::is_null(callable)) return null;
  if (binds) return call(vm, callable, Prefixed(vm, object, arguments), keyword_names);
  return call(vm, callable, arguments, keyword_names);
}

Word call_special(VM& vm, Word object, Str* name, std::span<const Word> arguments) {
  return call_special_with(vm, object, name, arguments, null);
}

Word call_method(VM& vm, Word object, std::string_view name, std::span<const Word> arguments) {
  Str* const key = intern(vm, name);
  if (!key) return null;
  const Attribute* const found = find_attribute(&vm, word_header(&vm, object), key);
  if (found->found == Found::method)
    return call(vm, found->value, Prefixed(vm, object, arguments));
  const Word method = get_attribute(&vm, object, key);
  return gc::is_null(method) ? null : call(vm, method, arguments);
}

bool is_callable(VM& vm, Word word) {
  return is<Function>(word) || is<Builtin>(word) ||
         find_special(&vm, word_header(&vm, word), vm.names->call)->found != Found::missing;
}

bool no_keywords(VM& vm, const char* function, Word keyword_names) {
  if (gc::is_null(keyword_names) || gc::as<Tuple>(keyword_names)->length == 0) return true;
  raise(vm, vm.exceptions.TypeError, "%s() takes no keyword arguments", function);
  return false;
}

bool bind(VM& vm, const Signature& signature, const Word* arguments, std::uint64_t count,
          Word keyword_names, std::span<Word> values) {
  const auto parameters = static_cast<int>(
      std::find(signature.names.begin(), signature.names.end(), nullptr) - signature.names.begin());
  const std::uint64_t positional = positional_count(count, keyword_names);
  std::ranges::fill(values, null);
  if (positional > static_cast<std::uint64_t>(std::min(signature.positional, parameters)))
    return raise_too_many(vm, signature, positional, parameters);
  std::copy_n(arguments, positional, values.begin());
  for (std::uint64_t i = positional; i < count; ++i) {
    const Word word = gc::as<Tuple>(keyword_names)->items[i - positional];
    const std::string name = to_utf8(gc::as<Str>(word));
    int place = 0;
    while (place < parameters && (name.empty() || name != signature.names[static_cast<std::size_t>(place)]))
      ++place;
    if (place == parameters) {
      raise(vm, vm.exceptions.TypeError, "%R is an invalid keyword argument for %s()", word,
            signature.function);
      return false;
    }
    if (!gc::is_null(values[static_cast<std::size_t>(place)])) {
      raise(vm, vm.exceptions.TypeError, "argument for %s() given by name ('%s') and position (%d)",
            signature.function, name.c_str(), place + 1);
      return false;
    }
    values[static_cast<std::size_t>(place)] = arguments[i];
  }
  for (int i = 0; i < signature.required; ++i)
    if (gc::is_null(values[static_cast<std::size_t>(i)])) return raise_missing_argument(vm, signature, i);
  return true;
}

Word wrap(VM& vm, Type* type, Word value) {
  if (gc::is_null(value) || !(type->flags & type_is_heap)) return value;
  auto* const made = allocate<Wrapped>(vm, type);
  if (!made) return null;
  made->value.value = value;
  return gc::reference(made);
}

bool collect(VM& vm, Word iterable, Words& into) {
  if (is<Tuple>(iterable)) {
    const auto* tuple = gc::as<Tuple>(iterable);
    for (std::uint64_t i = 0; i < tuple->length; ++i) into.push(tuple->items.first[i]);
    return true;
  }
  const Word iterator = get_iterator(&vm, iterable);
  if (gc::is_null(iterator)) return false;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending);
    into.push(item);
  }
}

Builtin* make_builtin(VM& vm, Type* owner, const NativeMethod& method) {
  const bool bound = method.binding == NativeMethod::method && owner;
  const bool special = std::string_view(method.name).starts_with("__");
  Type* const type = !bound ? vm.types.builtin
                     : special ? vm.types.wrapper_descriptor
                               : vm.types.method_descriptor;
  auto* const made = allocate<Builtin>(vm, type);
  if (!made) return nullptr;
  made->function.value = method.function;
  made->name.value = gc::reference(intern(vm, method.name));
  made->doc.value = method.doc ? gc::reference(make_str(vm, method.doc)) : none;
  made->owner.value = bound ? owner : nullptr;
  made->staged.value = static_cast<std::uint64_t>(method.staged);
  made->minimum.value = static_cast<std::uint64_t>(method.minimum);
  made->maximum.value = method.maximum < 0 ? ~std::uint64_t{0} : static_cast<std::uint64_t>(method.maximum);
  return made;
}

namespace {

template <class T>
Word wrapped_in(VM& vm, Type* type, Word function) {
  auto* const made = allocate<T>(vm, type);
  made->function.value = function;
  return gc::reference(made);
}

}  // namespace

void add_methods(VM& vm, Type* type, std::span<const NativeMethod> methods) {
  for (const NativeMethod& method : methods) {
    Word value = gc::reference(make_builtin(vm, type, method));
    if (method.binding == NativeMethod::class_)
      value = wrapped_in<ClassMethod>(vm, vm.types.classmethod, value);
    if (method.binding == NativeMethod::static_)
      value = wrapped_in<StaticMethod>(vm, vm.types.staticmethod, value);
    set_class_value(vm, type, intern(vm, method.name), value);
  }
}

void add_functions(VM& vm, Module* module, std::span<const NativeMethod> functions) {
  for (const NativeMethod& function : functions) {
    Builtin* const made = make_builtin(vm, nullptr, function);
    made->module.value = module->name;
    set_global(vm, module->dict, function.name, gc::reference(made));
  }
}

}  // namespace py
