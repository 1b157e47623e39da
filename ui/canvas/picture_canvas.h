#pragma once

#include "ui/canvas/picture_layer.h"

#include <QWidget>
#include <memory>
#include <optional>

namespace macadam {

/// One picture under the shared camera: wheel zooms at the pointer, dragging pans, double click fits; with a curtain, a
/// second picture to the right of a divider that can be dragged.
class PictureCanvas : public QWidget {
  Q_OBJECT

 public:
  using Layer = std::shared_ptr<const PictureLayer>;

  explicit PictureCanvas(SharedCamera& camera, QWidget* parent = nullptr);

  void setLayer(Layer layer);
  const Layer& layer() const { return layer_; }
  /// Null takes the curtain away.
  void setCurtain(Layer layer, const QString& left = {}, const QString& right = {});
  /// Where the divider is, as a share of the width.
  double divider() const { return divider_; }
  void setDivider(double share);
  /// A line over the picture, for what is awaited or went wrong; empty for none.
  void setNote(const QString& text);
  const QString& note() const { return note_; }
  /// The picture's point that the pointer is at in any of the panes.
  void setPointer(std::optional<QPointF> point);

  QSize deviceSize() const;
  PictureView view() const { return camera_.view(deviceSize()); }
  bool hasCurtain() const { return curtain_ != nullptr; }
  /// Draws what the pane shows, without pointer and note, with a painter in device pixels.
  void paintPicture(QPainter& painter, const PictureView& view) const;
  /// The line between the two pictures of a curtain, on a pane of this size.
  void paintDividerLine(QPainter& painter, const QSizeF& size) const;
  QSize sizeHint() const override { return {360, 300}; }
  QSize minimumSizeHint() const override { return {140, 110}; }

 Q_SIGNALS:
  void hovered(std::optional<QPointF> point);
  void fitRequested();
  void resized();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  enum class Drag { None, Picture, Divider };

  QPointF toDevice(QPointF widget) const { return widget * devicePixelRatioF(); }
  bool isAtDivider(QPointF widget) const;
  void showCursor(QPointF widget);
  void paintPointer(QPainter& painter) const;
  void paintDivider(QPainter& painter) const;
  void paintPill(QPainter& painter, const QString& text, Qt::Alignment where) const;
  void paintNote(QPainter& painter) const;

  SharedCamera& camera_;
  Layer layer_, curtain_;
  QString leftTitle_, rightTitle_;
  QString note_;
  std::optional<QPointF> pointer_;
  double divider_ = 0.5;
  Drag drag_ = Drag::None;
  QPointF dragged_;
};

}  // namespace macadam
