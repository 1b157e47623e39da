#pragma once

#include "data/dataset.h"

#include <QWidget>
#include <array>
#include <string>

class QCheckBox;
class QSpinBox;

namespace macadam {

/// Which bands of the pictures are shown as red, green and blue; hidden where there are no more than three.
class BandChoice : public QWidget {
  Q_OBJECT

 public:
  explicit BandChoice(QWidget* parent = nullptr);

  /// @param bands as `data.bands`. Emits nothing.
  void setBands(int count, const std::string& bands);
  /// As `data.bands`; empty leaves it to the files.
  std::string bands() const;

 Q_SIGNALS:
  void changed();

 private:
  QCheckBox* own_;
  std::array<QSpinBox*, 3> bands_{};
};

/// Of the first picture that can be opened, whose header is read; 0 where none of the first few can.
int bandCountOf(const Dataset& dataset);

}  // namespace macadam
