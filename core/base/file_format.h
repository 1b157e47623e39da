#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace macadam {

/// A file of a version that only a later Macadam knows. It is left as it is: never written over, never passed over.
class NewerFormat : public Error {
 public:
  using Error::Error;
};

/// The key under which files of TOML and JSON state the version of their format.
inline constexpr const char* kFormatKey = "format";

/// @param format what the files hold, in words, as in `the settings of a run`.
/// @throws NewerFormat where `version` is greater than `newest`, Error where it is none.
void requireKnownVersion(std::string_view format, std::int64_t version, std::int64_t newest, const std::string& source);

/// A format of files that Macadam writes, with a step from each version to the next.
///
/// Version 1 is not stated, so that files from before there were versions are of it and files of it keep their bytes.
template <typename Contents>
struct FileFormat {
  using Step = void (*)(Contents&);

  std::string_view holds;            ///< In words, as in `the settings of a run`.
  std::span<const Step> steps = {};  ///< The first makes contents of version 2 of those of version 1.

  /// Of what is written.
  constexpr std::int64_t version() const { return static_cast<std::int64_t>(steps.size()) + 1; }

  /// Makes contents of `from` those of the present version. @throws as requireKnownVersion
  void bringUpToDate(Contents& contents, std::int64_t from, const std::string& source) const {
    requireKnownVersion(holds, from, version(), source);
    for (const Step step : steps.subspan(static_cast<std::size_t>(from - 1))) step(contents);
  }
};

}  // namespace macadam
