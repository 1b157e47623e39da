#pragma once

#include "ui/annotate/annotate_tool.h"

#include <functional>
#include <optional>

namespace macadam {

/// Fills what is connected and of a like colour with one click; the wheel changes the tolerance.
class FillTool : public AnnotateTool {
  Q_OBJECT

 public:
  using AnnotateTool::AnnotateTool;

  void press(const ToolPoint& point) override;
  void doubleClick(const ToolPoint&) override {}
  bool wheel(double notches) override;
  QString hint() const override;
};

/// Takes over the label under the pointer, and with it, of a road, its width.
class PickTool : public AnnotateTool {
  Q_OBJECT

 public:
  using AnnotateTool::AnnotateTool;

  void press(const ToolPoint& point) override;
  QString hint() const override;
};

/// "Road as wide as here": measures the road's width across the place that is clicked, and takes it over.
class WidthTool : public AnnotateTool {
  Q_OBJECT

 public:
  using AnnotateTool::AnnotateTool;

  void press(const ToolPoint& point) override;
  QString hint() const override;

 private:
  std::optional<double> widthAt(cv::Point2d at) const;
};

}  // namespace macadam
