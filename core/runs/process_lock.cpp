#include "runs/process_lock.h"

#include "base/error.h"
#include "runs/process_mark.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace macadam {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw Error(file.parent_path().string(), std::string("cannot be locked (") + std::strerror(errno) + ")",
              "check that the folder exists and may be written to");
}

/// Whether another holds it is to be seen after a moment: a process that asks who holds a file holds a shared lock for
/// the instant of the question. @throws Error where its file system locks no files.
bool lockExclusively(int descriptor, const std::filesystem::path& file) {
  constexpr int kAttempts = 100;
  constexpr std::chrono::milliseconds kPause{5};
  for (int attempt = 1; ::flock(descriptor, LOCK_EX | LOCK_NB) != 0; ++attempt) {
    if (errno != EWOULDBLOCK && errno != EINTR) fail(file);
    if (attempt == kAttempts) return false;
    std::this_thread::sleep_for(kPause);
  }
  return true;
}

}  // namespace

std::unique_ptr<ProcessLock> ProcessLock::tryTake(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) fail(file);
  std::unique_ptr<ProcessLock> lock(new ProcessLock(descriptor));
  if (!lockExclusively(descriptor, file)) return nullptr;
  signLock(descriptor);
  return lock;
}

ProcessLock::~ProcessLock() {
  ::close(descriptor_);
}

}  // namespace macadam
