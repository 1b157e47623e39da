#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QToolButton;

namespace macadam {

/// Which of the project's splits is shown, with undo, redo and a menu beside it.
class SplitChooser : public QWidget {
  Q_OBJECT

 public:
  explicit SplitChooser(QWidget* parent = nullptr);

  void setNames(const QStringList& names, const QString& active);
  void setUndo(const QString& text, bool isPossible);
  void setRedo(const QString& text, bool isPossible);
  /// Of the menu: all that one can do with splits.
  void setMenuActions(const QList<QAction*>& actions);

 Q_SIGNALS:
  void chosen(const QString& name);
  void undoWished();
  void redoWished();

 private:
  QComboBox* names_;
  QToolButton* undo_;
  QToolButton* redo_;
  QToolButton* more_;
};

}  // namespace macadam
