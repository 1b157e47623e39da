#include "nn/pickle.h"

#include <bit>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <unordered_map>

// Opcodes: Python's Lib/pickletools.py.
namespace macadam {
namespace {

constexpr std::string_view kOrderedDict = "collections.OrderedDict";
constexpr std::size_t kMostCopiedEntries = 1'000'000;  // lest a small hostile file fills the memory

/// Python's unpickling machine, which looks up no name and calls nothing.
class PickleMachine {
 public:
  explicit PickleMachine(ByteCursor& cursor) : cursor_(cursor) {}

  PickleDocument run() {
    for (std::uint8_t opcode = cursor_.byte(); opcode != '.'; opcode = cursor_.byte()) {
      if (!number(opcode) && !text(opcode) && !collection(opcode) && !memo(opcode) && !object(opcode)) refuse(opcode);
    }
    document_.root = pop();
    if (!stack_.empty() || !marks_.empty()) throw cursor_.file().damaged("leaves values over in its pickle");
    return std::move(document_);
  }

 private:
  // clang-format off: one opcode a line
  bool number(std::uint8_t opcode) {
    switch (opcode) {
      case 'N':
        push(std::monostate());
        return true;
      case 0x88:
        push(true);
        return true;
      case 0x89:
        push(false);
        return true;
      case 'J':
        push<std::int64_t>(cursor_.number<std::int32_t>());
        return true;
      case 'K':
        push<std::int64_t>(cursor_.byte());
        return true;
      case 'M':
        push<std::int64_t>(cursor_.number<std::uint16_t>());
        return true;
      case 0x8a:
        push(longInteger(cursor_.byte()));
        return true;
      case 0x8b:
        push(longInteger(cursor_.number<std::uint32_t>()));
        return true;
      case 'G':
        push(bigEndianReal());
        return true;
      case 'I':
      case 'L':
        writtenInteger(cursor_.line());
        return true;
      case 'F':
        push(std::strtod(cursor_.line().c_str(), nullptr));
        return true;
      default:
        return false;
    }
  }

  bool text(std::uint8_t opcode) {
    switch (opcode) {
      case 'X':
      case 'T':
      case 'B':
        push(cursor_.text(cursor_.number<std::uint32_t>()));
        return true;
      case 0x8c:
      case 'U':
      case 'C':
        push(cursor_.text(cursor_.byte()));
        return true;
      case 0x8d:
      case 0x8e:
      case 0x96:
        push(cursor_.text(cursor_.number<std::uint64_t>()));
        return true;
      case 'S':
      case 'V':
        push(cursor_.line());
        return true;
      default:
        return false;
    }
  }

  bool collection(std::uint8_t opcode) {
    switch (opcode) {
      case '(':
        marks_.push_back(stack_.size());
        return true;
      case ')':
      case ']':
      case 0x8f:
        push(PickleSequence());
        return true;
      case '}':
        push(PickleDictionary());
        return true;
      case 't':
      case 'l':
      case 0x91:
        push(PickleSequence{popToMark()});
        return true;
      case 'd':
        push(PickleDictionary{pairs(popToMark())});
        return true;
      case 0x85:
        pushTuple(1);
        return true;
      case 0x86:
        pushTuple(2);
        return true;
      case 0x87:
        pushTuple(3);
        return true;
      case 'a':
        append({pop()});
        return true;
      case 'e':
      case 0x90:
        append(popToMark());
        return true;
      case 's':
        setItems(popLast(2));
        return true;
      case 'u':
        setItems(popToMark());
        return true;
      default:
        return false;
    }
  }

  bool memo(std::uint8_t opcode) {
    switch (opcode) {
      case 'q':
        memo_[cursor_.byte()] = top();
        return true;
      case 'r':
        memo_[cursor_.number<std::uint32_t>()] = top();
        return true;
      case 'p':
        memo_[key(cursor_.line())] = top();
        return true;
      case 0x94:
        memo_[static_cast<std::uint32_t>(memo_.size())] = top();
        return true;
      case 'h':
        recall(cursor_.byte());
        return true;
      case 'j':
        recall(cursor_.number<std::uint32_t>());
        return true;
      case 'g':
        recall(key(cursor_.line()));
        return true;
      case '0':
        pop();
        return true;
      case '1':
        popToMark();
        return true;
      case '2':
        stack_.push_back(top());
        return true;
      case 0x80:
        cursor_.skip(1);
        return true;  // protocol
      case 0x95:
        cursor_.skip(8);
        return true;  // frame
      default:
        return false;
    }
  }

