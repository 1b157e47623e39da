#include "session/data_record.h"

#include "base/error.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(DataRecord, ARunDoesNotGoOnWithMasksThatMeanSomethingElse) {
  const TemporaryFolder folder;
  writeImage(folder / "data/images/a.png");
  cv::Mat classes(32, 32, CV_8UC1, cv::Scalar(1));
  classes.rowRange(0, 8).setTo(3);
  writePicture(folder / "data/masks/a.png", classes);
  const RunFolder run = createRun(folder / "runs", "run", "");
  const Dataset begun = openDataset(folder / "data", 32, {.maskValues = "road=3"});
  saveDataFiles(recordData(begun, run, false, ChangedData::Refused, 1).files, run.dataFiles());
  EXPECT_EQ(recordData(begun, run, true, ChangedData::Refused, 1).note, "");

  const Dataset other = openDataset(folder / "data", 32, {.maskValues = "road=1"});
  EXPECT_EQ(recordData(other, run, true, ChangedData::Accepted, 1).note,
            "goes on with data that has changed since the run was begun: its masks were read by \"road=3\" and now are "
            "by \"road=1\"");
  EXPECT_THROW(recordData(other, run, true, ChangedData::Refused, 1), Error);
}

}  // namespace macadam
