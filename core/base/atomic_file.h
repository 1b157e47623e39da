#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace macadam {

/// Replaces a file all at once: whatever happens, the target is either the old file or the whole new one.
///
/// Bytes go to a temporary file beside the target; `commit` flushes, fsyncs, renames it over the target
/// and fsyncs the folder. Without `commit` the destructor removes the temporary file.
/// Every failure (full disk, missing folder, no permission) is an Error that names the target.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(const void* bytes, std::size_t count);
  void write(std::string_view text) { write(text.data(), text.size()); }
  void commit();

 private:
  [[noreturn]] void fail(const char* action) const;

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
};

/// A name for a temporary file that becomes `target`, which removeTemporaryFiles knows; equal for no two calls.
std::filesystem::path temporaryBeside(const std::filesystem::path& target);

/// Keeps a file or folder that a program writes bit by bit from being taken for a leftover; the system ends it with the
/// process, however that ends.
class WriterMark {
 public:
  WriterMark() = default;
  ~WriterMark();
  WriterMark(WriterMark&& other) noexcept;
  WriterMark& operator=(WriterMark&& other) noexcept;

  /// Marks what is there. False when another writer has marked it, or when it has gone.
  bool set(const std::filesystem::path& path);

 private:
  int descriptor_ = -1;
};

/// Removes the temporary files that killed processes left in a folder; those of living ones stay.
void removeTemporaryFiles(const std::filesystem::path& folder);

void writeTextAtomically(const std::filesystem::path& target, std::string_view text);

}  // namespace macadam
