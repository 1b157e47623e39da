#include "annotate/least_cost.h"

#include <gtest/gtest.h>

#include <random>

namespace macadam {
namespace {

using Cells = std::vector<cv::Point>;

TEST(LeastCost, GoesStraightWhereAllCostsTheSame) {
  LeastCost search({9, 9}, {1, 4}, [](cv::Point) { return std::uint8_t(10); });
  EXPECT_EQ(search.pathTo({4, 4}), (Cells{{1, 4}, {2, 4}, {3, 4}, {4, 4}}));
  EXPECT_EQ(search.pathTo({3, 2}), (Cells{{1, 4}, {2, 3}, {3, 2}}));
  EXPECT_EQ(search.pathTo({5, 6}), (Cells{{1, 4}, {3, 5}, {5, 6}}));
  EXPECT_EQ(search.pathTo({1, 4}), (Cells{{1, 4}}));
}

TEST(LeastCost, GoesAroundWhatIsDear) {
  const auto wall = [](cv::Point cell) { return std::uint8_t((cell.x == 3 || cell.x == 4) && cell.y > 0 ? 60 : 1); };
  LeastCost search({7, 5}, {1, 3}, wall);
  for (const cv::Point cell : search.pathTo({6, 3})) EXPECT_EQ(wall(cell), 1);
}

TEST(LeastCost, AsksForEachCellOnceAtMostAndForFarOnesNotAtAll) {
  std::vector<int> asked(100 * 100, 0);
  LeastCost search({100, 100}, {50, 50}, [&asked](cv::Point cell) {
    ++asked[std::size_t(cell.y * 100 + cell.x)];
    return std::uint8_t(10);
  });
  search.pathTo({55, 50});
  EXPECT_EQ(asked[0], 0);
  search.pathTo({0, 0});
  search.pathTo({99, 99});
  for (const int times : asked) EXPECT_LE(times, 1);
}

TEST(LeastCost, APathIsTheSameHoweverManyWereAskedBefore) {
  std::mt19937 random(9);
  std::vector<std::uint8_t> costs(40 * 30);
  for (std::uint8_t& cost : costs) cost = std::uint8_t(1 + random() % LeastCost::kDearest);
  const auto costOf = [&costs](cv::Point cell) { return costs[std::size_t(cell.y * 40 + cell.x)]; };
  LeastCost many({40, 30}, {20, 15}, costOf);
  for (int round = 0; round < 40; ++round) {
    const cv::Point to(int(random() % 40), int(random() % 30));
    LeastCost once({40, 30}, {20, 15}, costOf);
    EXPECT_EQ(many.pathTo(to), once.pathTo(to));
  }
}

}  // namespace
}  // namespace macadam
