#include "ui/compare/grid_figure.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr double kCellWidth = 150.0;  ///< Points: four across fill a page.
constexpr double kMargin = 6.0;
constexpr double kGap = 5.0;
constexpr double kLineHeight = 13.0;
constexpr double kFontSize = 9.0;
constexpr double kChip = 7.0;
constexpr double kChipGap = 3.0;
constexpr double kScaleWidth = 60.0;
constexpr int kPointsPerInch = 72;
constexpr int kPdfUnitsPerInch = 1200;
constexpr double kSmallestPngScale = 2.0;
constexpr double kLargestPngSide = 16000.0;

/// Where things are; the same for every writer.
struct Layout {
  double cellWidth, cellHeight, titleHeight, captionHeight, left, headHeight, legendHeight;
  int columns, rows;

  double rowHeight() const { return titleHeight + cellHeight + captionHeight + kGap; }
  QRectF image(int index) const {
    const int column = index % columns, row = index / columns;
    return {left + column * (cellWidth + kGap), kMargin + headHeight + row * rowHeight() + titleHeight, cellWidth,
            cellHeight};
  }
  QSizeF size() const {
    return {left + columns * (cellWidth + kGap) - kGap + kMargin,
            kMargin + headHeight + rows * rowHeight() - kGap + legendHeight + kMargin};
  }
};

Layout layoutOf(const GridFigure& figure, double cellWidth) {
  double aspect = 0.0;
  bool hasTitles = false, hasCaptions = false;
  for (const GridCell& cell : figure.cells) {
    if (!cell.image.isNull()) aspect = std::max(aspect, double(cell.image.height()) / cell.image.width());
    hasTitles = hasTitles || !cell.title.isEmpty();
    hasCaptions = hasCaptions || !cell.caption.isEmpty();
  }
  const int columns = std::max(1, figure.columns);
  return {.cellWidth = cellWidth,
          .cellHeight = cellWidth * (aspect > 0.0 ? aspect : 1.0),
          .titleHeight = hasTitles ? kLineHeight : 0.0,
          .captionHeight = hasCaptions ? kLineHeight : 0.0,
          .left = kMargin + (figure.rowTitles.isEmpty() ? 0.0 : kLineHeight),
          .headHeight = figure.columnTitles.isEmpty() ? 0.0 : kLineHeight,
          .legendHeight = figure.legend.isEmpty() ? 0.0 : kLineHeight + kGap,
          .columns = columns,
          .rows = (static_cast<int>(figure.cells.size()) + columns - 1) / columns};
}

QFont figureFont() {
  QFont font("Helvetica");
  font.setStyleHint(QFont::SansSerif);
  font.setPixelSize(static_cast<int>(kFontSize));
  font.setHintingPreference(QFont::PreferNoHinting);
  return font;
}

void write(QPainter& painter, const QRectF& box, const QString& text) {
  const QString shown = QFontMetricsF(painter.font()).elidedText(text, Qt::ElideMiddle, box.width());
  painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, shown);
}

double widthOf(const LegendEntry& entry, const QFontMetricsF& metrics) {
  const double words = metrics.horizontalAdvance(entry.text) + kChipGap;
  return words + (entry.colour.isValid() ? kChip : metrics.horizontalAdvance("01") + 2 * kChipGap + kScaleWidth);
}

