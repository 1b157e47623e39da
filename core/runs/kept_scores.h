#pragma once

#include "eval/road_metrics.h"
#include "train/events.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// The score of a network on the validation tiles by the weights that its run keeps of it.
struct KeptScore {
  std::int64_t iteration = 0;  ///< That the weights are of; 0 of a network that was given to the run.
  RoadMetrics metrics;
};

/// What "best" means of a run: the evaluation that the networks of a stage were best at, all together, for that is
/// when their checkpoint was written. A network that is frozen later keeps what it had then.
class KeptScores {
 public:
  void add(const StageStarted& stage) { stage_ = stage; }
  void add(const Evaluated& evaluated);
  /// Forgets what was kept from `iteration` on.
  void forgetFrom(std::int64_t iteration);

  /// Whether the present stage holds the network's weights as they are.
  bool isFrozen(const std::string& network) const;
  /// Null where the network was not evaluated.
  const KeptScore* find(const std::string& network) const;

 private:
  StageStarted stage_;
  std::map<std::string, std::vector<KeptScore>> scores_;  ///< Of each network, the kept one last.
};

}  // namespace macadam
