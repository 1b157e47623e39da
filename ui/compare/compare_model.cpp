#include "ui/compare/compare_model.h"

#include "ui/compare/pane_disagreements.h"
#include "ui/compare/telling_titles.h"
#include "ui/widgets/per_cent.h"

#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <iterator>
#include <utility>

namespace macadam {

void CompareModel::reset() {
  begin(std::nullopt);
  wanted_ = {};
  checkpoints_.clear();
  editions_.clear();
  isChosen_ = false;
}

void CompareModel::setSources(std::vector<CompareSource> sources) {
  sources_ = std::move(sources);
  offerDisagreements(sources_, shownIds_);
  if (isChosen_) return;
  for (const std::string& id : wished_) addDisagreement(sources_, id);
}

bool CompareModel::setShown(std::vector<std::string> ids) {
  shownIds_ = std::move(ids);
  const bool hasOthers = offerDisagreements(sources_, shownIds_);
  const std::vector<CompareSource> shown = this->shown();
  const QStringList titles = tellingTitles(shown);
  shortTitles_.clear();
  for (std::size_t i = 0; i < shown.size(); ++i) shortTitles_[shown[i].id] = titles[static_cast<int>(i)];
  return hasOthers;
}

std::vector<CompareSource> CompareModel::shown() const {
  std::vector<CompareSource> shown;
  for (const std::string& id : shownIds_) {
    const CompareSource* source = find(id);
    if (source != nullptr && findSource(shown, id) == nullptr) shown.push_back(*source);
  }
  return shown;
}

std::vector<CompareSource> CompareModel::scored() const {
  std::vector<CompareSource> scored = shown();
  std::erase_if(scored, [](const CompareSource& source) { return !source.isScored(); });
  return scored;
}

QString CompareModel::shortTitle(const std::string& source) const {
  const auto known = shortTitles_.find(source);
  return known == shortTitles_.end() ? QString() : known->second;
}

std::optional<std::vector<std::string>> CompareModel::firstChoice() {
  if (isChosen_ || std::ranges::none_of(sources_, &CompareSource::isPredicted)) return std::nullopt;
  isChosen_ = true;
  std::vector<std::string> known;
  std::ranges::copy_if(wished_, std::back_inserter(known), [this](const std::string& id) { return find(id); });
  const bool knowsNetwork =
      std::ranges::any_of(known, [this](const std::string& id) { return find(id)->isPredicted(); });
  return knowsNetwork ? known : firstSources(sources_);
}

QString CompareModel::takeBest(const CompareSource& source, const BestThreshold& best) {
  bestThreshold_ = best.step;
  bestSource_ = source.id;
  const QString value = QLocale().toString(double(best.step) / kThresholdSteps, 'f', 3);
  const QString note = best.tiles == 1
                           ? tr("Threshold %1 has the best IoU, %2, of %3 on the one scored tile. Chosen on this "
                                "tile, it flatters its score.")
                           : tr("Threshold %1 has the best IoU, %2, of %3 on the %n scored tiles. Chosen on these "
                                "tiles, it flatters their scores.",
                                nullptr, best.tiles);
  return note.arg(value, perCentText(best.iou), source.title + " (" + source.group + ")");
}

bool CompareModel::wantsFile(const Dataset& dataset) const {
  return !wanted_.id.empty() && dataset.find(wanted_.id) == nullptr;
}

void CompareModel::begin(std::optional<Sample> sample, bool isLarge, const QString& truthNote) {
  sample_ = std::move(sample);
  isLarge_ = isLarge;
  truthNote_ = truthNote;
  problem_.clear();
  failures_.clear();
}

QString CompareModel::noteOf(const CompareSource& source, const QString& painting, bool isPredicted) const {
  if (!source.isAvailable()) return source.unavailable;
  if (!problem_.isEmpty()) return problem_;
  if (!sample_) return {};
  if (!painting.isEmpty()) return painting;
  if (source.kind == SourceKind::Truth && !sample_->hasMask()) {
    return truthNote_.isEmpty() ? tr("No ground truth for this picture") : truthNote_;
  }
  if (!source.isPredicted()) return {};
  if (isLarge_) return tr("Too large to be predicted in sight: choose Predict and save");
  if (const auto failure = failures_.find(source.id); failure != failures_.end()) return failure->second;
  return isPredicted ? QString() : tr("Predicting…");
}

QString CompareModel::lineOf(const CompareSource& source) const {
  if (!sample_) return {};
  if (source.kind == SourceKind::Image) {
    return tr("%1, %2 × %3")
        .arg(QFileInfo(QString::fromStdString(sample_->id)).fileName())
        .arg(sample_->width)
        .arg(sample_->height);
  }
  if (source.kind == SourceKind::Truth) return sample_->hasMask() ? truthNote_ : QString();
  if (source.isScored() && !sample_->hasMask() && !isLarge_) {
    return look_.view == PredictionView::Errors ? tr("No ground truth: road is shown, not errors")
                                                : tr("No ground truth, so no scores");
  }
  return source.group;
}

CompareModel::Edits CompareModel::takeEdits(const std::vector<std::string>& samples, const Dataset& dataset) {
  const bool isFile = wantsFile(dataset);
  const auto isWanted = [&](const std::string& id) {
    return isFile ? dataset.find(id)->image.string() == wanted_.id : id == wanted_.id;
  };
  Edits edits{.pictures = samples, .concernsWanted = std::ranges::any_of(samples, isWanted)};
  if (isFile && edits.concernsWanted) edits.pictures.push_back(wanted_.id);
  for (const std::string& id : edits.pictures) {
    ++editions_[id];
    const Sample* sample = dataset.find(id);
    if (sample_ && sample_->id == id && sample != nullptr) sample_ = *sample;
  }
  return edits;
}

int CompareModel::labelsOf(const std::string& picture) const {
  const auto edited = editions_.find(picture);
  return edited == editions_.end() ? 0 : edited->second;
}

bool CompareModel::takeCheckpoint(const std::string& source, const std::string& stamp) {
  const auto [known, isFirst] = checkpoints_.try_emplace(source, stamp);
  if (isFirst || std::exchange(known->second, stamp) == stamp) return false;
  failures_.erase(source);
  return true;
}

std::vector<PredictionTask> CompareModel::tasksFor(const std::vector<Sample>& samples,
                                                   const std::vector<CompareSource>& sources) const {
  std::vector<PredictionTask> tasks;
  for (const CompareSource& source : sources) {
    for (const Sample& sample : samples) tasks.push_back({sample, source, labelsOf(sample.id)});
  }
  return tasks;
}

}  // namespace macadam
