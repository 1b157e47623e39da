#include "data/project.h"
#include "support/picture_files.h"
#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/data/data_page.h"
#include "ui/data/draw_form.h"
#include "ui/data/split_panel.h"
#include "ui/jobs/jobs.h"
#include "ui/project/project_document.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QTest>

namespace macadam {
namespace {

/// Twelve scenes as Massachusetts publishes them, with ever more road. The left half of every second one lies outside
/// the flight, so that its road is a share twice as large of what is to be seen.
void writeFlight(const std::filesystem::path& data) {
  for (int i = 0; i < 12; ++i) {
    const std::string name = std::string(1, static_cast<char>('a' + i)) + ".png";
    cv::Mat image(48, 48, CV_8UC3, cv::Scalar(60, 90, 70));
    if (i % 2 == 0) image(cv::Rect(0, 0, 24, 48)).setTo(cv::Scalar::all(255));
    cv::Mat mask = cv::Mat::zeros(48, 48, CV_8UC1);
    mask(cv::Rect(24, 0, 24, 2 * i + 2)).setTo(255);
    writePicture(data / "train" / "sat" / name, image);
    writePicture(data / "train" / "map" / name, mask);
  }
}

}  // namespace

TEST(SameSplit, IsDrawnByTheWindowAndTheCommandLineFromOneSeedWherePicturesAreBlankInParts) {
  const TemporaryFolder folder;
  writeFlight(folder / "data");
  Jobs jobs;
  const Project project = createProject(folder / "project", folder / "data", 64);
  ProjectDocument document(readProject(project.folder), jobs);
  DataPage page(jobs);
  page.setDocument(&document);
  DrawForm& form = page.panel().form();
  auto* draw = form.findChild<QPushButton*>("drawSplit");
  for (const std::uint64_t seed : {1, 2, 3}) {
    const std::string number = std::to_string(seed);
    form.setSpec({.unlabelledPerLabelled = 2.0, .seed = seed, .validationShare = 0.2, .testShare = 0.2});
    ASSERT_TRUE(waitFor([&] { return draw->isEnabled(); }));
    const int steps = document.undoStack().count();
    draw->click();
    ASSERT_TRUE(waitFor([&] { return document.undoStack().count() > steps; }));

    const ProgramResult result =
        runProgram(folder.path(), {"split", "data", "--out", number + ".toml", "--ratio", "2", "--seed", number,
                                   "--validation", "0.2", "--test", "0.2", "--window", "64"});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const Split drawn = loadSplit(folder / (number + ".toml"));
    EXPECT_FALSE(drawn.labelled.empty());
    EXPECT_EQ(document.split().labelled, drawn.labelled) << "seed " << seed;
    EXPECT_EQ(document.split().unlabelled, drawn.unlabelled) << "seed " << seed;
    EXPECT_EQ(document.split().validation, drawn.validation) << "seed " << seed;
    EXPECT_EQ(document.split().test, drawn.test) << "seed " << seed;
  }
  page.setDocument(nullptr);
}

}  // namespace macadam
