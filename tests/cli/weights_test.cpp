#include "support/golden.h"
#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <string>

namespace macadam {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(WeightsInspect, SaysWhichEncoderFitsAndWhatIsLeftAside) {
  const TemporaryFolder folder;
  const ProgramResult result =
      runProgram(folder.path(), {"weights", "inspect", golden("weights/ddp_resnet34.pth").string()});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  EXPECT_TRUE(contains(result.output, "fits ResNet-34 as torchvision, timm name it: 216 tensors taken, 2 left aside"))
      << result.output;
  EXPECT_TRUE(contains(result.output, "networks.student.encoder = \"resnet34\"")) << result.output;
  EXPECT_TRUE(contains(result.output, "2 tensors: model.module.fc.bias, model.module.fc.weight")) << result.output;
  EXPECT_TRUE(contains(result.output, "1 object: args (argparse.Namespace)")) << result.output;
}

TEST(WeightsInspect, SaysItToProgramsToo) {
  const TemporaryFolder folder;
  const ProgramResult result =
      runProgram(folder.path(), {"weights", "inspect", "--json", golden("weights/package_lite1.pth").string()});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  EXPECT_TRUE(contains(result.output, "\"encoder\": \"efficientnet_lite1\"")) << result.output;
  EXPECT_TRUE(contains(result.output, "\"taken\": 378")) << result.output;
}

TEST(WeightsInspect, RefusesWhatHoldsNoEncoderInOneLine) {
  const TemporaryFolder folder;
  const ProgramResult result =
      runProgram(folder.path(), {"weights", "inspect", golden("weights/state_dict_zip.pth").string()});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.output, "state_dict_zip.pth holds no encoder of ours")) << result.output;
  EXPECT_EQ(runProgram(folder.path(), {"weights", "inspect", "gone.pth"}).exitCode, 1);
}

}  // namespace
}  // namespace macadam
