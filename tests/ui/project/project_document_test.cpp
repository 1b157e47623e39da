#include "ui/project/project_document.h"

#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "ui/jobs/jobs.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

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

  Split savedSplit(const std::string& name = "default") const {
    return loadSplit(document_->project().splitFile(name));
  }

  TemporaryFolder folder_{};
  Jobs jobs_;
  std::unique_ptr<ProjectDocument> document_;
  const Split first_{.labelled = {"images/a.png"}, .unlabelled = {"images/d.png"}};
};

TEST_F(ProjectDocumentTest, BeginsWithoutASplit) {
  EXPECT_EQ(document_->name(), "project");
  EXPECT_EQ(document_->dataset()->samples.size(), 4U);
  EXPECT_TRUE(document_->split().labelled.empty());
  EXPECT_EQ(document_->subsetOf(0), Subset::Unused);
  EXPECT_TRUE(document_->splitNames().isEmpty());
}

TEST_F(ProjectDocumentTest, SavesAChangeAtOnce) {
  QSignalSpy changed(document_.get(), &ProjectDocument::splitChanged);
  document_->changeSplit(first_, "Draw");
  EXPECT_EQ(changed.count(), 1);
  EXPECT_EQ(document_->subsetOf(0), Subset::Labelled);
  EXPECT_EQ(document_->subsetOf(3), Subset::Unlabelled);
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
  document_->saveSplitAs("more labels");
  Split second = document_->split();
  second.labelled.push_back("images/b.png");
  document_->changeSplit(second, "Label b");
  EXPECT_EQ(document_->splitNames(), (QStringList{"default", "more labels"}));
  document_->activateSplit("default");
  EXPECT_EQ(document_->split().labelled.size(), 1U);
  EXPECT_FALSE(document_->undoStack().canUndo());
  EXPECT_EQ(savedSplit("more labels").labelled.size(), 2U);
}

TEST_F(ProjectDocumentTest, IsReadBackAsItWasLeft) {
  document_->changeSplit(first_, "Draw");
  const ProjectContents again = readProject(folder_ / "project");
  EXPECT_TRUE(again.hasSplit);
  EXPECT_EQ(again.split.unlabelled, first_.unlabelled);
}

TEST_F(ProjectDocumentTest, MeasuresRoadSharesInTheBackground) {
  ASSERT_TRUE(QTest::qWaitFor([&] { return !document_->roadShares().empty(); }));
  EXPECT_EQ(document_->roadShares(), (std::vector<double>{0.5, 0.5, 0.5, 0.0}));
}

TEST_F(ProjectDocumentTest, TellsWhatIsWrongWithASplitFile) {
  QSignalSpy failed(document_.get(), &ProjectDocument::failed);
  document_->changeSplit(first_, "Draw");
  document_->activateSplit("missing");
  ASSERT_EQ(failed.count(), 1);
  EXPECT_EQ(document_->split().labelled, first_.labelled);
}

}  // namespace
}  // namespace macadam
