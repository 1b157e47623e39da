#pragma once

#include "ui/project/project_document.h"
#include "ui/train/run_controller.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <functional>
#include <optional>
#include <string>

class QAction;
class QKeySequence;

namespace macadam {

class Page;
class WritingActions;

/// What the Train page offers, as its menu, buttons and keys have it: what steers the run in training is done here, the
/// rest is wished for. Texts name the run that is meant; tips say why something cannot be done now.
class TrainActions : public QObject {
  Q_OBJECT

 public:
  /// What of the page decides which actions can be of use.
  struct Facts {
    std::string name;       ///< Of the run that the form describes.
    QString whyNoEstimate;  ///< Empty where one can be made.
    bool canResumeRuns = false;
  };

  /// Adds the actions to the page.
  TrainActions(Page& page, RunController& controller);

  void setDocument(ProjectDocument* document);
  /// The last run, where it was stopped and nothing was started since: Pause goes on with it.
  void setStopped(const std::optional<RunFolder>& run) { stopped_ = run; }
  void show(const Facts& facts);

  QAction* start() const { return start_; }
  QAction* startInBackground() const { return startInBackground_; }
  QAction* pause() const { return pause_; }
  QAction* stop() const { return stop_; }
  QAction* stopAtCheckpoint() const { return stopAtCheckpoint_; }
  QAction* moveToBackground() const { return moveToBackground_; }
  QAction* takeOver() const { return takeOver_; }
  QAction* startNext() const { return startNext_; }
  QAction* addSuite() const { return addSuite_; }
  QAction* estimate() const { return estimate_; }
  QAction* openSettings() const { return openSettings_; }
  QAction* saveSettings() const { return saveSettings_; }

 Q_SIGNALS:
  /// Writing is allowed or forbidden now as it was not before.
  void accessChanged();
  void startWished(TrainingPlace place);
  void resumeWished();
  void suiteWished();
  void estimateWished();
  void openSettingsWished();
  void saveSettingsWished();

 private:
  QAction* add(const QString& name, const QString& text, const QString& icon, const QKeySequence& keys,
               const QString& tip, std::function<void()> triggered);
  void addSeparator();
  void makeRunActions();
  void makeSettingsActions();
  void pauseOrResume();
  void showStart(const std::string& name);
  /// As a button has room for.
  QString nameOf(const RunFolder& run) const;

  Page& page_;
  RunController& controller_;
  QPointer<ProjectDocument> document_;
  WritingActions* writing_;
  std::optional<RunFolder> stopped_;

  QAction* start_;
  QAction* startInBackground_;
  QAction* pause_;
  QAction* stop_;
  QAction* stopAtCheckpoint_;
  QAction* moveToBackground_;
  QAction* takeOver_;
  QAction* resumeRun_;
  QAction* startNext_;
  QAction* addSuite_;
  QAction* estimate_;
  QAction* openSettings_;
  QAction* saveSettings_;
};

}  // namespace macadam
