#include "eval/confusion.h"

namespace macadam {

Confusion& Confusion::operator+=(const Confusion& other) {
  truePositives += other.truePositives;
  falsePositives += other.falsePositives;
  falseNegatives += other.falseNegatives;
  trueNegatives += other.trueNegatives;
  return *this;
}

Confusion countPixels(const std::uint8_t* prediction, const std::uint8_t* label, std::int64_t count) {
  std::int64_t counts[2][2] = {{0, 0}, {0, 0}};
  for (std::int64_t i = 0; i < count; ++i) {
    if (label[i] != kIgnore) ++counts[label[i] == 1][prediction[i] == 1];
  }
  return {.truePositives = counts[1][1],
          .falsePositives = counts[0][1],
          .falseNegatives = counts[1][0],
          .trueNegatives = counts[0][0]};
}

}  // namespace macadam
