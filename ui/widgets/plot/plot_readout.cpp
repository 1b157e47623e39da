#include "ui/widgets/plot/plot_readout.h"

#include "ui/widgets/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kPadding = 8;
constexpr int kSwatch = 8;
constexpr int kGap = 6;
constexpr int kFromPointer = 14;

}  // namespace

PlotReadout::PlotReadout(QWidget* plot) : QWidget(plot) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  hide();
}

void PlotReadout::show(Content content) {
  content_ = std::move(content);
  setGeometry(parentWidget()->rect());
  QWidget::show();
  raise();
  update();
}

void PlotReadout::clear() {
  hide();
}

void PlotReadout::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(QPen(Theme::instance().colours().mutedText, 1, Qt::DotLine));
  for (const QRect& panel : content_.panels) {
    painter.drawLine(QPointF(content_.x, panel.top()), QPointF(content_.x, panel.bottom()));
  }
  painter.setRenderHint(QPainter::Antialiasing);
  for (const Row& row : content_.rows) {
    if (!row.colour.isValid()) continue;
    const bool isInside =
        std::ranges::any_of(content_.panels, [&](const QRect& panel) { return QRectF(panel).contains(row.dot); });
    if (!isInside) continue;
    painter.setPen(QPen(palette().color(QPalette::Base), 1.5));
    painter.setBrush(row.colour);
    painter.drawEllipse(row.dot, 4, 4);
  }
  paintBox(painter);
}

void PlotReadout::paintBox(QPainter& painter) const {
  const QFontMetrics metrics = painter.fontMetrics();
  QFont bold = painter.font();
  bold.setBold(true);
  const int line = metrics.height() + 1;
  int names = 0;
  int values = 0;
  int headings = QFontMetrics(bold).horizontalAdvance(content_.heading);
  for (const Row& row : content_.rows) {
    int& width = row.colour.isValid() ? names : headings;
    width = std::max(width, metrics.horizontalAdvance(row.name));
    values = std::max(values, metrics.horizontalAdvance(row.value));
  }
  const int width = std::max(headings, kSwatch + kGap + names + 2 * kGap + values) + 2 * kPadding;
  const auto fitting = static_cast<std::size_t>(std::max(0, (height() - 2 * kPadding) / line - 1));
  const std::size_t count = std::min(content_.rows.size(), fitting);
  const int boxHeight = line * static_cast<int>(count + 1) + 2 * kPadding;
  const bool fitsRight = content_.x + kFromPointer + width <= this->width();
  const int left =
      static_cast<int>(fitsRight ? content_.x + kFromPointer : std::max(0.0, content_.x - kFromPointer - width));
  const int above = content_.panels.empty() ? 0 : content_.panels.front().top() + 4;
  const QRect box(left, std::max(0, std::min(above, height() - boxHeight)), width, boxHeight);

  QColor ground = Theme::instance().colours().raised;
  ground.setAlpha(240);
  painter.setPen(Theme::instance().colours().border);
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

  QRect place(box.left() + kPadding, box.top() + kPadding, width - 2 * kPadding, line);
  painter.setPen(palette().color(QPalette::Text));
  painter.setFont(bold);
  painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, content_.heading);
  bold.setBold(false);
  painter.setFont(bold);
  for (std::size_t i = 0; i < count; ++i) {
    const Row& row = content_.rows[i];
    place.translate(0, line);
    painter.setPen(row.colour.isValid() ? palette().color(QPalette::Text) : Theme::instance().colours().mutedText);
    if (row.colour.isValid()) {
      painter.fillRect(QRect(place.left(), place.center().y() - 1, kSwatch, 3), row.colour);
      painter.drawText(place.adjusted(kSwatch + kGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
    } else {
      painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, row.name);
    }
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, row.value);
  }
}

}  // namespace macadam
