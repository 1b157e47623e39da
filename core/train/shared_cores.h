#pragma once

#include <chrono>

namespace macadam {

/// Whether other work wants the cores that threads compute on, told by how much of its time one of them waits for one.
class CrowdWatch {
 public:
  using Time = std::chrono::steady_clock::time_point;
  /// @param waited largest share of its time since the last look that a thread was ready and had no core, 0 to 1
  bool isCrowded(double waited, Time now);

 private:
  bool isCrowded_ = false;
  Time lastSeen_{};
};

/// Asked again and again by a thread that computes with LibTorch, as after each step. OpenMP's threads spin while they
/// wait for each other, which is fastest where nothing else runs, but takes the cores from each other as soon as
/// something does; then they sleep soon, until it is quiet again. What `OMP_WAIT_POLICY`, `GOMP_SPINCOUNT` or
/// `KMP_BLOCKTIME` say in the environment stands.
void shareCores();

/// Whether OpenMP's threads sleep soon at present because of others.
bool areCoresShared();

}  // namespace macadam
