#include "ui/compare/pane_disagreements.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

CompareSource network(const std::string& run, const std::string& name) {
  return {.kind = SourceKind::Network,
          .networks = {{"/p/runs/" + run, name}},
          .id = run + "/" + name,
          .title = "CMS " + QString::fromStdString(name),
          .group = QString::fromStdString(run),
          .method = "CMS",
          .part = QString::fromStdString(name)};
}

}  // namespace

TEST(PaneDisagreements, AreOfferedForAnyTwoNetworksInSight) {
  std::vector<CompareSource> sources{network("a", "teacher1"), network("b", "teacher1"), network("b", "teacher2")};
  EXPECT_TRUE(offerDisagreements(sources, {"image", "a/teacher1", "b/teacher2"}));
  ASSERT_EQ(sources.size(), 4u);
  EXPECT_EQ(sources[3].id, "between:a/teacher1|b/teacher2");
  EXPECT_EQ(sources[3].title, "Disagreement of CMS teacher1 and CMS teacher2");
  EXPECT_EQ(sources[3].networks, (std::vector<NetworkSource>{{"/p/runs/a", "teacher1"}, {"/p/runs/b", "teacher2"}}));
  EXPECT_FALSE(offerDisagreements(sources, {"image", "a/teacher1", "b/teacher2"})) << "nothing has changed";
}

TEST(PaneDisagreements, StayWhileAPaneShowsThem) {
  std::vector<CompareSource> sources{network("a", "teacher1"), network("b", "teacher1")};
  offerDisagreements(sources, {"between:a/teacher1|b/teacher1"});
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_EQ(sources[2].title, "Disagreement of CMS teacher1 (a) and CMS teacher1 (b)");
  EXPECT_TRUE(offerDisagreements(sources, {"a/teacher1"}));
  EXPECT_EQ(sources.size(), 2u);
  offerDisagreements(sources, {"between:a/teacher1|gone/teacher1"});
  EXPECT_EQ(sources.size(), 2u) << "one of its networks is gone";
}

TEST(PaneDisagreements, AreNotOfferedTwice) {
  CompareSource own{.kind = SourceKind::Disagreement, .id = "b/disagreement", .title = "CMS disagreement"};
  own.networks = {{"/p/runs/b", "teacher1"}, {"/p/runs/b", "teacher2"}};
  std::vector<CompareSource> sources{network("b", "teacher1"), network("b", "teacher2"), own};
  EXPECT_FALSE(offerDisagreements(sources, {"b/teacher2", "b/teacher1"}));
}

}  // namespace macadam
