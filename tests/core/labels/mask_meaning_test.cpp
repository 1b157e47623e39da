#include "labels/mask_meaning.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {
namespace {

using Values = std::vector<std::pair<MaskValue, std::uint64_t>>;

Values numbers(std::initializer_list<std::pair<double, std::uint64_t>> counts) {
  Values values;
  for (const auto& [number, pixels] : counts) values.emplace_back(MaskValue{number, false}, pixels);
  return values;
}

MaskFacts factsWith(Values values) {
  MaskFacts facts{.values = std::move(values)};
  for (const auto& [value, pixels] : facts.values) facts.pixels += pixels;
  return facts;
}

MaskFacts factsOfNumbers(std::initializer_list<std::pair<double, std::uint64_t>> counts) {
  return factsWith(numbers(counts));
}

MaskFacts withNoData(MaskFacts facts, double value, std::uint64_t pixels) {
  facts.declaredNoData = MaskValue{value, false};
  facts.noData = pixels;
  facts.pixels += pixels;
  return facts;
}

MaskMeaning meaningOf(const std::vector<MaskFacts>& files, const MaskHints& hints = {}) {
  std::vector<SurveyedMask> masks;
  for (const MaskFacts& facts : files) {
    masks.push_back({"m" + std::to_string(masks.size()) + ".png", std::make_shared<const MaskFacts>(facts)});
  }
  return decideMasks(masks, hints);
}

std::string ruleOf(const std::vector<MaskFacts>& files, const MaskHints& hints = {}) {
  const MaskMeaning meaning = meaningOf(files, hints);
  return meaning.open ? "open" : toText(meaning.values);
}

}  // namespace

TEST(MaskMeaning, ZeroAndOneOtherValueIsBackgroundAndRoad) {
  const MaskMeaning ones = meaningOf({factsOfNumbers({{0, 60}, {1, 40}})});
  EXPECT_EQ(ones.sentence, "masks hold 0 and 1: 1 is road");
  EXPECT_EQ(ones.counts, (LabelCounts{40, 60, 0}));
  EXPECT_EQ(ruleOf({factsOfNumbers({{0, 60}, {255, 40}})}), "road=255");
  EXPECT_EQ(ruleOf({factsOfNumbers({{0, 60}, {65535, 40}})}), "road=65535");
}

TEST(MaskMeaning, All255BesideZeroAndOneAreUnknown) {
  const MaskMeaning meaning =
      meaningOf({factsOfNumbers({{0, 60}, {1, 20}, {255, 20}}), factsOfNumbers({{0, 50}, {255, 50}})});
  EXPECT_EQ(meaning.sentence, "masks hold 0, 1 and 255: 1 is road, 255 is unknown");
  EXPECT_EQ(meaning.counts, (LabelCounts{20, 110, 70}));
  EXPECT_DOUBLE_EQ(meaning.otherThanBefore, 90.0 / 200.0);  // the ones were background, the 255 were road
}

TEST(MaskMeaning, MasksOfTwoCodingsInOneDataSetAreLeftOpen) {
  const MaskMeaning meaning = meaningOf({factsOfNumbers({{0, 60}, {1, 40}}), factsOfNumbers({{0, 60}, {255, 40}})});
  ASSERT_TRUE(meaning.open);
  EXPECT_EQ(meaning.open->remedy,
            "set data.mask_values (or give --mask-values) to \"road=1,255\" or \"road=1; unknown=255\"");
  EXPECT_EQ(meaning.counts, (LabelCounts{0, 0, 200}));
}

