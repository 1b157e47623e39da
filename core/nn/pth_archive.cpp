#include "nn/pth_archive.h"

#include "nn/tensor_file.h"
#include "nn/zip_directory.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

// Formats: torch/serialization.py, _save and _legacy_save.
namespace macadam {
namespace {

constexpr std::array<std::pair<std::string_view, torch::ScalarType>, 10> kStorages{
    {{"torch.FloatStorage", torch::kFloat32},
     {"torch.DoubleStorage", torch::kFloat64},
     {"torch.HalfStorage", torch::kFloat16},
     {"torch.BFloat16Storage", torch::kBFloat16},
     {"torch.LongStorage", torch::kInt64},
     {"torch.IntStorage", torch::kInt32},
     {"torch.ShortStorage", torch::kInt16},
     {"torch.CharStorage", torch::kInt8},
     {"torch.ByteStorage", torch::kUInt8},
     {"torch.BoolStorage", torch::kBool}}};

// A pickle of protocol 2 that holds the number 0x1950a86a20f9469cfc6c.
constexpr std::string_view kLegacyMagic{"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15};
constexpr std::int64_t kLegacyProtocol = 1001;

void refuseBigEndian(const InputFile& file) {
  throw file.refused("was written on a big-endian machine", "save it again on a little-endian one");
}

void checkSystem(const PickleValue& system, const InputFile& file) {
  const auto* entries = system.as<PickleDictionary>();
  if (entries == nullptr) throw file.damaged("lacks the description of the system that wrote it");
  for (const auto& [key, value] : entries->entries) {
    const auto* name = key->as<std::string>();
    const bool* littleEndian = value->as<bool>();
    if (name && *name == "little_endian" && littleEndian && !*littleEndian) refuseBigEndian(file);
  }
}

/// The old form also keeps the source of modules outside the pickle: `("module", class, file, text)`.
bool isModuleSource(const PicklePersistentId& id) {
  const auto* fields = id.id->as<PickleSequence>();
  const auto* kind = fields && !fields->items.empty() ? fields->items.front()->as<std::string>() : nullptr;
  return kind && *kind == "module";
}

std::map<std::string, PthStorage> storagesIn(const PickleDocument& document, const InputFile& file) {
  std::map<std::string, PthStorage> storages;
  for (const PickleValue& value : document.values) {
    if (const auto* id = value.as<PicklePersistentId>(); id && !isModuleSource(*id)) {
      PthStorage storage = storageOf(*id, file);
      storages.insert_or_assign(storage.key, storage);
    }
  }
  return storages;
}

/// Behind the pickles: for each key a 64-bit count of elements, then these.
std::map<std::string, ByteRange> locateStorages(const PickleDocument& keys, const PickleDocument& object,
                                                ByteCursor& cursor) {
  const InputFile& file = cursor.file();
  const std::map<std::string, PthStorage> known = storagesIn(object, file);
  const auto* list = keys.root->as<PickleSequence>();
  if (list == nullptr) throw file.damaged("lacks the list of its storages");
  std::map<std::string, ByteRange> places;
  for (const PickleValue* item : list->items) {
    const auto* key = item->as<std::string>();
    const auto storage = key ? known.find(*key) : known.end();
    if (storage == known.end()) throw file.damaged("lists a storage that no tensor uses");
    if (cursor.number<std::int64_t>() != storage->second.elements) {
      throw file.damaged("gives the storage " + *key + " two different sizes");
    }
    const ByteRange place{cursor.position(), storage->second.bytes()};
    cursor.skip(place.size);
    if (!places.emplace(*key, place).second) throw file.damaged("holds the storage " + *key + " twice");
  }
  return places;
}

}  // namespace

bool isLegacyPth(const InputFile& file) {
  return file.size() >= kLegacyMagic.size() && file.text({0, kLegacyMagic.size()}) == kLegacyMagic;
}

bool isZipPth(const InputFile& file) {
  constexpr std::string_view kZipMagic = "PK\x03\x04";
  return file.size() >= kZipMagic.size() && file.text({0, kZipMagic.size()}) == kZipMagic;
}

PthArchive readZipPth(const InputFile& file) {
  const std::map<std::string, ByteRange> entries = readZipDirectory(file);
  const auto pickle = std::find_if(entries.begin(), entries.end(),
                                   [](const auto& entry) { return entry.first.ends_with("/data.pkl"); });
  if (pickle == entries.end()) {
    throw file.refused("is a zip archive but not one by torch.save", "name a .pth, .pt or .safetensors file");
  }
  const std::string folder = pickle->first.substr(0, pickle->first.size() - std::string_view("data.pkl").size());
  const auto byteOrder = entries.find(folder + "byteorder");
  if (byteOrder != entries.end() && file.text(byteOrder->second) == "big") refuseBigEndian(file);

  PthArchive archive;
  ByteCursor cursor(file, pickle->second);
  archive.document = readPickle(cursor);
  const std::string storages = folder + "data/";
  for (const auto& [name, place] : entries) {
    if (name.starts_with(storages)) archive.storages.emplace(name.substr(storages.size()), place);
  }
  return archive;
}

PthArchive readLegacyPth(const InputFile& file) {
  ByteCursor cursor(file, file.whole());
  cursor.skip(kLegacyMagic.size());
  const PickleDocument protocol = readPickle(cursor);
  const auto* version = protocol.root->as<std::int64_t>();
  if (version == nullptr || *version != kLegacyProtocol) throw file.damaged("has an unknown protocol");
  const PickleDocument system = readPickle(cursor);
  checkSystem(*system.root, file);

  PthArchive archive;
  archive.document = readPickle(cursor);
  const PickleDocument keys = readPickle(cursor);
  archive.storages = locateStorages(keys, archive.document, cursor);
  return archive;
}

PthStorage storageOf(const PicklePersistentId& id, const InputFile& file) {
  const auto* fields = id.id->as<PickleSequence>();
  // ('storage', type, key, device, elements); old files add a view of another storage, nearly always None.
  if (fields == nullptr || fields->items.size() < 5) throw file.damaged("refers to a storage in an unknown way");
  if (fields->items.size() > 5 && fields->items[5]->as<std::monostate>() == nullptr) {
    throw file.refused("uses views of storages, a form of PyTorch before 0.4", "load and save it in a newer PyTorch");
  }
  const auto* type = fields->items[1]->as<PickleGlobal>();
  const auto* key = fields->items[2]->as<std::string>();
  const auto* elements = fields->items[4]->as<std::int64_t>();
  if (type == nullptr || key == nullptr || elements == nullptr || !elementCount({*elements})) {
    throw file.damaged("refers to a storage in an unknown way");
  }
  for (const auto& [name, scalarType] : kStorages) {
    if (type->name == name) return {*key, scalarType, *elements};
  }
  throw file.damaged("names " + type->name + " as the type of a storage");
}

}  // namespace macadam