  bool object(std::uint8_t opcode) {
    switch (opcode) {
      case 'c': {
        const std::string module = cursor_.line();
        push(PickleGlobal{module + "." + cursor_.line()});
        return true;
      }
      case 0x93: {
        const std::string name = popText();
        push(PickleGlobal{popText() + "." + name});
        return true;
      }
      case 'i': {
        const std::string module = cursor_.line();
        const std::string name = cursor_.line();
        popToMark();
        push(PickleCall{module + "." + name});
        return true;
      }
      case 'o':
        objectFromMark();
        return true;
      case 0x92:
        pop();  // the arguments that have names
        call();
        return true;
      case 'R':
      case 0x81:
        call();
        return true;
      case 'b':
        pop();  // attributes, as a state dict's `_metadata`
        top();
        return true;
      case 'Q':
        push(PicklePersistentId{pop()});
        return true;
      default:
        return false;
    }
  }
  // clang-format on

  void call() {
    const auto* arguments = pop()->as<PickleSequence>();
    const PickleValue* called = pop();
    const auto* function = called->as<PickleGlobal>();
    if (arguments && called->as<PickleCall>()) return push(*called->as<PickleCall>());  // one that a call has made
    if (arguments == nullptr || function == nullptr) throw cursor_.file().damaged("calls what is no function");
    if (function->name == kOrderedDict) {
      push(orderedDict(*arguments));
    } else {
      push(PickleCall{function->name, arguments});
    }
  }

  /// `OrderedDict()`, or `OrderedDict([[key, value], …])` as Python 2 wrote it.
  PickleDictionary orderedDict(const PickleSequence& arguments) {
    PickleDictionary dictionary;
    if (arguments.items.empty()) return dictionary;
    const auto* pairs = arguments.items.front()->as<PickleSequence>();
    if (pairs == nullptr) throw cursor_.file().damaged("builds an OrderedDict from no list");
    copiedEntries_ += pairs->items.size();
    if (copiedEntries_ > kMostCopiedEntries) throw cursor_.file().damaged("builds too many OrderedDicts");
    for (const PickleValue* item : pairs->items) {
      const auto* pair = item->as<PickleSequence>();
      if (pair == nullptr || pair->items.size() != 2)
        throw cursor_.file().damaged("builds an OrderedDict from no pairs");
      dictionary.entries.emplace_back(pair->items[0], pair->items[1]);
    }
    return dictionary;
  }

  void objectFromMark() {
    const std::vector<const PickleValue*> items = popToMark();
    const auto* function = items.empty() ? nullptr : items.front()->as<PickleGlobal>();
    if (function == nullptr) throw cursor_.file().damaged("builds an object of no class");
    push(PickleCall{function->name});
  }

  void append(const std::vector<const PickleValue*>& items) {
    PickleValue& owner = *top();
    if (auto* sequence = std::get_if<PickleSequence>(&owner.content)) {
      sequence->items.insert(sequence->items.end(), items.begin(), items.end());
    } else if (owner.as<PickleCall>() == nullptr) {
      throw cursor_.file().damaged("appends to what is no list");
    }
  }

  void setItems(const std::vector<const PickleValue*>& items) {
    PickleValue& owner = *top();
    if (auto* dictionary = std::get_if<PickleDictionary>(&owner.content)) {
      const auto added = pairs(items);
      dictionary->entries.insert(dictionary->entries.end(), added.begin(), added.end());
    } else if (owner.as<PickleCall>() == nullptr) {
      throw cursor_.file().damaged("sets items of what is no dict");
    }
  }

