#include "ui/annotate/suggester.h"

#include "ui/annotate/label_session.h"

#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr std::size_t kMostWindows = 64;  ///< Of a large picture, predicted while it is open.

}  // namespace

void Suggester::setPredictions(Predictions* predictions) {
  predictions_ = predictions;
  if (predictions_ != nullptr) connect(predictions_, &Predictions::ready, this, &Suggester::receive);
}

void Suggester::setSources(const std::vector<CompareSource>& sources) {
  std::vector<Suggestion> suggestions = listSuggestions(sources);
  if (suggestions == suggestions_) return;
  suggestions_ = std::move(suggestions);
  Q_EMIT suggestionsChanged();
  if (!isReady_) request();
}

const Suggestion* Suggester::chosen() const {
  const auto found = std::ranges::find(suggestions_, chosen_, &Suggestion::id);
  return found == suggestions_.end() ? nullptr : &*found;
}

void Suggester::choose(const std::string& id) {
  if (id == chosen_) return;
  chosen_ = id;
  request();
}

void Suggester::setSession(LabelSession* session, std::vector<Sample> windows) {
  session_ = session;
  windows_ = std::move(windows);
  if (windows_.size() > kMostWindows) windows_.resize(kMostWindows);
  request();
}

cv::Rect Suggester::windowOf(const Sample& sample) const {
  if (!sample.window) return session_->whole();
  return {sample.window->x, sample.window->y, sample.window->width, sample.window->height};
}

void Suggester::request() {
  arrived_.clear();
  ofNetworks_.clear();
  agreement_.reset();
  isReady_ = false;
  failure_.clear();
  if (session_ != nullptr) session_->forgetProbabilities();
  Q_EMIT asked();
  if (predictions_ == nullptr) return;
  const Suggestion* suggestion = chosen();
  std::vector<PredictionTask> tasks;
  if (suggestion != nullptr && session_ != nullptr) {
    const auto add = [&tasks](const Sample& sample, const Suggestion& wanted) {
      for (const CompareSource& source : wanted.sources) tasks.push_back({.sample = sample, .source = source});
    };
    for (const Sample& sample : windows_) {
      add(sample, *suggestion);
      const Suggestion* all = sample.id == session_->sample().id ? agreeing() : nullptr;
      if (all != nullptr && all != suggestion) add(sample, *all);
    }
  }
  predictions_->show(std::move(tasks));
}

const Suggestion* Suggester::agreeing() const {
  const Suggestion* suggestion = chosen();
  if (suggestion == nullptr) return nullptr;
  const auto found = std::ranges::find_if(suggestions_, [suggestion](const Suggestion& other) {
    return other.sources.size() > 1 && other.group == suggestion->group;
  });
  return found == suggestions_.end() ? nullptr : &*found;
}

void Suggester::receive(const Prediction& prediction) {
  const Suggestion* suggestion = chosen();
  if (suggestion == nullptr || session_ == nullptr) return;
  if (findSource(suggestion->sources, prediction.source) != nullptr) receiveChosen(prediction, *suggestion);
  receiveForAgreement(prediction);
}

void Suggester::receiveChosen(const Prediction& prediction, const Suggestion& suggestion) {
  const auto sample = std::ranges::find(windows_, prediction.sample, &Sample::id);
  if (sample == windows_.end()) return;
  const bool isOwn = sample->id == session_->sample().id;
  if (!prediction.probability) {
    if (!isOwn) return;
    failure_ = problemText(prediction.problems);
    return Q_EMIT settled();
  }
  Probabilities& ofSample = arrived_[prediction.sample];
  ofSample[prediction.source] = prediction.probability;
  if (ofSample.size() < suggestion.sources.size()) return;
  std::vector<std::shared_ptr<const cv::Mat>> all;
  for (const auto& [source, probability] : ofSample) all.push_back(probability);
  arrived_.erase(prediction.sample);
  if (isOwn) isReady_ = true;
  session_->setProbability(windowOf(*sample), agreed(all));
  if (isOwn) Q_EMIT settled();
}

void Suggester::receiveForAgreement(const Prediction& prediction) {
  const Suggestion* all = agreeing();
  if (all == nullptr || !prediction.probability || prediction.sample != session_->sample().id) return;
  if (findSource(all->sources, prediction.source) == nullptr) return;
  ofNetworks_[prediction.source] = prediction.probability;
  if (ofNetworks_.size() < all->sources.size()) return;
  std::vector<std::shared_ptr<const cv::Mat>> probabilities;
  for (const auto& [source, probability] : ofNetworks_) probabilities.push_back(probability);
  agreement_ = agreed(probabilities);
  Q_EMIT agreementKnown();
}

}  // namespace macadam
