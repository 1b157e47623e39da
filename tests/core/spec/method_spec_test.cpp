#include "spec/method_spec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace macadam {
namespace {

std::vector<MethodSpec> everyMethod() {
  std::vector<MethodSpec> methods;
  for (const MethodFacts& facts : kMethods) methods.push_back(methodFromName(std::string(facts.name)));
  return methods;
}

std::vector<std::string> namesOf(const std::vector<Part>& parts) {
  std::vector<std::string> names;
  for (const Part& part : parts) names.push_back(part.name);
  return names;
}

/// All problems of a CMS between some networks, of which there are as many teachers.
std::string problemsOf(const CmsSpec& method, int teachers) {
  NetworksSpec networks;
  networks.teachers.resize(static_cast<std::size_t>(teachers));
  Problems problems;
  check(method, networks, problems);
  std::string lines;
  for (const Problem& problem : problems) lines += describe(problem) + '\n';
  return lines;
}

}  // namespace

TEST(MethodSpec, EveryMethodSaysOfItselfWhatOthersAsk) {
  std::set<std::string_view> names;
  for (const MethodSpec& method : everyMethod()) {
    const MethodFacts& facts = factsOf(method);
    EXPECT_TRUE(names.insert(facts.name).second) << facts.name << " twice";
    EXPECT_FALSE(facts.title.empty() || facts.doc.empty() || facts.source.empty()) << facts.name;
    EXPECT_FALSE(facts.doc.ends_with('.')) << facts.name;
    EXPECT_FALSE(partsOf(method).empty()) << facts.name;
    EXPECT_TRUE(mainPart(method).isReported) << facts.name;
    std::set<std::string> parts;
    for (const Part& part : partsOf(method)) EXPECT_TRUE(parts.insert(part.name).second) << facts.name << part.name;
  }
}

TEST(MethodSpec, NamesReadBackAndOthersAreRefusedWithTheNearest) {
  for (const MethodFacts& facts : kMethods)
    EXPECT_EQ(factsOf(methodFromName(std::string(facts.name))).name, facts.name);
  try {
    methodFromName("sslk");
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "method 'sslk' does not exist; did you mean 'sslkd'?");
  }
}

TEST(MethodSpec, PartsOfThePapersMethods) {
  EXPECT_EQ(namesOf(partsOf(MethodSpec(SupervisedSpec{.network = Role::Teacher2}))),
            (std::vector<std::string>{"teacher2"}));
  EXPECT_EQ(namesOf(partsOf(MethodSpec(CpsSpec{}))), (std::vector<std::string>{"student", "student2"}));
  EXPECT_EQ(namesOf(partsReported(MethodSpec(CpsSpec{}))), (std::vector<std::string>{"student"}));
  EXPECT_EQ(namesOf(partsReported(MethodSpec(CmsSpec{.first = Role::Teacher2, .second = Role::Student}))),
            (std::vector<std::string>{"student"}));
  EXPECT_EQ(namesOf(partsReported(MethodSpec(SslkdSpec{}))),
            (std::vector<std::string>{"teacher1", "teacher2", "student"}));
  EXPECT_EQ(mainPart(MethodSpec(SslkdSpec{})).name, "student");
  EXPECT_EQ(namesOf(partsReported(MethodSpec(SslkdSpec{.teachersFrom = "/runs/a"}))),
            (std::vector<std::string>{"student"}));
}

TEST(MethodSpec, ThereMayBeMoreThanTwoTeachers) {
  const CmsSpec three{.others = "teacher3"};
  EXPECT_EQ(rolesOf(three), (std::vector<Role>{Role::Teacher1, Role::Teacher2, Role::teacher(3)}));
  EXPECT_EQ(namesOf(partsReported(MethodSpec(SslkdSpec{.teachers = three}))),
            (std::vector<std::string>{"teacher1", "teacher2", "teacher3", "student"}));
  EXPECT_EQ(rolesBuilt(MethodSpec(SslkdSpec{.teachersFrom = "/runs/a", .teachers = three})),
            (std::vector<Role>{Role::Student}));
}

TEST(MethodSpec, OthersAreTakenInAndLeftOutAgain) {
  CmsSpec method;
  addOther(method, Role::teacher(3));
  addOther(method, Role::teacher(4));
  EXPECT_EQ(method.others, "teacher3, teacher4");
  removeOther(method, Role::teacher(3));
  EXPECT_EQ(method.others, "teacher4");
}

TEST(MethodSpec, OthersThatCannotTakePartAreNamed) {
  EXPECT_EQ(problemsOf({.others = "teacher3"}, 3), "");
  EXPECT_EQ(problemsOf({.others = "teacher3"}, 2),
            "method.others names teacher3, which networks has not; add a line networks.teacher3, or name another\n");
  EXPECT_EQ(problemsOf({.others = "teacher2"}, 2),
            "method.others names teacher2, which takes part already; leave it out\n");
  EXPECT_EQ(problemsOf({.others = "techer3"}, 3), "method.others names 'techer3'; did you mean 'teacher3'?\n");
}

}  // namespace macadam
