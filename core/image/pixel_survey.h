#pragma once

#include "base/error.h"
#include "image/pixel_reading.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// What the pixels of a data set's pictures hold, measured over all of them together.
struct PixelSurvey {
  /// How these pictures are best read. Values from 0 to 255 (0 to 1 in floating types) that are whole steps of 8 bits,
  /// or fill half of that range, are taken as they are; all others are stretched from the 2nd to the 98th percentile of
  /// each band over the whole data set.
  PixelReading reading{.ranges = kEightBits};
  std::size_t deepPictures = 0;  ///< Of more than 8 bits a channel.
  /// The 98th percentile of the values of these, of the brightest band; 0 where they hold no data at all.
  double high = 0.0;
  /// Undeclared "no data", bands that the files do not name: worth knowing, nothing to mend before the pictures are
  /// used.
  std::vector<Problem> remarks;

  bool operator==(const PixelSurvey&) const = default;
};

/// Measures those of `pictures` that hold more than 8 bits a channel, at full resolution: at most 512 of them and two
/// million pixels, in even spread. Files that cannot be read are left out.
PixelSurvey surveyPixels(const std::vector<std::filesystem::path>& pictures, const BandOrder& bands = {},
                         int workers = 2);

/// In one sentence, for example `8 bits` or `12 pictures of more than 8 bits: values from 80 to 1610 become black to
/// white`.
std::string describe(const PixelSurvey& survey);

/// How a run reads pictures, and what to say about it; empty where there is nothing to say.
struct TrainedReading {
  PixelReading reading;
  std::string note;
};

/// The reading that a run was trained by, where the pictures at hand have its depth; otherwise their own, and a note.
/// Theirs is another depth when they are 16 times darker or brighter than what the run's ranges reach to, or brighter
/// than 255 or 1 where it took such values as they are.
TrainedReading readingOfRun(const PixelReading& trained, const PixelSurvey& here);

}  // namespace macadam
