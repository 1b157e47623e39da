#include "ui/data/split_chooser.h"

#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

namespace macadam {
namespace {

QToolButton* button(const QString& icon, const QString& name, QWidget* parent) {
  auto* result = new QToolButton(parent);
  result->setIcon(Theme::instance().icon(icon));
  result->setAutoRaise(true);
  result->setFocusPolicy(Qt::TabFocus);
  result->setAccessibleName(name);
  result->setToolTip(name);
  return result;
}

}  // namespace

SplitChooser::SplitChooser(QWidget* parent)
    : QWidget(parent),
      names_(new QComboBox(this)),
      undo_(button("undo", tr("Undo"), this)),
      redo_(button("redo", tr("Redo"), this)),
      more_(button("more", tr("More about splits"), this)) {
  names_->setAccessibleName(tr("Split"));
  names_->setToolTip(tr("The split that is shown and that the next run takes"));
  names_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  names_->setPlaceholderText(tr("No split yet"));
  more_->setPopupMode(QToolButton::InstantPopup);
  more_->setStyleSheet("QToolButton::menu-indicator { image: none; }");
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2);
  row->addWidget(names_, 1);
  row->addSpacing(4);
  for (QToolButton* one : {undo_, redo_, more_}) row->addWidget(one);
  connect(names_, &QComboBox::textActivated, this, &SplitChooser::chosen);
  connect(undo_, &QToolButton::clicked, this, &SplitChooser::undoWished);
  connect(redo_, &QToolButton::clicked, this, &SplitChooser::redoWished);
  setNames({}, {});
  setUndo({}, false);
  setRedo({}, false);
}

void SplitChooser::setNames(const QStringList& names, const QString& active) {
  const QSignalBlocker blocker(names_);
  names_->clear();
  names_->addItems(names);
  names_->setCurrentIndex(active.isEmpty() ? -1 : names_->findText(active));
  names_->setEnabled(!names.isEmpty());
}

void SplitChooser::setUndo(const QString& text, bool isPossible) {
  undo_->setEnabled(isPossible);
  undo_->setToolTip(text.isEmpty() ? tr("Undo") : tr("Undo: %1").arg(text));
}

void SplitChooser::setRedo(const QString& text, bool isPossible) {
  redo_->setEnabled(isPossible);
  redo_->setToolTip(text.isEmpty() ? tr("Redo") : tr("Redo: %1").arg(text));
}

void SplitChooser::setMenuActions(const QList<QAction*>& actions) {
  auto* menu = new QMenu(more_);
  menu->addActions(actions);
  giveMnemonics(*menu);
  more_->setMenu(menu);
}

}  // namespace macadam
