#include "ui/train/queue_panel.h"

#include "ui/widgets/muted_label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace macadam {

QueuePanel::QueuePanel(RunController& controller, QAction* startNext, QAction* addSuite, QWidget* parent)
    : QWidget(parent),
      controller_(controller),
      model_(controller),
      list_(new QListView(this)),
      empty_(new MutedLabel(tr("Nothing waits. While something trains, Start puts the next run here."), this)),
      title_(new QLabel(this)) {
  list_->setModel(&model_);
  list_->setAccessibleName(tr("Queue of runs"));
  list_->setDragDropMode(QAbstractItemView::InternalMove);
  list_->setDefaultDropAction(Qt::MoveAction);
  list_->setUniformItemSizes(true);
  list_->setSpacing(1);
  list_->setContextMenuPolicy(Qt::ActionsContextMenu);
  empty_->setWordWrap(true);
  empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  empty_->setContentsMargins(12, 4, 12, 8);
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);

  up_ = makeAction(tr("Move up"), tr("Let what is chosen in the queue start earlier"), "arrow-up",
                   QKeySequence(Qt::ALT | Qt::Key_Up));
  down_ = makeAction(tr("Move down"), tr("Let what is chosen in the queue start later"), "arrow-down",
                     QKeySequence(Qt::ALT | Qt::Key_Down));
  remove_ = makeAction(tr("Remove from queue"), tr("Do not start what is chosen in the queue"), "remove",
                       QKeySequence(QKeySequence::Delete));
  connect(up_, &QAction::triggered, this, [this] { move(-1); });
  connect(down_, &QAction::triggered, this, [this] { move(1); });
  connect(remove_, &QAction::triggered, this, &QueuePanel::remove);

  auto* header = new QHBoxLayout;
  header->setContentsMargins(12, 6, 8, 2);
  header->setSpacing(2);
  header->addWidget(title_);
  header->addStretch(1);
  for (QAction* action : {up_, down_, remove_, startNext, addSuite}) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setAccessibleName(action->text());
    const bool isPageAction = action == startNext || action == addSuite;
    button->setToolButtonStyle(isPageAction ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly);
    header->addWidget(button);
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(header);
  layout->addWidget(empty_, 1);
  auto* listBox = new QVBoxLayout;
  listBox->setContentsMargins(12, 2, 12, 10);
  listBox->addWidget(list_);
  layout->addLayout(listBox, 1);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &QueuePanel::refresh);
  connect(&model_, &QAbstractItemModel::modelReset, this, [this] {
    if (chosenNext_) list_->setCurrentIndex(model_.index(std::min(*chosenNext_, model_.rowCount() - 1)));
    refresh();
  });
  refresh();
}

QAction* QueuePanel::makeAction(const QString& text, const QString& tip, const QString& icon,
                                const QKeySequence& keys) {
  auto* action = new QAction(Theme::instance().icon(icon), text, this);
  action->setShortcut(keys);
  action->setShortcutContext(Qt::WidgetShortcut);
  action->setStatusTip(tip);
  action->setObjectName("queue-" + icon);
  list_->addAction(action);
  return action;
}

int QueuePanel::currentRow() const {
  return list_->currentIndex().row();
}

void QueuePanel::move(int by) {
  const int from = currentRow();
  const int to = from + by;
  if (from < 0 || to < 0 || to >= model_.rowCount()) return;
  chosenNext_ = to;
  controller_.moveQueued(static_cast<std::size_t>(from), static_cast<std::size_t>(to));
  chosenNext_.reset();
}

void QueuePanel::remove() {
  const int row = currentRow();
  if (row < 0) return;
  chosenNext_ = row;
  controller_.removeQueued(static_cast<std::size_t>(row));
  chosenNext_.reset();
}

void QueuePanel::refresh() {
  const int count = model_.rowCount();
  const int row = currentRow();
  list_->setVisible(count > 0);
  empty_->setVisible(count == 0);
  title_->setText(count == 0 ? tr("Queue") : tr("Queue (%1)").arg(count));
  up_->setEnabled(row > 0);
  down_->setEnabled(row >= 0 && row + 1 < count);
  remove_->setEnabled(row >= 0);
}

}  // namespace macadam
