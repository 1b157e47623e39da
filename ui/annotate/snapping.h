#pragma once

#include "ui/annotate/annotate_tool.h"

#include <optional>
#include <vector>

namespace macadam {

class LabelSession;

/// The end or junction of the labels' roads that a hand meant; empty where there is none near, and while Alt is held.
std::optional<cv::Point2d> snapToRoad(LabelSession& session, const ToolPoint& point);

/// The centre line of a new road, its ends led to the middle of the roads that it meets, so that no gap stays.
std::vector<cv::Point2d> closedOverCrossings(LabelSession& session, std::vector<cv::Point2d> line, double width);

}  // namespace macadam
