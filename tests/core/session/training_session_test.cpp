#include "session/training_session.h"

#include "data/demo_world.h"
#include "data/split.h"
#include "nn/safetensors.h"
#include "runs/metrics_log.h"
#include "runs/provenance.h"
#include "runs/run_summary.h"
#include "spec/run_spec_toml.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "train/checkpoint.h"

#include <gtest/gtest.h>

#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// Keeps the events; asks for a stop after `stopAfter` steps.
struct Listener : EventSink {
  void post(Event event) override {
    if (const auto* step = std::get_if<StepDone>(&event); step != nullptr && step->iteration == stopAfter) {
      stop.request_stop();
    }
    events.push_back(std::move(event));
  }
  template <typename T>
  std::vector<T> all() const {
    std::vector<T> found;
    for (const Event& event : events) {
      if (const T* match = std::get_if<T>(&event)) found.push_back(*match);
    }
    return found;
  }

  std::int64_t stopAfter = -1;
  std::stop_source stop;
  std::vector<Event> events;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Demo tiles of 32 pixels, and runs with networks of an eighth of their width on them.
class Session : public testing::Test {
 protected:
  Session() { writeDemoDataset(data(), {.trainTiles = 8, .validationTiles = 4, .testTiles = 4, .tileSize = 32}); }

  fs::path data() const { return folder_ / "data"; }

  RunSpec tinySpec(MethodSpec method) const {
    RunSpec spec;
    spec.device.kind = DeviceKind::Cpu;
    spec.threads = 1;
    spec.data.path = data().string();
    spec.data.tileSize = 32;
    spec.split.unlabelledPerLabelled = 1.0;
    spec.split.groupByScene = false;
    spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
    spec.networks.of(Role::Teacher1) = NetworkSpec{.encoder = Encoder::ResNet34, .width = 0.125};
    spec.networks.of(Role::Teacher2) =
        NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125};
    spec.method = std::move(method);
    spec.schedule.labelledBatch = spec.schedule.unlabelledBatch = 2;
    spec.schedule.evaluateEvery = spec.schedule.checkpointEvery = 100;
    spec.schedule.previewEvery = 0;
    return spec;
  }

  RunFolder newRun(const RunSpec& spec) const { return createRun(folder_ / "runs", "test", toToml(spec)); }

  RunFinished train(const RunSpec& spec, const RunFolder& run, Listener& listener) const {
    PauseGate gate;
    return TrainingSession(spec, run).run(listener.stop.get_token(), gate, listener);
  }
  RunFinished train(const RunSpec& spec, const RunFolder& run) const {
    Listener listener;
    return train(spec, run, listener);
  }

  /// A split of the demo tiles in which all of the training tiles are labelled.
  std::string allLabelled() const {
    Split split{.name = "all-labelled"};
    for (const Sample& sample : openDataset(data(), 32).samples) {
      if (sample.origin == Origin::Training) split.labelled.push_back(sample.id);
    }
    saveSplit(split, folder_ / "all.toml");
    return (folder_ / "all.toml").string();
  }

  /// A file that says of itself that it holds these teachers; nobody gets to reading their weights.
  std::string teachersFile(const NetworkSpec& first, const NetworkSpec& second) const {
    const fs::path file = folder_ / "teachers.safetensors";
    writeSafetensors(file, {.metadata = {{"network.teacher1", toText(first)}, {"network.teacher2", toText(second)}}});
    return file.string();
  }

  TemporaryFolder folder_;
};

TEST_F(Session, MethodThatNeedsUnlabelledTilesSaysThatThereAreNoneAndKeepsNoSplit) {
  RunSpec spec = tinySpec(CpsSpec{.iterations = 2});
  spec.split.file = allLabelled();
  const RunFolder run = newRun(spec);
  const RunFinished finished = train(spec, run);
  EXPECT_EQ(finished.ending, Ending::Failed);
  EXPECT_TRUE(contains(finished.message, "split all-labelled has no unlabelled tiles")) << finished.message;
  EXPECT_FALSE(fs::exists(run.split()));
}

TEST_F(Session, CmsOnLabelledTilesAloneNeedsNoUnlabelledOnes) {
  RunSpec spec = tinySpec(CmsSpec{.iterations = 2, .warmUpIterations = 0, .pseudoLabelsOn = Scope::Labelled});
  spec.split.file = allLabelled();
  const RunFinished finished = train(spec, newRun(spec));
  EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
}

