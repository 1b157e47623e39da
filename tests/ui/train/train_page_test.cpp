#include "ui/train/train_page.h"

#include "spec/presets.h"
#include "spec_form_world.h"
#include "train_page_world.h"
#include "ui/train/control_bar.h"
#include "ui/train/estimate_card.h"
#include "ui/train/method_rows.h"
#include "ui/train/queue_panel.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QToolButton>
#include <algorithm>
#include <fstream>
#include <thread>

namespace macadam {
namespace {

TEST_F(TrainPageTest, ForgetsHowTheLastRunEndedWhenAnotherProjectIsOpened) {
  const TemporaryFolder elsewhere;
  ProjectDocument other(sixTiles(elsewhere.path()), jobs_);
  const auto* bar = page_.findChild<ControlBar*>();
  open();
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  ASSERT_NE(bar->text(), "Ready");
  page_.setDocument(&other);
  EXPECT_EQ(bar->text(), "Ready");

  engine_.script = stepUntilStopped();
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitForState(TrainingState::Training));
  Q_EMIT controller_.failed("one", {{"data.path", "is empty", "choose a folder"}});
  page_.setDocument(nullptr);
  EXPECT_TRUE(bar->text().contains("data.path")) << "it belongs to what is still going on";
}

TEST_F(TrainPageTest, ListsAllThatAFailedStartIsAboutAndGoesToTheField) {
  open();
  page_.show();
  page_.activateWindow();
  auto* bar = page_.findChild<ControlBar*>();
  Q_EMIT controller_.failed(
      "one", {{"data.path", "is empty", "choose a folder"}, {"schedule.learning_rate", "is -1", "write more than 0"}});
  EXPECT_TRUE(bar->text().contains("data.path"));
  const QList<QToolButton*> buttons = bar->findChildren<QToolButton*>();
  const auto more =
      std::ranges::find_if(buttons, [](const QToolButton* button) { return button->text() == "All 2 problems"; });
  ASSERT_NE(more, buttons.end());
  EXPECT_TRUE((*more)->isVisible());
  const QList<QAction*> lines = (*more)->menu()->actions();
  ASSERT_EQ(lines.size(), 2);
  EXPECT_TRUE(lines[1]->text().contains("write more than 0"));
  lines[1]->trigger();
  const QWidget* field = page_.focusWidget();
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->accessibleName(), "Learning rate");

  ASSERT_TRUE(start());
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_FALSE((*more)->isVisible());
}

TEST_F(TrainPageTest, ShowsAtTheFieldWhatTheEngineFindsInAFileOfWeights) {
  std::ofstream(folder_ / "encoder.pth") << "weights";
  engine_.weights.refusal = "has a deep stem";
  open();
  auto& form = *page_.findChild<SpecForm*>();
  type(form, "networks.student.width", "1");
  type(form, "networks.student.pretrained", QString::fromStdString((folder_ / "encoder.pth").string()));
  EXPECT_TRUE(waitFor([&] { return problemOf(form, "networks.student.pretrained").startsWith("Has a deep stem"); }));
}

TEST_F(TrainPageTest, NamesNoOptionOfTheCommandLineWhereARunCannotTrain) {
  open();
  const auto* bar = page_.findChild<ControlBar*>();
  Q_EMIT controller_.failed("one", {{"data.path", "has changed", "restore it, or go on by --accept-changed-data"}});
  EXPECT_EQ(bar->text(),
            "one could not be trained: data.path has changed; restore what the run began with, or start a new run with "
            "its settings");
  Q_EMIT controller_.runEnded(RunFolder("/runs/two"),
                              {.ending = Ending::Failed, .message = "device cuda:0 is not there; take --device cpu"});
  EXPECT_EQ(bar->text(),
            "two failed: device cuda:0 is not there; choose cpu or auto as the device, or use a LibTorch with CUDA and "
            "its driver");
}

TEST_F(TrainPageTest, OffersToStartTheQueueWhereItSaysThatItWaits) {
  engine_.script = stepUntilStopped();
  open();
  page_.show();
  const auto* bar = page_.findChild<ControlBar*>();
  const QList<QToolButton*> buttons = bar->findChildren<QToolButton*>();
  const auto startNext = std::ranges::find(buttons, "Start next", &QToolButton::text);
  ASSERT_NE(startNext, buttons.end());
  EXPECT_FALSE((*startNext)->isVisible());
  controller_.setQueue({NewRun{page_.form().spec(), folder_ / "runs", document_.split()}});
  EXPECT_EQ(bar->text(), "The queue waits");
  EXPECT_TRUE((*startNext)->isVisible());
  (*startNext)->click();
  ASSERT_TRUE(waitForState(TrainingState::Training));
  EXPECT_FALSE((*startNext)->isVisible());
}

