#include "ui/compare/file_prediction.h"

#include "compare_world.h"
#include "support/wait_for.h"
#include "ui/compare/predict_dialog.h"
#include "ui/compare/prediction_saver.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QThreadPool>
#include <chrono>
#include <fstream>
#include <future>

namespace macadam {
namespace {

class FilePredictions : public testing::Test {
 protected:
  FilePredictions() {
    for (const char* name : {"north.png", "south.png"}) writeImage(folder_ / ("in/" + std::string(name)));
    std::filesystem::create_directories(folder_ / "run");
  }

  CompareSource source(const std::string& network = "student") const {
    return {.kind = SourceKind::Network,
            .networks = {{folder_ / "run", network}},
            .id = "run/" + network,
            .title = "SSLKD " + QString::fromStdString(network)};
  }
  FilePrediction wanted(const std::vector<std::filesystem::path>& pictures) const {
    const std::filesystem::path out = folder_ / "out";
    return {.source = source(),
            .pictures = planPredictions(pictures, {.folder = out, .probability = true}).pictures,
            .folder = out};
  }
  int roadRows(const std::string& mask) const {
    const cv::Mat pixels = cv::imread((folder_ / "out" / mask).string(), cv::IMREAD_UNCHANGED);
    return pixels.empty() ? -1 : cv::countNonZero(pixels == 255) / pixels.cols;
  }

  TemporaryFolder folder_;
  PredictingEngine engine_;
};

class PredictDialogs : public FilePredictions {
 protected:
  std::unique_ptr<PredictDialog> dialog(const std::vector<PictureOffer>& offers) {
    return std::make_unique<PredictDialog>(threads_, std::vector<CompareSource>{source(), source("teacher1")},
                                           "run/teacher1", offers, folder_ / "out", 0.6);
  }
  /// What it says in the end; empty where it can begin.
  static bool comesToSay(const PredictDialog& dialog, const QString& problem) {
    return waitFor([&] { return dialog.problem() == problem; });
  }
  static void tick(PredictDialog& dialog, const QString& beginning, bool on) {
    for (auto* box : dialog.findChildren<QCheckBox*>()) {
      if (box->text().remove('&').startsWith(beginning)) box->setChecked(on);
    }
  }

  QThreadPool threads_;
};

}  // namespace

TEST_F(FilePredictions, WriteMaskAndProbabilityOfEachPicture) {
  std::vector<std::size_t> told;
  predictFiles(engine_, wanted({folder_ / "in/north.png", folder_ / "in/south.png"}),
               [&](std::size_t done, std::size_t total) {
                 EXPECT_EQ(total, 2000u);
                 told.push_back(done);
               });
  EXPECT_EQ(roadRows("north_mask.tif"), 8);
  EXPECT_EQ(roadRows("south_mask.tif"), 8);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "out/south_probability.tif"));
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_EQ(told.back(), 2000u);
}

TEST_F(FilePredictions, WriteTheMeanOfTwoNetworks) {
  FilePrediction mean = wanted({folder_ / "in/north.png"});
  mean.source.kind = SourceKind::Mean;
  mean.source.networks = {{folder_ / "run", "teacher1"}, {folder_ / "run", "teacher2"}};
  mean.threshold = 0.4;
  predictFiles(engine_, mean, [](auto, auto) {});
  EXPECT_EQ(roadRows("north_mask.tif"), 16) << "0.8 and 0.2 there, 0.2 elsewhere";
  const cv::Mat probability = cv::imread((folder_ / "out/north_probability.tif").string(), cv::IMREAD_UNCHANGED);
  ASSERT_EQ(probability.type(), CV_32FC1);
  EXPECT_NEAR(probability.at<float>(0, 0), 0.5, 1e-6);
  EXPECT_NEAR(probability.at<float>(20, 0), 0.2, 1e-6);
}

TEST_F(FilePredictions, LoseNothingByAPictureThatFails) {
  writeBytes(folder_ / "in/broken.png", "no picture");
  try {
    predictFiles(engine_, wanted({folder_ / "in/broken.png", folder_ / "in/south.png"}), [](auto, auto) {});
    FAIL() << "it says what went wrong";
  } catch (const Error& error) {
    ASSERT_EQ(error.problems().size(), 2u);
    EXPECT_EQ(error.problems()[0].what, "holds the predictions of the other pictures");
    EXPECT_EQ(error.problems()[1].where, (folder_ / "in/broken.png").string());
  }
  EXPECT_EQ(roadRows("south_mask.tif"), 8);
}

