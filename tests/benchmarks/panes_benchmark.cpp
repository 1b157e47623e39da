// Four panes of a 1500×1500 scene, each with its overlay, that pan and zoom under one camera. One iteration is one
// frame of all four at 640×400 device pixels, about what a 1280×800 window shows; 60 frames a second leave 16.6 ms for
// it.

#include "ui/canvas/mip_picture.h"
#include "ui/compare/pane_render.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgproc.hpp>

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <array>
#include <cmath>
#include <memory>

namespace macadam {
namespace {

constexpr int kSide = 1500;
constexpr QSize kPane(640, 400);

PaneContents scene(SourceKind kind) {
  auto tile = std::make_shared<Tile>();
  tile->image = cv::Mat(kSide, kSide, CV_8UC3);
  cv::randu(tile->image, 0, 255);
  tile->mask = cv::Mat::zeros(kSide, kSide, CV_8UC1);
  for (int i = 0; i < 20; ++i) cv::line(tile->mask, {0, i * 90}, {kSide, i * 60}, cv::Scalar(1), 9);
  cv::Mat probability;
  tile->mask.convertTo(probability, CV_16U, kCertain);
  cv::GaussianBlur(probability, probability, {15, 15}, 4.0);
  return {kind, tile, std::make_shared<const cv::Mat>(probability)};
}

std::array<MipPicture, 4> pictures() {
  const PaneLook errors, heat{.view = PredictionView::HeatMap};
  return {MipPicture(renderPane(scene(SourceKind::Image), errors)),
          MipPicture(renderPane(scene(SourceKind::Truth), errors)),
          MipPicture(renderPane(scene(SourceKind::Network), errors)),
          MipPicture(renderPane(scene(SourceKind::Network), heat))};
}

void drawFrame(const std::array<MipPicture, 4>& panes, QImage& frame, const PictureView& view) {
  for (const MipPicture& pane : panes) {
    QPainter painter(&frame);
    painter.fillRect(frame.rect(), Qt::lightGray);
    pane.draw(painter, view);
  }
}

/// The argument is the scale in per cent.
void panFourPanes(benchmark::State& state) {
  const auto panes = pictures();
  QImage frame(kPane, QImage::Format_RGB32);
  SharedCamera camera;
  camera.lookAt({kSide / 2.0, kSide / 2.0}, double(state.range(0)) / 100.0);
  int step = 0;
  for (auto _ : state) {
    camera.panBy({7.3 * std::cos(0.05 * step), 5.1 * std::sin(0.05 * step)});
    ++step;
    drawFrame(panes, frame, camera.view(kPane));
  }
}

void zoomFourPanes(benchmark::State& state) {
  const auto panes = pictures();
  QImage frame(kPane, QImage::Format_RGB32);
  SharedCamera camera;
  camera.fit({kSide, kSide}, kPane);
  int step = 0;
  for (auto _ : state) {
    camera.zoomAt(step++ / 60 % 2 == 0 ? 1.05 : 1.0 / 1.05, {320, 200}, kPane);
    drawFrame(panes, frame, camera.view(kPane));
  }
}

/// What follows a move of the threshold or opacity slider, in the background, for one pane.
void paintOnePane(benchmark::State& state) {
  const PaneContents contents = scene(SourceKind::Network);
  for (auto _ : state) benchmark::DoNotOptimize(MipPicture(renderPane(contents, {})));
}

/// What the scores follow the threshold slider with.
void scoreAtThreshold(benchmark::State& state) {
  const PaneContents contents = scene(SourceKind::Network);
  const ThresholdCurve curve(*contents.probability, contents.tile->mask);
  int step = 0;
  for (auto _ : state) benchmark::DoNotOptimize(curve.at(step++ % kThresholdSteps));
}

BENCHMARK(panFourPanes)->Arg(27)->Arg(60)->Arg(100)->Arg(170)->Arg(400)->Unit(benchmark::kMillisecond);
BENCHMARK(zoomFourPanes)->Unit(benchmark::kMillisecond);
BENCHMARK(paintOnePane)->Unit(benchmark::kMillisecond);
BENCHMARK(scoreAtThreshold);

}  // namespace
}  // namespace macadam

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication application(argc, argv);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
