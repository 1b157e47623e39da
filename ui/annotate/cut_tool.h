#pragma once

#include "labels/region.h"
#include "ui/annotate/annotate_tool.h"

#include <optional>

namespace macadam {

/// A rough stroke along a road, from which GrabCut finds the road's borders.
class CutTool : public AnnotateTool {
  Q_OBJECT

 public:
  using AnnotateTool::AnnotateTool;

  void press(const ToolPoint& point) override;
  void move(const ToolPoint& point) override;
  void release(const ToolPoint& point) override;
  void leave() override;
  bool wheel(double notches) override;
  void cancel() override;
  void paint(QPainter& painter, const PictureView& view) const override;
  QString hint() const override;

 private:
  Region stroke_;
  QPolygonF line_;  ///< Of the stroke.
  std::optional<cv::Point2d> last_, hover_;
};

}  // namespace macadam
