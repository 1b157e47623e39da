#include "ui/data/tile_delegate.h"

#include "ui/data/badges.h"
#include "ui/data/thumbnails.h"
#include "ui/data/tile_model.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QSortFilterProxyModel>

namespace macadam {
namespace {

constexpr int kPadding = 5;  ///< Around picture and caption; shows the selection.
constexpr int kGap = 3;      ///< Between neighbours, on each side.
constexpr int kCaptionGap = 3;
constexpr int kMarkInset = 5;
constexpr qreal kCorner = 5.0;

QRect pictureFrame(const QRect& cell, int side) {
  return {cell.left() + (cell.width() - side) / 2, cell.top() + kGap + kPadding, side, side};
}

int placeInDataset(const QModelIndex& index) {
  const auto* proxy = qobject_cast<const QSortFilterProxyModel*>(index.model());
  return proxy == nullptr ? index.row() : proxy->mapToSource(index).row();
}

}  // namespace

TileDelegate::TileDelegate(const Thumbnails& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent), thumbnails_(thumbnails) {}

int TileDelegate::pictureSide(int cellWidth) {
  return cellWidth - 2 * (kPadding + kGap);
}

int TileDelegate::cellHeight(int side) const {
  return side + 2 * (kPadding + kGap) + kCaptionGap + QFontMetrics(QApplication::font("QListView")).height();
}

QSize TileDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return cell_;
}

void TileDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  const bool isSelected = option.state.testFlag(QStyle::State_Selected);
  const QRect ground = option.rect.adjusted(kGap, kGap, -kGap, -kGap);
  QColor accent = Theme::instance().colours().accent;
  if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
    QColor tint = isSelected ? accent : option.palette.color(QPalette::Text);
    tint.setAlpha(isSelected ? 64 : 18);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tint);
    painter->drawRoundedRect(ground, kCorner + 1, kCorner + 1);
  }

  const QRect frame = pictureFrame(option.rect, pictureSide(option.rect.width()));
  paintPicture(*painter, frame, placeInDataset(index));
  const QRect badge = paintSubsetBadge(*painter, frame.topLeft() + QPoint(kMarkInset, kMarkInset), frame.width() - 60,
                                       static_cast<Subset>(index.data(TileModel::SubsetRole).toInt()));
  QPoint corner(frame.right() + 1 - kMarkInset, badge.top() - 1);
  if (index.data(TileModel::LockedRole).toBool()) {
    corner.setX(paintMark(*painter, corner, Mark::Locked).left() - 3);
  }
  if (!index.data(TileModel::ProblemRole).toString().isEmpty()) paintMark(*painter, corner, Mark::Problem);
  paintCaption(*painter, option,
               QRect(frame.left(), frame.bottom() + 1 + kCaptionGap, frame.width(), option.fontMetrics.height()),
               index);

  if (isSelected || (option.state.testFlag(QStyle::State_HasFocus))) {
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(accent, isSelected ? 2.0 : 1.5, isSelected ? Qt::SolidLine : Qt::DotLine));
    painter->drawRoundedRect(QRectF(ground).adjusted(1, 1, -1, -1), kCorner, kCorner);
  }
  painter->restore();
}

void TileDelegate::paintPicture(QPainter& painter, const QRect& frame, int sample) const {
  const TilePicture* tile = thumbnails_.find(sample);
  QPainterPath shape;
  shape.addRoundedRect(frame, kCorner - 1, kCorner - 1);
  QColor empty = Theme::instance().colours().border;
  empty.setAlpha(tile == nullptr || tile->picture.isNull() ? 150 : 60);
  painter.fillPath(shape, empty);
  if (tile == nullptr) return;
  if (tile->picture.isNull()) {
    painter.setPen(Theme::instance().colours().mutedText);
    painter.drawText(frame, Qt::AlignCenter | Qt::TextWordWrap, tr("Cannot be read"));
    return;
  }
  QRect target(QPoint(), tile->picture.size().scaled(frame.size(), Qt::KeepAspectRatio));
  target.moveCenter(frame.center());
  if (target.size() == frame.size()) target = frame;
  painter.save();
  painter.setClipPath(shape);
  painter.drawImage(target, tile->picture);
  if (overlay_.shown && !tile->road.isNull()) {
    painter.setOpacity(overlay_.opacity);
    painter.drawImage(target, tile->road);
  }
  painter.restore();
}

void TileDelegate::paintCaption(QPainter& painter, const QStyleOptionViewItem& option, const QRect& line,
                                const QModelIndex& index) const {
  painter.setFont(option.font);
  const QFontMetrics metrics = option.fontMetrics;
  const QVariant share = index.data(TileModel::RoadShareRole);
  QString right;
  if (share.isValid()) {
    right = perCentText(share.toDouble());
  } else if (!index.data(TileModel::HasMaskRole).toBool()) {
    right = tr("no mask");
  }
  const int rightWidth = right.isEmpty() ? 0 : metrics.horizontalAdvance(right) + 8;
  painter.setPen(Theme::instance().colours().mutedText);
  painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
  painter.setPen(option.palette.color(QPalette::Text));
  const QRect left = line.adjusted(0, 0, -rightWidth, 0);
  const auto name = index.data(TileModel::NameRole).value<TileName>();
  painter.drawText(left, Qt::AlignLeft | Qt::AlignVCenter, name.fitted(metrics, left.width()));
}

}  // namespace macadam
