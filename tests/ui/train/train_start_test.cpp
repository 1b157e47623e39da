#include "train_page_world.h"
#include "ui/train/control_bar.h"
#include "ui/train/field_row.h"
#include "ui/train/suite_dialog.h"
#include "ui/train/train_again_question.h"

#include <QCheckBox>
#include <QPushButton>
#include <algorithm>
#include <atomic>
#include <fstream>
#include <memory>

namespace macadam {
namespace {

class TrainStartTest : public TrainPageTest {
 protected:
  ProjectContents mostlyRoad() const {
    ProjectContents contents = sixTiles(folder_.path());
    auto dataset = std::make_shared<Dataset>(*contents.dataset);
    dataset->labelCounts[dataset->samples[0].mask.string()] = {.road = 90, .background = 10, .unknown = 0};
    contents.dataset = dataset;
    return contents;
  }
  /// Starts what cannot train, and waits until that is said.
  void startInVain() {
    bool isSaid = false;
    const auto listening = QObject::connect(&page_, &Page::message, [&](const QString& text) {
      isSaid = isSaid || text.startsWith("This cannot train yet. ");
    });
    page_.startCurrent();
    EXPECT_TRUE(waitFor([&] { return isSaid; }));
    QObject::disconnect(listening);
    EXPECT_EQ(begun_, 0);
    EXPECT_EQ(controller_.state(), TrainingState::Idle);
  }
  /// Adds a suite of these rows by the dialog.
  void addSuite(const std::vector<std::string>& rows) {
    QTimer looking;
    looking.callOnTimeout([&] {
      auto* dialog = qobject_cast<SuiteDialog*>(QApplication::activeModalWidget());
      if (dialog == nullptr) return;
      looking.stop();
      for (const SuiteRow& row : suiteRows()) {
        auto* box = dialog->findChild<QCheckBox*>(QString::fromStdString(row.name));
        box->setChecked(std::ranges::find(rows, row.name) != rows.end());
      }
      dialog->accept();
    });
    looking.start(10);
    action("add-suite")->trigger();
  }
};

TEST_F(TrainStartTest, TrainsTheFormOnTheOpenProject) {
  std::optional<RunSpec> trained;
  engine_.script = [&](const ScriptedEngine::Training& training) { trained = training.spec; };
  EXPECT_FALSE(action("start")->isEnabled());
  open();
  EXPECT_TRUE(action("start")->isEnabled());
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  ASSERT_TRUE(trained.has_value());
  EXPECT_EQ(trained->data.path, folder_.path().string());
  EXPECT_EQ(trained->data.windowSize, 128);
  EXPECT_EQ(trained->split.file, (folder_ / "splits/default.toml").string());
  EXPECT_EQ(trained->name, "demo-sslkd");
  EXPECT_TRUE(page_.findChild<ControlBar*>()->text().contains("demo-sslkd completed"));
}

TEST_F(TrainStartTest, TrainsTheSettingsOfAnEarlierRunAgainOnTheSplitOfNow) {
  std::optional<RunSpec> trained;
  engine_.script = [&](const ScriptedEngine::Training& training) { trained = training.spec; };
  open();
  RunSpec earlier = page_.form().spec();
  earlier.name = "earlier";
  earlier.seed = 5;
  earlier.data.path = "/where/it/was";
  earlier.split.file = "/where/it/was/splits/former.toml";
  std::filesystem::create_directories(folder_ / "runs/earlier");
  earlier.networks.studentFrom = (folder_ / "runs/earlier").string();
  page_.trainAgain(earlier);
  auto* question = page_.findChild<QMessageBox*>();
  ASSERT_NE(question, nullptr);
  EXPECT_EQ(question->text(), "Train earlier again?");
  EXPECT_EQ(question->informativeText(),
            "Its student begins with what that of earlier has learned.\n"
            "Split “default”: 1 labelled, 3 unlabelled, 1 to validate, 1 to test.\n"
            "Labels as they are now, none of them drawn on in this project.");
  EXPECT_EQ(question->defaultButton()->text(), "Start");
  question->defaultButton()->click();
  ASSERT_TRUE(waitFor([&] { return trained.has_value(); }));
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_EQ(trained->name, "earlier");
  EXPECT_EQ(trained->seed, 5u);
  EXPECT_EQ(trained->networks.studentFrom, earlier.networks.studentFrom);
  EXPECT_EQ(trained->data.path, folder_.path().string());
  EXPECT_EQ(trained->split.file, (folder_ / "splits/default.toml").string());
}

TEST_F(TrainStartTest, DoesNotTrainAgainWhatAPersonDoesNotWant) {
  open();
  RunSpec earlier = page_.form().spec();
  earlier.name = "earlier";
  page_.trainAgain(earlier);
  auto* question = page_.findChild<QMessageBox*>();
  ASSERT_NE(question, nullptr);
  EXPECT_TRUE(question->informativeText().startsWith("Its networks begin anew.")) << "no student is given";
  question->button(QMessageBox::Cancel)->click();
  EXPECT_TRUE(waitFor([&] { return page_.findChild<QMessageBox*>() == nullptr; }));
  EXPECT_EQ(begun_, 0);
  EXPECT_TRUE(controller_.queue().empty());
  EXPECT_EQ(page_.form().spec().name, "earlier") << "it can be changed first";
}

TEST_F(TrainStartTest, TheQuestionWhetherToTrainAgainGoesWithItsProject) {
  auto document = std::make_unique<ProjectDocument>(sixTiles(folder_.path()), jobs_);
  page_.setDocument(document.get());
  page_.trainAgain(page_.form().spec());
  ASSERT_NE(page_.findChild<QMessageBox*>(), nullptr);
  page_.setDocument(nullptr);
  document.reset();
  EXPECT_TRUE(waitFor([&] { return page_.findChild<QMessageBox*>() == nullptr; }));
  EXPECT_EQ(begun_, 0);
}

TEST_F(TrainStartTest, TellsOfLabelsThatWereDrawnInTheProjectBeforeItTrainsAgain) {
  ProjectContents contents = sixTiles(folder_.path());
  auto dataset = std::make_shared<Dataset>(*contents.dataset);
  dataset->samples[0].mask = folder_ / "labels/a.png.png";
  contents.dataset = dataset;
  contents.split.labelled = {"a", "b"};
  contents.split.unlabelled = {"c", "d"};
  const ProjectDocument document(std::move(contents), jobs_);
  EXPECT_TRUE(trainAgainText(page_.form().spec(), document)
                  .endsWith("Labels as they are now; one of the labelled tiles was drawn on in this project."));
}

TEST_F(TrainStartTest, AsksBeforeItTrainsOnMasksOfMoreThanHalfRoad) {
  ProjectDocument document(mostlyRoad(), jobs_);
  std::optional<RunSpec> trained;
  engine_.script = [&](const ScriptedEngine::Training& training) { trained = training.spec; };
  page_.setDocument(&document);

  answerMessageBox(QMessageBox::No);
  page_.startCurrent();
  ASSERT_TRUE(waitFor([&] { return answered_ == 1; }));
  EXPECT_EQ(controller_.state(), TrainingState::Idle);
  EXPECT_EQ(begun_, 0);
  answerMessageBox(QMessageBox::Yes);
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  ASSERT_TRUE(trained.has_value());
  EXPECT_TRUE(trained->data.acceptUnlikelyMasks);
  EXPECT_FALSE(page_.form().spec().data.acceptUnlikelyMasks) << "the answer is for this run";
  page_.setDocument(nullptr);
}

TEST_F(TrainStartTest, DoesNotComeOfAQuestionThatOutlastsItsProject) {
  ProjectDocument document(mostlyRoad(), jobs_);
  page_.setDocument(&document);
  answerMessageBox(QMessageBox::Yes, [&] { page_.setDocument(&document_); });
  page_.startCurrent();
  ASSERT_TRUE(waitFor([&] { return answered_ == 1; }));
  EXPECT_EQ(begun_, 0);
  EXPECT_TRUE(controller_.queue().empty());
}

TEST_F(TrainStartTest, SaysWhyItDoesNotStartAndMendsIt) {
  ProjectContents contents = sixTiles(folder_.path());
  auto dataset = std::make_shared<Dataset>(*contents.dataset);
  dataset->samples[5].scene = "b";
  contents.dataset = dataset;
  ProjectDocument document(std::move(contents), jobs_);
  page_.setDocument(&document);
  startInVain();
  ASSERT_FALSE(findings_.findings().empty());
  EXPECT_EQ(findings_.text(0), "Scene b is in training and test, 2 tiles.");
  QTest::mouseClick(findings_.button(0), Qt::LeftButton);
  EXPECT_EQ(document.split().test, (std::vector<std::string>{"b", "f"}));
  document.undoStack().undo();
  EXPECT_EQ(document.split().unlabelled, (std::vector<std::string>{"b", "c", "d"}));
  page_.setDocument(nullptr);
}

TEST_F(TrainStartTest, SendsWhatTheDataPageMendsThere) {
  ProjectContents contents = sixTiles(folder_.path());
  auto dataset = std::make_shared<Dataset>(*contents.dataset);
  dataset->masks.open = Problem{"the masks", "hold 1 and 3", "set data.mask_values (--mask-values)"};
  contents.dataset = dataset;
  ProjectDocument document(std::move(contents), jobs_);
  page_.setDocument(&document);
  std::optional<Fix> wished;
  QObject::connect(&page_, &TrainPage::mendWished, &page_, [&](const Finding& finding) { wished = finding.fix; });
  startInVain();
  ASSERT_FALSE(findings_.findings().empty());
  EXPECT_EQ(findings_.text(0), "The masks hold 1 and 3.") << "no option of the command line";
  QTest::mouseClick(findings_.button(0), Qt::LeftButton);
  EXPECT_EQ(wished, Fix::ChooseMasks);
  page_.setDocument(nullptr);
}

TEST_F(TrainStartTest, TrainsOnASplitThatWasChangedAMomentAgo) {
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

TEST_F(TrainStartTest, TrainsNothingOnASplitThatCannotBeSaved) {
  open();
  std::ofstream(folder_ / "splits") << "in the way";
  Split split = document_.split();
  split.seed = 7;
  document_.changeSplit(split, "Draw again");
  page_.startCurrent();
  ASSERT_TRUE(waitFor([&] { return !findings_.findings().empty(); })) << "that one tile alone is labelled";
  ASSERT_TRUE(waitFor([&] { return !document_.isSaving(); }));
  EXPECT_EQ(controller_.state(), TrainingState::Idle);
  EXPECT_TRUE(controller_.queue().empty());
}

TEST_F(TrainStartTest, IsCheckedBesideTheWindow) {
  open();
  page_.startCurrent();
  EXPECT_EQ(controller_.state(), TrainingState::Idle) << "the window does not wait for what the check reads";
  ASSERT_TRUE(waitFor([&] { return begun_ == 1; }));
  ASSERT_TRUE(waitForState(TrainingState::Idle));
}

TEST_F(TrainStartTest, SaysWhereAnotherStartIsStillBeingChecked) {
  engine_.script = stepUntilStopped();
  open();
  QStringList said;
  QObject::connect(&page_, &Page::message, [&](const QString& text) { said.append(text); });
  page_.startCurrent();
  page_.startCurrent();
  EXPECT_EQ(said, QStringList{"What was started last is still being checked; start this when that is done"});
  ASSERT_TRUE(waitForState(TrainingState::Training)) << "the first";
  EXPECT_TRUE(controller_.queue().empty());
  ASSERT_TRUE(start());
}

TEST_F(TrainStartTest, ASuiteIsCheckedByTheRowsThatAreChosen) {
  open();
  Split split = document_.split();
  split.labelled = {"a", "b", "c", "d"};
  split.unlabelled.clear();
  document_.changeSplit(split, "Label all");
  page_.form().chooseRow("supervised-student");
  bool isRefused = false;
  QObject::connect(&page_, &Page::message,
                   [&](const QString& text) { isRefused = isRefused || text.startsWith("This cannot train yet. "); });
  addSuite({"supervised-student", "cct"});
  ASSERT_TRUE(waitFor([&] { return isRefused; })) << "CCT has nothing to learn from, whatever the form shows";
  EXPECT_EQ(begun_, 0);

  page_.form().chooseRow("cct");
  addSuite({"supervised-student"});
  ASSERT_TRUE(waitFor([&] { return begun_ == 1; }));
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_FALSE(obstaclesIn(findings_.findings()).empty()) << "the form's stay below it";
}

TEST_F(TrainStartTest, IsForgottenWhenAnotherProjectIsOpenedMeanwhile) {
  const TemporaryFolder elsewhere;
  ProjectDocument other(sixTiles(elsewhere.path()), jobs_);
  std::vector<std::string> trained;
  engine_.script = [&](const ScriptedEngine::Training& training) { trained.push_back(training.spec.data.path); };
  open();
  page_.startCurrent();
  page_.setDocument(&other);
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_EQ(trained, std::vector<std::string>{elsewhere.path().string()});
  page_.setDocument(nullptr);
}

TEST_F(TrainStartTest, SaysSoonAfterAChangeWhatComesOfIt) {
  open();
  const auto warns = [&] {
    const std::vector<Finding>& findings = findings_.findings();
    return std::ranges::any_of(findings, [](const Finding& each) {
      return each.severity == Severity::Spoils && each.tiles == std::vector<std::string>{"a"};
    });
  };
  ASSERT_TRUE(waitFor(warns)) << "that one tile alone is labelled";
  Split more = document_.split();
  more.labelled = {"a", "b"};
  more.unlabelled = {"c", "d"};
  document_.changeSplit(more, "Move b");
  EXPECT_TRUE(waitFor([&] { return !warns(); }));
}

/// Acts once after a timer of some interval has rung, before anything comes of what that begins.
class RingWatch : public QObject {
 public:
  RingWatch(int interval, std::function<void()> act) : interval_(interval), act_(std::move(act)) {
    qApp->installEventFilter(this);
  }
  bool eventFilter(QObject* object, QEvent* event) override {
    const auto* timer = event->type() == QEvent::Timer ? qobject_cast<QTimer*>(object) : nullptr;
    if (timer == nullptr || timer->interval() != interval_) return false;
    if (act_) QMetaObject::invokeMethod(this, std::exchange(act_, nullptr), Qt::QueuedConnection);
    return false;
  }

 private:
  int interval_;
  std::function<void()> act_;
};

TEST_F(TrainStartTest, SaysNothingOfWhatChangesWhileItIsLookedAt) {
  const RingWatch whileChecking(300, [&] {
    Split none = document_.split();
    none.labelled = {"a", "b", "c", "d"};
    none.unlabelled.clear();
    document_.changeSplit(none, "Label all");
  });
  bool saidOld = false;
  open();
  ASSERT_TRUE(waitFor([&] {
    const std::vector<Finding>& findings = findings_.findings();
    saidOld = saidOld || std::ranges::find(findings, std::vector<std::string>{"a"}, &Finding::tiles) != findings.end();
    return std::ranges::any_of(
        findings, [](const Finding& each) { return each.problem.what.starts_with("has no unlabelled tiles"); });
  }));
  EXPECT_FALSE(saidOld) << "that one tile alone is labelled";
}

TEST_F(TrainStartTest, ShowsTheFieldOfAFindingThatTheFormDoesNotKnow) {
  open();
  page_.show();
  page_.activateWindow();
  page_.form().setOpenSections({});
  RunSpec spec = page_.form().spec();
  std::get<SslkdSpec>(spec.method).teachersFrom = (folder_ / "gone").string();
  page_.showSpec(spec);
  const QWidget* shown = nullptr;
  QObject::connect(&page_, &Page::message, [&] {  // as a rule before the field finds it out by itself
    ASSERT_FALSE(findings_.findings().empty());
    ASSERT_NE(findings_.button(0), nullptr);
    findings_.button(0)->click();
    shown = page_.focusWidget();
  });
  startInVain();
  const QList<FieldRow*> rows = page_.findChildren<FieldRow*>();
  const auto row = std::ranges::find(rows, "method.teachers_from", &FieldRow::path);
  ASSERT_NE(row, rows.end());
  EXPECT_TRUE((*row)->isVisible());
  EXPECT_TRUE(shown != nullptr && (*row)->isAncestorOf(shown));
}

TEST_F(TrainStartTest, QueuesWhatIsStartedWhileSomethingTrains) {
  engine_.script = stepUntilStopped();
  open();
  ASSERT_TRUE(start());
  ASSERT_TRUE(waitForState(TrainingState::Training));
  EXPECT_EQ(action("start")->text(), "Add to queue");
  action("start")->trigger();
  ASSERT_TRUE(waitFor([&] { return controller_.queue().size() == 1; }));
  action("pause")->trigger();
  EXPECT_EQ(controller_.state(), TrainingState::Paused);
  EXPECT_EQ(action("pause")->text(), "Resume " + QString::fromStdString(page_.form().spec().name));
  action("pause")->trigger();
  action("stop")->trigger();
  ASSERT_TRUE(waitForState(TrainingState::Idle));
  EXPECT_TRUE(action("start-next")->isEnabled());
}

TEST_F(TrainStartTest, StartsTheFormAtOnceAlsoWhereTheQueueWaits) {
  open();
  RunSpec waiting = page_.form().spec();
  waiting.name = "waits";
  controller_.setQueue({NewRun{waiting, folder_ / "runs", document_.split()}});
  QStringList trained;
  QObject::connect(&controller_, &RunController::runStarted,
                   [&](const RunFolder&, const RunSpec& spec) { trained.append(QString::fromStdString(spec.name)); });
  EXPECT_EQ(action("start")->text(), "Start " + QString::fromStdString(page_.form().spec().name));
  EXPECT_TRUE(action("start")->statusTip().endsWith("now; what waits follows"));
  QString textWhileItStarts;
  QObject::connect(&controller_, &RunController::stateChanged, &page_, [&] {
    if (controller_.state() == TrainingState::Starting) textWhileItStarts = action("start")->text();
  });
  action("start")->trigger();
  ASSERT_TRUE(waitFor([&] { return trained.size() == 2; }));
  EXPECT_EQ(textWhileItStarts, "Add to queue");
  EXPECT_EQ(trained, (QStringList{"demo-sslkd", "waits"}));
  ASSERT_TRUE(waitForState(TrainingState::Idle));
}

TEST_F(TrainStartTest, QueuesEachRunWithTheSplitOfItsMoment) {
  engine_.script = stepUntilStopped();
  open();
  ASSERT_TRUE(start());
  ASSERT_TRUE(start());
  Split split = document_.split();
  split.labelled = {"a", "b"};
  split.unlabelled = {"c", "d"};
  document_.changeSplit(split, "Move b");
  ASSERT_TRUE(start());
  ASSERT_EQ(controller_.queue().size(), 2U);
  EXPECT_EQ(std::get<NewRun>(controller_.queue()[0]).split->labelled, (std::vector<std::string>{"a"}));
  EXPECT_EQ(std::get<NewRun>(controller_.queue()[1]).split->labelled, (std::vector<std::string>{"a", "b"}));
}

TEST_F(TrainStartTest, DoesNotStartWhatCannotTrain) {
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
  startInVain();
  EXPECT_TRUE(said.last().startsWith("This cannot train yet. Split default labels nothing"))
      << said.last().toStdString();
}

}  // namespace
}  // namespace macadam
