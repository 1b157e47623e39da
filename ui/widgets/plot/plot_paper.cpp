#include "ui/widgets/plot/plot_paper.h"

#include "ui/widgets/plot/paper_size.h"
#include "ui/widgets/qcustomplot.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageSize>
#include <QPdfWriter>
#include <algorithm>

namespace macadam {
namespace {

constexpr double kPixelsPerInch = 96.0;
constexpr double kPrintedPixelsPerInch = 288.0;
constexpr int kTitleHeight = 24;
constexpr int kAxisHeight = 60;  ///< Below the last panel, and for the names of stages above the first.

}  // namespace

PlotPaper::PlotPaper(QCustomPlot& plot, const QString& title, QFont font, int panels)
    : plot_(plot),
      title_(title),
      size_(kPaperWidth, (title.isEmpty() ? 0 : kTitleHeight) + std::max(1, panels) * kPaperPanelHeight + kAxisHeight) {
  if (title.isEmpty()) return;
  font.setPixelSize(kPaperFontPixels + 2);
  font.setBold(true);
  auto* heading = new QCPTextElement(&plot_, title, font);
  heading->setTextColor(Qt::black);
  plot_.plotLayout()->insertRow(0);
  plot_.plotLayout()->addElement(0, 0, heading);
}

QImage PlotPaper::picture() const {
  constexpr double kScale = kPrintedPixelsPerInch / kPixelsPerInch;
  constexpr double kInchesPerMetre = 1000.0 / 25.4;
  QImage image = plot_.toPixmap(size_.width(), size_.height(), kScale).toImage();
  image.setDotsPerMeterX(qRound(kPrintedPixelsPerInch * kInchesPerMetre));
  image.setDotsPerMeterY(image.dotsPerMeterX());
  return image;
}

QByteArray PlotPaper::pdf() const {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setTitle(title_.isEmpty() ? QCoreApplication::translate("CurvePlot", "Training curves") : title_);
    writer.setPageMargins(QMarginsF());
    writer.setResolution(static_cast<int>(kPixelsPerInch));
    constexpr double kPointsPerInch = 72.0;
    writer.setPageSize(QPageSize(QSizeF(size_) * kPointsPerInch / kPixelsPerInch, QPageSize::Point));
    QCPPainter painter(&writer);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    plot_.toPainter(&painter, size_.width(), size_.height());
  }
  return buffer.data();
}

}  // namespace macadam
