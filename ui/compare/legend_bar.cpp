#include "ui/compare/legend_bar.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>

namespace macadam {
namespace {

constexpr int kChip = 11;
constexpr int kGap = 5;
constexpr int kBetween = 14;
constexpr int kScaleWidth = 110;

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
  return {};
}

LegendBar::LegendBar(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Legend"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LegendBar::setView(PredictionView view) {
  view_ = view;
  QStringList words;
  for (const LegendEntry& entry : legendOf(view)) words.append(entry.text);
  setAccessibleDescription(words.join(", "));
  updateGeometry();
  update();
}

QSize LegendBar::sizeHint() const {
  const int height = fontMetrics().height() + 4;
  if (view_ == PredictionView::HeatMap) {
    return {kScaleWidth + 4 * kGap + fontMetrics().horizontalAdvance("01") + 8, height};
  }
  int width = 0;
  for (const LegendEntry& entry : legendOf(view_)) {
    width += kChip + kGap + fontMetrics().horizontalAdvance(entry.text) + kBetween;
  }
  return {width, height};
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
  if (view_ == PredictionView::HeatMap) {
    const int left = write(0, "0") + kGap;
    QLinearGradient scale(left, 0, left + kScaleWidth, 0);
    for (int i = 0; i <= 16; ++i) scale.setColorAt(i / 16.0, heatColour(i / 16.0));
    painter.setPen(rim);
    painter.setBrush(scale);
    painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, kScaleWidth, kChip - 1), 2, 2);
    write(left + kScaleWidth + kGap + 1, "1");
    return;
  }
  int x = 0;
  for (const LegendEntry& entry : legendOf(view_)) {
    painter.setPen(rim);
    painter.setBrush(entry.colour);
    painter.drawRoundedRect(QRectF(x + 0.5, top + 0.5, kChip - 1, kChip - 1), 2, 2);
    x = write(x + kChip + kGap, entry.text) + kBetween;
  }
}

}  // namespace macadam
