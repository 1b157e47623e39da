#include "annotate/least_cost.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

namespace macadam {
namespace {

struct Step {
  int x, y;
  std::uint32_t length;  // tenths of a cell
  int beside, corner;    // of a knight's move: the neighbours that it goes between
};
constexpr std::array<Step, 16> kSteps{{{1, 0, 10, 0, 0},
                                       {0, 1, 10, 0, 0},
                                       {-1, 0, 10, 0, 0},
                                       {0, -1, 10, 0, 0},
                                       {1, 1, 14, 0, 0},
                                       {-1, 1, 14, 0, 0},
                                       {-1, -1, 14, 0, 0},
                                       {1, -1, 14, 0, 0},
                                       {2, 1, 22, 0, 4},
                                       {1, 2, 22, 1, 4},
                                       {-1, 2, 22, 1, 5},
                                       {-2, 1, 22, 2, 5},
                                       {-2, -1, 22, 2, 6},
                                       {-1, -2, 22, 3, 6},
                                       {1, -2, 22, 3, 7},
                                       {2, -1, 22, 0, 7}}};
constexpr std::size_t kNeighbours = 8;  // the others are knight's moves

constexpr int kFrame = 2;
constexpr std::uint8_t kStepMask = 15;
constexpr std::uint8_t kSettled = 16;
constexpr std::size_t kBuckets = 2048;
static_assert(kBuckets > 22 * LeastCost::kDearest);

template <typename T>
T* zeros(std::size_t count) {
  void* const memory = std::calloc(count, sizeof(T));
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<T*>(memory);
}

}  // namespace

LeastCost::LeastCost(cv::Size grid, cv::Point from, CostOf costOf)
    : stride_(grid.width + 2 * kFrame), start_(indexOf(from)), costOf_(std::move(costOf)), buckets_(kBuckets) {
  const int rows = grid.height + 2 * kFrame;
  const std::size_t cells = std::size_t(stride_) * std::size_t(rows);
  distances_.reset(zeros<std::uint32_t>(cells));
  costs_.reset(zeros<std::uint8_t>(cells));
  arrivals_.reset(zeros<std::uint8_t>(cells));
  for (int y = 0; y < rows; ++y) {
    std::uint8_t* const row = arrivals_.get() + std::size_t(y) * std::size_t(stride_);
    const bool isFrame = y < kFrame || y >= rows - kFrame;
    std::fill(row, row + (isFrame ? stride_ : kFrame), kSettled);
    std::fill(row + stride_ - kFrame, row + stride_, kSettled);
    std::uint8_t* const costs = costs_.get() + std::size_t(y) * std::size_t(stride_);  // which are asked for no cost
    std::fill(costs, costs + (isFrame ? stride_ : kFrame), std::uint8_t{1});
    std::fill(costs + stride_ - kFrame, costs + stride_, std::uint8_t{1});
  }
  for (std::size_t i = 0; i < kSteps.size(); ++i) offsets_[i] = std::uint32_t(kSteps[i].y * stride_ + kSteps[i].x);
  distances_[start_] = distance_;
  buckets_[distance_ % kBuckets].push_back(start_);
}

std::uint32_t LeastCost::indexOf(cv::Point cell) const {
  return std::uint32_t((cell.y + kFrame) * stride_ + cell.x + kFrame);
}

std::uint32_t LeastCost::costAt(std::uint32_t index) {
  std::uint8_t& cost = costs_[index];
  if (cost == 0) cost = costOf_({int(index) % stride_ - kFrame, int(index) / stride_ - kFrame});
  return cost;
}

void LeastCost::settle(std::uint32_t index) {
  arrivals_[index] |= kSettled;
  std::array<std::uint32_t, kNeighbours> around;
  for (std::size_t i = 0; i < kNeighbours; ++i) around[i] = costAt(index + offsets_[i]);
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    const Step& step = kSteps[i];
    const std::uint32_t next = index + offsets_[i];
    if ((arrivals_[next] & kSettled) != 0) continue;
    const std::uint32_t cost =
        i < kNeighbours ? around[i]
                        : (2 * costAt(next) + around[std::size_t(step.beside)] + around[std::size_t(step.corner)]) / 4;
    const std::uint32_t distance = distance_ + cost * step.length;
    if (distances_[next] != 0 && distances_[next] <= distance) continue;
    distances_[next] = distance;
    arrivals_[next] = std::uint8_t(i);
    buckets_[distance % kBuckets].push_back(next);
    ++waiting_;
  }
}

std::vector<cv::Point> LeastCost::pathTo(cv::Point to) {
  const std::uint32_t end = indexOf(to);
  for (; (arrivals_[end] & kSettled) == 0 && waiting_ > 0; ++distance_) {
    std::vector<std::uint32_t>& bucket = buckets_[distance_ % kBuckets];
    waiting_ -= std::int64_t(bucket.size());
    for (const std::uint32_t index : bucket)  // no step is free, so none of them adds to this bucket
      if ((arrivals_[index] & kSettled) == 0 && distances_[index] == distance_) settle(index);
    bucket.clear();
  }
  std::vector<cv::Point> path{to};
  while (indexOf(path.back()) != start_) {
    const Step& step = kSteps[arrivals_[indexOf(path.back())] & kStepMask];
    path.push_back(path.back() - cv::Point(step.x, step.y));
  }
  std::ranges::reverse(path);
  return path;
}

}  // namespace macadam
