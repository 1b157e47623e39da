#include "ui/shell/new_project.h"

#include "data/split.h"
#include "shell_world.h"
#include "support/wait_for.h"
#include "ui/data/mask_dialog.h"
#include "ui/data/mask_line.h"
#include "ui/shell/new_project_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <algorithm>
#include <thread>

namespace macadam {
namespace {

bool showsText(const QWidget& widget, const QString& text) {
  return std::ranges::any_of(widget.findChildren<QLabel*>(),
                             [&](const QLabel* label) { return label->isVisible() && label->text() == text; });
}

class NewProjectTest : public ShellTest {
 protected:
  QString imagesText() const { return QString::fromStdString(images().string()); }
};

TEST_F(NewProjectTest, SuggestsATileThatFitsIntoSmallPictures) {
  const FolderFacts facts = lookAtFolder(images(), 0);
  EXPECT_EQ(facts.suggestedTileSize, 64);
  EXPECT_EQ(facts.dataset->samples.size(), 12U);
  EXPECT_EQ(facts.examples.size(), 5);
  EXPECT_EQ(suggestedTileSize(Dataset{.samples = {{.width = 1500, .height = 1500}}}), 512);
  EXPECT_EQ(suggestedTileSize(Dataset{.samples = {{.width = 250, .height = 300}}}), 224);
}

TEST_F(NewProjectTest, BeginsWithAOneToFourSplit) {
  makeProject({folder_ / "streets", images(), 64, {}});
  const Project project = openProject(folder_ / "streets");
  EXPECT_EQ(project.activeSplit, "default");
  const Split split = loadSplit(project.splitFile("default"));
  EXPECT_EQ(split.unlabelledPerLabelled, 4.0);
  EXPECT_FALSE(split.labelled.empty());
  EXPECT_GT(split.unlabelled.size(), split.labelled.size());
  EXPECT_FALSE(split.validation.empty());
}

TEST_F(NewProjectTest, NeedsNoSplitWhereNothingHasAMask) {
  writeImage(folder_ / "bare" / "a.png", 64, 64);
  makeProject({folder_ / "streets", folder_ / "bare", 64, {}});
  EXPECT_EQ(openProject(folder_ / "streets").activeSplit, "");
}

TEST_F(NewProjectTest, StaysOutOfTheImagesAndOfOtherProjects) {
  const QString project = makeProjectFolder();
  EXPECT_NE(obstacleFor(project, imagesText()), "");
  EXPECT_NE(obstacleFor(imagesText() + "/project", imagesText()), "");
  EXPECT_NE(obstacleFor("", imagesText()), "");
  EXPECT_NE(obstacleFor("streets", imagesText()), "");
  EXPECT_EQ(obstacleFor(project + " 2", imagesText()), "");
}

TEST_F(NewProjectTest, WritesNothingBeforeItIsAskedTo) {
  Jobs jobs;
  NewProjectDialog dialog(jobs, imagesText());
  auto* create = dialog.findChild<QPushButton*>("createProject");
  EXPECT_FALSE(create->isEnabled());
  const QString folder = QString::fromStdString((folder_ / "made").string());
  dialog.findChild<QLineEdit*>("projectFolder")->setText(folder);
  ASSERT_TRUE(waitFor([&] { return create->isEnabled(); }));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "made"));
  EXPECT_EQ(dialog.findChild<QSpinBox*>("tileSize")->value(), 64);
  QSignalSpy accepted(&dialog, &QDialog::accepted);
  QTest::mouseClick(create, Qt::LeftButton);
  ASSERT_TRUE(waitFor([&] { return accepted.count() == 1; }));
  EXPECT_EQ(dialog.folder(), folder);
  EXPECT_TRUE(isProject(folder_ / "made"));
}

TEST_F(NewProjectTest, WritesNothingWhenItIsCancelled) {
  Jobs jobs;
  NewProjectDialog dialog(jobs, imagesText());
  dialog.findChild<QLineEdit*>("projectFolder")->setText(QString::fromStdString((folder_ / "made").string()));
  ASSERT_TRUE(waitFor([&] { return dialog.findChild<QPushButton*>("createProject")->isEnabled(); }));
  QSignalSpy rejected(&dialog, &QDialog::rejected);
  QTest::keyClick(&dialog, Qt::Key_Escape);
  EXPECT_EQ(rejected.count(), 1);
  ASSERT_TRUE(waitFor([&] { return jobs.running().isEmpty(); }));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "made"));
}

TEST_F(NewProjectTest, IsNotLeftWhileItIsWritten) {
  Jobs jobs;
  NewProjectDialog dialog(jobs, imagesText());
  auto* create = dialog.findChild<QPushButton*>("createProject");
  dialog.findChild<QLineEdit*>("projectFolder")->setText(QString::fromStdString((folder_ / "made").string()));
  ASSERT_TRUE(waitFor([&] { return create->isEnabled(); }));
  QSignalSpy accepted(&dialog, &QDialog::accepted), rejected(&dialog, &QDialog::rejected);
  create->click();
  EXPECT_FALSE(buttonWithText<QPushButton>(dialog, "Cancel")->isEnabled());
  QTest::keyClick(&dialog, Qt::Key_Escape);
  ASSERT_TRUE(waitFor([&] { return accepted.count() == 1; }));
  EXPECT_EQ(rejected.count(), 0);
}

