#pragma once

#include "ui/annotate/annotate_tool.h"

#include <optional>
#include <vector>

namespace macadam {

/// A road by its centre line: clicks set the points, which can be dragged until the line is confirmed by a double
/// click or Return. It begins and ends on what is there: near an end or a junction of a road it snaps to it.
class LineTool : public AnnotateTool {
  Q_OBJECT

 public:
  using AnnotateTool::AnnotateTool;

  void press(const ToolPoint& point) override;
  void move(const ToolPoint& point) override;
  void release(const ToolPoint& point) override;
  void doubleClick(const ToolPoint& point) override;
  void leave() override;
  bool pressKey(int key) override;
  bool wheel(double notches) override;
  bool isPending() const override { return !points_.empty(); }
  void cancel() override;
  QString complete() override;
  void pause() override { leave(); }
  void paint(QPainter& painter, const PictureView& view) const override;
  QString hint() const override;

  const std::vector<cv::Point2d>& points() const { return points_; }

 private:
  void finish();
  /// The end or junction near by, or the place itself.
  cv::Point2d snapped(const ToolPoint& point);
  std::optional<std::size_t> pointAt(const ToolPoint& point) const;

  std::vector<cv::Point2d> points_;
  std::optional<std::size_t> dragged_;
  std::optional<cv::Point2d> hover_;
  bool snaps_ = false;  ///< What is hovered is an end or a junction.
};

}  // namespace macadam
