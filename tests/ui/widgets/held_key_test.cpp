#include "ui/widgets/held_key.h"

#include "ui/widgets/plain_keys.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSlider>
#include <QTest>
#include <QVBoxLayout>
#include <vector>

namespace macadam {
namespace {

/// A page with a widget of each kind that has some use for keys; H is held.
class HeldKeyTest : public testing::Test {
 protected:
  HeldKeyTest() {
    auto* column = new QVBoxLayout(&page_);
    const QList<QWidget*> parts{check_, slider_, list_, box_, field_};
    for (QWidget* part : parts) column->addWidget(part);
    list_->addItems({"hamlet", "town"});
    list_->setCurrentRow(1);
    box_->addItems({"town", "hamlet"});
    keys_->allowIn(page_);
    QObject::connect(held_, &HeldKey::changed, [this](bool isHeld) { told_.push_back(isHeld); });
    page_.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&page_));
    page_.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&page_));
  }

  /// Whether it acts while `part` has the keyboard.
  bool acts(QWidget* part) {
    told_.clear();
    part->setFocus();
    QTest::keyPress(part, Qt::Key_H);
    const bool began = held_->isHeld();
    QTest::keyRelease(part, Qt::Key_H);
    EXPECT_FALSE(held_->isHeld());
    EXPECT_EQ(told_, began ? (std::vector<bool>{true, false}) : std::vector<bool>());
    return began;
  }

  QWidget page_;
  QCheckBox* check_ = new QCheckBox("Outlines");
  QSlider* slider_ = new QSlider(Qt::Horizontal);
  QListWidget* list_ = new QListWidget;
  QComboBox* box_ = new QComboBox;
  QLineEdit* field_ = new QLineEdit;
  PlainKeys* keys_ = new PlainKeys(page_);
  HeldKey* held_ = new HeldKey(Qt::Key_H, *keys_, page_);
  std::vector<bool> told_;
};

TEST_F(HeldKeyTest, ActsWhateverPartOfThePageHasTheKeyboard) {
  EXPECT_TRUE(acts(check_));
  EXPECT_TRUE(acts(slider_));
  EXPECT_TRUE(acts(list_));
  EXPECT_EQ(list_->currentRow(), 1) << "the list does not search by it";
  EXPECT_TRUE(acts(box_));
  EXPECT_EQ(box_->currentIndex(), 0) << "nor the box";
}

TEST_F(HeldKeyTest, IsALetterWhereOneWrites) {
  EXPECT_FALSE(acts(field_));
  EXPECT_EQ(field_->text(), "h");
}

TEST_F(HeldKeyTest, IsLetGoWhereThePageIsLeft) {
  check_->setFocus();
  QTest::keyPress(check_, Qt::Key_H);
  ASSERT_TRUE(held_->isHeld());
  page_.hide();
  EXPECT_FALSE(held_->isHeld());
}

TEST_F(HeldKeyTest, IsLetGoAlsoWhereTheKeyboardIsElsewhereByThen) {
  QLineEdit elsewhere;
  check_->setFocus();
  QTest::keyPress(check_, Qt::Key_H);
  ASSERT_TRUE(held_->isHeld());
  QTest::keyRelease(&elsewhere, Qt::Key_H);
  EXPECT_FALSE(held_->isHeld());
  EXPECT_EQ(told_, (std::vector<bool>{true, false}));
}

TEST_F(HeldKeyTest, IsNotMeantWithModifiers) {
  check_->setFocus();
  QTest::keyPress(check_, Qt::Key_H, Qt::ControlModifier);
  EXPECT_FALSE(held_->isHeld());
}

}  // namespace
}  // namespace macadam
