#pragma once

#include "data/dataset.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// Where a run was gone on with.
struct Resumption {
  std::string startedAt;  ///< UTC, ISO 8601.
  std::string host;
  std::string device;
  std::string libTorch;

  bool operator==(const Resumption&) const = default;
};

/// What a run's figures were made with and from.
struct Provenance {
  std::string program;   ///< For example `Macadam 0.1.0`.
  std::string libTorch;  ///< Its version.
  std::string device;    ///< With its driver, where it has one.
  std::string host;
  std::string operatingSystem;
  std::string startedAt;  ///< UTC, ISO 8601.
  std::string splitHash;
  std::string dataFingerprint;
  std::uint64_t seed = 0;
  std::vector<Resumption> resumed;  ///< In order; the rest is as the run began.

  bool operator==(const Provenance&) const = default;
};

/// Program, host, operating system and start time filled in; the rest is the caller's.
Provenance provenanceHere(std::chrono::system_clock::time_point now = std::chrono::system_clock::now());

/// Sixteen hexadecimal digits over ids, picture sizes and file sizes: it changes when samples come, go or change in
/// size, and costs no decoding. It does not see an edit that leaves a file's size as it was.
std::string dataFingerprint(const Dataset& dataset);

void saveProvenance(const Provenance& provenance, const std::filesystem::path& file);
/// @throws Error when the file is missing or is not a provenance.
Provenance loadProvenance(const std::filesystem::path& file);

}  // namespace macadam
