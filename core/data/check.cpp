#include "data/check.h"

#include "data/windows.h"
#include "image/collar.h"
#include "image/image_store.h"
#include "image/opencv_threads.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace macadam {
namespace {

/// Pixels of a mask.
struct MaskCounts {
  double road = 0.0;
  double valid = 0.0;
  double ignored = 0.0;
};

/// What the pixels of one sample say.
struct Inspection {
  std::array<ChannelSummary, 3> channels;
  MaskCounts counted;              ///< Of what no other window holds.
  bool hasData = true;             ///< Anywhere.
  int collar = 0;                  ///< Pixels of undeclared black borders.
  std::optional<Problem> failure;  ///< The sample is unusable.
  std::optional<Problem> remark;   ///< It looks wrong.
};

MaskCounts countsOf(const cv::Mat& mask) {
  const double ignored = cv::countNonZero(mask == 255);
  return {double(cv::countNonZero(mask == 1)), double(mask.total()) - ignored, ignored};
}

using Channels = std::array<ChannelSummary, 3>;

/// @param hasData where not empty: what counts (255).
Channels summaryOf(const cv::Mat& image, const cv::Mat& hasData) {
  Channels channels;
  const cv::Scalar means = cv::mean(image, hasData);
  std::vector<cv::Mat> planes;
  cv::split(image, planes);
  for (std::size_t i = 0; i < channels.size(); ++i) {
    cv::minMaxLoc(planes[i], &channels[i].minimum, &channels[i].maximum, nullptr, nullptr, hasData);
    channels[i].mean = means[static_cast<int>(i)];
  }
  return channels;
}

/// Of the pixels that have data.
bool isOneColour(const Tile& tile) {
  std::optional<cv::Vec3b> first;
  for (int y = 0; y < tile.image.rows; ++y) {
    const std::uint8_t* noData = tile.noData.empty() ? nullptr : tile.noData.ptr(y);
    for (int x = 0; x < tile.image.cols; ++x) {
      if (noData != nullptr && noData[x] != 0) continue;
      const auto& colour = tile.image.at<cv::Vec3b>(y, x);
      if (first && *first != colour) return false;
      first = colour;
    }
  }
  return true;
}

std::optional<Problem> suspiciousMask(const Sample& sample, const cv::Mat& mask) {
  const int valid = cv::countNonZero(mask != 255);
  if (valid == 0) {
    return Problem{sample.mask.string(), "is unknown throughout in " + sample.id, "check the mask, or remove it"};
  }
  if (cv::countNonZero(mask == 1) < valid) return std::nullopt;
  return Problem{sample.mask.string(), "is road throughout in " + sample.id,
                 "check that the mask is the right way round"};
}

Inspection inspect(const Sample& sample, bool masksAreOpen) {
  Inspection found;
  try {
    const Tile tile = decode(sample);
    const cv::Rect part = newPart(sample) & cv::Rect({}, tile.image.size());
    const cv::Mat hasData = tile.noData.empty() ? cv::Mat() : cv::Mat(~tile.noData);
    found.channels = summaryOf(tile.image(part), hasData.empty() ? hasData : hasData(part));
    found.collar = countCollar(tile.image, tile.noData);
    found.hasData = hasData.empty() || cv::countNonZero(hasData) > 0;
    if (sample.hasMask()) found.counted = countsOf(tile.mask(part));
    Sample seen = sample;
    if (masksAreOpen) seen.mask.clear();
    found.remark = suspicionOf(seen, tile);
  } catch (const Error& error) {
    found.failure = error.problems().front();
  }
  return found;
}

/// Weighs images by their pixels.
void addChannels(DataReport& report, const std::vector<Inspection>& inspections, const std::vector<Sample>& samples) {
  double pixels = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (inspections[i].failure) continue;
    const double size = newPart(samples[i]).area();
    for (std::size_t c = 0; c < report.channels.size(); ++c) {
      ChannelSummary& all = report.channels[c];
      const ChannelSummary& one = inspections[i].channels[c];
      all.minimum = pixels == 0.0 ? one.minimum : std::min(all.minimum, one.minimum);
      all.maximum = std::max(all.maximum, one.maximum);
      all.mean += (one.mean - all.mean) * size / (pixels + size);
    }
    pixels += size;
  }
}

