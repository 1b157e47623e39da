#pragma once

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
  std::string dataFingerprint;  ///< Of the data from there on, where it had changed; else empty.
  std::string teachers{};       ///< What given teachers held from there on, where they were others; else empty.

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
  std::string teachers;  ///< What the files of given teachers held; empty where there were none, or nobody wrote it.
  std::uint64_t seed = 0;
  int threads = 0;                  ///< Of the processor, on which rounding depends; 0 where it was not recorded.
  std::vector<Resumption> resumed;  ///< In order; the rest is as the run began.

  bool operator==(const Provenance&) const = default;
};

/// What the files of given teachers held when a run was last gone on with; empty as `teachers`.
const std::string& teachersOf(const Provenance& provenance);

/// Program, host, operating system and start time filled in; the rest is the caller's.
Provenance provenanceHere(std::chrono::system_clock::time_point now = std::chrono::system_clock::now());

void saveProvenance(const Provenance& provenance, const std::filesystem::path& file);
/// @throws Error when the file is missing or is not a provenance.
Provenance loadProvenance(const std::filesystem::path& file);

}  // namespace macadam
