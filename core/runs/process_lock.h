#pragma once

#include <filesystem>
#include <memory>

namespace macadam {

/// A file that one process holds and signs, for `holderOf`. The system frees it when that process ends, however it
/// ends, or its machine does; the file stays. Taken twice by one process, it is refused the second time too.
class ProcessLock {
 public:
  /// Waits a moment for those who only ask who holds it. @returns null when another holds it.
  /// @throws Error when the file cannot be opened for writing, or cannot be locked where it is.
  static std::unique_ptr<ProcessLock> tryTake(const std::filesystem::path& file);
  ~ProcessLock();
  ProcessLock(const ProcessLock&) = delete;
  ProcessLock& operator=(const ProcessLock&) = delete;

 private:
  explicit ProcessLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace macadam
