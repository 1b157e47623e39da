#include "scripted_user.h"

#include "annotate/proposals.h"
#include "annotate/road_path.h"
#include "annotate/shapes.h"
#include "buffered_score.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace macadam::effort {
namespace {

constexpr double kGoal = 0.95;
constexpr double kBuffer = 3.0;
constexpr double kShortest = 6.0;  // pixels of a road that is drawn at all

/// Paint on a tile, and how good it is.
class Sheet {
 public:
  explicit Sheet(const cv::Mat& road) : truth_(road), paint_(cv::Mat::zeros(road.size(), CV_8UC1)) {}

  void add(const Region& region) { paint_ |= region.toMask(cv::Rect({}, paint_.size())); }
  void erase(const Region& region) { paint_.setTo(0, region.toMask(cv::Rect({}, paint_.size()))); }
  double f1() const { return truth_.score(paint_).f1(); }
  cv::Mat missing() const { return truth_.missing(paint_); }
  cv::Mat wrong() const { return truth_.wrong(paint_); }
  const cv::Mat& paint() const { return paint_; }
  void set(const cv::Mat& paint) { paint_ = paint.clone(); }
  double f1Of(const cv::Mat& paint) const { return truth_.score(paint).f1(); }

 private:
  BufferedTruth truth_;
  cv::Mat paint_;
};

/// Twice the mean distance from a road's middle to its edge.
double widthOf(const Polyline& road, const cv::Mat& mask) {
  cv::Mat bordered, distance;
  cv::copyMakeBorder(mask != 0, bordered, 8, 8, 8, 8, cv::BORDER_REPLICATE);
  cv::distanceTransform(bordered, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
  std::vector<float> values;
  for (const cv::Point2d point : road) {
    const cv::Point pixel(std::clamp(cvFloor(point.x), 0, mask.cols - 1),
                          std::clamp(cvFloor(point.y), 0, mask.rows - 1));
    values.push_back(distance.at<float>(pixel + cv::Point(8, 8)));
  }
  std::ranges::nth_element(values, values.begin() + std::ptrdiff_t(values.size() / 2));
  return std::max(3.0, 2.0 * double(values[values.size() / 2]) - 1.0);
}

/// Share of a line's places that are within the buffer of another.
double shareNear(const Polyline& line, const Polyline& other) {
  const Polyline places = resampled(line, 4.0), others = resampled(other, 2.0);
  int near = 0;
  for (const cv::Point2d place : places) {
    near += std::ranges::any_of(others, [&](cv::Point2d each) { return cv::norm(each - place) <= kBuffer; }) ? 1 : 0;
  }
  return double(near) / double(places.size());
}

bool fits(const Polyline& way, const Polyline& road, double share) {
  return shareNear(way, road) >= share && shareNear(road, way) >= share;
}

/// A road as it was drawn, and in how many pieces.
struct Drawn {
  Polyline line;
  int pieces = 0;
};

/// Draws a road from its first point to its last, each piece as far as `pieceTo(first, last)` stays on it.
using PieceTo = std::function<Polyline(const Polyline& road, std::size_t first, std::size_t last)>;

std::size_t furthest(const Polyline& road, std::size_t first, const PieceTo& pieceTo, double share) {
  std::size_t good = first;
  int failures = 0;
  for (std::size_t last = first + 2; first + 1 < road.size(); last += 4) {
    last = std::min(last, road.size() - 1);
    const Polyline part(road.begin() + std::ptrdiff_t(first), road.begin() + std::ptrdiff_t(last) + 1);
    failures = fits(pieceTo(road, first, last), part, share) ? 0 : failures + 1;
    if (failures == 0) good = last;
    if (last == road.size() - 1 || failures > 12) break;
  }
  return good;
}

Polyline straight(const Polyline& road, std::size_t first, std::size_t last) {
  return {road[first], road[last]};
}

Drawn drawByPath(const Polyline& wholeRoad, RoadPath& path, double share) {
  const Polyline road = resampled(wholeRoad, 4.0);
  const PieceTo way = [&path](const Polyline& line, std::size_t, std::size_t last) { return path.to(line[last]); };
  Drawn drawn{{road.front()}, 0};
  for (std::size_t at = 0; at + 1 < road.size(); ++drawn.pieces) {
    path.start(road[at]);
    const std::size_t byWay = furthest(road, at, way, share), byLine = furthest(road, at, straight, share);
    const std::size_t next = std::max({byWay, byLine, at + 1});
    const Polyline piece = byWay >= byLine && byWay > at ? path.to(road[next]) : straight(road, at, next);
    drawn.line.insert(drawn.line.end(), piece.begin() + 1, piece.end());
    at = next;
  }
  return drawn;
}

/// The arc through a piece's ends and as near to its middle as a parabola comes: what one movement of a hand draws.
Polyline arc(const Polyline& piece) {
  const Polyline places = resampled(piece, lengthOf(piece) / 16.0);
  const cv::Point2d from = places.front(), to = places.back();
  double weight = 0.0;
  cv::Point2d pull;
  for (std::size_t i = 0; i < places.size(); ++i) {  // least squares
    const double at = double(i) / double(places.size() - 1), bulge = 4.0 * at * (1.0 - at);
    pull += (places[i] - (from + (to - from) * at)) * bulge;
    weight += bulge * bulge;
  }
  if (weight > 0.0) pull /= weight;
  Polyline line;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const double at = double(i) / double(places.size() - 1);
    line.push_back(from + (to - from) * at + pull * (4.0 * at * (1.0 - at)));
  }
  return line;
}

double furthestOff(const Polyline& line, const Polyline& other) {
  const Polyline others = resampled(other, 1.0);
  double most = 0.0;
  for (const cv::Point2d place : resampled(line, 4.0)) {
    double nearest = 1e9;
    for (const cv::Point2d each : others) nearest = std::min(nearest, cv::norm(each - place));
    most = std::max(most, nearest);
  }
  return most;
}

Drawn drawByArcs(const Polyline& wholeRoad, double reach, double tolerance) {
  constexpr double kSpacing = 4.0;
  const Polyline road = resampled(wholeRoad, kSpacing);
  const std::size_t most = std::max<std::size_t>(1, std::size_t(reach / kSpacing));
  Drawn drawn{{road.front()}, 0};
  for (std::size_t at = 0; at + 1 < road.size(); ++drawn.pieces) {
    std::size_t good = at + 1;
    Polyline best{road[at], road[at + 1]};
    for (std::size_t last = at + 2; last < road.size() && last <= at + most; ++last) {
      const Polyline piece(road.begin() + std::ptrdiff_t(at), road.begin() + std::ptrdiff_t(last) + 1);
      const Polyline line = arc(piece);
      if (furthestOff(piece, line) > tolerance) continue;
      good = last;
      best = line;
    }
    drawn.line.insert(drawn.line.end(), best.begin() + 1, best.end());
    at = good;
  }
  return drawn;
}

void countRoad(Effort& effort, int pieces, PathGesture gesture) {
  if (gesture == PathGesture::Drags) {
    effort.drags += pieces;
    return;
  }
  effort.clicks += pieces + 1;
  ++effort.keys;
}

std::vector<Polyline> roadsOf(const cv::Mat& mask) {
  std::vector<Polyline> roads = throughRoads(mask);
  std::erase_if(roads, [](const Polyline& road) { return lengthOf(road) < kShortest; });
  return roads;
}

/// Of attempts that are less and less strict the cheapest that reaches the goal; where none does, the one that comes
/// nearest.
Effort cheapestGood(const std::vector<double>& strictness, const std::function<Effort(double)>& attempt) {
  std::optional<Effort> best;
  for (const double each : strictness) {
    const Effort effort = attempt(each);
    const bool isGood = effort.f1 >= kGoal, wasGood = best && best->f1 >= kGoal;
    const bool isBetter =
        isGood == wasGood ? (isGood ? effort.actions() < best->actions() : effort.f1 > best->f1) : isGood;
    if (!best || isBetter) best = effort;
  }
  return *best;
}

void operator+=(Effort& sum, const Effort& more) {
  sum.clicks += more.clicks;
  sum.drags += more.drags;
  sum.keys += more.keys;
}

/// A road as it would be drawn, and what that takes.
struct Plan {
  Region paint;
  double length = 0.0;
  Effort cost;
};

/// Draws the roads that take least for their length first, until the sheet is good.
Effort drawUntilGood(const cv::Mat& road, std::vector<Plan> plans) {
  std::ranges::stable_sort(plans, std::greater(), [](const Plan& plan) { return plan.length / plan.cost.actions(); });
  Sheet sheet(road);
  Effort effort;
  for (const Plan& plan : plans) {
    sheet.add(plan.paint);
    effort += plan.cost;
    effort.f1 = sheet.f1();
    if (effort.f1 >= kGoal) break;
  }
  return effort;
}

const std::vector<double> kTolerances{2.0, 3.0, 4.0, 5.0};  // pixels
const std::vector<double> kShares{0.95, 0.85, 0.7};         // of a way that is within the buffer

/// Parts of the truth's roads that the paint misses, with short painted pieces between them.
std::vector<Polyline> missingRoads(const std::vector<Polyline>& roads, const cv::Mat& missing) {
  constexpr int kMostGap = 10, kLeast = 2;  // places, four pixels apart
  std::vector<Polyline> parts;
  for (const Polyline& whole : roads) {
    const Polyline road = resampled(whole, 4.0);
    int first = -1, last = -1;
    const auto close = [&] {
      if (first >= 0 && last - first >= kLeast)
        parts.emplace_back(road.begin() + std::max(0, first - 1), road.begin() + std::min(int(road.size()), last + 2));
      first = -1;
    };
    for (int i = 0; i < int(road.size()); ++i) {
      const cv::Point pixel(std::clamp(cvFloor(road[std::size_t(i)].x), 0, missing.cols - 1),
                            std::clamp(cvFloor(road[std::size_t(i)].y), 0, missing.rows - 1));
      if (missing.at<std::uint8_t>(pixel) != 0) {
        if (first < 0) first = i;
        last = i;
      } else if (first >= 0 && i - last > kMostGap) {
        close();
      }
    }
    close();
  }
  return parts;
}

/// Something that the user could do next: paint, or erase.
struct Step {
  Region region;
  bool isErasing = false;
  Effort cost;

