#pragma once

#include "ui/annotate/annotate_tool.h"
#include "ui/canvas/picture_canvas.h"

#include <QPointer>

namespace macadam {

/// A picture on which a tool works: the left and the right button are the tool's, the middle one, or the left one while
/// Space is held, moves the picture; the wheel is the tool's where it has a use for it, and zooms with Ctrl.
class AnnotateCanvas : public PictureCanvas {
  Q_OBJECT

 public:
  explicit AnnotateCanvas(SharedCamera& camera, QWidget* parent = nullptr);

  /// It outlives the canvas's interest in it; null for none.
  void setTool(AnnotateTool* tool);
  AnnotateTool* tool() const { return tool_; }

 protected:
  void paintOver(QPainter& painter) const override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void leaveEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  ToolPoint pointOf(const QMouseEvent& event) const;
  void showToolCursor();

  QPointer<AnnotateTool> tool_;
  bool holdsSpace_ = false;
  bool isPanning_ = false;
};

}  // namespace macadam
