#include "labels/label_editor.h"
#include "support/damage.h"
#include "support/edited_picture.h"
#include "support/file_size_limit.h"
#include "support/read_only_folder.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// What a process says when a step is done: how far the journal has come, and the labels.
struct Report {
  std::size_t records = 0;
  std::size_t position = 0;
  std::array<char, 32> labels{};
};

std::string hashOf(const LabelPlane& plane) {
  return hashOfLabels(plane) + hashOfSources(plane);
}

/// Draws and saves until it is killed.
[[noreturn]] void drawForever(const EditedPicture& picture, const Sample& sample, unsigned seed, int pipe) {
  std::mt19937 random(seed);
  try {
    LabelEditor editor(picture.project, sample);
    for (;;) {
      doAnything(editor, random);
      const LabelSnapshot now = editor.snapshot();
      Report report{.records = now.position, .position = editor.position()};
      std::ranges::copy(hashOf(now.plane), report.labels.begin());
      if (::write(pipe, &report, sizeof report) != sizeof report) break;
      if (random() % 4 != 0) continue;
      saveLabels(now);
      editor.saved(now.position);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
  ::_exit(1);
}

/// The last report of a process that is killed after a while.
std::optional<Report> drawUntilKilled(const EditedPicture& picture, const Sample& sample, unsigned seed) {
  std::array<int, 2> pipe{};
  EXPECT_EQ(::pipe(pipe.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) drawForever(picture, sample, seed, pipe[1]);
  ::close(pipe[1]);
  std::this_thread::sleep_for(std::chrono::microseconds(std::mt19937(seed)() % 60'000));
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
  std::optional<Report> last;
  for (Report report; ::read(pipe[0], &report, sizeof report) == sizeof report;) last = report;
  ::close(pipe[0]);
  return last;
}

/// What a journal's records make of the labels that they began with.
struct Retold {
  LabelPlane plane;
  LabelHistory history;

  void operator()(const LabelStep& step) {
    history.push(step);
    step.edit.redo(plane);
  }
  void operator()(const StepUndone&) { history.steps.at(--history.position).edit.undo(plane); }
  void operator()(const StepRedone&) { history.steps.at(history.position++).edit.redo(plane); }
  void operator()(const SourceAdded&) {}
  void operator()(const PictureChanged&) {}
};

int killsWanted() {
  const char* wanted = std::getenv("MACADAM_KILLS");
  return wanted != nullptr ? std::atoi(wanted) : 100;
}

// With MACADAM_KILLS=1000 in the environment it is done a thousand times.
TEST(LabelFaults, WhateverMomentAProcessIsKilledAtEveryFinishedStepIsFoundAgain) {
  std::size_t steps = 0;
  for (int round = 0; round * 50 < killsWanted(); ++round) {
    const EditedPicture picture;
    const Sample sample = picture.dataset().samples.at(0);
    const LabelPlane base = picture.open(LabelAccess::Look).plane();
    Report last;
    std::ranges::copy(hashOf(base), last.labels.begin());
    for (int kill = 0; kill < std::min(50, killsWanted() - round * 50); ++kill) {
      const auto reported = drawUntilKilled(picture, sample, static_cast<unsigned>(round * 50 + kill));
      if (reported) last = *reported;
      const LabelEditor editor(picture.project, sample);
      const auto journal = fs::exists(picture.labels(".journal")) ? readJournal(picture.labels(".journal"))
                                                                  : std::optional<JournalContents>();
      Retold retold{base, {}};
      const std::size_t records = journal ? journal->records.size() : 0;
      ASSERT_GE(records, last.records) << "a finished step was lost";
      for (std::size_t i = 0; i < records; ++i) {
        if (i == last.records) {
          ASSERT_EQ(hashOf(retold.plane), std::string(last.labels.begin(), last.labels.end()));
          ASSERT_EQ(retold.history.position, last.position);
        }
        std::visit(retold, journal->records[i]);
      }
      if (records == last.records) {
        ASSERT_EQ(hashOf(retold.plane), std::string(last.labels.begin(), last.labels.end()));
      }
      ASSERT_EQ(editor.plane(), retold.plane) << "what is opened is what the journal tells";
      ASSERT_EQ(editor.steps(), retold.history.steps);
      ASSERT_EQ(editor.position(), retold.history.position);
      steps = std::max(steps, editor.steps().size());
    }
    for (const auto& file : fs::directory_iterator(picture.project.labels() / "images")) {
      EXPECT_EQ(file.path().filename().string().find(".tmp-"), std::string::npos) << file.path();
      EXPECT_EQ(file.path().filename().string().find(".former"), std::string::npos) << file.path();
    }
  }
  EXPECT_GT(steps, 10U);
}

TEST(LabelFaults, AFullDiskWhileDrawingLosesNothingAndIsSaid) {
  const EditedPicture picture;
  LabelEditor editor = picture.open();
  draw(editor, {0, 100, 300, 30});
  {
    const FileSizeLimit full(fs::file_size(picture.labels(".journal")) + 5);
    EXPECT_TRUE(draw(editor, {0, 150, 300, 30}));
    ASSERT_TRUE(editor.journalProblem());
    EXPECT_NE(describe(*editor.journalProblem()).find("free some disk space"), std::string::npos);
    editor.undo();
    editor.redo();
    draw(editor, {7, 200, 200, 30});
    EXPECT_EQ(editor.steps().size(), 3U);
    EXPECT_EQ(picture.open(LabelAccess::Look).steps().size(), 1U);
  }
  draw(editor, {7, 250, 200, 10});
  EXPECT_FALSE(editor.journalProblem());
  const LabelEditor after = picture.open(LabelAccess::Look);
  EXPECT_EQ(after.plane(), editor.plane());
  EXPECT_EQ(after.steps(), editor.steps());
}

TEST(LabelFaults, AFullDiskWhileSavingLeavesTheFormerMaskAndTheLabelsUnsaved) {
  const EditedPicture picture;
  LabelEditor editor = picture.open();
  draw(editor, {0, 100, 300, 30});
  save(editor);
  const std::string before = readBytes(picture.labels(".png"));
  draw(editor, {0, 150, 300, 30});
  {
    const FileSizeLimit full(20);
    const std::string error = errorOf([&] { save(editor); });
    EXPECT_NE(error.find("a.png.sources.json cannot be written"), std::string::npos) << error;
  }
  {
    const FileSizeLimit full(before.size() - 20);  // beyond what the codes need
    const std::string error = errorOf([&] { save(editor); });
    EXPECT_NE(error.find("labels/images/a.png."), std::string::npos) << error;
    EXPECT_NE(error.find("cannot be written (File too large); check the disk; the earlier file is intact"),
              std::string::npos)
        << error;
  }
  EXPECT_EQ(readBytes(picture.labels(".png")), before);
  EXPECT_FALSE(editor.isSaved());
  EXPECT_EQ(picture.open(LabelAccess::Look).plane(), editor.plane());
  save(editor);
  EXPECT_TRUE(editor.isSaved());
  EXPECT_EQ(picture.open(LabelAccess::Look).plane(), editor.plane());
}

TEST(LabelFaults, AReadOnlyFolderIsNamedWhenSavingFails) {
  const EditedPicture picture;
  LabelEditor editor = picture.open();
  draw(editor, {0, 100, 300, 30});
  {
    const ReadOnlyFolder locked(picture.folder.path(), picture.labels("").parent_path());
    EXPECT_EQ(errorOf([&] { save(editor); }),
              picture.labels(".sources.json").string() +
                  " cannot be written (Permission denied); check the permissions of its folder");
    EXPECT_FALSE(editor.isSaved());
    draw(editor, {0, 150, 300, 30});
    EXPECT_FALSE(editor.journalProblem()) << "the journal is open already";
  }
  save(editor);
  EXPECT_TRUE(editor.isSaved());
  EXPECT_EQ(picture.open(LabelAccess::Look).plane(), editor.plane());
}

TEST(LabelFaults, AFolderThatCannotBeMadeIsNamed) {
  const EditedPicture picture;
  LabelEditor editor = picture.open();
  writeBytes(picture.project.labels(), "a file in its place");
  draw(editor, {0, 100, 300, 30});
  ASSERT_TRUE(editor.journalProblem());
  EXPECT_NE(errorOf([&] { save(editor); }).find("labels/images cannot be made"), std::string::npos);
  fs::remove(picture.project.labels());
  save(editor);
  EXPECT_FALSE(editor.journalProblem()) << "a save writes the journal first";
  EXPECT_EQ(picture.open(LabelAccess::Look).steps(), editor.steps());
}

TEST(LabelFaults, LabelsThatAreSavedOutliveTheirJournal) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
    fs::remove_all(picture.project.labels());
    draw(editor, {0, 150, 300, 30});
    EXPECT_EQ(editor.journalProblem()->what, "has been removed while its picture was open");
    save(editor);
  }
  const LabelEditor editor = picture.open();
  EXPECT_TRUE(editor.notes().empty());
  EXPECT_EQ(editor.plane().at({0, 110}), (LabelPixel{1, 1}));
  EXPECT_EQ(editor.plane().at({0, 160}), (LabelPixel{1, 1}));
  EXPECT_TRUE(editor.steps().empty());
}

TEST(LabelFaults, ADamagedTailIsSaidAndCutOffAndTheStepsBeforeAreThere) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
    draw(editor, {0, 150, 300, 30});
  }
  fs::resize_file(picture.labels(".journal"), fs::file_size(picture.labels(".journal")) - 3);
  EXPECT_TRUE(picture.open(LabelAccess::Look).notes().empty()) << "another window may be writing it";
  LabelEditor editor = picture.open();
  ASSERT_EQ(editor.notes().size(), 1U);
  EXPECT_NE(describe(editor.notes()[0]).find("they are kept in a.png.journal.damaged"), std::string::npos);
  EXPECT_EQ(editor.steps().size(), 1U);
  EXPECT_TRUE(fs::exists(picture.labels(".journal.damaged")));
  draw(editor, {0, 200, 300, 30});
  EXPECT_EQ(picture.open(LabelAccess::Look).steps(), editor.steps());
}

TEST(LabelFaults, AJournalWithoutAWholeBeginningIsSetAside) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
  }
  fs::resize_file(picture.labels(".journal"), 40);
  LabelEditor editor = picture.open();
  ASSERT_EQ(editor.notes().size(), 1U);
  EXPECT_NE(describe(editor.notes()[0]).find("it is kept as a.png.journal.damaged"), std::string::npos);
  draw(editor, {0, 200, 300, 30});
  EXPECT_EQ(picture.open(LabelAccess::Look).steps(), editor.steps());
}