TEST_F(FilePredictions, KeepWhatWasWrittenWhenTheyAreCancelled) {
  const auto cancelAtTheSecond = [](std::size_t done, std::size_t) {
    if (done > 1000) throw Cancelled{};
  };
  EXPECT_THROW(predictFiles(engine_, wanted({folder_ / "in/north.png", folder_ / "in/south.png"}), cancelAtTheSecond),
               Cancelled);
  EXPECT_EQ(roadRows("north_mask.tif"), 8);
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / "out")) {
    files.push_back(entry.path().filename().string());
  }
  std::ranges::sort(files);
  EXPECT_EQ(files, (std::vector<std::string>{"north_mask.tif", "north_probability.tif"}));
}

TEST_F(FilePredictions, RunAsAJob) {
  Jobs jobs;
  PredictionSaver saver(jobs, [this]() -> Engine& { return engine_; });
  QSignalSpy said(&saver, &PredictionSaver::message), started(&jobs, &Jobs::started);
  saver.start(wanted({folder_ / "in/north.png"}));
  ASSERT_EQ(started.count(), 1);
  EXPECT_EQ(started[0][0].toString(), "Predicting north.png");
  ASSERT_TRUE(waitFor([&] { return said.count() == 1; }));
  EXPECT_EQ(said[0][0].toString(), "Predicted one picture into " + QString::fromStdString((folder_ / "out").string()));
}

TEST_F(PredictDialogs, TakeWhatIsShownWithTheChosenNetwork) {
  const auto asked = dialog({{"shown", {folder_ / "in/north.png"}}});
  EXPECT_NE(asked->problem(), "") << "what is in the folder is looked for beside the window";
  ASSERT_TRUE(comesToSay(*asked, ""));
  const FilePrediction prediction = asked->prediction();
  EXPECT_EQ(prediction.source.id, "run/teacher1");
  EXPECT_DOUBLE_EQ(prediction.threshold, 0.6);
  ASSERT_EQ(prediction.pictures.size(), 1u);
  EXPECT_EQ(prediction.pictures[0].files.mask, folder_ / "out/north_mask.tif");
  EXPECT_EQ(prediction.pictures[0].files.probability, "");
}

TEST_F(PredictDialogs, TakeThePicturesOfAFolder) {
  const auto asked = dialog({});
  EXPECT_EQ(asked->problem(), "Choose pictures: a folder, or files.");
  asked->addFolder(folder_ / "in");
  ASSERT_TRUE(comesToSay(*asked, ""));
  EXPECT_EQ(asked->prediction().pictures.size(), 2u);
  writeImage(folder_ / "alone/north.png");
  asked->addFolder(folder_ / "alone");
  const auto* pictures = asked->findChildren<QComboBox*>().at(1);
  EXPECT_TRUE(pictures->currentText().endsWith("alone: one picture")) << pictures->currentText().toStdString();
  asked->addFolder(folder_ / "run");
  EXPECT_TRUE(asked->problem().contains("holds no pictures")) << asked->problem().toStdString();
}

TEST_F(PredictDialogs, SayWhatStandsInTheWay) {
  const auto asked = dialog({{"shown", {folder_ / "in/north.png"}}});
  tick(*asked, "Masks", false);
  EXPECT_EQ(asked->problem(), "Choose masks, probabilities, or both.");
  tick(*asked, "Probabilities", true);
  EXPECT_TRUE(comesToSay(*asked, ""));
  auto* folder = asked->findChild<QLineEdit*>();
  for (auto* line : asked->findChildren<QLineEdit*>()) {
    if (line->accessibleName() == "Folder to write to") folder = line;
  }
  folder->setText(QString::fromStdString((folder_ / "in").string()));
  EXPECT_TRUE(waitFor([&] { return asked->problem().contains("lies in the folder that is written to"); }));
  folder->setText("out");
  EXPECT_TRUE(asked->problem().startsWith("Name the folder from the root on"));
}

TEST_F(PredictDialogs, DoNotWaitForAFolderThatDoesNotAnswer) {
  std::promise<void> answer;
  threads_.setMaxThreadCount(1);
  threads_.start([answered = answer.get_future().share()] { answered.wait_for(std::chrono::seconds(60)); });
  auto asked = dialog({{"shown", {folder_ / "in/north.png"}}});
  asked.reset();
  EXPECT_EQ(threads_.activeThreadCount(), 1) << "nothing has answered yet";
  answer.set_value();
  EXPECT_TRUE(threads_.waitForDone());
}

TEST_F(PredictDialogs, ReplaceNothingThatTheyWereNotToldTo) {
  std::filesystem::create_directories(folder_ / "out");
  writeBytes(folder_ / "out/north_mask.tif", "a work of days");
  const auto asked = dialog({{"shown", {folder_ / "in/north.png"}}});
  EXPECT_TRUE(comesToSay(*asked, "north_mask.tif is there already: replace it, or write to another folder."));
  tick(*asked, "Replace", true);
  EXPECT_TRUE(comesToSay(*asked, ""));
}

}  // namespace macadam
