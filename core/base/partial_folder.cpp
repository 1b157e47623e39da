#include "base/partial_folder.h"

#include "base/error.h"

#include <system_error>

namespace macadam {

namespace fs = std::filesystem;

PartialFolder::PartialFolder(const fs::path& target) {
  target_ = (fs::absolute(target) / "").lexically_normal().parent_path();  // of `folder/` too
  if (fs::exists(target_) && !(fs::is_directory(target_) && fs::is_empty(target_))) {
    throw Error(target.string(), "exists already and is not empty", "name a new folder, or remove this one");
  }
  partial_ = target_;
  partial_ += ".partial";
  std::error_code failed;
  fs::create_directories(partial_, failed);
  if (failed) {
    throw Error(target.string(), "cannot be written: " + failed.message(), "name a folder that you may write to");
  }
  if (!mark_.set(partial_)) {
    throw Error(partial_.string(), "is being written by another process", "wait for it, or name another folder");
  }
  for (const fs::path& leftover : fs::directory_iterator(partial_, failed)) fs::remove_all(leftover, failed);
}

PartialFolder::~PartialFolder() {
  std::error_code ignored;
  if (!isCommitted_) fs::remove_all(partial_, ignored);
}

void PartialFolder::commit() {
  fs::remove(target_);
  fs::rename(partial_, target_);
  isCommitted_ = true;
}

}  // namespace macadam
