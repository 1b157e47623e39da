#include "ui/annotate/tile_queue_panel.h"

#include "ui/widgets/muted_label.h"
#include "ui/widgets/row_table_view.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace macadam {
namespace {

/// Below this width there is no room for the scene beside the tile's name; the tip says it.
constexpr int kRoomForScene = 440;

QString paceText(const AnnotationProgress& progress) {
  const QString done = TileQueuePanel::tr("Done: %1").arg(progress.doneCount());
  const std::optional<double> pace = progress.tilesAnHour();
  if (!pace) return done;
  const int tiles = qRound(*pace);
  return tiles == 1 ? TileQueuePanel::tr("%1 · 1 tile an hour").arg(done)
                    : TileQueuePanel::tr("%1 · %2 tiles an hour").arg(done).arg(tiles);
}

}  // namespace

TileQueuePanel::TileQueuePanel(QWidget* parent)
    : QWidget(parent),
      ranking_(new QComboBox(this)),
      note_(new MutedLabel(this)),
      table_(new RowTableView(this)),
      pace_(new MutedLabel(this)) {
  const auto offer = [this](TileRanking ranking, const QString& text, const QString& tip) {
    ranking_->addItem(text, int(ranking));
    ranking_->setItemData(ranking_->count() - 1, tip, Qt::ToolTipRole);
    ranking_->setItemData(ranking_->count() - 1, tip, Qt::WhatsThisRole);
  };
  offer(TileRanking::Disagreement, tr("Teachers disagree"), tr("Where the teachers say different things, first"));
  offer(TileRanking::Entropy, tr("Least certain"), tr("Where the probabilities are nearest to one half, first"));
  offer(TileRanking::WorstIou, tr("Worst IoU"), tr("Where prediction and labels agree least, first"));
  offer(TileRanking::UnlabelledFirst, tr("Unlabelled first"), tr("Tiles without labels, then the others, by name"));
  offer(TileRanking::Name, tr("By name"), tr("All tiles by name"));
  ranking_->setAccessibleName(tr("What to label next"));
  ranking_->setToolTip(tr("By what the tiles are put in order"));
  ranking_->setSizeAdjustPolicy(QComboBox::AdjustToContents);

  previous_ = makeAction("previousInQueue", "arrow-up", tr("Previous tile to label"),
                         tr("Open the open tile before this one"), QKeySequence(Qt::CTRL | Qt::Key_PageUp));
  next_ = makeAction("nextInQueue", "arrow-down", tr("Next tile to label"), tr("Open the open tile after this one"),
                     QKeySequence(Qt::CTRL | Qt::Key_PageDown));
  back_ = makeAction("backInQueue", "previous", tr("Last finished tile"),
                     tr("Go back to the tile that was done or skipped before this one"),
                     QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_PageUp));
  skip_ = makeAction("skipTile", "next", tr("Skip"), tr("Leave this tile out, and go on to the next"),
                     QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return));
  done_ = makeAction("tileDone", "check", tr("Done"), tr("This tile is labelled; go on to the next"),
                     QKeySequence(Qt::CTRL | Qt::Key_Return));
  reopen_ =
      makeAction("takeUpTile", "undo", tr("Take up again"), tr("Offer this tile again, which was done or skipped"),
                 QKeySequence(Qt::CTRL | Qt::Key_Backspace));

  note_->setWordWrap(true);
  note_->hide();
  table_->setModel(&model_);
  table_->setAccessibleName(tr("Tiles to label"));
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setShowGrid(false);
  table_->setWordWrap(false);
  table_->setTabKeyNavigation(false);
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  table_->addActions({done_, skip_, reopen_});
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setSectionResizeMode(TileQueueModel::Name, QHeaderView::Stretch);
  table_->horizontalHeader()->setSectionResizeMode(TileQueueModel::Reason, QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setSectionResizeMode(TileQueueModel::Scene, QHeaderView::ResizeToContents);
  table_->setTextElideMode(Qt::ElideMiddle);
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);

  auto* above = new QHBoxLayout;
  above->setSpacing(2);
  above->addWidget(ranking_);
  above->addStretch(1);
  for (QAction* action : {back_, previous_, next_}) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    above->addWidget(button);
  }
  auto* below = new QHBoxLayout;
  below->addWidget(pace_, 1);
  for (QAction* action : {skip_, done_}) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    below->addWidget(button);
  }
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(above);
  column->addWidget(note_);
  column->addWidget(table_, 1);
  column->addLayout(below);

  connect(ranking_, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT rankingChosen(ranking()); });
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
    refresh();
    if (const auto sample = current(); sample && !isQuiet_) Q_EMIT tileChosen(*sample);
  });
  connect(next_, &QAction::triggered, this, [this] { goTo(model_.nextOpen(table_->currentIndex().row())); });
  connect(previous_, &QAction::triggered, this, [this] { goTo(model_.nextOpen(table_->currentIndex().row(), -1)); });
  connect(back_, &QAction::triggered, this, [this] { goTo(rowBack()); });
  connect(done_, &QAction::triggered, this, [this] { Q_EMIT doneWished(*current()); });
  connect(skip_, &QAction::triggered, this, [this] { Q_EMIT skipWished(*current()); });
  connect(reopen_, &QAction::triggered, this, [this] { Q_EMIT reopenWished(*current()); });
  refresh();
}

