#include "ui/widgets/plot/curve_plot.h"

#include "support/wait_for.h"
#include "ui/widgets/plot/smoother.h"
#include "ui/widgets/qcustomplot.h"
#include "ui/widgets/theme.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>

namespace macadam {
namespace {

PlotCurve curveOf(const QString& key, int panel, const std::vector<PlotPoint>& points) {
  PlotCurve curve{.key = key, .name = key, .panel = panel};
  for (const PlotPoint& point : points) curve.points.append(point.x, point.y);
  return curve;
}

class CurvePlotTest : public testing::Test {
 protected:
  CurvePlotTest() {
    plot_.resize(640, 400);
    plot_.setPanels({{.title = "Loss"}, {.title = "IoU", .decimals = 1, .unit = " %", .followsLogarithm = false}});
    plot_.setXAxis("Iteration", PlotXFormat::Count);
    plot_.setCurve(curveOf("total", 0, {{1, 4}, {2, 2}, {3, 1}}));
    plot_.setCurve(curveOf("student", 1, {{2, 50}, {3, 60}}));
  }

  QCustomPlot* custom() { return plot_.findChild<QCustomPlot*>(); }
  /// Of the panel that is shown in this place from above.
  QCPLegend* legend(int place) {
    const auto* row = qobject_cast<QCPLayoutGrid*>(custom()->plotLayout()->element(2 * place, 0));
    return row == nullptr ? nullptr : qobject_cast<QCPLegend*>(row->element(0, 1));
  }
  int drawnPanels() {
    int panels = 0;
    for (QCPLayoutElement* element : custom()->plotLayout()->elements(false)) {
      panels += qobject_cast<QCPAxisRect*>(element) != nullptr;
    }
    return panels;
  }
  void wheel(QPoint place, int notches) {
    QWheelEvent event(place, custom()->mapToGlobal(place), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(custom(), &event);
  }

  CurvePlot plot_;
};

/// A curve so long that it is smoothed in the background: steps of a hundred, up and down.
PlotCurve longCurve(const QString& key) {
  PlotCurve curve{.key = key, .name = key};
  for (int i = 0; i < 100'000; ++i) curve.points.append(i, i / 100 % 2);
  return curve;
}

class DarkWindow {
 public:
  DarkWindow() { Theme::instance().apply(Appearance::Dark); }
  ~DarkWindow() { Theme::instance().apply(Appearance::Light); }
};

/// Shares of pixels that are nearly white and nearly black.
std::pair<double, double> whiteAndBlack(const QImage& image) {
  int white = 0;
  int black = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      const int lightness = image.pixelColor(x, y).lightness();
      white += lightness > 250;
      black += lightness < 40;
    }
  }
  const double all = image.width() * image.height();
  return {white / all, black / all};
}

}  // namespace

TEST(Smoother, CorrectsItsBias) {
  Smoother smoother(0.5);
  EXPECT_DOUBLE_EQ(smoother.next(4.0), 4.0);    // 2 / 0.5
  EXPECT_DOUBLE_EQ(smoother.next(1.0), 2.0);    // 1.5 / 0.75
  EXPECT_DOUBLE_EQ(smoother.next(2.0), 2.0);    // 1.75 / 0.875
  EXPECT_TRUE(std::isnan(smoother.next(NAN)));  // leaves no trace
  EXPECT_DOUBLE_EQ(smoother.next(5.75), 4.0);   // 3.75 / 0.9375
}

TEST(CurvePlotAlone, IsMadeWithoutAComplaintOfItsLibrary) {
  static QStringList said;
  said.clear();
  const QtMessageHandler before = qInstallMessageHandler(
      [](QtMsgType, const QMessageLogContext&, const QString& message) { said.append(message); });
  {
    CurvePlot plot;
    plot.setPanels({{.title = "Loss"}, {.title = "IoU"}});
  }
  qInstallMessageHandler(before);
  EXPECT_EQ(said, QStringList());
}

TEST_F(CurvePlotTest, ReadsAllCurvesAtThePointer) {
  const std::vector<PlotReading> readings = plot_.readingsAt(2.2);
  ASSERT_EQ(readings.size(), 2u);
  EXPECT_EQ(readings[0].key, "total");
  EXPECT_EQ(readings[0].value, 2.0);
  EXPECT_EQ(readings[1].value, 50.0);
  EXPECT_EQ(plot_.readingsAt(1.0).size(), 1u);  // before the first score
}

TEST_F(CurvePlotTest, ReadsSmoothedValuesWhereThereIsSmoothing) {
  plot_.setSmoothing(0.5);
  EXPECT_DOUBLE_EQ(plot_.readingsAt(2.0)[0].value, (0.25 * 4 + 0.5 * 2) / 0.75);
  plot_.append("total", 4, 1);
  EXPECT_DOUBLE_EQ(plot_.readingsAt(4.0)[0].value, (0.0625 * 4 + 0.125 * 2 + 0.25 * 1 + 0.5 * 1) / 0.9375);
}

TEST_F(CurvePlotTest, FollowsWhatComesUntilSomeoneLooksCloser) {
  plot_.drawNow();
  EXPECT_EQ(plot_.xRange(), (PlotExtent{1, 3}));
  plot_.append("total", 10, 1);
  plot_.drawNow();
  EXPECT_EQ(plot_.xRange(), (PlotExtent{1, 10}));
  plot_.setXRange({2, 4});
  plot_.append("total", 20, 1);
  plot_.drawNow();
  EXPECT_EQ(plot_.xRange(), (PlotExtent{2, 4}));
  plot_.fit();
  plot_.drawNow();
  EXPECT_EQ(plot_.xRange(), (PlotExtent{1, 20}));
}

TEST_F(CurvePlotTest, TheWheelZoomsAtThePointerAndADoubleClickFits) {
  plot_.show();
  plot_.drawNow();
  const QRect rect = custom()->axisRect(0)->rect();
  wheel(rect.center(), 1);
  EXPECT_FALSE(plot_.isFollowing());
  EXPECT_NEAR(plot_.xRange().high - plot_.xRange().low, 0.8 * 2.0, 1e-9);
  wheel(rect.center(), -5);
  EXPECT_TRUE(plot_.isFollowing());
  wheel(rect.center(), 3);
  QTest::mouseDClick(custom(), Qt::LeftButton, {}, rect.center());
  EXPECT_TRUE(plot_.isFollowing());
}

TEST_F(CurvePlotTest, DraggingPans) {
  plot_.show();
  plot_.setXRange({1, 2});
  plot_.drawNow();
  const QRect rect = custom()->axisRect(0)->rect();
  QTest::mousePress(custom(), Qt::LeftButton, {}, rect.center());
  QMouseEvent move(QEvent::MouseMove, rect.center() - QPoint(rect.width() / 2, 0), custom()->mapToGlobal(QPoint()),
                   Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(custom(), &move);
  QTest::mouseRelease(custom(), Qt::LeftButton, {}, rect.center());
  EXPECT_NEAR(plot_.xRange().low, 1.5, 0.01);
  EXPECT_NEAR(plot_.xRange().high, 2.5, 0.01);
}

TEST_F(CurvePlotTest, AClickIntoTheLegendHidesACurve) {
  plot_.show();
  plot_.drawNow();
  const QSignalSpy changed(&plot_, &CurvePlot::curveShownChanged);
  ASSERT_NE(legend(0), nullptr);
  QTest::mouseClick(custom(), Qt::LeftButton, {}, legend(0)->item(0)->rect().center());
  EXPECT_EQ(changed.count(), 1);
  EXPECT_FALSE(plot_.isCurveShown("total"));
  EXPECT_EQ(plot_.readingsAt(2.0).size(), 1u);
  plot_.setCurve(curveOf("total", 0, {{1, 1}}));
  EXPECT_FALSE(plot_.isCurveShown("total"));
}

TEST_F(CurvePlotTest, HiddenPanelsAreNeitherReadNorDrawn) {
  plot_.setPanelShown(1, false);
  EXPECT_EQ(plot_.readingsAt(2.0).size(), 1u);
  plot_.drawNow();
  EXPECT_EQ(drawnPanels(), 1);
  plot_.setPanelShown(1, true);
  plot_.drawNow();
  EXPECT_EQ(drawnPanels(), 2);
}

TEST_F(CurvePlotTest, AnAxisOfPercentagesEndsWhereTheyEnd) {
  const auto range = [this] {
    plot_.drawNow();
    return custom()->axisRect(1)->axis(QCPAxis::atLeft)->range();
  };
  plot_.setCurve(curveOf("student", 1, {{2, 0}, {3, 0}}));
  EXPECT_EQ(range(), QCPRange(0, 1));
  plot_.setCurve(curveOf("student", 1, {{2, 100}, {3, 100}}));
  EXPECT_EQ(range(), QCPRange(50, 100));
  plot_.setCurve(curveOf("student", 1, {{2, -10}, {3, 110}}));
  EXPECT_EQ(range(), QCPRange(-10, 110));
}

TEST_F(CurvePlotTest, AMillionPointsBecomeAtMostThreeForEachColumn) {
  PlotCurve curve{.key = "many", .name = "many"};
  for (int i = 0; i < 1'000'000; ++i) curve.points.append(i, std::sin(i));
  plot_.setCurve(std::move(curve));
  plot_.drawNow();
  for (int i = 0; i < custom()->graphCount(); ++i) EXPECT_LE(custom()->graph(i)->dataCount(), 2 * 640 + 2);
}

TEST_F(CurvePlotTest, SmoothsLongCurvesInTheBackgroundAndShowsThemMeanwhile) {
  plot_.setCurve(longCurve("total"));
  plot_.setSmoothing(0.5);
  EXPECT_EQ(plot_.readingsAt(100)[0].value, 1.0);  // as it is
  EXPECT_TRUE(waitFor([&] { return plot_.readingsAt(100)[0].value < 0.51; }));
  plot_.append("total", 100'000, 9.0);
  EXPECT_NEAR(plot_.readingsAt(100'000)[0].value, 0.5 * 9.0 + 0.5 * 1.0, 1e-9);
}

TEST_F(CurvePlotTest, OfManyMovesOfTheSliderTheLastCounts) {
  plot_.setCurve(longCurve("total"));
  for (const double weight : {0.1, 0.2, 0.3, 0.75}) plot_.setSmoothing(weight);
  plot_.append("total", 100'000, 1.0);  // while it is being smoothed
  EXPECT_TRUE(waitFor([&] { return std::abs(plot_.readingsAt(100)[0].value - 0.25) < 1e-9; }));
  EXPECT_NEAR(plot_.readingsAt(100'000)[0].value, 1.0, 1e-9);
}

TEST_F(CurvePlotTest, ALongCurveThatHasOnlyGrownStaysSmoothed) {
  plot_.setSmoothing(0.5);
  plot_.setCurve(longCurve("total"));
  ASSERT_TRUE(waitFor([&] { return plot_.readingsAt(100)[0].value < 0.51; }));
  PlotCurve grown = longCurve("total");
  grown.points.append(100'000, 9.0);
  plot_.setCurve(grown);
  EXPECT_NEAR(plot_.readingsAt(100'000)[0].value, 5.0, 1e-9);
}

TEST_F(CurvePlotTest, GoesOnWhitePaperFromADarkWindow) {
  const DarkWindow dark;
  plot_.setPalette(QApplication::palette());
  plot_.drawNow();
  const QImage picture = plot_.picture("A run");
  EXPECT_EQ(picture.width(), 3 * 640);
  EXPECT_EQ(picture.pixelColor(2, 2), QColor(Qt::white));
  const auto [white, black] = whiteAndBlack(picture);
  EXPECT_GT(white, 0.8);
  EXPECT_GT(black, 0.002);  // letters
  EXPECT_LT(custom()->toPixmap().toImage().pixelColor(2, 2).lightness(), 60) << "the window stays as it was";
}

TEST_F(CurvePlotTest, AnEmptyPanelSaysWhyAndHidesItsScale) {
  plot_.removeCurve("student");
  plot_.setEmptyText(1, "The first scores come at iteration 50");
  plot_.drawNow();
  EXPECT_EQ(plot_.shownText(1), "The first scores come at iteration 50");
  EXPECT_EQ(plot_.shownText(0), "");
  EXPECT_FALSE(custom()->axisRect(1)->axis(QCPAxis::atLeft)->tickLabels());
  EXPECT_TRUE(custom()->axisRect(0)->axis(QCPAxis::atLeft)->tickLabels());
  plot_.setCurveShown("total", false);
  EXPECT_EQ(plot_.shownText(0), "Hidden: click a name above to show it");
}

TEST_F(CurvePlotTest, LegendsStandAboveTheirPanels) {
  plot_.show();
  plot_.drawNow();
  for (const int panel : {0, 1}) {
    ASSERT_NE(legend(panel), nullptr);
    EXPECT_LE(legend(panel)->outerRect().bottom(), custom()->axisRect(panel)->top());
  }
}

TEST_F(CurvePlotTest, AMarkAtTheEndIsInsideTheFrame) {
  plot_.show();
  plot_.drawNow();
  const QCPAxisRect* rect = custom()->axisRect(1);
  constexpr double kHalfAMark = 5.0;
  EXPECT_LE(rect->axis(QCPAxis::atBottom)->coordToPixel(3) + kHalfAMark, rect->right() + 1.0);
}

TEST_F(CurvePlotTest, WhatLiesBehindASmoothedLineIsSeenWhole) {
  plot_.setSmoothing(0.9);
  plot_.setCurve(curveOf("total", 0, {{1, 4}, {2, 400}, {3, 1}}));
  plot_.drawNow();
  const QCPRange range = custom()->axisRect(0)->axis(QCPAxis::atLeft)->range();
  EXPECT_LT(range.lower, 1.0);
  EXPECT_GT(range.upper, 400.0);
}

TEST_F(CurvePlotTest, OnPaperTheLegendLeavesOutWhatIsHidden) {
  plot_.setCurve(curveOf("other", 0, {{1, 3}, {2, 3}}));
  plot_.setCurveShown("total", false);
  plot_.drawNow();
  const QCPLegend* shown = legend(0);
  ASSERT_EQ(shown->itemCount(), 2);
  bool wasPaper = false;
  QObject::connect(custom(), &QCustomPlot::afterLayout, custom(), [&] {
    if (custom()->viewport().width() != 640 || shown->itemCount() != 1) return;
    wasPaper = true;
    EXPECT_LE(shown->outerRect().bottom(), custom()->axisRect(0)->top());
  });
  EXPECT_TRUE(plot_.pdf("").startsWith("%PDF"));
  EXPECT_TRUE(wasPaper);
  ASSERT_EQ(shown->itemCount(), 2);
  EXPECT_EQ(qobject_cast<QCPPlottableLegendItem*>(shown->item(0))->plottable()->name(), "total");
  EXPECT_EQ(legend(0), shown);
}

TEST_F(CurvePlotTest, GoesOutAsATable) {
  EXPECT_EQ(plotCsv("Iteration", plot_.panels(), plot_.curves()),
            "Iteration,Loss: total,IoU: student\n"
            "1,4,\n"
            "2,2,50\n"
            "3,1,60\n");
}

TEST(PlotCsv, QuotesNamesAndLeavesGapsEmpty) {
  EXPECT_EQ(plotCsv("Time, s", {{.title = "Loss"}}, {curveOf("a", 0, {{0.5, NAN}, {1.5, 0.25}})}),
            "\"Time, s\",Loss: a\n0.5,\n1.5,0.25\n");
}

}  // namespace macadam
