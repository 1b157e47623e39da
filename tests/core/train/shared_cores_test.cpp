#include "train/shared_cores.h"

#include "train/device.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cstdlib>
#include <dlfcn.h>
#include <thread>
#include <vector>

namespace macadam {
namespace {

using namespace std::chrono_literals;

constexpr CrowdWatch::Time kBegin{};

/// Threads that leave no core alone.
class Crowd {
 public:
  Crowd() {
    for (unsigned i = 0; i < 3 * std::thread::hardware_concurrency(); ++i) {
      threads_.emplace_back([](const std::stop_token& stop) {
        while (!stop.stop_requested()) continue;
      });
    }
  }

 private:
  std::vector<std::jthread> threads_;
};

/// Computes for at most so long, and says whether the cores came to be shared.
bool comeToBeShared(std::chrono::steady_clock::duration patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!areCoresShared() && std::chrono::steady_clock::now() < end) shareCores();
  return areCoresShared();
}

TEST(CrowdWatch, SeesOthersAtOnceAndBelievesThatTheyHaveGoneAfterAWhile) {
  CrowdWatch watch;
  EXPECT_FALSE(watch.isCrowded(0.12, kBegin));
  EXPECT_TRUE(watch.isCrowded(0.3, kBegin + 1s));
  EXPECT_TRUE(watch.isCrowded(0.0, kBegin + 4s));
  EXPECT_TRUE(watch.isCrowded(0.17, kBegin + 5s)) << "too little to begin with, enough to go on";
  EXPECT_TRUE(watch.isCrowded(0.0, kBegin + 9s));
  EXPECT_FALSE(watch.isCrowded(0.0, kBegin + 10s));
  EXPECT_FALSE(watch.isCrowded(0.17, kBegin + 11s));
}

TEST(SharedCores, AreSharedWhereOthersComputeUnlessTheUserHasDecided) {
  const Crowd crowd;
  ::setenv("GOMP_SPINCOUNT", "1000", 1);
  EXPECT_FALSE(comeToBeShared(1200ms));
  ::unsetenv("GOMP_SPINCOUNT");
  EXPECT_TRUE(comeToBeShared(60s));
}

TEST(SharedCores, OpenBlasHasNoThreadsBesideThoseOfOpenMp) {
  const auto threads = reinterpret_cast<int (*)()>(::dlsym(RTLD_DEFAULT, "openblas_get_num_threads"));
  const auto parallel = reinterpret_cast<int (*)()>(::dlsym(RTLD_DEFAULT, "openblas_get_parallel"));
  if (threads == nullptr || parallel == nullptr || parallel() != 1) GTEST_SKIP() << "no OpenBLAS with own threads";
  prepareThread(torch::kCPU, 2);
  EXPECT_EQ(threads(), 1);
  EXPECT_EQ(at::get_num_threads(), 2);
}

}  // namespace
}  // namespace macadam
