#include "ui/compare/picture_loader.h"

#include "data/mask_beside.h"
#include "image/pixel_survey.h"
#include "ui/compare/predictions.h"
#include "ui/jobs/problem_list.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

QString words(const char* text) {
  return QCoreApplication::translate("PictureLoader", text);
}

/// Gives the picture its truth, and says which.
void findTruth(LoadedPicture& loaded, const Sample* known) {
  if (known != nullptr) {
    loaded.sample.mask = known->mask;
    loaded.sample.maskRule = known->maskRule;
    if (known->hasMask()) loaded.truthNote = words("Ground truth as in the project");
  } else if (const auto found = maskBeside(loaded.sample.image)) {
    loaded.sample.mask = found->file;
    loaded.sample.maskRule = found->reading;
    loaded.truthNote = words("Ground truth found: %1; %2")
                           .arg(QString::fromStdString(found->file.string()), QString::fromStdString(found->sentence));
  }
}

}  // namespace

LoadedPicture loadPicture(ImageStore& store, const std::filesystem::path& picture, const Dataset& dataset) {
  const auto found = std::ranges::find(dataset.samples, picture, &Sample::image);
  const Sample* known = found == dataset.samples.end() ? nullptr : &*found;
  const PixelReading reading = known != nullptr ? known->pixels : surveyPixels({picture}).reading;
  auto raster = std::make_shared<Raster>(picture, reading);
  const cv::Size size = raster->size();
  LoadedPicture loaded{
      .sample = {
          .id = picture.string(), .image = picture, .pixels = reading, .width = size.width, .height = size.height}};
  if (std::int64_t(size.width) * size.height > Predictions::kLargestPicture) {
    loaded.raster = std::move(raster);
    return loaded;
  }
  try {
    findTruth(loaded, known);
  } catch (...) {
    QList<Problem> problems = caughtProblems(picture.string());
    for (Problem& problem : problems) problem.remedy.clear();  // it is for a data set's masks
    loaded.truthNote = words("Ground truth not used: %1").arg(problemText(problems));
  }
  loaded.tile = store.tile(loaded.sample);
  return loaded;
}

PictureLoader::PictureLoader(std::shared_ptr<ImageStore> store, std::function<void(const LoadedPicture&)> loaded,
                             std::function<void(const QList<Problem>&)> failed)
    : store_(std::move(store)), loader_(thread_, Overtaken::Dropped, std::move(loaded), std::move(failed)) {
  thread_.setMaxThreadCount(1);
}

void PictureLoader::loadTile(const Sample& sample) {
  loader_.run([store = store_, sample] { return LoadedPicture{.sample = sample, .tile = store->tile(sample)}; });
}

void PictureLoader::loadFile(const std::filesystem::path& picture, std::shared_ptr<const Dataset> dataset) {
  loader_.run(
      [store = store_, picture, dataset = std::move(dataset)] { return loadPicture(*store, picture, *dataset); });
}

}  // namespace macadam
