#pragma once

#include "nn/safetensors.h"
#include "support/tiny_world.h"
#include "train/phase_plan.h"
#include "train/trainer.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace macadam {

/// Teachers and student, each with a warm-up.
inline SslkdSpec wholeMethod() {
  return {.iterations = 20, .warmUpIterations = 8, .teachers = {.iterations = 16, .warmUpIterations = 6}};
}

/// Trains on the tiny world, from the newest checkpoint in the folder where there is one.
inline RunFinished trainInto(const std::filesystem::path& folder, const RunSpec& spec, RecordingSink& sink) {
  TinyWorld world;
  TrainingData data = world.data();
  PauseGate gate;
  const std::stop_token stop = sink.stop.get_token();
  return train(spec, folder, readLastCheckpoint(folder, planPhases(spec, folder.string())), data, sink, stop, gate);
}

inline void expectSameTensors(const std::filesystem::path& a, const std::filesystem::path& b) {
  const TensorFile first = readSafetensors(a), second = readSafetensors(b);
  ASSERT_EQ(first.tensors.size(), second.tensors.size());
  for (const auto& [name, tensor] : first.tensors) {
    EXPECT_TRUE(torch::equal(tensor, second.tensors.at(name))) << name;
  }
}

}  // namespace macadam
