#pragma once

#include "data/dataset.h"
#include "ui/jobs/newest_wins.h"

#include <QImage>
#include <QLabel>
#include <QThreadPool>
#include <vector>

namespace macadam {

/// A tile on which one value of the masks is painted, so that one sees what it stands for.
class MaskValuePreview : public QLabel {
  Q_OBJECT

 public:
  /// @param samples some with masks, to look for values in.
  explicit MaskValuePreview(std::vector<Sample> samples, QWidget* parent = nullptr);

  /// Shows, soon, the tile that has most of the value.
  void showValue(const MaskValue& value);

 Q_SIGNALS:
  void shown();

 private:
  std::vector<Sample> samples_;
  QThreadPool threads_;
  NewestWins<QImage> picture_;
};

/// Samples with masks from all over the data set; few, so that they are read at once.
std::vector<Sample> samplesToLookAt(const Dataset& dataset);

}  // namespace macadam