  cv::Mat appliedTo(const cv::Mat& paint) const {
    const cv::Mat mask = region.toMask(cv::Rect({}, paint.size()));
    return isErasing ? paint & ~mask : paint | mask;
  }
};

/// A road of the truth with the width that it is painted with.
struct Road {
  Polyline line;
  double width = 0.0;
};

/// Ways to draw what is missing of a road: each part, or where there are several the whole of it at once.
std::vector<Step> drawings(const Road& road, const cv::Mat& missing, RoadPath& path, PathGesture gesture,
                           double share) {
  std::vector<Polyline> parts = missingRoads({road.line}, missing);
  if (parts.size() > 1) parts.push_back(road.line);
  std::vector<Step> steps;
  for (const Polyline& part : parts) {
    const Drawn drawn = drawByPath(part, path, share);
    Step step{roadLine(drawn.line, road.width), false, {}};
    countRoad(step.cost, drawn.pieces, gesture);
    steps.push_back(std::move(step));
  }
  return steps;
}

/// An eraser's drag takes off paint that lies away from all road, 128 pixels of it at most.
std::vector<Step> erasures(const cv::Mat& wrong) {
  constexpr int kLeastPixels = 20;
  cv::Mat parts, facts, centres;
  const int count = cv::connectedComponentsWithStats(wrong, parts, facts, centres);
  std::vector<Step> steps;
  for (int i = 1; i < count; ++i) {
    if (facts.at<int>(i, cv::CC_STAT_AREA) < kLeastPixels) continue;
    const int longest = std::max(facts.at<int>(i, cv::CC_STAT_WIDTH), facts.at<int>(i, cv::CC_STAT_HEIGHT));
    steps.push_back({Region::of(parts == i), true, {.drags = cvCeil(longest / 128.0)}});
  }
  return steps;
}

/// Accepts, draws and erases, whatever gains most an action first, until the sheet is good.
void mend(Sheet& sheet, Effort& effort, const std::vector<Road>& roads, const std::vector<Proposal>& proposals,
          RoadPath& path, PathGesture gesture, double share) {
  std::vector<std::vector<Step>> ofRoads;
  for (const Road& road : roads) ofRoads.push_back(drawings(road, sheet.missing(), path, gesture, share));
  std::vector<Step> erasing = erasures(sheet.wrong()), accepting;
  for (const Proposal& proposal : proposals) accepting.push_back({proposal.region, false, {.keys = 1}});
  while (sheet.f1() < kGoal) {
    std::optional<std::size_t> bestRoad;
    const Step* best = nullptr;
    double most = 0.0;
    const double now = sheet.f1();
    const auto offer = [&](const Step& step, std::optional<std::size_t> road) {
      const double after = std::min(kGoal, sheet.f1Of(step.appliedTo(sheet.paint())));
      const double gain = (after - now) / step.cost.actions();
      if (gain <= most) return;
      most = gain;
      best = &step;
      bestRoad = road;
    };
    for (std::size_t i = 0; i < roads.size(); ++i)
      for (const Step& step : ofRoads[i]) offer(step, i);
    for (const Step& step : erasing) offer(step, std::nullopt);
    for (const Step& step : accepting) offer(step, std::nullopt);
    if (best == nullptr) return;
    sheet.set(best->appliedTo(sheet.paint()));
    effort += best->cost;
    for (std::size_t i = 0; i < roads.size(); ++i)
      if (!bestRoad || i == *bestRoad) ofRoads[i] = drawings(roads[i], sheet.missing(), path, gesture, share);
    erasing = erasures(sheet.wrong());
  }
}

}  // namespace

