#include "ui/train/train_page.h"

#include "spec/presets.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/project/project_document.h"
#include "ui/train/control_bar.h"
#include "ui/train/estimate_card.h"
#include "ui/train/method_rows.h"
#include "ui/train/queue_model.h"
#include "ui/train/queue_panel.h"
#include "ui/train/resume_dialog.h"
#include "ui/train/run_set_up.h"
#include "ui/train/scripted_engine.h"
#include "ui/train/spec_form.h"
#include "ui/train/suite_dialog.h"
#include "ui/train/suite_estimate.h"
#include "ui/widgets/duration_text.h"
#include "ui/widgets/finding_list.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <algorithm>
#include <atomic>
#include <fstream>

namespace macadam {
namespace {

/// A project of six tiles, four labelled or not, with masks alone on disk.
ProjectContents sixTiles(const std::filesystem::path& folder) {
  auto dataset = std::make_shared<Dataset>();
  dataset->root = folder;
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
    const std::filesystem::path mask = folder / "masks" / (std::string(id) + ".png");
    writeRoadMask(mask, 8);
    dataset->samples.push_back({.id = id, .mask = mask, .scene = id});
  }
  Split split{.name = "default", .labelled = {"a"}, .unlabelled = {"b", "c", "d"}, .validation = {"e"}, .test = {"f"}};
  return {.project = {.folder = folder, .data = ".", .tileSize = 128, .activeSplit = "default"},
          .dataset = std::move(dataset),
          .split = std::move(split),
          .hasSplit = true};
}

class TrainPageTest : public testing::Test {
 protected:
  TrainPageTest() { QSettings().clear(); }

  void open() { page_.setDocument(&document_); }
  QAction* action(const QString& name) { return page_.findChild<QAction*>("train-" + name); }
  /// Presses this button of the message box that opens next.
  void answerMessageBox(QMessageBox::StandardButton answer) {
    auto* looking = new QTimer(&page_);
    QObject::connect(looking, &QTimer::timeout, looking, [looking, answer] {
      auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      if (box == nullptr) return;
      looking->deleteLater();
      QTest::mouseClick(box->button(answer), Qt::LeftButton);
    });
    looking->start(10);
  }
  bool waitForState(TrainingState state) {
    return waitFor([&] { return controller_.state() == state; });
  }

