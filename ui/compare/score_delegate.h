#pragma once

#include <QStyledItemDelegate>

namespace macadam {

/// A cell of two lines, of which the lower one says less and is muted. A text of one line that is too long goes on in
/// the second; what still does not fit is elided in its middle.
class ScoreDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  static int rowHeight(const QFontMetrics& metrics);
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace macadam
