#include "ui/compare/legend_bar.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>

namespace macadam {
namespace {

constexpr int kChip = 11;
constexpr int kGap = 5;
constexpr int kBetween = 14;
constexpr int kScaleWidth = 80;

QColor toColour(Colour colour) {
  return {colour.red, colour.green, colour.blue};
}

}  // namespace

QList<LegendEntry> legendOf(PredictionView view) {
  const ErrorColours colours;
  switch (view) {
    case PredictionView::Errors:
      return {{toColour(colours.hit), LegendBar::tr("road found")},
              {toColour(colours.falseAlarm), LegendBar::tr("false alarm")},
              {toColour(colours.miss), LegendBar::tr("missed")},
              {toColour(colours.ignored), LegendBar::tr("not counted")}};
    case PredictionView::Road:
      return {{toColour(kRoadColour), LegendBar::tr("road")}};
    case PredictionView::HeatMap:
      break;
  }
  return {{{}, LegendBar::tr("probability of road")}};
}

LegendEntry disagreementScale() {
  return {{}, LegendBar::tr("disagreement")};
}

QLinearGradient heatScale(double from, double to) {
  constexpr int kSteps = 16;
  QLinearGradient scale(from, 0.0, to, 0.0);
  for (int i = 0; i <= kSteps; ++i) scale.setColorAt(double(i) / kSteps, heatColour(double(i) / kSteps));
  return scale;
}

LegendBar::LegendBar(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Legend"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LegendBar::setEntries(const QList<LegendEntry>& entries) {
  entries_ = entries;
  QStringList words;
  for (const LegendEntry& entry : entries) {
    words.append(entry.colour.isValid() ? entry.text : tr("%1 from 0 to 1").arg(entry.text));
  }
  setAccessibleDescription(words.join(", "));
  updateGeometry();
  update();
}

QSize LegendBar::sizeHint() const {
  int width = 0;
  for (const LegendEntry& entry : entries_) {
    const int symbol = entry.colour.isValid() ? kChip : fontMetrics().horizontalAdvance("01") + 2 * kGap + kScaleWidth;
    width += fontMetrics().horizontalAdvance(entry.text) + kGap + symbol + kBetween;
  }
  return {width, fontMetrics().height() + 4};
}

void LegendBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor text = palette().color(QPalette::WindowText);
  const QPen rim(Theme::instance().colours().mutedText, 1);
  const int top = (height() - kChip) / 2;
  const auto write = [&](int x, const QString& words) {
    painter.setPen(text);
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, words);
    return x + fontMetrics().horizontalAdvance(words);
  };
  const auto fill = [&](int x, int width, const QBrush& brush) {
    painter.setPen(rim);
    painter.setBrush(brush);
    painter.drawRoundedRect(QRectF(x + 0.5, top + 0.5, width - 1, kChip - 1), 2, 2);
    return x + width + kGap;
  };
  int x = 0;
  for (const LegendEntry& entry : entries_) {
    if (entry.colour.isValid()) {
      x = write(fill(x, kChip, entry.colour), entry.text) + kBetween;
    } else {
      x = write(write(x, entry.text) + kGap, "0") + kGap;
      x = write(fill(x, kScaleWidth, heatScale(x, x + kScaleWidth)), "1") + kBetween;
    }
  }
}

}  // namespace macadam
