#include "data/edited_masks.h"
#include "image/mask_file.h"
#include "results_pages.h"
#include "session/data_record.h"
#include "ui/results/details_panel.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <atomic>

namespace macadam {
namespace {

/// The Results page on a project of three tiles with 8, 16 and 24 rows of road, of which the last validates, and two
/// runs; the engine's networks find road nowhere.
class StaleResults : public testing::Test {
 protected:
  StaleResults() {
    for (const auto& [name, rows] : {std::pair("a", 8), {"b", 16}, {"c", 24}}) {
      writeImage(folder_ / ("data/images/" + std::string(name) + ".png"));
      writeRoadMask(folder_ / ("data/masks/" + std::string(name) + ".png"), rows);
    }
    project_ = createProject(folder_ / "project", folder_ / "data", 32);
    document_ = std::make_unique<ProjectDocument>(readProject(project_.folder), jobs_);
    document_->changeSplit({.labelled = {id("a")}, .unlabelled = {id("b")}, .validation = {id("c")}}, "Draw");
    document_->finishSaving();
    for (const char* name : {"first", "second"}) addRun(name);
    page_.resize(1280, 800);
    page_.show();
    page_.setDocument(document_.get());
    EXPECT_TRUE(waitFor([&] { return rows().rowCount() == 2; }));
  }
  ~StaleResults() override { page_.setDocument(nullptr); }

  static std::string id(const std::string& tile) { return "images/" + tile + ".png"; }
  void addRun(const std::string& name) {
    RunSpec spec = supervisedSpec(name);
    spec.split.file = project_.splitFile("default").string();
    const RunFolder run = makeRun(project_.runs(), spec, completedEvents(60));
    Split split = document_->split();
    split.name = "default";
    saveSplit(split, run.split());
    saveDataFiles(recordData(*document_->dataset(), run, false, ChangedData::Refused, 1).files, run.dataFiles());
    std::filesystem::create_directories(run.checkpoints());
    std::ofstream(run.bestCheckpoint()) << "weights of " << name;
  }
  /// Makes the uppermost rows of a tile road, as the Annotate page does when it saves.
  void edit(const std::string& tile, int roadRows) {
    cv::Mat mask = cv::Mat::zeros(32, 32, CV_8UC1);
    mask.rowRange(0, roadRows).setTo(1);
    const std::filesystem::path file = project_.labelFile(id(tile));
    std::filesystem::create_directories(file.parent_path());
    writeMask(file, mask);
    document_->labelsEdited(id(tile), file);
  }

  RunTableView& table() { return *page_.findChild<RunTableView*>(); }
  const QAbstractItemModel& rows() { return *table().model(); }
  QAction& action(const QString& name) { return *page_.findChild<QAction*>("results." + name); }
  QModelIndex state(int row) { return rows().index(row, static_cast<int>(RunColumn::State)); }
  QModelIndex stateOf(const QString& name) {
    for (int row = 0; row < rows().rowCount(); ++row) {
      if (rows().index(row, static_cast<int>(RunColumn::Name)).data() == name) return state(row);
    }
    return {};
  }
  QString measured() { return page_.findChild<QLabel*>("results.measuredDifference")->text(); }

