#include "ui/compare/tile_panel.h"

#include "ui/compare/score_delegate.h"
#include "ui/project/project_document.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kTileColumnWidth = 100;  ///< At least.
constexpr int kScoreColumnWidth = 48;  ///< At least.
constexpr int kWidestScoreColumn = 96;
constexpr int kHeaderLines = 4;
constexpr int kSummaryMilliseconds = 60;

}  // namespace

std::vector<Sample> tilesOf(const ProjectDocument& document, TileSet set) {
  std::vector<Sample> tiles;
  const std::vector<Sample>& samples = document.dataset()->samples;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (!samples[i].hasMask()) continue;
    const Subset subset = document.subsetOf(i);
    const bool isOfSet = set == TileSet::All || (set == TileSet::Validation && subset == Subset::Validation) ||
                         (set == TileSet::Test && subset == Subset::Test);
    if (isOfSet) tiles.push_back(samples[i]);
  }
  return tiles;
}

TilePanel::TilePanel(QWidget* parent)
    : QWidget(parent),
      order_(table_),
      choice_(new ListChoice),
      view_(new QTableView),
      summary_(new QLabel),
      empty_(new QLabel(tr("No tiles with masks in this set.\nChoose another set, or make a split on the Data page."))),
      score_(new QPushButton(tr("Score all tiles"))),
      progress_(new QProgressBar) {
  makeTable();
  layOut();
  connectAll();
  applyOrder();
}

void TilePanel::makeTable() {
  view_->setModel(&order_);
  view_->setAccessibleName(tr("Tiles and their scores"));
  view_->setSelectionBehavior(QAbstractItemView::SelectRows);
  view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  view_->setShowGrid(false);
  view_->setAlternatingRowColors(true);
  view_->setWordWrap(false);
  view_->setTextElideMode(Qt::ElideMiddle);
  view_->setTabKeyNavigation(false);
  view_->setFrameShape(QFrame::NoFrame);
  view_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  view_->viewport()->installEventFilter(this);
  view_->verticalHeader()->hide();
  view_->setItemDelegate(new ScoreDelegate(view_));
  view_->verticalHeader()->setDefaultSectionSize(ScoreDelegate::rowHeight(view_->fontMetrics()));
  view_->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  view_->horizontalHeader()->setHighlightSections(false);
  view_->horizontalHeader()->setSectionsClickable(true);
  view_->horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
  view_->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignBottom | Qt::Alignment(Qt::TextWordWrap));
}

void TilePanel::layOut() {
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setEnabled(false);
  empty_->hide();
  summary_->hide();
  summary_->setWordWrap(true);
  summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  score_->setToolTip(tr("Predict every listed tile with the sources of the panes"));
  progress_->setAccessibleName(tr("Scoring"));
  progress_->setTextVisible(false);
  progress_->setFixedHeight(8);
  progress_->hide();

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(choice_);
  layout->addWidget(view_, 1);
  layout->addWidget(empty_, 1);
  layout->addWidget(summary_);
  layout->addWidget(progress_);
  layout->addWidget(score_);
}

void TilePanel::connectAll() {
  connect(choice_, &ListChoice::orderChanged, this, &TilePanel::applyOrder);
  connect(view_->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
    const bool again = view_->horizontalHeader()->isSortIndicatorShown() &&
                       view_->horizontalHeader()->sortIndicatorSection() == column &&
                       view_->horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder;
    const Qt::SortOrder order = again ? Qt::DescendingOrder : Qt::AscendingOrder;
    view_->horizontalHeader()->setSortIndicatorShown(true);
    view_->horizontalHeader()->setSortIndicator(column, order);
    order_.sortByColumn(column, order);
  });
  connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
    if (const auto sample = currentSample()) Q_EMIT tileChosen(*sample);
  });
  auto* soon = new QTimer(this);
  soon->setSingleShot(true);
  soon->setInterval(kSummaryMilliseconds);
  connect(soon, &QTimer::timeout, this, &TilePanel::showSummary);
  const auto summariseSoon = [soon] {
    if (!soon->isActive()) soon->start();
  };
  connect(&table_, &QAbstractItemModel::dataChanged, this, summariseSoon);
  connect(&table_, &QAbstractItemModel::modelReset, this, summariseSoon);
  connect(score_, &QPushButton::clicked, this, [this] {
    if (progress_->isVisibleTo(this)) {
      Q_EMIT cancelRequested();
    } else {
      Q_EMIT scoreAllRequested();
    }
  });
}

void TilePanel::setSamples(std::vector<Sample> samples) {
  const auto before = currentSample();
  empty_->setVisible(samples.empty());
  view_->setVisible(!samples.empty());
  table_.setSamples(std::move(samples));
  order_.refresh();
  fitColumns();
  if (before) select(*before);
}

