#include "ui/train/run_estimate.h"

#include "spec/presets.h"
#include "ui/train/scripted_engine.h"

#include <gtest/gtest.h>

#include <variant>
#include <vector>

namespace macadam {
namespace {

TEST(RunEstimate, ProbesTeachersAndStudentApart) {
  RunSpec spec = preset("demo");
  spec.method = SslkdSpec{.iterations = 250, .teachers = {.iterations = 350}};
  const std::vector<ProbedPart> parts = probedParts(spec);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<CmsSpec>(parts[0].spec.method));
  EXPECT_EQ(parts[0].iterations, 350);
  EXPECT_EQ(parts[1].iterations, 250);
  std::get<SslkdSpec>(spec.method).teachersFrom = "/runs/teachers";
  EXPECT_EQ(probedParts(spec).size(), 1U);
}

TEST(RunEstimate, LeavesOutTeachersOfTheFormWhereAFileHoldsThem) {
  ScriptedEngine engine;
  RunSpec spec = preset("demo");
  spec.method = SslkdSpec{.iterations = 250};
  const auto sizes = [&] { return estimateRun(engine, spec, [] { return false; }).networks; };
  EXPECT_EQ(sizes().size(), 3U);
  std::get<SslkdSpec>(spec.method).teachersFrom = "/runs/teachers";
  ASSERT_EQ(sizes().size(), 1U);
  EXPECT_EQ(sizes().front().role, Role::Student);
}

}  // namespace
}  // namespace macadam
