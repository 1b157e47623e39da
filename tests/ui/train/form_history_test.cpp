#include "spec/presets.h"
#include "ui/train/field_row.h"
#include "ui/train/method_rows.h"
#include "ui/train/number_edit.h"
#include "ui/train/spec_form.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>
#include <algorithm>

namespace macadam {
namespace {

/// A form with the settings of the preset `small`, in a window with an action that undoes.
class FormHistory : public testing::Test {
 protected:
  FormHistory() {
    QAction* undo = form_.history().createUndoAction(&form_);
    undo->setShortcut(QKeySequence::Undo);
    form_.addAction(undo);
    form_.resize(420, 700);
    form_.show();
    form_.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&form_));
  }

  FieldRow* row(const std::string& path) {
    const QList<FieldRow*> rows = form_.findChildren<FieldRow*>();
    const auto found = std::ranges::find(rows, path, &FieldRow::path);
    return found == rows.end() ? nullptr : *found;
  }
  QLineEdit* line(const std::string& path) { return row(path)->editor()->findChild<QLineEdit*>(); }
  void type(const std::string& path, const QString& text) {
    form_.showField(path);
    line(path)->selectAll();
    QTest::keyClicks(line(path), text);
  }
  QToolButton* resetOf(const std::string& path) {
    auto* button = row(path)->findChild<QToolButton*>();
    return button != nullptr && button->isVisibleTo(row(path)) ? button : nullptr;
  }
  static constexpr auto kRate = "schedule.learning_rate";

  SpecForm form_;
};

TEST_F(FormHistory, BeginsEmpty) {
  EXPECT_FALSE(form_.history().canUndo());
  EXPECT_EQ(form_.from(), "Preset small");
}

TEST_F(FormHistory, WhatIsTypedIntoAFieldIsOneStep) {
  const double before = form_.spec().schedule.learningRate;
  type(kRate, "0.0125");
  type("seed", "17");
  EXPECT_EQ(form_.history().count(), 2);
  EXPECT_EQ(form_.history().undoText(), "Change seed");
  form_.history().undo();
  EXPECT_EQ(form_.spec().seed, 1U);
  EXPECT_EQ(form_.spec().schedule.learningRate, 0.0125);
  form_.history().undo();
  EXPECT_EQ(form_.spec().schedule.learningRate, before);
  EXPECT_EQ(form_.focusWidget()->parentWidget(), row(kRate)) << "one sees what was undone";
  form_.history().redo();
  EXPECT_EQ(form_.spec().schedule.learningRate, 0.0125);
  EXPECT_EQ(line(kRate)->text(), "0.0125");
}

TEST_F(FormHistory, AnotherVisitToAFieldIsAnotherStep) {
  type(kRate, "0.02");
  form_.showField("seed");
  type(kRate, "0.03");
  EXPECT_EQ(form_.history().count(), 2);
  form_.history().undo();
  EXPECT_EQ(form_.spec().schedule.learningRate, 0.02);
}

TEST_F(FormHistory, TheKeyInAFieldUndoesTheSteps) {
  type("seed", "5");
  type(kRate, "0.02");
  QTest::keyClick(row(kRate)->editor(), Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(form_.history().undoText(), "Change seed");
  QTest::keyClick(row(kRate)->editor(), Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(form_.spec(), [] {
    SpecForm untouched;
    return untouched.spec();
  }());
}

TEST_F(FormHistory, SettingsOfARunAreOneStep) {
  type(kRate, "0.02");
  const RunSpec mine = form_.spec();
  RunSpec other = preset("demo");
  other.seed = 9;
  form_.setSpec(other, "Run lake");
  EXPECT_EQ(form_.from(), "Run lake");
  EXPECT_EQ(form_.history().undoText(), "Start from Run lake");
  form_.history().undo();
  EXPECT_EQ(form_.spec(), mine);
  EXPECT_EQ(form_.from(), "Preset small");
  EXPECT_TRUE(form_.isEdited());
  form_.history().redo();
  EXPECT_EQ(form_.spec(), other);
}

TEST_F(FormHistory, AnotherMethodIsOneStep) {
  const RunSpec before = form_.spec();
  form_.chooseRow("cct");
  EXPECT_EQ(form_.history().count(), 1);
  form_.history().undo();
  EXPECT_EQ(form_.spec(), before);
  form_.history().redo();
  EXPECT_EQ(form_.row(), "cct");
}

TEST_F(FormHistory, AChangedFieldIsMarkedAndCanBeReset) {
  const double before = form_.spec().schedule.learningRate;
  EXPECT_EQ(resetOf(kRate), nullptr);
  type(kRate, "0.02");
  type("seed", "17");
  ASSERT_NE(resetOf(kRate), nullptr);
  EXPECT_EQ(resetOf(kRate)->toolTip(), "Changed; it was “0.3”. Press to have that back");
  QTest::mouseClick(resetOf(kRate), Qt::LeftButton);
  EXPECT_TRUE(QTest::qWaitFor([&] { return form_.spec().schedule.learningRate == before; }));
  EXPECT_EQ(resetOf(kRate), nullptr);
  EXPECT_EQ(form_.spec().seed, 17U) << "the others stay";
  EXPECT_EQ(form_.history().undoText(), "Reset learning rate");
  form_.history().undo();
  EXPECT_EQ(form_.spec().schedule.learningRate, 0.02);
}

TEST_F(FormHistory, TextsAndChoicesAreResetToo) {
  const RunSpec before = form_.spec();
  auto* name = qobject_cast<QLineEdit*>(row("name")->editor());
  name->setText("mine, \"quoted\"");
  auto* architecture = qobject_cast<QComboBox*>(row("networks.student.architecture")->editor());
  architecture->setCurrentIndex(1 - architecture->currentIndex());
  ASSERT_NE(resetOf("name"), nullptr);
  ASSERT_NE(resetOf("networks.student.architecture"), nullptr);
  form_.resetField("name");
  form_.resetField("networks.student.architecture");
  EXPECT_EQ(form_.spec().name, before.name);
  EXPECT_EQ(form_.spec().networks.student, before.networks.student);
  form_.chooseRow("cps");
  form_.resetField("method.kind");
  EXPECT_EQ(form_.row(), choiceOf(before));
}

}  // namespace
}  // namespace macadam
