#include "image/image_store.h"
#include "image/mask_file.h"
#include "spec/run_spec_toml.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/jobs/jobs.h"
#include "ui/project/project_document.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace macadam {
namespace {

using Ids = std::vector<std::string>;

/// Four tiles of 32×32: a, b and c with masks (the upper half is road), d without; e of 64×32 is two windows,
/// unlabelled too.
class EditedLabels : public testing::Test {
 protected:
  EditedLabels() {
    for (const char* name : {"a.png", "b.png", "c.png", "d.png"}) writeImage(folder_ / "data" / "images" / name);
    writeImage(folder_ / "data" / "images" / "e.png", 64, 32);
    for (const char* name : {"a.png", "b.png", "c.png"}) writeRoadMask(folder_ / "data" / "masks" / name, 16);
    createProject(folder_ / "project", folder_ / "data", 32);
    open();
  }

  void open() { document_ = std::make_unique<ProjectDocument>(readProject(folder_ / "project"), jobs_); }
  void waitUntilMeasured() {
    ASSERT_TRUE(waitFor([&] { return !document_->contents().empty(); }));
  }
  /// Makes the uppermost rows road, as the Annotate page does when it saves.
  void edit(const std::string& image, int roadRows, int width = 32) {
    cv::Mat mask = cv::Mat::zeros(32, width, CV_8UC1);
    mask.rowRange(0, roadRows).setTo(1);
    const std::filesystem::path file = document_->project().labelFile(image);
    std::filesystem::create_directories(file.parent_path());
    writeMask(file, mask);
    document_->labelsEdited(image, file);
  }
  const Sample& sample(const std::string& id) const { return *document_->dataset()->find(id); }
  std::optional<double> roadShare(const std::string& id) const {
    const auto place = static_cast<std::size_t>(&sample(id) - document_->dataset()->samples.data());
    return document_->contents()[place].roadShare;
  }
  Split savedSplit(const std::string& name) const {
    EXPECT_TRUE(waitFor([&] { return !document_->isSaving(); }));
    return loadSplit(document_->project().splitFile(name));
  }
  /// A run that names a split, as the catalogue then knows it.
  void train(const std::string& split) {
    RunSpec spec;
    spec.name = "run";
    spec.split.file = document_->project().splitFile(split).string();
    const RunFolder run = createRun(document_->project().runs(), "run", toToml(spec));
    document_->runs().refresh();
    ASSERT_TRUE(waitFor([&] { return document_->runs().find(run) != nullptr; }));
  }

  TemporaryFolder folder_{};
  Jobs jobs_;
  std::unique_ptr<ProjectDocument> document_;
  const Split split_{
      .labelled = {"images/a.png"}, .unlabelled = {"images/b.png", "images/d.png"}, .validation = {"images/c.png"}};
};

}  // namespace

TEST_F(EditedLabels, AreWhatTheDataSetReadsFromThenOn) {
  waitUntilMeasured();
  QSignalSpy changed(document_.get(), &ProjectDocument::labelsChanged);
  edit("images/a.png", 8);
  ASSERT_EQ(changed.count(), 1);
  EXPECT_EQ(changed[0][0].value<Ids>(), (Ids{"images/a.png"}));
  EXPECT_DOUBLE_EQ(macadam::roadShare(decode(sample("images/a.png")).mask), 0.25);
  EXPECT_DOUBLE_EQ(macadam::roadShare(decode(sample("images/b.png")).mask), 0.5);
}

TEST_F(EditedLabels, GiveATileAMaskThatHadNone) {
  waitUntilMeasured();
  EXPECT_FALSE(sample("images/d.png").hasMask());
  edit("images/d.png", 8);
  EXPECT_TRUE(sample("images/d.png").hasMask());
  ASSERT_TRUE(waitFor([&] { return roadShare("images/d.png").has_value(); }));
  EXPECT_DOUBLE_EQ(*roadShare("images/d.png"), 0.25);
}

TEST_F(EditedLabels, AreMeasuredAnewEachTime) {
  waitUntilMeasured();
  for (const int rows : {4, 8, 24}) edit("images/a.png", rows);
  ASSERT_TRUE(waitFor([&] { return roadShare("images/a.png") == 0.75; }));
  EXPECT_EQ(roadShare("images/b.png"), 0.5);
}

TEST_F(EditedLabels, AreMeasuredAlsoWhereTheyComeBeforeTheFirstMeasurementIsDone) {
  open();
  EXPECT_TRUE(document_->contents().empty());
  edit("images/a.png", 24);
  ASSERT_TRUE(waitFor([&] { return !document_->contents().empty() && roadShare("images/a.png") == 0.75; }));
}

TEST_F(EditedLabels, OfALargePictureAreThoseOfAllItsWindows) {
  waitUntilMeasured();
  QSignalSpy changed(document_.get(), &ProjectDocument::labelsChanged);
  edit("images/e.png", 16, 64);
  const auto ids = changed[0][0].value<Ids>();
  ASSERT_EQ(ids.size(), 2U);
  for (const std::string& id : ids) {
    ASSERT_TRUE(waitFor([&] { return roadShare(id) == 0.5; })) << id;
  }
}

TEST_F(EditedLabels, AreThereAgainWhenTheProjectIsOpenedAnew) {
  waitUntilMeasured();
  edit("images/d.png", 8);
  const Sample before = sample("images/d.png");
  const LabelCounts counts = document_->dataset()->labelCounts.at(before.mask.string());
  open();
  EXPECT_EQ(sample("images/d.png").mask, before.mask);
  EXPECT_EQ(sample("images/d.png").maskRule, before.maskRule);
  EXPECT_EQ(document_->dataset()->labelCounts.at(before.mask.string()), counts);
}

