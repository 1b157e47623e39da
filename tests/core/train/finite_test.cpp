#include "train/finite.h"

#include "base/error.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <limits>

namespace macadam {
namespace {

template <typename Call>
std::string messageOf(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST(Finite, ReadsTheTermsBeforeTheirWeights) {
  Losses losses;
  losses.add("supervised student", torch::tensor(0.5F));
  losses.add("features", torch::tensor(2.0F, torch::kBFloat16), 1.5);
  const std::vector<LossTerm> terms = finiteTerms(losses, 1);
  ASSERT_EQ(terms.size(), 2U);
  EXPECT_EQ(terms[0].name, "supervised student");
  EXPECT_DOUBLE_EQ(terms[0].value, 0.5);
  EXPECT_DOUBLE_EQ(terms[1].value, 2.0);
  EXPECT_DOUBLE_EQ(terms[1].weight, 1.5);
}

TEST(Finite, NamesTheTermThatIsLostAndItsIteration) {
  Losses losses;
  losses.add("supervised student", torch::tensor(0.5F));
  losses.add("features", torch::tensor(std::numeric_limits<float>::infinity()));
  const std::string message = messageOf([&] { finiteTerms(losses, 12); });
  EXPECT_NE(message.find("'features' became infinite at iteration 12"), std::string::npos) << message;
}

TEST(Finite, RefusesAFileWithALostWeightAndTakesWholeNumbers) {
  TensorFile file;
  file.tensors.emplace("student/steps", torch::tensor({1, 2}));
  file.tensors.emplace("student/weight", torch::tensor({1.0F, 2.0F}));
  EXPECT_NO_THROW(refuseNonFinite(file, 3));
  file.tensors.at("student/weight")[1] = std::numeric_limits<float>::quiet_NaN();
  const std::string message = messageOf([&] { refuseNonFinite(file, 3); });
  EXPECT_NE(message.find("student/weight"), std::string::npos) << message;
}

}  // namespace macadam
