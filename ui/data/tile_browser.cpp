#include "ui/data/tile_browser.h"

#include "ui/data/browser_footer.h"
#include "ui/data/filter_bar.h"
#include "ui/data/thumbnails.h"
#include "ui/data/tile_model.h"
#include "ui/data/tile_preview.h"
#include "ui/data/tile_view.h"
#include "ui/data/wording.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QPushButton>
#include <QStackedWidget>
#include <QThread>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

namespace macadam {
namespace {

constexpr qsizetype kThumbnailBytes = 256LL << 20;

int readers() {
  return std::clamp(QThread::idealThreadCount() / 2, 1, 4);
}

/// Scenes of more than one tile, so that there is something to choose.
QStringList scenesOf(const Dataset& dataset) {
  std::set<std::string> scenes;
  for (const Sample& sample : dataset.samples) {
    if (sample.scene != sample.id) scenes.insert(sample.scene);
  }
  QStringList names;
  for (const std::string& scene : scenes) names.append(QString::fromStdString(scene));
  return names.size() > 1 ? names : QStringList();
}

QWidget* nothingLike(TileBrowser* browser) {
  auto* page = new QWidget(browser);
  auto* text = new MutedLabel(TileBrowser::tr("No tile is like this."), page);
  text->setAlignment(Qt::AlignCenter);
  auto* all = new QPushButton(TileBrowser::tr("Show all tiles"), page);
  QObject::connect(all, &QPushButton::clicked, browser, &TileBrowser::showAll);
  auto* column = new QVBoxLayout(page);
  column->addStretch(2);
  column->addWidget(text);
  column->addWidget(all, 0, Qt::AlignHCenter);
  column->addStretch(3);
  return page;
}

}  // namespace

TileBrowser::TileBrowser(TileModel& tiles, QWidget* parent)
    : QWidget(parent),
      tiles_(tiles),
      shown_(tiles),
      thumbnails_(new Thumbnails(kThumbnailBytes, readers(), this)),
      filters_(new FilterBar(this)),
      refusal_(new NoticeBar(NoticeTone::Warning, this)),
      stack_(new QStackedWidget(this)),
      nothing_(nothingLike(this)),
      view_(new TileView(shown_, *thumbnails_, this)),
      preview_(new TilePreview(this)),
      footer_(new BrowserFooter(TileView::kSmallest, TileView::kLargest, this)) {
  footer_->setSide(view_->tileSide());
  view_->setContextMenuPolicy(Qt::CustomContextMenu);
  preview_->setContextMenuPolicy(Qt::CustomContextMenu);
  for (QWidget* page : {nothing_, static_cast<QWidget*>(view_), static_cast<QWidget*>(preview_)})
    stack_->addWidget(page);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(filters_);
  column->addWidget(refusal_);
  column->addWidget(stack_, 1);
  column->addWidget(footer_);
  setFocusProxy(view_);

  connect(filters_, &FilterBar::conditionsChanged, this, [this] { shown_.setConditions(filters_->conditions()); });
  connect(filters_, &FilterBar::orderChanged, this,
          [this] { shown_.setOrder(filters_->order(), filters_->direction()); });
  for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
    connect(&shown_, signal, this, &TileBrowser::showWhatThereIs);
  }
  connect(&shown_, &QAbstractItemModel::modelReset, this, &TileBrowser::showWhatThereIs);
  connect(&shown_, &QAbstractItemModel::dataChanged, this, &TileBrowser::showCurrent);
  connect(view_, &TileView::selectionChangedTo, this, &TileBrowser::showCount);
  connect(view_, &TileView::selectionChangedTo, this, &TileBrowser::selectionChanged);
  connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &TileBrowser::showCurrent);
  connect(view_, &TileView::opened, this, &TileBrowser::enlarge);
  connect(view_, &TileView::tileSideWished, this, &TileBrowser::setTileSide);
  for (QWidget* page : {static_cast<QWidget*>(view_), static_cast<QWidget*>(preview_)}) {
    connect(page, &QWidget::customContextMenuRequested, this,
            [this, page](const QPoint& at) { Q_EMIT menuWished(page->mapToGlobal(at)); });
  }
  connect(preview_, &TilePreview::closed, this, &TileBrowser::showGrid);
  connect(preview_, &TilePreview::stepped, this, &TileBrowser::step);
  connect(footer_, &BrowserFooter::overlayWished, this, &TileBrowser::setOverlay);
  connect(footer_, &BrowserFooter::sideWished, view_, &TileView::setTileSide);
  setOverlay(overlay_);
  showWhatThereIs();
}

void TileBrowser::reset() {
  refusal_->hide();
  thumbnails_->setDataset(tiles_.dataset());
  filters_->setScenes(tiles_.dataset() ? scenesOf(*tiles_.dataset()) : QStringList());
  showAll();
  showGrid();
}