TEST_F(Session, OneLargePictureTrainsWhenItsSplitIsDrawnWithoutRegardToScenesAndWarns) {
  RunSpec spec = tinySpec(CpsSpec{.iterations = 2});
  spec.data.path = (folder_ / "city").string();
  spec.data.windowSize = 32;
  writeImage(folder_ / "city/images/city.png", 256, 64);
  writeRoadMask(folder_ / "city/masks/city.png", 20, 256, 64);
  Listener listener;
  const RunFinished finished = train(spec, newRun(spec), listener);
  EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
  ASSERT_EQ(listener.all<Warning>().size(), 1u);
  EXPECT_TRUE(contains(listener.all<Warning>()[0].message, "1 scene is both trained on and measured on"));

  spec.split.groupByScene = true;
  const RunFinished grouped = train(spec, newRun(spec));
  EXPECT_TRUE(contains(grouped.message, "split.group_by_scene = false")) << grouped.message;
}

TEST_F(Session, TrainingOnOneSceneThatIsKeptTogetherSaysSo) {
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 2});
  spec.data.path = (folder_ / "city").string();
  spec.data.windowSize = 32;
  spec.split.groupByScene = true;
  spec.split.unlabelledPerLabelled = 0.0;
  writeImage(folder_ / "city/images/city.png", 256, 64);
  writeRoadMask(folder_ / "city/masks/city.png", 20, 256, 64);
  Listener listener;
  const RunFinished finished = train(spec, newRun(spec), listener);
  EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
  ASSERT_EQ(listener.all<Warning>().size(), 1u);
  EXPECT_TRUE(contains(listener.all<Warning>()[0].message, "all tiles show one scene, which is kept together"));
}

TEST_F(Session, TeachersThatTheStudentCannotLearnFromAreRefusedBeforeTraining) {
  RunSpec spec = tinySpec(SslkdSpec{.iterations = 4, .warmUpIterations = 2});
  std::get<SslkdSpec>(spec.method).teachersFrom =
      teachersFile(NetworkSpec{.encoder = Encoder::ResNet101, .width = 0.125},
                   NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125});
  Listener listener;
  const RunFinished finished = train(spec, newRun(spec), listener);
  EXPECT_EQ(finished.ending, Ending::Failed);
  EXPECT_TRUE(contains(finished.message,
                       "teacher1 (deeplab_v3plus resnet101 width=0.125) has 256 feature channels at "
                       "stride 16, but the student has 64 feature channels at stride 16"))
      << finished.message;
  EXPECT_TRUE(listener.all<StepDone>().empty());
}

TEST_F(Session, AFileWithoutTeachersIsRefusedBeforeTraining) {
  RunSpec spec = tinySpec(SslkdSpec{.iterations = 4, .warmUpIterations = 2, .featureWeight = 0.0});
  const fs::path file = folder_ / "other.safetensors";
  writeSafetensors(file, {.metadata = {{"network.student", toText(spec.networks.student)}}});
  std::get<SslkdSpec>(spec.method).teachersFrom = file.string();
  Listener listener;
  const RunFinished finished = train(spec, newRun(spec), listener);
  EXPECT_TRUE(contains(finished.message, "other.safetensors, which holds no network 'teacher1'")) << finished.message;
  EXPECT_TRUE(listener.all<StepDone>().empty());
}

TEST_F(Session, TheFirstRecordOfWhatARunWasMadeWithStaysWhenItIsGoneOnWith) {
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 6});
  spec.threads = 2;
  const RunFolder run = newRun(spec);
  Listener stopped;
  stopped.stopAfter = 2;
  ASSERT_EQ(train(spec, run, stopped).ending, Ending::Stopped);
  const Provenance begun = loadProvenance(run.provenance());
  EXPECT_EQ(begun.device, "cpu, 2 threads");
  EXPECT_TRUE(begun.resumed.empty());

  spec.threads = 1;
  ASSERT_EQ(train(spec, run).ending, Ending::Completed);
  const Provenance resumed = loadProvenance(run.provenance());
  EXPECT_EQ(resumed.device, "cpu, 2 threads");
  EXPECT_EQ(resumed.startedAt, begun.startedAt);
  ASSERT_EQ(resumed.resumed.size(), 1u);
  EXPECT_EQ(resumed.resumed[0].device, "cpu, 1 threads");
  EXPECT_EQ(resumed.resumed[0].host, begun.host);
  EXPECT_EQ(loadRunSpec(run.spec()).threads, 1);
}

