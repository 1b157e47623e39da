#include "labels/mask_values.h"

#include "base/error.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

MaskValues parsed(const std::string& text, const std::vector<NamedMaskValue>& names = {}) {
  const auto values = parseMaskValues(text, names);
  EXPECT_TRUE(values) << text;
  return values.value_or(MaskValues{});
}

Label labelOf(const std::string& rule, double number, bool isDeclaredNoData = false) {
  return parsed(rule).labelOf(pixelOf({number, false}, {}), isDeclaredNoData);
}

Label labelOfColour(const std::string& rule, std::uint32_t colour) {
  return parsed(rule).labelOf(pixelOf({double(colour), true}, {}), false);
}

std::string refusal(const std::string& text, const std::vector<NamedMaskValue>& names = {}) {
  try {
    parseMaskValues(text, names);
  } catch (const Error& error) {
    return error.problems().front().what;
  }
  return {};
}

}  // namespace

TEST(MaskValues, WhatIsInNoListIsBackground) {
  EXPECT_EQ(labelOf("road=3,4; unknown=255", 3), Label::Road);
  EXPECT_EQ(labelOf("road=3,4; unknown=255", 4), Label::Road);
  EXPECT_EQ(labelOf("road=3,4; unknown=255", 255), Label::Unknown);
  EXPECT_EQ(labelOf("road=3,4; unknown=255", 1), Label::Background);
  EXPECT_EQ(labelOf("road=-1", -1), Label::Road);
}

TEST(MaskValues, WhereBackgroundIsListedWhatIsInNoListIsUnknown) {
  const std::string red = "road=#ff0000; background=#FFFFFF";
  EXPECT_EQ(labelOfColour(red, 0xff0000), Label::Road);
  EXPECT_EQ(labelOf(red, 255), Label::Background);  // a grey pixel of a colour picture
  EXPECT_EQ(labelOfColour(red, 0xff8080), Label::Unknown);
  EXPECT_EQ(labelOfColour(red, 0xfe0000), Label::Unknown);
}

TEST(MaskValues, AboveANumberIsRoad) {
  EXPECT_EQ(labelOf("above 127", 127), Label::Background);
  EXPECT_EQ(labelOf("above 127", 128), Label::Road);
  EXPECT_EQ(labelOf("road=above 0.5; unknown=-1", 0.6), Label::Road);
  EXPECT_EQ(labelOf("road=above 0.5; unknown=-1", -1), Label::Unknown);
  EXPECT_EQ(labelOfColour("above 127", 0x800000), Label::Road);
}

TEST(MaskValues, AllButOneNumberIsRoad) {
  EXPECT_EQ(labelOf("not 0", 0), Label::Background);
  EXPECT_EQ(labelOf("not 0", 4711), Label::Road);
  EXPECT_EQ(labelOf("not 0; unknown=255", 255), Label::Unknown);
}

TEST(MaskValues, DeclaredNoDataIsUnknownUnlessItIsListed) {
  EXPECT_EQ(labelOf("road=1", 0, true), Label::Unknown);
  EXPECT_EQ(labelOf("road=255; background=0", 0, true), Label::Background);
  EXPECT_EQ(labelOf("above 127", 255, true), Label::Unknown);
}

TEST(MaskValues, EntriesOfAPaletteAreNamedByIndexOrByColour) {
  const std::vector<std::uint32_t> palette{0x000000, 0x804080};
  EXPECT_EQ(parsed("road=1").labelOf(pixelOf({1, false}, palette), false), Label::Road);
  EXPECT_EQ(parsed("road=#804080").labelOf(pixelOf({1, false}, palette), false), Label::Road);
  EXPECT_EQ(parsed("road=#010101").labelOf(pixelOf({1, false}, palette), false), Label::Background);
}

TEST(MaskValues, NamesStandForTheirValues) {
  const std::vector<NamedMaskValue> names{{"background", {{0, false}}}, {"paved road", {{7, false}}}};
  EXPECT_EQ(parsed("road = paved road", names).road, (std::vector<MaskValue>{{7, false}}));
  EXPECT_EQ(refusal("road=rode", names), "names \"rode\", which is no value (the names are background, paved road)");
}

TEST(MaskValues, TheTextFormReadsBackAsTheSame) {
  for (const char* text : {"road=1; unknown=255", "road=3,4", "road=#ff0000; background=#ffffff", "above 127", "not 0",
                           "alpha", "above 0.5; unknown=-9999", "not 0; unknown=255"}) {
    EXPECT_EQ(toText(parsed(text)), text);
  }
  EXPECT_EQ(toText(parsed(" 1 , 2 ;unknown = 255")), "road=1,2; unknown=255");
  EXPECT_EQ(parseMaskValues("  "), std::nullopt);
}

TEST(MaskValues, ARuleThatIsNoneIsRefusedWithWhatItLacks) {
  EXPECT_EQ(refusal("unknown=255"), "says nothing of roads");
  EXPECT_EQ(refusal("roads=1"), "names \"roads\", which is none of road, background and unknown");
  EXPECT_EQ(refusal("road="), "leaves a value out");
  EXPECT_EQ(refusal("above many"), "names no number in \"above many\"");
  EXPECT_EQ(refusal("above 127; road=alpha"), "holds two rules for what is road");
  EXPECT_EQ(refusal("white"), "names \"white\", which is no value (the masks come without names)");
}

}  // namespace macadam
