#pragma once

#include "annotate/tile_doubt.h"
#include "labels/annotation_progress.h"
#include "ui/annotate/tile_queue_panel.h"
#include "ui/compare/predictions.h"

#include <QObject>
#include <QThreadPool>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace macadam {

class ProjectDocument;

/// The name of a sample's file, with its window where it is one: folders say less and take the room.
QString tileName(const std::string& sample);

/// Which tile is worth labelling next: has every tile predicted in the background where the ranking needs that, puts
/// them in order, and remembers what became of each.
class TilePlanner : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void setPanel(TileQueuePanel& panel);
  /// Null for none, with null predictions.
  void setDocument(ProjectDocument* document, Predictions* predictions);
  void setSources(const std::vector<CompareSource>& sources);
  /// Remembers it, in the project. False where that cannot be, which `failed` has said.
  bool decide(const std::string& sample, TileVerdict verdict);
  bool reopen(const std::string& sample);
  /// Done tiles, in no order.
  std::vector<std::string> done() const;

 Q_SIGNALS:
  void failed(const QList<Problem>& problems);

 private:
  void rank();
  void receive(const Prediction& prediction);
  void showProgress(int done, int total);
  void measure(const Sample& sample, std::vector<std::shared_ptr<const cv::Mat>> probabilities);
  int labelsOf(const std::string& sample) const;
  void show();
  bool readProgress();
  bool change(const std::function<void(AnnotationProgress&)>& edit);
  std::vector<Sample> candidates() const;
  /// Whose predictions tell how doubtful a tile is.
  std::vector<CompareSource> judges() const;
  /// Whose predictions the ranking needs.
  std::vector<CompareSource> asked() const;
  /// Whether the ranking has what it needs of a tile.
  bool isMeasured(const std::string& sample) const;
  /// What it has, for the ranking that is chosen.
  std::vector<TileDoubt> measured() const;
  static QString reasonOf(const TileDoubt& doubt, RankBy by);

  TileQueuePanel* panel_ = nullptr;
  ProjectDocument* document_ = nullptr;
  Predictions* predictions_ = nullptr;
  std::vector<CompareSource> pair_;                                             ///< Whose disagreement counts.
  std::optional<CompareSource> judge_;                                          ///< Whose IoU counts.
  using Probabilities = std::map<std::string, std::shared_ptr<const cv::Mat>>;  ///< By source.
  std::map<std::string, Probabilities> waiting_;                                ///< By sample, until all have come.
  std::map<std::string, TileDoubt> doubts_;                                     ///< By sample.
  std::map<std::string, std::optional<double>> ious_;                           ///< By sample, of the judge.
  std::map<std::string, int> editions_;  ///< Of the labels, by sample: how often they were edited.
  bool isScoring_ = false;               ///< Predictions are awaited.
  QThreadPool thread_;                   ///< Measures doubt, which takes a moment.
  AnnotationProgress progress_;
  bool isProgressKnown_ = false;  ///< It is what the file holds.
};

}  // namespace macadam