Effort byBrush(const EffortTile& tile, double reach) {
  return cheapestGood(kTolerances, [&](double tolerance) {
    std::vector<Plan> plans;
    for (const Polyline& road : roadsOf(tile.road)) {
      const Drawn drawn = drawByArcs(road, reach, tolerance);
      plans.push_back({roadLine(drawn.line, widthOf(road, tile.road)), lengthOf(road), {.drags = drawn.pieces}});
    }
    return drawUntilGood(tile.road, std::move(plans));
  });
}

Effort byLine(const EffortTile& tile) {
  return cheapestGood(kTolerances, [&tile](double tolerance) {
    std::vector<Plan> plans;
    for (const Polyline& road : roadsOf(tile.road)) {
      const Polyline line = simplified(road, tolerance);
      plans.push_back(
          {roadLine(line, widthOf(road, tile.road)), lengthOf(road), {.clicks = int(line.size()), .keys = 1}});
    }
    return drawUntilGood(tile.road, std::move(plans));
  });
}

Effort byPath(const EffortTile& tile, const cv::Mat& probability, PathGesture gesture) {
  RoadPath path(tile.rgb, probability);
  return cheapestGood(kShares, [&](double share) {
    std::vector<Plan> plans;
    for (const Polyline& road : roadsOf(tile.road)) {
      const Drawn drawn = drawByPath(road, path, share);
      Plan plan{roadLine(drawn.line, widthOf(road, tile.road)), lengthOf(road), {}};
      countRoad(plan.cost, drawn.pieces, gesture);
      plans.push_back(std::move(plan));
    }
    return drawUntilGood(tile.road, std::move(plans));
  });
}