TEST_F(EditedLabels, MoveATileIntoANewVersionOfTheSplit) {
  document_->changeSplit(split_, "Draw");
  edit("images/d.png", 8);
  const auto done = document_->moveToLabelled({"images/d.png"}, "Label d");
  EXPECT_EQ(done.split, "default 2");
  EXPECT_TRUE(done.isNewVersion);
  EXPECT_EQ(done.moved, (Ids{"images/d.png"}));
  EXPECT_TRUE(done.refused.empty());
  EXPECT_EQ(document_->project().activeSplit, "default 2");
  EXPECT_EQ(savedSplit("default 2").labelled, (Ids{"images/a.png", "images/d.png"}));
  EXPECT_EQ(savedSplit("default 2").unlabelled, (Ids{"images/b.png"}));
  EXPECT_EQ(savedSplit("default").labelled, split_.labelled);
  EXPECT_EQ(openProject(folder_ / "project").activeSplit, "default 2");
}

TEST_F(EditedLabels, TheMoveIsOneStepThatCanBeUndone) {
  document_->changeSplit(split_, "Draw");
  edit("images/d.png", 8);
  document_->moveToLabelled({"images/b.png", "images/d.png"}, "Label b and d");
  EXPECT_EQ(document_->undoStack().count(), 1);
  EXPECT_EQ(document_->undoStack().undoText(), "Label b and d");
  document_->undoStack().undo();
  EXPECT_EQ(savedSplit("default 2").labelled, split_.labelled);
  document_->undoStack().redo();
  EXPECT_EQ(savedSplit("default 2").labelled, (Ids{"images/a.png", "images/b.png", "images/d.png"}));
}

TEST_F(EditedLabels, TilesThatComeLaterGoIntoTheSameVersionUntilARunIsTrainedOnIt) {
  document_->changeSplit(split_, "Draw");
  edit("images/d.png", 8);
  document_->moveToLabelled({"images/b.png"}, "Label b");
  const auto second = document_->moveToLabelled({"images/d.png"}, "Label d");
  EXPECT_EQ(second.split, "default 2");
  EXPECT_FALSE(second.isNewVersion);
  EXPECT_EQ(document_->splitNames(), (QStringList{"default", "default 2"}));
  train("default 2");
  edit("images/e.png", 8, 64);
  const auto third = document_->moveToLabelled({"images/e.png#0,0"}, "Label e");
  EXPECT_EQ(third.split, "default 3");
  EXPECT_TRUE(third.isNewVersion);
  EXPECT_EQ(savedSplit("default 2").labelled, (Ids{"images/a.png", "images/b.png", "images/d.png"}));
  EXPECT_EQ(savedSplit("default 3").labelled.size(), 4U);
}

TEST_F(EditedLabels, WhatMeasuresStaysAndNoVersionIsMadeForIt) {
  document_->changeSplit(split_, "Draw");
  const auto done = document_->moveToLabelled({"images/c.png"}, "Label c");
  EXPECT_TRUE(done.moved.empty());
  ASSERT_EQ(done.refused.size(), 1U);
  EXPECT_EQ(done.refused.front().what, "is a validation tile, on which runs are measured");
  EXPECT_EQ(document_->splitNames(), (QStringList{"default"}));
}

TEST_F(EditedLabels, OfAPictureThatWasMovedAwayAreNoChangeThatCouldNotBeSaved) {
  QSignalSpy failed(document_.get(), &ProjectDocument::failed);
  QSignalSpy notUsed(document_.get(), &ProjectDocument::labelsNotUsed);
  const std::filesystem::path picture = folder_ / "data/images/a.png", before = sample("images/a.png").mask;
  std::filesystem::rename(picture, folder_ / "a.png");
  edit("images/a.png", 8);
  EXPECT_EQ(failed.count(), 0);
  ASSERT_EQ(notUsed.count(), 1);
  EXPECT_EQ(notUsed.front().front().value<QList<Problem>>().front().where, picture.string());
  EXPECT_EQ(sample("images/a.png").mask, before) << "all stays as it was";
  std::filesystem::rename(folder_ / "a.png", picture);
  edit("images/a.png", 8);
  EXPECT_EQ(notUsed.count(), 1);
  EXPECT_NE(sample("images/a.png").mask, before);
}

TEST_F(EditedLabels, NothingMovesWhileTheProjectIsReadOnly) {
  document_->changeSplit(split_, "Draw");
  document_->setObstacle("Another window has this project open");
  QSignalSpy failed(document_.get(), &ProjectDocument::failed);
  EXPECT_TRUE(document_->moveToLabelled({"images/b.png"}, "Label b").moved.empty());
  EXPECT_EQ(failed.count(), 1);
  EXPECT_EQ(document_->splitNames(), (QStringList{"default"}));
}

TEST_F(EditedLabels, TheFirstSplitOfAProjectBeginsWithThem) {
  const auto done = document_->moveToLabelled({"images/a.png"}, "Label a");
  EXPECT_EQ(done.split, "default");
  EXPECT_FALSE(done.isNewVersion);
  EXPECT_EQ(savedSplit("default").labelled, (Ids{"images/a.png"}));
}

}  // namespace macadam
