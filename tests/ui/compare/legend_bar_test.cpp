#include "ui/compare/legend_bar.h"

#include <gtest/gtest.h>

#include <cmath>

namespace macadam {

TEST(LegendBar, DrawsTheScaleOfHeatMapsFromEndToEnd) {
  LegendBar bar;
  bar.setEntries(legendOf(PredictionView::HeatMap));
  bar.resize(bar.sizeHint());
  const QImage picture = bar.grab().toImage();
  const auto shows = [&](const QColor& colour) {
    for (int x = 0; x < picture.width(); ++x) {
      const QColor here = picture.pixelColor(x, picture.height() / 2);
      const int distance = std::abs(here.red() - colour.red()) + std::abs(here.green() - colour.green()) +
                           std::abs(here.blue() - colour.blue());
      if (distance < 12) return true;
    }
    return false;
  };
  for (const double value : {0.05, 0.5, 0.95}) EXPECT_TRUE(shows(heatColour(value))) << value;
  EXPECT_EQ(bar.accessibleDescription(), "probability of road from 0 to 1");
}

}  // namespace macadam
