#include "session/run_conditions.h"

#include "base/atomic_file.h"
#include "runs/provenance.h"
#include "spec/run_spec_toml.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {
namespace {

class Conditions : public testing::Test {
 protected:
  /// A run on the data at `place`; of an earlier version, which did not record what that held, without a fingerprint.
  RunFolder addRun(const std::string& place, const std::string& fingerprint) {
    RunSpec spec;
    spec.data.path = place;
    const RunFolder run = createRun(folder_.path(), "run", toToml(spec));
    saveProvenance({.splitHash = "5b11", .dataFingerprint = fingerprint.empty() ? "0ld" : fingerprint},
                   run.provenance());
    if (!fingerprint.empty()) writeTextAtomically(run.dataFiles(), "{\"files\": {}}");
    return run;
  }

  static std::vector<Condition> of(const RunFolder& run, const std::vector<RunFolder>& among) {
    return RunConditions(among).of(run, loadRunSpec(run.spec()));
  }

  TemporaryFolder folder_;
};

TEST_F(Conditions, AreTheSameOnDataThatWasMoved) {
  const std::vector<RunFolder> runs{addRun("/old/tiles", "abcdef"), addRun("/new/tiles", "abcdef"),
                                    addRun("/new/tiles", "fedcba")};
  EXPECT_EQ(of(runs[0], runs), of(runs[1], runs));
  EXPECT_EQ(of(runs[0], runs).front(), (Condition{"data", "abcdef", "tiles abcd"}));
  EXPECT_EQ(of(runs[2], runs).front(), (Condition{"data", "fedcba", "tiles fedc"}));
}

TEST_F(Conditions, ArePlacesWhereARunDoesNotTellWhatItsDataHeld) {
  const std::vector<RunFolder> runs{addRun("/tiles", ""), addRun("/tiles", "abcdef")};
  EXPECT_EQ(of(runs[0], runs), of(runs[1], runs));
  EXPECT_EQ(of(runs[1], runs).front(), (Condition{"data", "/tiles", "tiles"}));
}

TEST_F(Conditions, HaveTheRuleForMasksThatWasRecordedWhereverItStands) {
  const std::vector<RunFolder> runs{addRun("/tiles", "abcdef"), addRun("/tiles", "abcdef")};
  RunSpec spec = loadRunSpec(runs[1].spec());
  spec.data.maskValues = "road=255";
  writeTextAtomically(runs[1].spec(), toToml(spec));
  EXPECT_NE(of(runs[0], runs), of(runs[1], runs));
  for (const RunFolder& run : runs) {
    writeTextAtomically(run.dataFiles(), "{\"files\": {\"/mask values\": \"road=255\"}}");
  }
  EXPECT_EQ(of(runs[0], runs), of(runs[1], runs));
}

TEST_F(Conditions, AreSettingsThatDecideAResultAndNoOthers) {
  const RunFolder run = addRun("/tiles", "abcdef");
  const std::vector<Condition> conditions = of(run, {run});
  const auto has = [&](const std::string& key) {
    return std::ranges::find(conditions, key, &Condition::key) != conditions.end();
  };
  for (const char* key : {"data", "split", "schedule.learning_rate", "method.iterations", "schedule.labelled_batch"}) {
    EXPECT_TRUE(has(key)) << key;
  }
  for (const char* key : {"name", "seed", "split.seed", "split.file", "threads", "device", "data.path",
                          "schedule.checkpoint_every", "schedule.pretrained_encoder_factor"}) {
    EXPECT_FALSE(has(key)) << key;
  }
}

}  // namespace
}  // namespace macadam
