#include "runs/suite_index.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <utility>

namespace macadam {

using Json = nlohmann::ordered_json;

SuiteIndex::SuiteIndex(std::filesystem::path runs) : runs_(std::move(runs)) {
  std::ifstream stream(file());
  if (!stream) return;
  try {
    const Json index = Json::parse(stream);
    for (const Json& entry : index.at("runs")) {
      entries_.push_back({entry.at("row"), entry.at("seed"), entry.at("folder")});
    }
  } catch (const Json::exception&) {
    throw Error(file().string(), "is not the index of a suite", "restore it, or choose another folder for the runs");
  }
}

std::optional<RunFolder> SuiteIndex::find(const std::string& row, std::uint64_t seed) const {
  const auto found = std::ranges::find_if(entries_, [&](const Entry& e) { return e.row == row && e.seed == seed; });
  if (found == entries_.end()) return std::nullopt;
  RunFolder run(runs_ / found->folder);
  return std::filesystem::exists(run.spec()) ? std::optional(std::move(run)) : std::nullopt;
}

void SuiteIndex::add(const std::string& row, std::uint64_t seed, const RunFolder& run) {
  std::erase_if(entries_, [&](const Entry& e) { return e.row == row && e.seed == seed; });
  entries_.push_back({row, seed, run.name()});
  Json list = Json::array();
  for (const Entry& entry : entries_)
    list.push_back({{"row", entry.row}, {"seed", entry.seed}, {"folder", entry.folder}});
  writeTextAtomically(file(), Json{{"runs", list}}.dump(2) + '\n');
}

}  // namespace macadam
