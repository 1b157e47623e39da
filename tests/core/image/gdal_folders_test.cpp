#include "image/gdal_folders.h"

#include "image/raster.h"
#include "image/raster_writer.h"
#include "support/temporary_folder.h"

#include <gdal.h>
#include <gtest/gtest.h>

#include <cpl_conv.h>
#include <cstdlib>
#include <ogr_srs_api.h>
#include <optional>
#include <string>
#include <thread>

namespace macadam {
namespace {

/// While it lives, an environment variable has another value.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace

TEST(GdalFolders, CoordinateSystemsAreFoundWhateverTheEnvironmentSays) {
  const TemporaryFolder folder;
  const Variable lib("PROJ_LIB", folder.path().string()), data("PROJ_DATA", folder.path().string());
  const Variable gdal("GDAL_DATA", folder.path().string());
  // PROJ looks at the environment once in each thread.
  std::jthread([&folder] {
    useOwnGdalFolders();
    OGRSpatialReferenceH utm = OSRNewSpatialReference(nullptr);
    ASSERT_EQ(OSRImportFromEPSG(utm, 32618), OGRERR_NONE);
    char* text = nullptr;
    OSRExportToWkt(utm, &text);
    const GeoReference reference{{300000, 0.5, 0, 4500000, 0, -0.5}, text};
    CPLFree(text);
    OSRDestroySpatialReference(utm);
    RasterWriter writer(folder / "a.tif", {8, 8}, RasterContent::Mask, reference);
    writer.write({0, 0}, cv::Mat(8, 8, CV_8UC1, cv::Scalar(0)));
    writer.commit();
    EXPECT_EQ(Raster(folder / "a.tif").georeference(), reference);
  }).join();
}

}  // namespace macadam
