// What is done to labels of 16,000×16,000 pixels, without showing it: a brush of 2,000 pixels (polygon:0) and half of
// the picture at once (polygon:1).

#include "labels/label_edit.h"
#include "labels/label_journal.h"
#include "labels/saved_labels.h"
#include "support/temporary_folder.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>

namespace {

using namespace macadam;

constexpr int kSide = 16'000;
const cv::Size kSize(kSide, kSide);
constexpr LabelPixel kUnknown{255, 0}, kRoad{1, 1};

/// What one event of a brush of 2,000 pixels paints whose mouse has moved by 40.
Region brushEvent() {
  constexpr int kRadius = 1000, kMoved = 40;
  std::vector<Span> spans;
  for (int y = -kRadius; y < kRadius; ++y) {
    const int half = static_cast<int>(std::sqrt(double(kRadius) * kRadius - double(y) * y));
    spans.push_back({kSide / 2 + y, kSide / 2 - half, kSide / 2 + half + kMoved});
  }
  return Region(std::move(spans));
}

/// Half of the picture, below its diagonal.
Region halfOfThePicture() {
  std::vector<Span> spans;
  for (int y = 0; y < kSide; ++y) spans.push_back({y, 0, y + 1});
  return Region(std::move(spans));
}

Region drawn(const benchmark::State& state) {
  return state.range(0) == 0 ? brushEvent() : halfOfThePicture();
}

LabelPlane painted(const Region& region) {
  LabelPlane plane(kSize, kUnknown);
  plane.paint(region, kRoad);
  return plane;
}

void paint(benchmark::State& state) {
  const LabelPlane base(kSize, kUnknown);
  const Region region = drawn(state);
  for (auto _ : state) {
    state.PauseTiming();
    LabelPlane plane = base;
    state.ResumeTiming();
    benchmark::DoNotOptimize(plane.paint(region, kRoad));
  }
}
BENCHMARK(paint)->ArgName("polygon")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void makeEdit(benchmark::State& state) {
  const LabelPlane base(kSize, kUnknown), plane = painted(drawn(state));
  LabelEdit edit;
  for (auto _ : state) edit = LabelEdit::between(base, plane);
  state.counters["edit KiB"] = double(edit.bytes()) / 1024;
  state.counters["plane KiB"] = double(plane.bytes()) / 1024;
  state.counters["empty plane KiB"] = double(base.bytes()) / 1024;
  state.counters["journal KiB"] = double(edit.encoded().size()) / 1024;
}
BENCHMARK(makeEdit)->ArgName("polygon")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void undoAndRedo(benchmark::State& state) {
  LabelPlane plane = painted(drawn(state));
  const LabelEdit edit = LabelEdit::between(LabelPlane(kSize, kUnknown), plane);
  for (auto _ : state) {
    edit.undo(plane);
    edit.redo(plane);
  }
}
BENCHMARK(undoAndRedo)->ArgName("polygon")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void decodeAView(benchmark::State& state) {
  const LabelPlane plane = painted(halfOfThePicture());
  for (auto _ : state) benchmark::DoNotOptimize(plane.labels({7000, 7000, 1500, 1500}).data);
}
BENCHMARK(decodeAView)->Unit(benchmark::kMillisecond);

LabelStep stepOf(const Region& region) {
  return {"Brush", LabelEdit::between(LabelPlane(kSize, kUnknown), painted(region))};
}

void appendToTheJournal(benchmark::State& state) {
  const TemporaryFolder folder;
  LabelJournal journal(folder / "a.journal", {.id = "0123456789abcdef", .size = kSize});
  const LabelStep step = stepOf(drawn(state));
  for (auto _ : state) {
    journal.append(step);
    state.PauseTiming();
    journal.waitUntilOnDisk();
    state.ResumeTiming();
  }
}
BENCHMARK(appendToTheJournal)->ArgName("polygon")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void appendAndWaitForTheDisk(benchmark::State& state) {
  const TemporaryFolder folder;
  LabelJournal journal(folder / "a.journal", {.id = "0123456789abcdef", .size = kSize});
  const LabelStep step = stepOf(brushEvent());
  for (auto _ : state) {
    journal.append(step);
    journal.waitUntilOnDisk();
  }
}
BENCHMARK(appendAndWaitForTheDisk)->Unit(benchmark::kMillisecond)->UseRealTime();

void save(benchmark::State& state) {
  const TemporaryFolder folder;
  const Project project{.folder = folder.path()};
  LabelSnapshot snapshot{.plane = painted(halfOfThePicture()), .files = LabelFiles(project, "a.tif")};
  if (state.range(0) == 1) snapshot.ground = GeoReference{{1000, 0.5, 0, 5000, 0, -0.5}, "", {}, {}};
  const JournalHeader header{.id = "0123456789abcdef", .size = kSize};
  snapshot.journal = std::make_shared<LabelJournal>(snapshot.files.journal, header);
  snapshot.picture = "0-0";
  for (auto _ : state) saveLabels(snapshot);
}
BENCHMARK(save)->ArgName("geotiff")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
