#include "ui/shell/main_window.h"

#include "shell_world.h"
#include "support/wait_for.h"
#include "ui/shell/first_steps_dialog.h"
#include "ui/shell/new_project_dialog.h"
#include "ui/shell/training_indicator.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <algorithm>

namespace macadam {
namespace {

class MainWindowTest : public ShellTest {
 protected:
  MainWindowTest() : window_(accessTo(engine_)) { window_.show(); }

  QAction* action(const QString& name) const { return window_.findChild<QAction*>(name); }

  void drop(const QString& folder) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(folder)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window_, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window_, &drop);
  }

  QStringList visibleMenus() const {
    QStringList menus;
    for (const QAction* menu : window_.menuBar()->actions()) {
      if (menu->isVisible()) menus.append(menu->text().remove('&'));
    }
    return menus;
  }

  MainWindow window_;
};

TEST_F(MainWindowTest, StartsWithoutAProject) {
  EXPECT_EQ(window_.windowTitle(), "Macadam");
  EXPECT_FALSE(window_.pages().mode().has_value());
  EXPECT_FALSE(action("modeData")->isEnabled());
  EXPECT_FALSE(action("closeProject")->isEnabled());
  EXPECT_EQ(window_.pages().builtPage(Mode::Train), nullptr);
}

TEST_F(MainWindowTest, OpensAProjectOnItsData) {
  openAndWait(window_, makeProjectFolder());
  EXPECT_EQ(window_.windowTitle(), "streets – Macadam");
  EXPECT_EQ(window_.pages().mode(), Mode::Data);
  EXPECT_TRUE(action("modeData")->isChecked());
  EXPECT_EQ(RecentProjects().projects().first().folder, QString::fromStdString((folder_ / "streets").string()));
}

TEST_F(MainWindowTest, ShowsTheMenuOfItsPageOnly) {
  openAndWait(window_, makeProjectFolder());
  const QStringList fixed{"File", "Edit", "View", "Help"};
  EXPECT_EQ(visibleMenus().mid(0, 3), fixed.mid(0, 3));
  EXPECT_EQ(visibleMenus().last(), "Help");
  EXPECT_TRUE(visibleMenus().contains("Data"));
  action("modeResults")->trigger();
  EXPECT_FALSE(visibleMenus().contains("Data"));
  EXPECT_TRUE(visibleMenus().contains("Results"));
  window_.closeProject();
  EXPECT_EQ(visibleMenus(), fixed);
}

TEST_F(MainWindowTest, EveryMenuOpensByAKeyOfItsOwn) {
  openAndWait(window_, makeProjectFolder());
  for (const char* mode : {"modeData", "modeTrain", "modeCompare", "modeResults"}) {
    action(mode)->trigger();
    QStringList keys;
    for (const QAction* menu : window_.menuBar()->actions()) {
      if (menu->isVisible()) keys.append(QKeySequence::mnemonic(menu->text()).toString());
    }
    EXPECT_EQ(keys.count(""), 0) << mode;
    EXPECT_EQ(keys.removeDuplicates(), 0) << mode;
  }
}

TEST_F(MainWindowTest, ButtonsKeepTheirPicturesWhenMenusHaveBeenOpened) {
  openAndWait(window_, makeProjectFolder());
  window_.pages().buildAll();
  QList<QToolButton*> pictures = window_.findChildren<QToolButton*>();
  pictures.removeIf([](const QToolButton* button) { return button->icon().isNull(); });
  EXPECT_GT(pictures.size(), 20);
  for (QMenu* menu : window_.findChildren<QMenu*>()) Q_EMIT menu->aboutToShow();
  for (const QToolButton* button : pictures) {
    EXPECT_FALSE(button->icon().isNull()) << button->accessibleName().toStdString();
  }
}

TEST_F(MainWindowTest, GivesThePageThatIsShownTheKeyboard) {
  openAndWait(window_, makeProjectFolder());
  EXPECT_STREQ(window_.focusWidget()->metaObject()->className(), "macadam::TileView");
  action("modeTrain")->trigger();
  EXPECT_TRUE(window_.pages().currentWidget()->isAncestorOf(window_.focusWidget()) ||
              window_.pages().currentWidget() == window_.focusWidget());
}

