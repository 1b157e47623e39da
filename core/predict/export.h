#pragma once

#include "base/parallel.h"
#include "eval/figure.h"

#include <functional>
#include <string>

namespace macadam {

/// Predicts the road probability of every row's image and adds the column `method` to the figure.
///
/// Each image passes whole, as when networks are evaluated, so that its scores agree with theirs. `progress` counts
/// rows. Whatever is thrown, the figure is then as it was.
void addColumn(Figure& figure, const std::string& method, const std::function<cv::Mat(const cv::Mat& rgb)>& predict,
               const ProgressCallback& progress = {});

}  // namespace macadam