void addProblems(DataReport& report, const std::vector<Inspection>& inspections) {
  std::set<std::string> reported;  // the windows of a picture share its problem
  for (const Inspection& found : inspections) {
    for (const auto* problem : {&found.failure, &found.remark}) {
      if (*problem && reported.insert(describe(**problem)).second) report.dataset.problems.push_back(**problem);
    }
  }
}

/// Said once for all; pictures of more than 8 bits are looked at in the survey.
void addCollars(DataReport& report, const std::vector<Inspection>& inspections) {
  std::size_t count = 0;
  const Sample* first = nullptr;
  for (std::size_t i = 0; i < inspections.size(); ++i) {
    if (inspections[i].collar == 0) continue;
    if (count++ == 0) first = &report.dataset.samples[i];
  }
  if (first == nullptr || report.dataset.pixels.deepPictures > 0) return;
  report.dataset.pixels.remarks.push_back(
      {first->id,
       (count == 1 ? "" : "and " + std::to_string(count - 1) + " more: ") +
           std::string("is black from its border on, without declaring it as \"no data\"; it is taken as black ground"),
       "declare it where it is none, for example with gdal_edit.py -a_nodata 0"});
}

std::optional<double> shareOf(double part, double all) {
  return all > 0.0 ? std::optional(part / all) : std::nullopt;
}

void keepUsable(DataReport& report, const std::vector<Inspection>& inspections) {
  std::vector<Sample> usable;
  double road = 0.0, valid = 0.0, ignored = 0.0;
  std::set<std::string> scenes;
  for (std::size_t i = 0; i < inspections.size(); ++i) {
    const Inspection& found = inspections[i];
    if (found.failure) continue;
    const MaskCounts& counted = found.counted;
    Sample& sample = report.dataset.samples[i];
    ++(sample.hasMask() ? report.withMask : report.withoutMask);
    ++report.origins[sample.origin];
    ++report.sizes[std::to_string(sample.width) + "×" + std::to_string(sample.height)];
    report.contents.push_back({.roadShare = shareOf(counted.road, counted.valid), .hasData = found.hasData});
    scenes.insert(sample.scene);
    road += counted.road;
    valid += counted.valid;
    ignored += counted.ignored;
    usable.push_back(std::move(sample));
  }
  report.dataset.samples = std::move(usable);
  report.scenes = scenes.size();
  if (report.dataset.masks.open) return;
  report.roadShare = shareOf(road, valid);
  if (report.roadShare) report.roadShareOfAll = shareOf(road, valid + ignored);
  report.ignoredShare = shareOf(ignored, valid + ignored);
}

}  // namespace

std::optional<Problem> suspicionOf(const Sample& sample, const Tile& tile) {
  if (!tile.noData.empty() && cv::countNonZero(tile.noData == 0) == 0) {
    return Problem{sample.id, "holds no data at all", "leave it out, or check its alpha and \"no data\""};
  }
  if (isOneColour(tile)) {
    return Problem{sample.id, "is of one colour throughout", "check that the image was exported whole"};
  }
  return sample.hasMask() ? suspiciousMask(sample, tile.mask) : std::nullopt;
}

DataReport checkData(const std::filesystem::path& path, int tileSize, int workers, const ProgressCallback& progress,
                     const DataChoices& choices) {
  DataReport report{.dataset = openDataset(path, tileSize, choices)};
  std::vector<Inspection> inspections(report.dataset.samples.size());
  const auto inspectOne = [&](std::size_t i) {
    keepOpenCvOnCallingThread();
    inspections[i] = inspect(report.dataset.samples[i], report.dataset.masks.open.has_value());
  };
  parallelFor(inspections.size(), workers, inspectOne, progress);
  addChannels(report, inspections, report.dataset.samples);
  addProblems(report, inspections);
  addCollars(report, inspections);
  keepUsable(report, inspections);
  if (report.dataset.samples.empty()) throw Error(report.dataset.problems);
  return report;
}

}  // namespace macadam
