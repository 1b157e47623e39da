#pragma once

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace macadam {

/// A folder below `root` into which this process cannot write while it lives, not even where it runs as the superuser.
class ReadOnlyFolder {
 public:
  ReadOnlyFolder(const std::filesystem::path& root, std::filesystem::path folder) : folder_(std::move(folder)) {
    using std::filesystem::perms;
    constexpr auto kLooking = perms::group_read | perms::group_exec | perms::others_read | perms::others_exec;
    std::filesystem::permissions(root, kLooking, std::filesystem::perm_options::add);
    std::filesystem::permissions(folder_, kWriting, std::filesystem::perm_options::remove);
    constexpr uid_t kNobody = 65534;
    if (user_ == 0 && ::seteuid(kNobody) != 0) throw std::system_error(errno, std::generic_category());
  }
  ~ReadOnlyFolder() {
    if (::seteuid(user_) != 0) std::abort();
    std::error_code ignored;
    std::filesystem::permissions(folder_, kWriting, std::filesystem::perm_options::add, ignored);
  }
  ReadOnlyFolder(const ReadOnlyFolder&) = delete;
  ReadOnlyFolder& operator=(const ReadOnlyFolder&) = delete;

 private:
  static constexpr auto kWriting = std::filesystem::perms::owner_write | std::filesystem::perms::group_write;

  std::filesystem::path folder_;
  uid_t user_ = ::geteuid();
};

}  // namespace macadam