TEST_F(MainWindowTest, GivesThePageTheKeyboardWhenTheMessageThatHadItGoes) {
  const QString project = makeProjectFolder();
  addInterruptedRun(project);
  openAndWait(window_, project);
  ASSERT_TRUE(waitFor([&] { return !messagesOf(window_).isEmpty(); }));
  const auto buttons = window_.findChildren<QToolButton*>();
  const auto dismiss = std::ranges::find(buttons, QString("Dismiss"), &QToolButton::toolTip);
  ASSERT_NE(dismiss, buttons.end());
  (*dismiss)->setFocus();
  QTest::keyClick(*dismiss, Qt::Key_Space);
  ASSERT_TRUE(messagesOf(window_).isEmpty());
  EXPECT_STREQ(window_.focusWidget()->metaObject()->className(), "macadam::TileView");
}

TEST_F(MainWindowTest, GoesOnWithTheLastPageWhereItIsAskedTo) {
  openAndWait(window_, makeProjectFolder());
  action("modeResults")->trigger();
  MainWindow next(accessTo(engine_));
  openAndWait(next, QString::fromStdString((folder_ / "streets").string()), FirstPage::LastUsed);
  EXPECT_EQ(next.pages().mode(), Mode::Results);
}

TEST_F(MainWindowTest, ShowsTheTilesOfWhatIsOpenedHoweverThatIsDone) {
  const QString streets = makeProjectFolder("streets"), fields = makeProjectFolder("fields");
  const auto opensOnItsTiles = [&](const QString& folder, const std::function<void()>& open) {
    window_.pages().showMode(Mode::Train);
    open();
    return waitFor(
               [&] { return window_.document() != nullptr && window_.document()->name() == projectName(folder); }) &&
           window_.pages().mode() == Mode::Data;
  };
  openAndWait(window_, streets);
  EXPECT_TRUE(opensOnItsTiles(fields, [&] { drop(fields); }));
  EXPECT_TRUE(opensOnItsTiles(streets, [&] { window_.openProject(streets); }));
  window_.pages().showMode(Mode::Train);
  window_.closeProject();
  auto* recent = window_.findChild<RecentList*>();
  EXPECT_TRUE(opensOnItsTiles(fields, [&] { Q_EMIT recent->openRequested(fields); }));
}

TEST_F(MainWindowTest, AsksForAProjectBesideTheLastOne) {
  openAndWait(window_, makeProjectFolder());
  QString askedIn;
  QTimer::singleShot(0, &window_, [&] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    ASSERT_NE(dialog, nullptr);
    askedIn = dialog->directory().path();
    dialog->reject();
  });
  action("openProject")->trigger();
  EXPECT_EQ(askedIn, QString::fromStdString(folder_.path().string()));
}

TEST_F(MainWindowTest, ExplainsTheFirstSteps) {
  EXPECT_EQ(action("firstSteps")->shortcut(), QKeySequence(Qt::Key_F1));
  action("firstSteps")->trigger();
  const auto* dialog = window_.findChild<FirstStepsDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_TRUE(dialog->isVisible());
  EXPECT_FALSE(dialog->isModal()) << "one follows it in the window";
  const QString told = dialog->findChild<QTextBrowser*>()->toPlainText();
  for (const char* step : {"Project.", "Split.", "Train.", "Compare.", "Results."}) {
    EXPECT_TRUE(told.contains(step)) << step;
  }
  action("firstSteps")->trigger();
  EXPECT_EQ(window_.findChildren<FirstStepsDialog*>().size(), 1);
}

TEST_F(MainWindowTest, UndoesAChangeOfTheSplit) {
  openAndWait(window_, makeProjectFolder());
  EXPECT_FALSE(action("undo")->isEnabled());
  Split split = window_.document()->split();
  const Split before = split;
  split.labelled.clear();
  window_.document()->changeSplit(split, "Clear labels");
  EXPECT_EQ(action("undo")->text(), "&Undo Clear labels");
  action("undo")->trigger();
  EXPECT_EQ(window_.document()->split(), before);
}

TEST_F(MainWindowTest, UndoesInTheSplitThatIsShown) {
  openAndWait(window_, makeProjectFolder());
  ProjectDocument& document = *window_.document();
  Split split = document.split();
  split.labelled.clear();
  document.changeSplit(split, "Clear labels");
  document.copySplit("other");
  EXPECT_FALSE(action("undo")->isEnabled());
  document.activateSplit("default");
  ASSERT_TRUE(waitFor([&] { return document.split().name == "default"; }));
  EXPECT_EQ(action("undo")->text(), "&Undo Clear labels");
  action("undo")->trigger();
  EXPECT_FALSE(document.split().labelled.empty());
  EXPECT_EQ(action("redo")->text(), "&Redo Clear labels");
}

TEST_F(MainWindowTest, AllPagesFitItsSmallestSize) {
  openAndWait(window_, makeProjectFolder());
  for (const PageEntry& entry : pageTable()) {
    window_.pages().showMode(entry.mode);
    const QSize least = window_.minimumSizeHint();
    EXPECT_LE(least.width(), 1024) << entry.name.toStdString();
    EXPECT_LE(least.height(), 640) << entry.name.toStdString();
  }
}

