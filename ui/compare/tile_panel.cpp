#include "ui/compare/tile_panel.h"

#include "ui/compare/score_delegate.h"
#include "ui/project/project_document.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardItemModel>
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

QComboBox* makeCombo(const QString& name, const QString& tip) {
  auto* combo = new QComboBox;
  combo->setAccessibleName(name);
  combo->setToolTip(tip);
  combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  combo->setMinimumContentsLength(6);
  combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  return combo;
}

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
      set_(makeCombo(tr("Tiles"), tr("Which tiles are listed"))),
      orderBox_(makeCombo(tr("Order"), tr("What comes first"))),
      first_(makeCombo(tr("Sorted by"), tr("Whose scores decide the order"))),
      second_(makeCombo(tr("Compared with"), tr("The source that it is compared with"))),
      and_(new QLabel(tr("and"))),
      view_(new QTableView),
      summary_(new QLabel),
      empty_(new QLabel(tr("No tiles with masks in this set.\nChoose another set, or make a split on the Data page."))),
      score_(new QPushButton(tr("Score all tiles"))),
      progress_(new QProgressBar) {
  set_->addItem(tr("Validation tiles"), int(TileSet::Validation));
  set_->addItem(tr("Test tiles"), int(TileSet::Test));
  set_->addItem(tr("All tiles with masks"), int(TileSet::All));
  orderBox_->setObjectName("order");
  orderBox_->addItem(tr("By name"), int(Order::Name));
  orderBox_->addItem(tr("Worst first"), int(Order::WorstFirst));
  orderBox_->addItem(tr("Largest difference"), int(Order::LargestDifference));

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
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setEnabled(false);
  empty_->hide();
  summary_->setWordWrap(true);
  summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  score_->setToolTip(tr("Predict every listed tile with the sources of the panes"));
  progress_->setAccessibleName(tr("Scoring"));
  progress_->setTextVisible(false);
  progress_->setFixedHeight(8);
  progress_->hide();

  auto* choices = new QGridLayout;
  choices->setSpacing(6);
  choices->addWidget(set_, 0, 0);
  choices->addWidget(orderBox_, 0, 1, 1, 2);
  choices->addWidget(first_, 1, 0);
  choices->addWidget(and_, 1, 1);
  choices->addWidget(second_, 1, 2);
  choices->setColumnStretch(0, 1);
  choices->setColumnStretch(2, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addLayout(choices);
  layout->addWidget(view_, 1);
  layout->addWidget(empty_, 1);
  layout->addWidget(summary_);
  layout->addWidget(progress_);
  layout->addWidget(score_);

  connect(set_, &QComboBox::currentIndexChanged, this, &TilePanel::tileSetChanged);
  connect(orderBox_, &QComboBox::activated, this,
          [this] { wishedOrder_ = static_cast<Order>(orderBox_->currentData().toInt()); });
  for (QComboBox* combo : {orderBox_, first_, second_}) {
    connect(combo, &QComboBox::activated, this, &TilePanel::applyOrder);
  }
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
  summary_->hide();
  connect(score_, &QPushButton::clicked, this, [this] {
    if (progress_->isVisibleTo(this)) {
      Q_EMIT cancelRequested();
    } else {
      Q_EMIT scoreAllRequested();
    }
  });
  offerOrders();
}

TileSet TilePanel::tileSet() const {
  return static_cast<TileSet>(set_->currentData().toInt());
}

void TilePanel::setTileSet(TileSet set) {
  set_->setCurrentIndex(set_->findData(int(set)));
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
  for (QComboBox* combo : {first_, second_}) {
    const QSignalBlocker quiet(combo);
    const QVariant chosen = combo->currentData();
    combo->clear();
    for (std::size_t i = 0; i < scored.size(); ++i) {
      combo->addItem(titles_[static_cast<int>(i)], QString::fromStdString(scored[i].id));
    }
    combo->setCurrentIndex(std::max(0, combo->findData(chosen)));
  }
  if (second_->currentIndex() == first_->currentIndex() && second_->count() > 1) {
    second_->setCurrentIndex(first_->currentIndex() == 0 ? 1 : 0);
  }
  score_->setEnabled(!scored.empty());
  fitColumns();
  offerOrders();
  if (before) {
    const QSignalBlocker quiet(this);
    select(*before);
  }
}

void TilePanel::setOrder(Order order, int first, int second) {
  first_->setCurrentIndex(first);
  second_->setCurrentIndex(second);
  wishedOrder_ = order;
  offerOrders();
}

void TilePanel::resetOrder() {
  setOrder(Order::Name, 0, std::min(1, second_->count() - 1));
}

/// A difference takes two sources, and worst first one.
void TilePanel::offerOrders() {
  const int sources = first_->count();
  auto* choices = qobject_cast<QStandardItemModel*>(orderBox_->model());
  for (int i = 0; i < choices->rowCount(); ++i) choices->item(i)->setEnabled(orderBox_->itemData(i).toInt() <= sources);
  const int possible = std::min(int(wishedOrder_), sources);
  orderBox_->setCurrentIndex(orderBox_->findData(possible));
  applyOrder();
}

void TilePanel::applyOrder() {
  const auto order = static_cast<Order>(orderBox_->currentData().toInt());
  first_->setVisible(order != Order::Name);
  and_->setVisible(order == Order::LargestDifference);
  second_->setVisible(order == Order::LargestDifference);
  view_->horizontalHeader()->setSortIndicatorShown(false);
  if (order == Order::Name || first_->currentIndex() < 0) {
    order_.sortByColumn(0, Qt::AscendingOrder);
  } else if (order == Order::WorstFirst) {
    order_.sortByColumn(ScoreTable::columnOf(first_->currentIndex()), Qt::AscendingOrder);
  } else {
    order_.sortByDifference(first_->currentIndex(), second_->currentIndex());
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

void TilePanel::save() const {
  QSettings settings;
  settings.beginGroup("compare");
  settings.setValue("tileSet", set_->currentData());
}

void TilePanel::restore() {
  QSettings settings;
  settings.beginGroup("compare");
  const int set = set_->findData(settings.value("tileSet", int(TileSet::Validation)));
  set_->setCurrentIndex(std::max(0, set));
}

}  // namespace macadam
