#pragma once

#include "ui/shell/page_table.h"

#include <QAction>
#include <QActionGroup>
#include <QVBoxLayout>
#include <QWidget>

namespace macadam {

/// The window's modes down its left side, as symbols with words.
class ModeBar : public QWidget {
  Q_OBJECT

 public:
  explicit ModeBar(QWidget* parent = nullptr);

  /// In their order; a separate menu may show them too.
  QList<QAction*> modeActions() const { return actions_->actions(); }
  QAction* actionOf(Mode mode) const;
  /// The modes need a project.
  void setModesEnabled(bool enabled);
  void setMode(Mode mode) { actionOf(mode)->setChecked(true); }
  void clearMode();

 Q_SIGNALS:
  void modeChosen(Mode mode);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void addMode(const PageEntry& entry);

  QVBoxLayout* layout_;
  QActionGroup* actions_;
};

}  // namespace macadam
