#include "ui/widgets/plot/curve_plot.h"
#include "ui/widgets/plot/paper_size.h"
#include "ui/widgets/qcustomplot.h"

#include <QBuffer>
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

QImage CurvePlot::picture(const QString& title) {
  QImage image;
  drawOnPaper(title, [&](QSize size) {
    constexpr double kScale = kPrintedPixelsPerInch / kPixelsPerInch;
    image = plot_->toPixmap(size.width(), size.height(), kScale).toImage();
  });
  constexpr double kInchesPerMetre = 1000.0 / 25.4;
  image.setDotsPerMeterX(qRound(kPrintedPixelsPerInch * kInchesPerMetre));
  image.setDotsPerMeterY(image.dotsPerMeterX());
  return image;
}

QByteArray CurvePlot::pdf(const QString& title) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  drawOnPaper(title, [&](QSize size) {
    QPdfWriter writer(&buffer);
    writer.setTitle(title.isEmpty() ? tr("Training curves") : title);
    writer.setPageMargins(QMarginsF());
    writer.setResolution(static_cast<int>(kPixelsPerInch));
    constexpr double kPointsPerInch = 72.0;
    writer.setPageSize(QPageSize(QSizeF(size) * kPointsPerInch / kPixelsPerInch, QPageSize::Point));
    QCPPainter painter(&writer);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    plot_->toPainter(&painter, size.width(), size.height());
  });
  return buffer.data();
}

void CurvePlot::drawOnPaper(const QString& title, const std::function<void(QSize)>& draw) {
  const int panels = std::max(1, static_cast<int>(shownPanels().size()));
  setGround(Ground::Paper, title);
  draw({kPaperWidth, (title.isEmpty() ? 0 : kTitleHeight) + panels * kPaperPanelHeight + kAxisHeight});
  setGround(Ground::Window, {});
}

/// Builds legends anew: which entries they have, and thereby their order, depends on the ground.
void CurvePlot::setGround(Ground ground, const QString& title) {
  ground_ = ground;
  for (const Panel& part : parts_) part.legend->clearItems();
  arrange();
  updateRanges();
  nameCurves();
  if (title.isEmpty()) return;
  QFont bold = font();
  bold.setPixelSize(kPaperFontPixels + 2);
  bold.setBold(true);
  auto* heading = new QCPTextElement(plot_, title, bold);
  heading->setTextColor(Qt::black);
  plot_->plotLayout()->insertRow(0);
  plot_->plotLayout()->addElement(0, 0, heading);
}

}  // namespace macadam