void TileBrowser::showEdited(const std::vector<int>& rows) {
  thumbnails_->updateDataset(tiles_.dataset(), rows);
}

void TileBrowser::setOverlay(const RoadOverlay& overlay) {
  overlay_ = overlay;
  footer_->setOverlay(overlay);
  view_->setOverlay(overlay);
  preview_->setOverlay(overlay);
  Q_EMIT overlayChanged();
}

void TileBrowser::setTileSide(int side) {
  footer_->setSide(side);
}

std::vector<std::string> TileBrowser::selected() const {
  std::vector<std::string> ids;
  for (const QModelIndex& index : view_->selectionModel()->selectedIndexes()) {
    ids.push_back(tiles_.sample(shown_.mapToSource(index).row()).id);
  }
  return ids;
}

void TileBrowser::select(const std::vector<std::string>& ids) {
  std::vector<int> rows;
  const auto findRows = [&] {
    rows.clear();
    for (const std::string& id : ids) {
      const int row = tiles_.rowOf(id);
      const QModelIndex index = row < 0 ? QModelIndex() : shown_.mapFromSource(tiles_.index(row));
      if (row >= 0) rows.push_back(index.row());
    }
    std::ranges::sort(rows);
  };
  findRows();
  if (rows.empty()) return;
  if (rows.front() < 0) {
    showAll();
    findRows();
  }
  QItemSelection selection;
  for (std::size_t i = 0; i < rows.size();) {  // runs of neighbours, as one range each
    std::size_t last = i;
    while (last + 1 < rows.size() && rows[last + 1] <= rows[last] + 1) ++last;
    selection.select(shown_.index(rows[i], 0), shown_.index(rows[last], 0));
    i = last + 1;
  }
  view_->selectionModel()->setCurrentIndex(shown_.index(rows.front(), 0), QItemSelectionModel::NoUpdate);
  view_->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
  view_->scrollTo(shown_.index(rows.front(), 0));
}

void TileBrowser::keepSelection() {
  if (view_->selectionModel()->hasSelection() || !view_->currentIndex().isValid()) return;
  view_->selectionModel()->select(view_->currentIndex(), QItemSelectionModel::ClearAndSelect);
}

QWidget& TileBrowser::views() {
  return *stack_;
}

bool TileBrowser::isEnlarged() const {
  return stack_->currentWidget() == preview_;
}

void TileBrowser::enlarge() {
  if (!view_->currentIndex().isValid() && shown_.rowCount() > 0) view_->setCurrentIndex(shown_.index(0, 0));
  if (!view_->currentIndex().isValid()) return;
  stack_->setCurrentWidget(preview_);
  preview_->setFocus();
  showCurrent();
}

void TileBrowser::showGrid() {
  const bool hadFocus = preview_->hasFocus() || preview_->isAncestorOf(QApplication::focusWidget());
  stack_->setCurrentWidget(view_);
  preview_->leave();
  if (hadFocus) view_->setFocus();
  if (view_->currentIndex().isValid()) view_->scrollTo(view_->currentIndex());
  showWhatThereIs();
}

void TileBrowser::showAll() {
  filters_->setConditions({});
}

void TileBrowser::step(int by) {
  const int row = view_->currentIndex().row() + by;
  if (row < 0 || row >= shown_.rowCount()) return;
  view_->selectionModel()->setCurrentIndex(shown_.index(row, 0), QItemSelectionModel::ClearAndSelect);
}

void TileBrowser::showCurrent() {
  if (!isEnlarged() || !view_->currentIndex().isValid()) return;
  const int row = shown_.mapToSource(view_->currentIndex()).row();
  const Sample& sample = tiles_.sample(row);
  QStringList facts = tiles_.data(tiles_.index(row), Qt::ToolTipRole).toString().split('\n');
  facts.removeFirst();  // the name is there already
  preview_->setFacts(tiles_.name(row).whole(), facts.join(QStringLiteral(" · ")));
  preview_->showTile(sample, thumbnails_->find(row));
}

void TileBrowser::showWhatThereIs() {
  showCount();
  if (isEnlarged() && shown_.rowCount() > 0) return;
  const bool isNothing = shown_.rowCount() == 0 && tiles_.rowCount() > 0;
  stack_->setCurrentWidget(isNothing ? nothing_ : view_);
}

void TileBrowser::showCount() {
  const auto shown = static_cast<std::size_t>(shown_.rowCount()), all = static_cast<std::size_t>(tiles_.rowCount());
  QString text = shown == all ? tilesText(all) : tr("%1 of %2").arg(shown).arg(tilesText(all));
  const auto selected = view_->selectionModel()->selectedIndexes().size();
  if (selected > 0) text += tr(", %1 selected").arg(selected);
  footer_->setCount(text);
}

}  // namespace macadam
