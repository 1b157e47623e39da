#pragma once

#include <sys/types.h>
#include <vector>

namespace macadam {

/// Processes that compute without end, as other programs may beside a training. They end with this, and with the
/// thread that made it however that ends.
class BusyProcesses {
 public:
  /// @throws Error when the system has no room for one more.
  explicit BusyProcesses(int count);
  ~BusyProcesses();
  BusyProcesses(const BusyProcesses&) = delete;
  BusyProcesses& operator=(const BusyProcesses&) = delete;

 private:
  void end();

  std::vector<pid_t> processes_;
};

}  // namespace macadam
