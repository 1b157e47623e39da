#include "ui/project/growing_summary.h"

#include "base/error.h"
#include "runs/event_json.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace macadam {
namespace {

class GrowingSummaryTest : public testing::Test {
 protected:
  void write(const std::string& text, std::ios::openmode mode = std::ios::app) {
    std::ofstream(run_.metrics(), std::ios::binary | mode) << text;
  }
  static std::string step(std::int64_t iteration) {
    return toJsonLine(StepDone{.iteration = iteration, .stepSeconds = 0.5}) + "\n";
  }

  TemporaryFolder folder_;
  RunFolder run_{folder_.path()};
};

}  // namespace

TEST_F(GrowingSummaryTest, ARunWithoutMetricsIsPrepared) {
  const GrowingSummary none = readOn(run_, {});
  EXPECT_EQ(none.summary.state, RunState::Prepared);
  EXPECT_EQ(none.bytes, 0u);
}

TEST_F(GrowingSummaryTest, AddsWhatHasBeenWrittenSince) {
  write(step(1) + step(2));
  GrowingSummary known = readOn(run_, {});
  EXPECT_EQ(known.summary.iterations, 2);
  known.summary.warnings = {"known by what was read before"};
  write(step(3));
  const GrowingSummary grown = readOn(run_, known);
  EXPECT_EQ(grown.summary.iterations, 3);
  EXPECT_DOUBLE_EQ(grown.summary.seconds, 1.5);
  EXPECT_EQ(grown.summary.warnings, known.summary.warnings) << "the beginning was not read again";
  EXPECT_DOUBLE_EQ(readOn(run_, grown).summary.seconds, 1.5);
}

TEST_F(GrowingSummaryTest, WaitsForTheEndOfALineThatIsBeingWritten) {
  const std::string line = step(2);
  write(step(1) + line.substr(0, 5));
  const GrowingSummary known = readOn(run_, {});
  EXPECT_EQ(known.summary.iterations, 1);
  write(line.substr(5));
  EXPECT_EQ(readOn(run_, known).summary.iterations, 2);
}

TEST_F(GrowingSummaryTest, BeginsAnewWhereAResumedRunWroteOtherLines) {
  write(step(1) + step(2) + step(3));
  const GrowingSummary known = readOn(run_, {});
  write(step(1), std::ios::trunc);
  EXPECT_EQ(readOn(run_, known).summary.iterations, 1) << "the file is shorter";
  write(step(5) + step(6) + step(7));
  EXPECT_EQ(readOn(run_, known).summary.iterations, 7) << "the file is longer, with another third line";
  EXPECT_DOUBLE_EQ(readOn(run_, known).summary.seconds, 2.0);
}

TEST_F(GrowingSummaryTest, NamesTheLineThatCannotBeRead) {
  write(step(1));
  const GrowingSummary known = readOn(run_, {});
  write("no event\n");
  try {
    readOn(run_, known);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, run_.metrics().string() + " line 2");
  }
}

}  // namespace macadam
