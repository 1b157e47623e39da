#include "ui/canvas/picture_canvas.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr int kDividerReach = 6;
constexpr double kWheelUnitsPerDoubling = 360.0;
constexpr double kKeyPan = 64.0;
constexpr double kKeyZoom = 1.25;

}  // namespace

PictureCanvas::PictureCanvas(SharedCamera& camera, QWidget* parent) : QWidget(parent), camera_(camera) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setCursor(Qt::OpenHandCursor);
  connect(&camera_, &SharedCamera::changed, this, qOverload<>(&PictureCanvas::refresh));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&PictureCanvas::refresh));
}

void PictureCanvas::setLayer(Layer layer) {
  layer_ = std::move(layer);
  refresh();
}

void PictureCanvas::setCurtain(Layer layer, const QString& left, const QString& right) {
  curtain_ = std::move(layer);
  leftTitle_ = left;
  rightTitle_ = right;
  refresh();
}

void PictureCanvas::setDivider(double share) {
  divider_ = std::clamp(share, 0.0, 1.0);
  refresh();
}

void PictureCanvas::setNote(const QString& text) {
  if (note_ == text) return;
  note_ = text;
  setAccessibleDescription(text);
  update();
}

void PictureCanvas::setPointer(std::optional<QPointF> point) {
  pointer_ = point;
  update();
}

QSize PictureCanvas::deviceSize() const {
  return (QSizeF(size()) * devicePixelRatioF()).toSize();
}

PictureView PictureCanvas::view() const {
  PictureView seen = camera_.view(deviceSize());
  seen.density = devicePixelRatioF();
  return seen;
}

void PictureCanvas::paintPicture(QPainter& painter, const PictureView& view) const {
  const int split = curtain_ ? static_cast<int>(std::lround(divider_ * view.size.width())) : view.size.width();
  if (layer_) {
    painter.save();
    if (curtain_) painter.setClipRect(QRect(0, 0, split, view.size.height()), Qt::IntersectClip);
    layer_->draw(painter, view);
    painter.restore();
  }
  if (!curtain_) return;
  painter.save();
  painter.setClipRect(QRect(split, 0, view.size.width() - split, view.size.height()), Qt::IntersectClip);
  curtain_->draw(painter, view);
  painter.restore();
}

void PictureCanvas::refresh() {
  stale_ = QRect(QPoint(), deviceSize());
  update();
}

void PictureCanvas::refresh(const QRectF& picture) {
  const PictureView seen = view();
  // Smooth drawing mixes neighbours: of the picture when it is small, of the screen when it is large.
  const double margin = 2.0 + seen.scale;
  const QRect device = QRectF(seen.toDevice(picture.topLeft()), picture.size() * seen.scale)
                           .adjusted(-margin, -margin, margin, margin)
                           .toAlignedRect()
                           .intersected(QRect(QPoint(), seen.size));
  if (device.isEmpty()) return;
  stale_ += device;
  const double ratio = devicePixelRatioF();
  update(QRectF(QPointF(device.topLeft()) / ratio, QSizeF(device.size()) / ratio).toAlignedRect());
}

/// Brings what was drawn up to date.
void PictureCanvas::draw() {
  const PictureView seen = view();
  if (drawn_.size() != seen.size) {
    drawn_ = QPixmap(seen.size);
    stale_ = drawn_.rect();
  }
  if (stale_.isEmpty() || drawn_.isNull()) return;
  QPainter painter(&drawn_);
  painter.setClipRegion(stale_);
  painter.fillRect(stale_.boundingRect(), Theme::instance().colours().plotGrid);
  paintPicture(painter, seen);
  stale_ = {};
}

void PictureCanvas::paintEvent(QPaintEvent* event) {
  draw();
  QPainter painter(this);
  const double ratio = devicePixelRatioF();
  painter.save();
  painter.setClipRegion(event->region());
  painter.scale(1.0 / ratio, 1.0 / ratio);
  painter.drawPixmap(0, 0, drawn_);
  painter.setRenderHint(QPainter::Antialiasing);
  paintOver(painter);
  painter.restore();
  painter.setRenderHint(QPainter::Antialiasing);
  if (curtain_) paintDivider(painter);
  if (pointer_) paintPointer(painter);
  if (!note_.isEmpty()) paintNote(painter);
}

void PictureCanvas::paintPointer(QPainter& painter) const {
  if (underMouse()) return;  // the pointer itself is there
  const QPointF at = view().toDevice(*pointer_) / devicePixelRatioF();
  for (const auto& [colour, width] : {std::pair(QColor(0, 0, 0, 150), 3.0), std::pair(QColor(255, 255, 255), 1.2)}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
    for (const QPointF& arm : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)}) {
      painter.drawLine(at + 4 * arm, at + 10 * arm);
    }
  }
}

void PictureCanvas::paintDividerLine(QPainter& painter, const QSizeF& size) const {
  const double x = divider_ * size.width();
  for (const QPen& pen : {QPen(QColor(0, 0, 0, 130), 3), QPen(Qt::white, 1.4)}) {
    painter.setPen(pen);
    painter.drawLine(QPointF(x, 0), QPointF(x, size.height()));
  }
}

