#pragma once

#include "image/image_store.h"
#include "ui/compare/tile_export.h"

#include <QObject>
#include <memory>
#include <utility>
#include <vector>

namespace macadam {

class Jobs;
struct GridFigure;

/// Writes figures as jobs: those of panes at once, those of tiles when their predictions have come.
class FigureExports : public QObject {
  Q_OBJECT

 public:
  FigureExports(Jobs& jobs, std::shared_ptr<ImageStore> store, QObject* parent = nullptr);

  /// Predicts what exports wait for from now on; null where nothing can be predicted. Those that wait are forgotten.
  void setPredictions(Predictions* predictions);

  void write(GridFigure figure, const QString& file);
  /// @pre it can predict.
  void write(TileExport tiles);
  void take(const Prediction& prediction);
  /// Writes nothing of those that wait.
  void stop();

  /// Whether none waits.
  bool isEmpty() const { return waiting_.empty(); }
  /// How many predictions have come of how many.
  std::pair<int, int> progress() const;

 Q_SIGNALS:
  /// One line for the status bar.
  void message(const QString& text);
  void progressed();

 private:
  void writeReady();
  void collect();
  void start(std::shared_ptr<const TileExport> ready);

  Jobs& jobs_;
  std::shared_ptr<ImageStore> store_;
  Predictions* predictions_ = nullptr;
  std::vector<std::shared_ptr<TileExport>> waiting_;
};

}  // namespace macadam
