#pragma once

#include "ui/canvas/picture_layer.h"

#include <QPixmap>
#include <QRegion>
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
  PictureView view() const;
  bool hasCurtain() const { return curtain_ != nullptr; }
  /// Draws these pixels of the picture anew, and no others.
  void refresh(const QRectF& picture);
  /// Draws all of it anew.
  void refresh();
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
  /// What lies over the picture and changes more often than it, with a painter in device pixels.
  virtual void paintOver(QPainter&) const {}
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

  void draw();
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
  QPixmap drawn_;  ///< The picture as it was drawn last, so that what lies over it costs no drawing of it.
  QRegion stale_;  ///< What of that is to be drawn anew, in device pixels.
};

}  // namespace macadam
