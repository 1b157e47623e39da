#include "labels/label_edit.h"

#include "support/damage.h"

#include <gtest/gtest.h>

#include <random>

namespace macadam {
namespace {

constexpr LabelPixel kUnknown{255, 0}, kRoad{1, 1};

Region randomRegion(std::mt19937& random) {
  const cv::Rect area(int(random() % 560) - 20, int(random() % 340) - 20, 1 + random() % 200, 1 + random() % 200);
  if (random() % 2 == 0) return Region::of(area);
  cv::Mat inside(area.size(), CV_8UC1);
  for (auto pixel = inside.begin<std::uint8_t>(); pixel != inside.end<std::uint8_t>(); ++pixel) *pixel = random() % 2;
  return Region::of(inside, area.tl());
}

LabelPixel randomPixel(std::mt19937& random) {
  return {std::array<std::uint8_t, 3>{0, 1, 255}[random() % 3], std::uint8_t(random() % 4)};
}

TEST(LabelEdit, HoldsWhatChangedBothWays) {
  const LabelPlane before({600, 300}, kUnknown);
  LabelPlane after = before;
  after.paint(Region({{5, 250, 260}, {280, 599, 600}}), kRoad);
  const LabelEdit edit = LabelEdit::between(before, after);
  EXPECT_EQ(edit.pixels(), 11);
  EXPECT_EQ(edit.bounds(), cv::Rect(0, 0, 600, 300));
  LabelPlane plane = before;
  EXPECT_EQ(edit.redo(plane), cv::Rect(0, 0, 600, 300));
  EXPECT_EQ(plane, after);
  edit.undo(plane);
  EXPECT_EQ(plane, before);
  EXPECT_TRUE(LabelEdit::between(before, plane).isEmpty());
}

TEST(LabelEdit, SetsItsPixelsWhateverItFinds) {
  const LabelPlane before({300, 300}, kUnknown);
  LabelPlane middle = before, after = before;
  middle.paint(Region({{5, 10, 20}}), kRoad);
  after = middle;
  after.paint(Region({{5, 15, 30}}), {0, 1});
  const LabelEdit first = LabelEdit::between(before, middle), second = LabelEdit::between(middle, after);
  for (LabelPlane plane : {before, middle, after}) {
    first.redo(plane);
    second.redo(plane);
    EXPECT_EQ(plane, after);
  }
}

TEST(LabelEdit, AnyRowOfPaintsUndosAndRedosReturnsToTheSamePixels) {
  std::mt19937 random(3);
  LabelPlane plane({517, 301}, kUnknown);
  std::vector<LabelPlane> states{plane};  // that of step i before it, and the last
  std::vector<LabelEdit> steps;
  std::size_t position = 0;
  for (int round = 0; round < 150; ++round) {
    const auto choice = random() % 4;
    if (choice == 0 && position > 0) {
      steps[--position].undo(plane);
    } else if (choice == 1 && position < steps.size()) {
      steps[position++].redo(plane);
    } else {
      const LabelPlane before = plane;
      for (auto strokes = 1 + random() % 3; strokes > 0; --strokes)
        plane.paint(randomRegion(random), randomPixel(random));
      steps.resize(position);
      states.resize(position + 1);
      steps.push_back(LabelEdit::between(before, plane));
      states.push_back(plane);
      ++position;
    }
    ASSERT_EQ(plane, states[position]) << round;
  }
  while (position > 0) steps[--position].undo(plane);
  EXPECT_EQ(plane, LabelPlane({517, 301}, kUnknown));
  EXPECT_EQ(plane.bytes(), LabelPlane({517, 301}, kUnknown).bytes());
}

TEST(LabelEdit, IsReadBackAsItWasWritten) {
  std::mt19937 random(4);
  for (int round = 0; round < 20; ++round) {
    LabelPlane before({517, 301}, kUnknown);
    before.paint(randomRegion(random), randomPixel(random));
    LabelPlane after = before;
    for (int stroke = 0; stroke < round; ++stroke) after.paint(randomRegion(random), randomPixel(random));
    const LabelEdit edit = LabelEdit::between(before, after);
    EXPECT_EQ(LabelEdit::decoded(edit.encoded()), edit);
  }
}

TEST(LabelEdit, AFewBytesHoldAFilledSquare) {
  const LabelPlane before({1024, 1024}, kUnknown);
  LabelPlane after = before;
  after.paint(Region::of(cv::Rect(0, 0, 512, 512)), kRoad);
  EXPECT_LE(LabelEdit::between(before, after).encoded().size(), 48U);
}

TEST(LabelEdit, DamageIsRefusedAndNeverRead) {
  const LabelPlane before({300, 300}, kUnknown);
  LabelPlane after = before;
  after.paint(Region({{5, 10, 20}, {6, 8, 290}, {299, 0, 300}}), kRoad);
  const std::string text = LabelEdit::between(before, after).encoded();
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(errorOf([&] { LabelEdit::decoded(std::string_view(text).substr(0, length)); }).empty()) << length;
  }
  EXPECT_FALSE(errorOf([&] { LabelEdit::decoded(text + '\0'); }).empty());
  std::mt19937 random(9);
  for (int round = 0; round < 20000; ++round) {  // whatever comes is refused or is an edit of the picture that it names
    std::string damaged = text;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) damaged[random() % text.size()] = char(random());
    try {
      const LabelEdit edit = LabelEdit::decoded(damaged);
      if (edit.size() != before.size()) continue;
      LabelPlane plane = before;
      edit.redo(plane);
    } catch (const Error&) {
    }
  }
}

}  // namespace
}  // namespace macadam