TEST(MaskMeaning, MoreThanTwoValuesAreAskedAboutWithTheirShares) {
  const std::vector<MaskFacts> files{factsOfNumbers({{1, 50}, {3, 20}, {6, 30}})};
  const MaskMeaning meaning = meaningOf(files);
  ASSERT_TRUE(meaning.open);
  EXPECT_EQ(meaning.open->what,
            "hold 1, 3 and 6, and these are more than two, and which are road, they do not say: 1 (50.00 %), 6 (30.00 "
            "%), 3 (20.00 %)");
  const MaskMeaning chosen = meaningOf(files, {.chosen = "road=3"});
  EXPECT_FALSE(chosen.open);
  EXPECT_EQ(chosen.counts, (LabelCounts{20, 80, 0}));
  EXPECT_EQ(chosen.sentence, "masks hold 1, 3 and 6: by data.mask_values (road=3) 3 is road, 1 and 6 are background");
  EXPECT_EQ(meaningOf(files, {.chosen = "road=3,9"}).sentence,
            "masks hold 1, 3 and 6: by data.mask_values (road=3,9) 3 is road, 1 and 6 are background; no mask holds 9");
}

TEST(MaskMeaning, PalettesAreReadByIndexAndSaidWithTheirColours) {
  MaskFacts facts = factsOfNumbers({{0, 60}, {1, 30}, {255, 10}});
  facts.palette.assign(256, 0x123456);
  facts.palette[0] = 0x000000;
  facts.palette[1] = 0x800000;
  facts.palette[255] = 0xe0e0c0;
  EXPECT_EQ(meaningOf({facts}).sentence,
            "masks hold 0 (#000000), 1 (#800000) and 255 (#e0e0c0): 1 is road, 255 is unknown");
  const MaskHints hints{.names = {{"road", {{0x800000, true}}}}};
  EXPECT_EQ(meaningOf({facts}, hints).sentence,
            "masks hold 0 (#000000), 1 \"road\" (#800000) and 255 (#e0e0c0): 1 is road, 255 is unknown");
}

TEST(MaskMeaning, VocsVoidIsUnknownBesideAnyOneClass) {
  MaskFacts facts = factsOfNumbers({{0, 60}, {5, 30}, {255, 10}});
  facts.palette.assign(256, 0x123456);
  facts.palette[255] = 0xe0e0c0;
  EXPECT_EQ(ruleOf({facts}), "road=5; unknown=255");
  facts.palette[255] = 0xffffff;
  EXPECT_EQ(ruleOf({facts}), "open");
}

TEST(MaskMeaning, PalettesThatContradictEachOtherAreLeftOpen) {
  MaskFacts first = factsOfNumbers({{0, 60}, {1, 40}}), second = first;
  first.palette = {0x000000, 0x00ff00};
  second.palette = {0x00ff00, 0x000000};
  const MaskMeaning meaning = meaningOf({first, second});
  ASSERT_TRUE(meaning.open);
  EXPECT_NE(meaning.open->what.find("palettes differ: index 0 is #000000 in some masks and #00ff00 in m1.png"),
            std::string::npos)
      << meaning.open->what;
  EXPECT_EQ(meaningOf({first, second}, {.chosen = "road=#00ff00"}).counts, (LabelCounts{100, 100, 0}));
}

TEST(MaskMeaning, DeclaredNoDataIsUnknownAlsoWhenItIs255) {
  const MaskMeaning meaning = meaningOf({withNoData(factsOfNumbers({{0, 60}, {1, 30}}), 255, 10)});
  EXPECT_EQ(meaning.sentence, "masks hold 0 and 1: 1 is road; the declared nodata 255 is unknown");
  EXPECT_EQ(meaning.counts, (LabelCounts{30, 60, 10}));
  EXPECT_EQ(meaningOf({withNoData(factsOfNumbers({{0, 60}, {255, 30}}), 128, 10)}).otherThanBefore, 0.0);
}

