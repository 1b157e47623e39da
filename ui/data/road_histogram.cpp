#include "ui/data/road_histogram.h"

#include "ui/widgets/per_cent.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace macadam {
namespace {

QPainterPath steps(const SubsetFacts& facts, const QRectF& plot, double largest) {
  QPainterPath path(plot.bottomLeft());
  const double width = plot.width() / kHistogramBins;
  for (std::size_t i = 0; i < kHistogramBins; ++i) {
    const double y = plot.bottom() - plot.height() * facts.histogram[i] / largest;
    path.lineTo(plot.left() + double(i) * width, y);
    path.lineTo(plot.left() + double(i + 1) * width, y);
  }
  path.lineTo(plot.bottomRight());
  return path;
}

}  // namespace

RoadHistogram::RoadHistogram(QWidget* parent) : QWidget(parent) {
  setMinimumHeight(96);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setAccessibleName(tr("Road share of the tiles of each set"));
  setToolTip(tr("How the tiles of each set divide by road share; lines that lie together mean sets that are alike"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RoadHistogram::setFacts(const SplitFacts& facts) {
  facts_ = facts;
  update();
}

void RoadHistogram::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const ThemeColours& colours = Theme::instance().colours();
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.88);
  painter.setFont(small);
  const int lineHeight = painter.fontMetrics().height();
  const QRectF plot = QRectF(rect()).adjusted(2, 4, -2, -lineHeight - 5.0);
  painter.setPen(colours.plotGrid);
  for (int i = 0; i <= 2; ++i) {
    const double y = plot.bottom() - plot.height() * i / 2.0;
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
  }
  if (!facts_.hasRoadShares) {
    painter.setPen(colours.mutedText);
    painter.drawText(plot, Qt::AlignCenter, tr("Road shares are being measured…"));
    return;
  }

  double largest = 1e-9;
  for (const Subset subset : kSubsets) {
    if (subset != Subset::Unused) largest = std::max(largest, std::ranges::max(facts_.of(subset).histogram));
  }
  for (const Subset subset : kSubsets) {
    if (subset == Subset::Unused || facts_.of(subset).withMask == 0) continue;
    QColor colour = Theme::instance().subset(subset);
    const QPainterPath path = steps(facts_.of(subset), plot, largest);
    QColor fill = colour;
    fill.setAlpha(26);
    painter.fillPath(path, fill);
    painter.setPen(QPen(colour, 1.6));
    painter.drawPath(path);
  }
  painter.setPen(colours.mutedText);
  const QRectF axis(plot.left(), plot.bottom() + 3, plot.width(), lineHeight);
  painter.drawText(axis, Qt::AlignLeft, perCentText(0.0, 0));
  painter.drawText(axis, Qt::AlignHCenter, tr("road share"));
  painter.drawText(axis, Qt::AlignRight, perCentText(facts_.histogramEnd, 0));
}

}  // namespace macadam
