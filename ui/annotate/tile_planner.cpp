#include "ui/annotate/tile_planner.h"

#include "ui/annotate/suggestion.h"
#include "ui/project/project_document.h"
#include "ui/widgets/per_cent.h"

#include <QtConcurrent>
#include <algorithm>
#include <chrono>
#include <utility>

namespace macadam {
namespace {

std::filesystem::path progressFile(const ProjectDocument& document) {
  return document.project().labels() / "progress.json";
}

}  // namespace

QString tileName(const std::string& sample) {
  const auto file = sample.find_last_of('/') + 1;  // the whole where there is none
  return QString::fromStdString(sample.substr(file));
}

/// In the room of a narrow column.
QString TilePlanner::reasonOf(const TileDoubt& doubt, RankBy by) {
  switch (by) {
    case RankBy::Disagreement:
      return tr("%1 differ").arg(perCentText(doubt.disagreement));
    case RankBy::Entropy:
      return tr("%1 bit").arg(QLocale().toString(doubt.entropy, 'f', 2));
    case RankBy::WorstIou:
      break;
  }
  return tr("IoU %1").arg(perCentText(doubt.iou));
}

void TilePlanner::setPanel(TileQueuePanel& panel) {
  panel_ = &panel;
  connect(panel_, &TileQueuePanel::rankingChosen, this, &TilePlanner::rank);
}

void TilePlanner::setDocument(ProjectDocument* document, Predictions* predictions) {
  if (document_ != nullptr) document_->disconnect(this);
  document_ = document;
  predictions_ = predictions;
  doubts_.clear();
  ious_.clear();
  editions_.clear();
  waiting_.clear();
  isScoring_ = false;
  pair_.clear();
  judge_.reset();
  progress_ = {};
  isProgressKnown_ = false;
  if (document_ == nullptr) return panel_->setTiles({});
  connect(predictions_, &Predictions::ready, this, &TilePlanner::receive);
  connect(predictions_, &Predictions::scoringProgress, this, &TilePlanner::showProgress);
  connect(document_, &ProjectDocument::splitChanged, this, &TilePlanner::show);
  connect(document_, &ProjectDocument::labelsChanged, this, [this](const std::vector<std::string>& samples) {
    for (const std::string& sample : samples) {
      ++editions_[sample];
      ious_.erase(sample);  // of other labels
    }
    rank();
  });
  // The window that had the project may have decided about tiles meanwhile.
  connect(document_, &ProjectDocument::obstacleChanged, this, &TilePlanner::readProgress);
  readProgress();
  rank();
}

bool TilePlanner::readProgress() {
  progress_ = {};
  isProgressKnown_ = false;
  try {
    progress_ = loadProgress(progressFile(*document_));
    isProgressKnown_ = true;
  } catch (const Error& error) {
    Q_EMIT failed(problemsOf(error));
  }
  panel_->setProgress(progress_);
  return isProgressKnown_;
}

void TilePlanner::setSources(const std::vector<CompareSource>& sources) {
  std::vector<CompareSource> pair = disagreeingNetworks(sources);
  const std::vector<Suggestion> suggestions = listSuggestions(sources);
  std::optional<CompareSource> judge;
  if (!suggestions.empty()) judge = suggestions.front().sources.front();
  if (pair == pair_ && judge == judge_) return;
  pair_ = std::move(pair);
  judge_ = std::move(judge);
  doubts_.clear();
  ious_.clear();
  waiting_.clear();
  const QString noPair = tr("needs a run with two networks, such as teachers");
  panel_->setAvailable(TileRanking::Disagreement, pair_.empty() ? noPair : QString());
  panel_->setAvailable(TileRanking::Entropy, judge_ ? QString() : tr("needs a trained network"));
  panel_->setAvailable(TileRanking::WorstIou, judge_ ? QString() : tr("needs a trained network"));
  rank();
}

/// Those that the ranking is about: where truth is asked for, those that have it.
std::vector<Sample> TilePlanner::candidates() const {
  std::vector<Sample> samples;
  std::ranges::copy_if(document_->dataset()->samples, std::back_inserter(samples), [this](const Sample& sample) {
    return panel_->ranking() != TileRanking::WorstIou || sample.hasMask();
  });
  return samples;
}

std::vector<CompareSource> TilePlanner::judges() const {
  if (!pair_.empty()) return pair_;
  return judge_ ? std::vector{*judge_} : std::vector<CompareSource>();
}

std::vector<CompareSource> TilePlanner::asked() const {
  switch (panel_->ranking()) {
    case TileRanking::Disagreement:
      return pair_;
    case TileRanking::Entropy:
      return judges();
    case TileRanking::WorstIou:
      if (judge_) return {*judge_};
      break;
    case TileRanking::UnlabelledFirst:
    case TileRanking::Name:
      break;
  }
  return {};
}

void TilePlanner::rank() {
  if (document_ == nullptr) return;
  waiting_.clear();
  std::vector<PredictionTask> tasks;
  const std::vector<CompareSource> sources = asked();
  for (const Sample& sample : candidates()) {
    if (isMeasured(sample.id)) continue;
    for (const CompareSource& source : sources) {
      tasks.push_back({.sample = sample, .source = source, .labels = labelsOf(sample.id)});
    }
  }
  isScoring_ = !tasks.empty();
  if (!isScoring_) panel_->setNote({});
  if (predictions_ != nullptr) predictions_->scoreAll(std::move(tasks));
  show();
}

bool TilePlanner::isMeasured(const std::string& sample) const {
  return panel_->ranking() == TileRanking::WorstIou ? ious_.contains(sample) : doubts_.contains(sample);
}

std::vector<TileDoubt> TilePlanner::measured() const {
  std::vector<TileDoubt> tiles;
  for (const Sample& sample : candidates()) {
    if (!isMeasured(sample.id)) continue;
    if (panel_->ranking() == TileRanking::WorstIou) {
      tiles.push_back({.tile = sample.id, .scene = sample.scene, .iou = ious_.at(sample.id)});
    } else {
      tiles.push_back(doubts_.at(sample.id));
    }
  }
  return tiles;
}

void TilePlanner::receive(const Prediction& prediction) {
  if (document_ == nullptr || !prediction.probability) return;
  const Sample* sample = document_->dataset()->find(prediction.sample);
  if (sample == nullptr) return;
  const bool isOfNow = prediction.curve && prediction.labels == labelsOf(sample->id);
  if (judge_ && prediction.source == judge_->id && isOfNow) {
    ious_[sample->id] = roadMetrics(prediction.curve->at(kUsualThreshold)).iou;
  }
  const std::vector<CompareSource> asked = judges();
  if (findSource(asked, prediction.source) == nullptr || doubts_.contains(sample->id)) return;
  Probabilities& arrived = waiting_[sample->id];
  arrived[prediction.source] = prediction.probability;
  if (arrived.size() < asked.size()) return;
  std::vector<std::shared_ptr<const cv::Mat>> all;
  for (const auto& [source, probability] : arrived) all.push_back(probability);
  waiting_.erase(sample->id);
  measure(*sample, std::move(all));
}

void TilePlanner::measure(const Sample& sample, std::vector<std::shared_ptr<const cv::Mat>> probabilities) {
  QtConcurrent::run(&thread_, [id = sample.id, scene = sample.scene, probabilities = std::move(probabilities)] {
    std::vector<cv::Mat> all;
    for (const auto& probability : probabilities) all.push_back(*probability);
    return measureDoubt(id, scene, all);
  }).then(this, [this, asked = judges()](const TileDoubt& doubt) {
    if (document_ == nullptr || asked != judges()) return;  // others are asked meanwhile
    doubts_[doubt.tile] = doubt;
    if (!isScoring_) show();  // it was the last
  });
}

int TilePlanner::labelsOf(const std::string& sample) const {
  const auto edited = editions_.find(sample);
  return edited == editions_.end() ? 0 : edited->second;
}

/// At the end alone, so that the list does not jump under the pointer.
void TilePlanner::showProgress(int done, int total) {
  if (!isScoring_) return;  // of what was asked for before
  if (total == 0) {
    isScoring_ = false;
    panel_->setNote({});
    return show();
  }
  panel_->setNote(tr("Predicting tile %1 of %2…").arg(done).arg(total));
}

void TilePlanner::show() {
  if (document_ == nullptr) return;
  std::vector<QueueTile> tiles;
  const auto add = [&](const std::string& id, const QString& reason) {
    const Sample* sample = document_->dataset()->find(id);
    tiles.push_back({id, tileName(id), reason, QString::fromStdString(sample->scene)});
  };
  const TileRanking ranking = panel_->ranking();
  if (ranking == TileRanking::Name || ranking == TileRanking::UnlabelledFirst) {
    std::vector<const Sample*> samples;
    for (const Sample& sample : document_->dataset()->samples) samples.push_back(&sample);
    const auto isLabelled = [this](const Sample* sample) {
      return document_->split().of(sample->id) != Subset::Unlabelled;
    };
    if (ranking == TileRanking::UnlabelledFirst) std::ranges::stable_sort(samples, {}, isLabelled);
    for (const Sample* sample : samples)
      add(sample->id, QString::fromStdString(toString(document_->split().of(sample->id))));
    return panel_->setTiles(std::move(tiles));
  }
  const RankBy by = ranking == TileRanking::Disagreement ? RankBy::Disagreement
                    : ranking == TileRanking::Entropy    ? RankBy::Entropy
                                                         : RankBy::WorstIou;
  for (const TileDoubt& tile : rankTiles(measured(), by)) add(tile.tile, reasonOf(tile, by));
  panel_->setTiles(std::move(tiles));
}

bool TilePlanner::decide(const std::string& sample, TileVerdict verdict) {
  return change([&](AnnotationProgress& progress) {
    progress.decide(sample, verdict, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  });
}

bool TilePlanner::reopen(const std::string& sample) {
  return change([&](AnnotationProgress& progress) { progress.reopen(sample); });
}

/// What is shown is what is on the disk. A file that cannot be read stays as it is, and is read again each time, as
/// somebody may have mended or removed it.
bool TilePlanner::change(const std::function<void(AnnotationProgress&)>& edit) {
  if (document_ == nullptr || (!isProgressKnown_ && !readProgress())) return false;
  AnnotationProgress changed = progress_;
  edit(changed);
  try {
    saveProgress(changed, progressFile(*document_));
  } catch (const Error& error) {
    Q_EMIT failed(problemsOf(error));
    return false;
  }
  progress_ = std::move(changed);
  panel_->setProgress(progress_);
  return true;
}

std::vector<std::string> TilePlanner::done() const {
  std::vector<std::string> samples;
  for (const auto& [sample, entry] : progress_.tiles()) {
    if (entry.verdict == TileVerdict::Done) samples.push_back(sample);
  }
  return samples;
}

}  // namespace macadam
