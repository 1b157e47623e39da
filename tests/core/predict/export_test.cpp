#include "predict/export.h"

#include "nn/safetensors.h"
#include "predict/predictor.h"
#include "support/temporary_folder.h"
#include "train/checkpoint.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

Predictor predictorOf(const TemporaryFolder& folder, std::uint64_t seed) {
  const NetworkSpec spec = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
  TensorFile contents;
  addNetwork(contents, {"student", spec, makeNetwork(spec, seed)});
  writeSafetensors(folder / "best.safetensors", contents);
  return Predictor(folder / "best.safetensors", "student", {.kind = DeviceKind::Cpu}, 1);
}

TEST(Export, EachNetworkIsAColumnWithAPredictionForEveryRow) {
  const TemporaryFolder folder;
  Predictor first = predictorOf(folder, 1), second = predictorOf(folder, 2);
  Figure figure;
  figure.rows.push_back({.title = "a", .image = cv::Mat(32, 48, CV_8UC3, cv::Scalar(90, 120, 60))});
  figure.rows.push_back({.title = "b", .image = cv::Mat(64, 64, CV_8UC3, cv::Scalar(150, 140, 130))});
  std::size_t counted = 0;
  const auto predictedBy = [&figure](Predictor& predictor) {
    return [&](std::size_t row) { return predictor.predict(figure.rows[row].image); };
  };
  addColumn(figure, "Supervised", predictedBy(first));
  addColumn(figure, "SSLKD", predictedBy(second), [&counted](std::size_t done, std::size_t total) {
    EXPECT_EQ(total, 2u);
    counted = done;
  });
  EXPECT_EQ(counted, 2u);
  EXPECT_EQ(figure.methods, (std::vector<std::string>{"Supervised", "SSLKD"}));
  for (const FigureRow& row : figure.rows) {
    ASSERT_EQ(row.predictions.size(), 2u);
    EXPECT_EQ(row.predictions[0].size(), row.image.size());
    EXPECT_EQ(row.predictions[1].size(), row.image.size());
    EXPECT_GT(cv::norm(row.predictions[0], row.predictions[1], cv::NORM_INF), 0.0);
  }
}

}  // namespace
}  // namespace macadam