void TilePanel::setSources(const std::vector<CompareSource>& scored) {
  std::vector<std::string> ids;
  for (const CompareSource& source : scored) ids.push_back(source.id);
  titles_ = distinctTitles(scored);
  const auto before = currentSample();
  table_.setSources(ids, titles_);
  score_->setEnabled(!scored.empty());
  fitColumns();
  choice_->setSources(ids, titles_);
  if (before) {
    const QSignalBlocker quiet(this);
    select(*before);
  }
}

void TilePanel::applyOrder() {
  view_->horizontalHeader()->setSortIndicatorShown(false);
  if (choice_->order() == ListChoice::Order::Name || choice_->first() < 0) {
    order_.sortByColumn(0, Qt::AscendingOrder);
  } else if (choice_->order() == ListChoice::Order::WorstFirst) {
    order_.sortByColumn(ScoreTable::columnOf(choice_->first()), Qt::AscendingOrder);
  } else {
    order_.sortByDifference(choice_->first(), choice_->second());
  }
  if (view_->currentIndex().isValid()) view_->scrollTo(view_->currentIndex());
}

void TilePanel::sortAgain() {
  order_.refresh();
}

std::optional<std::string> TilePanel::currentSample() const {
  const QModelIndex row = order_.mapToSource(view_->currentIndex());
  if (!row.isValid()) return std::nullopt;
  return table_.samples()[static_cast<std::size_t>(row.row())].id;
}

void TilePanel::select(const std::string& sample) {
  const auto& samples = table_.samples();
  const auto place = std::ranges::find(samples, sample, &Sample::id);
  if (place == samples.end()) return;
  const QModelIndex row = order_.mapFromSource(table_.index(static_cast<int>(place - samples.begin()), 0));
  view_->setCurrentIndex(row);
  view_->scrollTo(row);
}

void TilePanel::step(int by) {
  const int rows = order_.rowCount();
  if (rows == 0) return;
  const QModelIndex now = view_->currentIndex();
  const int row = now.isValid() ? std::clamp(now.row() + by, 0, rows - 1) : 0;
  view_->setCurrentIndex(order_.index(row, 0));
}

std::vector<Sample> TilePanel::selectedSamples() const {
  QModelIndexList rows = view_->selectionModel()->selectedRows();
  std::ranges::sort(rows, {}, &QModelIndex::row);
  std::vector<Sample> samples;
  for (const QModelIndex& row : rows) {
    samples.push_back(table_.samples()[static_cast<std::size_t>(order_.mapToSource(row).row())]);
  }
  return samples;
}

void TilePanel::showProgress(int done, int total) {
  progress_->setVisible(total > 0);
  progress_->setMaximum(std::max(1, total));
  progress_->setValue(done);
  score_->setText(total > 0 ? tr("Stop scoring (%1 of %2)").arg(done).arg(total) : tr("Score all tiles"));
}

void TilePanel::showSummary() {
  QStringList lines;
  for (int source = 0; source < table_.sourceCount() && table_.rowCount() > 0; ++source) {
    const std::optional<RoadMetrics> pooled = table_.pooled(source);
    if (!pooled || !pooled->iou || !pooled->f1) continue;
    lines.append(tr("%1: IoU %2, F1 %3")
                     .arg(titles_.value(source))
                     .arg(*pooled->iou * 100.0, 0, 'f', 1)
                     .arg(*pooled->f1 * 100.0, 0, 'f', 1));
  }
  summary_->setVisible(!lines.isEmpty());
  if (!lines.isEmpty()) lines.prepend(tr("All %n tiles together", nullptr, table_.rowCount()));
  summary_->setText(lines.join('\n'));
}

void TilePanel::fitColumns() {
  constexpr int kMargin = 12;
  const QFontMetrics metrics = view_->fontMetrics();
  view_->horizontalHeader()->setFixedHeight((titles_.isEmpty() ? 1 : kHeaderLines) * metrics.height() + 8);
  int rest = view_->viewport()->width();
  for (int source = 0; source < table_.sourceCount(); ++source) {
    int widest = kScoreColumnWidth;
    for (const QString& word : titles_[source].split(' ')) {
      widest = std::max(widest, metrics.horizontalAdvance(word) + kMargin);
    }
    const int width = std::min(widest, kWidestScoreColumn);
    view_->setColumnWidth(ScoreTable::columnOf(source), width);
    rest -= width;
  }
  view_->setColumnWidth(0, std::max(kTileColumnWidth, rest));
}

bool TilePanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == view_->viewport() && event->type() == QEvent::Resize) fitColumns();
  return QWidget::eventFilter(watched, event);
}

}  // namespace macadam
