#include "ui/results/run_deletion.h"

#include "made_runs.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace macadam {
namespace {

class Deletion : public testing::Test {
 protected:
  Deletion() { feed_.setCatalog(&catalog_); }

  bool waitForRuns(std::size_t count) {
    return waitFor([&] { return feed_.runs().size() == count && catalog_.runs().size() == count; });
  }

  TemporaryFolder folder_;
  std::filesystem::path runs_ = folder_ / "runs";
  CountingEngine engine_;
  Jobs jobs_;
  RunController controller_{[this]() -> Engine& { return engine_; }};
  RunCatalog catalog_{runs_, jobs_};
  RunFeed feed_{controller_};
  QUndoStack history_;
  RunDeletion deletion_{jobs_, feed_, history_};
};

}  // namespace

TEST_F(Deletion, PutsRunsIntoTheTrashAndBringsThemBack) {
  const RunFolder kept = makeRun(runs_, supervisedSpec("kept"), completedEvents(60));
  const RunFolder gone = makeRun(runs_, supervisedSpec("gone"), completedEvents(70));
  ASSERT_TRUE(waitForRuns(2));
  const QSignalSpy removed(&deletion_, &RunDeletion::removed);
  deletion_.remove({gone});
  EXPECT_EQ(feed_.runs().size(), 1u) << "disappears at once";
  ASSERT_TRUE(waitFor([&] { return removed.count() == 1; }));
  EXPECT_FALSE(std::filesystem::exists(gone.path()));
  EXPECT_TRUE(std::filesystem::exists(kept.path()));
  ASSERT_TRUE(waitForRuns(1));

  const QSignalSpy restored(&deletion_, &RunDeletion::restored);
  ASSERT_TRUE(history_.canUndo());
  history_.undo();
  ASSERT_TRUE(waitFor([&] { return restored.count() == 1; }));
  EXPECT_TRUE(std::filesystem::exists(gone.metrics()));
  EXPECT_TRUE(waitForRuns(2));
  EXPECT_FALSE(history_.canUndo());

  history_.redo();
  ASSERT_TRUE(waitFor([&] { return removed.count() == 2; }));
  EXPECT_FALSE(std::filesystem::exists(gone.path()));
  history_.undo();
  ASSERT_TRUE(waitFor([&] { return restored.count() == 2; }));
  EXPECT_TRUE(std::filesystem::exists(gone.metrics()));
}

TEST_F(Deletion, IsNotCutShortWhenAllElseIsCancelled) {
  const RunFolder run = makeRun(runs_, supervisedSpec("a"), completedEvents(60));
  ASSERT_TRUE(waitForRuns(1));
  deletion_.remove({run});
  jobs_.cancelAll();
  ASSERT_TRUE(waitFor([&] { return history_.canUndo(); }));
  history_.undo();
  jobs_.cancelAll();
  EXPECT_TRUE(waitForRuns(1));
  EXPECT_TRUE(std::filesystem::exists(run.metrics()));
}

TEST_F(Deletion, LeavesNoTraceOfARestoredRunInTheTrash) {
  const RunFolder run = makeRun(runs_, supervisedSpec("a"), completedEvents(60));
  const TrashOutcome outcome = moveToTrash({run});
  ASSERT_EQ(outcome.trashed.size(), 1u);
  const std::filesystem::path inTrash = outcome.trashed[0].inTrash;
  const std::filesystem::path note =
      inTrash.parent_path().parent_path() / "info" / (inTrash.filename().string() + ".trashinfo");
  ASSERT_TRUE(std::filesystem::exists(inTrash));
  ASSERT_TRUE(std::filesystem::exists(note));
  restoreFromTrash(outcome.trashed);
  EXPECT_FALSE(std::filesystem::exists(inTrash));
  EXPECT_FALSE(std::filesystem::exists(note));
}

TEST_F(Deletion, NeverTakesARunInTraining) {
  const RunFolder run = makeRun(runs_, supervisedSpec("busy"), {});
  ASSERT_TRUE(waitForRuns(1));
  const RunLock lock(run);
  QList<Problem> problems;
  QObject::connect(&deletion_, &RunDeletion::failed, &deletion_,
                   [&](const QList<Problem>& found) { problems = found; });
  deletion_.remove({run});
  ASSERT_TRUE(waitFor([&] { return !problems.isEmpty(); }));
  EXPECT_EQ(problems[0].what, "is in training");
  EXPECT_TRUE(std::filesystem::exists(run.path()));
  EXPECT_EQ(feed_.runs().size(), 1u);
}

TEST_F(Deletion, DoesNotOverwriteARunThatCameInBetween) {
  const RunFolder run = makeRun(runs_, supervisedSpec("a"), completedEvents(60));
  const TrashOutcome outcome = moveToTrash({run});
  std::filesystem::create_directories(run.path());
  EXPECT_THROW(restoreFromTrash(outcome.trashed), Error);
  EXPECT_TRUE(std::filesystem::exists(outcome.trashed[0].inTrash));
}

}  // namespace macadam
