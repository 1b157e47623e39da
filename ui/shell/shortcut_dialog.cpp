#include "ui/shell/shortcut_dialog.h"

#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace macadam {
namespace {

constexpr int kIdRole = Qt::UserRole;
constexpr int kRowPadding = 8;

}  // namespace

ShortcutDialog::ShortcutDialog(ShortcutBook& book, QWidget* parent)
    : QDialog(parent),
      book_(book),
      search_(new QLineEdit(this)),
      list_(new QTreeWidget(this)),
      keys_(new QKeySequenceEdit(this)),
      clear_(new QPushButton(tr("No shortcut"), this)),
      reset_(new QPushButton(tr("Standard"), this)),
      remark_(new QLabel(this)) {
  setWindowTitle(tr("Keyboard shortcuts"));
  resize(560, 600);
  search_->setPlaceholderText(tr("Search actions and keys"));
  search_->setAccessibleName(tr("Search shortcuts"));
  search_->setClearButtonEnabled(true);
  list_->setAccessibleName(tr("Shortcuts"));
  list_->setHeaderLabels({tr("Action"), tr("Shortcut")});
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  list_->setUniformRowHeights(true);
  keys_->setAccessibleName(tr("New shortcut"));
  keys_->setToolTip(tr("Press the new keys; Escape goes back to the list"));
  clear_->setToolTip(tr("Take the shortcut away from this action"));
  reset_->setToolTip(tr("Give this action its standard shortcut"));
  for (QPushButton* button : {clear_, reset_}) button->setAutoDefault(false);
  remark_->setWordWrap(true);
  remark_->setMinimumHeight(remark_->fontMetrics().height());

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  auto* resetAll = buttons->addButton(tr("Reset all"), QDialogButtonBox::ResetRole);
  // Enter in the list goes to the keys, not out of the dialog.
  for (QAbstractButton* button : buttons->buttons()) static_cast<QPushButton*>(button)->setAutoDefault(false);
  resetAll->setToolTip(tr("Give every action its standard shortcut"));
  auto* row = new QHBoxLayout;
  row->addWidget(keys_, 1);
  row->addWidget(clear_);
  row->addWidget(reset_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 16, 16, 14);
  column->addWidget(search_);
  column->addWidget(list_, 1);
  column->addLayout(row);
  column->addWidget(remark_);
  column->addWidget(buttons);

  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(resetAll, &QPushButton::clicked, this, [this] {
    book_.resetAll();
    refresh();
    showChosen();
  });
  connect(search_, &QLineEdit::textChanged, this, &ShortcutDialog::filter);
  connect(list_, &QTreeWidget::currentItemChanged, this, &ShortcutDialog::showChosen);
  connect(list_, &QTreeWidget::itemActivated, keys_, qOverload<>(&QWidget::setFocus));
  connect(keys_, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutDialog::change);
  keys_->installEventFilter(this);
  connect(clear_, &QPushButton::clicked, this, [this] { change({}); });
  connect(reset_, &QPushButton::clicked, this, [this] {
    for (const ShortcutEntry& entry : book_.entries()) {
      if (entry.action != nullptr && entry.id() == chosenId()) return change(entry.standard);
    }
  });
  fill();
  showChosen();
}

bool ShortcutDialog::eventFilter(QObject* watched, QEvent* event) {
  const bool leavesKeys =
      watched == keys_ && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
  if (!leavesKeys) return QDialog::eventFilter(watched, event);
  showChosen();
  list_->setFocus();
  return true;
}

void ShortcutDialog::fill() {
  QHash<QString, QTreeWidgetItem*> groups;
  for (const ShortcutEntry& entry : book_.entries()) {
    if (entry.action == nullptr) continue;
    QTreeWidgetItem*& group = groups[entry.group];
    if (group == nullptr) {
      group = new QTreeWidgetItem(list_, {entry.group});
      group->setFlags(Qt::ItemIsEnabled);
      group->setExpanded(true);
      group->setFirstColumnSpanned(true);
      group->setSizeHint(0, QSize(0, list_->fontMetrics().height() + kRowPadding));
      QFont bold = list_->font();
      bold.setBold(true);
      group->setFont(0, bold);
    }
    auto* item = new QTreeWidgetItem(group, {entry.text()});
    item->setData(0, kIdRole, entry.id());
    item->setToolTip(0, entry.action->statusTip());
  }
  list_->expandAll();
  refresh();
}

void ShortcutDialog::refresh() {
  QHash<QString, const ShortcutEntry*> entries;
  for (const ShortcutEntry& entry : book_.entries()) {
    if (entry.action != nullptr) entries.insert(entry.id(), &entry);
  }
  for (QTreeWidgetItemIterator item(list_, QTreeWidgetItemIterator::NoChildren); *item != nullptr; ++item) {
    const ShortcutEntry* entry = entries.value((*item)->data(0, kIdRole).toString());
    if (entry == nullptr) continue;
    (*item)->setText(1, entry->action->shortcut().toString(QKeySequence::NativeText));
    QFont font = list_->font();
    font.setBold(entry->action->shortcut() != entry->standard);
    (*item)->setFont(1, font);
  }
}

void ShortcutDialog::filter(const QString& text) {
  for (int i = 0; i < list_->topLevelItemCount(); ++i) {
    QTreeWidgetItem* group = list_->topLevelItem(i);
    bool any = false;
    const bool isWhole = group->text(0).contains(text, Qt::CaseInsensitive);
    for (int j = 0; j < group->childCount(); ++j) {
      QTreeWidgetItem* item = group->child(j);
      const bool matches = isWhole || item->text(0).contains(text, Qt::CaseInsensitive) ||
                           item->text(1).contains(text, Qt::CaseInsensitive);
      item->setHidden(!matches);
      any = any || matches;
    }
    group->setHidden(!any);
  }
}

QString ShortcutDialog::chosenId() const {
  const QTreeWidgetItem* item = list_->currentItem();
  return item == nullptr ? QString() : item->data(0, kIdRole).toString();
}

void ShortcutDialog::showChosen() {
  const QString id = chosenId();
  const QSignalBlocker quiet(keys_);
  keys_->setKeySequence(id.isEmpty() ? QKeySequence()
                                     : QKeySequence(list_->currentItem()->text(1), QKeySequence::NativeText));
  for (QWidget* widget : QList<QWidget*>{keys_, clear_, reset_}) widget->setEnabled(!id.isEmpty());
  remark_->setForegroundRole(QPalette::PlaceholderText);
  remark_->setPalette(palette());
  remark_->setText(id.isEmpty() ? tr("Choose an action, press Enter, then its new keys.")
                                : tr("Press the new keys; Escape goes back to the list."));
}

void ShortcutDialog::change(const QKeySequence& sequence) {
  const QString id = chosenId();
  if (id.isEmpty()) return;
  const QString taken = book_.conflict(id, sequence);
  if (!taken.isEmpty()) {
    showChosen();
    QPalette colours = palette();
    colours.setColor(QPalette::PlaceholderText, Theme::instance().colours().error);
    remark_->setPalette(colours);
    remark_->setText(tr("%1 belongs to “%2”. Choose other keys, or change those first.")
                         .arg(sequence.toString(QKeySequence::NativeText), taken));
    return;
  }
  book_.change(id, sequence);
  refresh();
  showChosen();
}

}  // namespace macadam
