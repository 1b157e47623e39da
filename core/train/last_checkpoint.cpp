#include "train/last_checkpoint.h"

#include "base/file_format.h"
#include "nn/safetensors.h"
#include "train/checkpoint_format.h"

#include <torch/torch.h>

#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <string_view>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::array kNewestFirst{kLastFile, "last-1.safetensors", "last-2.safetensors"};
constexpr const char* kChecksum = "checksum";

/// A 64-bit sum over bytes and their order, at the speed of memory: against damage, not against forgery.
class Checksum {
 public:
  void add(const void* bytes, std::size_t count) {
    const auto* position = static_cast<const unsigned char*>(bytes);
    for (; count >= sizeof(std::uint64_t); count -= sizeof(std::uint64_t), position += sizeof(std::uint64_t)) {
      std::uint64_t word;
      std::memcpy(&word, position, sizeof word);
      mix(word);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, position, count);
    mix(rest ^ (std::uint64_t{count} << 56));
  }
  void add(std::string_view text) { add(text.data(), text.size()); }

  std::string text() const {
    std::string digits(16, '0');
    for (int i = 0; i < 16; ++i) digits[static_cast<std::size_t>(i)] = "0123456789abcdef"[sum_ >> (60 - 4 * i) & 15];
    return digits;
  }

 private:
  void mix(std::uint64_t word) { sum_ = std::rotl((sum_ ^ word) * 0x9e3779b97f4a7c15ULL, 29); }

  std::uint64_t sum_ = 0x4d61636164616d31ULL;
};

/// Over every note but the checksum itself, and every tensor; the tensors lie on the CPU without gaps.
std::string checksumOf(const TensorFile& file) {
  Checksum sum;
  for (const auto& [key, value] : file.metadata) {
    if (key == kChecksum) continue;
    sum.add(key);
    sum.add(value);
  }
  for (const auto& [name, tensor] : file.tensors) {
    sum.add(name);
    sum.add(tensor.data_ptr(), tensor.nbytes());
  }
  return sum.text();
}

/// Checkpoints of earlier versions have none.
void requireChecksum(const TensorFile& file, const std::string& source) {
  const auto kept = file.metadata.find(kChecksum);
  if (kept == file.metadata.end() || kept->second == checksumOf(file)) return;
  throw Error(source, "does not hold what was written into it: its checksum differs",
              "it is damaged: restore it from a copy");
}

/// Moves each checkpoint a place back. The newest keeps its name as well until it is replaced, where the file system
/// can give a file two.
void shiftBack(const fs::path& folder) {
  const fs::path last = folder / kNewestFirst[0], second = folder / kNewestFirst[1];
  std::error_code none;
  if (!fs::exists(last, none) || fs::equivalent(last, second, none)) return;  // shifted before a write that failed
  fs::rename(second, folder / kNewestFirst[2], none);
  fs::create_hard_link(last, second, none);
  if (none) fs::rename(last, second, none);
}

}  // namespace

std::optional<LastCheckpoint> readLastCheckpoint(const fs::path& folder, const std::vector<Phase>& plan) {
  std::vector<Problem> problems;
  bool isAny = false;
  for (const char* name : kNewestFirst) {
    const fs::path path = folder / name;
    if (!fs::exists(path)) {
      if (!isAny) problems.push_back({path.string(), "is missing", "restore it from a copy"});
      continue;
    }
    isAny = true;
    try {
      const TensorFile stored = readSafetensors(path);
      TensorFile contents = presentCheckpoint(stored, path);
      requireChecksum(stored, path.string());
      const TrainingPosition position = positionOf(contents, path.string());
      requireWithin(position, plan, path.string());
      return LastCheckpoint{std::move(contents), position, path, std::move(problems)};
    } catch (const NewerFormat&) {  // an older one beside it would cost what it holds
      throw;
    } catch (const Error& error) {
      for (const Problem& problem : error.problems()) {
        problems.push_back({problem.where, problem.what, "it is damaged: restore it from a copy"});
      }
    }
  }
  if (!isAny) return std::nullopt;
  problems.push_back({folder.string(), "holds no checkpoint that a run can go on from",
                      "restore one from a copy, or train anew by `macadam-cli train " +
                          (folder.parent_path() / "run.toml").string() + "`"});
  throw Error(std::move(problems));
}

fs::path writeLastCheckpoint(const fs::path& folder, TensorFile contents, FormerLast former) {
  for (auto& item : contents.tensors) item.second = item.second.detach().cpu().contiguous();
  stateVersion(contents);
  contents.metadata[kChecksum] = checksumOf(contents);
  if (former == FormerLast::Keep) shiftBack(folder);
  const fs::path path = folder / kLastFile;
  writeSafetensors(path, contents);
  return path;
}

}  // namespace macadam