TEST_F(MainWindowTest, SaysWhyAProjectCannotBeOpened) {
  window_.openProject(QString::fromStdString((folder_ / "nowhere").string()));
  ASSERT_TRUE(waitFor([&] { return !messagesOf(window_).isEmpty(); }));
  EXPECT_EQ(messagesOf(window_), QStringList{"nowhere could not be opened"});
  EXPECT_EQ(window_.document(), nullptr);
  openAndWait(window_, makeProjectFolder("nowhere"));
  EXPECT_TRUE(messagesOf(window_).isEmpty());
}

TEST_F(MainWindowTest, TellsOnceThatMasksAreReadOtherwiseThanBefore) {
  for (int i = 10; i < 22; ++i) {
    cv::Mat mask = cv::Mat::zeros(64, 64, CV_8UC1);
    mask.rowRange(0, 16).setTo(1);  // black to earlier versions
    writePicture(images() / "masks" / ("tile" + std::to_string(i) + ".png"), mask);
  }
  const QString title = "The masks of this project are read otherwise than before";
  const QString project = makeProjectFolder();
  openAndWait(window_, project);
  ASSERT_TRUE(messagesOf(window_).contains(title));
  const auto labels = window_.findChild<MessageBar*>()->findChildren<QLabel*>();
  EXPECT_TRUE(std::ranges::any_of(labels, [](const QLabel* label) {
    return label->text().startsWith("Masks hold 0 and 1: 1 is road. Earlier versions took");
  }));
  for (auto* close : window_.findChildren<QToolButton*>()) {
    if (close->accessibleName() == "Dismiss: " + title) QTest::mouseClick(close, Qt::LeftButton);
  }
  EXPECT_FALSE(messagesOf(window_).contains(title));
  window_.closeProject();
  openAndWait(window_, project);
  EXPECT_FALSE(messagesOf(window_).contains(title));
}

TEST_F(MainWindowTest, OpensAProjectAnewWhenItsMasksMeanSomethingElse) {
  const QString project = makeProjectFolder();
  openAndWait(window_, project);
  window_.document()->setMaskValues("road=0");
  ASSERT_TRUE(waitFor([&] { return window_.document()->dataset()->masks.values == *parseMaskValues("road=0"); }));
  EXPECT_EQ(openProject(project.toStdString()).maskValues, "road=0");
}

TEST_F(MainWindowTest, ClosesAProject) {
  openAndWait(window_, makeProjectFolder());
  action("closeProject")->trigger();
  EXPECT_EQ(window_.document(), nullptr);
  EXPECT_FALSE(window_.pages().mode().has_value());
}

TEST_F(MainWindowTest, TakesAnotherProjectInPlaceOfTheFirst) {
  openAndWait(window_, makeProjectFolder("one"));
  window_.openProject(makeProjectFolder("two"));
  ASSERT_TRUE(waitFor([&] { return window_.document()->name() == "two"; }));
  EXPECT_EQ(window_.windowTitle(), "two – Macadam");
}

TEST_F(MainWindowTest, OpensAProjectThatIsDroppedOnIt) {
  drop(makeProjectFolder());
  EXPECT_TRUE(waitFor([&] { return window_.document() != nullptr; }));
}

TEST_F(MainWindowTest, MakesAProjectOfImagesThatAreDroppedOnIt) {
  QSettings().setValue("window/mode", static_cast<int>(Mode::Train));
  drop(QString::fromStdString(images().string()));
  ASSERT_TRUE(waitFor([&] { return window_.findChild<NewProjectDialog*>() != nullptr; }));
  auto* dialog = window_.findChild<NewProjectDialog*>();
  dialog->findChild<QLineEdit*>("projectFolder")->setText(QString::fromStdString((folder_ / "dropped").string()));
  auto* create = dialog->findChild<QPushButton*>("createProject");
  ASSERT_TRUE(waitFor([&] { return create->isEnabled(); }));
  create->click();
  ASSERT_TRUE(waitFor([&] { return window_.document() != nullptr; }));
  EXPECT_EQ(window_.document()->name(), "dropped");
  EXPECT_EQ(window_.pages().mode(), Mode::Data);
}

