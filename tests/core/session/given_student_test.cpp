#include "session/given_student.h"

#include "base/error.h"
#include "nn/safetensors.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// A checkpoint that says of itself that it holds these networks; nobody gets to reading their weights.
std::string checkpoint(const TemporaryFolder& folder, const std::string& name, const NetworkSpec& network) {
  const std::filesystem::path file = folder / "given.safetensors";
  writeSafetensors(file, {.metadata = {{"network." + name, toText(network)}}});
  return file.string();
}

std::string refusal(const RunSpec& spec) {
  try {
    refuseOtherStudent(spec);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST(StudentOfAnotherRun, MayHaveThisRunsKind) {
  const TemporaryFolder folder;
  RunSpec spec;
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.5, .pretrained = "resnet18.pth"};
  spec.networks.studentFrom = checkpoint(folder, "student", NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.5});
  EXPECT_TRUE(takesGivenStudent(spec));
  EXPECT_EQ(refusal(spec), "");
}

TEST(StudentOfAnotherRun, OfAnotherKindIsRefused) {
  const TemporaryFolder folder;
  RunSpec spec;
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet50};
  const std::string file = checkpoint(folder, "student", NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.5});
  spec.networks.studentFrom = file;
  EXPECT_EQ(refusal(spec),
            "networks.student_from names " + file +
                ", whose student is deeplab_v3plus resnet18 width=0.5, but networks.student is deeplab_v3plus resnet50 "
                "width=1; set networks.student as in that run, or leave networks.student_from empty");
}

TEST(StudentOfAnotherRun, IsRefusedWhereThereIsNone) {
  const TemporaryFolder folder;
  RunSpec spec;
  spec.networks.studentFrom =
      checkpoint(folder, "teacher1", NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16});
  EXPECT_EQ(refusal(spec), "networks.student_from names " + spec.networks.studentFrom +
                               ", which holds no network 'student'; name a run that has trained a student, or its "
                               "checkpoint");
}

TEST(StudentOfAnotherRun, IsNotLookedAtWhereTheMethodBuildsNone) {
  RunSpec spec;
  spec.method = SupervisedSpec{.network = Role::Teacher1};
  spec.networks.studentFrom = "/gone";
  EXPECT_FALSE(takesGivenStudent(spec));
  EXPECT_EQ(refusal(spec), "");
}

}  // namespace macadam
