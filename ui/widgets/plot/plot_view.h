#pragma once

#include "ui/widgets/plot/curve_series.h"

#include <map>
#include <optional>

namespace macadam {

/// Which part of a plot is seen: everything and what comes, until someone looks closer; of y what is in view, unless
/// someone chose it.
class PlotView {
 public:
  PlotExtent x() const { return x_; }
  bool isFollowing() const { return isFollowing_; }
  /// Stays where it is from then on. @returns whether there is such a range.
  bool lookAt(PlotExtent x) {
    if (!(x.low < x.high)) return false;
    x_ = x;
    isFollowing_ = false;
    return true;
  }
  void follow() { isFollowing_ = true; }
  /// The range of all x, which is what is seen while it follows.
  void setWhole(PlotExtent whole) {
    if (isFollowing_) x_ = whole;
  }
  void fit() {
    follow();
    forgetY();
  }

  std::optional<PlotExtent> chosenY(int panel) const {
    const auto chosen = chosenY_.find(panel);
    return chosen == chosenY_.end() ? std::nullopt : std::optional(chosen->second);
  }
  void chooseY(int panel, PlotExtent y) { chosenY_[panel] = y; }
  void forgetY() { chosenY_.clear(); }

 private:
  PlotExtent x_{0.0, 1.0};
  bool isFollowing_ = true;
  std::map<int, PlotExtent> chosenY_;
};

}  // namespace macadam
