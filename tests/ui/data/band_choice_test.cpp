#include "ui/data/band_choice.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QSignalSpy>
#include <QSpinBox>

namespace macadam {

TEST(BandChoice, IsOfferedWhereThereAreMoreThanThreeBands) {
  BandChoice choice;
  choice.setBands(3, "");
  EXPECT_TRUE(choice.isHidden());
  choice.setBands(4, "");
  EXPECT_FALSE(choice.isHidden());
  EXPECT_EQ(choice.bands(), "");
}

TEST(BandChoice, WritesWhatIsChosenAndShowsWhatWas) {
  BandChoice choice;
  choice.setBands(5, "");
  QSignalSpy changed(&choice, &BandChoice::changed);
  auto* own = choice.findChild<QCheckBox*>();
  own->setChecked(true);
  choice.findChildren<QSpinBox*>().at(0)->setValue(4);
  EXPECT_EQ(choice.bands(), "4,2,3");
  EXPECT_EQ(changed.count(), 2);
  choice.setBands(5, "3,2,1");
  EXPECT_EQ(choice.bands(), "3,2,1");
  EXPECT_EQ(changed.count(), 2);
  own->setChecked(false);
  EXPECT_EQ(choice.bands(), "");
}

}  // namespace macadam