TEST_F(Session, TeachersThatWereAcceptedAreNotAskedAboutAgain) {
  const auto teachers = [&](std::uint64_t seed) {
    RunSpec spec = tinySpec(CmsSpec{.iterations = 1, .warmUpIterations = 0});
    spec.seed = seed;
    const RunFolder run = newRun(spec);
    EXPECT_EQ(train(spec, run).ending, Ending::Completed);
    return run.path().string();
  };
  RunSpec spec = tinySpec(SslkdSpec{.iterations = 3, .warmUpIterations = 0, .teachersFrom = teachers(1)});
  const RunFolder run = newRun(spec);
  Listener first, second;
  first.stopAfter = 1;
  second.stopAfter = 2;
  ASSERT_EQ(train(spec, run, first).ending, Ending::Stopped);
  const std::string begun = std::get<SslkdSpec>(spec.method).teachersFrom;
  std::get<SslkdSpec>(spec.method).teachersFrom = teachers(2);
  EXPECT_TRUE(contains(train(spec, run).message, "names other teachers than this run last learned from"));

  PauseGate gate;
  TrainingSession accepting(spec, run, ChangedData::Accepted);
  ASSERT_EQ(accepting.run(second.stop.get_token(), gate, second).ending, Ending::Stopped);
  RunSpec back = spec;
  std::get<SslkdSpec>(back.method).teachersFrom = begun;
  EXPECT_TRUE(contains(train(back, run).message, "names other teachers than this run last learned from"));
  const RunFinished finished = train(spec, run);
  EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
  const Provenance provenance = loadProvenance(run.provenance());
  ASSERT_EQ(provenance.resumed.size(), 2u);
  EXPECT_NE(provenance.resumed[0].teachers, provenance.teachers);
  EXPECT_EQ(provenance.resumed[1].teachers, "");
}

TEST_F(Session, WhatTheMasksWereTakenToMeanIsKeptAmongTheSettings) {
  const RunSpec spec = tinySpec(SupervisedSpec{.iterations = 2});
  const RunFolder run = newRun(spec);
  EXPECT_EQ(train(spec, run).ending, Ending::Completed);
  EXPECT_EQ(loadRunSpec(run.spec()).data.maskValues, "road=255");
}

TEST_F(Session, WhatCannotBeRecordedEndsTheTrainingAtOnceAndSaysHowFarItHadCome) {
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 400});
  spec.schedule.previewEvery = 3;
  const RunFolder run = newRun(spec);
  fs::remove(run.previews());
  appendText(run.previews(), "a file where the folder should be");
  Listener listener;
  const RunFinished finished = train(spec, run, listener);
  EXPECT_EQ(finished.ending, Ending::Failed);
  EXPECT_TRUE(contains(finished.message, "previews")) << finished.message;
  EXPECT_EQ(listener.all<StepDone>().size(), 3u);
  EXPECT_EQ(finished.iteration, 3);
  EXPECT_GT(finished.seconds, 0.0);
  EXPECT_TRUE(fs::exists(run.lastCheckpoint()));
}

TEST_F(Session, WhatAKilledProcessLeftHalfWrittenIsRemoved) {
  const RunSpec spec = tinySpec(SupervisedSpec{.iterations = 1});
  const RunFolder run = newRun(spec);
  const fs::path half = run.checkpoints() / "last.safetensors.tmp-4711-3";
  appendText(half, "half a checkpoint");
  EXPECT_EQ(train(spec, run).ending, Ending::Completed);
  EXPECT_FALSE(fs::exists(half));
}

TEST_F(Session, ARunThatIsGoneOnWithForLongerRunsItsFurtherIterations) {
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 4});
  const RunFolder run = newRun(spec);
  Listener stopped;
  stopped.stopAfter = 2;
  ASSERT_EQ(train(spec, run, stopped).ending, Ending::Stopped);
  spec.method = SupervisedSpec{.iterations = 7};
  const RunFinished finished = train(spec, run);
  EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
  EXPECT_EQ(finished.iteration, 7);
}

TEST_F(Session, ACompletedRunGoesOnPastItsEndAndIsScoredAnew) {
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 4});
  const RunFolder run = newRun(spec);
  ASSERT_EQ(train(spec, run).ending, Ending::Completed);
  addIterations(spec.method, 3);
  const RunFinished finished = train(spec, run);
  EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
  EXPECT_EQ(finished.iteration, 7);
  std::vector<std::int64_t> steps, tested;
  for (const Event& event : readMetrics(run.metrics())) {
    if (const auto* step = std::get_if<StepDone>(&event)) steps.push_back(step->iteration);
    const auto* evaluated = std::get_if<Evaluated>(&event);
    if (evaluated != nullptr && evaluated->subset == EvaluatedOn::Test) tested.push_back(evaluated->iteration);
  }
  EXPECT_EQ(steps, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(tested, std::vector<std::int64_t>{7});
}

