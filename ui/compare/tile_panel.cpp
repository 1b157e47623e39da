#include "ui/compare/tile_panel.h"

#include "ui/compare/score_delegate.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/row_table_view.h"
#include "ui/widgets/score_text.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <utility>

namespace macadam {
namespace {

constexpr int kTileColumnWidth = 100;  ///< At least.
constexpr int kScoreColumnWidth = 48;  ///< At least.
constexpr int kWidestScoreColumn = 110;
constexpr int kArrowWidth = 36;
constexpr int kSummaryMilliseconds = 60;
/// Stands for the column of the difference where one of a source is expected.
constexpr auto kDifference = "\ndifference";

}  // namespace

TilePanel::TilePanel(QWidget* parent)
    : QWidget(parent),
      order_(table_),
      choice_(new ListChoice),
      view_(new RowTableView),
      summary_(new QLabel),
      empty_(new QLabel(tr("No tiles in this set.\nChoose another set, or make a split on the Data page."))),
      score_(new QPushButton(tr("Score all tiles"))),
      progress_(new QProgressBar),
      differences_(
          differenceThread_, Overtaken::Shown,
          [this](const PairedDifference& difference) {
            differenceNote_ = QString::fromStdString(differenceText(difference));
            showSummary();
          },
          [this](const QList<Problem>& problems) {
            differenceNote_ = problemText(problems);
            showSummary();
          }) {
  makeTable();
  layOut();
  connectAll();
  applyOrder();
}

void TilePanel::makeTable() {
  view_->setModel(&order_);
  view_->setAccessibleName(tr("Tiles and their scores"));
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
  progress_->setAccessibleName(tr("Progress"));
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
  connect(choice_, &ListChoice::orderChanged, this, [this] {
    headerSort_.reset();
    applyOrder();
  });
  connect(view_->horizontalHeader(), &QHeaderView::sectionClicked, this, &TilePanel::sortByHeader);
  connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
    if (const auto sample = currentSample()) Q_EMIT tileChosen(*sample);
  });
  auto* soon = new QTimer(this);
  soon->setSingleShot(true);
  soon->setInterval(kSummaryMilliseconds);
  connect(soon, &QTimer::timeout, this, [this] {
    showSummary();
    countDifference();
  });
  const auto summariseSoon = [soon] {
    if (!soon->isActive()) soon->start();
  };
  connect(&table_, &QAbstractItemModel::dataChanged, this, summariseSoon);
  connect(&table_, &QAbstractItemModel::modelReset, this, summariseSoon);
  connect(&table_, &QAbstractItemModel::columnsInserted, this, summariseSoon);
  connect(&table_, &QAbstractItemModel::columnsRemoved, this, summariseSoon);
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
  showWhetherScorable();
  if (before) select(*before);
}

std::vector<Sample> TilePanel::samplesWithMasks() const {
  std::vector<Sample> samples;
  std::ranges::copy_if(table_.samples(), std::back_inserter(samples), &Sample::hasMask);
  return samples;
}

void TilePanel::showWhetherScorable() {
  const bool hasMasks = std::ranges::any_of(table_.samples(), &Sample::hasMask);
  score_->setEnabled(!sources_.empty() && hasMasks);
  score_->setToolTip(sources_.empty() ? tr("Choose a network in a pane first")
                     : !hasMasks      ? tr("None of these tiles has a mask that predictions could be scored by")
                                      : tr("Predict every listed tile that has a mask with the panes’ sources"));
}

void TilePanel::setThresholdNote(const QString& note) {
  if (note == thresholdNote_) return;
  thresholdNote_ = note;
  showSummary();
}

void TilePanel::setSources(const std::vector<CompareSource>& scored, const QStringList& titles) {
  sources_.clear();
  for (const CompareSource& source : scored) sources_.push_back(source.id);
  titles_ = titles;
  const auto before = currentSample();
  const auto headerSort = headerSort_;
  table_.setSources(sources_, titles_, distinctTitles(scored));
  showWhetherScorable();
  choice_->setSources(sources_, titles_);
  if (headerSort && columnOf(*headerSort)) {
    headerSort_ = headerSort;
    choice_->releaseOrder();
    applyOrder();
  }
  if (before) {
    const QSignalBlocker quiet(this);
    select(*before);
  }
}

/// The header turns its own arrow before it tells of a click.
void TilePanel::sortByHeader(int column) {
  const bool isDifference = column == table_.differenceColumn();
  const std::string source = column == 0    ? std::string()
                             : isDifference ? std::string(kDifference)
                                            : sources_[static_cast<std::size_t>(column - 1)];
  const bool again = headerSort_ && headerSort_->source == source && headerSort_->order == Qt::AscendingOrder;
  headerSort_ = {source, again ? Qt::DescendingOrder : Qt::AscendingOrder};
  if (!isDifference) choice_->releaseOrder();
  applyOrder();
}

std::optional<int> TilePanel::columnOf(const HeaderSort& sort) const {
  if (sort.source.empty()) return 0;
  if (sort.source == kDifference) {
    return table_.differenceColumn() < 0 ? std::nullopt : std::optional(table_.differenceColumn());
  }
  const auto place = std::ranges::find(sources_, sort.source);
  if (place == sources_.end()) return std::nullopt;
  return ScoreTable::columnOf(static_cast<int>(place - sources_.begin()));
}

