#include "ui/data/tile_model.h"

#include "ui/data/relocation_model.h"
#include "ui/data/small_world.h"
#include "ui/data/tile_filter.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <utility>

namespace macadam {
namespace {

constexpr auto kStrict = QAbstractItemModelTester::FailureReportingMode::Fatal;

std::vector<int> rowsOf(const TileFilter& filter) {
  std::vector<int> rows;
  for (int row = 0; row < filter.rowCount(); ++row) rows.push_back(filter.mapToSource(filter.index(row, 0)).row());
  return rows;
}

}  // namespace

TEST(TileModel, KeepsTheRulesOfModels) {
  TileModel tiles;
  TileFilter filter(tiles);
  const QAbstractItemModelTester modelTester(&tiles, kStrict), filterTester(&filter, kStrict);
  const auto dataset = invisibleWorld(5);
  tiles.setDataset(dataset);
  tiles.setSplit({.labelled = {dataset->samples[1].id}, .locked = {dataset->samples[2].id}});
  tiles.setContents(std::vector<TileContent>(20, {.roadShare = 0.1}));
  filter.setConditions({.subset = Subset::Labelled});
  EXPECT_EQ(filter.rowCount(), 1);
  filter.setOrder(TileOrder::RoadShare, Qt::DescendingOrder);
  tiles.setSplit({.labelled = {dataset->samples[1].id, dataset->samples[7].id}});
  EXPECT_EQ(filter.rowCount(), 2);
  tiles.setDataset(nullptr);
  EXPECT_EQ(filter.rowCount(), 0);
}

TEST(TileModel, TellsWhatIsKnownOfATile) {
  TileModel tiles;
  auto dataset = invisibleWorld(1);
  dataset->problems = {{"/world/masks/s00000_2.png", "is road throughout", "check it"}};
  tiles.setDataset(dataset);
  tiles.setSplit({.test = {dataset->samples[2].id}, .locked = {dataset->samples[2].id}});
  tiles.setContents({{}, {0.1}, {0.25}, {0.3}});
  const QModelIndex tile = tiles.index(2), blind = tiles.index(0);
  EXPECT_EQ(tile.data().toString(), "s00000_2");
  EXPECT_EQ(tile.data(TileModel::SceneRole).toString(), "s00000");
  EXPECT_EQ(tile.data(TileModel::SubsetRole).toInt(), static_cast<int>(Subset::Test));
  EXPECT_EQ(tile.data(TileModel::RoadShareRole).toDouble(), 0.25);
  EXPECT_TRUE(tile.data(TileModel::LockedRole).toBool());
  EXPECT_TRUE(tile.data(TileModel::ProblemRole).toString().contains("road throughout"));
  EXPECT_TRUE(tile.data(Qt::AccessibleTextRole).toString().contains("test"));
  EXPECT_FALSE(blind.data(TileModel::HasMaskRole).toBool());
  EXPECT_FALSE(blind.data(TileModel::RoadShareRole).isValid());
  EXPECT_EQ(tiles.rowsNamed({"/world/images/s00000_3.png"}), std::vector<int>{3});
}

TEST(TileModel, ARefusedMaskIsAProblemOfItsTile) {
  TileModel tiles;
  auto dataset = invisibleWorld(1);
  dataset->samples[1].refusedMask = std::exchange(dataset->samples[1].mask, {});
  const std::string mask = dataset->samples[1].refusedMask.string();
  dataset->problems = {{mask, "is 3 x 3, its image 64 x 64", "re-export it"}};
  tiles.setDataset(dataset);
  EXPECT_FALSE(tiles.problems(1).isEmpty());
  EXPECT_TRUE(tiles.problems(0).isEmpty());
  EXPECT_EQ(tiles.rowsNamed({mask}), std::vector<int>{1});
}

TEST(TileModel, FindsManyPlacesAtOnceByIdsImagesAndMasks) {
  TileModel tiles;
  const auto dataset = invisibleWorld(1);
  tiles.setDataset(dataset);
  EXPECT_EQ(
      tiles.rowsNamed({dataset->samples[3].id, "/world/masks/s00000_2.png", "/world/images/s00000_0.png", "else"}),
      (std::vector<int>{3, 0, 2}));
  EXPECT_TRUE(tiles.rowsNamed({}).empty());
  EXPECT_TRUE(tiles.rowsNamed({""}).empty()) << "tile 0 has no mask";
}

TEST(TileModel, ADragCarriesThePlacesOfItsTiles) {
  TileModel tiles;
  tiles.setDataset(invisibleWorld(1));
  TileFilter filter(tiles);
  filter.setOrder(TileOrder::Name, Qt::DescendingOrder);
  const std::unique_ptr<QMimeData> data(filter.mimeData({filter.index(0, 0), filter.index(2, 0)}));
  EXPECT_EQ(draggedTiles(*data), (std::vector<int>{3, 1}));
}

TEST(TileFilter, ShowsTilesThatMeetAllConditions) {
  TileModel tiles;
  auto dataset = invisibleWorld(11);
  dataset->problems = {{dataset->samples[6].id, "is of one colour throughout", "check it"}};
  tiles.setDataset(dataset);
  tiles.setSplit({.labelled = {dataset->samples[5].id, dataset->samples[6].id}, .locked = {dataset->samples[9].id}});
  TileFilter filter(tiles);
  EXPECT_EQ(filter.rowCount(), 44);
  filter.setConditions({.subset = Subset::Labelled});
  EXPECT_EQ(rowsOf(filter), (std::vector<int>{5, 6}));
  filter.setConditions({.subset = Subset::Labelled, .choice = TileChoice::WithProblems});
  EXPECT_EQ(rowsOf(filter), std::vector<int>{6});
  filter.setConditions({.choice = TileChoice::WithoutMask});
  EXPECT_EQ(rowsOf(filter), (std::vector<int>{0, 40}));
  filter.setConditions({.choice = TileChoice::WithMask, .scene = "s00010"});
  EXPECT_EQ(rowsOf(filter), (std::vector<int>{41, 42, 43}));
  filter.setConditions({.choice = TileChoice::Locked});
  EXPECT_EQ(rowsOf(filter), std::vector<int>{9});
  filter.setConditions({.words = "_3 S00002"});
  EXPECT_EQ(rowsOf(filter), std::vector<int>{11});
}

TEST(TileFilter, SortsByRoadShareSceneAndSet) {
  TileModel tiles;
  auto dataset = invisibleWorld(1);
  dataset->samples[3].scene = "a";
  tiles.setDataset(dataset);
  tiles.setContents({{}, {0.3}, {0.1}, {0.2}});
  tiles.setSplit({.labelled = {dataset->samples[2].id}, .test = {dataset->samples[1].id}});
  TileFilter filter(tiles);
  filter.setOrder(TileOrder::RoadShare, Qt::AscendingOrder);
  EXPECT_EQ(rowsOf(filter), (std::vector<int>{0, 2, 3, 1}));
  filter.setOrder(TileOrder::RoadShare, Qt::DescendingOrder);
  EXPECT_EQ(rowsOf(filter), (std::vector<int>{1, 3, 2, 0}));
  filter.setOrder(TileOrder::Scene, Qt::AscendingOrder);
  EXPECT_EQ(rowsOf(filter), (std::vector<int>{3, 0, 1, 2}));
  filter.setOrder(TileOrder::Set, Qt::AscendingOrder);
  EXPECT_EQ(rowsOf(filter), (std::vector<int>{2, 1, 0, 3}));
  tiles.setSplit({.validation = {dataset->samples[3].id}});
  EXPECT_EQ(rowsOf(filter), (std::vector<int>{3, 0, 1, 2}));
}

TEST(TileFilter, TenThousandTilesAreFilteredAndSorted) {
  TileModel tiles;
  TileFilter filter(tiles);
  const auto dataset = invisibleWorld(2500);
  tiles.setDataset(dataset);
  std::vector<TileContent> contents(10000);
  for (std::size_t i = 0; i < contents.size(); ++i) contents[i].roadShare = double((i * 7919) % 10000) / 10000.0;
  tiles.setContents(contents);
  filter.setOrder(TileOrder::RoadShare, Qt::DescendingOrder);
  ASSERT_EQ(filter.rowCount(), 10000);
  EXPECT_EQ(filter.index(0, 0).data(TileModel::RoadShareRole).toDouble(), 0.9999);
  Split split;
  for (std::size_t i = 1; i < 10000; i += 2) split.labelled.push_back(dataset->samples[i].id);
  tiles.setSplit(split);
  filter.setConditions({.subset = Subset::Labelled});
  EXPECT_EQ(filter.rowCount(), 5000);
  filter.setConditions({.words = "s02499"});
  EXPECT_EQ(filter.rowCount(), 4);
}

TEST(RelocationModel, KeepsTheRulesOfModels) {
  RelocationModel model;
  const QAbstractItemModelTester tester(&model, kStrict);
  model.setRelocations({{"a", Subset::Unused, Subset::Test}, {"b", Subset::Labelled, Subset::Unlabelled}});
  EXPECT_EQ(model.rowCount(), 2);
  EXPECT_EQ(model.index(1, 2).data().toString(), "Unlabelled");
}

}  // namespace macadam
