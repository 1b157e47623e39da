#pragma once

#include "data/dataset.h"
#include "image/decoded_picture.h"
#include "image/gdal_session.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace macadam {

/// A picture or mask file opened for reading by windows.
///
/// In a PNG, a JPEG, a JPEG 2000 or a TIFF in strips a window cannot be reached without decoding what lies above or
/// beside it: of a large one all pixels are decoded once, when the first window is asked for, and kept for the whole
/// process (decoded_pictures.h). An object belongs to one thread at a time.
class WindowedPicture {
 public:
  /// @throws Error as openPicture.
  explicit WindowedPicture(std::filesystem::path file);

  /// The file itself: what it says of its pixels, and they where all are read.
  GDALDatasetH get() const { return file_.get(); }
  /// Has the pixels of `window`, in the coordinates of the file, and the same bands, masks and nodata values.
  GDALDatasetH forWindow(const Window& window) const;

 private:
  std::filesystem::path path_;
  GdalDataset file_;
  mutable std::optional<bool> isWorthDecoding_;
  mutable std::shared_ptr<const DecodedPicture> decoded_;
  mutable GdalDataset pixels_;  ///< Of decoded_, which it borrows.
};

}  // namespace macadam
