#pragma once

#include "ui/shell/shortcut_book.h"

#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

namespace macadam {

/// The list of all shortcuts, to read and to change; a change works at once, a conflict is refused.
class ShortcutDialog : public QDialog {
  Q_OBJECT

 public:
  explicit ShortcutDialog(ShortcutBook& book, QWidget* parent = nullptr);

 protected:
  /// Escape while new keys are awaited goes back to the list.
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fill();
  void refresh();
  void filter(const QString& text);
  QString chosenId() const;
  void showChosen();
  void change(const QKeySequence& sequence);

  ShortcutBook& book_;
  QLineEdit* search_;
  QTreeWidget* list_;
  QKeySequenceEdit* keys_;
  QPushButton* clear_;
  QPushButton* reset_;
  QLabel* remark_;
};

}  // namespace macadam
