#include "ui/data/badges.h"

#include "ui/data/tile_model.h"
#include "ui/widgets/theme.h"

#include <QFont>
#include <QFontMetrics>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr int kBadgeHeight = 16;
constexpr int kBadgeMargin = 6;

/// Relative luminance after WCAG.
double luminance(const QColor& colour) {
  const auto linear = [](double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QFont badgeFont(const QPainter& painter) {
  QFont font = painter.font();
  font.setPixelSize(11);
  font.setWeight(QFont::DemiBold);
  return font;
}

}  // namespace

QColor textOn(const QColor& ground) {
  constexpr double kEqualContrast = 0.179;  // black and white are equally far from it
  return luminance(ground) > kEqualContrast ? QColor(0x12, 0x13, 0x15) : QColor(Qt::white);
}

QRect paintSubsetBadge(QPainter& painter, QPoint corner, int width, Subset subset) {
  painter.save();
  painter.setFont(badgeFont(painter));
  const QFontMetrics metrics = painter.fontMetrics();
  QString text = subsetName(subset);
  if (metrics.horizontalAdvance(text) + 2 * kBadgeMargin > width) text = text.left(1);
  const QRect badge(corner,
                    QSize(std::max(kBadgeHeight, metrics.horizontalAdvance(text) + 2 * kBadgeMargin), kBadgeHeight));
  const QColor ground = subset == Subset::Unused ? QColor(0x50, 0x53, 0x59) : Theme::instance().subset(subset);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  painter.drawRoundedRect(badge, kBadgeHeight / 2.0, kBadgeHeight / 2.0);
  painter.setPen(textOn(ground));
  painter.drawText(badge, Qt::AlignCenter, text);
  painter.restore();
  return badge;
}

QRect paintMark(QPainter& painter, QPoint corner, Mark mark) {
  constexpr int kSide = 18;
  constexpr int kIconSide = 12;
  const QRect disk(corner - QPoint(kSide, 0), QSize(kSide, kSide));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(mark == Mark::Locked ? QColor(0x20, 0x22, 0x26, 215) : QColor(0xb3, 0x32, 0x22));
  painter.drawEllipse(disk);
  QRect icon(QPoint(), QSize(kIconSide, kIconSide));
  icon.moveCenter(disk.center());
  icon.translate(1, 1);  // QRect's centre rounds down
  const auto name = mark == Mark::Locked ? QStringLiteral("lock") : QStringLiteral("warning");
  Theme::instance().icon(name).paint(&painter, icon, Qt::AlignCenter, QIcon::Selected);
  painter.restore();
  return disk;
}

}  // namespace macadam
