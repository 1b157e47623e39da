#include "labels/label_editor.h"

#include "image/image_store.h"
#include "image/mask_file.h"
#include "support/damage.h"
#include "support/edited_picture.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace macadam {
namespace {

namespace fs = std::filesystem;

std::string notesOf(const LabelEditor& editor) {
  std::string text;
  for (const Problem& note : editor.notes()) text += describe(note) + '\n';
  return text;
}

void expectSameLabels(const LabelEditor& a, const LabelEditor& b) {
  EXPECT_EQ(a.plane(), b.plane());
  EXPECT_EQ(a.steps(), b.steps());
  EXPECT_EQ(a.position(), b.position());
  EXPECT_EQ(a.sources(), b.sources());
}

TEST(LabelEditor, BeginsWithTheMaskAsItIsRead) {
  const EditedPicture picture;
  const LabelEditor editor = picture.open();
  EXPECT_EQ(editor.size(), cv::Size(300, 280));
  EXPECT_EQ(editor.plane().at({0, 19}), (LabelPixel{1, 0}));
  EXPECT_EQ(editor.plane().at({0, 20}), (LabelPixel{0, 0}));
  EXPECT_TRUE(editor.isSaved());
  EXPECT_TRUE(editor.notes().empty()) << notesOf(editor);
  EXPECT_FALSE(fs::exists(picture.labels(".journal")));
}

TEST(LabelEditor, APictureWithoutAMaskBeginsAsUnknown) {
  const EditedPicture picture;
  fs::remove(picture.folder / "tiles/masks/a.png");
  const LabelEditor editor = picture.open();
  EXPECT_EQ(editor.plane().uniform(editor.plane().whole()), (LabelPixel{255, 0}));
}

TEST(LabelEditor, AMaskWhoseMeaningIsOpenIsNotEdited) {
  const EditedPicture picture;
  cv::Mat classes(280, 300, CV_8UC1, cv::Scalar(1));
  classes.rowRange(0, 8).setTo(3);
  classes.rowRange(8, 12).setTo(6);
  writePicture(picture.folder / "tiles/masks/a.png", classes);
  EXPECT_NE(errorOf([&] { picture.open(); }).find("holds values whose meaning nobody has decided"), std::string::npos);
}

TEST(LabelEditor, DrawsInStepsThatAreUndoneAndDoneAgain) {
  const EditedPicture picture;
  LabelEditor editor = picture.open();
  const LabelPlane before = editor.plane();
  editor.begin("Brush");
  EXPECT_EQ(editor.paint(Region::of(cv::Rect(10, 100, 5, 5)), Label::Road), cv::Rect(0, 0, 256, 256));
  EXPECT_EQ(editor.paint(Region::of(cv::Rect(290, 270, 5, 5)), Label::Unknown), cv::Rect(256, 256, 44, 24));
  EXPECT_TRUE(editor.end());
  EXPECT_EQ(editor.plane().at({12, 102}), (LabelPixel{1, 1}));
  EXPECT_FALSE(editor.isSaved());
  EXPECT_EQ(editor.steps().at(0).text, "Brush");
  EXPECT_EQ(editor.undo(), cv::Rect(0, 0, 300, 280));
  EXPECT_EQ(editor.plane(), before);
  EXPECT_TRUE(editor.undo().empty());
  editor.redo();
  EXPECT_EQ(editor.plane().at({12, 102}), (LabelPixel{1, 1}));
  EXPECT_FALSE(editor.canRedo());
}

TEST(LabelEditor, AStepThatChangesNothingIsNone) {
  const EditedPicture picture;
  LabelEditor editor = picture.open();
  editor.begin("Brush");
  editor.paint(Region::of(cv::Rect(0, 0, 300, 20)), Label::Road, LabelSources::kOriginal);
  EXPECT_FALSE(editor.end());
  EXPECT_TRUE(editor.isSaved());
  editor.begin("Brush");
  editor.paint(Region::of(cv::Rect(0, 100, 5, 5)), Label::Road);
  EXPECT_EQ(editor.cancel(), cv::Rect(0, 0, 256, 256));
  EXPECT_TRUE(editor.steps().empty());
  EXPECT_FALSE(fs::exists(picture.labels(".journal")));
}

TEST(LabelEditor, AfterARestartTheJournalGivesTheSameLabelsAndHistory) {
  std::mt19937 random(21);
  const EditedPicture picture;
  for (int session = 0; session < 6; ++session) {
    LabelEditor editor = picture.open();
    EXPECT_TRUE(editor.notes().empty()) << notesOf(editor);
    for (auto actions = random() % 12; actions > 0; --actions) doAnything(editor, random);
    if (session % 3 == 1) save(editor);
    for (auto actions = random() % 12; actions > 0; --actions) doAnything(editor, random);
    expectSameLabels(picture.open(LabelAccess::Look), editor);
  }
}

TEST(LabelEditor, SavedLabelsAreWhatTrainingSees) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
    draw(editor, {0, 200, 300, 80}, Label::Unknown);
    save(editor);
    EXPECT_TRUE(editor.isSaved());
  }
  const cv::Mat mask = decode(picture.dataset().samples.at(0)).mask;
  EXPECT_EQ(cv::countNonZero(mask == 1), 300 * 50);
  EXPECT_EQ(cv::countNonZero(mask == 255), 300 * 80);
  EXPECT_TRUE(picture.open().isSaved());
  EXPECT_EQ(picture.open().steps().size(), 2U);
}