TEST_F(Session, ACompletedRunThatCannotGoOnStaysAsItWas) {
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 2});
  const RunFolder run = newRun(spec);
  ASSERT_EQ(train(spec, run).ending, Ending::Completed);
  addIterations(spec.method, 3);
  fs::rename(data(), folder_ / "moved");
  Listener listener;
  EXPECT_EQ(train(spec, run, listener).ending, Ending::Failed);
  fs::rename(folder_ / "moved", data());
  const RunSummary summary = summarise(run);
  EXPECT_EQ(summary.state, RunState::Completed);
  ASSERT_NE(summary.find("student"), nullptr);
  EXPECT_TRUE(summary.find("student")->test);
}

TEST_F(Session, ADamagedLastCheckpointCostsTheIterationsSinceTheOneBefore) {
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 6});
  spec.schedule.checkpointEvery = 2;
  const RunFolder run = newRun(spec);
  ASSERT_EQ(train(spec, run).ending, Ending::Completed);
  EXPECT_EQ(soundCheckpoint(spec, run)->iteration, 6);
  EXPECT_TRUE(soundCheckpoint(spec, run)->isNewest);

  fs::resize_file(run.lastCheckpoint(), 100);
  EXPECT_EQ(soundCheckpoint(spec, run)->iteration, 4);
  EXPECT_FALSE(soundCheckpoint(spec, run)->isNewest);
  Listener listener;
  const RunFinished finished = train(spec, run, listener);
  EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
  ASSERT_FALSE(listener.all<Warning>().empty());
  EXPECT_TRUE(contains(listener.all<Warning>()[0].message, run.lastCheckpoint().string()));
  std::vector<std::int64_t> steps;
  for (const Event& event : readMetrics(run.metrics())) {
    if (const auto* step = std::get_if<StepDone>(&event)) steps.push_back(step->iteration);
  }
  EXPECT_EQ(steps, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6}));

  for (const char* file : {"last.safetensors", "last-1.safetensors", "last-2.safetensors"}) {
    fs::resize_file(run.checkpoints() / file, 100);
  }
  EXPECT_FALSE(soundCheckpoint(spec, run));
  EXPECT_EQ(train(spec, run).ending, Ending::Failed);
}

TEST_F(Session, TheCheckpointThatARunGoesOnFromIsReadOnce) {
  struct Damaging : Listener {
    void post(Event event) override {  // the first comes when the checkpoint was read, and before the training
      if (events.empty()) fs::resize_file(checkpoint, 100);
      Listener::post(std::move(event));
    }
    fs::path checkpoint;
  } listener;
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 6});
  spec.schedule.checkpointEvery = 2;
  const RunFolder run = newRun(spec);
  Listener stopped;
  stopped.stopAfter = 4;
  ASSERT_EQ(train(spec, run, stopped).ending, Ending::Stopped);
  listener.checkpoint = run.lastCheckpoint();
  const RunFinished finished = train(spec, run, listener);
  EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
  ASSERT_FALSE(listener.all<StepDone>().empty());
  EXPECT_EQ(listener.all<StepDone>().front().iteration, 5);
  EXPECT_FALSE(std::holds_alternative<StageStarted>(listener.events.front()));
}

TEST_F(Session, PicturesOfAnySizeAreTrainedOnAndMeasured) {
  for (const auto& [width, height] : std::vector<std::pair<int, int>>{{9, 9}, {40, 10}, {45, 33}}) {
    RunSpec spec =
        tinySpec(CmsSpec{.first = Role::Student, .second = Role::Teacher2, .iterations = 2, .warmUpIterations = 0});
    const fs::path odd = folder_ / (std::to_string(width) + "x" + std::to_string(height));
    for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
      writeImage(odd / "images" / (std::string(name) + ".png"), width, height);
      writeRoadMask(odd / "masks" / (std::string(name) + ".png"), 1, width, height);
    }
    spec.data.path = odd.string();
    const RunFinished finished = train(spec, newRun(spec));
    EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
  }
}

}  // namespace
}  // namespace macadam
