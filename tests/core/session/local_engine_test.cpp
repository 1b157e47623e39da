#include "nn/safetensors.h"
#include "session/engine.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

TEST(LocalEngine, EstimatesWithTheTeachersOfTheFileThatTheSpecNames) {
  const TemporaryFolder folder;
  const NetworkSpec small = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
  writeSafetensors(folder / "teachers.safetensors",
                   {.metadata = {{"network.teacher1", toText(small)}, {"network.teacher2", toText(small)}}});
  RunSpec spec;
  spec.device.kind = DeviceKind::Cpu;
  spec.data.tileSize = 32;
  spec.networks.student = small;
  spec.networks.of(Role::Teacher1) =
      NetworkSpec{.encoder = Encoder::ResNet50, .width = 0.125};  // whose features would not fit
  spec.schedule.labelledBatch = spec.schedule.unlabelledBatch = 2;
  spec.method = SslkdSpec{.teachersFrom = folder / "teachers.safetensors"};
  EXPECT_GT(makeEngine()->estimateStep(spec).stepSeconds, 0.0);
}

TEST(LocalEngine, TellsWhatStepsTakeAlsoWhereMemoryWasFreedBefore) {
  const NetworkSpec small = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
  RunSpec spec;
  spec.device.kind = DeviceKind::Cpu;
  spec.data.tileSize = 128;
  spec.networks.student = small;
  spec.schedule.labelledBatch = 4;
  spec.method = SupervisedSpec{};
  const std::unique_ptr<Engine> engine = makeEngine();
  const double first = engine->estimateStep(spec).peakMebibytes;
  const double second = engine->estimateStep(spec).peakMebibytes;
  EXPECT_GT(first, 0.0);
  EXPECT_GT(second, 6.0) << "MiB, though code is loaded but once, and the allocator keeps what the first has freed";
}

}  // namespace
}  // namespace macadam