TEST(LabelEditor, KnowsWhereEveryLabelIsFrom) {
  const EditedPicture picture;
  const LabelSource student{"student of night above 0.60", "night", "student", "checkpoints/best.safetensors", 0.6};
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30}, Label::Road, editor.sources().codeOf(student));
    draw(editor, {0, 110, 300, 5}, Label::Road);
  }
  for (const bool isSaved : {false, true}) {
    LabelEditor editor = picture.open();
    EXPECT_EQ(editor.plane().at({0, 0}).source, LabelSources::kOriginal);
    EXPECT_EQ(editor.plane().at({0, 112}).source, LabelSources::kPerson);
    const LabelSource* found = editor.sources().find(editor.plane().at({0, 100}).source);
    ASSERT_NE(found, nullptr) << isSaved;
    EXPECT_EQ(*found, student);
    save(editor);
    fs::remove(picture.labels(isSaved ? ".journal" : ".nothing"));
  }
  EXPECT_EQ(picture.open().sources().accepted(), std::vector{student}) << "without a journal the files tell it";
  EXPECT_EQ(picture.open().plane().at({0, 100}).source, 2);
}

TEST(LabelEditor, EveryStateOfTheFilesBetweenTwoSavesEndsAtTheSameLabels) {
  std::mt19937 random(8);
  const EditedPicture picture;
  LabelEditor editor = picture.open();
  struct Files {
    std::string mask, codes;
  };
  std::vector<Files> states{{}};  // before the first save there are none
  for (int save = 0; save < 4; ++save) {
    for (int action = 0; action < 5; ++action) doAnything(editor, random);
    macadam::save(editor);
    states.push_back({readBytes(picture.labels(".png")), readBytes(picture.labels(".sources.png"))});
  }
  const auto put = [](const fs::path& file, const std::string& bytes) {
    bytes.empty() ? void(fs::remove(file)) : writeBytes(file, bytes);
  };
  for (std::size_t mask = 0; mask < states.size(); ++mask) {
    for (std::size_t codes = mask; codes < states.size(); ++codes) {
      put(picture.labels(".png"), states[mask].mask);
      put(picture.labels(".sources.png"), states[codes].codes);
      expectSameLabels(picture.open(LabelAccess::Look), editor);
    }
  }
}

TEST(LabelEditor, AMaskEditedBeforeThereWereJournalsOpensAsItIs) {
  const EditedPicture picture;
  fs::create_directories(picture.labels(".png").parent_path());
  writeMask(picture.labels(".png"), cv::Mat::ones(280, 300, CV_8UC1));
  LabelEditor editor = picture.open();
  EXPECT_TRUE(editor.notes().empty()) << notesOf(editor);
  EXPECT_EQ(editor.plane().uniform({0, 0, 300, 280}), (LabelPixel{1, 0}));
  draw(editor, {0, 0, 10, 10}, Label::Background);
  expectSameLabels(picture.open(LabelAccess::Look), editor);
  save(editor);
  expectSameLabels(picture.open(LabelAccess::Look), editor);
}

TEST(LabelEditor, AMaskThatAnotherProgramReplacedCountsAndTheJournalIsSetAside) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
    save(editor);
  }
  writeMask(picture.labels(".png"), cv::Mat::ones(280, 300, CV_8UC1));
  const LabelEditor editor = picture.open();
  EXPECT_EQ(editor.plane().uniform({0, 0, 300, 280}), (LabelPixel{1, 0}));
  EXPECT_TRUE(editor.steps().empty());
  EXPECT_NE(notesOf(editor).find("does not belong to a.png.png"), std::string::npos) << notesOf(editor);
  EXPECT_TRUE(fs::exists(picture.labels(".journal.former")));
  EXPECT_FALSE(fs::exists(picture.labels(".journal")));
}

TEST(LabelEditor, PixelsThatAnotherProgramChangedUnderOurDescriptionCountToo) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
    save(editor);
    LabelSnapshot other = editor.snapshot();
    other.plane.paint(Region::of(cv::Rect(0, 0, 3, 3)), {255, 0});
    saveLabels(other);
    std::string ours = readBytes(picture.labels(".png"));
    save(editor);
    // The description of our own file in front of the other's pixels.
    const std::string described = readBytes(picture.labels(".png"));
    const auto pixels = [](const std::string& png) { return png.find("IDAT") - 4; };
    writeBytes(picture.labels(".png"), described.substr(0, pixels(described)) + ours.substr(pixels(ours)));
  }
  const LabelEditor editor = picture.open();
  EXPECT_EQ(editor.plane().at({1, 1}).label, 255);
  EXPECT_EQ(editor.notes().size(), 2U) << notesOf(editor);
  EXPECT_TRUE(fs::exists(picture.labels(".journal.former")));
}

