#pragma once

#include "data/dataset.h"
#include "ui/compare/compare_source.h"
#include "ui/compare/score_table.h"

#include <QWidget>
#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace macadam {

class ProjectDocument;

/// Which tiles of a project are listed.
enum class TileSet { Validation, Test, All };

/// The tiles of a set that have masks.
std::vector<Sample> tilesOf(const ProjectDocument& document, TileSet set);

/// The table of tiles with their scores, the choice of the set and the order, and the button that scores all of them.
class TilePanel : public QWidget {
  Q_OBJECT

 public:
  enum class Order { Name, WorstFirst, LargestDifference };

  explicit TilePanel(QWidget* parent = nullptr);

  ScoreTable& table() { return table_; }
  QTableView& view() { return *view_; }
  TileSet tileSet() const;
  void setTileSet(TileSet set);
  void setSamples(std::vector<Sample> samples);
  void setSources(const std::vector<CompareSource>& scored);
  /// `WorstFirst` of a source, or the difference between two, by their place among the sources.
  void setOrder(Order order, int first = 0, int second = 1);
  void sortAgain();
  /// As for a project that is new: by name.
  void resetOrder();

  std::optional<std::string> currentSample() const;
  void select(const std::string& sample);
  /// Selects the tile that is `by` rows further down, if there is one.
  void step(int by);
  std::vector<Sample> selectedSamples() const;
  /// Both 0 when nothing is being scored.
  void showProgress(int done, int total);

  void save() const;
  void restore();

 Q_SIGNALS:
  void tileSetChanged();
  void tileChosen(const std::string& sample);
  void scoreAllRequested();
  void cancelRequested();

 private:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void applyOrder();
  void offerOrders();
  void showSummary();
  void fitColumns();

  ScoreTable table_;
  ScoreOrder order_;
  QComboBox* set_;
  QComboBox* orderBox_;
  QComboBox* first_;
  QComboBox* second_;
  QLabel* and_;
  QTableView* view_;
  QLabel* summary_;
  QLabel* empty_;
  QPushButton* score_;
  QProgressBar* progress_;
  QStringList titles_;
  Order wishedOrder_ = Order::Name;  ///< Used as soon as there are sources enough for it.
};

}  // namespace macadam
