// What the annotation tools have to do while a hand moves: a brush event of 2,000 pixels' diameter has 16 ms, a polygon
// of half a 16,000×16,000 picture 200 ms, a path's preview in a view of 1,500×1,500 pixels 30 ms.

#include "annotate/proposals.h"
#include "annotate/road_path.h"
#include "annotate/shapes.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgproc.hpp>

namespace macadam {
namespace {

constexpr int kSide = 1500;

/// A grid of bent roads, 8 pixels wide, over uneven ground.
struct Town {
  cv::Mat rgb, probability;
};

const Town& town() {
  static const Town made = [] {
    Region roads;
    for (int i = 0; i < 10; ++i) {
      const double at = 80 + i * 145;
      roads = roads.united(roadLine({{0, at}, {500, at + 40}, {1000, at - 30}, {1500, at}}, 8));
      roads = roads.united(roadLine({{at, 0}, {at + 30, 700}, {at - 20, 1500}}, 8));
    }
    const cv::Mat mask = roads.toMask({0, 0, kSide, kSide});
    Town result{cv::Mat(kSide, kSide, CV_8UC3), {}};
    cv::RNG random(1);
    random.fill(result.rgb, cv::RNG::UNIFORM, 40, 120);
    cv::GaussianBlur(result.rgb, result.rgb, {}, 2.0);
    result.rgb.setTo(cv::Scalar(125, 125, 130), mask);
    mask.convertTo(result.probability, CV_32F, 0.9 / 255);
    cv::GaussianBlur(result.probability, result.probability, {}, 2.0);
    return result;
  }();
  return made;
}

void brushEvent(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(capsule({8000, 8000}, {8100, 8040}, 2000));
}
BENCHMARK(brushEvent)->Unit(benchmark::kMillisecond);

void halfPicturePolygon(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(polygon({{0, 0}, {16000, 0}, {0, 16000}}));
}
BENCHMARK(halfPicturePolygon)->Unit(benchmark::kMillisecond);

cv::Mat groundOf(const benchmark::State& state) {
  return state.range(0) == 1 ? town().probability : cv::Mat();
}

/// What a view tells of roads, worked out when the tool is taken up.
void pathPrepare(benchmark::State& state) {
  for (auto _ : state) {
    RoadPath path(town().rgb, groundOf(state));
    path.prepare({0, 0, kSide, kSide});
  }
}
BENCHMARK(pathPrepare)->ArgName("probability")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

/// The click and the first preview after it, to the other end of the view.
void pathFirstPreview(benchmark::State& state) {
  RoadPath path(town().rgb, groundOf(state));
  path.prepare({0, 0, kSide, kSide});
  for (auto _ : state) {
    path.start({80, 100});
    benchmark::DoNotOptimize(path.to({1400, 1450}));
  }
}
BENCHMARK(pathFirstPreview)->ArgName("probability")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

/// Later previews, as the cursor goes on.
void pathNextPreview(benchmark::State& state) {
  RoadPath path(town().rgb, groundOf(state));
  path.start({80, 100});
  path.to({1400, 1450});
  int step = 0;
  for (auto _ : state) benchmark::DoNotOptimize(path.to({200.0 + 12 * (++step % 100), 1200}));
}
BENCHMARK(pathNextPreview)->ArgName("probability")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void proposals(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(findProposals(town().probability, {}));
}
BENCHMARK(proposals)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace macadam

BENCHMARK_MAIN();
