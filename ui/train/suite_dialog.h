#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/train/training_task.h"

#include <QDialog>
#include <QFuture>
#include <cstdint>
#include <filesystem>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace macadam {

/// Asks which rows of the table to train, over which seeds, into which folder.
class SuiteDialog : public QDialog {
  Q_OBJECT

 public:
  /// @param base settings with SSLKD, from which each row derives its own; @param runs the project's folder of runs;
  /// @param taken names of suites that are there already.
  SuiteDialog(RunSpec base, std::filesystem::path runs, QStringList taken, QWidget* parent = nullptr);
  ~SuiteDialog() override;

  /// Lets a person ask how long it takes, which short probes in the background tell.
  void offerEstimate(Jobs& jobs, EngineAccess engine);
  NewSuite suite() const { return suite_; }
  /// What stands in the way, empty when nothing does.
  QString problem() const;

 private:
  void takeTable(const SuiteTable& table);
  void refresh();
  QString planProblem();
  void estimate(Jobs& jobs, const EngineAccess& engine);

  RunSpec base_;
  std::filesystem::path runs_;
  QStringList taken_;
  NewSuite suite_;
  std::vector<QCheckBox*> rows_;  ///< Each is named as its row.
  QLineEdit* seeds_;
  QLineEdit* folder_;
  QLabel* summary_;
  QLabel* time_;
  QPushButton* estimate_ = nullptr;  ///< Where it is offered.
  QFuture<double> estimating_;
  QPushButton* add_;
};

/// The numbers of a text such as `1, 2 5`. @throws Error with what is none.
std::vector<std::uint64_t> seedsFrom(const QString& text);

}  // namespace macadam
