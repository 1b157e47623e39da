#pragma once

#include "data/check.h"

#include <QDialog>

namespace macadam {

class NoticeBar;

/// What a check of all pixels found: what the data set holds, and every problem with its remedy.
class CheckReport : public QDialog {
  Q_OBJECT

 public:
  CheckReport(const DataReport& report, QWidget* parent = nullptr);

  /// Says that masks have been edited since.
  void markOutdated();

 Q_SIGNALS:
  /// A file whose tiles are to be seen in the grid.
  void chosen(const QString& where);

 private:
  NoticeBar* outdated_;
  QString text_;  ///< All of it, for the clipboard.
};

}  // namespace macadam
