#pragma once

#include "ui/annotate/annotate_tool.h"
#include "ui/jobs/newest_wins.h"

#include <QThreadPool>
#include <memory>
#include <optional>
#include <vector>

namespace macadam {

class RoadPath;

/// A road that is found: one click says where it begins, from there the best way to the pointer is shown, and each
/// further click takes it; or all with one drag. With Shift the way is straight. The way follows the predictions that
/// are suggested, or, without them, the picture alone.
class PathTool : public AnnotateTool {
  Q_OBJECT

 public:
  explicit PathTool(ToolSettings& settings, QObject* parent = nullptr);
  ~PathTool() override;

  void setSession(LabelSession* session) override;
  void press(const ToolPoint& point) override;
  void move(const ToolPoint& point) override;
  void release(const ToolPoint& point) override;
  void doubleClick(const ToolPoint& point) override;
  void leave() override;
  bool pressKey(int key) override;
  bool wheel(double notches) override;
  bool isPending() const override { return from_.has_value(); }
  void cancel() override;
  QString complete() override;
  void pause() override;
  void adjust() override;
  void paint(QPainter& painter, const PictureView& view) const override;
  QString hint() const override;

 private:
  void forget();
  void prepare(cv::Point2d around);
  void prepareAhead(cv::Point2d around);
  void begin(cv::Point2d at);
  /// The end or junction near by, or the place itself.
  cv::Point2d snapped(const ToolPoint& point) const;
  std::vector<cv::Point2d> wayTo(cv::Point2d to) const;
  void take(cv::Point2d to);
  cv::Rect windowAround(cv::Point2d at) const;

  std::shared_ptr<RoadPath> paths_;
  cv::Rect window_;  ///< Of the picture, that they are in.
  std::optional<cv::Point2d> from_, hover_;
  std::vector<cv::Point2d> way_;
  std::optional<cv::Point2d> pressed_;  ///< Where a drag may have begun.
  bool isStraight_ = false;             ///< Shift is held.
  QMetaObject::Connection following_;
  QThreadPool thread_;
  NewestWins<std::shared_ptr<RoadPath>> preparing_;  ///< What the picture tells of roads takes a moment.
  bool isAsked_ = false;
};

}  // namespace macadam
