#pragma once

#include "data/check.h"
#include "ui/data/band_choice.h"
#include "ui/data/mask_line.h"
#include "ui/jobs/job_row.h"
#include "ui/shell/new_project.h"

#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QWidget>

namespace macadam {

/// What was found in a folder of images: layout, counts, examples and problems.
class FolderFactsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit FolderFactsPanel(QWidget* parent = nullptr);

  MaskLine& masks() { return *masks_; }
  BandChoice& bands() { return *bands_; }

  void showNothing(const QString& hint);
  /// `watcher`, where there is one, follows the work and can end it.
  void showLooking(QFutureWatcherBase* watcher = nullptr);
  void showProblems(const QString& headline, const QList<Problem>& problems);
  void showFacts(const FolderFacts& facts);
  /// The check of every pixel, in progress.
  void showChecking(QFutureWatcherBase* watcher);
  void showReport(const DataReport& report);
  void showCheckLeftOut();

 private:
  /// Shows progress; once it was stopped, `stopped` says so instead.
  void follow(const QString& title, QFutureWatcherBase* watcher, const QString& stopped);
  void setHeadline(const QString& text, QFont::Weight weight);
  void showSamples(const Dataset& dataset);
  void listProblems(const QList<Problem>& problems);

  QLabel* headline_;
  QLabel* facts_;
  MaskLine* masks_;
  BandChoice* bands_;
  QWidget* examples_;
  JobRow* checking_;
  QLabel* verdict_;
  QScrollArea* problems_;
  QLabel* problemText_;
};

}  // namespace macadam
