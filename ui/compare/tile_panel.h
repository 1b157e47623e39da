#pragma once

#include "data/dataset.h"
#include "ui/compare/compare_source.h"
#include "ui/compare/list_choice.h"
#include "ui/compare/score_table.h"
#include "ui/jobs/newest_wins.h"

#include <QThreadPool>
#include <QWidget>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace macadam {

/// The table of tiles with their scores, the choice of what it lists, and the button that scores all of them.
class TilePanel : public QWidget {
  Q_OBJECT

 public:
  explicit TilePanel(QWidget* parent = nullptr);

  ScoreTable& table() { return table_; }
  QTableView& view() { return *view_; }
  ListChoice& choice() { return *choice_; }
  void setSamples(std::vector<Sample> samples);
  /// @param titles parallel to them, short.
  void setSources(const std::vector<CompareSource>& scored, const QStringList& titles);
  void sortAgain();
  /// What can be scored of those that are listed.
  std::vector<Sample> samplesWithMasks() const;
  /// A line below the table, about the threshold that its scores are of; empty for none.
  void setThresholdNote(const QString& note);

  std::optional<std::string> currentSample() const;
  void select(const std::string& sample);
  /// Selects the tile that is `by` rows further down, if there is one.
  void step(int by);
  /// Marks no tile, because something else is shown.
  void deselect();
  std::vector<Sample> selectedSamples() const;
  /// @param stop what the button then says; both numbers are 0 when nothing is predicted for the table or an export.
  void showProgress(const QString& stop, int done, int total);

 Q_SIGNALS:
  void tileChosen(const std::string& sample);
  void scoreAllRequested();
  void cancelRequested();

 private:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void makeTable();
  void layOut();
  void connectAll();
  /// What a click on the header chose; it holds until another order is chosen above the table.
  struct HeaderSort {
    std::string source;  ///< Empty for the names of the tiles; kDifference.
    Qt::SortOrder order;
  };
  void mark(const QModelIndex& row);
  void sortByHeader(int column);
  /// Nothing where the source has left the table.
  std::optional<int> columnOf(const HeaderSort& sort) const;
  void applyOrder();
  void showDifference();
  void countDifference();
  void showSummary();
  void showWhetherScorable();
  void fitColumns();

  ScoreTable table_;
  ScoreOrder order_;
  ListChoice* choice_;
  QTableView* view_;
  QLabel* summary_;
  QLabel* empty_;
  QPushButton* score_;
  QProgressBar* progress_;
  std::vector<std::string> sources_;  ///< Those that have scores, by their columns.
  QStringList titles_;                ///< Theirs.
  std::optional<HeaderSort> headerSort_;
  QString thresholdNote_;
  std::pair<std::string, std::string> compared_;  ///< The sources of the difference, by id; empty without one.
  QString differenceNote_;                        ///< Of these.
  QThreadPool differenceThread_;
  NewestWins<PairedDifference> differences_;
};

}  // namespace macadam
