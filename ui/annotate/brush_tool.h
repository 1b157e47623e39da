#pragma once

#include "ui/annotate/annotate_tool.h"

#include <optional>

namespace macadam {

/// Paints along the pointer: one stroke is one step. The right button paints background, Shift a straight line from the
/// last stroke's end, the wheel changes the size.
class BrushTool : public AnnotateTool {
  Q_OBJECT

 public:
  /// @param label that it always paints; empty for that of the settings.
  explicit BrushTool(ToolSettings& settings, std::optional<Label> label = {}, QObject* parent = nullptr)
      : AnnotateTool(settings, parent), label_(label) {}

  void press(const ToolPoint& point) override;
  void move(const ToolPoint& point) override;
  void release(const ToolPoint& point) override;
  void doubleClick(const ToolPoint& point) override { press(point); }
  void leave() override;
  bool wheel(double notches) override;
  void cancel() override;
  void pause() override;
  void paint(QPainter& painter, const PictureView& view) const override;
  QString hint() const override;
  Qt::CursorShape cursor() const override { return Qt::BlankCursor; }

 private:
  Label labelOf(Qt::MouseButton button) const;
  void paintTo(cv::Point2d point);

  std::optional<Label> label_;
  Label painted_ = Label::Road;  ///< By the stroke.
  Qt::MouseButton button_ = Qt::NoButton;
  std::optional<cv::Point2d> last_;   ///< Where the stroke is, or where the last one ended.
  std::optional<cv::Point2d> hover_;  ///< Of the pointer.
  bool isStraight_ = false;           ///< Shift is held: the line that a press would draw is shown.
};

}  // namespace macadam
