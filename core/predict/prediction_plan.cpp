#include "predict/prediction_plan.h"

#include "data/layouts/pairing.h"
#include "image/depth_groups.h"
#include "image/pixel_survey.h"

#include <map>
#include <set>

namespace macadam {
namespace {

namespace fs = std::filesystem;

Problem noteOf(const std::vector<fs::path>& pictures, const std::string& note) {
  const std::string more = pictures.size() == 1 ? "" : " and " + std::to_string(pictures.size() - 1) + " more";
  return {pictures.front().string() + more + ":", note, ""};
}

}  // namespace

std::vector<fs::path> picturesToPredict(const std::vector<fs::path>& given) {
  std::vector<fs::path> pictures;
  for (const fs::path& one : given) {
    std::error_code unreadable;
    if (!fs::exists(one, unreadable)) throw Error(one.string(), "does not exist", "check the name, or name a folder");
    if (!fs::is_directory(one)) {
      pictures.push_back(one);
      continue;
    }
    const std::vector<fs::path> inside = picturesIn(one);
    if (inside.empty()) throw Error(one.string(), "holds no pictures", "name pictures, or a folder with some in it");
    pictures.insert(pictures.end(), inside.begin(), inside.end());
  }
  return pictures;
}

PredictionPlan planPredictions(const std::vector<fs::path>& pictures, const PredictionOutput& output) {
  PredictionPlan plan;
  std::set<std::string> names;
  std::map<fs::path, bool> isWrittenTo;
  std::error_code none;
  for (const fs::path& image : pictures) {
    const std::string name = image.stem().string();
    const fs::path folder = image.has_parent_path() ? image.parent_path() : ".";
    const auto [known, isFirst] = isWrittenTo.try_emplace(folder);
    if (isFirst) known->second = fs::equivalent(folder, output.folder, none);
    if (known->second) {
      plan.problems.push_back({image.string(), "lies in the folder that is written to", "write to another folder"});
    }
    if (!names.insert(name).second) {
      plan.problems.push_back(
          {image.string(), "has the name of another picture", "predict it into a folder of its own"});
    }
    PlannedPrediction planned{.image = image};
    if (output.mask) planned.files.mask = output.folder / (name + "_mask.tif");
    if (output.probability) planned.files.probability = output.folder / (name + "_probability.tif");
    for (const fs::path& file : {planned.files.mask, planned.files.probability}) {
      if (!file.empty() && fs::exists(file, none)) plan.existing.push_back(file);
    }
    plan.pictures.push_back(std::move(planned));
  }
  return plan;
}

PredictionReadings readingsFor(const PixelReading& trained, const std::vector<fs::path>& pictures) {
  PredictionReadings readings;
  for (const std::vector<fs::path>& group : groupsByDepth(pictures, trained.bands)) {
    const PixelSurvey survey = surveyPixels(group, trained.bands);
    const TrainedReading chosen = readingOfRun(trained, survey);
    if (!chosen.note.empty()) readings.notes.push_back(noteOf(group, chosen.note));
    for (const Problem& remark : survey.remarks) readings.notes.push_back(remark);
    for (const fs::path& picture : group) readings.byPicture[picture] = chosen.reading;
  }
  return readings;
}

}  // namespace macadam
