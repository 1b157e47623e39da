#include "ui/results/airy_table.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace macadam {
namespace {

constexpr int kAir = 6;

class AiryDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    const QStyle* style = whole.widget != nullptr ? whole.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &whole, painter, whole.widget);
    QStyleOptionViewItem inner = option;
    inner.rect.adjust(kAir, 0, -kAir, 0);
    QStyledItemDelegate::paint(painter, inner, index);
  }

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * kAir, 0);
  }
};

class AiryHeader : public QHeaderView {
 public:
  explicit AiryHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setHighlightSections(false);
    setSectionsClickable(true);
  }

 protected:
  void initStyleOptionForIndex(QStyleOptionHeader* option, int logicalIndex) const override {
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    const QString air(2, QChar::Nbsp);
    option->text = air + option->text + air;
  }

  QSize sectionSizeFromContents(int logicalIndex) const override {
    return QHeaderView::sectionSizeFromContents(logicalIndex) + QSize(2 * kAir, 4);
  }
};

}  // namespace

void makeAiry(QTableView& table) {
  table.setHorizontalHeader(new AiryHeader(&table));
  table.setItemDelegate(new AiryDelegate(&table));
  table.setAlternatingRowColors(true);
  table.setShowGrid(false);
  table.setWordWrap(false);
  table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table.verticalHeader()->hide();
  table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 11);
}

}  // namespace macadam
