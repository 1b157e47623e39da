// Labels of 16,000×16,000 pixels over a picture. One iteration is what follows an event of the brush: a dirty rectangle
// of 2,000×2,000 pixels is made anew in a view of 1500×1000 device pixels and painted; 60 frames a second leave 16.6
// ms.

#include "ui/annotate/label_layer.h"

#include <benchmark/benchmark.h>

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <cmath>

namespace macadam {
namespace {

constexpr int kSide = 16'000;
constexpr QSize kView(1500, 1000);

Region stripe(int from, int to, int width) {
  std::vector<Span> spans;
  for (int y = 0; y < kSide; ++y) {
    const int x = from + (to - from) * y / kSide;
    spans.push_back({y, x, x + width});
  }
  return Region(std::move(spans));
}

/// A road every 200 pixels, aslant, over a third that is unknown.
LabelPlane roads() {
  LabelPlane plane({kSide, kSide});
  plane.paint(Region::of(cv::Rect(0, 0, kSide / 3, kSide)), {255, 0});
  for (int i = 0; i < 80; ++i) plane.paint(stripe(i * 200, i * 200 + 900, 12), {1, 0});
  return plane;
}

Region disc(cv::Point centre, int radius) {
  std::vector<Span> spans;
  for (int y = -radius; y <= radius; ++y) {
    const int half = int(std::sqrt(double(radius) * radius - double(y) * y));
    spans.push_back({centre.y + y, centre.x - half, centre.x + half + 1});
  }
  return Region(std::move(spans));
}

PictureView viewAt(double scale) {
  return {{8000, 8000}, scale, kView};
}

void paint(const LabelLayer& layer, QImage& frame, const PictureView& view, const QRect& clip) {
  QPainter painter(&frame);
  painter.setClipRect(clip);
  layer.draw(painter, view);
}

QRect onScreen(const PictureView& view, const cv::Rect& pixels) {
  return QRectF(view.toDevice(QPointF(pixels.x, pixels.y)), QSizeF(pixels.width, pixels.height) * view.scale)
      .toAlignedRect()
      .intersected(QRect(QPoint(), view.size));
}

/// The argument is the scale in per mille.
void brushOf2000Pixels(benchmark::State& state, LabelShape shape) {
  LabelPlane plane = roads();
  LabelLayer layer(plane);
  layer.setLook({.shape = shape});
  QImage frame(kView, QImage::Format_RGB32);
  frame.fill(Qt::gray);
  const PictureView view = viewAt(double(state.range(0)) / 1000.0);
  paint(layer, frame, view, frame.rect());
  bool isRoad = false;
  for (auto _ : state) {
    state.PauseTiming();
    isRoad = !isRoad;
    const cv::Rect dirty = plane.paint(disc({8000, 8000}, 1000), {std::uint8_t(isRoad ? 1 : 0), 1});
    state.ResumeTiming();
    layer.invalidate(dirty);
    paint(layer, frame, view, onScreen(view, dirty));
  }
}

/// A view that moves by a few pixels, all of whose tiles are known.
void pan(benchmark::State& state) {
  const LabelPlane plane = roads();
  const LabelLayer layer(plane);
  QImage frame(kView, QImage::Format_RGB32);
  frame.fill(Qt::gray);
  PictureView view = viewAt(double(state.range(0)) / 1000.0);
  paint(layer, frame, view, frame.rect());
  int step = 0;
  for (auto _ : state) {
    view.centre = QPointF(8000, 8000) + QPointF(std::cos(0.05 * step), std::sin(0.05 * step)) * 5.0 / view.scale;
    ++step;
    paint(layer, frame, view, frame.rect());
  }
}

/// Zooming to a level that was not seen yet.
void firstSight(benchmark::State& state) {
  const LabelPlane plane = roads();
  QImage frame(kView, QImage::Format_RGB32);
  const PictureView view = viewAt(double(state.range(0)) / 1000.0);
  for (auto _ : state) {
    const LabelLayer layer(plane);
    paint(layer, frame, view, frame.rect());
  }
}

void brushFilled(benchmark::State& state) {
  brushOf2000Pixels(state, LabelShape::Filled);
}

void brushOutlined(benchmark::State& state) {
  brushOf2000Pixels(state, LabelShape::Outlined);
}

void scales(benchmark::internal::Benchmark* timed) {
  timed->ArgsProduct({{63, 180, 250, 360, 700, 1000, 1500, 4000}})->Unit(benchmark::kMillisecond);
}

BENCHMARK(brushFilled)->Apply(scales);
BENCHMARK(brushOutlined)->Apply(scales);
BENCHMARK(pan)->Apply(scales);
BENCHMARK(firstSight)->Apply(scales);

}  // namespace
}  // namespace macadam

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication application(argc, argv);
  cv::setNumThreads(1);  // as where training takes the other cores
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
