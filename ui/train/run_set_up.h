#pragma once

#include "session/start_check.h"
#include "ui/jobs/jobs.h"
#include "ui/jobs/newest_wins.h"
#include "ui/project/engine_access.h"
#include "ui/train/run_estimate.h"

#include <QPointer>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <string>
#include <vector>

class QAction;
class QLabel;
class QScrollArea;

namespace macadam {

class SuiteDialog;
class EstimateCard;
class FindingList;
class ProjectDocument;
class SpecForm;
class StartFromMenu;

/// The settings of the next run: where they are from, the form, and what the run will take. They are kept for each
/// project.
class RunSetUp : public QWidget {
  Q_OBJECT

 public:
  /// What its controls trigger.
  struct Actions {
    QAction* estimate;
    QAction* openSettings;
    QAction* saveSettings;
  };
  RunSetUp(Jobs& jobs, EngineAccess engine, const Actions& actions, QWidget* parent = nullptr);

  void setDocument(ProjectDocument* document);
  SpecForm& form() { return *form_; }
  /// Puts settings into the form and says where they are from.
  void showSpec(const macadam::RunSpec& spec, const QString& from);
  /// Keeps the settings for the next time that the project is open.
  void saveDraft() const;

  using Checked = std::function<void(const std::vector<Finding>&)>;
  /// Looks in the background for what would stop or spoil a run of `spec` in the project as it stands now, shows it and
  /// tells `then`; nothing comes once another project is open. @pre nothing is looked for already
  void check(const RunSpec& spec, Checked then);
  bool isChecking() const { return then_ != nullptr; }
  /// What stops the run comes into sight, with the keyboard where it can be mended.
  void showObstacles();

  /// Why nothing can be measured; empty where it can.
  QString whyNoEstimate() const;
  /// Measures a few steps in the background.
  void estimate();
  void offerEstimate(SuiteDialog& dialog);
  /// Whether a control is one that starts or ends an estimate.
  bool estimates(const QWidget* control) const;
  void openSettings();
  void saveSettings();

 Q_SIGNALS:
  /// The settings are others, or an estimate has begun or ended.
  void changed();
  void message(const QString& text);
  /// A finding is to be mended that is in no setting.
  void mendWished(const macadam::Finding& finding);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void layOut();
  void showSource();
  void showPreset(const std::string& name);
  bool loadDraft();
  std::function<std::vector<Finding>()> checking(const RunSpec& spec) const;
  void checkSoon();
  /// Looks in the background what a file of weights holds, and tells the form.
  void inspectWeights(const QString& file);
  void showFindings(std::vector<Finding> findings);
  void fitFindings();

  Jobs& jobs_;
  EngineAccess engine_;
  QPointer<ProjectDocument> document_;
  bool isEstimating_ = false;
  RunSpec estimated_;  ///< The settings that the present estimate is of.

  StartFromMenu* startFrom_;
  QLabel* edited_;  ///< Says that the settings are no longer what they were made from.
  SpecForm* form_;
  EstimateCard* card_;
  FindingList* findings_;
  QScrollArea* findingsArea_;
  QTimer checkDelay_;  ///< Runs while changes come one after another.
  Checked then_;       ///< What waits for `startChecks_`.
  QThreadPool threads_;
  NewestWins<std::vector<Finding>> checks_;       ///< After changes.
  NewestWins<std::vector<Finding>> startChecks_;  ///< Before a start, which no change overtakes.
};

}  // namespace macadam