/// The column of a difference is there for as long as one is asked for.
void TilePanel::showDifference() {
  const bool isAsked = choice_->order() == ListChoice::Order::LargestDifference && choice_->first() >= 0 &&
                       choice_->second() >= 0 && choice_->first() != choice_->second();
  const auto sources = isAsked ? std::optional(std::pair(choice_->first(), choice_->second())) : std::nullopt;
  table_.setDifference(sources);
  std::pair<std::string, std::string> compared;
  if (sources) {
    compared = {sources_[static_cast<std::size_t>(sources->first)],
                sources_[static_cast<std::size_t>(sources->second)]};
  }
  if (std::exchange(compared_, compared) == compared) return;
  differences_.forget();
  differenceNote_.clear();
}

/// Of thousands of tiles it takes a moment.
void TilePanel::countDifference() {
  const std::vector<PairedCounts> counts = table_.pairedCounts();
  if (!counts.empty()) return differences_.run([counts] { return pairedDifference(counts); });
  differences_.forget();
  if (!differenceNote_.isEmpty()) {
    differenceNote_.clear();
    showSummary();
  }
}

void TilePanel::applyOrder() {
  showDifference();
  const std::optional<int> column = headerSort_ ? columnOf(*headerSort_) : std::nullopt;
  view_->horizontalHeader()->setSortIndicatorShown(column.has_value());
  if (column) {
    view_->horizontalHeader()->setSortIndicator(*column, headerSort_->order);
    order_.sortByColumn(*column, headerSort_->order);
  } else if (choice_->order() == ListChoice::Order::Name || choice_->first() < 0) {
    order_.sortByColumn(0, Qt::AscendingOrder);
  } else if (choice_->order() == ListChoice::Order::WorstFirst) {
    order_.sortByColumn(ScoreTable::columnOf(choice_->first()), Qt::AscendingOrder);
  } else {
    order_.sortByDifference(choice_->first(), choice_->second());
  }
  fitColumns();
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
  mark(row);
  view_->scrollTo(row);
}

/// QAbstractItemView::setCurrentIndex marks nothing while Ctrl is held, as by the shortcut that shows the page.
void TilePanel::mark(const QModelIndex& row) {
  view_->selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void TilePanel::deselect() {
  view_->selectionModel()->clear();
}

void TilePanel::step(int by) {
  const int rows = order_.rowCount();
  if (rows == 0) return;
  const QModelIndex now = view_->currentIndex();
  const int row = now.isValid() ? std::clamp(now.row() + by, 0, rows - 1) : 0;
  mark(order_.index(row, 0));
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

void TilePanel::showProgress(const QString& stop, int done, int total) {
  progress_->setVisible(total > 0);
  progress_->setMaximum(std::max(1, total));
  progress_->setValue(done);
  score_->setText(total > 0 ? stop : tr("Score all tiles"));
}

void TilePanel::showSummary() {
  QStringList lines;
  for (int source = 0; source < table_.sourceCount() && table_.rowCount() > 0; ++source) {
    const std::optional<RoadMetrics> pooled = table_.pooled(source);
    if (!pooled || !areTold(*pooled)) continue;
    const auto number = [](const std::optional<double>& share) { return perCentNumber(share); };
    lines.append(tr("%1: %2").arg(titles_.value(source), scoreText(*pooled, kToldMeasures, number)));
  }
  const auto tiles = static_cast<int>(std::ranges::count_if(table_.samples(), &Sample::hasMask));
  const QString together = tiles == table_.rowCount() ? tr("All %n tiles together", nullptr, tiles)
                           : tiles == 1
                               ? tr("The one tile with a mask, of %1").arg(table_.rowCount())
                               : tr("The %n tiles with masks, of %1, together", nullptr, tiles).arg(table_.rowCount());
  if (!lines.isEmpty() && table_.rowCount() > 1) lines.prepend(together);
  if (table_.differenceColumn() >= 0 && !differenceNote_.isEmpty()) {
    lines.append(
        tr("%1 − %2: %3").arg(titles_.value(choice_->second()), titles_.value(choice_->first()), differenceNote_));
  }
  if (!thresholdNote_.isEmpty()) lines.append(thresholdNote_);
  summary_->setVisible(!lines.isEmpty());
  summary_->setText(lines.join('\n'));
}

void TilePanel::fitColumns() {
  constexpr int kMargin = 12;
  const QFontMetrics metrics = view_->fontMetrics();
  int titleHeight = 0;
  int rest = view_->viewport()->width();
  QStringList titles = titles_;
  if (table_.differenceColumn() >= 0) titles.append(tr("Difference"));
  for (int source = 0; source < titles.size(); ++source) {
    int widest = kScoreColumnWidth;
    for (const QString& word : titles[source].split(' ')) {
      widest = std::max(widest, metrics.horizontalAdvance(word) + kMargin);
    }
    widest = std::min(widest, kWidestScoreColumn);
    const QRect column(0, 0, widest - kMargin / 2, 1000);
    titleHeight = std::max(titleHeight, metrics.boundingRect(column, Qt::TextWordWrap, titles[source]).height());
    const bool hasArrow = headerSort_ && columnOf(*headerSort_) == ScoreTable::columnOf(source);
    const int width = widest + (hasArrow ? kArrowWidth : 0);
    view_->setColumnWidth(ScoreTable::columnOf(source), width);
    rest -= width;
  }
  view_->setColumnWidth(0, std::max(kTileColumnWidth, rest));
  view_->horizontalHeader()->setFixedHeight(titleHeight + metrics.height() + 8);
}

bool TilePanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == view_->viewport() && event->type() == QEvent::Resize) fitColumns();
  return QWidget::eventFilter(watched, event);
}

}  // namespace macadam