TEST_F(TrainPageTest, TheKeyboardGoesToPauseWhereItsControlCanDoNothingMore) {
  engine_.script = stepUntilStopped();
  open();
  page_.show();
  page_.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&page_));
  const auto buttonOf = [&](const QString& name) {
    const QList<QToolButton*> buttons = page_.findChildren<QToolButton*>();
    return *std::ranges::find(buttons, action(name), &QToolButton::defaultAction);
  };
  buttonOf("estimate")->setFocus();
  ASSERT_TRUE(start());
  EXPECT_EQ(page_.focusWidget(), buttonOf("pause"));
  ASSERT_TRUE(waitForState(TrainingState::Training));
  action("stop")->trigger();
  EXPECT_EQ(page_.focusWidget(), buttonOf("stop"));
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_TRUE(page_.isAncestorOf(QApplication::focusWidget()) || page_.hasFocus());
}

TEST_F(TrainPageTest, TheKeyboardStaysOnTheQueueWhileThatIsChanged) {
  engine_.script = stepUntilStopped();
  open();
  page_.show();
  page_.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&page_));
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(start());
  ASSERT_TRUE(waitForState(TrainingState::Training));
  ASSERT_TRUE(waitFor([&] { return controller_.queue().size() == 3; }));
  auto* list = page_.findChild<QueuePanel*>()->findChild<QListView*>();
  list->setCurrentIndex(list->model()->index(2, 0));
  const QList<QToolButton*> buttons = page_.findChildren<QToolButton*>();
  const auto* moveUp = page_.findChild<QAction*>("queue-arrow-up");
  ASSERT_NE(moveUp, nullptr);
  auto* up = *std::ranges::find(buttons, moveUp, &QToolButton::defaultAction);
  up->setFocus();
  QTest::keyClick(up, Qt::Key_Space);
  EXPECT_EQ(page_.focusWidget(), up);
  EXPECT_EQ(list->currentIndex().row(), 1) << "it moves with its run";
  QTest::keyClick(up, Qt::Key_Space);
  EXPECT_EQ(list->currentIndex().row(), 0);
  EXPECT_NE(page_.focusWidget()->accessibleName(), "Pause");
}

TEST_F(TrainPageTest, OffersNoOtherRunInPlaceOfOneThatCannotGoOn) {
  open();
  QStringList said;
  QObject::connect(&page_, &Page::message, [&](const QString& text) { said.append(text); });
  bool asked = false;
  QTimer::singleShot(0, &page_, [&] {
    if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
      asked = true;
      dialog->reject();
    }
  });
  const RunFolder run("/runs/one");
  controller_.setQueue({ResumedRun{run}});
  page_.resumeRun(run);
  QCoreApplication::processEvents();
  EXPECT_FALSE(asked);
  EXPECT_EQ(said, QStringList{"one is in training or waits in the queue already"});
}

TEST_F(TrainPageTest, ResumesTheRunThatWasJustStoppedBeforeWhatWaits) {
  engine_.script = stepUntilStopped();
  open();
  std::vector<RunFolder> begun;
  QObject::connect(&controller_, &RunController::runStarted, [&](const RunFolder& run) { begun.push_back(run); });
  ASSERT_TRUE(start());
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitForState(TrainingState::Training));
  action("stop")->trigger();
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_EQ(action("pause")->text(), "Resume " + QString::fromStdString(page_.form().spec().name));
  action("pause")->trigger();
  ASSERT_TRUE(waitForState(TrainingState::Training));
  ASSERT_EQ(begun.size(), 2U);
  EXPECT_EQ(begun[1], begun[0]);
  EXPECT_EQ(controller_.queue().size(), 1U);
}

TEST_F(TrainPageTest, SaysHowFarASuiteIsAndHowLongTheRestOfItTakes) {
  engine_.script = [](const ScriptedEngine::Training& training) {
    training.sink.post(StageStarted{.count = 1, .firstIteration = 1, .iterations = 100, .totalIterations = 100});
    for (const std::int64_t i : {1, 2}) training.sink.post(StepDone{.iteration = i, .stepSeconds = 0.6});
    while (training.spec.seed == 2 && !training.stop.stop_requested()) std::this_thread::yield();
  };
  RunSpec base = preset("demo");
  base.data.path = folder_.path().string();
  base.method = SslkdSpec{.iterations = 100, .warmUpIterations = 10};
  controller_.add(NewSuite{planSuite(base, {"supervised-student"}, {1, 2, 3}), folder_ / "runs" / "table"});
  const auto* bar = page_.findChild<ControlBar*>();
  // 98 steps of this run and 100 of the next take 118.8 s.
  EXPECT_TRUE(waitFor([&] { return bar->text().endsWith("run 2 of 3 of the suite, 2 min left in all"); }))
      << bar->text().toStdString();
  controller_.stop();
  ASSERT_TRUE(waitForState(TrainingState::Idle));
}

