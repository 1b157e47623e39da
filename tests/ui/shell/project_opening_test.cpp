#include "ui/shell/project_opening.h"

#include "shell_world.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QWidget>
#include <filesystem>
#include <memory>
#include <vector>

namespace macadam {
namespace {

class Opening : public ShellTest {
 protected:
  Opening() {
    QObject::connect(&opening_, &ProjectOpening::contentsRead, &window_,
                     [this](const std::shared_ptr<ProjectContents>& contents, FirstPage) {
                       read_.push_back(contents->project.folder);
                     });
  }

  QWidget window_;
  Jobs jobs_;
  RunController controller_{accessTo(engine_)};
  RecentProjects recent_;
  MessageBar messages_;
  LeaveTraining leaving_{controller_, messages_, [](const QString&) { return LeaveAnswer::Stay; }, &window_};
  ProjectOpening opening_{window_, jobs_, recent_, messages_, leaving_};
  std::vector<std::filesystem::path> read_;
};

}  // namespace

TEST_F(Opening, HandsOverWhatAFolderHolds) {
  const QString streets = makeProjectFolder();
  opening_.openFolder(streets, FirstPage::Data);
  ASSERT_TRUE(waitFor([&] { return !read_.empty(); }));
  EXPECT_EQ(read_, std::vector<std::filesystem::path>{folder_ / "streets"});
  EXPECT_FALSE(opening_.isNew(streets)) << "it was not made here";
}

TEST_F(Opening, ReadsTheProjectThatWasAskedForLast) {
  const QString first = makeProjectFolder("first"), second = makeProjectFolder("second");
  opening_.open(first, FirstPage::Data);
  opening_.open(second, FirstPage::Data);
  ASSERT_TRUE(waitFor([&] { return jobs_.running().isEmpty(); }));
  EXPECT_EQ(read_, std::vector<std::filesystem::path>{folder_ / "second"});
}

TEST_F(Opening, RefusesAFolderUntilItOpens) {
  const QString gone = QString::fromStdString((folder_ / "gone").string());
  opening_.open(gone, FirstPage::Data);
  ASSERT_TRUE(waitFor([&] { return messages_.titles() == QStringList("gone could not be opened"); }));
  EXPECT_TRUE(read_.empty());
  opening_.forgetRefusal(gone);
  EXPECT_TRUE(messages_.titles().isEmpty());
}

TEST_F(Opening, LeavesOnlyAProjectThatThereIs) {
  const QSignalSpy left(&opening_, &ProjectOpening::left);
  opening_.close();
  EXPECT_EQ(left.count(), 0);
  ProjectDocument document(readProject(makeProjectFolder().toStdString()), jobs_);
  opening_.setDocument(&document);
  opening_.close();
  EXPECT_EQ(left.count(), 1);
}

TEST_F(Opening, KnowsAProjectWhosePicturesHaveGone) {
  const QString streets = makeProjectFolder();
  EXPECT_FALSE(lacksItsData(streets));
  std::filesystem::rename(images(), folder_ / "elsewhere");
  EXPECT_TRUE(lacksItsData(streets));
  EXPECT_FALSE(lacksItsData(QString::fromStdString((folder_ / "elsewhere").string()))) << "that is no project";
}

}  // namespace macadam
