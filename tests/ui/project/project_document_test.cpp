#include "ui/project/project_document.h"

#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/jobs/jobs.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <fstream>

namespace macadam {
namespace {

/// Four tiles: a, b and c with masks (the upper half is road), d without.
class ProjectDocumentTest : public testing::Test {
 protected:
  ProjectDocumentTest() {
    for (const char* name : {"a.png", "b.png", "c.png", "d.png"}) writeImage(folder_ / "data" / "images" / name);
    for (const char* name : {"a.png", "b.png", "c.png"}) writeRoadMask(folder_ / "data" / "masks" / name, 16);
    createProject(folder_ / "project", folder_ / "data", 64);
    document_ = std::make_unique<ProjectDocument>(readProject(folder_ / "project"), jobs_);
  }

  /// As it is on disk once all is written.
  Split savedSplit(const std::string& name = "default") const {
    EXPECT_TRUE(waitFor([&] { return !document_->isSaving(); }));
    return loadSplit(document_->project().splitFile(name));
  }

  TemporaryFolder folder_{};
  Jobs jobs_;
  std::unique_ptr<ProjectDocument> document_;
  const Split first_{.labelled = {"images/a.png"}, .unlabelled = {"images/d.png"}};
};

TEST(ProjectDocumentOfBlankPictures, MeasuresRoadSharesAsTheCommandLineDoes) {
  const TemporaryFolder folder;
  Jobs jobs;
  cv::Mat image(40, 40, CV_8UC3, cv::Scalar(90, 90, 90));
  image(cv::Rect(0, 0, 20, 40)).setTo(cv::Scalar::all(255));  // outside the flight
  cv::Mat mask = cv::Mat::zeros(40, 40, CV_8UC1);
  mask(cv::Rect(20, 0, 20, 10)).setTo(255);  // 200 of the 800 other pixels
  writePicture(folder / "data" / "train" / "sat" / "a.png", image);
  writePicture(folder / "data" / "train" / "map" / "a.png", mask);
  const Project project = createProject(folder / "project", folder / "data", 64);
  const ProjectDocument document(readProject(project.folder), jobs);
  ASSERT_TRUE(waitFor([&] { return !document.contents().empty(); }));
  EXPECT_EQ(document.contents(), std::vector<TileContent>{{.roadShare = 0.25}});
}

TEST_F(ProjectDocumentTest, BeginsWithoutASplit) {
  EXPECT_EQ(document_->name(), "project");
  EXPECT_EQ(document_->dataset()->samples.size(), 4U);
  EXPECT_TRUE(document_->split().labelled.empty());
  EXPECT_EQ(document_->subsetOf(0), Subset::Unused);
  EXPECT_TRUE(document_->splitNames().isEmpty());
}

TEST_F(ProjectDocumentTest, SavesAChangeInTheBackground) {
  QSignalSpy changed(document_.get(), &ProjectDocument::splitChanged);
  document_->changeSplit(first_, "Draw");
  EXPECT_EQ(changed.count(), 1);
  EXPECT_EQ(document_->subsetOf(0), Subset::Labelled);
  EXPECT_EQ(document_->subsetOf(3), Subset::Unlabelled);
  EXPECT_TRUE(document_->isSaving());
  EXPECT_EQ(savedSplit().labelled, first_.labelled);
  EXPECT_EQ(openProject(folder_ / "project").activeSplit, "default");
}

TEST_F(ProjectDocumentTest, TakesAChangeBackOnDiskToo) {
  document_->changeSplit(first_, "Draw");
  Split second = first_;
  second.labelled.push_back("images/b.png");
  document_->changeSplit(second, "Label b");
  EXPECT_EQ(document_->undoStack().undoText(), "Label b");
  document_->undoStack().undo();
  EXPECT_EQ(document_->subsetOf(1), Subset::Unused);
  EXPECT_EQ(savedSplit().labelled, first_.labelled);
  document_->undoStack().redo();
  EXPECT_EQ(savedSplit().labelled.size(), 2U);
}

TEST_F(ProjectDocumentTest, IgnoresAChangeThatChangesNothing) {
  document_->changeSplit(first_, "Draw");
  document_->changeSplit(document_->split(), "Draw again");
  EXPECT_EQ(document_->undoStack().count(), 1);
}

TEST_F(ProjectDocumentTest, KeepsSplitsByName) {
  document_->changeSplit(first_, "Draw");
  document_->copySplit("more labels");
  Split second = document_->split();
  second.labelled.push_back("images/b.png");
  document_->changeSplit(second, "Label b");
  EXPECT_EQ(document_->splitNames(), (QStringList{"default", "more labels"}));
  EXPECT_EQ(savedSplit("more labels").labelled.size(), 2U);
  document_->activateSplit("default");
  ASSERT_TRUE(waitFor([&] { return document_->project().activeSplit == "default"; }));
  EXPECT_EQ(document_->split().labelled.size(), 1U);
}

TEST_F(ProjectDocumentTest, LetsOneKeepWhatADrawReplaced) {
  document_->changeSplit(first_, "Draw");
  document_->changeSplit({.labelled = {"images/b.png"}}, "Draw again");
  QSignalSpy otherHistory(document_.get(), &ProjectDocument::undoStackChanged);
  document_->copySplit("drawn again");
  EXPECT_EQ(otherHistory.count(), 1);
  EXPECT_FALSE(document_->undoStack().canUndo());
  document_->activateSplit("default");
  EXPECT_EQ(otherHistory.count(), 2);
  EXPECT_EQ(document_->undoStack().undoText(), "Draw again");
  document_->undoStack().undo();
  EXPECT_EQ(savedSplit().labelled, first_.labelled);
  EXPECT_EQ(savedSplit("drawn again").labelled, std::vector<std::string>{"images/b.png"});
}

TEST_F(ProjectDocumentTest, KeepsAHistoryForEachSplit) {
  document_->changeSplit(first_, "Draw");
  document_->copySplit("other");
  document_->changeSplit({.labelled = {"images/b.png"}}, "Label b");
  for (int i = 0; i < 2; ++i) {
    document_->activateSplit("default");
    ASSERT_TRUE(waitFor([&] { return document_->split().name == "default"; }));
    EXPECT_EQ(document_->undoStack().undoText(), "Draw");
    document_->activateSplit("other");
    ASSERT_TRUE(waitFor([&] { return document_->split().name == "other"; }));
    EXPECT_EQ(document_->undoStack().undoText(), "Label b");
  }
  document_->undoStack().undo();
  EXPECT_EQ(savedSplit("other").labelled, first_.labelled);
}

TEST_F(ProjectDocumentTest, ForgetsTheHistoryOfASplitThatSomethingElseHasWritten) {
  document_->changeSplit(first_, "Draw");
  document_->copySplit("other");
  savedSplit("other");
  Split foreign = first_;
  foreign.name = "default";
  foreign.labelled = {"images/b.png"};
  foreign.unlabelled.clear();
  saveSplit(foreign, document_->project().splitFile("default"));
  document_->activateSplit("default");
  ASSERT_TRUE(waitFor([&] { return document_->split().name == "default"; }));
  EXPECT_EQ(document_->split().labelled, foreign.labelled);
  EXPECT_FALSE(document_->undoStack().canUndo()) << "it would overwrite what was written";
}

TEST_F(ProjectDocumentTest, SetsAsideWhatSomethingElseHasWrittenOverItsSplit) {
  document_->changeSplit(first_, "Draw");
  savedSplit();
  QSignalSpy setAside(document_.get(), &ProjectDocument::splitSetAside);
  Split foreign = first_;
  foreign.name = "default";
  foreign.labelled = {"images/b.png"};
  saveSplit(foreign, document_->project().splitFile("default"));
  Split own = first_;
  own.labelled = {"images/c.png"};
  document_->changeSplit(own, "Move");
  EXPECT_EQ(savedSplit().labelled, own.labelled);
  EXPECT_EQ(savedSplit("default (changed elsewhere)").labelled, foreign.labelled);
  EXPECT_EQ(setAside.count(), 1);
  EXPECT_TRUE(document_->splitNames().contains("default (changed elsewhere)"));
  document_->changeSplit(first_, "Move back");
  savedSplit();
  EXPECT_EQ(setAside.count(), 1) << "its own changes are none";
}

TEST_F(ProjectDocumentTest, ShowsASplitAsItWasLeftThoughItIsNotOnDiskYet) {
  document_->changeSplit(first_, "Draw");
  document_->copySplit("more labels");
  document_->activateSplit("default");
  EXPECT_TRUE(document_->isSaving());
  EXPECT_EQ(document_->split().name, "default");
  EXPECT_EQ(document_->split().labelled, first_.labelled);
}

TEST_F(ProjectDocumentTest, ShowsAnotherSplitInPlaceOfADeletedOne) {
  document_->changeSplit(first_, "Draw");
  document_->copySplit("more labels");
  document_->changeSplit({.labelled = {"images/b.png"}}, "Label b");
  savedSplit("more labels");
  QSignalSpy deleted(document_.get(), &ProjectDocument::splitDeleted);
  document_->deleteSplit();
  ASSERT_TRUE(waitFor([&] { return deleted.count() == 1; }));
  EXPECT_EQ(document_->splitNames(), QStringList{"default"});
  EXPECT_EQ(savedSplit().labelled, first_.labelled);
  EXPECT_FALSE(std::filesystem::exists(document_->project().splitFile("more labels")));
  document_->deleteSplit();
  EXPECT_EQ(document_->splitNames(), QStringList{"default"});
  document_->copySplit("more labels");
  EXPECT_FALSE(document_->undoStack().canUndo()) << "it has nothing to do with the deleted one";
}

TEST_F(ProjectDocumentTest, BringsADeletedSplitBack) {
  document_->changeSplit(first_, "Draw");
  document_->copySplit("a&b");
  document_->changeSplit({.labelled = {"images/b.png"}}, "Label b");
  QSignalSpy deleted(document_.get(), &ProjectDocument::splitDeleted);
  document_->deleteSplit();
  ASSERT_TRUE(waitFor([&] { return deleted.count() == 1; }));
  QUndoStack& history = document_->undoStack();
  EXPECT_EQ(history.text(history.index() - 1), "Delete split a&b");
  EXPECT_EQ(history.undoText(), "Delete split a&&b") << "in a menu";
  history.undo();
  EXPECT_EQ(document_->splitNames(), (QStringList{"a&b", "default"}));
  EXPECT_EQ(savedSplit("a&b").labelled, std::vector<std::string>{"images/b.png"});
  EXPECT_EQ(document_->split().name, "default") << "whose history it is";
  history.redo();
  ASSERT_TRUE(waitFor([&] { return deleted.count() == 2; }));
  EXPECT_FALSE(std::filesystem::exists(document_->project().splitFile("a&b")));
  document_->copySplit("a&b");
  document_->activateSplit("default");
  ASSERT_TRUE(waitFor([&] { return document_->split().name == "default"; }));
  document_->undoStack().undo();
  EXPECT_EQ(document_->splitNames(), (QStringList{"a&b", "a&b 2", "default"})) << "another one has its name";
  EXPECT_EQ(savedSplit("a&b").labelled, first_.labelled);
}

TEST_F(ProjectDocumentTest, BringsASplitBackAsItWasWhenItWasDeletedAgain) {
  document_->changeSplit(first_, "Draw");
  document_->copySplit("other");
  QSignalSpy deleted(document_.get(), &ProjectDocument::splitDeleted);
  document_->deleteSplit();
  ASSERT_TRUE(waitFor([&] { return deleted.count() == 1; }));
  document_->undoStack().undo();
  const auto show = [&](const char* name) {
    document_->activateSplit(name);
    return waitFor([&] { return document_->split().name == name; });
  };
  ASSERT_TRUE(show("other"));
  document_->changeSplit({.labelled = {"images/c.png"}}, "Label c");
  ASSERT_TRUE(show("default"));
  document_->undoStack().redo();
  ASSERT_TRUE(waitFor([&] { return deleted.count() == 2; }));
  document_->undoStack().undo();
  EXPECT_EQ(savedSplit("other").labelled, std::vector<std::string>{"images/c.png"});
}

TEST_F(ProjectDocumentTest, IsToBeReadAnewWhenThePicturesAreLocatedAlsoWhereTheyWere) {
  QSignalSpy outdated(document_.get(), &ProjectDocument::outdated);
  document_->setData(document_->project().data);
  EXPECT_EQ(outdated.count(), 1);
  document_->setData(folder_ / "elsewhere");
  EXPECT_TRUE(waitFor([&] { return outdated.count() == 2; }));
  EXPECT_EQ(openProject(folder_ / "project").data, folder_ / "elsewhere");
}

TEST_F(ProjectDocumentTest, OfManyChangesTheLastIsOnDisk) {
  document_->changeSplit(first_, "Draw");
  for (int i = 0; i < 50; ++i) {
    Split next = document_->split();
    next.seed = i + 1;
    document_->changeSplit(next, "Draw again");
  }
  EXPECT_EQ(savedSplit().seed, 50U);
}

TEST_F(ProjectDocumentTest, IsOnDiskWhenItIsClosedRightAfterAChange) {
  document_->changeSplit(first_, "Draw");
  document_.reset();
  const ProjectContents again = readProject(folder_ / "project");
  EXPECT_EQ(again.split.labelled, first_.labelled);
}

TEST_F(ProjectDocumentTest, TellsThatAChangeCannotBeWrittenAndTriesAgainWithTheNext) {
  const std::filesystem::path splits = document_->project().splits();
  std::ofstream(splits) << "in the way";
  QSignalSpy failed(document_.get(), &ProjectDocument::failed);
  document_->changeSplit(first_, "Draw");
  ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
  EXPECT_EQ(failed[0][0].value<QList<Problem>>().first().where, splits.string());
  EXPECT_EQ(document_->split().labelled, first_.labelled);
  EXPECT_TRUE(openProject(folder_ / "project").activeSplit.empty());

  bool called = false;
  document_->whenSaved(document_.get(), [&] { called = true; });
  ASSERT_TRUE(waitFor([&] { return failed.count() == 2; }));
  EXPECT_FALSE(called);

  std::filesystem::remove(splits);
  document_->whenSaved(document_.get(), [&] { called = true; });
  ASSERT_TRUE(waitFor([&] { return called; }));
  EXPECT_EQ(savedSplit().labelled, first_.labelled);
  EXPECT_EQ(openProject(folder_ / "project").activeSplit, "default");
  EXPECT_EQ(failed.count(), 2);
}

TEST_F(ProjectDocumentTest, TellsThatTheLastChangeWasLostWhenItCloses) {
  std::ofstream(document_->project().splits()) << "in the way";
  QSignalSpy failed(document_.get(), &ProjectDocument::failed);
  document_->changeSplit(first_, "Draw");
  document_.reset();
  EXPECT_EQ(failed.count(), 1);
}

TEST_F(ProjectDocumentTest, CallsWhenTheLastChangeIsOnDisk) {
  document_->changeSplit(first_, "Draw");
  std::vector<std::string> found;
  document_->whenSaved(document_.get(), [&] { found = loadSplit(document_->project().splitFile("default")).labelled; });
  EXPECT_TRUE(found.empty());
  ASSERT_TRUE(waitFor([&] { return !found.empty(); }));
  EXPECT_EQ(found, first_.labelled);
}

TEST_F(ProjectDocumentTest, IsReadBackAsItWasLeft) {
  document_->changeSplit(first_, "Draw");
  savedSplit();
  const ProjectContents again = readProject(folder_ / "project");
  EXPECT_TRUE(again.hasSplit);
  EXPECT_EQ(again.split.unlabelled, first_.unlabelled);
}

TEST_F(ProjectDocumentTest, CallsASplitByItsFile) {
  document_->changeSplit(first_, "Draw");
  document_->copySplit("other");
  savedSplit("other");
  document_.reset();
  const auto splits = folder_ / "project" / "splits";
  Split renamed = first_;
  renamed.name = "1to4-seed1";
  for (const char* file : {"default.toml", "other.toml"}) saveSplit(renamed, splits / file);
  document_ = std::make_unique<ProjectDocument>(readProject(folder_ / "project"), jobs_);
  EXPECT_EQ(document_->split().name, "other");
  document_->activateSplit("default");
  ASSERT_TRUE(waitFor([&] { return document_->split().name == "default"; }));
  document_->changeSplit({.labelled = {"images/b.png"}}, "Move");
  EXPECT_EQ(savedSplit("default").labelled, std::vector<std::string>{"images/b.png"});
  EXPECT_EQ(document_->splitNames(), (QStringList{"default", "other"}));
}

TEST_F(ProjectDocumentTest, MeasuresRoadSharesInTheBackground) {
  ASSERT_TRUE(waitFor([&] { return !document_->contents().empty(); }));
  EXPECT_EQ(document_->contents(), (std::vector<TileContent>{{0.5}, {0.5}, {0.5}, {}}));
}

TEST_F(ProjectDocumentTest, TellsWhatIsWrongWithASplitFile) {
  QSignalSpy failed(document_.get(), &ProjectDocument::failed);
  document_->changeSplit(first_, "Draw");
  document_->activateSplit("missing");
  ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
  EXPECT_EQ(document_->split().labelled, first_.labelled);
}

}  // namespace
}  // namespace macadam