Effort byProposals(const EffortTile& tile, double threshold, PathGesture gesture) {
  RoadPath path(tile.rgb, tile.probability);
  std::vector<Road> roads;
  for (const Polyline& road : roadsOf(tile.road)) roads.push_back({road, widthOf(road, tile.road)});
  const std::vector<Proposal> proposals = findProposals(tile.probability, {}, {.threshold = threshold});

  // All but those without which the rest is better.
  Sheet all(tile.road);
  for (const Proposal& proposal : proposals) all.add(proposal.region);
  Effort takeAll{.keys = 1};
  for (const Proposal& proposal : proposals) {
    const Step reject{proposal.region, true, {}};
    const cv::Mat without = reject.appliedTo(all.paint());
    if (all.f1Of(without) <= all.f1() + 0.002) continue;
    all.set(without);
    ++takeAll.keys;
  }

  const auto allThenMend = [&](double share) {
    Sheet sheet = all;
    sheet.set(all.paint());
    Effort effort = takeAll;
    mend(sheet, effort, roads, {}, path, gesture, share);
    effort.f1 = sheet.f1();
    return effort;
  };
  const auto someAndDraw = [&](double share) {
    Sheet sheet(tile.road);
    Effort effort;
    mend(sheet, effort, roads, proposals, path, gesture, share);
    effort.f1 = sheet.f1();
    return effort;
  };
  return cheapestGood({0.0, 1.0}, [&](double way) {
    return cheapestGood(kShares, [&](double share) { return way == 0.0 ? allThenMend(share) : someAndDraw(share); });
  });
}

}  // namespace macadam::effort
