#include "eval/figure.h"

#include "base/error.h"
#include "support/image_compare.h"
#include "support/road_picture.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

Figure smallFigure() {
  const RoadPicture picture = roadPicture();
  Figure figure{.methods = {"Supervised", "SSLKD"}};
  figure.rows.push_back({"north/tile_07", picture.image, picture.mask, {picture.shifted, picture.blurred}});
  figure.rows.push_back({"no truth", picture.image, {}, {picture.shifted, picture.blurred}});
  return figure;
}

}  // namespace

TEST(Figure, LooksAsApproved) {
  EXPECT_TRUE(matchesApproved(drawFigure(smallFigure(), {.tileSide = 160}), "figure"));
}

TEST(Figure, RefusesARowThatLacksAPrediction) {
  Figure figure = smallFigure();
  figure.rows[1].predictions.pop_back();
  try {
    drawFigure(figure);
    FAIL() << "drew a row with a prediction too few";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, "no truth");
    EXPECT_EQ(error.problems().front().what, "has 1 predictions for 2 methods");
  }
}

}  // namespace macadam
