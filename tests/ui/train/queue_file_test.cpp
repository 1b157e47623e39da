#include "ui/train/queue_file.h"

#include "base/error.h"
#include "base/file_format.h"
#include "spec/presets.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

RunSpec specNamed(const std::string& name) {
  RunSpec spec = preset("demo");
  spec.name = name;
  spec.split.file = "/project/splits/mine.toml";
  return spec;
}

TEST(QueueFile, GivesBackWhatWaited) {
  const TemporaryFolder folder;
  const NewRun run{specNamed("one"), "/runs", Split{.name = "mine", .seed = 3, .labelled = {"a"}, .locked = {"a"}}};
  const auto plan = planSuite(specNamed("table"), {"sslkd"}, {1, 9007199254740991});
  const std::filesystem::path file = folder / "queue.json";
  saveQueue({run, NewRun{specNamed("two"), "/runs"}, ResumedRun{RunFolder("/runs/three"), 25},
             NewSuite{plan, "/runs/table", run.split, true}},
            file);
  const std::deque<TrainingTask> queue = loadQueue(file);
  ASSERT_EQ(queue.size(), 4U);
  EXPECT_EQ(std::get<NewRun>(queue[0]).spec, run.spec);
  EXPECT_EQ(std::get<NewRun>(queue[0]).runs, run.runs);
  EXPECT_EQ(std::get<NewRun>(queue[0]).split, run.split);
  EXPECT_FALSE(std::get<NewRun>(queue[1]).split);
  EXPECT_EQ(std::get<ResumedRun>(queue[2]).folder, RunFolder("/runs/three"));
  EXPECT_EQ(std::get<ResumedRun>(queue[2]).moreIterations, 25);
  const auto& suite = std::get<NewSuite>(queue[3]);
  ASSERT_EQ(suite.plan.size(), plan.size());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    EXPECT_EQ(suite.plan[i].row, plan[i].row);
    EXPECT_EQ(suite.plan[i].seed, plan[i].seed);
    EXPECT_EQ(suite.plan[i].spec, plan[i].spec);
    EXPECT_EQ(suite.plan[i].teachers, plan[i].teachers);
  }
  EXPECT_EQ(suite.split, run.split);
  EXPECT_TRUE(suite.hasBegun);

  saveQueue({}, file);
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_TRUE(loadQueue(file).empty());
}

TEST(QueueFile, KeepsWhereARunIsToBeTrained) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "queue.json";
  saveQueue({NewRun{.spec = specNamed("one"), .runs = "/runs", .place = TrainingPlace::Background},
             ResumedRun{.folder = RunFolder("/runs/two"), .place = TrainingPlace::Background},
             ResumedRun{RunFolder("/runs/three")}},
            file);
  const std::deque<TrainingTask> queue = loadQueue(file);
  EXPECT_EQ(std::get<NewRun>(queue.at(0)).place, TrainingPlace::Background);
  EXPECT_EQ(std::get<ResumedRun>(queue.at(1)).place, TrainingPlace::Background);
  EXPECT_EQ(std::get<ResumedRun>(queue.at(2)).place, TrainingPlace::Window);
}

TEST(QueueFile, AFileThatHoldsNoQueueIsRefused) {
  const TemporaryFolder folder;
  for (const char* text :
       {"{", "{}", "[{}]", R"([{"kind": "run", "runs": "/r"}])", R"([{"kind": "suite", "runs": "/r"}])"}) {
    const std::filesystem::path file = folder / "queue.json";
    std::filesystem::remove(file);
    appendText(file, text);
    EXPECT_THROW(loadQueue(file), Error) << text;
  }
}

TEST(QueueFile, IsReadWhetherItStatesItsFirstVersionOrNot) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "queue.json";
  saveQueue({ResumedRun{RunFolder("/runs/three"), 25}}, file);
  const std::string entries = readText(file);
  EXPECT_TRUE(entries.starts_with('[')) << entries;
  std::filesystem::remove(file);
  appendText(file, "{\"format\": 1, \"queue\": " + entries + "}");
  const std::deque<TrainingTask> queue = loadQueue(file);
  ASSERT_EQ(queue.size(), 1U);
  EXPECT_EQ(std::get<ResumedRun>(queue.front()).moreIterations, 25);
}

TEST(QueueFile, OfALaterVersionIsRefusedAndStaysAsItIs) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "queue.json";
  const std::string later = R"({"format": 2, "waiting": []})";
  appendText(file, later);
  EXPECT_THROW(loadQueue(file), NewerFormat);
  EXPECT_THROW(saveQueue({ResumedRun{RunFolder("/runs/three")}}, file), NewerFormat);
  EXPECT_THROW(saveQueue({}, file), NewerFormat);
  EXPECT_EQ(readText(file), later);
}

TEST(QueueFile, WithSettingsOfALaterVersionStaysAsItIsToo) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "queue.json";
  const std::string later = R"([{"kind": "run", "runs": "/runs", "settings": "format = 2"}])";
  appendText(file, later);
  EXPECT_THROW(saveQueue({}, file), NewerFormat);
  EXPECT_EQ(readText(file), later);
}

}  // namespace
}  // namespace macadam
