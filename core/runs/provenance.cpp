#include "runs/provenance.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "data/json_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <sys/utsname.h>
#include <utility>

namespace macadam {
namespace {

using Json = nlohmann::ordered_json;

constexpr JsonFormat kProvenanceFormat{"how a run was trained"};

std::string utc(std::chrono::system_clock::time_point time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

const std::string& teachersOf(const Provenance& provenance) {
  const auto changed = std::ranges::find_if(provenance.resumed.rbegin(), provenance.resumed.rend(),
                                            [](const Resumption& each) { return !each.teachers.empty(); });
  return changed == provenance.resumed.rend() ? provenance.teachers : changed->teachers;
}

Provenance provenanceHere(std::chrono::system_clock::time_point now) {
  utsname system{};
  ::uname(&system);
  return {.program = "Macadam " MACADAM_VERSION,
          .host = system.nodename,
          .operatingSystem = std::string(system.sysname) + ' ' + system.release + ' ' + system.machine,
          .startedAt = utc(now)};
}

void saveProvenance(const Provenance& provenance, const std::filesystem::path& file) {
  Json json{{"program", provenance.program},
            {"libtorch", provenance.libTorch},
            {"device", provenance.device},
            {"host", provenance.host},
            {"operating_system", provenance.operatingSystem},
            {"started_at", provenance.startedAt},
            {"split_hash", provenance.splitHash},
            {"data_fingerprint", provenance.dataFingerprint},
            {"seed", provenance.seed},
            {"threads", provenance.threads}};
  if (!provenance.teachers.empty()) json["teachers"] = provenance.teachers;
  for (const Resumption& each : provenance.resumed) {
    Json& entry = json["resumed"].emplace_back(Json{
        {"started_at", each.startedAt}, {"host", each.host}, {"device", each.device}, {"libtorch", each.libTorch}});
    if (!each.dataFingerprint.empty()) entry["data_fingerprint"] = each.dataFingerprint;
    if (!each.teachers.empty()) entry["teachers"] = each.teachers;
  }
  stateVersion(json, kProvenanceFormat);
  requireReplaceable(file, kProvenanceFormat);
  writeTextAtomically(file, json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

Provenance loadProvenance(const std::filesystem::path& file) {
  try {
    std::ifstream stream(file);
    Json json = Json::parse(stream);
    bringUpToDate(json, kProvenanceFormat, file.string());
    std::vector<Resumption> resumed;
    for (const Json& each : json.value("resumed", Json::array())) {
      resumed.push_back({.startedAt = each.at("started_at"),
                         .host = each.at("host"),
                         .device = each.at("device"),
                         .libTorch = each.at("libtorch"),
                         .dataFingerprint = each.value("data_fingerprint", ""),
                         .teachers = each.value("teachers", "")});
    }
    return {.program = json.at("program"),
            .libTorch = json.at("libtorch"),
            .device = json.at("device"),
            .host = json.at("host"),
            .operatingSystem = json.at("operating_system"),
            .startedAt = json.at("started_at"),
            .splitHash = json.at("split_hash"),
            .dataFingerprint = json.at("data_fingerprint"),
            .teachers = json.value("teachers", ""),
            .seed = json.at("seed"),
            .threads = json.value("threads", 0),
            .resumed = std::move(resumed)};
  } catch (const Json::exception& exception) {
    throw Error(file.string(), std::string("cannot be read as a provenance (") + exception.what() + ")",
                "restore it from a copy of the run");
  }
}

}  // namespace macadam
