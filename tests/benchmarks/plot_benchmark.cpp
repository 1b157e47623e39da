#include "ui/widgets/plot/curve_plot.h"
#include "ui/widgets/theme.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <ctime>
#include <random>

namespace {

using namespace macadam;

constexpr int kCurves = 4;
constexpr int kPoints = 1'000'000;

/// Four noisy curves of a million points in a window of 1280×800.
void fillPlot(CurvePlot& plot) {
  plot.setPanels({{.title = "Loss"}, {.title = "IoU"}});
  plot.setXAxis("Iteration", PlotXFormat::Count);
  std::mt19937 random(1);
  std::normal_distribution<double> noise(0.0, 0.1);
  for (int c = 0; c < kCurves; ++c) {
    PlotCurve curve{.key = QString::number(c), .name = QString("curve %1").arg(c), .panel = c % 2, .colour = c};
    curve.points.reserve(kPoints);
    for (int i = 0; i < kPoints; ++i) curve.points.append(i, 1.0 + c + 1e5 / (i + 1e5) + noise(random));
    plot.setCurve(std::move(curve));
  }
  plot.resize(1280, 800);
  plot.show();
  QApplication::processEvents();
}

/// A frame: ranges, thinning, curves, and the widget on the screen's buffer.
void frame(CurvePlot& plot, PlotExtent range) {
  plot.setXRange(range);
  plot.drawNow();
  QApplication::processEvents();
}

void pan(benchmark::State& state) {
  CurvePlot plot;
  fillPlot(plot);
  plot.setSmoothing(state.range(0) / 100.0);
  const double width = kPoints / 2.0;
  double from = 0.0;
  for (auto _ : state) {
    from = from + 1000.0 > width ? 0.0 : from + 1000.0;
    frame(plot, {from, from + width});
  }
}

void zoom(benchmark::State& state) {
  CurvePlot plot;
  fillPlot(plot);
  plot.setSmoothing(state.range(0) / 100.0);
  double width = kPoints;
  for (auto _ : state) {
    width = width < 100.0 ? kPoints : width * 0.9;
    frame(plot, {kPoints / 2.0 - width / 2.0, kPoints / 2.0 + width / 2.0});
  }
}

void appendWhileFollowing(benchmark::State& state) {
  CurvePlot plot;
  fillPlot(plot);
  double x = kPoints;
  for (auto _ : state) {
    for (int c = 0; c < kCurves; ++c) plot.append(QString::number(c), x, 1.0);
    x += 1.0;
    plot.drawNow();
    QApplication::processEvents();
  }
}

/// What this thread has computed so far; other programs leave it alone.
double threadMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// How long one move of the smoothing slider holds the window, and how long its result does, at worst.
void moveSmoothing(benchmark::State& state) {
  CurvePlot plot;
  fillPlot(plot);
  int weight = 0;
  double longest = 0.0;
  for (auto _ : state) {
    weight = weight % 99 + 1;
    plot.setSmoothing(weight / 100.0);
    state.PauseTiming();
    QElapsedTimer sinceMove;
    sinceMove.start();
    while (sinceMove.elapsed() < 200) {
      const double before = threadMilliseconds();
      QApplication::processEvents();
      longest = std::max(longest, threadMilliseconds() - before);
    }
    state.ResumeTiming();
  }
  state.counters["longest_ms_after"] = longest;
}

BENCHMARK(pan)->ArgName("smoothing_percent")->Arg(0)->Arg(90)->Unit(benchmark::kMillisecond);
BENCHMARK(zoom)->ArgName("smoothing_percent")->Arg(0)->Arg(90)->Unit(benchmark::kMillisecond);
BENCHMARK(appendWhileFollowing)->Unit(benchmark::kMillisecond);
BENCHMARK(moveSmoothing)->Iterations(20)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  macadam::Theme::instance().apply(macadam::Appearance::Light);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
