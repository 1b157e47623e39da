#pragma once

#include "labels/region.h"
#include "ui/annotate/annotate_tool.h"
#include "ui/jobs/problem_list.h"

#include <QFutureWatcher>
#include <QThreadPool>
#include <deque>
#include <optional>
#include <vector>

namespace macadam {

/// A rough stroke along a road, from which GrabCut finds the road's borders: beside the window, as it takes a moment.
class CutTool : public AnnotateTool {
  Q_OBJECT

 public:
  explicit CutTool(ToolSettings& settings, QObject* parent = nullptr);
  ~CutTool() override;

  void press(const ToolPoint& point) override;
  void move(const ToolPoint& point) override;
  void release(const ToolPoint& point) override;
  void leave() override;
  bool wheel(double notches) override;
  /// Leaves the stroke that is being drawn. Those that are complete are waited for and taken, so that whatever comes
  /// next finds nothing on its way.
  void cancel() override;
  void paint(QPainter& painter, const PictureView& view) const override;
  QString hint() const override;

 private:
  struct Stroke {
    Region region;
    std::vector<cv::Point2d> line;
    double diameter = 0.0;
  };
  struct Found {
    Region region;
    QList<Problem> problems;
  };
  /// A complete stroke.
  struct Cut {
    Stroke stroke;
    Label label;
    QFutureWatcher<Found>* found;
  };

  void find(Stroke stroke);
  /// Those that are found, in the order in which they were drawn.
  void takeFound();
  void take(const Cut& cut);

  std::optional<Stroke> stroke_;
  std::optional<cv::Point2d> hover_;
  QThreadPool thread_;
  std::deque<Cut> cuts_;
};

}  // namespace macadam
