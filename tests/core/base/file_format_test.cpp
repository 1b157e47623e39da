#include "base/file_format.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace macadam {
namespace {

using Text = FileFormat<std::string>;

constexpr std::array<Text::Step, 2> kStorySteps{[](std::string& text) { text += " then two"; },
                                                [](std::string& text) { text += " then three"; }};
constexpr Text kStory{"a story", kStorySteps};

std::string broughtUpToDate(std::string text, std::int64_t from) {
  kStory.bringUpToDate(text, from, "story.txt");
  return text;
}

std::string refusalOf(std::int64_t version) {
  try {
    broughtUpToDate("", version);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

TEST(FileFormat, WithoutStepsIsOfTheFirstVersion) {
  EXPECT_EQ(Text{"a story"}.version(), 1);
  EXPECT_EQ(kStory.version(), 3);
}

TEST(FileFormat, TakesEachStepFromTheVersionOfTheFileOn) {
  EXPECT_EQ(broughtUpToDate("one", 1), "one then two then three");
  EXPECT_EQ(broughtUpToDate("two", 2), "two then three");
  EXPECT_EQ(broughtUpToDate("three", 3), "three");
}

TEST(FileFormat, ALaterVersionIsRefusedWithWhatToDo) {
  EXPECT_EQ(refusalOf(4),
            "story.txt was written by a later version of Macadam: it states version 4 of the format of a story, and "
            "this one knows up to 3; open it with a newer Macadam; the file stays as it is");
  EXPECT_THROW(broughtUpToDate("", 4), NewerFormat);
}

TEST(FileFormat, AVersionThatCannotBeIsRefusedAsDamaged) {
  EXPECT_EQ(refusalOf(0),
            "story.txt states version 0 of the format of a story, and versions count from 1; restore it from a copy");
}

}  // namespace
}  // namespace macadam