TEST(MaskMeaning, WhereAllThatIsNotRoadIsNoDataItIsAsked) {
  const MaskFacts qgis = withNoData(factsOfNumbers({{255, 25}}), 0, 75);
  const MaskMeaning meaning = meaningOf({qgis});
  ASSERT_TRUE(meaning.open);
  EXPECT_EQ(meaning.open->remedy,
            "set data.mask_values (or give --mask-values) to \"road=255; background=0\" or \"road=255; unknown=0\"");
  EXPECT_EQ(meaningOf({qgis}, {.chosen = "road=255; background=0"}).counts, (LabelCounts{25, 75, 0}));
  EXPECT_EQ(ruleOf({withNoData(factsOfNumbers({{1, 25}}), 255, 75)}), "open");  // gdal_rasterize -burn 1 -a_nodata 255
  EXPECT_EQ(ruleOf({qgis, factsOfNumbers({{0, 50}, {255, 50}})}), "open");
}

TEST(MaskMeaning, JpegLeavesShadesThatAreCutAtTheMiddle) {
  MaskFacts facts = factsOfNumbers({{0, 60}, {3, 8}, {90, 2}, {250, 10}, {255, 20}});
  facts.isLossy = true;
  EXPECT_EQ(meaningOf({facts}).sentence,
            "masks hold 0, 3, 90, 250 and 255: compression with loss leaves shades between black and white, and 128 "
            "and above "
            "is road");
  EXPECT_EQ(meaningOf({facts}).counts, (LabelCounts{30, 70, 0}));
  MaskFacts faint = factsOfNumbers({{0, 90}, {1, 10}});
  faint.isLossy = true;
  EXPECT_EQ(ruleOf({faint}), "open");
}

TEST(MaskMeaning, SmoothedMasksAreCutAtTheMiddleButNumbersOfClassesAreNot) {
  Values shades = numbers({{0, 700}, {255, 200}});
  for (int grey = 10; grey < 250; grey += 10) shades.emplace_back(MaskValue{double(grey), false}, 4);
  std::ranges::sort(shades);
  EXPECT_EQ(ruleOf({factsWith(shades)}), "above 127");
  Values classes = numbers({{255, 50}});
  for (int number = 0; number < 19; ++number) classes.emplace_back(MaskValue{double(number), false}, 50);
  std::ranges::sort(classes);
  EXPECT_EQ(ruleOf({factsWith(classes)}), "open");  // Cityscapes' 19 classes, and 255 for ignore
}

TEST(MaskMeaning, ManyNumbersOnMostlyNothingAreInstances) {
  Values instances = numbers({{0, 1000}});
  for (int number = 1; number <= 20; ++number) instances.emplace_back(MaskValue{number * 1000.0, false}, 10);
  const MaskMeaning meaning = meaningOf({factsWith(instances)});
  EXPECT_EQ(toText(meaning.values), "not 0");
  EXPECT_EQ(meaning.counts, (LabelCounts{200, 1000, 0}));
  EXPECT_EQ(ruleOf({factsOfNumbers({{0, 1000}, {1, 10}, {2, 10}, {3, 10}})}), "open");  // they may be classes
  EXPECT_EQ(meaningOf({factsOfNumbers({{0, 70}, {1, 10}, {2, 10}, {3, 10}})}, {.chosen = "not 0"}).counts,
            (LabelCounts{30, 70, 0}));
}

TEST(MaskMeaning, FractionsAreCutAtTheMiddleWhereMostAreNearAnEnd) {
  MaskFacts facts = factsOfNumbers({{0, 700}, {1, 200}});
  facts.pixels += 100;
  facts.fractions = 100;
  facts.lowestFraction = 0.1;
  facts.highestFraction = 0.9;
  facts.fractionsOfOne = {.dark = 40, .middle = 20, .bright = 40, .aboveHalf = 50};
  EXPECT_EQ(meaningOf({facts}).sentence, "masks hold fractions from 0 to 1: what is above 0.5 is road");
  EXPECT_EQ(meaningOf({facts}).counts, (LabelCounts{250, 750, 0}));
  facts.fractions = 1000;
  facts.fractionsOfOne = {.dark = 0, .middle = 1000, .bright = 0, .aboveHalf = 500};
  EXPECT_EQ(ruleOf({facts}), "open");
}

