#include "ui/compare/pane_render.h"

#include "support/image_compare.h"
#include "support/road_picture.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

PaneContents contentsOf(SourceKind kind) {
  const RoadPicture drawn = roadPicture();
  PaneContents contents{.kind = kind};
  contents.tile = std::make_shared<const Tile>(Tile{drawn.image, drawn.mask});
  contents.probability =
      std::make_shared<const cv::Mat>(toStoredProbability(0.6 * drawn.shifted + 0.4 * drawn.blurred));
  return contents;
}

}  // namespace

TEST(PaneRender, ShowsErrorsInTheirColours) {
  EXPECT_TRUE(
      matchesApproved(renderPane(contentsOf(SourceKind::Network), {PredictionView::Errors, 0.8, 100}), "pane_errors"));
}

TEST(PaneRender, ShowsProbabilityAsAHeatMap) {
  EXPECT_TRUE(
      matchesApproved(renderPane(contentsOf(SourceKind::Mean), {PredictionView::HeatMap, 0.7, 100}), "pane_heat_map"));
}

TEST(PaneRender, ShowsRoadAndTruthInOneColour) {
  EXPECT_TRUE(
      matchesApproved(renderPane(contentsOf(SourceKind::Network), {PredictionView::Road, 0.6, 100}), "pane_road"));
  EXPECT_TRUE(
      matchesApproved(renderPane(contentsOf(SourceKind::Truth), {PredictionView::Errors, 0.6, 100}), "pane_truth"));
}

TEST(PaneRender, ShowsAnImageAsItIs) {
  const PaneContents contents = contentsOf(SourceKind::Image);
  EXPECT_EQ(cv::norm(renderPane(contents, {}), contents.tile->image, cv::NORM_INF), 0);
}

TEST(PaneRender, ShowsErrorsAsRoadWhereTheTruthIsNotKnown) {
  PaneContents contents = contentsOf(SourceKind::Network);
  contents.tile = std::make_shared<const Tile>(Tile{contents.tile->image, {}});
  const cv::Mat errors = renderPane(contents, {PredictionView::Errors, 0.6, 100});
  EXPECT_EQ(cv::norm(errors, renderPane(contents, {PredictionView::Road, 0.6, 100}), cv::NORM_INF), 0);
}

TEST(PaneRender, ScaleOfProbabilityGrowsInLightness) {
  int last = -1;
  for (int i = 0; i <= 10; ++i) {
    const QColor colour = heatColour(i / 10.0);
    const int lightness = qGray(colour.rgb());
    EXPECT_GT(lightness, last) << i;
    last = lightness;
  }
}

}  // namespace macadam
