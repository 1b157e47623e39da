#pragma once

#include <cstddef>
#include <functional>

namespace macadam {

/// Called after each finished item, from one thread at a time; keep it prompt.
using ProgressCallback = std::function<void(std::size_t done, std::size_t total)>;

/// Runs `body(0)` … `body(count − 1)` on up to `workers` threads and waits for all of them.
/// The first exception ends the work early and is rethrown here; an index is given to one thread only.
void parallelFor(std::size_t count, int workers, const std::function<void(std::size_t index)>& body,
                 const ProgressCallback& progress = {});

}  // namespace macadam
