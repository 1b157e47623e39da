#include "runs/provenance.h"

#include "base/atomic_file.h"
#include "base/random.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sys/utsname.h>
#include <utility>

namespace macadam {
namespace {

using Json = nlohmann::ordered_json;

std::string utc(std::chrono::system_clock::time_point time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::uint64_t fileSize(const std::filesystem::path& file) {
  std::error_code missing;
  const std::uintmax_t size = file.empty() ? 0 : std::filesystem::file_size(file, missing);
  return missing ? 0 : size;
}

}  // namespace

Provenance provenanceHere(std::chrono::system_clock::time_point now) {
  utsname system{};
  ::uname(&system);
  return {.program = "Macadam " MACADAM_VERSION,
          .host = system.nodename,
          .operatingSystem = std::string(system.sysname) + ' ' + system.release + ' ' + system.machine,
          .startedAt = utc(now)};
}

std::string dataFingerprint(const Dataset& dataset) {
  std::uint64_t key = 0;
  for (const Sample& sample : dataset.samples) {
    key = streamKey(
        key, sample.id,
        {std::uint64_t(sample.width), std::uint64_t(sample.height), fileSize(sample.image), fileSize(sample.mask)});
  }
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(key));
  return text.data();
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
            {"seed", provenance.seed}};
  for (const Resumption& each : provenance.resumed) {
    json["resumed"].push_back(
        {{"started_at", each.startedAt}, {"host", each.host}, {"device", each.device}, {"libtorch", each.libTorch}});
  }
  writeTextAtomically(file, json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

Provenance loadProvenance(const std::filesystem::path& file) {
  try {
    std::ifstream stream(file);
    const Json json = Json::parse(stream);
    std::vector<Resumption> resumed;
    for (const Json& each : json.value("resumed", Json::array())) {
      resumed.push_back({.startedAt = each.at("started_at"),
                         .host = each.at("host"),
                         .device = each.at("device"),
                         .libTorch = each.at("libtorch")});
    }
    return {.program = json.at("program"),
            .libTorch = json.at("libtorch"),
            .device = json.at("device"),
            .host = json.at("host"),
            .operatingSystem = json.at("operating_system"),
            .startedAt = json.at("started_at"),
            .splitHash = json.at("split_hash"),
            .dataFingerprint = json.at("data_fingerprint"),
            .seed = json.at("seed"),
            .resumed = std::move(resumed)};
  } catch (const Json::exception& exception) {
    throw Error(file.string(), std::string("cannot be read as a provenance (") + exception.what() + ")",
                "restore it from a copy of the run");
  }
}

}  // namespace macadam
