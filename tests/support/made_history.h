#pragma once

#include "runs/run_history.h"

#include <cstdint>
#include <vector>

namespace macadam {

/// By the numbers under which settings have them.
inline constexpr MonitorPanel kIouPanel{1}, kPrecisionPanel{3}, kRecallPanel{4};

/// A step of 8 images in 2 s whose one term is half of the total.
inline StepDone stepAt(std::int64_t iteration, double total) {
  return {.iteration = iteration,
          .terms = {{"supervised student", total / 2}},
          .total = total,
          .learningRate = 0.1,
          .stepSeconds = 2.0,
          .images = 8};
}

inline RunHistory historyOf(const std::vector<Event>& events) {
  RunHistory history;
  for (const Event& event : events) history.add(event);
  return history;
}

}  // namespace macadam