TEST(LabelFaults, LabelsThatAreAheadOfTheirJournalCount) {
  const EditedPicture picture;
  const LabelSource student{.title = "student above 0.60", .run = "night", .threshold = 0.6};
  for (const char* tail : {"", "torn"}) {
    {
      LabelEditor editor = picture.open();
      draw(editor, {0, 100, 300, 30});
      const std::string journal = readBytes(picture.labels(".journal"));
      draw(editor, {0, 150, 300, 30}, Label::Road, editor.sources().codeOf(student));
      save(editor);
      writeBytes(picture.labels(".journal"), journal + tail);  // as a disk that lost its last writes
    }
    const LabelEditor editor = picture.open();
    EXPECT_EQ(editor.plane().at({0, 110}), (LabelPixel{1, 1}));
    EXPECT_EQ(editor.plane().at({0, 160}), (LabelPixel{1, 2})) << "where it is from is known";
    EXPECT_EQ(editor.sources().accepted(), std::vector{student});
    EXPECT_TRUE(editor.isSaved());
    ASSERT_EQ(editor.notes().size(), 1U) << tail;
    EXPECT_EQ(editor.notes()[0].what, "ends before what a.png.png holds, which counts");
    EXPECT_TRUE(fs::exists(picture.labels(".journal.former")));
    fs::remove_all(picture.project.labels());
  }
}

}  // namespace
}  // namespace macadam
