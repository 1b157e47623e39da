#include "core/methods/distillation/two_class_pixels.h"
#include "methods/sslkd.h"
#include "support/fixed_network.h"

#include <gtest/gtest.h>

#include <map>

namespace macadam {
namespace {

const float kLn3 = std::log(3.0f);

DistillationSpec everyTerm() {
  return {.hintonWeight = 1.0,
          .heoWeight = 1.0,
          .zhouWeight = 1.0,
          .liuPixelWeight = 1.0,
          .liuPairWeight = 1.0,
          .cwdWeight = 1.0,
          .distWeight = 1.0};
}

/// A student that says (1/2, 1/2) and teachers that say (1/4, 3/4), on one labelled and one unlabelled pixel.
struct Lesson {
  std::shared_ptr<FixedNetwork> student = std::make_shared<FixedNetwork>(0.0f, 0.0f, 0.5f);
  std::shared_ptr<FixedNetwork> first = std::make_shared<FixedNetwork>(0.0f, kLn3, 2.0f);
  std::shared_ptr<FixedNetwork> second = std::make_shared<FixedNetwork>(0.0f, kLn3, 9.0f);
  StepBatch batch{.labelledImages = torch::zeros({1, 3, 1, 1}),
                  .labels = torch::ones({1, 1, 1}, torch::kLong),
                  .unlabelledImages = torch::zeros({1, 3, 1, 1})};

  Sslkd method(const DistillationSpec& terms, std::shared_ptr<FeatureProjection> projection = nullptr) const {
    return {{"student", student}, {{"teacher1", first}, {"teacher2", second}}, {.distillation = terms}, projection};
  }
  std::map<std::string, double> terms(const DistillationSpec& spec) const {
    const StepResult result = method(spec).step(batch, {});
    std::map<std::string, double> values;
    for (const Losses::Term& term : result.losses.terms()) values[term.name] = term.value.item<double>();
    return values;
  }
};

}  // namespace

TEST(SslkdTerms, AreLeftOutByDefault) {
  EXPECT_EQ(Lesson().terms({}).size(), 4u);
  EXPECT_TRUE(Lesson().method({}).auxiliaryModules().empty());
}

TEST(SslkdTerms, StandBesideThePapersOwn) {
  const auto terms = Lesson().terms(everyTerm());
  EXPECT_EQ(terms.size(), 11u);
  EXPECT_NEAR(terms.at("features"), 1.5, 1e-6);
  EXPECT_NEAR(terms.at("heo"), 2.25, 1e-6);
  EXPECT_NEAR(terms.at("liu pixel"), 0.130812, 1e-6);
  EXPECT_NEAR(terms.at("liu pair"), 0.0, 1e-6);  // one region is like itself
  EXPECT_NEAR(terms.at("cwd"), 0.0, 1e-6);       // one pixel has all of a class
}

TEST(SslkdTerms, HaveTheWeightsOfTheSpec) {
  const StepResult result = Lesson().method({.liuPixelWeight = 10.0}).step(Lesson().batch, {});
  EXPECT_EQ(result.losses.terms().back().name, "liu pixel");
  EXPECT_EQ(result.losses.terms().back().weight, 10.0);
}

TEST(SslkdTerms, SeeTheTilesOfTheirScope) {
  Lesson lesson;
  lesson.batch.labels.fill_(255);
  EXPECT_EQ(lesson.terms({.liuPixelWeight = 1.0, .liuPixelOn = Scope::Labelled}).at("liu pixel"), 0.0);
  EXPECT_NEAR(lesson.terms({.liuPixelWeight = 1.0, .liuPixelOn = Scope::Unlabelled}).at("liu pixel"), 0.130812, 1e-6);
  EXPECT_NEAR(lesson.terms({.heoWeight = 1.0, .heoOn = Scope::Both}).at("heo"), 2.25, 1e-6);
}

TEST(SslkdTerms, CountNoPixelThatIsNotValid) {
  Lesson lesson;
  lesson.batch.labels.fill_(255);
  lesson.batch.unlabelledValid = torch::zeros({1, 1, 1}, torch::kBool);
  auto terms = lesson.terms(everyTerm());
  terms.erase("features");  // the paper's own counts every position
  for (const auto& [name, value] : terms) EXPECT_EQ(value, 0.0) << name;
}

TEST(SslkdTerms, TeachTheStudentAndNoTeacher) {
  const Lesson lesson;
  lesson.method(everyTerm()).step(lesson.batch, {}).losses.total().backward();
  EXPECT_GT(lesson.student->logits.grad().abs().sum().item<double>(), 0.0);
  for (const auto& teacher : {lesson.first, lesson.second}) {
    EXPECT_FALSE(teacher->logits.grad().defined());
    EXPECT_FALSE(teacher->features.grad().defined());
  }
}

TEST(SslkdTerms, ProjectTheStudentsFeaturesByAModuleThatTrains) {
  const Lesson lesson;
  TensorRandom initial(1);
  auto projection = std::make_shared<FeatureProjection>(1, 1, initial);
  {
    torch::NoGradGuard noGrad;
    projection->named_parameters()["convolution.weight"].fill_(2.0);
    projection->named_parameters()["convolution.bias"].fill_(0.25);
  }
  Sslkd method = lesson.method({.heoWeight = 1.0}, projection);
  ASSERT_EQ(method.auxiliaryModules().size(), 1u);
  EXPECT_EQ(method.auxiliaryModules().front().name, "projection");
  const StepResult result = method.step(lesson.batch, {});
  EXPECT_NEAR(result.losses.terms()[1].value.item<double>(), 0.75, 1e-6);        // |2·0.5 + 0.25 − 2|
  EXPECT_NEAR(result.losses.terms().back().value.item<double>(), 0.5625, 1e-6);  // its square
  result.losses.total().backward();
  EXPECT_NEAR(projection->named_parameters()["convolution.bias"].grad().item<double>(), -2.5, 1e-6);  // −1 − 2·0.75
}

}  // namespace macadam
