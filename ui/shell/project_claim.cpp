#include "ui/shell/project_claim.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "runs/process_mark.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace macadam {
namespace {

constexpr int kLookMilliseconds = 500;

bool isSame(const struct stat& one, const struct stat& other) {
  return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

}  // namespace

FolderPlace::FolderPlace(std::filesystem::path folder)
    : folder_(std::move(folder)), descriptor_(::open(folder_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {}

FolderPlace::~FolderPlace() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool FolderPlace::isThere() const {
  struct stat own {
  }, there{};
  if (descriptor_ < 0 || ::fstat(descriptor_, &own) != 0) return std::filesystem::exists(folder_);
  return ::stat(folder_.c_str(), &there) == 0 && isSame(own, there);
}

std::filesystem::path FolderPlace::nowAt() const {
  std::error_code unknown;
  const auto path = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor_), unknown);
  struct stat own {
  }, there{};
  const bool isKnown = !unknown && ::fstat(descriptor_, &own) == 0 && ::stat(path.c_str(), &there) == 0;
  return isKnown && isSame(own, there) ? path : std::filesystem::path();
}

ProjectClaim::ProjectClaim(std::filesystem::path folder, QObject* parent)
    : QObject(parent), folder_(std::move(folder)), place_(folder_) {
  take();
  connect(&timer_, &QTimer::timeout, this, &ProjectClaim::look);
  timer_.start(kLookMilliseconds);
}

ProjectClaim::~ProjectClaim() {
  withdraw();
}

QString ProjectClaim::holder() const {
  const std::optional<ProcessMark> holder = holderOf(lockFile());
  return holder && holder->number != 0 ? QString::fromStdString(describe(*holder)) : QString();
}

void ProjectClaim::take() {
  if (holderOf(lockFile())) return;
  try {
    lock_ = ProcessLock::tryTake(lockFile());
  } catch (const Error& error) {
    return fail(error);
  }
  if (!lock_) return;
  std::error_code ignored;
  std::filesystem::remove(wishFile(), ignored);  // whoever wished it so before has it or has gone
  setStanding(Standing::Owner);
}

void ProjectClaim::ask() {
  why_.clear();
  setStanding(Standing::Asking);
  try {
    writeTextAtomically(wishFile(), describe(thisProcess()) + '\n');
  } catch (const Error& error) {
    return fail(error);
  }
  look();
}

void ProjectClaim::fail(const Error& error) {
  why_ = QString::fromStdString(describe(error.problems().front()));
  withdraw();
  setStanding(standing_ == Standing::Asking ? Standing::Guest : Standing::Unwritable);
}

/// Nobody is asked any more.
void ProjectClaim::withdraw() {
  std::error_code ignored;
  if (standing_ == Standing::Asking) std::filesystem::remove(wishFile(), ignored);
}

void ProjectClaim::leave() {
  lock_.reset();
  setStanding(Standing::Left);
}

void ProjectClaim::look() {
  const bool wasInPlace = std::exchange(isInPlace_, place_.isThere());
  if (wasInPlace != isInPlace_) Q_EMIT changed();
  if (!isInPlace_) return;
  switch (standing_) {
    case Standing::Owner:
      if (std::filesystem::exists(wishFile())) Q_EMIT wanted();
      return;
    case Standing::Asking:
      return take();
    case Standing::Guest:
      if (!holderOf(lockFile())) setStanding(Standing::Free);
      return;
    case Standing::Free:
      if (holderOf(lockFile())) setStanding(Standing::Guest);
      return;
    case Standing::Left:
    case Standing::Unwritable:
      return;
  }
}

void ProjectClaim::setStanding(Standing standing) {
  if (std::exchange(standing_, standing) != standing) Q_EMIT changed();
}

}  // namespace macadam
