#include "image/value_range.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <system_error>

namespace macadam {
namespace {

constexpr double kLowShare = 0.02;
constexpr double kHighShare = 0.98;

float percentile(std::vector<float>& values, double share) {
  const auto position = values.begin() + static_cast<std::ptrdiff_t>(share * double(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), position, values.end());
  return *position;
}

struct Remembered {
  std::uintmax_t bytes = 0;
  std::filesystem::file_time_type changed;
  std::vector<ValueRange> ranges;
};

}  // namespace

ValueRange percentileRange(std::vector<float>& values) {
  std::erase_if(values, [](float value) { return !std::isfinite(value); });
  if (values.empty()) return {};
  const float low = percentile(values, kLowShare);
  const float high = percentile(values, kHighShare);
  return high > low ? ValueRange{low, high} : ValueRange{low, low + 1.0f};
}

std::vector<ValueRange> rememberedRanges(const std::filesystem::path& file,
                                         const std::function<std::vector<ValueRange>()>& measure) {
  static std::mutex mutex;
  static std::map<std::string, Remembered> remembered;
  std::error_code ignored;
  const std::uintmax_t bytes = std::filesystem::file_size(file, ignored);
  const std::filesystem::file_time_type changed = std::filesystem::last_write_time(file, ignored);
  {
    const std::lock_guard lock(mutex);
    const auto found = remembered.find(file.string());
    if (found != remembered.end() && found->second.bytes == bytes && found->second.changed == changed) {
      return found->second.ranges;
    }
  }
  std::vector<ValueRange> ranges = measure();
  const std::lock_guard lock(mutex);
  remembered[file.string()] = {bytes, changed, ranges};
  return ranges;
}

}  // namespace macadam
