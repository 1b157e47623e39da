#include "nn/pth_reader.h"

#include "nn/pth_archive.h"

#include <torch/torch.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

constexpr int kDeepest = 32;                    // dicts within dicts; a dict may contain itself
constexpr std::size_t kMostValues = 1'000'000;  // visited, lest shared dicts multiply without end

/// Turns what the pickle says into tensors.
class TensorCollector {
 public:
  TensorCollector(const InputFile& file, const PthArchive& archive) : file_(file), archive_(archive) {}

  TensorMap collect() {
    visit(chosenRoot(), "", 0);
    return std::move(tensors_);
  }

 private:
  static bool isTensor(const PickleValue& value) { return value.as<PickleCall>() != nullptr; }

  static bool holdsTensors(const PickleValue& value) {
    const auto* dictionary = value.as<PickleDictionary>();
    return dictionary && std::any_of(dictionary->entries.begin(), dictionary->entries.end(),
                                     [](const auto& entry) { return isTensor(*entry.second); });
  }

  const PickleValue& chosenRoot() const {
    const PickleValue* root = archive_.document.root;
    const auto* dictionary = root->as<PickleDictionary>();
    if (dictionary == nullptr) throw file_.refused("holds no dict of tensors", "save model.state_dict()");
    for (const std::string_view wanted : {"state_dict", "model"}) {
      for (const auto& [key, value] : dictionary->entries) {
        const auto* name = key->as<std::string>();
        if (name && *name == wanted && holdsTensors(*value)) return *value;
      }
    }
    return *root;
  }

  void visit(const PickleValue& value, const std::string& name, int depth) {
    if (depth > kDeepest || ++visited_ > kMostValues) throw file_.damaged("nests its dicts without end");
    if (isTensor(value)) {
      if (!tensors_.emplace(name, tensor(value)).second) throw file_.damaged("holds the tensor " + name + " twice");
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

  std::string text(const PickleValue& key) const {
    if (const auto* name = key.as<std::string>()) return *name;
    if (const auto* number = key.as<std::int64_t>()) return std::to_string(*number);
    throw file_.refused("holds a dict whose keys are neither texts nor numbers", "save model.state_dict()");
  }

  torch::Tensor tensor(const PickleValue& value) {
    const PickleCall* call = value.as<PickleCall>();
    for (int depth = 0; call && call->function == "torch._utils._rebuild_parameter"; ++depth) {
      const auto& arguments = call->arguments->items;
      call = arguments.empty() || depth > kDeepest ? nullptr : arguments.front()->as<PickleCall>();
    }
    const bool known = call && (call->function == "torch._utils._rebuild_tensor_v2" ||
                                call->function == "torch._utils._rebuild_tensor");
    if (!known) throw file_.damaged("builds a tensor in an unknown way");
    return view(call->arguments->items);
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
  TensorMap tensors_;
  std::size_t visited_ = 0;
};

/// DataParallel puts `module.` before every name.
TensorMap withoutModulePrefix(TensorMap tensors) {
  constexpr std::string_view kPrefix = "module.";
  const bool all =
      std::all_of(tensors.begin(), tensors.end(), [&](const auto& item) { return item.first.starts_with(kPrefix); });
  if (!all) return tensors;
  TensorMap renamed;
  for (auto& [name, tensor] : tensors) renamed.emplace(name.substr(kPrefix.size()), std::move(tensor));
  return renamed;
}

PthArchive readArchive(const InputFile& file) {
  if (isZipPth(file)) return readZipPth(file);
  if (isLegacyPth(file)) return readLegacyPth(file);
  throw file.refused("holds no weights that Macadam knows", "name a .safetensors file, or a .pth or .pt by torch.save");
}

}  // namespace

TensorMap readPth(const std::filesystem::path& path) {
  const InputFile file(path);
  const PthArchive archive = readArchive(file);
  TensorMap tensors = TensorCollector(file, archive).collect();
  if (tensors.empty()) throw file.refused("holds no tensors", "save model.state_dict()");
  return withoutModulePrefix(std::move(tensors));
}

}  // namespace macadam
