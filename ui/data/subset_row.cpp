#include "ui/data/subset_row.h"

#include "ui/data/tile_model.h"
#include "ui/data/wording.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/theme.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace macadam {
namespace {

constexpr int kHeight = 40;
constexpr int kMargin = 8;
constexpr int kChip = 10;
constexpr int kButton = 26;
constexpr int kShareWidth = 52;

}  // namespace

SubsetRow::SubsetRow(Subset subset, const QString& key, QWidget* parent)
    : QWidget(parent), subset_(subset), move_(new QToolButton(this)) {
  setAcceptDrops(true);
  setFocusPolicy(Qt::TabFocus);
  setCursor(Qt::PointingHandCursor);
  setToolTip(tr("Click to show only these tiles; drop tiles here to move them"));
  const QString movesHere = tr("Move the selected tiles to %1 (%2)").arg(subsetName(subset).toLower(), key);
  move_->setIcon(Theme::instance().icon("move-here"));
  move_->setAutoRaise(true);
  move_->setCursor(Qt::ArrowCursor);
  move_->setFocusPolicy(Qt::TabFocus);
  move_->setAccessibleName(movesHere);
  move_->setToolTip(movesHere);
  connect(move_, &QToolButton::clicked, this, &SubsetRow::moveWished);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  setMovable(false);
  setFacts({}, 0.0, false);
}

void SubsetRow::setFacts(const SubsetFacts& facts, double largestShare, bool hasRoadShares) {
  facts_ = facts;
  largestShare_ = largestShare;
  hasRoadShares_ = hasRoadShares;
  setAccessibleName(tr("%1: %2").arg(subsetName(subset_), tilesText(facts.samples)));
  update();
}

void SubsetRow::setMovable(bool isMovable) {
  move_->setEnabled(isMovable);
}

void SubsetRow::setChosen(bool isChosen) {
  isChosen_ = isChosen;
  update();
}

QSize SubsetRow::sizeHint() const {
  return {240, kHeight};
}

void SubsetRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const ThemeColours& colours = Theme::instance().colours();
  const QColor own = Theme::instance().subset(subset_);
  const QRectF ground = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  if (isDropTarget_ || isChosen_ || underMouse() || hasFocus()) {
    QColor tint = isDropTarget_ || isChosen_ ? colours.accent : palette().color(QPalette::Text);
    tint.setAlpha(isDropTarget_ ? 70 : isChosen_ ? 40 : 14);
    painter.setBrush(tint);
    painter.setPen(isDropTarget_ || hasFocus() ? QPen(colours.accent, 1.0) : QPen(Qt::NoPen));
    painter.drawRoundedRect(ground, 5, 5);
  }

  const int right = width() - kButton - kMargin;
  const int middle = 14;
  painter.setPen(Qt::NoPen);
  painter.setBrush(own);
  painter.drawRoundedRect(QRectF(kMargin, middle - kChip / 2.0, kChip, kChip), 3, 3);
  painter.setPen(palette().color(QPalette::WindowText));
  const QRect line(kMargin + kChip + 8, middle - 10, right - kMargin - kChip - 16, 20);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, subsetName(subset_));
  painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(qulonglong(facts_.samples)));

  const QRectF track(line.left(), 29, line.width() - kShareWidth, 4);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours.border);
  painter.drawRoundedRect(track, 2, 2);
  const bool isMeasured = hasRoadShares_ && facts_.labelling > 0;
  if (isMeasured && largestShare_ > 0.0) {
    painter.setBrush(own);
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * facts_.roadShare / largestShare_, 4)), 2, 2);
  }
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.88);
  painter.setFont(small);
  painter.setPen(colours.mutedText);
  const QString share = isMeasured ? perCentText(facts_.roadShare) : QString();
  painter.drawText(QRect(line.right() + 1 - kShareWidth, 23, kShareWidth, 16), Qt::AlignRight | Qt::AlignVCenter,
                   share);
}

void SubsetRow::resizeEvent(QResizeEvent*) {
  move_->setGeometry(width() - kButton - 4, (height() - kButton) / 2, kButton, kButton);
}

void SubsetRow::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && rect().contains(event->pos())) Q_EMIT clicked();
}

void SubsetRow::keyPressEvent(QKeyEvent* event) {
  const bool presses = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (!presses) return QWidget::keyPressEvent(event);
  Q_EMIT clicked();
}

void SubsetRow::enterEvent(QEnterEvent*) {
  update();
}

void SubsetRow::leaveEvent(QEvent*) {
  update();
}

void SubsetRow::dragEnterEvent(QDragEnterEvent* event) {
  if (!event->mimeData()->hasFormat(kTilesMimeType)) return;
  isDropTarget_ = true;
  update();
  event->acceptProposedAction();
}

void SubsetRow::dragLeaveEvent(QDragLeaveEvent*) {
  isDropTarget_ = false;
  update();
}

void SubsetRow::dropEvent(QDropEvent* event) {
  isDropTarget_ = false;
  update();
  event->acceptProposedAction();
  Q_EMIT dropped(draggedTiles(*event->mimeData()));
}

}  // namespace macadam
