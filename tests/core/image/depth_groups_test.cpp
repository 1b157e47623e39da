#include "image/depth_groups.h"

#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace macadam {
namespace {

TEST(DepthGroups, PicturesOfOneTypeAreMeasuredTogetherFractionsApart) {
  const TemporaryFolder folder;
  writeTiff(folder / "byte.tif", {.bands = {rowOf<std::uint8_t>({1, 200})}});
  writeTiff(folder / "deep1.tif", {.bands = {rowOf<std::uint16_t>({100, 1600})}});
  writeTiff(folder / "unit.tif", {.bands = {rowOf<float>({0.25f, 1.0f})}});
  writeTiff(folder / "deep2.tif", {.bands = {rowOf<std::uint16_t>({90, 200})}});
  writeTiff(folder / "float.tif", {.bands = {rowOf<float>({25.0f, 100.0f})}});
  using Files = std::vector<std::filesystem::path>;
  const Files all{folder / "byte.tif", folder / "deep1.tif", folder / "unit.tif", folder / "deep2.tif",
                  folder / "float.tif"};
  EXPECT_EQ(groupsByDepth(all), (std::vector<Files>{{all[0]}, {all[1], all[3]}, {all[2]}, {all[4]}}));
}

}  // namespace
}  // namespace macadam
