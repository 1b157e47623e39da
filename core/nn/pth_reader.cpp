#include "nn/pth_reader.h"

#include "nn/pth_archive.h"

#include <torch/torch.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

constexpr int kDeepest = 32;                    // dicts within dicts; a dict may contain itself
constexpr std::size_t kMostValues = 1'000'000;  // visited, lest shared dicts multiply without end

constexpr std::string_view kParameters[] = {"torch._utils._rebuild_parameter",
                                            "torch._utils._rebuild_parameter_with_state"};
constexpr std::string_view kTensors[] = {"torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2"};

bool isOneOf(const std::string& function, std::span<const std::string_view> known) {
  return std::ranges::find(known, function) != known.end();
}

/// Turns what the pickle says into tensors.
class TensorCollector {
 public:
  TensorCollector(const InputFile& file, const PthArchive& archive) : file_(file), archive_(archive) {}

  TensorFile collect() {
    const PickleValue& root = *archive_.document.root;
    if (const auto* object = root.as<PickleCall>(); object && !tensorCall(root)) {
      throw file_.refused("holds a " + object->function + " instead of a dict of tensors; Macadam executes nothing",
                          "save only the weights: torch.save(model.state_dict(), …)");
    }
    if (root.as<PickleDictionary>() == nullptr) {
      throw file_.refused("holds no dict of tensors", "save model.state_dict()");
    }
    visit(root, "", 0);
    return std::move(contents_);
  }

 private:
  /// What builds the tensor of a value; null where it is none.
  static const PickleCall* tensorCall(const PickleValue& value) {
    const PickleCall* call = value.as<PickleCall>();
    for (int depth = 0; call && isOneOf(call->function, kParameters); ++depth) {
      const bool isEmpty = call->arguments == nullptr || call->arguments->items.empty();
      call = isEmpty || depth > kDeepest ? nullptr : call->arguments->items.front()->as<PickleCall>();
    }
    return call && call->arguments && isOneOf(call->function, kTensors) ? call : nullptr;
  }

  void visit(const PickleValue& value, const std::string& name, int depth) {
    if (depth > kDeepest || ++visited_ > kMostValues) throw file_.damaged("nests its dicts without end");
    if (const PickleCall* call = tensorCall(value)) {
      if (!contents_.tensors.emplace(name, view(call->arguments->items)).second) {
        throw file_.damaged("holds the tensor " + name + " twice");
      }
    } else if (const auto* object = value.as<PickleCall>()) {
      contents_.skipped.push_back(name + " (" + object->function + ")");
    } else if (const auto* dictionary = value.as<PickleDictionary>()) {
      for (const auto& [key, item] : dictionary->entries) visit(*item, below(name, text(*key)), depth + 1);
    } else if (const auto* sequence = value.as<PickleSequence>()) {
      for (std::size_t i = 0; i < sequence->items.size(); ++i) {
        visit(*sequence->items[i], below(name, std::to_string(i)), depth + 1);
      }
    }
  }

  static std::string below(const std::string& outer, const std::string& inner) {
    return outer.empty() ? inner : outer + '.' + inner;
  }

  static std::string text(const PickleValue& key) {
    if (const auto* name = key.as<std::string>()) return *name;
    if (const auto* number = key.as<std::int64_t>()) return std::to_string(*number);
    if (const auto* global = key.as<PickleGlobal>()) return global->name;
    return "(a key that is no text)";
  }

  /// (storage, offset, size, stride, …): a view of a storage, refused where it would reach outside.
  torch::Tensor view(const std::vector<const PickleValue*>& arguments) {
    const auto* id = arguments.size() < 4 ? nullptr : arguments[0]->as<PicklePersistentId>();
    const auto* offset = id ? arguments[1]->as<std::int64_t>() : nullptr;
    const auto sizes = offset ? integers(*arguments[2]) : std::nullopt;
    const auto strides = sizes ? integers(*arguments[3]) : std::nullopt;
    if (!strides) throw file_.damaged("builds a tensor in an unknown way");
    const torch::Tensor& storage = storageTensor(storageOf(*id, file_));
    if (!fits(storage.numel(), *offset, *sizes, *strides)) {
      throw file_.damaged("describes a tensor that reaches outside its storage");
    }
    return storage.as_strided(*sizes, *strides, *offset);
  }

  static std::optional<std::vector<std::int64_t>> integers(const PickleValue& value) {
    const auto* sequence = value.as<PickleSequence>();
    if (sequence == nullptr || sequence->items.size() > 64) return std::nullopt;
    std::vector<std::int64_t> numbers;
    for (const PickleValue* item : sequence->items) {
      const auto* number = item->as<std::int64_t>();
      if (number == nullptr) return std::nullopt;
      numbers.push_back(*number);
    }
    return numbers;
  }

  static bool fits(std::int64_t elements, std::int64_t offset, const std::vector<std::int64_t>& sizes,
                   const std::vector<std::int64_t>& strides) {
    const std::optional<std::int64_t> count = elementCount(sizes);
    if (!count || sizes.size() != strides.size() || offset < 0 || offset > elements) return false;
    std::int64_t left = elements - offset - 1;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if (strides[i] < 0) return false;
      if (*count == 0 || sizes[i] == 1 || strides[i] == 0) continue;
      if (strides[i] > left / (sizes[i] - 1)) return false;
      left -= strides[i] * (sizes[i] - 1);
    }
    return *count == 0 || left >= 0;
  }

  const torch::Tensor& storageTensor(const PthStorage& storage) {
    const auto known = storages_.find(storage.key);
    if (known != storages_.end()) {
      if (known->second.scalar_type() != storage.type) throw file_.damaged("gives a storage two element types");
      return known->second;
    }
    const auto place = archive_.storages.find(storage.key);
    if (place == archive_.storages.end()) throw file_.damaged("lacks the storage " + storage.key);
    if (place->second.size != storage.bytes()) {
      throw file_.damaged("holds " + std::to_string(place->second.size) + " bytes for the storage " + storage.key +
                          " where " + std::to_string(storage.bytes()) + " are due");
    }
    return storages_[storage.key] = readTensor(file_, place->second.offset, storage.type, {storage.elements});
  }

  const InputFile& file_;
  const PthArchive& archive_;
  std::map<std::string, torch::Tensor> storages_;
  TensorFile contents_;
  std::size_t visited_ = 0;
};

PthArchive readArchive(const InputFile& file) {
  if (isZipPth(file)) return readZipPth(file);
  if (isLegacyPth(file)) return readLegacyPth(file);
  throw file.refused("holds no weights that Macadam knows", "name a .safetensors file, or a .pth or .pt by torch.save");
}

}  // namespace

TensorFile readPth(const std::filesystem::path& path) {
  const InputFile file(path);
  const PthArchive archive = readArchive(file);
  TensorFile contents = TensorCollector(file, archive).collect();
  if (contents.tensors.empty()) throw file.refused("holds no tensors", "save model.state_dict()");
  return contents;
}

}  // namespace macadam
