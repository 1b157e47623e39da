#include "ui/data/mask_dialog.h"

#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "ui/data/mask_line.h"
#include "ui/data/mask_value_preview.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>
#include <set>

namespace macadam {
namespace {

FoundValue found(double value, double share, Label label, const std::string& name = {}) {
  return {
      .value = {value, false}, .name = name, .colour = {}, .share = share, .isDeclaredNoData = false, .label = label};
}

/// 0, 1 and 255, of which 255 was taken for unknown.
MaskMeaning ignoring() {
  return {.values = *parseMaskValues("road=1; unknown=255"),
          .sentence = "masks hold 0, 1 and 255: 1 is road, 255 is unknown",
          .open = {},
          .found = {found(0, 0.6, Label::Background, "ground"), found(1, 0.3, Label::Road, "street"),
                    found(255, 0.1, Label::Unknown)},
          .counts = {},
          .otherThanBefore = 0.0};
}

QPushButton* button(const QWidget& parent, const QString& text) {
  for (auto* each : parent.findChildren<QPushButton*>()) {
    if (each->text() == text) return each;
  }
  return nullptr;
}

bool says(const QWidget& parent, const QString& text) {
  for (const auto* label : parent.findChildren<QLabel*>()) {
    if (label->text().contains(text) && !label->isHidden()) return true;
  }
  return false;
}

}  // namespace

TEST(MaskDialog, ShowsWhatTheValuesMeanAndWritesTheRuleOfWhatIsChosen) {
  MaskDialog dialog(ignoring(), {});
  EXPECT_TRUE(says(dialog, "masks hold 0, 1 and 255: 1 is road, 255 is unknown."));
  EXPECT_EQ(dialog.rule(), "road=1; unknown=255");
  EXPECT_EQ(dialog.meaningOf(0).currentText(), "Background");
  EXPECT_EQ(dialog.meaningOf(1).currentText(), "Road");
  EXPECT_EQ(dialog.meaningOf(2).currentText(), "Unknown");
  QTest::keyClick(&dialog.meaningOf(2), Qt::Key_Up);
  EXPECT_EQ(dialog.rule(), "road=1,255; background=0");
}

TEST(MaskDialog, FollowsARuleThatIsWrittenByHandWithNamesToo) {
  MaskDialog dialog(ignoring(), {});
  dialog.ruleEdit().setText("road=street; background=ground");
  EXPECT_EQ(dialog.meaningOf(1).currentText(), "Road");
  EXPECT_EQ(dialog.meaningOf(2).currentText(), "Unknown") << "background is listed, and this is not in the list";
  dialog.ruleEdit().setText("above 127");
  EXPECT_EQ(dialog.meaningOf(1).currentText(), "Background");
  EXPECT_EQ(dialog.meaningOf(2).currentText(), "Road");
}

TEST(MaskDialog, RefusesARuleThatIsNoneOrLeavesNoRoad) {
  MaskDialog dialog(ignoring(), {});
  QPushButton* accept = button(dialog, "Use this meaning");
  ASSERT_NE(accept, nullptr);
  EXPECT_TRUE(accept->isEnabled());
  dialog.ruleEdit().setText("street is one");
  EXPECT_FALSE(accept->isEnabled());
  dialog.ruleEdit().setText("road=7");
  EXPECT_FALSE(accept->isEnabled());
  EXPECT_TRUE(says(dialog, "Nothing is road by this. Choose which value is."));
  dialog.ruleEdit().setText("road=1");
  EXPECT_TRUE(accept->isEnabled());
}

TEST(MaskDialog, LeavesTheDecisionToTheMasks) {
  MaskDialog dialog(ignoring(), {});
  QSignalSpy accepted(&dialog, &QDialog::accepted);
  QTest::mouseClick(button(dialog, "Decide by the masks"), Qt::LeftButton);
  EXPECT_EQ(accepted.count(), 1);
  EXPECT_EQ(dialog.rule(), "");
}

TEST(MaskDialog, TakesNoEmptyRuleAndSaysWhy) {
  MaskMeaning open{.values = {},
                   .sentence = {},
                   .open = Problem{"masks", "hold 1, 3 and 6", "set an option"},
                   .found = {},
                   .counts = {},
                   .otherThanBefore = 0.0};
  for (const double value : {1, 3, 6}) open.found.push_back(found(value, 0.3, Label::Unknown));
  MaskDialog dialog(open, {});
  QPushButton* accept = button(dialog, "Use this meaning");
  dialog.ruleEdit().setText("");
  EXPECT_FALSE(accept->isEnabled());
  EXPECT_EQ(accept->toolTip(), "Nothing is chosen yet. Say which value is road.");
  EXPECT_TRUE(says(dialog, accept->toolTip()));
  dialog.ruleEdit().setText("road=3");
  EXPECT_TRUE(accept->isEnabled());
}

TEST(MaskDialog, GivesEachValueAColourOfItsOwn) {
  MaskMeaning open = ignoring();
  open.found = {found(1, 0.5, Label::Unknown), found(3, 0.3, Label::Unknown), found(6, 0.2, Label::Unknown)};
  const MaskDialog dialog(open, {});
  const auto* table = dialog.findChild<QTreeWidget*>();
  std::set<QRgb> colours;
  for (int i = 0; i < 3; ++i) colours.insert(table->topLevelItem(i)->icon(0).pixmap(14, 14).toImage().pixel(7, 7));
  EXPECT_EQ(colours.size(), 3u);
}

TEST(MaskDialog, ShowsWhereAValueLies) {
  const TemporaryFolder folder;
  writeImage(folder / "images/a.png");
  cv::Mat mask(32, 32, CV_8UC1, cv::Scalar(1));
  mask.rowRange(0, 16).setTo(3);
  writePicture(folder / "masks/a.png", mask);
  const Dataset dataset = openDataset(folder.path(), 32);
  MaskDialog dialog(dataset.masks, samplesToLookAt(dataset));
  QSignalSpy shown(&dialog.preview(), &MaskValuePreview::shown);
  ASSERT_TRUE(shown.wait());
  const QImage picture = dialog.preview().pixmap().toImage();
  ASSERT_FALSE(picture.isNull());
  const auto isPainted = [&](int y) {
    return picture.pixelColor(picture.width() / 2, y) !=
           picture.pixelColor(picture.width() / 2, picture.height() - 1 - y);
  };
  EXPECT_TRUE(isPainted(picture.height() / 4));
}

TEST(MaskLine, SaysWhatWasDecidedAndAsksWhereNothingIs) {
  MaskLine line;
  EXPECT_EQ(line.text(), "");
  line.setMeaning(ignoring());
  EXPECT_EQ(line.text(), "Masks hold 0, 1 and 255: 1 is road, 255 is unknown.");
  EXPECT_EQ(line.button().text(), "Change…");
  MaskMeaning open = ignoring();
  open.open = Problem{"masks", "hold 3, 4 and 9", "set data.mask_values (--mask-values)"};
  line.setMeaning(open);
  EXPECT_EQ(line.text(), "Masks hold 3, 4 and 9. Choose which of them is road.") << "no option of the command line";
  EXPECT_EQ(line.button().text(), "Choose…");
  line.setMeaning({});
  EXPECT_EQ(line.text(), "");
}

}  // namespace macadam
