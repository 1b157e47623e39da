#include "data/project.h"
#include "open_window.h"
#include "session/engine.h"
#include "spec/presets.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/wait_for.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/tile_panel.h"
#include "ui/results/results_page.h"
#include "ui/shell/main_window.h"
#include "ui/train/run_controller.h"
#include "ui/train/train_page.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

namespace macadam {
namespace {

/// 50 are aimed at, and measured on a machine that does nothing else; a crowded one holds the window up by itself.
constexpr qint64 kLongestGapMilliseconds = 1000;

/// Beats in the UI thread and keeps the longest gap between two beats.
class Heartbeat : public QObject {
 public:
  Heartbeat() {
    connect(&timer_, &QTimer::timeout, this, [this] { longest_ = std::max(longest_, clock_.restart()); });
    clock_.start();
    timer_.start(5);
  }
  qint64 longestGapMilliseconds() const { return longest_; }
  void reset() {
    longest_ = 0;
    clock_.restart();
  }

 private:
  QTimer timer_;
  QElapsedTimer clock_;
  qint64 longest_ = 0;
};

class WindowTest : public OpenWindow {
 protected:
  /// Draws four unlabelled tiles for each labelled one, otherwise than they were.
  void drawOneToFour() {
    Page& data = show<Page>(Mode::Data);
    const std::string before = window_->document()->split().hash();
    named<QSlider>(data, "Unlabelled tiles for each labelled one").setValue(4);
    auto& seed = named<QSpinBox>(data, "Seed");
    seed.setValue(seed.value() + 1);
    auto* draw = data.findChild<QPushButton*>("drawSplit");
    waitFor("road shares", [&] { return draw->isEnabled(); });
    QTest::mouseClick(draw, Qt::LeftButton);
    waitFor("the split", [&] { return window_->document()->split().hash() != before; });
    const Split& split = window_->document()->split();
    ASSERT_FALSE(split.labelled.empty());
    EXPECT_NEAR(double(split.unlabelled.size()) / split.labelled.size(), 4.0, 0.5);
    waitFor("the split on disk", [&] { return window_->document()->isSaved(); });
  }

  /// Trains from the form, pausing once on the way, until the run has completed.
  void trainWithAPause(const RunSpec& spec) {
    TrainPage& train = show<TrainPage>(Mode::Train);
    train.showSpec(spec);
    RunController& controller = window_->controller();
    QSignalSpy ended(&controller, &RunController::runEnded);
    std::int64_t iteration = 0;
    Ending ending = Ending::Failed;
    std::string why;
    int previews = 0;
    const auto listening =
        QObject::connect(&controller, &RunController::eventsArrived, &train, [&](const auto& events) {
          for (const Event& event : events) {
            if (const auto* step = std::get_if<StepDone>(&event)) iteration = step->iteration;
            if (const auto* finished = std::get_if<RunFinished>(&event)) {
              ending = finished->ending;
              why = finished->message;
            }
            previews += std::holds_alternative<PreviewReady>(event) ? 1 : 0;
          }
        });
    action("train-start").trigger();
    waitFor("first steps", [&] { return iteration >= 3 || ended.count() > 0; });
    ASSERT_EQ(ended.count(), 0) << why;
    picture("train-running");

    action("train-pause").trigger();
    waitFor("the pause", [&] { return controller.state() == TrainingState::Paused; });
    const std::int64_t held = iteration;
    engine_->estimateStep(spec);  // takes several steps of the same kind
    QCoreApplication::processEvents();
    EXPECT_LE(iteration, held + 1) << "the step that was under way may end, but no other begins";
    EXPECT_EQ(ended.count(), 0) << "it trained on while it was paused";
    action("train-pause").trigger();

    Heartbeat heartbeat;
    waitFor("the end of training", [&] { return ended.count() > 0; });
    RecordProperty("longest_gap_of_the_ui_thread_ms", static_cast<int>(heartbeat.longestGapMilliseconds()));
    std::printf("longest gap of the UI thread while training: %lld ms\n",
                static_cast<long long>(heartbeat.longestGapMilliseconds()));
    EXPECT_LT(heartbeat.longestGapMilliseconds(), kLongestGapMilliseconds);
    EXPECT_EQ(ending, Ending::Completed) << why;
    EXPECT_GT(previews, 0);
    picture("train-done");
    QObject::disconnect(listening);
  }

