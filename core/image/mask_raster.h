#pragma once

#include "data/dataset.h"
#include "image/geo_reference.h"
#include "image/orientation.h"
#include "labels/mask_values.h"

#include <opencv2/core.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace macadam {

/// The pixels of a window of a mask.
struct MaskPixels {
  /// CV_8UC1 or CV_64FC1 with the numbers of the file, CV_8UC3 with RGB colours.
  cv::Mat values;
  /// CV_8UC1, 255 where the file's mask band or a NaN says that there is nothing; empty where it has data everywhere.
  cv::Mat noData;
  /// CV_8UC1, the alpha channel; empty where the file has none.
  cv::Mat alpha;
};

/// A mask file opened for reading by windows, with the values as they stand in it: whole numbers or fractions of any
/// type, indices of a palette, colours. Overviews are never used.
///
/// What the format itself says of brightness is applied, as every viewer does: palettes of greys are those greys, grey
/// of 1 bit (in a PNG of 2 and 4 too) spans 0 to 255, and where 0 is declared to be white ("min is white") the values
/// are turned around. Sizes and windows are those of the upright picture. An object belongs to one thread at a time.
class MaskRaster {
 public:
  /// Reads the header. @throws Error naming the file, also where its bands cannot be those of a mask.
  explicit MaskRaster(const std::filesystem::path& file);
  ~MaskRaster();
  MaskRaster(MaskRaster&&) noexcept;

  cv::Size size() const { return size_; }
  Window whole() const { return {0, 0, size_.width, size_.height}; }
  std::optional<GeoReference> georeference() const;

  bool isColour() const;
  /// The colours of a palette by their index, 0xRRGGBB; empty where the values are no indices.
  const std::vector<std::uint32_t>& palette() const;
  /// Names of values that the file itself states.
  const std::vector<NamedMaskValue>& names() const;
  bool hasAlpha() const;
  /// Compressed with loss, so that values near the stated ones are meant too.
  bool isLossy() const;
  bool isMinIsWhite() const;
  /// The value that the file declares as "no data", as it comes out of `read`; NaN and what no pixel can hold are none.
  const std::optional<MaskValue>& declaredNoData() const;

  MaskPixels read(const Window& window) const;

 private:
  struct File;

  std::unique_ptr<File> file_;
  Orientation orientation_;
  cv::Size size_;
};

}  // namespace macadam
