#pragma once

#include <QTableView>

class QMenu;

namespace macadam {

/// The table of runs: its columns can be chosen, moved and sorted; it remembers them.
class RunTableView : public QTableView {
  Q_OBJECT

 public:
  explicit RunTableView(QWidget* parent = nullptr);

  /// After a model is set.
  void useDefaultColumns();
  /// Fills a menu with the columns, to be ticked.
  void fillColumnMenu(QMenu& menu);
  QByteArray columnState() const;
  void restoreColumnState(const QByteArray& state);
};

}  // namespace macadam
