#include "ui/jobs/newest_wins.h"

#include "support/wait_for.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QSemaphore>
#include <atomic>
#include <new>
#include <stdexcept>

namespace macadam {
namespace {

class NewestWinsTest : public testing::Test {
 protected:
  std::unique_ptr<NewestWins<int>> newest(Overtaken overtaken) {
    return std::make_unique<NewestWins<int>>(
        pool_, overtaken, [this](int value) { arrived_.append(value); },
        [this](const QList<Problem>& problems) { problems_ += problems; });
  }
  /// Begins and waits until it may end.
  std::function<int()> held(int value) {
    return [this, value] {
      ++begun_;
      begins_.release();
      ends_.acquire();
      return value;
    };
  }
  std::function<int()> quick(int value) {
    return [this, value] {
      ++begun_;
      return value;
    };
  }
  /// All work has ended, and what was on its way has come.
  void settle() {
    pool_.waitForDone();
    QCoreApplication::processEvents();
  }

  QSemaphore begins_, ends_;
  std::atomic<int> begun_ = 0;
  QList<int> arrived_;
  QList<Problem> problems_;
  QThreadPool pool_;
};

}  // namespace

TEST_F(NewestWinsTest, WhatIsOvertakenWhileItWaitsIsNeverRun) {
  const auto series = newest(Overtaken::Dropped);
  series->run(held(1));
  begins_.acquire();
  for (const int value : {2, 3, 4}) series->run(quick(value));
  ends_.release();
  ASSERT_TRUE(waitFor([&] { return !arrived_.isEmpty(); }));
  settle();
  EXPECT_EQ(arrived_, QList<int>{4});
  EXPECT_EQ(begun_, 2);
}

TEST_F(NewestWinsTest, WhatIsOvertakenWhileItRunsIsShownWhereThatIsWished) {
  const auto series = newest(Overtaken::Shown);
  series->run(held(1));
  begins_.acquire();
  for (const int value : {2, 3, 4}) series->run(quick(value));
  ends_.release();
  ASSERT_TRUE(waitFor([&] { return arrived_.size() == 2; }));
  EXPECT_EQ(arrived_, (QList<int>{1, 4}));
}

TEST_F(NewestWinsTest, WhatHadFinishedAndWasOnItsWayIsForgottenToo) {
  for (const Overtaken overtaken : {Overtaken::Dropped, Overtaken::Shown}) {
    const auto series = newest(overtaken);
    series->run(quick(1));
    pool_.waitForDone();
    series->forget();
    settle();
    EXPECT_TRUE(arrived_.isEmpty());
  }
}

TEST_F(NewestWinsTest, WhatRunsAndWhatWaitsIsForgottenAndWhatComesAfterArrives) {
  const auto series = newest(Overtaken::Shown);
  series->run(held(1));
  begins_.acquire();
  series->run(quick(2));
  series->forget();
  series->run(quick(3));
  ends_.release();
  ASSERT_TRUE(waitFor([&] { return !arrived_.isEmpty(); }));
  settle();
  EXPECT_EQ(arrived_, QList<int>{3});
  EXPECT_EQ(begun_, 2);
}

TEST_F(NewestWinsTest, NothingArrivesWhenTheOwnerHasGone) {
  auto series = newest(Overtaken::Shown);
  series->run(held(1));
  begins_.acquire();
  series->run(quick(2));
  series.reset();
  ends_.release();
  settle();
  EXPECT_TRUE(arrived_.isEmpty());
  EXPECT_EQ(begun_, 1);
}

TEST_F(NewestWinsTest, SeveralThatShareAThreadAllComeToTheirTurn) {
  pool_.setMaxThreadCount(1);
  const auto first = newest(Overtaken::Shown), second = newest(Overtaken::Shown);
  first->run(held(1));
  begins_.acquire();
  second->run(quick(10));
  first->run(held(2));
  second->run(quick(20));
  ends_.release();
  begins_.acquire();  // the first one's second work, behind the other's
  ASSERT_TRUE(waitFor([&] { return arrived_.size() == 2; }));
  EXPECT_EQ(arrived_, (QList<int>{1, 20}));
  ends_.release();
  settle();
}

TEST_F(NewestWinsTest, WhateverWorkThrowsArrivesAsProblems) {
  const auto series = newest(Overtaken::Dropped);
  const auto problemOf = [&](std::function<int()> work) {
    problems_.clear();
    series->run(std::move(work));
    EXPECT_TRUE(waitFor([&] { return !problems_.isEmpty(); }));
    return problems_.value(0);
  };
  EXPECT_EQ(problemOf([]() -> int { throw Error("a.png", "is torn", "copy it again"); }),
            (Problem{"a.png", "is torn", "copy it again"}));
  EXPECT_EQ(problemOf([]() -> int { throw std::runtime_error("no luck"); }),
            (Problem{"the work", "failed (no luck)", "try again"}));
  EXPECT_EQ(problemOf([]() -> int { throw std::bad_alloc(); }),
            (Problem{"the work", "needs more memory than is free", "close other programs and try again"}));
  EXPECT_EQ(problemOf([]() -> int { throw 7; }), (Problem{"the work", "failed without a reason", "try again"}));
  EXPECT_TRUE(arrived_.isEmpty());
}

}  // namespace macadam
