#include "training_fixture.h"

#include <algorithm>
#include <csignal>

namespace macadam {
namespace {

/// A run of the student alone that was interrupted early.
class Resuming : public Training {
 protected:
  void SetUp() override {
    Training::SetUp();
    if (!HasFatalFailure()) interrupt(SIGINT);
  }

  void interrupt(int signal, const std::string& runs = "runs") {
    Program process(folder_.path(), {"train", "tiny.toml", "--runs", runs, "--set", "method.kind=supervised", "--set",
                                     "method.iterations=60"});
    ASSERT_TRUE(waitForIteration(process, runs, 2));
    process.send(signal);
    ASSERT_EQ(process.wait().exitCode, 130);
  }

  fs::path run() const { return onlyRun("runs"); }
  /// Goes on to the run's end.
  ProgramResult resume(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {"resume", run().string()});
    return program(options);
  }
  fs::path mask(int index) const {
    std::vector<fs::path> masks;
    for (const auto& entry : fs::directory_iterator(folder_ / "world/train/masks")) masks.push_back(entry.path());
    std::ranges::sort(masks);
    return masks.at(static_cast<std::size_t>(index));
  }
};

TEST_F(Resuming, DataThatHasChangedIsNamedAndTakenOnlyWhenThatIsAskedFor) {
  fs::copy_file(mask(1), mask(0), fs::copy_options::overwrite_existing);
  const std::string spec = readText(run() / "run.toml");
  const ProgramResult refused = resume();
  EXPECT_EQ(refused.exitCode, 1);
  EXPECT_TRUE(contains(refused.errors, "the labels of 1 tile have changed (" + mask(0).filename().string() + ")"))
      << refused.errors;
  EXPECT_TRUE(contains(refused.errors, "--accept-changed-data")) << refused.errors;
  EXPECT_EQ(readText(run() / "run.toml"), spec);

  const ProgramResult accepted = resume({"--accept-changed-data"});
  EXPECT_EQ(accepted.exitCode, 0) << accepted.errors;
  EXPECT_TRUE(contains(accepted.output, "warning: goes on with data that has changed since the run was begun"))
      << accepted.output;
  const std::string provenance = readText(run() / "provenance.json");
  EXPECT_TRUE(contains(provenance.substr(provenance.find("resumed")), "data_fingerprint")) << provenance;
}

TEST_F(Resuming, DataThatWasMovedIsNamed) {
  fs::rename(folder_ / "world", folder_ / "moved");
  const ProgramResult lost = resume();
  EXPECT_EQ(lost.exitCode, 1);
  EXPECT_EQ(lost.errors, "data.path names " + (folder_ / "world").string() +
                             ", which does not exist; name where the data set was moved to by --data FOLDER\n");
  const ProgramResult found = resume({"--data", "moved"});
  EXPECT_EQ(found.exitCode, 0) << found.errors;
  EXPECT_TRUE(contains(readText(run() / "run.toml"), (folder_ / "moved").string()));
}

TEST_F(Training, TeachersThatWereMovedAreNamedAndOthersAreNoticed) {
  const auto trainTeachers = [&](const std::string& runs, const std::string& seed) {
    return program({"train", "tiny.toml", "--runs", runs, "--set", "method.kind=cms", "--set", "method.iterations=4",
                    "--set", "method.warm_up_iterations=2", "--set", "seed=" + seed})
        .exitCode;
  };
  ASSERT_EQ(trainTeachers("teachers", "1"), 0);
  ASSERT_EQ(trainTeachers("others", "2"), 0);
  {
    Program process(folder_.path(), {"train", "tiny.toml", "--set", "method.iterations=60", "--set",
                                     "method.teachers_from=" + onlyRun("teachers").string()});
    ASSERT_TRUE(waitForIteration(process, "runs", 2));
    process.send(SIGINT);
    ASSERT_EQ(process.wait().exitCode, 130);
  }
  fs::rename(folder_ / "teachers", folder_ / "moved");
  const auto resume = [&](const std::string& teachers) {
    const std::string run = onlyRun("runs").string();
    if (teachers.empty()) return program({"resume", run});
    return program({"resume", run, "--set", "method.teachers_from=" + onlyRun(teachers).string()});
  };
  const ProgramResult lost = resume("");
  EXPECT_EQ(lost.exitCode, 1);
  EXPECT_TRUE(contains(lost.errors, "name where the teachers were moved to by --set method.teachers_from=RUN"))
      << lost.errors;
  const ProgramResult others = resume("others");
  EXPECT_EQ(others.exitCode, 3);
  EXPECT_TRUE(contains(others.errors, "names other teachers than this run last learned from")) << others.errors;
  const ProgramResult moved = resume("moved");
  EXPECT_EQ(moved.exitCode, 0) << moved.errors;
  EXPECT_TRUE(contains(readText(onlyRun("runs") / "run.toml"), (folder_ / "moved").string()));
}

TEST_F(Resuming, ARunOfAVersionThatDidNotRecordItsDataGoesOnWithANote) {
  fs::remove(run() / "data_files.json");
  const ProgramResult resumed = resume();
  EXPECT_EQ(resumed.exitCode, 0) << resumed.errors;
  EXPECT_TRUE(contains(resumed.output, "is not recorded: whether they have changed since is not known"))
      << resumed.output;
  EXPECT_TRUE(fs::exists(run() / "data_files.json"));
}

TEST_F(Resuming, SettingsThatChangeNothingAreSaid) {
  const ProgramResult resumed =
      resume({"--set", "schedule.unlabelled_batch=3", "--set", "threads=1", "--set", "schedule.evaluate_every=30"});
  EXPECT_EQ(resumed.exitCode, 0) << resumed.errors;
  EXPECT_EQ(resumed.errors,
            "note: schedule.unlabelled_batch has no effect: the method learns from labelled tiles alone\n"
            "note: threads is 1 in this run already\n");
  EXPECT_EQ(resume({"--set", "schedule.time_limit_minutes=60"}).errors,
            "note: schedule.time_limit_minutes has no effect: the run is complete\n");
}

TEST_F(Resuming, ALogThatEndsBeforeTheCheckpointIsSaid) {
  const std::string metrics = readText(run() / "metrics.jsonl");
  fs::resize_file(run() / "metrics.jsonl", metrics.find('\n') + 1);
  const ProgramResult resumed = resume();
  EXPECT_EQ(resumed.exitCode, 0) << resumed.errors;
  EXPECT_TRUE(contains(resumed.output, "metrics.jsonl ends at iteration 0, before the checkpoint at iteration "))
      << resumed.output;
}

TEST_F(Resuming, ACheckpointThatHasGoneIsSaidWhereTheRunBeginsAgain) {
  fs::remove_all(run() / "checkpoints");
  const ProgramResult resumed = resume();
  EXPECT_EQ(resumed.exitCode, 0) << resumed.errors;
  EXPECT_TRUE(contains(resumed.output, "has gone: the run begins again")) << resumed.output;
}

TEST_F(Resuming, TheEndOfTheTerminalLeavesACheckpointLikeATermination) {
  for (const int signal : {SIGHUP, SIGTERM}) {
    const std::string runs = "signal" + std::to_string(signal);
    interrupt(signal, runs);
    EXPECT_TRUE(fs::exists(onlyRun(runs) / "checkpoints/last.safetensors"));
  }
}

}  // namespace
}  // namespace macadam
