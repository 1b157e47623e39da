#pragma once

#include <string>

#include "base/parallel.h"
#include "eval/figure.h"
#include "predict/predictor.h"

namespace macadam {

/// Predicts every row's image with a network and adds the column `method` to the figure.
///
/// Each image passes whole, as when networks are evaluated, so that its scores agree with theirs. `progress` counts rows.
/// @throws Error when an image does not fit into memory; then the figure is as it was.
void addColumn(Figure& figure, const std::string& method, Predictor& predictor, const ProgressCallback& progress = {});

}  // namespace macadam
