#pragma once

#include "made_runs.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/project/project_document.h"
#include "ui/results/results_page.h"
#include "ui/results/run_table_view.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QTabWidget>
#include <fstream>

namespace macadam {

/// The Results page on a project of three runs.
class Results : public testing::Test {
 protected:
  Results() {
    a_ = makeRun(project_.runs(), supervisedSpec("first", 1), completedEvents(60));
    b_ = makeRun(project_.runs(), supervisedSpec("second", 2), completedEvents(70));
    std::vector<Event> stopped = completedEvents(50);
    stopped.back() = RunFinished{.ending = Ending::Stopped, .iteration = 150};
    c_ = makeRun(project_.runs(), supervisedSpec("third", 3), stopped);
    page_.resize(1280, 800);
    page_.show();
    page_.setDocument(&document_);
    EXPECT_TRUE(waitFor([&] { return rows().rowCount() == 3; }));
  }
  ~Results() override { page_.setDocument(nullptr); }

  RunTableView& table() { return *page_.findChild<RunTableView*>(); }
  const QAbstractItemModel& rows() { return *table().model(); }
  QAction& action(const QString& name) { return *page_.findChild<QAction*>("results." + name); }

  int rowOf(const QString& name) {
    for (int row = 0; row < rows().rowCount(); ++row) {
      if (rows().index(row, static_cast<int>(RunColumn::Name)).data() == name) return row;
    }
    return -1;
  }
  void select(const QStringList& names) {
    table().clearSelection();
    for (const QString& name : names) {
      table().selectionModel()->select(rows().index(rowOf(name), 0),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
  }
  void showTab(int tab) { page_.findChild<QTabWidget*>()->setCurrentIndex(tab); }

  /// A run on a data set of two tiles.
  void addRunWithWeights(const std::string& name) {
    Split split;
    for (const char* file : {"a.png", "b.png"}) {
      writeImage(folder_ / "data/images" / file);
      writeRoadMask(folder_ / "data/masks" / file, 8);
      split.test.push_back(std::string("images/") + file);
    }
    RunSpec spec = supervisedSpec(name);
    spec.data.path = (folder_ / "data").string();
    spec.data.windowSize = 64;
    const RunFolder run = makeRun(project_.runs(), spec, completedEvents(60));
    saveSplit(split, run.split());
    std::filesystem::create_directories(run.checkpoints());
    std::ofstream(run.bestCheckpoint()) << "weights";
    document_.runs().refresh();
    ASSERT_TRUE(waitFor([&] { return rowOf(QString::fromStdString(name)) >= 0; }));
  }

  TemporaryFolder folder_;
  Project project_ = createProject(folder_ / "project", folder_ / "data", 128);
  RunFolder a_{{}}, b_{{}}, c_{{}};
  CountingEngine engine_;
  Jobs jobs_;
  RunController controller_{[this]() -> Engine& { return engine_; }};
  ProjectDocument document_{{.project = project_, .dataset = std::make_shared<const Dataset>()}, jobs_};
  ResultsPage page_{jobs_, [this]() -> Engine& { return engine_; }, controller_};
};

}  // namespace macadam
