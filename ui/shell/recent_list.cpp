#include "ui/shell/recent_list.h"

#include "ui/widgets/theme.h"

#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QUrl>

namespace macadam {
namespace {

constexpr int kFolderRole = Qt::UserRole;
constexpr int kTimeRole = Qt::UserRole + 1;
constexpr int kRowHeight = 52;
constexpr int kMargin = 12;

/// Name over path, the time of last use on the right.
class RecentDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, kRowHeight}; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    paintGround(painter, option);
    const QRect row = option.rect.adjusted(kMargin, 8, -kMargin, -8);
    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(option.palette.color(QPalette::Text));
    painter->drawText(row, Qt::AlignLeft | Qt::AlignTop, index.data().toString());
    painter->setFont(option.font);
    painter->setPen(Theme::instance().colours().mutedText);
    const QString time = index.data(kTimeRole).toString();
    painter->drawText(row, Qt::AlignRight | Qt::AlignTop, time);
    const QString path = shortPath(index.data(kFolderRole).toString());
    painter->drawText(row, Qt::AlignLeft | Qt::AlignBottom,
                      option.fontMetrics.elidedText(path, Qt::ElideMiddle, row.width()));
  }

 private:
  static void paintGround(QPainter* painter, const QStyleOptionViewItem& option) {
    const bool chosen = option.state.testFlag(QStyle::State_Selected) && option.state.testFlag(QStyle::State_HasFocus);
    if (!chosen && !option.state.testFlag(QStyle::State_MouseOver)) return;
    QColor wash = Theme::instance().colours().accent;
    wash.setAlphaF(chosen ? 0.18F : 0.08F);
    painter->fillRect(option.rect, wash);
  }
};

}  // namespace

RecentList::RecentList(RecentProjects& projects, QWidget* parent) : QListWidget(parent), projects_(projects) {
  setAccessibleName(tr("Recent projects"));
  setToolTip(tr("Enter opens a project, Delete takes it off the list"));
  setItemDelegate(new RecentDelegate(this));
  setMouseTracking(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  connect(this, &QListWidget::itemClicked, this, &RecentList::open);
  connect(&projects, &RecentProjects::changed, this, &RecentList::refresh);
  refresh();
}

void RecentList::refresh() {
  clear();
  for (const RecentProject& project : projects_.projects()) {
    auto* item = new QListWidgetItem(projectName(project.folder), this);
    item->setData(kFolderRole, project.folder);
    item->setData(kTimeRole, lastUsedText(project.lastUsed));
    item->setData(Qt::AccessibleTextRole, tr("%1, last used %2").arg(item->text(), lastUsedText(project.lastUsed)));
    item->setToolTip(project.folder);
  }
  if (count() > 0) setCurrentRow(0);
}

void RecentList::keyPressEvent(QKeyEvent* event) {
  const QListWidgetItem* item = currentItem();
  if (item != nullptr && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) return open(item);
  if (item != nullptr && event->key() == Qt::Key_Delete) return forget(item);
  QListWidget::keyPressEvent(event);
}

void RecentList::contextMenuEvent(QContextMenuEvent* event) {
  const QListWidgetItem* item = itemAt(event->pos());
  if (item == nullptr) return;
  const QString folder = item->data(kFolderRole).toString();
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("Open"), this, [this, folder] { Q_EMIT openRequested(folder); });
  menu->addAction(tr("Show in file manager"), this,
                  [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
  menu->addAction(tr("Take off the list"), this, [this, folder] { projects_.remove(folder); });
  menu->popup(event->globalPos());
}

void RecentList::open(const QListWidgetItem* item) {
  Q_EMIT openRequested(item->data(kFolderRole).toString());
}

void RecentList::forget(const QListWidgetItem* item) {
  projects_.remove(item->data(kFolderRole).toString());
}

}  // namespace macadam
