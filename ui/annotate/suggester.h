#pragma once

#include "ui/annotate/suggestion.h"
#include "ui/compare/predictions.h"

#include <QObject>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

class LabelSession;

/// Predicts the open picture by the chosen suggestion, in the background, and hands that to the session; of a picture
/// in windows the sample's own first, then the others.
class Suggester : public QObject {
  Q_OBJECT

 public:
  explicit Suggester(QObject* parent = nullptr) : QObject(parent) {}

  /// Who predicts; null for nobody.
  void setPredictions(Predictions* predictions);
  void setSources(const std::vector<CompareSource>& sources);
  const std::vector<Suggestion>& suggestions() const { return suggestions_; }
  /// Null where pictures are to speak for themselves, or the one that was chosen is gone.
  const Suggestion* chosen() const;
  /// Empty for the picture alone.
  void choose(const std::string& id);
  /// @param windows the samples that the picture consists of, in the order in which they are wanted.
  void setSession(LabelSession* session, std::vector<Sample> windows);
  /// Whether the session has a prediction of its sample.
  bool isReady() const { return isReady_; }
  /// What all networks of the chosen suggestion's run reach at least on the session's sample, CV_16UC1; null while it
  /// is not known, or where the run has one network alone.
  const std::shared_ptr<const cv::Mat>& agreement() const { return agreement_; }
  /// Why there is nothing; empty where there is, or where it is awaited.
  const QString& failure() const { return failure_; }

 Q_SIGNALS:
  void suggestionsChanged();
  /// Something else is asked for: what was predicted until now is forgotten.
  void asked();
  /// The session's sample is predicted, or cannot be.
  void settled();
  void agreementKnown();

 private:
  using Probabilities = std::map<std::string, std::shared_ptr<const cv::Mat>>;  ///< By source.

  void request();
  void receive(const Prediction& prediction);
  void receiveChosen(const Prediction& prediction, const Suggestion& suggestion);
  void receiveForAgreement(const Prediction& prediction);
  /// What all networks of the chosen suggestion's run agree on; null where it has one alone.
  const Suggestion* agreeing() const;
  cv::Rect windowOf(const Sample& sample) const;

  Predictions* predictions_ = nullptr;
  LabelSession* session_ = nullptr;
  std::vector<Sample> windows_;
  std::vector<Suggestion> suggestions_;
  std::string chosen_;
  std::map<std::string, Probabilities> arrived_;  ///< By sample, of the chosen suggestion.
  bool isReady_ = false;
  Probabilities ofNetworks_;  ///< Of the run, on the session's sample.
  std::shared_ptr<const cv::Mat> agreement_;
  QString failure_;
};

}  // namespace macadam
