#pragma once

#include "ui/annotate/tile_queue_model.h"

#include <QKeySequence>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QTableView;

namespace macadam {

/// By what tiles are put in order.
enum class TileRanking { Disagreement, Entropy, WorstIou, UnlabelledFirst, Name };

/// What to label next: the tiles by a ranking that one chooses, with what became of each. It ranks, opens and remembers
/// nothing itself.
class TileQueuePanel : public QWidget {
  Q_OBJECT

 public:
  explicit TileQueuePanel(QWidget* parent = nullptr);

  TileRanking ranking() const;
  void setRanking(TileRanking ranking);
  /// @param whyNot what it lacks, for example two teachers; empty where it can be chosen.
  void setAvailable(TileRanking ranking, const QString& whyNot);

  /// Keeps the tile that is current where it is among them.
  void setTiles(std::vector<QueueTile> tiles);
  void setProgress(const AnnotationProgress& progress);
  /// A line above the tiles, for what is awaited or lacking; empty for none.
  void setNote(const QString& text);

  /// Empty while there is none.
  std::optional<std::string> current() const;
  /// Tells nobody. One that is not in the queue leaves none current.
  void setCurrent(const std::string& sample);
  const TileQueueModel& model() const { return model_; }
  /// Next, previous, back, done, skip, take up again; for the page's menu.
  QList<QAction*> panelActions() const { return {next_, previous_, back_, done_, skip_, reopen_}; }
  /// Goes to the next tile that is open, the first of all after the last. False where none is.
  bool goToNextOpen();

 Q_SIGNALS:
  void rankingChosen(macadam::TileRanking ranking);
  /// By a person's hand: it shall be opened.
  void tileChosen(const std::string& sample);
  void doneWished(const std::string& sample);
  void skipWished(const std::string& sample);
  /// It was done or skipped, and shall be open again.
  void reopenWished(const std::string& sample);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QAction* makeAction(const char* id, const QString& icon, const QString& text, const QString& hint,
                      const QKeySequence& keys);
  void goTo(int row);
  /// Of the tile that was done or skipped before the current one; −1 where none of those in the queue was.
  int rowBack() const;
  void refresh();

  TileQueueModel model_;
  QComboBox* ranking_;
  QLabel* note_;
  QTableView* table_;
  QLabel* pace_;
  QAction *next_, *previous_, *back_, *done_, *skip_, *reopen_;
  bool isQuiet_ = false;
};

}  // namespace macadam
