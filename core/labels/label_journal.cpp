#include "labels/label_journal.h"

#include "base/atomic_file.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

const char* remedyFor(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return "free some disk space";
    case EACCES:
    case EPERM:
    case EROFS:
      return "make the folder writable";
    default:
      return "check the disk";
  }
}

void flushFolder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

fs::path firstThatExists(fs::path folder) {
  std::error_code ignored;
  while (!fs::exists(folder, ignored) && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

/// Whoever is about to let go of the file gets a moment for it. False, with errno, where nobody does.
bool lock(int descriptor) {
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK || std::chrono::steady_clock::now() > patience) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

}  // namespace

fs::path freeNameBeside(const fs::path& file, const std::string& word) {
  fs::path name = file;
  name += "." + word;
  std::error_code ignored;
  for (int number = 2; fs::exists(name, ignored); ++number) {
    name = file;
    name += "." + word + "-" + std::to_string(number);
  }
  return name;
}

LabelJournal::LabelJournal(fs::path file, JournalHeader header)
    : file_(std::move(file)), header_(std::move(header)), pending_(encoded(header_)) {
  begin();
}

LabelJournal::LabelJournal(fs::path file, const JournalContents& contents)
    : file_(std::move(file)),
      header_(contents.header),
      flushedEnd_(contents.bytes),
      writtenEnd_(contents.bytes),
      position_(contents.records.size()) {
  try {
    goOn(contents);
  } catch (...) {
    if (descriptor_ >= 0) ::close(descriptor_);
    throw;
  }
  begin();
}

void LabelJournal::goOn(const JournalContents& contents) {
  open(O_RDWR);
  if (problem_) throw Error({*problem_});
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || std::uint64_t(status.st_size) != contents.bytes + contents.tail.size())
    throw Error(file_.string(), "was written by another window while it was opened here", "open the picture anew");
  if (!contents.tail.empty()) {
    writeTextAtomically(freeNameBeside(file_, "damaged"), contents.tail);
    if (::ftruncate(descriptor_, static_cast<off_t>(contents.bytes)) != 0)
      fail("cannot be cut to what is whole", errno);
  }
  // What a killed process has left with the system.
  if (!problem_ && ::fdatasync(descriptor_) != 0) fail("cannot be flushed to the disk", errno);
  if (problem_) throw Error({*problem_});
}

void LabelJournal::begin() {
  flusher_ = std::jthread([this](const std::stop_token& stop) { flush(stop); });
}

LabelJournal::~LabelJournal() {
  close();
}

void LabelJournal::close() {
  try {
    waitUntilOnDisk();
  } catch (const Error&) {  // `problem` says it
  }
  {
    const MutexLock lock(mutex_);
    if (std::exchange(isClosed_, true)) return;
  }
  flusher_.request_stop();
  flusher_.join();
  const MutexLock lock(mutex_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::size_t LabelJournal::position() const {
  const MutexLock lock(mutex_);
  return position_;
}

std::optional<Problem> LabelJournal::problem() const {
  const MutexLock lock(mutex_);
  return problem_;
}

void LabelJournal::append(const LabelRecord& record) {
  const std::string bytes = encoded(record);
  const MutexLock lock(mutex_);
  if (isClosed_) throw std::logic_error("the journal is closed");
  pending_ += bytes;
  ++position_;
  writePending();
  changed_.notify_all();
}

void LabelJournal::waitUntilOnDisk() {
  MutexLock lock(mutex_);
  if (position_ == 0) return;  // there is no file as long as nothing was done
  if (!isClosed_ && writtenEnd_ - flushedEnd_ < pending_.size()) {
    writePending();
    changed_.notify_all();
  }
  changed_.wait(lock, [this]() MACADAM_REQUIRES(mutex_) { return pending_.empty() || problem_; });
  if (problem_) throw Error({*problem_});
}

void LabelJournal::fail(const std::string& why, int error) {
  const char* const kept =
      pending_.empty() ? "" : "; what was drawn since is kept in memory and written with the next step";
  problem_ = Problem{file_.string(), why + " (" + std::strerror(error) + ")", std::string(remedyFor(error)) + kept};
}

void LabelJournal::open(int flags) {
  if (flags & O_CREAT) {
    folderToFlush_ = firstThatExists(file_.parent_path());
    std::error_code error;
    fs::create_directories(file_.parent_path(), error);
    if (error) return fail("cannot be made", error.value());
  }
  descriptor_ = ::open(file_.c_str(), flags | O_CLOEXEC, 0644);
  if (descriptor_ < 0 && errno == EEXIST) {
    problem_ =
        Problem{file_.string(), "was begun by another window", "close the picture there, then open it anew here"};
    return;
  }
  if (descriptor_ < 0) return fail("cannot be written", errno);
  if (lock(descriptor_) || errno != EWOULDBLOCK) return;
  ::close(std::exchange(descriptor_, -1));
  problem_ = Problem{file_.string(), "is being written by another window", "close the picture there"};
}

// At the place where the last whole record ends, so that what a failed attempt has left is written over.
void LabelJournal::writePending() {
  problem_.reset();
  if (descriptor_ < 0) open(O_RDWR | O_CREAT | O_EXCL);
  if (descriptor_ < 0) return;
  struct stat status {};
  if (::fstat(descriptor_, &status) == 0 && status.st_nlink == 0) {
    problem_ = Problem{file_.string(), "has been removed while its picture was open",
                       "save the picture's labels, then open it anew"};
    return;
  }
  const std::uint64_t end = flushedEnd_ + pending_.size();
  std::uint64_t written = writtenEnd_;
  while (written < end) {
    const ssize_t count =
        ::pwrite(descriptor_, pending_.data() + (written - flushedEnd_), end - written, static_cast<off_t>(written));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      const int error = count < 0 ? errno : ENOSPC;
      if (::ftruncate(descriptor_, static_cast<off_t>(writtenEnd_)) == 0) return fail("cannot be written", error);
      return fail("cannot be written, nor cut to what is whole", error);
    }
    written += static_cast<std::uint64_t>(count);
  }
  writtenEnd_ = end;
}

void LabelJournal::flush(const std::stop_token& stop) {
  MutexLock lock(mutex_);
  while (changed_.wait(lock, stop, [this]() MACADAM_REQUIRES(mutex_) { return writtenEnd_ > flushedEnd_; })) {
    const std::uint64_t end = writtenEnd_;
    const fs::path newIn = std::exchange(folderToFlush_, {});
    const int descriptor = descriptor_;
    lock.unlock();
    const int error = ::fdatasync(descriptor) == 0 ? 0 : errno;
    if (!newIn.empty()) {
      for (fs::path folder = file_.parent_path(); folder != newIn && folder.has_relative_path();
           folder = folder.parent_path()) {
        flushFolder(folder);
      }
      flushFolder(newIn);
    }
    lock.lock();
    if (error == 0) {
      pending_.erase(0, end - flushedEnd_);
      flushedEnd_ = end;
    } else {
      writtenEnd_ = flushedEnd_;  // the system may have forgotten what it could not flush: all is written again
      fail("cannot be flushed to the disk", error);
    }
    changed_.notify_all();
  }
}

}  // namespace macadam