TEST(MaskMeaning, RedOnWhiteIsRoadNetsCodingAndOneColourOnBlackIsRoad) {
  MaskFacts red = factsWith(Values{{{255, false}, 80}, {{0xff0000, true}, 15}, {{0xff8080, true}, 5}});
  EXPECT_EQ(meaningOf({red}, {.isRoadNet = true}).counts, (LabelCounts{15, 80, 5}));
  EXPECT_EQ(ruleOf({red}), "road=#ff0000; background=#ffffff");
  EXPECT_EQ(meaningOf({factsOfNumbers({{255, 100}})}, {.isRoadNet = true}).counts, (LabelCounts{0, 100, 0}));
  EXPECT_EQ(ruleOf({factsWith(Values{{{0, false}, 80}, {{0x00ff00, true}, 20}})}), "road=#00ff00");
  EXPECT_EQ(ruleOf({factsWith(Values{{{0, false}, 80}, {{0x00ff00, true}, 10}, {{0xff0000, true}, 10}})}), "open");
}

TEST(MaskMeaning, ShadesOfOneColourOnBlackAreCutAtTheMiddleAndTwoColoursAreAskedAbout) {
  Values shades{{{0, false}, 700}, {{0xf80000, true}, 200}};
  for (std::uint32_t red = 0x180000; red < 0xf00000; red += 0x100000)
    shades.emplace_back(MaskValue{double(red), true}, 5);
  std::ranges::sort(shades);
  EXPECT_EQ(ruleOf({factsWith(shades)}), "above 127");
  shades.emplace_back(MaskValue{double(0x00ff00), true}, 50);
  std::ranges::sort(shades);
  EXPECT_EQ(ruleOf({factsWith(shades)}), "open");
}

TEST(MaskMeaning, TheMasksOfARoadNetFolderDecideWhereTheyContradictItsColours) {
  EXPECT_EQ(ruleOf({factsOfNumbers({{0, 80}, {255, 20}})}, {.isRoadNet = true}), "road=255");
  EXPECT_EQ(ruleOf({factsOfNumbers({{0, 80}, {1, 20}})}, {.isRoadNet = true}), "road=1");
}

TEST(MaskMeaning, ARoadInTheAlphaChannelAloneIsRoad) {
  MaskFacts facts = factsOfNumbers({{255, 25}});
  facts.hasAlpha = true;
  facts.transparent = 75;
  facts.pixels = 100;
  EXPECT_EQ(ruleOf({facts}), "alpha");
  EXPECT_EQ(meaningOf({facts}).counts, (LabelCounts{25, 75, 0}));
  MaskFacts opaque = factsOfNumbers({{0, 75}, {255, 25}});
  opaque.hasAlpha = true;
  EXPECT_EQ(ruleOf({opaque}), "road=255");
}

TEST(MaskMeaning, AWrongRuleIsAProblemAndLeavesAllUnknown) {
  const MaskMeaning meaning = meaningOf({factsOfNumbers({{0, 60}, {1, 40}})}, {.chosen = "road=lane"});
  ASSERT_TRUE(meaning.open);
  EXPECT_EQ(meaning.open->where, "data.mask_values = \"road=lane\"");
  EXPECT_EQ(meaning.counts, (LabelCounts{0, 0, 100}));
}

TEST(MaskMeaning, NoRoadAndMoreThanHalfRoadAreUnlikely) {
  EXPECT_EQ(unlikelyShare({.road = 0, .background = 9, .unknown = 5}, "masks")->what, "label no pixel as road");
  EXPECT_EQ(unlikelyShare({.road = 3, .background = 1, .unknown = 5}, "masks")->what,
            "label 75.00 % as road, which is more than half");
  EXPECT_EQ(unlikelyShare({.unknown = 5}, "masks")->what, "label nothing: every pixel is unknown");
  EXPECT_FALSE(unlikelyShare({.road = 2, .background = 2}, "masks"));
}

}  // namespace macadam
