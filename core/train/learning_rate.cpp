#include "train/learning_rate.h"

#include <algorithm>
#include <cmath>

namespace macadam {

double learningRate(const ScheduleSpec& schedule, std::int64_t iteration, std::int64_t iterations) {
  const double left = 1.0 - static_cast<double>(iteration) / static_cast<double>(iterations);
  const double risen = iteration < schedule.learningRateWarmUp
                           ? static_cast<double>(iteration + 1) / static_cast<double>(schedule.learningRateWarmUp)
                           : 1.0;
  return std::max(schedule.minimumLearningRate, schedule.learningRate * risen * std::pow(left, schedule.power));
}

}  // namespace macadam
