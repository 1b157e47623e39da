#include "base/atomic_file.h"

#include "base/error.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace macadam {
namespace {

constexpr const char* kTemporaryMark = ".tmp-";

bool isTemporary(const std::string& name) {
  const std::size_t mark = name.rfind(kTemporaryMark);
  return mark != std::string::npos &&
         name.find_first_not_of("0123456789-", mark + std::strlen(kTemporaryMark)) == std::string::npos;
}

/// Waits for those who only look whether it is a leftover; false where one of them has removed it.
bool lockWhereItIs(int descriptor) {
  while (::flock(descriptor, LOCK_EX) != 0 && errno == EINTR)
    continue;  // what cannot be locked is written all the same
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && status.st_nlink > 0;
}

}  // namespace

std::filesystem::path temporaryBeside(const std::filesystem::path& target) {
  static std::atomic<unsigned> counter{0};
  std::filesystem::path name = target;
  name += kTemporaryMark + std::to_string(::getpid()) + "-" + std::to_string(counter++);
  return name;
}

WriterMark::~WriterMark() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

WriterMark::WriterMark(WriterMark&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterMark& WriterMark::operator=(WriterMark&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

bool WriterMark::set(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return false;
  }
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = descriptor;
  return true;
}

AtomicFile::AtomicFile(std::filesystem::path target) : target_(std::move(target)) {
  do {
    if (descriptor_ >= 0) ::close(descriptor_);
    temporary_ = temporaryBeside(target_);
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor_ < 0) fail("cannot be written");
  } while (!lockWhereItIs(descriptor_));
}

AtomicFile::~AtomicFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_.c_str());
}

void AtomicFile::write(const void* bytes, std::size_t count) {
  const char* position = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t written = ::write(descriptor_, position, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot be written");
    position += written;
    count -= static_cast<std::size_t>(written);
  }
}

void AtomicFile::commit() {
  if (::fsync(descriptor_) != 0) fail("cannot be flushed to disk");
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0 || ::rename(temporary_.c_str(), target_.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary_.c_str());
    errno = error;
    fail("cannot be replaced");
  }
  const std::filesystem::path folder = target_.has_parent_path() ? target_.parent_path() : ".";
  const int folderDescriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folderDescriptor >= 0) {
    ::fsync(folderDescriptor);
    ::close(folderDescriptor);
  }
}

void AtomicFile::fail(const char* action) const {
  const int error = errno;
  const char* remedy = error == ENOSPC   ? "free some disk space; the earlier file is intact"
                       : error == ENOENT ? "create its folder first"
                       : error == EACCES ? "check the permissions of its folder"
                                         : "check the disk; the earlier file is intact";
  throw Error(target_.string(), std::string(action) + " (" + std::strerror(error) + ")", remedy);
}

void removeTemporaryFiles(const std::filesystem::path& folder) {
  std::error_code ignored;
  std::vector<std::filesystem::path> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (isTemporary(entry.path().filename().string())) left.push_back(entry.path());
  }
  for (const std::filesystem::path& file : left) {
    WriterMark mark;
    if (mark.set(file)) std::filesystem::remove(file, ignored);
  }
}

void writeTextAtomically(const std::filesystem::path& target, std::string_view text) {
  AtomicFile file(target);
  file.write(text);
  file.commit();
}

}  // namespace macadam
