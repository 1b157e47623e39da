#include "session/missing_inputs.h"

#include "spec/encoders_folder.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

std::string missingIn(const RunSpec& spec) {
  std::string lines;
  for (const Problem& problem : missingInputs(spec)) lines += problem.where + ' ' + problem.what + '\n';
  return lines;
}

TEST(MissingInputs, AreAllNamedAtOnce) {
  const TemporaryFolder folder;
  RunSpec spec;
  spec.data.path = folder.path().string();
  spec.split.file = "/none/split.toml";
  spec.networks.student.pretrained = "/none/resnet50.pth";
  EXPECT_EQ(missingIn(spec),
            "split.file names /none/split.toml, which does not exist\n"
            "networks.student.pretrained names /none/resnet50.pth, which does not exist\n");
}

TEST(MissingInputs, SayHowTheEncodersOfAPresetAreBrought) {
  const TemporaryFolder folder;
  RunSpec spec;
  spec.data.path = folder.path().string();
  spec.networks.student.pretrained = (encodersFolder() / "none.pth").string();
  const std::vector<Problem> problems = missingInputs(spec);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems.front().remedy,
            "packaging/setup.sh --encoders brings it; or leave the field empty for random weights");
}

TEST(MissingInputs, AreNotThoseThatNothingWouldRead) {
  RunSpec spec;
  spec.method = SupervisedSpec{};
  spec.networks.of(Role::Teacher1).pretrained = "/none/resnet101.pth";
  EXPECT_EQ(missingIn(spec), "");
  spec.method = SupervisedSpec{.network = Role::Teacher1};
  EXPECT_EQ(missingIn(spec), "networks.teacher1.pretrained names /none/resnet101.pth, which does not exist\n");
}

}  // namespace
}  // namespace macadam
