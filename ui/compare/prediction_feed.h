#pragma once

#include "image/image_store.h"
#include "ui/compare/predictions.h"
#include "ui/project/engine_access.h"
#include "ui/project/run_catalog.h"

#include <QObject>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

class CompareModel;
class FigureExports;
class PanePictures;
class ProjectDocument;
class TilePanel;

/// Asks for the predictions that panes, table and exports need, and gives each of them what has come.
class PredictionFeed : public QObject {
  Q_OBJECT

 public:
  PredictionFeed(CompareModel& model, PanePictures& pictures, TilePanel& tiles, FigureExports& exports,
                 QObject* parent = nullptr);
  ~PredictionFeed() override;

  /// Predicts nothing until it is opened again.
  void close();
  void open(const EngineAccess& engine, const ProjectDocument& document, std::shared_ptr<ImageStore> store);
  bool isOpen() const { return predictions_ != nullptr; }
  /// As Predictions has it; where it is open.
  void setThreads(int threads);

  /// Forgets what is known by checkpoints that have been replaced.
  void takeCheckpoints();
  /// What the panes show and do not have yet.
  void showPicture();
  /// Nothing is in sight that could be predicted.
  void showNone();
  /// What earlier sessions know of the table.
  void recallScores();
  void scoreAll();
  /// What the button below the table names.
  void stop();
  /// Removes what is kept on disk of other runs than these and those of the sources. @pre it is open
  void keepOnly(const std::vector<RunRecord>& runs);

 Q_SIGNALS:
  /// Panes can show more, or less, than before.
  void panesOutdated();

 private:
  void receive(const Prediction& prediction);
  bool takeCheckpoint(const std::string& source, const std::string& stamp);
  void showProgress();

  CompareModel& model_;
  PanePictures& pictures_;
  TilePanel& tiles_;
  FigureExports& exports_;
  std::unique_ptr<Predictions> predictions_;
  std::pair<int, int> scored_;  ///< How many of how many, while a table is scored; else zeros.
};

}  // namespace macadam