  std::vector<std::pair<const PickleValue*, const PickleValue*>> pairs(const std::vector<const PickleValue*>& items) {
    if (items.size() % 2 != 0) throw cursor_.file().damaged("holds a dict with a key and no value");
    std::vector<std::pair<const PickleValue*, const PickleValue*>> entries;
    for (std::size_t i = 0; i < items.size(); i += 2) entries.emplace_back(items[i], items[i + 1]);
    return entries;
  }

  /// As text, `7`, or `7L` as Python 2 wrote it; protocol 1 has `00` and `01` for False and True.
  void writtenInteger(std::string digits) {
    if (digits == "00" || digits == "01") return push(digits == "01");
    if (digits.ends_with('L')) digits.pop_back();
    push(fromDigits<std::int64_t>(digits));
  }

  std::uint32_t key(const std::string& digits) { return fromDigits<std::uint32_t>(digits); }

  template <typename T>
  T fromDigits(const std::string& digits) {
    T value = 0;
    const char* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end) throw cursor_.file().damaged("writes a number as " + digits);
    return value;
  }

  /// Beyond 64 bits, as the state of a random generator is, only the lowest ones.
  std::int64_t longInteger(std::uint64_t length) {
    const std::string bytes = cursor_.text(length);
    std::uint64_t value = !bytes.empty() && static_cast<signed char>(bytes.back()) < 0 ? ~std::uint64_t{0} : 0;
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
      value = value << 8 | static_cast<std::uint8_t>(*byte);
    }
    return static_cast<std::int64_t>(value);
  }

  double bigEndianReal() {
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) bits = bits << 8 | cursor_.byte();
    return std::bit_cast<double>(bits);
  }

  template <typename T>
  void push(T content) {
    document_.values.push_back({std::move(content)});
    stack_.push_back(&document_.values.back());
  }

  void pushTuple(std::size_t count) { push(PickleSequence{popLast(count)}); }

  std::size_t bottom() const { return marks_.empty() ? 0 : marks_.back(); }

  PickleValue* top() {
    if (stack_.size() <= bottom()) throw cursor_.file().damaged("takes a value from an empty stack in its pickle");
    return stack_.back();
  }

  PickleValue* pop() {
    PickleValue* value = top();
    stack_.pop_back();
    return value;
  }

  std::string popText() {
    const auto* text = pop()->as<std::string>();
    if (text == nullptr) throw cursor_.file().damaged("names a global by what is no text");
    return *text;
  }

  std::vector<const PickleValue*> popLast(std::size_t count) {
    if (stack_.size() - bottom() < count)
      throw cursor_.file().damaged("takes a value from an empty stack in its pickle");
    const std::vector<const PickleValue*> items(stack_.end() - static_cast<std::ptrdiff_t>(count), stack_.end());
    stack_.resize(stack_.size() - count);
    return items;
  }

  std::vector<const PickleValue*> popToMark() {
    if (marks_.empty()) throw cursor_.file().damaged("lacks a mark in its pickle");
    std::vector<const PickleValue*> items = popLast(stack_.size() - marks_.back());
    marks_.pop_back();
    return items;
  }

  void recall(std::uint32_t key) {
    const auto found = memo_.find(key);
    if (found == memo_.end()) throw cursor_.file().damaged("refers to a value that its pickle does not hold");
    stack_.push_back(found->second);
  }

  [[noreturn]] void refuse(std::uint8_t opcode) const {
    char code[8];
    std::snprintf(code, sizeof code, "0x%02x", opcode);
    throw cursor_.file().refused(std::string("uses the pickle instruction ") + code + ", which weights do not need",
                                 "save only the weights: torch.save(model.state_dict(), …)");
  }

  ByteCursor& cursor_;
  PickleDocument document_;
  std::vector<PickleValue*> stack_;
  std::vector<std::size_t> marks_;
  std::size_t copiedEntries_ = 0;
  std::unordered_map<std::uint32_t, PickleValue*> memo_;
};

}  // namespace

PickleDocument readPickle(ByteCursor& cursor) {
  return PickleMachine(cursor).run();
}

}  // namespace macadam
