#include "ui/compare/score_delegate.h"

#include "eval/measures.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <algorithm>

namespace macadam {
namespace {

constexpr int kPadding = 4;

/// In two parts, the first as long as fits, where possible up to a mark such as `_` or a space.
QStringList broken(const QString& line, const QFontMetrics& metrics, int width) {
  qsizetype fitting = line.size();
  while (fitting > 1 && metrics.horizontalAdvance(line, static_cast<int>(fitting)) > width) --fitting;
  qsizetype end = fitting;
  while (end > 0 && line[end - 1].isLetterOrNumber()) --end;
  if (end == 0) end = fitting;
  return {line.left(end), line.mid(end)};
}

}  // namespace

int ScoreDelegate::rowHeight(const QFontMetrics& metrics) {
  constexpr int kLines = std::max(2, static_cast<int>(kToldMeasures.size()));  // a name takes two
  return kLines * metrics.height() + 2 * kPadding;
}

void ScoreDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyleOptionViewItem cell = option;
  initStyleOption(&cell, index);
  QStringList lines = cell.text.split(QChar::LineSeparator);
  cell.text.clear();
  QStyle* style = cell.widget != nullptr ? cell.widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

  const bool isSelected = cell.state.testFlag(QStyle::State_Selected);
  const QColor text = cell.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
  const QRect inside = cell.rect.adjusted(kPadding, 0, -kPadding, 0);
  const int height = cell.fontMetrics.height();
  const bool goesOn = lines.size() == 1 && cell.fontMetrics.horizontalAdvance(lines[0]) > inside.width();
  if (goesOn) lines = broken(lines[0], cell.fontMetrics, inside.width());
  int top = inside.top() + (inside.height() - static_cast<int>(lines.size()) * height) / 2;
  painter->save();
  painter->setFont(cell.font);
  for (const QString& line : lines) {
    const bool isFirst = &line == &lines.constFirst();
    painter->setPen(isFirst || goesOn || isSelected ? text : Theme::instance().colours().mutedText);
    const QRect place(inside.left(), top, inside.width(), height);
    const QString shown = cell.fontMetrics.elidedText(line, Qt::ElideMiddle, inside.width());
    painter->drawText(place, int((cell.displayAlignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter), shown);
    top += height;
  }
  painter->restore();
}

}  // namespace macadam