void paintLegend(QPainter& painter, const GridFigure& figure, const Layout& layout) {
  const QFontMetricsF metrics(painter.font());
  double width = -kLineHeight;
  for (const LegendEntry& entry : figure.legend) width += widthOf(entry, metrics) + kLineHeight;
  double x = std::max(kMargin, (layout.size().width() - width) / 2.0);
  const double top = layout.size().height() - kMargin - kLineHeight;
  const auto write = [&](const QString& words) {
    const double advance = metrics.horizontalAdvance(words);
    painter.setPen(Qt::black);
    painter.drawText(QRectF(x, top, advance, kLineHeight), Qt::AlignCenter | Qt::TextDontClip, words);
    x += advance + kChipGap;
  };
  const auto fill = [&](double symbolWidth, const QBrush& brush) {
    painter.setPen(QPen(QColor(90, 90, 90), 0.5));
    painter.setBrush(brush);
    painter.drawRect(QRectF(x, top + (kLineHeight - kChip) / 2.0, symbolWidth, kChip));
    x += symbolWidth + kChipGap;
  };
  for (const LegendEntry& entry : figure.legend) {
    if (entry.colour.isValid()) {
      fill(kChip, entry.colour);
      write(entry.text);
    } else {
      write(entry.text);
      write("0");
      fill(kScaleWidth, heatScale(x, x + kScaleWidth));
      write("1");
    }
    x += kLineHeight - kChipGap;
  }
}

QByteArray toPdf(const GridFigure& figure) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setCreator("Macadam");
    writer.setResolution(kPdfUnitsPerInch);
    writer.setPageMargins(QMarginsF());
    writer.setPageSize(QPageSize(figureSize(figure, kCellWidth), QPageSize::Point));
    QPainter painter(&writer);
    painter.scale(double(kPdfUnitsPerInch) / kPointsPerInch, double(kPdfUnitsPerInch) / kPointsPerInch);
    paintFigure(painter, figure, kCellWidth);
  }
  return bytes;
}

/// At the resolution of the largest picture, so that none of its pixels is lost.
QByteArray toPng(const GridFigure& figure) {
  const QSizeF size = figureSize(figure, kCellWidth);
  double scale = kSmallestPngScale;
  for (const GridCell& cell : figure.cells) scale = std::max(scale, cell.image.width() / kCellWidth);
  scale = std::min(scale, kLargestPngSide / std::max(size.width(), size.height()));
  QImage picture((size * scale).toSize(), QImage::Format_RGB32);
  picture.fill(Qt::white);
  QPainter painter(&picture);
  painter.scale(scale, scale);
  paintFigure(painter, figure, kCellWidth);
  painter.end();
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  picture.save(&buffer, "PNG");
  return bytes;
}

}  // namespace

QSizeF figureSize(const GridFigure& figure, double cellWidth) {
  return layoutOf(figure, cellWidth).size();
}

void paintFigure(QPainter& painter, const GridFigure& figure, double cellWidth) {
  const Layout layout = layoutOf(figure, cellWidth);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
  painter.setFont(figureFont());
  painter.setPen(Qt::black);
  for (int column = 0; column < figure.columnTitles.size(); ++column) {
    const QRectF image = layout.image(column);
    write(painter, {image.left(), kMargin, image.width(), kLineHeight}, figure.columnTitles[column]);
  }
  for (int row = 0; row < figure.rowTitles.size(); ++row) {
    const QRectF image = layout.image(row * layout.columns);
    painter.save();
    painter.translate(kMargin, image.bottom());
    painter.rotate(-90);
    write(painter, {0, 0, image.height(), kLineHeight}, figure.rowTitles[row]);
    painter.restore();
  }
  for (int index = 0; index < figure.cells.size(); ++index) {
    const GridCell& cell = figure.cells[index];
    const QRectF box = layout.image(index);
    if (!cell.image.isNull()) {
      QRectF place(QPointF(), QSizeF(cell.image.size()).scaled(box.size(), Qt::KeepAspectRatio));
      place.moveCenter(box.center());
      painter.drawImage(place, cell.image);
    }
    write(painter, {box.left(), box.top() - layout.titleHeight, box.width(), layout.titleHeight}, cell.title);
    write(painter, {box.left(), box.bottom(), box.width(), layout.captionHeight}, cell.caption);
  }
  paintLegend(painter, figure, layout);
}

void writeFigure(const GridFigure& figure, const QString& file) {
  const QByteArray bytes = file.endsWith(".pdf", Qt::CaseInsensitive) ? toPdf(figure) : toPng(figure);
  AtomicFile target(file.toStdString());
  target.write(bytes.constData(), static_cast<std::size_t>(bytes.size()));
  target.commit();
}

}  // namespace macadam
