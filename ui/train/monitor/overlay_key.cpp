#include "ui/train/monitor/overlay_key.h"

#include <QPainter>
#include <QStringList>

namespace macadam {
namespace {

constexpr int kLine = 28;  // long enough for a dash, a dot and a dash
constexpr int kGap = 5;
constexpr int kBetween = 12;

}  // namespace

OverlayKey::OverlayKey(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Runs that are laid over"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void OverlayKey::setEntries(const QList<OverlayEntry>& entries) {
  entries_ = entries;
  QStringList names;
  for (const OverlayEntry& entry : entries) names.append(entry.name);
  setToolTip(names.join('\n'));
  setAccessibleDescription(names.join(", "));
  updateGeometry();
  update();
}

QSize OverlayKey::sizeHint() const {
  int width = 0;
  for (const OverlayEntry& entry : entries_) {
    width += kLine + kGap + fontMetrics().horizontalAdvance(entry.name) + kBetween;
  }
  return {width, fontMetrics().height() + 4};
}

/// Where not all fits, each run has an equal share of the line.
void OverlayKey::paintEvent(QPaintEvent*) {
  if (entries_.isEmpty()) return;
  QPainter painter(this);
  const bool isCut = width() < sizeHint().width();
  const int share = width() / static_cast<int>(entries_.size()) - kLine - kGap - kBetween;
  int x = 0;
  for (const OverlayEntry& entry : entries_) {
    const QString name = isCut ? fontMetrics().elidedText(entry.name, Qt::ElideMiddle, share) : entry.name;
    painter.setPen(QPen(palette().color(QPalette::WindowText), 1.5, entry.style));
    painter.drawLine(x, height() / 2, x + kLine, height() / 2);
    x += kLine + kGap;
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, name);
    x += fontMetrics().horizontalAdvance(name) + kBetween;
  }
}

}  // namespace macadam
