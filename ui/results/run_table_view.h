#pragma once

#include "ui/widgets/row_table_view.h"

class QMenu;

namespace macadam {

/// The table of runs: its columns can be chosen, moved and sorted; it remembers them.
class RunTableView : public RowTableView {
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
