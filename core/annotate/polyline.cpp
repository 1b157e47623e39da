#include "annotate/polyline.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <utility>

namespace macadam {

double lengthOf(const Polyline& line) {
  double length = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) length += cv::norm(line[i] - line[i - 1]);
  return length;
}

Polyline resampled(const Polyline& line, double step) {
  const double length = lengthOf(line);
  const int pieces = std::max(1, cvRound(length / step));
  Polyline points{line.front()};
  double walked = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double piece = cv::norm(line[i] - line[i - 1]);
    while (int(points.size()) < pieces && piece > 0.0) {
      const double ahead = length * double(points.size()) / pieces - walked;
      if (ahead > piece) break;
      points.push_back(line[i - 1] + (line[i] - line[i - 1]) * (ahead / piece));
    }
    walked += piece;
  }
  points.push_back(line.back());
  return points;
}

Polyline smoothed(Polyline line, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    Polyline next = line;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) next[i] = (line[i - 1] + line[i] * 2.0 + line[i + 1]) / 4.0;
    line = std::move(next);
  }
  return line;
}

Polyline simplified(const Polyline& line, double tolerance) {
  if (line.size() < 3) return line;
  const std::vector<cv::Point2f> all(line.begin(), line.end());
  std::vector<cv::Point2f> few;
  cv::approxPolyDP(all, few, tolerance, false);
  Polyline simple(few.begin(), few.end());
  simple.front() = line.front();  // exactly
  simple.back() = line.back();
  return simple;
}

}  // namespace macadam
