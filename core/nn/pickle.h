#pragma once

#include "base/byte_cursor.h"

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace macadam {

struct PickleValue;

/// A class or function by its name, `torch.FloatStorage`; only the name, nothing is looked up.
struct PickleGlobal {
  std::string name;
};

/// A list or a tuple.
struct PickleSequence {
  std::vector<const PickleValue*> items;
};

/// A dict or an OrderedDict, in the file's order.
struct PickleDictionary {
  std::vector<std::pair<const PickleValue*, const PickleValue*>> entries;
};

/// A call that Python would make on loading; here it is a note of what was asked for. An object is one, of its class.
struct PickleCall {
  std::string function;
  const PickleSequence* arguments = nullptr;
};

/// A reference to something kept outside the pickle.
struct PicklePersistentId {
  const PickleValue* id = nullptr;
};

/// A Python value as its pickle describes it. `monostate` is None.
struct PickleValue {
  std::variant<std::monostate, bool, std::int64_t, double, std::string, PickleGlobal, PickleSequence, PickleDictionary,
               PickleCall, PicklePersistentId>
      content;

  template <typename T>
  const T* as() const {
    return std::get_if<T>(&content);
  }
};

/// A pickle read as plain data. Values may share others and, in a hostile file, contain themselves.
struct PickleDocument {
  std::deque<PickleValue> values;  ///< All of them; the pointers above point in here.
  const PickleValue* root = nullptr;
};

/// Reads one pickle (protocols 0 to 5) and executes nothing: a call becomes a PickleCall, and what Python would set or
/// put into an object afterwards is passed over.
/// @throws Error that names the file when it is malformed.
PickleDocument readPickle(ByteCursor& cursor);

}  // namespace macadam
