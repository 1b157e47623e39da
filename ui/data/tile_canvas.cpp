#include "ui/data/tile_preview.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr double kLargestZoom = 32.0;
constexpr int kMargin = 12;

}  // namespace

TileCanvas::TileCanvas(QWidget* parent) : QWidget(parent) {
  setMinimumSize(120, 120);
  setCursor(Qt::OpenHandCursor);
  setAccessibleName(tr("Tile, large"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TileCanvas::setTile(const TilePicture& tile, QSize fullSize, Camera camera) {
  tile_ = tile;
  fullSize_ = fullSize;
  if (camera == Camera::Fit) fit();
  update();
}

void TileCanvas::setOverlay(const RoadOverlay& overlay) {
  overlay_ = overlay;
  update();
}

void TileCanvas::fit() {
  zoom_ = 1.0;
  offset_ = {};
  update();
  Q_EMIT scaleChanged();
}

double TileCanvas::fitScale() const {
  if (fullSize_.isEmpty()) return 1.0;
  return std::max(0.01, std::min(double(width() - 2 * kMargin) / fullSize_.width(),
                                 double(height() - 2 * kMargin) / fullSize_.height()));
}

QRectF TileCanvas::target() const {
  QRectF rect(QPointF(), QSizeF(fullSize_) * scale());
  rect.moveCenter(QRectF(this->rect()).center() + offset_);
  return rect;
}

void TileCanvas::zoomBy(double factor, QPointF at) {
  const double before = zoom_;
  zoom_ = std::clamp(zoom_ * factor, 1.0, std::max(1.0, kLargestZoom / fitScale()));
  const QPointF fromCentre = at - QRectF(rect()).center();
  offset_ = fromCentre - (fromCentre - offset_) * (zoom_ / before);
  keepInSight();
  update();
  Q_EMIT scaleChanged();
}

void TileCanvas::keepInSight() {
  const QSizeF size = QSizeF(fullSize_) * scale();
  const double x = std::max(0.0, (size.width() - width()) / 2.0 + kMargin);
  const double y = std::max(0.0, (size.height() - height()) / 2.0 + kMargin);
  if (zoom_ == 1.0) offset_ = {};
  offset_ = {std::clamp(offset_.x(), -x, x), std::clamp(offset_.y(), -y, y)};
}

void TileCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(Theme::instance().isDark() ? QPalette::Base : QPalette::Midlight));
  if (tile_.picture.isNull()) {
    painter.setPen(Theme::instance().colours().mutedText);
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, tile_.failure);
    return;
  }
  const bool isEnlarged = scale() * devicePixelRatioF() > 2.0 && tile_.picture.width() >= fullSize_.width();
  painter.setRenderHint(QPainter::SmoothPixmapTransform, !isEnlarged);  // pixels are seen as pixels
  painter.drawImage(target(), tile_.picture);
  if (!overlay_.shown || tile_.road.isNull()) return;
  painter.setOpacity(overlay_.opacity);
  painter.drawImage(target(), tile_.road);
}

void TileCanvas::wheelEvent(QWheelEvent* event) {
  zoomBy(std::pow(2.0, event->angleDelta().y() / 360.0), event->position());
  event->accept();
}

void TileCanvas::mousePressEvent(QMouseEvent* event) {
  grabbed_ = event->position() - offset_;
  setCursor(Qt::ClosedHandCursor);
}

void TileCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (!event->buttons().testFlag(Qt::LeftButton)) return;
  offset_ = event->position() - grabbed_;
  keepInSight();
  update();
}

void TileCanvas::mouseReleaseEvent(QMouseEvent*) {
  setCursor(Qt::OpenHandCursor);
}

void TileCanvas::mouseDoubleClickEvent(QMouseEvent*) {
  Q_EMIT doubleClicked();
}

void TileCanvas::resizeEvent(QResizeEvent*) {
  keepInSight();
  Q_EMIT scaleChanged();
}

}  // namespace macadam
