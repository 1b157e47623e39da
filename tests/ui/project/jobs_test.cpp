#include "ui/jobs/jobs.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <memory>
#include <stdexcept>

namespace macadam {
namespace {

void waitUntilIdle(const Jobs& jobs) {
  ASSERT_TRUE(QTest::qWaitFor([&] { return jobs.running().isEmpty(); }));
}

TEST(Jobs, GiveTheResultToTheWindowsThread) {
  Jobs jobs;
  QObject context;
  int result = 0;
  QThread* thread = nullptr;
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
}

TEST(Jobs, TellEveryProblemOfAnError) {
  Jobs jobs;
  QObject context;
  QSignalSpy failed(&jobs, &Jobs::failed);
  jobs.start<int>(
      "Read", &context,
      [](QPromise<int>&) -> void {
        throw Error({{"a.png", "is torn", "copy it again"}, {"b.png", "is empty", ""}});
      },
      [](int) { FAIL(); });
  waitUntilIdle(jobs);
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
  EXPECT_EQ(told[0].what, "no memory");
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