TEST(LabelEditor, WhatWasDrawnLiesOnAnOriginalMaskThatHasChangedAndCanBeUndone) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
    draw(editor, {0, 10, 300, 30}, Label::Background);
    draw(editor, {0, 150, 300, 30});
    editor.undo();
  }
  writeRoadMask(picture.folder / "tiles/masks/a.png", 200, 300, 280);
  LabelEditor editor = picture.open();
  EXPECT_NE(notesOf(editor).find("what was drawn lies over the mask as it is now"), std::string::npos);
  EXPECT_EQ(editor.plane().at({0, 15}), (LabelPixel{0, 1}));
  EXPECT_EQ(editor.plane().at({0, 115}), (LabelPixel{1, 1}));
  EXPECT_EQ(editor.plane().at({0, 160}), (LabelPixel{1, 0}));
  EXPECT_EQ(editor.position(), 2U);
  EXPECT_FALSE(editor.isSaved());
  EXPECT_TRUE(fs::exists(picture.labels(".journal.former")));
  EXPECT_TRUE(picture.open(LabelAccess::Look).notes().empty()) << "said once";
  editor.undo();
  editor.undo();
  EXPECT_EQ(editor.plane().labels({0, 0, 300, 200}).at<std::uint8_t>(115, 0), 1);
  EXPECT_EQ(editor.plane().uniform({0, 0, 256, 256}), std::nullopt);
  EXPECT_EQ(cv::countNonZero(editor.plane().labels({0, 0, 300, 280})), 300 * 200);
  EXPECT_EQ(cv::countNonZero(editor.plane().sources({0, 0, 300, 280})), 0);
}

TEST(LabelEditor, APictureThatHasChangedIsReportedUntilSomebodyDrawsOnIt) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
  }
  writePicture(picture.folder / "tiles/images/a.png", cv::Mat(280, 300, CV_8UC3, cv::Scalar(40, 90, 70)));
  EXPECT_NE(notesOf(picture.open()).find("has changed since its labels were drawn"), std::string::npos);
  {
    LabelEditor editor = picture.open();
    EXPECT_EQ(editor.notes().size(), 1U);
    draw(editor, {0, 200, 300, 30});
  }
  const LabelEditor editor = picture.open();
  EXPECT_TRUE(editor.notes().empty()) << notesOf(editor);
  EXPECT_EQ(editor.steps().size(), 2U);
}

TEST(LabelEditor, APictureOfAnotherSizeIsRefusedAndNeverStretched) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
    writeImage(picture.folder / "tiles/images/a.png", 310, 280);
    writeRoadMask(picture.folder / "tiles/masks/a.png", 20, 310, 280);
    EXPECT_NE(errorOf([&] { picture.open(); }).find("tells of labels of 300×280, their picture is 310×280"),
              std::string::npos);
    save(editor);
  }
  EXPECT_EQ(picture.dataset().samples.at(0).refusedMask, picture.labels(".png"));
  EXPECT_NE(errorOf([&] { picture.open(); }).find("a.png.png is 300×280, its image 310×280"), std::string::npos);
}

TEST(LabelEditor, TheWholePictureIsEditedThroughAnyOfItsWindows) {
  const EditedPicture picture;
  const Dataset dataset = openDataset(picture.project.folder, 128);
  ASSERT_GT(dataset.samples.size(), 4U);
  LabelEditor editor(picture.project, dataset.samples[4]);
  EXPECT_EQ(editor.size(), cv::Size(300, 280));
  EXPECT_EQ(editor.plane().at({299, 19}).label, 1);
}

TEST(LabelEditor, ASaveThatOutlivesItsEditorDisturbsNoLaterOne) {
  const EditedPicture picture;
  std::optional<LabelSnapshot> late;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
    late = editor.snapshot();
  }
  LabelEditor editor = picture.open();
  draw(editor, {0, 150, 300, 30});
  save(editor);
  saveLabels(*late);
  EXPECT_EQ(cv::countNonZero(decode(picture.dataset().samples.at(0)).mask == 1), 300 * 80);
  const LabelEditor again = picture.open(LabelAccess::Look);
  EXPECT_TRUE(again.isSaved());
  expectSameLabels(again, editor);
}

TEST(LabelEditor, OnlyOneWindowDraws) {
  const EditedPicture picture;
  LabelEditor first = picture.open(), second = picture.open();
  EXPECT_TRUE(draw(first, {0, 100, 300, 30}));
  draw(second, {0, 200, 300, 30});
  ASSERT_TRUE(second.journalProblem());
  EXPECT_NE(describe(*second.journalProblem()).find("another window"), std::string::npos);
  EXPECT_FALSE(first.journalProblem());
  EXPECT_NE(errorOf([&] { picture.open(); }).find("is being written by another window"), std::string::npos);
  LabelEditor looking = picture.open(LabelAccess::Look);
  EXPECT_FALSE(looking.canEdit());
  EXPECT_EQ(looking.steps().size(), 1U);
  EXPECT_FALSE(errorOf([&] { looking.begin("Brush"); }).empty());
}

}  // namespace
}  // namespace macadam
