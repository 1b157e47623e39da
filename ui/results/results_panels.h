#pragma once

#include "ui/jobs/jobs.h"

#include <QString>
#include <QWidget>
#include <memory>

class QAbstractItemModel;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace macadam {

class CurvesPanel;
class DetailsPanel;
class DifferencesPanel;
class NetworkCosts;
class NoticeBar;
class ResultsActions;
class RunFilterBar;
class RunTableView;
class TablePanel;

/// What the Results page consists of, laid out: the filter and the table of runs above, what there is to say about the
/// chosen ones below.
class ResultsPanels : public QWidget {
  Q_OBJECT

 public:
  /// @param runs the rows of the table, as filtered.
  ResultsPanels(QAbstractItemModel& runs, Jobs& jobs, const std::shared_ptr<NetworkCosts>& costs,
                const ResultsActions& actions, QWidget* parent = nullptr);

  /// How many runs of all are shown, and what helps where none is.
  void showCount(int shown, int all, bool hasProject);
  void saveState() const;
  void restoreState();

  RunFilterBar& filterBar() { return *filterBar_; }
  RunTableView& table() const { return *table_; }
  DifferencesPanel& differences() { return *differences_; }
  TablePanel& comparison() { return *comparison_; }
  CurvesPanel& curves() { return *curves_; }
  DetailsPanel& details() { return *details_; }
  NoticeBar& notice() { return *notice_; }

 Q_SIGNALS:
  /// There is no run yet: set one up.
  void trainingRequested();

 private:
  QToolButton* columnButton();
  QWidget* emptyPage();
  void addTableButtons(const ResultsActions& actions);

  RunFilterBar* filterBar_;
  RunTableView* table_;
  QLabel* count_;
  QLabel* emptyText_;
  QPushButton* clearFilter_;
  QPushButton* setUp_;
  NoticeBar* notice_;
  QStackedWidget* stack_;
  DifferencesPanel* differences_;
  TablePanel* comparison_;
  CurvesPanel* curves_;
  DetailsPanel* details_;
  QTabWidget* tabs_;
  QSplitter* splitter_;
};

}  // namespace macadam
