#include "ui/jobs/jobs.h"

#include "support/wait_for.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <atomic>
#include <memory>
#include <stdexcept>

namespace macadam {
namespace {

void waitUntilIdle(const Jobs& jobs) {
  ASSERT_TRUE(waitFor([&] { return jobs.running().isEmpty(); }));
}

TEST(Jobs, GiveTheResultToTheWindowsThread) {
  Jobs jobs;
  QObject context;
  int result = 0;
  QThread* thread = nullptr;
  QSignalSpy succeeded(&jobs, &Jobs::succeeded);
  jobs.start<int>(
      "Add", &context, [](QPromise<int>& promise) { promise.addResult(42); },
      [&](int value) {
        result = value;
        thread = QThread::currentThread();
      });
  EXPECT_EQ(jobs.running().size(), 1);
  EXPECT_EQ(jobs.running().first().title, "Add");
  waitUntilIdle(jobs);
  EXPECT_EQ(result, 42);
  EXPECT_EQ(thread, QThread::currentThread());
  ASSERT_EQ(succeeded.count(), 1);
  EXPECT_EQ(succeeded[0][0].toString(), "Add");
}

TEST(Jobs, TellEveryProblemOfAnError) {
  Jobs jobs;
  QObject context;
  QSignalSpy failed(&jobs, &Jobs::failed), succeeded(&jobs, &Jobs::succeeded);
  jobs.start<int>(
      "Read", &context,
      [](QPromise<int>&) -> void {
        throw Error({{"a.png", "is torn", "copy it again"}, {"b.png", "is empty", ""}});
      },
      [](int) { FAIL(); });
  waitUntilIdle(jobs);
  EXPECT_EQ(succeeded.count(), 0);
  ASSERT_EQ(failed.count(), 1);
  EXPECT_EQ(failed[0][0].toString(), "Read");
  const auto problems = failed[0][1].value<QList<Problem>>();
  ASSERT_EQ(problems.size(), 2);
  EXPECT_EQ(problems[1].where, "b.png");
}

TEST(Jobs, TurnOtherExceptionsIntoProblems) {
  Jobs jobs;
  QObject context;
  QList<Problem> told;
  jobs.start<int>(
      "Read", &context, [](QPromise<int>&) -> void { throw std::runtime_error("no memory"); }, [](int) {},
      [&](const QList<Problem>& problems) { told = problems; });
  waitUntilIdle(jobs);
  ASSERT_EQ(told.size(), 1);
  EXPECT_EQ(told[0], (Problem{"Read", "failed (no memory)", "try again"}));
}

TEST(Jobs, TurnWhatIsNoExceptionIntoAProblem) {
  Jobs jobs;
  QObject context;
  QList<Problem> told;
  jobs.start<int>(
      "Read", &context, [](QPromise<int>&) -> void { throw 7; }, [](int) {},
      [&](const QList<Problem>& problems) { told = problems; });
  waitUntilIdle(jobs);
  ASSERT_EQ(told.size(), 1);
  EXPECT_EQ(told[0], (Problem{"Read", "failed without a reason", "try again"}));
}

TEST(Jobs, GiveNoResultThatWasOnItsWayWhenTheyWereCancelled) {
  Jobs jobs;
  QObject context;
  QFuture<int> added = jobs.start<int>(
      "Add", &context, [](QPromise<int>& promise) { promise.addResult(42); }, [](int) { FAIL(); });
  added.waitForFinished();  // its result is there, and nobody has been told yet
  added.cancel();
  waitUntilIdle(jobs);
}

TEST(Jobs, SayNothingAfterACancel) {
  Jobs jobs;
  QObject context;
  QSignalSpy failed(&jobs, &Jobs::failed);
  jobs.start<int>(
      "Wait", &context,
      [](QPromise<int>& promise) {
        while (!promise.isCanceled()) QThread::yieldCurrentThread();
        throw Error("work", "was cut short", "");
      },
      [](int) { FAIL(); });
  jobs.cancelAll();
  waitUntilIdle(jobs);
  EXPECT_EQ(failed.count(), 0);
}

TEST(Jobs, LetShortOnesPassAnyNumberOfLongOnes) {
  Jobs jobs;
  QObject context;
  for (int i = 0; i < 40; ++i) {
    jobs.startLong<int>(
        "Predict", &context,
        [](QPromise<int>& promise) {
          while (!promise.isCanceled()) QThread::msleep(1);
        },
        [](int) { FAIL(); });
  }
  int result = 0;
  jobs.start<int>(
      "Read", &context, [](QPromise<int>& promise) { promise.addResult(42); }, [&](int value) { result = value; });
  EXPECT_TRUE(waitFor([&] { return result == 42; }));
}

TEST(Jobs, LeaveTheThreadsThatQtPaintsWithAlone) {
  Jobs jobs;
  QObject context;
  std::atomic<bool> global = true;
  jobs.startLong<int>(
      "Predict", &context,
      [&](QPromise<int>&) { global = QThreadPool::globalInstance()->contains(QThread::currentThread()); }, [](int) {});
  waitUntilIdle(jobs);
  EXPECT_FALSE(global);
}

TEST(Jobs, AreEndedWithThoseWhoHoldThem) {
  QObject context;
  std::atomic<int> begun = 0, ended = 0;
  {
    Jobs jobs;
    for (int i = 0; i < 20; ++i) {
      jobs.startLong<int>(
          "Predict", &context,
          [&](QPromise<int>& promise) {
            ++begun;
            while (!promise.isCanceled()) QThread::msleep(1);
            ++ended;
          },
          [](int) { FAIL(); });
    }
    while (begun == 0) QThread::msleep(1);
  }
  EXPECT_EQ(ended, begun);
  EXPECT_LT(begun, 20);
}

TEST(Jobs, MayHaveFailedUnheardWhenTheirHolderEnds) {
  QObject context;
  auto jobs = std::make_unique<Jobs>();
  const QFuture<int> work = jobs->start<int>(
      "Read", &context, [](QPromise<int>&) -> void { throw Error("a.png", "is torn", ""); }, [](int) { FAIL(); },
      [](const QList<Problem>&) { FAIL(); });
  while (!work.isFinished()) QThread::msleep(1);
  jobs.reset();
}

TEST(Jobs, SayThatTheyHaveEndedHoweverTheyDid) {
  Jobs jobs;
  QObject context;
  QStringList told;
  const auto done = [&](int) { told.append("done"); };
  const auto failed = [&](const QList<Problem>&) { told.append("failed"); };
  const auto ended = [&] { told.append("ended"); };
  jobs.start<int>(
      "Add", &context, [](QPromise<int>& promise) { promise.addResult(1); }, done, failed, ended);
  waitUntilIdle(jobs);
  EXPECT_EQ(told, (QStringList{"ended", "done"}));
  told.clear();
  jobs.start<int>(
      "Read", &context, [](QPromise<int>&) -> void { throw Error("a.png", "is torn", ""); }, done, failed, ended);
  waitUntilIdle(jobs);
  EXPECT_EQ(told, (QStringList{"ended", "failed"}));
  told.clear();
  jobs.startLong<int>(
      "Wait", &context,
      [](QPromise<int>& promise) {
        while (!promise.isCanceled()) QThread::msleep(1);
      },
      done, failed, ended);
  jobs.cancelAll();
  waitUntilIdle(jobs);
  EXPECT_EQ(told, QStringList{"ended"});
}

TEST(Jobs, WriteToTheEndWhateverIsCancelledOrClosed) {
  QObject context;
  std::atomic<int> written = 0;
  {
    Jobs jobs;
    for (int i = 0; i < 20; ++i) {
      jobs.startWriting<int>(
          "Save", &context,
          [&](QPromise<int>& promise) {
            QThread::msleep(1);
            if (!promise.isCanceled()) ++written;
          },
          [](int) {});
    }
    jobs.cancelAll();
  }
  EXPECT_EQ(written, 20);
}

TEST(Jobs, SayNothingToAContextThatHasGone) {
  Jobs jobs;
  auto context = std::make_unique<QObject>();
  jobs.start<int>(
      "Add", context.get(), [](QPromise<int>& promise) { promise.addResult(1); }, [](int) { FAIL(); });
  context.reset();
  waitUntilIdle(jobs);
}

}  // namespace
}  // namespace macadam
