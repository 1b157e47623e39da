#include "ui/data/tile_name.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QFontMetrics>
#include <QStringList>

namespace macadam {
namespace {

Dataset withIds(const std::vector<std::string>& ids) {
  Dataset dataset;
  for (const std::string& id : ids) {
    Sample sample{.id = id};
    int x = 0, y = 0;
    if (std::sscanf(id.c_str() + std::min(id.find('#'), id.size()), "#%d,%d", &x, &y) == 2) {
      sample.window = Window{.x = x, .y = y, .width = 512, .height = 512};
    }
    dataset.samples.push_back(sample);
  }
  return dataset;
}

/// Their captions where some characters less than the whole fit.
QStringList captions(const std::vector<std::string>& ids, int missing) {
  const QFontMetrics metrics(QApplication::font());
  QStringList shown;
  for (const TileName& name : tileNames(withIds(ids))) {
    const QString whole = name.whole();
    shown.append(name.fitted(metrics, metrics.horizontalAdvance(whole.mid(missing)) + 2));
  }
  return shown;
}

}  // namespace

TEST(TileName, IsTheFileNameWithTheCornerOfItsWindow) {
  const auto names = tileNames(withIds({"train/sat/22678915_15.tiff#0,512", "train/sat/22678930_15.tiff#512,0"}));
  EXPECT_EQ(names[0].whole(), "22678915_15 (0, 512)");
  EXPECT_EQ(names[1].corner, " (512, 0)");
  EXPECT_EQ(tileNames(withIds({"images/a.b.png"}))[0].whole(), "a.b");
  EXPECT_EQ(tileNames(withIds({"old #3/a.png"}))[0].whole(), "a");
}

TEST(TileName, LosesWhatAllShareFirstAndKeepsTheWindow) {
  const std::vector<std::string> ids{"train/sat/22678915_15.tiff#0,512", "train/sat/22678930_15.tiff#0,512",
                                     "train/sat/22678945_15.tiff#0,0", "train/sat/22828930_15.tiff#0,0"};
  EXPECT_EQ(captions(ids, 0)[0], "22678915_15 (0, 512)");
  for (const QString& caption : captions(ids, 2)) EXPECT_TRUE(caption.startsWith("22")) << caption.toStdString();
  const QStringList tight = captions(ids, 7);
  EXPECT_TRUE(tight[0].startsWith("…") && tight[0].endsWith("15 (0, 512)")) << tight[0].toStdString();
  EXPECT_TRUE(tight[1].endsWith("30 (0, 512)")) << tight[1].toStdString();
  EXPECT_TRUE(tight[2].endsWith("45 (0, 0)")) << tight[2].toStdString();
}

TEST(TileName, KeepsThePlaceInTheSceneThatAFileNameTells) {
  Dataset dataset = withIds({"images/10078660_15_0494_0000.jpg", "images/10228660_15_0000_0494.jpg"});
  dataset.samples[0].scene = "10078660_15";
  dataset.samples[1].scene = "10228660_15";
  const auto names = tileNames(dataset);
  EXPECT_EQ(names[0].whole(), "10078660_15_0494_0000");
  EXPECT_EQ(names[0].distinct, "10078660");
  EXPECT_EQ(names[0].ending, "_15");
  EXPECT_EQ(names[1].corner, "_0000_0494");
}

TEST(TileName, LosesWhatNamesShareAtTheirEndsBeforeWhatTellsThemApart) {
  const std::vector<std::string> ids{"images/10078660.jpg", "images/10228660.jpg"};
  EXPECT_EQ(captions(ids, 0), (QStringList{"10078660", "10228660"}));
  for (int missing = 1; missing < 4; ++missing) {
    const QStringList shown = captions(ids, missing);
    EXPECT_TRUE(shown[0].contains("07")) << shown[0].toStdString();
    EXPECT_TRUE(shown[1].contains("22")) << shown[1].toStdString();
  }
}

TEST(TileName, IsCutWhereTheNamesAreAlike) {
  const auto cutOf = [](const std::vector<std::string>& ids) { return tileNames(withIds(ids)).front().cut; };
  EXPECT_EQ(cutOf({"massachusetts_train_0001_00", "massachusetts_train_0001_15"}), Qt::ElideLeft);
  EXPECT_EQ(cutOf({"aerialtile104pictureofroads", "aerialtile219pictureofroads"}), Qt::ElideRight);
  EXPECT_EQ(cutOf({"10078660_15_0494_0000", "10228660_15_0494_0000", "10078660_15_0988_0000"}), Qt::ElideMiddle);
}

TEST(TileName, KeepsAnEndingThatIsNotAPartOfItsOwn) {
  const auto endingOf = [](const std::vector<std::string>& ids) { return tileNames(withIds(ids)).front().ending; };
  EXPECT_EQ(endingOf({"a_road.png", "b_road.png"}), "_road");
  EXPECT_EQ(endingOf({"10.png", "20.png"}), "");
  EXPECT_EQ(endingOf({"_road.png", "b_road.png"}), "");
  EXPECT_EQ(endingOf({"a_road.png"}), "");
  EXPECT_EQ(endingOf({"a_x_road.png", "b_x_road.png"}), "_x_road");
}

}  // namespace macadam
