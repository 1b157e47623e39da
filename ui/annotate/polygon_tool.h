#pragma once

#include "ui/annotate/annotate_tool.h"

#include <optional>
#include <vector>

namespace macadam {

/// An area by its corners; a double click, Return or a click on the first corner closes it.
class PolygonTool : public AnnotateTool {
  Q_OBJECT

 public:
  using AnnotateTool::AnnotateTool;

  void press(const ToolPoint& point) override;
  void move(const ToolPoint& point) override;
  void doubleClick(const ToolPoint& point) override;
  void leave() override;
  bool pressKey(int key) override;
  bool isPending() const override { return !corners_.empty(); }
  void cancel() override;
  QString complete() override;
  void pause() override { leave(); }
  void paint(QPainter& painter, const PictureView& view) const override;
  QString hint() const override;

 private:
  void finish();
  std::vector<cv::Point2d> corners_;
  std::optional<cv::Point2d> hover_;
};

}  // namespace macadam