  void compareAndExport() {
    ComparePage& compare = show<ComparePage>(Mode::Compare);
    waitFor("networks to compare", [&] { return compare.grid().shownSources().size() >= 3; });
    waitFor("tiles", [&] { return compare.tiles().table().rowCount() > 0; });
    QTest::keyClick(&compare, Qt::Key_Return);
    const auto isPredicted = [&] {
      const auto& panes = compare.grid().panes();
      return std::ranges::any_of(panes, [](ComparePane* pane) {
        return std::ranges::any_of(pane->findChildren<QLabel*>(),
                                   [](QLabel* label) { return label->text().contains("IoU"); });
      });
    };
    waitFor("predictions", isPredicted);
    picture("compare");
    const std::filesystem::path figure = folder_.path() / "figure.png";
    compare.exportPanes(QString::fromStdString(figure.string()));
    waitFor("the figure", [&] { return !QImage(QString::fromStdString(figure.string())).isNull(); });
  }

  /// Types a name into the file dialog that opens next.
  void answerFileDialog(const std::filesystem::path& file) {
    auto* looking = new QTimer(window_.get());
    QObject::connect(looking, &QTimer::timeout, looking, [looking, file] {
      auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
      if (dialog == nullptr) return;
      looking->deleteLater();
      auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
      name->setText(QString::fromStdString(file.string()));
      QTest::keyClick(name, Qt::Key_Return);
    });
    looking->start(50);
  }

  void reportResults() {
    ResultsPage& results = show<ResultsPage>(Mode::Results);
    waitFor("the run in the table", [&] { return !window_->document()->runs().runs().empty(); });
    picture("results");
    results.findChild<QTabWidget*>()->setCurrentIndex(1);
    waitFor("the table", [&] { return action("results.exportTable").isEnabled(); });
    const std::filesystem::path table = folder_.path() / "table.csv";
    answerFileDialog(table);
    action("results.exportTable").trigger();
    waitFor("the table's file", [&] { return std::filesystem::exists(table); });
    EXPECT_NE(readText(table).find("SSLKD"), std::string::npos);
    results.writeReportTo(folder_.path() / "report");
    waitFor("the report", [&] { return std::filesystem::exists(folder_.path() / "report" / "table.md"); });
    waitFor("the whole report", [&] { return std::filesystem::exists(folder_.path() / "report" / "report.html"); });
    EXPECT_TRUE(std::filesystem::exists(folder_.path() / "report" / "figure.png"));
  }
};

}  // namespace

TEST_F(WindowTest, TakesTheDemoProjectFromSplitToFigure) {
  picture("start");
  window_->openDemo();
  waitFor("the demo project", [&] { return window_->document() != nullptr; });
  const Split& split = window_->document()->split();
  EXPECT_EQ(split.labelled.size() * 4, split.unlabelled.size()) << "the demo's split is 1:4";
  drawOneToFour();
  picture("data");
  trainWithAPause(shortRun(6, 6));
  compareAndExport();
  reportResults();
}

TEST_F(WindowTest, TakesRealImageryFromSplitToFigure) {
  const QString data = qEnvironmentVariable("MACADAM_REAL_DATA");
  if (data.isEmpty()) GTEST_SKIP() << "MACADAM_REAL_DATA names no folder";
  const Project project = createProject(folder_.path() / "project", data.toStdString(), 512);
  openProjectAt(project.folder);
  drawOneToFour();
  picture("real-data");
  trainWithAPause(shortRun(6, 6));
  compareAndExport();
  reportResults();
}

}  // namespace macadam
