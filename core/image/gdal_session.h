#pragma once

#include <gdal.h>

#include <memory>
#include <string>

namespace macadam {

struct CloseGdalDataset {
  void operator()(GDALDatasetH dataset) const { GDALClose(dataset); }
};
using GdalDataset = std::unique_ptr<void, CloseGdalDataset>;

/// While it lives, GDAL's messages of this thread go to `message()` and not to the terminal.
/// The first one makes GDAL's drivers known.
class GdalSession {
 public:
  GdalSession();
  ~GdalSession();
  GdalSession(const GdalSession&) = delete;
  GdalSession& operator=(const GdalSession&) = delete;

  bool failed() const;
  /// The last failure in GDAL's words; never empty.
  std::string message() const;
};

}  // namespace macadam
