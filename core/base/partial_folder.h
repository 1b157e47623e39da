#pragma once

#include "base/atomic_file.h"

#include <filesystem>

namespace macadam {

/// A folder that is written whole or not at all: it is `TARGET.partial` until `commit` gives it its name.
class PartialFolder {
 public:
  /// Makes it, without what a killed writer left in it. @throws Error when it cannot be made, when the target is there
  /// and not empty, or while another process writes it.
  explicit PartialFolder(const std::filesystem::path& target);
  /// Removes it, unless it was committed.
  ~PartialFolder();
  PartialFolder(const PartialFolder&) = delete;
  PartialFolder& operator=(const PartialFolder&) = delete;

  const std::filesystem::path& path() const { return partial_; }
  /// @throws std::filesystem::filesystem_error
  void commit();

 private:
  std::filesystem::path target_, partial_;
  WriterMark mark_;
  bool isCommitted_ = false;
};

}  // namespace macadam
