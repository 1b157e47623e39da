#pragma once

#include <QTableView>
#include <algorithm>

namespace macadam {

/// A table whose rows are what one goes through: Home and End go to the first and the last of them, as in a list.
class RowTableView : public QTableView {
 public:
  explicit RowTableView(QWidget* parent = nullptr) : QTableView(parent) { setSelectionBehavior(SelectRows); }

 protected:
  QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override {
    if (model() == nullptr || (action != MoveHome && action != MoveEnd)) {
      return QTableView::moveCursor(action, modifiers);
    }
    const int row = action == MoveHome ? 0 : model()->rowCount() - 1;
    return model()->index(row, std::max(0, currentIndex().column()));
  }
};

}  // namespace macadam
