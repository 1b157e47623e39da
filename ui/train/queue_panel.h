#pragma once

#include "ui/train/queue_model.h"

#include <QWidget>
#include <optional>

class QAction;
class QLabel;
class QListView;

namespace macadam {

/// The list of what waits, with the ways to change it.
class QueuePanel : public QWidget {
  Q_OBJECT

 public:
  /// @param startNext, @param addSuite the page's actions, shown as buttons.
  QueuePanel(RunController& controller, QAction* startNext, QAction* addSuite, QWidget* parent = nullptr);

  /// Their keys work in the list alone, wherever else they are shown.
  QList<QAction*> listActions() const { return {up_, down_, remove_}; }

 private:
  QAction* makeAction(const QString& text, const QString& tip, const QString& icon, const QKeySequence& keys);
  void move(int by);
  void remove();
  void refresh();
  int currentRow() const;

  RunController& controller_;
  QueueModel model_;
  QListView* list_;
  QLabel* empty_;
  QLabel* title_;
  QAction* up_;
  QAction* down_;
  QAction* remove_;
  std::optional<int> chosenNext_;  ///< While the panel itself changes the queue: the row to choose then.
};

}  // namespace macadam
