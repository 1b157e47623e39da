#pragma once

#include "ui/data/split_facts.h"

#include <QWidget>

namespace macadam {

/// How much road the tiles of each set show: one stepped line a set, each as a share of its own set, so that sets of
/// unlike sizes can be compared.
class RoadHistogram : public QWidget {
  Q_OBJECT

 public:
  explicit RoadHistogram(QWidget* parent = nullptr);

  void setFacts(const SplitFacts& facts);
  QSize sizeHint() const override { return {240, 110}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  SplitFacts facts_;
};

}  // namespace macadam
