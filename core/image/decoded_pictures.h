#pragma once

#include "image/decoded_picture.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace macadam {

/// Pictures that were decoded once because their windows cannot be read by themselves, under a budget of disk space,
/// the least recently used out first. Safe to call from many threads.
class DecodedPictures {
 public:
  /// @param folder where the space is taken; nothing can be seen in it.
  DecodedPictures(std::filesystem::path folder, std::uintmax_t budgetBytes);
  ~DecodedPictures();

  /// Those of this process, in the user's cache folder.
  static DecodedPictures& ofProcess();

  /// The picture of a file that is open as `source`, decoded at the first call and again when the file has changed;
  /// callers of one file that come meanwhile wait. Null where it must be read as it is: what is in use leaves it no
  /// room, or it is damaged.
  std::shared_ptr<const DecodedPicture> find(const std::filesystem::path& file, GDALDatasetH source);

  /// Bytes that are taken.
  std::uintmax_t bytes() const;

 private:
  struct Store;
  std::unique_ptr<Store> store_;
};

}  // namespace macadam
