#include "labels/label_sources.h"

#include "support/damage.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

LabelSource numbered(int number) {
  return {.title = "student above 0." + std::to_string(number), .run = "night", .network = "student", .threshold = 0.5};
}

TEST(LabelSources, OneSourceHasOneCode) {
  LabelSources sources;
  EXPECT_EQ(sources.codeOf(numbered(1)), 2);
  EXPECT_EQ(sources.codeOf(numbered(2)), 3);
  EXPECT_EQ(sources.codeOf(numbered(1)), 2);
  EXPECT_EQ(*sources.find(3), numbered(2));
  EXPECT_EQ(sources.find(1), nullptr);
  EXPECT_EQ(sources.find(4), nullptr);
}

TEST(LabelSources, EveryCodeHasATitle) {
  LabelSources sources;
  sources.codeOf(numbered(1));
  EXPECT_EQ(sources.titleOf(0), "as it came");
  EXPECT_EQ(sources.titleOf(1), "drawn by a person");
  EXPECT_EQ(sources.titleOf(2), "student above 0.1");
  EXPECT_EQ(sources.titleOf(9), "source 9");
}

TEST(LabelSources, AreReadBackAsWritten) {
  LabelSources sources;
  sources.codeOf({"\"quoted\" – é", "run", "teacher1+teacher2", "checkpoints/last.safetensors", 0.1 + 0.2});
  sources.codeOf(numbered(1));
  EXPECT_EQ(labelSourcesFromJson(toJson(sources)), sources);
  EXPECT_EQ(labelSourcesFromJson(toJson(LabelSources())), LabelSources());
  EXPECT_EQ(labelSourceFromJson(toJson(numbered(7))), numbered(7));
}

TEST(LabelSources, WhatIsNoneIsRefused) {
  for (const char* text : {"", "{", "[]", "{\"codes\": {\"2\": {\"title\": 3}}}"}) {
    EXPECT_NE(errorOf([&] { labelSourcesFromJson(text); }).find("restore it from a copy"), std::string::npos) << text;
  }
}

TEST(LabelSources, AreAtMost254) {
  LabelSources sources;
  for (int number = 0; number < 254; ++number) sources.codeOf(numbered(number));
  EXPECT_EQ(sources.codeOf(numbered(253)), 255);
  EXPECT_NE(errorOf([&] { sources.codeOf(numbered(254)); }).find("which can have 254"), std::string::npos);
}

}  // namespace
}  // namespace macadam
