#pragma once

#include "image/gdal_session.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace macadam {

/// All pixels of a picture as they were decoded, in a file without a name on disk that is mapped into memory: the
/// system keeps in memory what fits, and nothing is left of it when the process ends, however it ends.
/// Immutable, so that many threads may read it.
class DecodedPicture {
 public:
  /// What it would take; 0 where the bands are of different types, or their mask cannot be kept with them.
  static std::uintmax_t bytesOf(GDALDatasetH source);

  /// Decodes in strips. Null where `folder` has no room for it, or the source is damaged.
  static std::shared_ptr<const DecodedPicture> decode(GDALDatasetH source, const std::filesystem::path& folder);

  ~DecodedPicture();
  DecodedPicture(const DecodedPicture&) = delete;
  DecodedPicture& operator=(const DecodedPicture&) = delete;

  /// The pixels as a dataset of GDAL, with the bands, colours, nodata values and masks of `source`, of which it must
  /// be; it borrows them. Where it lies on the earth is for the source to say.
  GdalDataset open(GDALDatasetH source) const;

 private:
  DecodedPicture() = default;

  std::uint8_t* pixels_ = nullptr;  ///< Interleaved by pixel; a mask of the source follows its bands.
  std::size_t bytes_ = 0;
};

}  // namespace macadam
