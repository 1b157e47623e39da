#include "image/prediction_mark.h"
#include "image/raster_writer.h"
#include "support/layout_checks.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(DerivedPictures, PredictionsOfItsOwnAreNoMasks) {
  const TemporaryFolder root;
  writeImage(root / "t.tif");
  writeRoadMask(root / "t_mask.tif", 8);
  writeRoadMask(root / "t_probability.tif", 8);
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(idsOf(dataset), (Ids{"t.tif"}));
  EXPECT_FALSE(dataset.samples[0].hasMask());
  EXPECT_TRUE(reports(dataset, root / "t_mask.tif", "is a prediction of Macadam's"));
  EXPECT_TRUE(reports(dataset, root / "t_probability.tif", "is a prediction of Macadam's"));
}

TEST(DerivedPictures, PredictionsThatSayWhatTheyAreAreNoMasksEvenAlone) {
  const TemporaryFolder root;
  writeImage(root / "t.tif");
  writeImage(root / "u.tif");
  for (const char* name : {"t_mask.tif", "u_mask.tif"}) {
    RasterWriter writer(root / name, {32, 32}, RasterContent::Mask);
    if (name[0] == 't') writer.describe(kPredictionMark);
    writer.write({0, 0}, cv::Mat::zeros(32, 32, CV_8UC1));
    writer.commit();
  }
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(idsOf(dataset), (Ids{"t.tif", "u.tif"}));
  EXPECT_FALSE(dataset.samples[0].hasMask());
  EXPECT_TRUE(dataset.samples[1].hasMask());
  EXPECT_TRUE(reports(dataset, root / "t_mask.tif", "is a prediction of Macadam's"));
}

TEST(DerivedPictures, MosaicsOfListedPicturesAreNotPicturesOfTheirOwn) {
  const TemporaryFolder root;
  writeImage(root / "images/t.png");
  writeRoadMask(root / "masks/t.png", 8);
  appendText(root / "images/all.vrt", "<VRTDataset><SourceFilename relativeToVRT=\"1\">./t.png</SourceFilename>");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(idsOf(dataset), (Ids{"images/t.png"}));
  EXPECT_TRUE(reports(dataset, root / "images/all.vrt", "shows pictures of the data set a second time"));
}

}  // namespace macadam