TEST_F(TrainPageTest, SaysThatTheSettingsAreNoLongerWhatTheyBeganFrom) {
  open();
  page_.show();
  const auto saysChanged = [&] {
    const QList<QLabel*> labels = page_.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [](QLabel* label) { return label->text() == "changed" && label->isVisible(); });
  };
  page_.form().chooseRow("cps");
  EXPECT_FALSE(saysChanged());
  const QList<QLineEdit*> lines = page_.findChildren<QLineEdit*>();
  const auto name = std::ranges::find(lines, "Name", &QWidget::accessibleName);
  ASSERT_NE(name, lines.end());
  (*name)->setText("night");
  EXPECT_TRUE(saysChanged());
  page_.form().usePreset("small");
  EXPECT_FALSE(saysChanged());
}

TEST_F(TrainPageTest, ShowsTheSettingsOfAnEarlierRunOnThePresentSplit) {
  open();
  RunSpec earlier = preset("small");
  earlier.method = methodOf("cps", earlier);
  earlier.data.path = "/elsewhere";
  earlier.schedule.labelledBatch = 3;
  page_.showSpec(earlier);
  EXPECT_EQ(page_.form().row(), "cps");
  EXPECT_EQ(page_.form().spec().schedule.labelledBatch, 3);
  EXPECT_EQ(page_.form().spec().data.path, folder_.path().string());
}

TEST_F(TrainPageTest, EstimatesBesideTheWindowAndSaysWhenThatIsOutdated) {
  open();
  RunSpec spec = page_.form().spec();
  spec.method =
      SslkdSpec{.iterations = 250, .warmUpIterations = 50, .teachers = {.iterations = 350, .warmUpIterations = 50}};
  page_.showSpec(spec);
  auto* card = page_.findChild<EstimateCard*>();
  action("estimate")->trigger();
  EXPECT_FALSE(action("estimate")->isEnabled());
  ASSERT_TRUE(waitFor([&] { return action("estimate")->isEnabled(); }));
  const QString estimate =
      "About 5 min for 600 iterations of 500 ms each, evaluations not counted, on cpu, 2 threads. "
      "About 800 MB of memory.";
  EXPECT_EQ(card->text(), estimate);
  spec = page_.form().spec();
  page_.form().chooseRow("cct");
  EXPECT_EQ(card->text(), "Made before the settings changed: " + estimate);
  page_.showSpec(spec);
  EXPECT_EQ(card->text(), estimate) << "it is of these settings again";
}

TEST_F(TrainPageTest, SaysWhenAStepDoesNotFitIntoMemory) {
  engine_.estimator = [](const RunSpec&) -> StepEstimate { throw Error("memory", "ran out", "take a smaller batch"); };
  open();
  action("estimate")->trigger();
  auto* card = page_.findChild<EstimateCard*>();
  EXPECT_TRUE(waitFor([&] { return card->text() == "Memory ran out; take a smaller batch"; }));
}

TEST_F(TrainPageTest, KeepsTheSettingsOfAProjectForTheNextTime) {
  open();
  page_.form().chooseRow("supervised-student");
  page_.saveState();
  TrainPage next(jobs_, accessTo(engine_), controller_);
  next.restoreState();
  next.setDocument(&document_);
  EXPECT_EQ(next.form().spec(), page_.form().spec());
}

TEST_F(TrainPageTest, KeepsTheSettingsAMomentAfterTheyChangeInCaseItIsKilled) {
  open();
  RunSpec spec = page_.form().spec();
  spec.seed = 77;
  page_.form().setSpec(spec);
  const auto isKept = [] {
    QSettings settings;
    const QStringList keys = settings.allKeys();
    return std::ranges::any_of(keys, [&](const QString& key) {
      return key.startsWith("train/drafts/") && settings.value(key).toString().contains("seed = 77");
    });
  };
  EXPECT_TRUE(waitFor(isKept));
}

TEST_F(TrainPageTest, GivesEveryActionANameAndASentence) {
  for (const QAction* action : page_.actions()) {
    if (action->isSeparator()) continue;
    EXPECT_FALSE(action->objectName().isEmpty()) << action->text().toStdString();
    EXPECT_FALSE(action->statusTip().isEmpty()) << action->text().toStdString();
  }
}

}  // namespace
}  // namespace macadam
