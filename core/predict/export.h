#pragma once

#include "base/parallel.h"
#include "eval/figure.h"

#include <cstddef>
#include <functional>
#include <string>

namespace macadam {

/// Adds the column `method` to the figure: the road probability of every row, which `predict` knows by its index.
///
/// `progress` counts rows. Whatever is thrown, the figure is then as it was.
void addColumn(Figure& figure, const std::string& method, const std::function<cv::Mat(std::size_t row)>& predict,
               const ProgressCallback& progress = {});

}  // namespace macadam