  TemporaryFolder folder_;
  ScriptedEngine engine_;
  Jobs jobs_;
  ProjectDocument document_{sixTiles(folder_.path()), jobs_};
  RunController controller_{accessTo(engine_)};
  TrainPage page_{jobs_, accessTo(engine_), controller_};
};

TEST_F(TrainPageTest, TrainsTheFormOnTheOpenProject) {
  std::optional<RunSpec> trained;
  engine_.script = [&](const ScriptedEngine::Training& training) { trained = training.spec; };
  EXPECT_FALSE(action("start")->isEnabled());
  open();
  EXPECT_TRUE(action("start")->isEnabled());
  page_.startCurrent();
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  ASSERT_TRUE(trained.has_value());
  EXPECT_EQ(trained->data.path, folder_.path().string());
  EXPECT_EQ(trained->data.windowSize, 128);
  EXPECT_EQ(trained->split.file, (folder_ / "splits/default.toml").string());
  EXPECT_EQ(trained->name, "demo-sslkd");
  EXPECT_TRUE(page_.findChild<ControlBar*>()->text().contains("demo-sslkd completed"));
}

TEST_F(TrainPageTest, AsksBeforeItTrainsOnMasksOfMoreThanHalfRoad) {
  ProjectContents contents = sixTiles(folder_.path());
  auto dataset = std::make_shared<Dataset>(*contents.dataset);
  dataset->labelCounts[dataset->samples[0].mask.string()] = {.road = 90, .background = 10, .unknown = 0};
  contents.dataset = dataset;
  ProjectDocument document(std::move(contents), jobs_);
  std::optional<RunSpec> trained;
  engine_.script = [&](const ScriptedEngine::Training& training) { trained = training.spec; };
  page_.setDocument(&document);

  answerMessageBox(QMessageBox::No);
  page_.startCurrent();
  EXPECT_EQ(controller_.state(), TrainingState::Idle);
  answerMessageBox(QMessageBox::Yes);
  page_.startCurrent();
  ASSERT_TRUE(waitFor([&] { return trained && controller_.state() == TrainingState::Idle; }));
  EXPECT_TRUE(trained->data.acceptUnlikelyMasks);
  EXPECT_FALSE(page_.form().spec().data.acceptUnlikelyMasks) << "the answer is for this run";
  page_.setDocument(nullptr);
}

TEST_F(TrainPageTest, SaysWhyItDoesNotStartAndMendsIt) {
  ProjectContents contents = sixTiles(folder_.path());
  auto dataset = std::make_shared<Dataset>(*contents.dataset);
  dataset->samples[5].scene = "a";
  contents.dataset = dataset;
  ProjectDocument document(std::move(contents), jobs_);
  page_.setDocument(&document);
  page_.startCurrent();
  EXPECT_EQ(controller_.state(), TrainingState::Idle);
  const FindingList& list = page_.setUp().findings();
  ASSERT_FALSE(list.findings().empty());
  EXPECT_EQ(list.text(0), "Scene a is in training and test, 2 tiles.");
  QTest::mouseClick(list.button(0), Qt::LeftButton);
  EXPECT_EQ(document.split().test, (std::vector<std::string>{"a", "f"}));
  document.undoStack().undo();
  EXPECT_EQ(document.split().labelled, std::vector<std::string>{"a"});
  page_.setDocument(nullptr);
}

TEST_F(TrainPageTest, SendsWhatTheDataPageMendsThere) {
  ProjectContents contents = sixTiles(folder_.path());
  auto dataset = std::make_shared<Dataset>(*contents.dataset);
  dataset->masks.open = Problem{"the masks", "hold 1 and 3", "set data.mask_values (--mask-values)"};
  contents.dataset = dataset;
  ProjectDocument document(std::move(contents), jobs_);
  page_.setDocument(&document);
  std::optional<Fix> wished;
  QObject::connect(&page_, &TrainPage::mendWished, &page_, [&](const Finding& finding) { wished = finding.fix; });
  page_.startCurrent();
  EXPECT_EQ(controller_.state(), TrainingState::Idle);
  const FindingList& list = page_.setUp().findings();
  ASSERT_FALSE(list.findings().empty());
  EXPECT_EQ(list.text(0), "The masks hold 1 and 3.") << "no option of the command line";
  QTest::mouseClick(list.button(0), Qt::LeftButton);
  EXPECT_EQ(wished, Fix::ChooseMasks);
  page_.setDocument(nullptr);
}

TEST_F(TrainPageTest, ForgetsHowTheLastRunEndedWhenAnotherProjectIsOpened) {
  const TemporaryFolder elsewhere;
  ProjectDocument other(sixTiles(elsewhere.path()), jobs_);
  const auto* bar = page_.findChild<ControlBar*>();
  open();
  page_.startCurrent();
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  ASSERT_NE(bar->text(), "Ready");
  page_.setDocument(&other);
  EXPECT_EQ(bar->text(), "Ready");

  engine_.script = stepUntilStopped();
  page_.startCurrent();
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

  page_.startCurrent();
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_FALSE((*more)->isVisible());
}

TEST_F(TrainPageTest, TrainsOnASplitThatWasChangedAMomentAgo) {
  std::vector<std::string> labelled;
  std::atomic<bool> trained = false;
  engine_.script = [&](const ScriptedEngine::Training& training) {
    labelled = loadSplit(training.spec.split.file).labelled;
    trained = true;
  };
  open();
  Split split = document_.split();
  split.labelled = {"a", "b"};
  split.unlabelled = {"c", "d"};
  document_.changeSplit(split, "Move b");
  page_.startCurrent();
  ASSERT_TRUE(waitFor([&] { return trained.load(); }));
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_EQ(labelled, (std::vector<std::string>{"a", "b"}));
}

TEST_F(TrainPageTest, TrainsNothingOnASplitThatCannotBeSaved) {
  open();
  std::ofstream(folder_ / "splits") << "in the way";
  Split split = document_.split();
  split.seed = 7;
  document_.changeSplit(split, "Draw again");
  page_.startCurrent();
  ASSERT_TRUE(waitFor([&] { return !document_.isSaving(); }));
  EXPECT_EQ(controller_.state(), TrainingState::Idle);
  EXPECT_TRUE(controller_.queue().empty());
}

TEST_F(TrainPageTest, QueuesWhatIsStartedWhileSomethingTrains) {
  engine_.script = stepUntilStopped();
  open();
  page_.startCurrent();
  ASSERT_TRUE(waitForState(TrainingState::Training));
  EXPECT_EQ(action("start")->text(), "Add to queue");
  action("start")->trigger();
  EXPECT_EQ(controller_.queue().size(), 1U);
  action("pause")->trigger();
  EXPECT_EQ(controller_.state(), TrainingState::Paused);
  EXPECT_EQ(action("pause")->text(), "Resume " + QString::fromStdString(page_.form().spec().name));
  action("pause")->trigger();
  action("stop")->trigger();
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_TRUE(action("start-next")->isEnabled());
}

TEST_F(TrainPageTest, StartsTheFormAtOnceAlsoWhereTheQueueWaits) {
  open();
  RunSpec waiting = page_.form().spec();
  waiting.name = "waits";
  controller_.setQueue({NewRun{waiting, folder_ / "runs", document_.split()}});
  QStringList trained;
  QObject::connect(&controller_, &RunController::runStarted,
                   [&](const RunFolder&, const RunSpec& spec) { trained.append(QString::fromStdString(spec.name)); });
  EXPECT_EQ(action("start")->text(), "Start " + QString::fromStdString(page_.form().spec().name));
  EXPECT_TRUE(action("start")->statusTip().endsWith("now; what waits follows"));
  action("start")->trigger();
  EXPECT_EQ(action("start")->text(), "Add to queue");
  ASSERT_TRUE(waitFor([&] { return trained.size() == 2; }));
  EXPECT_EQ(trained, (QStringList{"demo-sslkd", "waits"}));
  ASSERT_TRUE(waitForState(TrainingState::Idle));
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
  page_.startCurrent();
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
  for (int i = 0; i < 4; ++i) page_.startCurrent();
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

TEST_F(TrainPageTest, QueuesEachRunWithTheSplitOfItsMoment) {
  engine_.script = stepUntilStopped();
  open();
  page_.startCurrent();
  page_.startCurrent();
  Split split = document_.split();
  split.labelled = {"a", "b"};
  split.unlabelled = {"c", "d"};
  document_.changeSplit(split, "Move b");
  page_.startCurrent();
  ASSERT_TRUE(waitFor([&] { return controller_.queue().size() == 2; }));
  EXPECT_EQ(std::get<NewRun>(controller_.queue()[0]).split->labelled, (std::vector<std::string>{"a"}));
  EXPECT_EQ(std::get<NewRun>(controller_.queue()[1]).split->labelled, (std::vector<std::string>{"a", "b"}));
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
  page_.startCurrent();
  page_.startCurrent();
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

TEST_F(TrainPageTest, DoesNotStartWhatCannotTrain) {
  open();
  RunSpec wrong = page_.form().spec();
  wrong.schedule.learningRate = 0.0;
  page_.showSpec(wrong);
  QStringList said;
  QObject::connect(&page_, &Page::message, [&](const QString& text) { said.append(text); });
  page_.startCurrent();
  EXPECT_EQ(controller_.state(), TrainingState::Idle);
  ASSERT_EQ(said.size(), 1);
  EXPECT_TRUE(said[0].startsWith("This cannot train yet. Learning rate: is 0.0; ")) << said[0].toStdString();

  wrong.schedule.learningRate = 0.01;
  page_.showSpec(wrong);
  Split none = document_.split();
  none.labelled.clear();
  document_.changeSplit(none, "Label nothing");
  page_.startCurrent();
  EXPECT_TRUE(said.last().startsWith("This cannot train yet. Split default labels nothing")) << said.last().toStdString();
}

TEST_F(TrainPageTest, SaysThatTheSettingsAreNoLongerWhatTheyBeganFrom) {
  open();
  page_.show();
  const auto saysChanged = [&] {
    const QList<QLabel*> labels = page_.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [](QLabel* label) { return label->text() == "changed" && label->isVisible(); });
  };
  page_.form().chooseRow(SuiteRow::Cps);
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
  earlier.method = methodOf(SuiteRow::Cps, earlier);
  earlier.data.path = "/elsewhere";
  earlier.schedule.labelledBatch = 3;
  page_.showSpec(earlier);
  EXPECT_EQ(page_.form().row(), SuiteRow::Cps);
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
  page_.form().chooseRow(SuiteRow::Cct);
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
  page_.form().chooseRow(SuiteRow::SupervisedStudent);
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

class QueueModelTest : public testing::Test {
 protected:
  QueueModelTest() {
    engine_.script = stepUntilStopped();
    for (const char* name : {"now", "a", "b", "c"}) {
      RunSpec spec = preset("demo");
      spec.name = name;
      spec.data.path = "/pictures";
      controller_.add(NewRun{spec, folder_.path()});
    }
  }
  QStringList titles() const {
    QStringList titles;
    for (int i = 0; i < model_.rowCount(); ++i) titles.append(model_.data(model_.index(i), Qt::DisplayRole).toString());
    return titles;
  }

  TemporaryFolder folder_;
  ScriptedEngine engine_;
  RunController controller_{accessTo(engine_)};
  QueueModel model_{controller_};
};

TEST_F(QueueModelTest, IsAModel) {
  QAbstractItemModelTester tester(&model_, QAbstractItemModelTester::FailureReportingMode::Fatal);
  controller_.moveQueued(0, 2);
  controller_.removeQueued(1);
  EXPECT_EQ(titles(), (QStringList{"b", "a"}));
}

TEST_F(QueueModelTest, MovesARowThatIsDropped) {
  const auto drop = [&](int from, int before) {
    const std::unique_ptr<QMimeData> data(model_.mimeData({model_.index(from)}));
    model_.dropMimeData(data.get(), Qt::MoveAction, before, 0, {});
  };
  drop(0, 2);
  EXPECT_EQ(titles(), (QStringList{"b", "a", "c"}));
  drop(2, 0);
  EXPECT_EQ(titles(), (QStringList{"c", "b", "a"}));
  drop(0, -1);
  EXPECT_EQ(titles(), (QStringList{"b", "a", "c"}));
}

class SuiteDialogTest : public testing::Test {
 protected:
  static RunSpec base() {
    RunSpec spec = preset("demo");
    spec.data.path = "/pictures";
    return spec;
  }
  void type(const QString& field, const QString& text) { dialog_.findChild<QLineEdit*>(field)->setText(text); }
  void choose(const QString& row, bool on) { dialog_.findChild<QCheckBox*>(row)->setChecked(on); }

  SuiteDialog dialog_{base(), "/project/runs", {"old"}};
};

TEST_F(SuiteDialogTest, PlansAllRowsOverThreeSeeds) {
  EXPECT_EQ(dialog_.problem(), "");
  EXPECT_EQ(dialog_.suite().plan.size(), 24U);
  EXPECT_EQ(dialog_.suite().runs, "/project/runs/demo-suite");
}

TEST_F(SuiteDialogTest, PlansWhatIsChosen) {
  for (const std::string& row : suiteRowNames()) choose(QString::fromStdString(row), false);
  EXPECT_EQ(dialog_.problem(), "Choose at least one row.");
  choose("sslkd", true);
  type("seeds", "7 7, 9");
  type("folder", "night");
  ASSERT_EQ(dialog_.problem(), "");
  const NewSuite suite = dialog_.suite();
  ASSERT_EQ(suite.plan.size(), 4U);  // the teachers come with it
  EXPECT_EQ(suite.plan[0].row, SuiteRow::CmsTeachers);
  EXPECT_EQ(suite.plan[3].row, SuiteRow::Sslkd);
  EXPECT_EQ(suite.plan[3].seed, 9U);
  EXPECT_EQ(suite.runs, "/project/runs/night");
}

TEST_F(SuiteDialogTest, EstimatesEachRowOnceAndAllItsSeeds) {
  ScriptedEngine engine;
  std::atomic<int> probes = 0;
  engine.estimator = [&](const RunSpec&) {
    ++probes;
    return StepEstimate{"cpu", 0.5, 0.0};
  };
  Jobs jobs;
  dialog_.offerEstimate(jobs, accessTo(engine));
  for (const std::string& row : suiteRowNames()) choose(QString::fromStdString(row), row == "supervised-student");
  std::int64_t iterations = 0;
  for (const SuiteRun& run : dialog_.suite().plan) iterations += iterationsOf(run);
  ASSERT_EQ(dialog_.suite().plan.size(), 3U);
  auto* time = dialog_.findChild<QLabel*>("time");
  dialog_.findChild<QPushButton*>("estimate")->click();
  const QString expected = "About " + roughTime(0.5 * static_cast<double>(iterations)) + ", evaluations not counted.";
  ASSERT_TRUE(waitFor([&] { return time->text() == expected; })) << time->text().toStdString();
  EXPECT_EQ(probes, 1);
  type("seeds", "1");
  EXPECT_TRUE(time->isHidden()) << "it is of another suite";
}

TEST_F(SuiteDialogTest, SaysWhatIsMissing) {
  type("seeds", "");
  EXPECT_EQ(dialog_.problem(), "Write at least one seed.");
  type("seeds", "1, two");
  EXPECT_EQ(dialog_.problem(), "Seed “two” is no number that can be a seed; write whole numbers such as 1, 2, 3");
  type("seeds", "1");
  type("folder", "../elsewhere");
  EXPECT_EQ(dialog_.problem(), "The folder needs a name without / that does not begin with a dot.");
}

TEST(ResumeDialog, OffersWhatHasNotComeToItsEnd) {
  const auto in = [](RunState state) {
    RunRecord record{.folder = RunFolder("/runs/one")};
    record.summary.state = state;
    return record;
  };
  EXPECT_TRUE(canResume(in(RunState::Stopped)));
  EXPECT_TRUE(canResume(in(RunState::Interrupted)));
  EXPECT_TRUE(canResume(in(RunState::Failed)));
  EXPECT_TRUE(canResume(in(RunState::Completed)));
  EXPECT_FALSE(canResume(in(RunState::Running)));
  ResumeDialog dialog({in(RunState::Stopped)});
  ASSERT_TRUE(dialog.chosen());
  EXPECT_EQ(dialog.chosen()->folder, RunFolder("/runs/one"));
  EXPECT_EQ(dialog.chosen()->moreIterations, 0);
}

TEST(ResumeDialog, ARunThatCameToItsEndGoesOnPastIt) {
  RunRecord ended{.folder = RunFolder("/runs/ended")}, stopped{.folder = RunFolder("/runs/stopped")};
  ended.spec.method = SupervisedSpec{.iterations = 600};
  ended.summary.state = RunState::Completed;
  stopped.summary.state = RunState::Stopped;
  ResumeDialog dialog({ended, stopped});
  EXPECT_EQ(dialog.chosen()->folder, stopped.folder) << "what waits to be finished comes first";
  dialog.choose(ended.folder);
  ASSERT_TRUE(dialog.chosen());
  EXPECT_EQ(dialog.chosen()->folder, ended.folder);
  EXPECT_EQ(dialog.chosen()->moreIterations, 300);
  auto* more = dialog.findChild<QSpinBox*>();
  more->setValue(0);
  EXPECT_FALSE(dialog.chosen()) << "it has no more iterations to make";
  const auto buttons = dialog.findChildren<QPushButton*>();
  const auto resume = std::ranges::find(buttons, "Resume", &QPushButton::text);
  ASSERT_NE(resume, buttons.end());
  EXPECT_FALSE((*resume)->isEnabled());
  more->setValue(40);
  EXPECT_EQ(dialog.chosen()->moreIterations, 40);
}

}  // namespace
}  // namespace macadam