  TemporaryFolder folder_;
  Jobs jobs_;
  Project project_;
  std::unique_ptr<ProjectDocument> document_;
  CountingEngine engine_;
  RunController controller_{[this]() -> Engine& { return engine_; }};
  ResultsPage page_{jobs_, [this]() -> Engine& { return engine_; }, controller_};
};

}  // namespace

TEST_F(StaleResults, MarkRunsWhoseLabelsWereEditedAndSayWhich) {
  EXPECT_EQ(state(0).data().toString(), "Completed");
  edit("a", 12);
  EXPECT_TRUE(waitFor([&] { return state(0).data().toString() == "Completed, stale"; }));
  EXPECT_EQ(state(1).data().toString(), "Completed, stale");
  EXPECT_EQ(state(0).data(Qt::ToolTipRole).toString(), "Stale: 1 mask edited since (a.png)");
  table().selectRow(0);
  EXPECT_TRUE(
      waitFor([&] { return page_.findChild<DetailsPanel*>()->text().contains("Stale: 1 mask edited since (a.png)"); }));
}

TEST_F(StaleResults, MarkRunsWhoseSplitHasANewVersionAndNoLongerWhereThatIsUndone) {
  document_->moveToLabelled({id("b")}, "Label b");
  EXPECT_TRUE(waitFor([&] { return state(0).data().toString() == "Completed, stale"; }));
  EXPECT_EQ(state(0).data(Qt::ToolTipRole).toString(), "Stale: split changed: 1 tile was moved to labelled");
  document_->undoStack().undo();
  EXPECT_TRUE(waitFor([&] { return state(0).data().toString() == "Completed"; }));
}

TEST_F(StaleResults, SayOfEachRunWhatHasChangedSinceItWasTrained) {
  edit("a", 12);
  ASSERT_TRUE(waitFor([&] { return stateOf("first").data().toString() == "Completed, stale"; }));
  addRun("third");
  document_->runs().refresh();
  ASSERT_TRUE(waitFor([&] { return rows().rowCount() == 3; }));
  EXPECT_EQ(stateOf("third").data().toString(), "Completed");
  edit("c", 12);
  EXPECT_TRUE(waitFor([&] { return stateOf("third").data().toString() == "Completed, stale"; }));
  EXPECT_EQ(stateOf("third").data(Qt::ToolTipRole).toString(), "Stale: 1 mask edited since (c.png)");
  EXPECT_EQ(stateOf("first").data(Qt::ToolTipRole).toString(), "Stale: 2 masks edited since (a.png, c.png)");
}

TEST_F(StaleResults, LetARunBeTrainedAgainAnewOrFromItsStudent) {
  std::vector<RunSpec> asked;
  QObject::connect(&page_, &ResultsPage::trainAgainRequested, &page_,
                   [&](const RunSpec& spec) { asked.push_back(spec); });
  EXPECT_FALSE(action("trainAgain").isEnabled());
  table().selectRow(0);
  const RunRecord run = document_->runs().runs()[0];
  action("trainAgainFromStudent").trigger();
  action("trainAgain").trigger();
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_TRUE(std::filesystem::exists(RunFolder(asked[0].networks.studentFrom).bestCheckpoint()));
  EXPECT_EQ(asked[1].networks.studentFrom, "");
  EXPECT_EQ(asked[1].method, run.spec.method);
  table().selectAll();
  EXPECT_FALSE(action("trainAgain").isEnabled());
  EXPECT_FALSE(action("trainAgainFromStudent").isEnabled());
}

TEST_F(StaleResults, TrainNothingAgainInAWindowThatOnlyShows) {
  table().selectRow(0);
  document_->setObstacle("Another window has it");
  for (const char* name : {"trainAgain", "trainAgainFromStudent"}) {
    EXPECT_FALSE(action(name).isEnabled()) << name;
    EXPECT_EQ(action(name).toolTip(), "Another window has it");
  }
  document_->setObstacle({});
  EXPECT_TRUE(action("trainAgain").isEnabled());
}

TEST_F(StaleResults, MeasureTheDifferenceOfTwoRuns) {
  EXPECT_FALSE(action("difference").isEnabled());
  table().selectAll();
  EXPECT_TRUE(action("difference").isEnabled());
  action("difference").trigger();
  EXPECT_TRUE(waitFor([&] { return measured().startsWith("supervised (second) − supervised (first): "); }))
      << measured().toStdString();
  EXPECT_EQ(measured(),
            "supervised (second) − supervised (first): IoU 0.0 points (no interval: that needs two tiles with labels)");
  EXPECT_TRUE(std::filesystem::exists(document_->runs().runs().front().folder.path() / "tile_counts.json"));
}

TEST_F(StaleResults, ForgetADifferenceThatWasMeasuredBeforeAnEdit) {
  table().selectAll();
  action("difference").trigger();
  ASSERT_TRUE(waitFor([&] { return measured().contains("points"); }));
  edit("c", 12);
  EXPECT_EQ(measured(), "");
}

TEST_F(StaleResults, ShowNoDifferenceThatAnEditHasOvertaken) {
  engine_.predicting = [this, hasEdited = std::make_shared<std::atomic<bool>>(false)] {
    if (hasEdited->exchange(true)) return;
    QMetaObject::invokeMethod(
        document_.get(), [this] { edit("c", 12); }, Qt::BlockingQueuedConnection);
  };
  table().selectAll();
  action("difference").trigger();
  EXPECT_TRUE(waitFor([&] { return jobs_.running().isEmpty(); }));
  EXPECT_EQ(measured(), "");
}

}  // namespace macadam