TEST_F(MainWindowTest, OpensTheDemoProject) {
  const std::filesystem::path demo =
      QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString() + "/demo";
  std::filesystem::remove_all(demo);
  std::filesystem::create_directories(demo);
  std::filesystem::copy(images(), demo / "data", std::filesystem::copy_options::recursive);
  action("demoProject")->trigger();
  ASSERT_TRUE(waitFor([&] { return window_.document() != nullptr; }));
  EXPECT_EQ(window_.document()->name(), "demo");
  EXPECT_FALSE(window_.document()->split().labelled.empty());
  window_.closeProject();
  std::filesystem::remove_all(demo);
}

TEST_F(MainWindowTest, TellsThatARunFailedUntilItGoesOn) {
  openAndWait(window_, makeProjectFolder());
  const RunFolder run("/runs/one");
  Q_EMIT window_.controller().runEnded(run, {.ending = Ending::Completed});
  EXPECT_TRUE(messagesOf(window_).isEmpty());
  Q_EMIT window_.controller().runEnded(run, {.ending = Ending::Failed, .message = "memory ran out"});
  Q_EMIT window_.controller().runStarted(RunFolder("/runs/two"), quickSpec());
  EXPECT_EQ(messagesOf(window_), QStringList{"one failed"});
  Q_EMIT window_.controller().runStarted(run, quickSpec());
  EXPECT_TRUE(messagesOf(window_).isEmpty());
}

TEST_F(MainWindowTest, AsksAboutARunThatBeganWhileAProjectWasRead) {
  openAndWait(window_, makeProjectFolder("one"));
  engine_.script = trainUntilStopped();
  window_.openProject(makeProjectFolder("two"));
  window_.controller().add(NewRun{quickSpec(), window_.document()->project().runs()});
  bool asked = false;
  QTimer looks;
  looks.callOnTimeout([&] {
    if (QWidget* question = QApplication::activeModalWidget()) {
      asked = true;
      buttonWithText<QPushButton>(*question, "Stay")->click();
    }
  });
  looks.start(5);
  ASSERT_TRUE(waitFor([&] { return asked; }));
  EXPECT_EQ(window_.document()->name(), "one");
  window_.controller().stop();
  ASSERT_TRUE(waitFor([&] { return window_.controller().state() == TrainingState::Idle; }));
}

TEST_F(MainWindowTest, OffersTheProjectOfASessionThatCrashed) {
  const QString project = makeProjectFolder();
  QSettings().setValue("session/project", project);
  QSettings().setValue("session/process", 999'999'999);
  MainWindow next(accessTo(engine_));
  next.show();
  next.offerLastSession();
  EXPECT_EQ(messagesOf(next), QStringList{"Macadam ended without closing streets"});
  buttonWithText<QPushButton>(next, "Open streets")->click();
  EXPECT_TRUE(waitFor([&] { return next.document() != nullptr; }));
}

TEST_F(MainWindowTest, ShowsHowTrainingGoesOnEveryPage) {
  openAndWait(window_, makeProjectFolder());
  auto* indicator = window_.findChild<TrainingIndicator*>();
  EXPECT_FALSE(indicator->isVisible());
  engine_.script = trainUntilStopped();
  window_.controller().add(NewRun{quickSpec(), window_.document()->project().runs()});
  ASSERT_TRUE(waitFor([&] { return indicator->text().contains("of 500"); }));
  EXPECT_TRUE(indicator->isVisible());
  EXPECT_TRUE(indicator->text().startsWith("Training quick · ")) << indicator->text().toStdString();
  QTest::mouseClick(indicator, Qt::LeftButton);
  EXPECT_EQ(window_.pages().mode(), Mode::Train);
  window_.controller().stop();
  ASSERT_TRUE(waitFor([&] { return window_.controller().state() == TrainingState::Idle; }));
  EXPECT_FALSE(indicator->isVisible());
}

TEST_F(MainWindowTest, NamesEveryActionForItsShortcut) {
  openAndWait(window_, makeProjectFolder());
  window_.pages().buildAll();
  for (const PageEntry& entry : pageTable()) {
    if (!entry.hasPage()) continue;
    for (const QAction* action : window_.pages().page(entry.mode).actions()) {
      if (action->isSeparator()) continue;
      EXPECT_FALSE(action->objectName().isEmpty()) << action->text().toStdString();
      EXPECT_FALSE(action->statusTip().isEmpty()) << action->text().toStdString();
    }
  }
}

TEST_F(MainWindowTest, GivesNoKeyToTwoActions) {
  openAndWait(window_, makeProjectFolder());
  window_.pages().buildAll();
  for (const ShortcutEntry& entry : window_.shortcuts().entries()) {
    if (entry.action->shortcut().isEmpty()) continue;
    EXPECT_EQ(window_.shortcuts().conflict(entry.id(), entry.action->shortcut()), "") << entry.id().toStdString();
  }
}

}  // namespace
}  // namespace macadam
