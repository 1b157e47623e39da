#include "image/pixel_survey.h"

#include <algorithm>

namespace macadam {
namespace {

/// Beyond this factor pictures are of another depth, not of another light.
constexpr double kOtherDepth = 16.0;
/// Beyond this one they are read as the run's, and it is said.
constexpr double kOtherLight = 4.0;
/// Rounding and resampling go a little beyond the largest value.
constexpr double kTolerance = 1.01;

double reachOf(const PixelReading::Ranges& ranges) {
  double reach = 0.0;
  for (const ValueRange& range : ranges) reach = std::max(reach, double(range.high));
  return reach;
}

bool areOfDepth(const PixelReading::Ranges& trained, double high) {
  const double reach = reachOf(trained);
  if (high * kOtherDepth < reach) return false;
  return trained == kEightBits || trained == kFractions ? high <= reach * kTolerance : high <= reach * kOtherDepth;
}

std::string trainedOn(const PixelReading::Ranges& ranges) {
  if (ranges == kEightBits) return "8-bit values";
  if (ranges == kFractions) return "fractions from 0 to 1";
  return "values " + describe(ranges);
}

}  // namespace

TrainedReading readingOfRun(const PixelReading& trained, const PixelSurvey& here) {
  const bool areDeep = here.deepPictures > 0;
  if (!trained.ranges) {
    return {trained, areDeep
                         ? "the run does not say how values of more than 8 bits were read: each picture is stretched "
                           "by itself, as it was then"
                         : ""};
  }
  const bool wasStretched = *trained.ranges != kEightBits && *trained.ranges != kFractions;
  if (!areDeep) {
    return {trained, wasStretched ? "the pictures hold 8 bits a channel, and the run was trained on " +
                                        trainedOn(*trained.ranges) + ": they are taken as they are"
                                  : ""};
  }
  if (here.high == 0.0) return {trained, ""};
  const double reach = reachOf(*trained.ranges);
  if (areOfDepth(*trained.ranges, here.high)) {
    const bool isOtherLight = wasStretched && (here.high * kOtherLight < reach || here.high > reach * kOtherLight);
    return {trained, isOtherLight ? "the pictures are much darker or brighter than what the run was trained on, " +
                                        trainedOn(*trained.ranges) + "; they are read as those were"
                                  : ""};
  }
  PixelReading reading{.bands = trained.bands, .ranges = here.reading.ranges};
  return {reading, "the pictures are of another depth than what the run was trained on, " + trainedOn(*trained.ranges) +
                       ": here " + trainedOn(*reading.ranges) + " become black to white"};
}

}  // namespace macadam
