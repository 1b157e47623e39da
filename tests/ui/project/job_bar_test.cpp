#include "ui/jobs/job_bar.h"

#include "support/wait_for.h"

#include <gtest/gtest.h>

#include <QFutureWatcher>
#include <QProgressBar>
#include <QPromise>
#include <QTest>
#include <QToolButton>
#include <atomic>

namespace macadam {
namespace {

/// A job that stays at 3 of 10 until it is cancelled.
void startLongJob(Jobs& jobs, QObject& context, const QString& title) {
  jobs.start<int>(
      title, &context,
      [](QPromise<int>& promise) {
        promise.setProgressRange(0, 10);
        promise.setProgressValue(3);
        while (!promise.isCanceled()) QThread::yieldCurrentThread();
      },
      [](int) {});
}

QToolButton* buttonNamed(QWidget& widget, const QString& name) {
  for (auto* button : widget.findChildren<QToolButton*>()) {
    if (button->accessibleName() == name) return button;
  }
  return nullptr;
}

class JobBarTest : public testing::Test {
 protected:
  JobBarTest() { window_.show(); }

  QWidget window_;
  QObject context_;
  Jobs jobs_;
  JobBar bar_{jobs_, &window_};
};

TEST_F(JobBarTest, IsHiddenWithoutWork) {
  EXPECT_FALSE(bar_.isVisible());
}

TEST_F(JobBarTest, ShowsTheProgressOfAJobThatLasts) {
  startLongJob(jobs_, context_, "Draw");
  ASSERT_TRUE(waitFor([&] { return bar_.isVisible(); }));
  const auto* progress = bar_.findChild<QProgressBar*>();
  ASSERT_TRUE(waitFor([&] { return progress->value() == 3; }));
  EXPECT_EQ(progress->maximum(), 10);
}

TEST_F(JobBarTest, CancelsAJobAndGoesAway) {
  startLongJob(jobs_, context_, "Draw");
  ASSERT_TRUE(waitFor([&] { return bar_.isVisible(); }));
  QTest::mouseClick(buttonNamed(bar_, "Cancel: Draw"), Qt::LeftButton);
  ASSERT_TRUE(waitFor([&] { return jobs_.running().isEmpty(); }));
  EXPECT_FALSE(bar_.isVisible());
}

TEST_F(JobBarTest, OffersNoCancelWhereThereIsNone) {
  std::atomic<bool> isOver = false;
  jobs_.startWriting<int>(
      "Save", &context_,
      [&](QPromise<int>&) {
        while (!isOver) QThread::msleep(1);
      },
      [](int) {});
  EXPECT_TRUE(waitFor([&] { return bar_.isVisible(); }));
  EXPECT_FALSE(buttonNamed(bar_, "Cancel: Save")->isVisible());
  isOver = true;
  EXPECT_TRUE(waitFor([&] { return jobs_.running().isEmpty(); }));
}

TEST_F(JobBarTest, ListsSeveralJobsInAPopup) {
  startLongJob(jobs_, context_, "Draw");
  startLongJob(jobs_, context_, "Read");
  ASSERT_TRUE(waitFor([&] { return bar_.isVisible(); }));
  QToolButton* all = buttonNamed(bar_, "All background work");
  EXPECT_TRUE(waitFor([&] { return all->text() == "+1"; }));
  QTest::mouseClick(all, Qt::LeftButton);
  QToolButton* cancel = buttonNamed(bar_, "Cancel: Read");
  ASSERT_NE(cancel, nullptr);
  QTest::mouseClick(cancel, Qt::LeftButton);
  ASSERT_TRUE(waitFor([&] { return jobs_.running().size() == 1; }));
  EXPECT_EQ(jobs_.running().first().title, "Draw");
}

/// Those that are seen.
QList<QWidget*> partsOf(const JobRow& row) {
  QList<QWidget*> parts;
  for (auto* part : row.findChildren<QWidget*>()) {
    if (part->isVisible()) parts.append(part);
  }
  return parts;
}

TEST(JobRow, FitsIntoANarrowColumnWhateverItSays) {
  QPromise<int> promise;
  QFutureWatcher<int> watcher;
  watcher.setFuture(promise.future());
  QWidget column;
  column.setFixedWidth(200);
  JobRow row(&column, JobRowShape::TwoLines);
  row.follow({"Drawing many aerial scenes for a project of a very long name", &watcher});
  row.resize(200, row.sizeHint().height());
  column.show();
  QTest::mouseClick(buttonNamed(row, "Cancel: Drawing many aerial scenes for a project of a very long name"),
                    Qt::LeftButton);  // says so where the remaining time stood
  QCoreApplication::processEvents();
  const QList<QWidget*> parts = partsOf(row);
  ASSERT_EQ(parts.size(), 4);
  for (const QWidget* part : parts) {
    EXPECT_TRUE(row.rect().contains(part->geometry())) << part->metaObject()->className();
    EXPECT_GE(part->width(), part->minimumSizeHint().width()) << part->metaObject()->className();
    for (const QWidget* other : parts) EXPECT_TRUE(part == other || !part->geometry().intersects(other->geometry()));
  }
  promise.start();
  promise.finish();
}

}  // namespace
}  // namespace macadam
