#include "spec/spec_reference.h"

#include "spec/run_spec_toml.h"

#include <gtest/gtest.h>

#include <sstream>

namespace macadam {
namespace {

std::string reference() {
  return specReference();
}

TEST(SpecReference, StatesEveryLineOfEveryWrittenSpec) {
  for (const MethodFacts& method : kMethods) {
    RunSpec spec;
    spec.method = methodFromName(std::string(method.name));
    std::istringstream written(toToml(spec));
    for (std::string line; std::getline(written, line);) {
      EXPECT_NE(reference().find("\n" + line + "\n"), std::string::npos) << line;
    }
  }
}

TEST(SpecReference, ExplainsEachFieldAboveItsDefault) {
  EXPECT_NE(
      reference().find(
          "\n# Learning rate at the first step, for AdamW about a hundredth of SGD's; a run that trains teachers and "
          "then a student begins with it twice. Takes a number above 0 and at most 100.\nlearning_rate = 0.01\n"),
      std::string::npos)
      << reference();
  EXPECT_NE(reference().find("\n# Tiles that the feature term sees. Takes \"labelled\", \"unlabelled\" or \"both\".\n"
                             "features_on = \"both\"\n"),
            std::string::npos);
}

TEST(SpecReference, SaysOfAFieldThatItChangesNoResult) {
  EXPECT_NE(reference().find("\n# Steps between checkpoints. Takes a whole number from 1 to 1000000000. Changes no "
                             "result.\ncheckpoint_every = 500\n"),
            std::string::npos)
      << reference();
}

TEST(SpecReference, ExplainsTheFieldsOfANetworkAndEachArchitecture) {
  EXPECT_NE(
      reference().find("#   width = 1.0  Factor on every channel count; 1 is the published network. Takes a number "
                       "from 0.05 to 4.\n"),
      std::string::npos)
      << reference();
  EXPECT_NE(
      reference().find("\n# architecture = \"segnet\"  SegNet: VGG-16 with BatchNorm, pooling indices and a mirrored "
                       "decoder (Badrinarayanan et al. 2017). With vgg16 where no encoder is named; takes "
                       "\"vgg16\".\n"),
      std::string::npos)
      << reference();
}

}  // namespace
}  // namespace macadam
