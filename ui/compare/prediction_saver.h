#pragma once

#include "ui/compare/file_prediction.h"
#include "ui/project/engine_access.h"

#include <QObject>

namespace macadam {

class Jobs;

/// Predicts pictures into files as jobs, beside whatever else is done.
class PredictionSaver : public QObject {
  Q_OBJECT

 public:
  PredictionSaver(Jobs& jobs, EngineAccess engine, QObject* parent = nullptr);

  void start(FilePrediction wanted);

 Q_SIGNALS:
  /// One line for the status bar.
  void message(const QString& text);

 private:
  Jobs& jobs_;
  EngineAccess engine_;
};

}  // namespace macadam