TEST_F(NewProjectTest, SaysThatTheCheckWasStopped) {
  Jobs jobs;
  FolderFactsPanel panel;
  panel.showFacts(lookAtFolder(images(), 0));
  jobs.startLong<int>(
      "Check", &panel,
      [](QPromise<int>& promise) {
        while (!promise.isCanceled()) std::this_thread::yield();
      },
      [](int) {});
  panel.showChecking(jobs.running().last().watcher);
  panel.show();
  EXPECT_TRUE(showsText(panel, "Layout: images and masks"));
  EXPECT_FALSE(showsText(panel, "The check was stopped. On the Data page it can be made at any time."));
  QTest::mouseClick(panel.findChild<QToolButton*>(), Qt::LeftButton);
  EXPECT_TRUE(
      waitFor([&] { return showsText(panel, "The check was stopped. On the Data page it can be made at any time."); }));
  EXPECT_FALSE(panel.findChild<JobRow*>()->isVisible());
}

TEST_F(NewProjectTest, SaysWhatTheMasksMeanAndKeepsWhatIsChosen) {
  for (int i = 10; i < 22; ++i) {
    cv::Mat mask = cv::Mat::zeros(64, 64, CV_8UC1);
    mask.rowRange(0, 16).setTo(1);
    mask.rowRange(60, 64).setTo(255);
    writePicture(images() / "masks" / ("tile" + std::to_string(i) + ".png"), mask);
  }
  Jobs jobs;
  NewProjectDialog dialog(jobs, imagesText());
  dialog.findChild<QLineEdit*>("projectFolder")->setText(QString::fromStdString((folder_ / "made").string()));
  dialog.show();
  const auto* line = dialog.findChild<MaskLine*>();
  const QString sentence = QString::fromStdString(openDataset(images(), 64).masks.sentence).mid(1) + ".";
  ASSERT_TRUE(waitFor([&] { return line->text().endsWith(sentence); })) << line->text().toStdString();
  QTest::mouseClick(dialog.findChild<MaskLine*>()->findChild<QPushButton*>(), Qt::LeftButton);
  auto* choice = dialog.findChild<MaskDialog*>();
  ASSERT_NE(choice, nullptr);
  EXPECT_EQ(choice->rule(), "road=1; unknown=255");
  choice->ruleEdit().setText("road=1,255");
  choice->accept();
  auto* create = dialog.findChild<QPushButton*>("createProject");
  ASSERT_TRUE(waitFor([&] { return create->isEnabled(); }));
  QSignalSpy accepted(&dialog, &QDialog::accepted);
  QTest::mouseClick(create, Qt::LeftButton);
  ASSERT_TRUE(waitFor([&] { return accepted.count() == 1; }));
  EXPECT_EQ(openProject(folder_ / "made").maskValues, "road=1,255");
}

TEST_F(NewProjectTest, KeepsTheBandsThatAreChosen) {
  makeProject({folder_ / "streets", images(), 64, {}, {}, "3,2,1"});
  EXPECT_EQ(openProject(folder_ / "streets").bands, "3,2,1");
  EXPECT_EQ(openDataset(folder_ / "streets", 64).samples.front().pixels.bands, (BandOrder{3, 2, 1}));
}

TEST_F(NewProjectTest, SaysWhatIsWrongWithAFolder) {
  Jobs jobs;
  NewProjectDialog dialog(jobs, QString::fromStdString((folder_ / "nowhere").string()));
  dialog.show();
  ASSERT_TRUE(waitFor([&] { return showsText(dialog, "No images that can be used"); }));
  EXPECT_FALSE(dialog.findChild<QPushButton*>("createProject")->isEnabled());
}

TEST_F(NewProjectTest, DrawsTheDemoOnlyOnce) {
  const auto make = [&] {
    Jobs jobs;
    QObject context;
    bool made = false;
    jobs.start<bool>(
        "Demo", &context, [&](QPromise<bool>& promise) { makeDemoProject(folder_ / "demo", promise); },
        [&](bool) { made = true; });
    ASSERT_TRUE(waitFor([&] { return made; }));
  };
  std::filesystem::create_directories(folder_ / "demo");
  std::filesystem::rename(images(), folder_ / "demo" / "data");
  make();
  EXPECT_EQ(openProject(folder_ / "demo").activeSplit, "default");
  std::filesystem::remove_all(folder_ / "demo" / "splits");
  make();
  EXPECT_FALSE(std::filesystem::exists(folder_ / "demo" / "splits"));
}

}  // namespace
}  // namespace macadam
