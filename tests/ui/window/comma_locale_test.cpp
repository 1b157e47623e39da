#include "support/comma_locale.h"

#include "data/project.h"
#include "eight_tiles.h"
#include "runs/metrics_log.h"
#include "session/engine.h"
#include "support/wait_for.h"
#include "ui/canvas/picture_canvas.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/pane_grid.h"
#include "ui/results/results_page.h"
#include "ui/results/table_panel.h"
#include "ui/shell/main_window.h"
#include "ui/train/train_page.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QLocale>
#include <QRegularExpression>
#include <QSettings>
#include <QTabWidget>
#include <algorithm>
#include <locale>

namespace macadam {
namespace {

/// All networks an eighth as wide: the width is a number that their texts hold.
RunSpec narrowRun() {
  RunSpec spec;
  spec.name = "narrow";
  spec.device.kind = DeviceKind::Cpu;
  spec.threads = 1;
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
  spec.networks.of(Role::Teacher1) = NetworkSpec{.encoder = Encoder::ResNet34, .width = 0.125};
  spec.networks.of(Role::Teacher2) = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125};
  spec.method = SslkdSpec{.iterations = 2, .warmUpIterations = 1, .teachers = {.iterations = 2, .warmUpIterations = 1}};
  spec.schedule.labelledBatch = spec.schedule.unlabelledBatch = 2;
  spec.schedule.evaluateEvery = spec.schedule.checkpointEvery = spec.schedule.previewEvery = 1;
  spec.data.tileSize = 32;
  return spec;
}

class CommaLocaleTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!comma_.isInCLibrary()) GTEST_SKIP() << "localedef cannot make a locale here";
    std::locale::global(std::locale::classic());  // Qt takes the user's locale for the C library alone
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QSettings().clear();
    const auto [project, split] = makeProjectOfEightTiles(folder_.path());
    window_ = std::make_unique<MainWindow>([this]() -> Engine& { return *engine_; });
    window_->show();
    window_->openProject(QString::fromStdString(project.folder.string()));
    ASSERT_TRUE(waitFor([&] { return window_->document() != nullptr; }));
    window_->document()->changeSplit(split, "by hand");
    ASSERT_TRUE(waitFor([&] { return window_->document()->isSaved(); }));
  }

  void TearDown() override {
    window_.reset();
    QLocale::setDefault(before_);
  }

  template <typename PageType>
  PageType& show(Mode mode) {
    window_->pages().showMode(mode);
    return dynamic_cast<PageType&>(window_->pages().page(mode));
  }

  RunFolder train(const RunSpec& spec) {
    RunFolder run{{}};
    std::optional<RunFinished> ending;
    QStringList problems;
    RunController& controller = window_->controller();
    const auto ended = QObject::connect(&controller, &RunController::runEnded,
                                        [&](const RunFolder& folder, const RunFinished& finished) {
                                          run = folder;
                                          ending = finished;
                                        });
    const auto failed = QObject::connect(&controller, &RunController::failed,
                                         [&](const QString& title, const QList<Problem>&) { problems.append(title); });
    show<TrainPage>(Mode::Train).showSpec(spec);
    window_->findChild<QAction*>("train-start")->trigger();
    EXPECT_TRUE(waitFor([&] { return ending || !problems.isEmpty(); }));
    QObject::disconnect(ended);
    QObject::disconnect(failed);
    EXPECT_TRUE(ending && ending->ending == Ending::Completed) << (ending ? ending->message : "not begun");
    EXPECT_TRUE(waitFor([&] { return controller.state() == TrainingState::Idle; }));
    return run;
  }

  bool predictsEverywhere() {
    PaneGrid& grid = show<ComparePage>(Mode::Compare).grid();
    return waitFor([&] {
      return grid.panes().size() == 6 && std::ranges::all_of(grid.panes(), [](ComparePane* pane) {
               return pane->canvas().layer() && pane->canvas().note().isEmpty();
             });
    });
  }

  const QLocale before_;
  CommaLocale comma_;
  TemporaryFolder folder_;
  const std::unique_ptr<Engine> engine_ = makeEngine();
  std::unique_ptr<MainWindow> window_;
};

}  // namespace

TEST_F(CommaLocaleTest, NarrowNetworksAreTrainedOpenedAndDistilled) {
  const RunFolder first = train(narrowRun());
  EXPECT_TRUE(predictsEverywhere()) << "student, both teachers and their mean";
  RunSpec second = narrowRun();
  second.name = "distilled again";
  std::get<SslkdSpec>(second.method).teachersFrom = first.path().string();
  const RunFolder run = train(second);
  EXPECT_FALSE(readMetrics(run.metrics(), PreviewPixels::Skip).empty());
}

TEST_F(CommaLocaleTest, ExportedTablesHaveAPointInTheirNumbers) {
  train(narrowRun());
  ResultsPage& results = show<ResultsPage>(Mode::Results);
  auto* table = results.findChild<TablePanel*>();
  ASSERT_NE(table, nullptr);
  results.findChild<QTabWidget*>()->setCurrentIndex(1);
  ASSERT_TRUE(waitFor([&] { return table->hasTable(); }));
  const QStringList lines = table->text(TableFormat::Csv).trimmed().split('\n');
  ASSERT_GE(lines.size(), 2);
  const auto fields = [](QString line) { return line.remove(QRegularExpression("\"[^\"]*\"")).count(','); };
  for (const QString& line : lines) EXPECT_EQ(fields(line), fields(lines[0])) << line.toStdString();
  const QString latex = table->text(TableFormat::Latex);
  EXPECT_FALSE(latex.contains(QRegularExpression("\\d,\\d"))) << latex.toStdString();
}

}  // namespace macadam
