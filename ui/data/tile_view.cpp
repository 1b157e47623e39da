#include "ui/data/tile_view.h"

#include "ui/data/thumbnails.h"
#include "ui/data/tile_delegate.h"
#include "ui/data/tile_filter.h"
#include "ui/data/wording.h"
#include "ui/widgets/theme.h"

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>

namespace macadam {
namespace {

/// Sizes that pictures are read at, so that a change of tile size does not read all of them again.
int readingSide(double devicePixels) {
  for (const int side : {128, 192, 256, 384, 512}) {
    if (devicePixels <= side) return side;
  }
  return 768;
}

/// A row that fills the view to the last pixel is broken by QListView.
constexpr int kSlack = 2;

QPixmap dragPicture(const QString& text, const QWidget& widget) {
  const QFontMetrics metrics = widget.fontMetrics();
  const QSize size(metrics.horizontalAdvance(text) + 24, metrics.height() + 10);
  QPixmap picture(size * widget.devicePixelRatioF());
  picture.setDevicePixelRatio(widget.devicePixelRatioF());
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(Theme::instance().colours().accent);
  painter.drawRoundedRect(QRect(QPoint(), size), size.height() / 2.0, size.height() / 2.0);
  painter.setPen(Qt::white);
  painter.setFont(widget.font());
  painter.drawText(QRect(QPoint(), size), Qt::AlignCenter, text);
  return picture;
}

}  // namespace

TileView::TileView(TileFilter& tiles, Thumbnails& thumbnails, QWidget* parent)
    : QListView(parent), tiles_(tiles), thumbnails_(thumbnails), delegate_(*new TileDelegate(thumbnails, this)) {
  setModel(&tiles);
  setItemDelegate(&delegate_);
  setViewMode(IconMode);
  setMovement(Static);
  setResizeMode(Adjust);
  setUniformItemSizes(true);
  setSelectionMode(ExtendedSelection);
  setDragEnabled(true);
  setDragDropMode(DragOnly);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setEditTriggers(NoEditTriggers);
  setFrameShape(NoFrame);
  setMouseTracking(true);
  setAccessibleName(tr("Tiles"));
  verticalScrollBar()->setSingleStep(40);

  wanting_.setSingleShot(true);
  wanting_.setInterval(0);
  connect(&wanting_, &QTimer::timeout, this, &TileView::wantInSight);
  connect(&thumbnails_, &Thumbnails::ready, this, &TileView::showReady);
  connect(this, &QListView::doubleClicked, this, &TileView::opened);
  connect(&tiles_, &QAbstractItemModel::modelReset, &wanting_, qOverload<>(&QTimer::start));
  connect(&tiles_, &QAbstractItemModel::rowsInserted, &wanting_, qOverload<>(&QTimer::start));
  connect(&tiles_, &QAbstractItemModel::rowsRemoved, &wanting_, qOverload<>(&QTimer::start));
  connect(&tiles_, &QAbstractItemModel::dataChanged, &wanting_, qOverload<>(&QTimer::start));
  connect(&tiles_, &QAbstractItemModel::layoutChanged, &wanting_, qOverload<>(&QTimer::start));
  connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
  layOut();
}

void TileView::setTileSide(int side) {
  side = std::clamp(side, kSmallest, kLargest);
  if (side == tileSide_) return;
  const QModelIndex first = tiles_.index(rowsInSight().first, 0);
  tileSide_ = side;
  layOut();
  if (first.isValid()) scrollTo(first, PositionAtTop);
}

void TileView::setOverlay(const RoadOverlay& overlay) {
  delegate_.setOverlay(overlay);
  viewport()->update();
}

void TileView::layOut() {
  const int width = std::max(1, maximumViewportSize().width() - verticalScrollBar()->sizeHint().width() - kSlack);
  const int extra = tileSide_ - TileDelegate::pictureSide(tileSide_);
  const int columns = std::max(1, width / (tileSide_ + extra));
  const int cellWidth = std::min(width / columns, 2 * (tileSide_ + extra));
  const QSize cell(cellWidth, delegate_.cellHeight(TileDelegate::pictureSide(cellWidth)));
  if (cell == gridSize()) return;
  delegate_.setCell(cell);
  setGridSize(cell);
  thumbnails_.setSide(readingSide(TileDelegate::pictureSide(cellWidth) * devicePixelRatioF()));
  wanting_.start();
}

std::pair<int, int> TileView::rowsInSight() const {
  const int count = tiles_.rowCount();
  const auto bottom = [&](int row) { return visualRect(tiles_.index(row, 0)).bottom(); };
  const auto top = [&](int row) { return visualRect(tiles_.index(row, 0)).top(); };
  int first = 0, behind = count;
  while (first < behind) {  // rows run downwards
    const int middle = first + (behind - first) / 2;
    if (bottom(middle) < 0) {
      first = middle + 1;
    } else {
      behind = middle;
    }
  }
  int last = first, end = count;
  while (last < end) {
    const int middle = last + (end - last) / 2;
    if (top(middle) < viewport()->height()) {
      last = middle + 1;
    } else {
      end = middle;
    }
  }
  return {first, last};
}

void TileView::wantInSight() {
  const auto [first, behind] = rowsInSight();
  const int page = std::max(behind - first, 1);
  std::vector<int> samples;
  const auto add = [&](int from, int to) {
    for (int row = std::max(from, 0); row < std::min(to, tiles_.rowCount()); ++row) {
      samples.push_back(tiles_.mapToSource(tiles_.index(row, 0)).row());
    }
  };
  add(first, behind);
  add(behind, behind + page);
  add(first - page, first);
  thumbnails_.want(samples);
}

void TileView::showReady(int sample) {
  const QModelIndex index = tiles_.mapFromSource(tiles_.sourceModel()->index(sample, 0));
  if (index.isValid()) update(index);
}

void TileView::keyPressEvent(QKeyEvent* event) {
  const bool opens = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (opens && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
    Q_EMIT opened(currentIndex());
    return;
  }
  QListView::keyPressEvent(event);
}

void TileView::wheelEvent(QWheelEvent* event) {
  if (!event->modifiers().testFlag(Qt::ControlModifier)) return QListView::wheelEvent(event);
  Q_EMIT tileSideWished(tileSide_ + event->angleDelta().y() / 8);
  event->accept();
}

void TileView::resizeEvent(QResizeEvent* event) {
  QListView::resizeEvent(event);
  layOut();
}

void TileView::scrollContentsBy(int dx, int dy) {
  QListView::scrollContentsBy(dx, dy);
  wanting_.start();
}

void TileView::updateGeometries() {
  QListView::updateGeometries();
  wanting_.start();
}

void TileView::startDrag(Qt::DropActions) {
  const QModelIndexList indexes = selectedIndexes();
  if (indexes.isEmpty()) return;
  auto* drag = new QDrag(this);
  drag->setMimeData(tiles_.mimeData(indexes));
  const QPixmap picture = dragPicture(tilesText(static_cast<std::size_t>(indexes.size())), *this);
  drag->setPixmap(picture);
  drag->setHotSpot({-12, -8});
  drag->exec(Qt::MoveAction, Qt::MoveAction);
}

void TileView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
  QListView::selectionChanged(selected, deselected);
  Q_EMIT selectionChangedTo(static_cast<int>(selectionModel()->selectedIndexes().size()));
}

}  // namespace macadam
