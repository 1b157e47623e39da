#include "spec/suite_rows.h"

#include "base/error.h"
#include "spec/validate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace macadam {
namespace {

RunSpec base() {
  RunSpec spec;
  spec.data.path = "/data";
  SslkdSpec method;
  method.iterations = 300;
  method.warmUpIterations = 60;
  method.teachers.iterations = 500;
  method.teachers.weight = 0.5;
  method.teachers.warmUpIterations = 100;
  spec.method = method;
  return spec;
}

RunSpec rowSettings(const std::string& name) {
  return settingsOf(suiteRow(name), base());
}

}  // namespace

TEST(SuiteRows, ThePapersTableHasItsEightRowsInTheOrderOfTraining) {
  const std::vector<std::string> expected{"supervised-student",
                                          "supervised-teacher1",
                                          "supervised-teacher2",
                                          "cms-teachers",
                                          "cct",
                                          "cps",
                                          "cms-student",
                                          "sslkd"};
  EXPECT_EQ(suiteTable("paper").rows, expected);
}

TEST(SuiteRows, TheFieldHasThePapersRowsAndThoseOfOthers) {
  const std::vector<std::string>&field = suiteTable("field").rows, &paper = suiteTable("paper").rows;
  ASSERT_GT(field.size(), paper.size());
  EXPECT_TRUE(std::equal(paper.begin(), paper.end(), field.begin()));
  EXPECT_EQ(std::get<CpsSpec>(rowSettings("n-cps").method).networks, 3);
  EXPECT_TRUE(std::get<CpsSpec>(rowSettings("cps-cutmix").method).cutMix);
  EXPECT_EQ(rowSettings("cross-teaching").networks.of(Role::Teacher2).decoder, Decoder::SegFormer);
}

TEST(SuiteRows, EachHasSettingsThatCanBeTrained) {
  for (const SuiteRow& row : suiteRows()) {
    const std::vector<Problem> problems = validate(settingsOf(row, base()));
    EXPECT_TRUE(problems.empty()) << row.name << ": " << describe(problems.front());
    EXPECT_FALSE(row.title.empty()) << row.name;
    if (row.teachers.empty()) continue;
    EXPECT_EQ(suiteRow(row.teachers).trains, SuiteRow::Trains::Teachers) << row.name;
  }
}

TEST(SuiteRows, EachIsARunOfItsOwn) {
  std::set<std::string> seen;
  for (const SuiteRow& row : suiteRows()) EXPECT_TRUE(seen.insert(row.changes).second) << row.name;
}

TEST(SuiteRows, EveryMethodHasOne) {
  std::set<std::string_view> methods;
  for (const SuiteRow& row : suiteRows()) methods.insert(row.method);
  for (const MethodFacts& method : kMethods) EXPECT_TRUE(methods.contains(method.name)) << method.name;
}

TEST(SuiteRows, SettingsAreThoseOfTheBaseWhereTheyMeanTheSame) {
  EXPECT_EQ(std::get<SupervisedSpec>(rowSettings("supervised-teacher2").method),
            (SupervisedSpec{.network = Role::Teacher2, .iterations = 500}));
  EXPECT_EQ(rowSettings("cms-teachers").method, MethodSpec(std::get<SslkdSpec>(base().method).teachers));
  EXPECT_EQ(std::get<CpsSpec>(rowSettings("cps").method),
            (CpsSpec{.iterations = 300, .warmUpIterations = 60, .weight = 0.5}));
  EXPECT_EQ(rowSettings("sslkd"), base());
}

TEST(SuiteRows, ARunIsOfTheRowThatItsNetworksAreOf) {
  RunSpec spec = base();
  const auto rowWith = [&](const MethodSpec& method) {
    spec.method = method;
    return rowOf(spec)->name;
  };
  EXPECT_EQ(rowWith(SupervisedSpec{.network = Role::Teacher1}), "supervised-teacher1");
  EXPECT_EQ(rowWith(CmsSpec{.iterations = 7}), "cms-teachers");
  EXPECT_EQ(rowWith(CmsSpec{.first = Role::Teacher2, .second = Role::Teacher1}), "cms-teachers");
  EXPECT_EQ(rowWith(CmsSpec{.first = Role::Student, .second = Role::Teacher2}), "cms-student");
  EXPECT_EQ(rowWith(CmsSpec{.first = Role::Teacher1, .second = Role::Student}), "cms-student");
  EXPECT_EQ(rowWith(SslkdSpec{.teachersFrom = "/runs/a"}), "sslkd");
  EXPECT_EQ(rowWith(CpsSpec{.iterations = 7}), "cps");
  EXPECT_EQ(rowWith(CpsSpec{.networks = 3}), "n-cps");
}

TEST(SuiteRows, NamesThatDoNotExistAreRefusedWithTheNearest) {
  try {
    suiteTable("papers");
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "table 'papers' does not exist; did you mean 'paper'?");
  }
  EXPECT_THROW(suiteRow("supervised"), Error);
}

}  // namespace macadam