void PictureCanvas::paintDivider(QPainter& painter) const {
  paintDividerLine(painter, size());
  const QPointF grip(divider_ * width(), height() / 2.0);
  painter.setPen(QPen(QColor(0, 0, 0, 110), 1));
  painter.setBrush(Qt::white);
  painter.drawEllipse(grip, 10, 10);
  painter.setPen(QPen(QColor(60, 62, 66), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  for (const double side : {-1.0, 1.0}) {
    painter.drawPolyline(
        QPolygonF{grip + QPointF(side * 2.5, -3.5), grip + QPointF(side * 6, 0), grip + QPointF(side * 2.5, 3.5)});
  }
  paintPill(painter, leftTitle_, Qt::AlignLeft | Qt::AlignTop);
  paintPill(painter, rightTitle_, Qt::AlignRight | Qt::AlignTop);
}

void PictureCanvas::paintPill(QPainter& painter, const QString& text, Qt::Alignment where) const {
  if (text.isEmpty()) return;
  const QString shown = fontMetrics().elidedText(text, Qt::ElideMiddle, width() / 2 - 24);
  QRect box(0, 0, fontMetrics().horizontalAdvance(shown) + 16, fontMetrics().height() + 6);
  box = QStyle::alignedRect(layoutDirection(), where, box.size(), rect().adjusted(8, 8, -8, -8));
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(20, 22, 25, 190));
  painter.drawRoundedRect(box, box.height() / 2.0, box.height() / 2.0);
  painter.setPen(QColor(245, 245, 242));
  painter.drawText(box, Qt::AlignCenter, shown);
}

/// In as many lines as it takes: it says why there is nothing to see.
void PictureCanvas::paintNote(QPainter& painter) const {
  const QRect room = rect().adjusted(16, 8, -16, -11);
  QRect words = fontMetrics().boundingRect(room, Qt::AlignHCenter | Qt::TextWordWrap, note_);
  words = words.intersected(room);
  words.moveBottom(room.bottom());
  const QRect box = words.adjusted(-8, -3, 8, 3);
  const double radius = std::min(box.height(), fontMetrics().height() + 6) / 2.0;
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(20, 22, 25, 190));
  painter.drawRoundedRect(box, radius, radius);
  painter.setPen(QColor(245, 245, 242));
  painter.drawText(words.adjusted(-1, 0, 1, 0), Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap, note_);
}

bool PictureCanvas::isAtDivider(QPointF widget) const {
  return curtain_ && std::abs(widget.x() - divider_ * width()) <= kDividerReach;
}

void PictureCanvas::showCursor(QPointF widget) {
  if (drag_ == Drag::Divider || isAtDivider(widget)) return setCursor(Qt::SplitHCursor);
  setCursor(drag_ == Drag::Picture ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
}

void PictureCanvas::wheelEvent(QWheelEvent* event) {
  const double factor = std::exp2(event->angleDelta().y() / kWheelUnitsPerDoubling);
  camera_.zoomAt(factor, toDevice(event->position()), deviceSize());
  Q_EMIT hovered(view().toPicture(toDevice(event->position())));
  event->accept();
}

void PictureCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
  drag_ = event->button() == Qt::LeftButton && isAtDivider(event->position()) ? Drag::Divider : Drag::Picture;
  dragged_ = event->position();
  showCursor(event->position());
}

void PictureCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (drag_ == Drag::Divider) setDivider(event->position().x() / std::max(1, width()));
  if (drag_ == Drag::Picture) camera_.panBy(toDevice(event->position() - dragged_));
  dragged_ = event->position();
  showCursor(event->position());
  Q_EMIT hovered(view().toPicture(toDevice(event->position())));
}

void PictureCanvas::mouseReleaseEvent(QMouseEvent* event) {
  drag_ = Drag::None;
  showCursor(event->position());
}

void PictureCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!isAtDivider(event->position())) Q_EMIT fitRequested();
}

void PictureCanvas::keyPressEvent(QKeyEvent* event) {
  const QSize size = deviceSize();
  const double step = kKeyPan * devicePixelRatioF();
  switch (event->key()) {
    case Qt::Key_Left:
      return camera_.panBy({step, 0});
    case Qt::Key_Right:
      return camera_.panBy({-step, 0});
    case Qt::Key_Up:
      return camera_.panBy({0, step});
    case Qt::Key_Down:
      return camera_.panBy({0, -step});
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return camera_.zoomAt(kKeyZoom, QRectF(QPointF(), size).center(), size);
    case Qt::Key_Minus:
      return camera_.zoomAt(1.0 / kKeyZoom, QRectF(QPointF(), size).center(), size);
    default:
      QWidget::keyPressEvent(event);
  }
}

void PictureCanvas::resizeEvent(QResizeEvent*) {
  Q_EMIT resized();
}

void PictureCanvas::leaveEvent(QEvent*) {
  Q_EMIT hovered(std::nullopt);
}

}  // namespace macadam