QAction* TileQueuePanel::makeAction(const char* id, const QString& icon, const QString& text, const QString& hint,
                                    const QKeySequence& keys) {
  auto* action = new QAction(Theme::instance().icon(icon), text, this);
  action->setObjectName(id);
  action->setStatusTip(hint);
  action->setToolTip(hint);
  action->setShortcut(keys);
  return action;
}

TileRanking TileQueuePanel::ranking() const {
  return static_cast<TileRanking>(ranking_->currentData().toInt());
}

void TileQueuePanel::setRanking(TileRanking ranking) {
  const QSignalBlocker quiet(ranking_);
  ranking_->setCurrentIndex(ranking_->findData(int(ranking)));
}

void TileQueuePanel::setAvailable(TileRanking ranking, const QString& whyNot) {
  const int row = ranking_->findData(int(ranking));
  QStandardItem* item = static_cast<QStandardItemModel*>(ranking_->model())->item(row);
  item->setEnabled(whyNot.isEmpty());
  item->setToolTip(whyNot.isEmpty() ? item->data(Qt::WhatsThisRole).toString() : whyNot);
}

void TileQueuePanel::setTiles(std::vector<QueueTile> tiles) {
  const std::optional<std::string> kept = current();
  isQuiet_ = true;
  model_.setTiles(std::move(tiles));
  isQuiet_ = false;
  setCurrent(kept.value_or(std::string()));
}

void TileQueuePanel::setProgress(const AnnotationProgress& progress) {
  model_.setProgress(progress);
  refresh();
}

void TileQueuePanel::setNote(const QString& text) {
  note_->setText(text);
  note_->setVisible(!text.isEmpty());
}

std::optional<std::string> TileQueuePanel::current() const {
  const QModelIndex index = table_->currentIndex();
  return index.isValid() ? std::optional(model_.sampleAt(index.row())) : std::nullopt;
}

void TileQueuePanel::setCurrent(const std::string& sample) {
  isQuiet_ = true;
  const int row = model_.rowOf(sample);
  table_->setCurrentIndex(row >= 0 ? model_.index(row, 0) : QModelIndex());
  if (row >= 0) table_->scrollTo(table_->currentIndex());
  isQuiet_ = false;
  refresh();
}

bool TileQueuePanel::goToNextOpen() {
  int row = model_.nextOpen(table_->currentIndex().row());
  if (row < 0) row = model_.nextOpen(-1);
  goTo(row);
  return row >= 0;
}

int TileQueuePanel::rowBack() const {
  std::optional<std::string> sample = model_.progress().decidedBefore(current().value_or(std::string()));
  while (sample && model_.rowOf(*sample) < 0) sample = model_.progress().decidedBefore(*sample);
  return sample ? model_.rowOf(*sample) : -1;
}

void TileQueuePanel::goTo(int row) {
  if (row >= 0) table_->setCurrentIndex(model_.index(row, 0));
}

void TileQueuePanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  table_->setColumnHidden(TileQueueModel::Scene, width() < kRoomForScene);
}

void TileQueuePanel::refresh() {
  const int row = table_->currentIndex().row();
  pace_->setText(paceText(model_.progress()));
  next_->setEnabled(model_.nextOpen(row) >= 0);
  previous_->setEnabled(row >= 0 && model_.nextOpen(row, -1) >= 0);
  back_->setEnabled(rowBack() >= 0);
  done_->setEnabled(row >= 0);
  skip_->setEnabled(row >= 0 && !model_.verdictAt(row));
  reopen_->setEnabled(row >= 0 && model_.verdictAt(row).has_value());
}

}  // namespace macadam
