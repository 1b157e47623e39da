#pragma once

#include "ui/widgets/qcustomplot.h"

namespace macadam {

/// Ticks of a logarithmic axis: powers of ten where many are in sight, 1, 2 and 5 times each where few are.
class LogTicker : public QCPAxisTicker {
 protected:
  QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
  int getSubTickCount(double) override { return 0; }
};

}  // namespace macadam
