#include "ui/compare/score_table.h"

#include "ui/widgets/per_cent.h"
#include "ui/widgets/score_text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace macadam {
namespace {

std::string keyOf(const std::string& sample, const std::string& source) {
  return sample + '\n' + source;
}

/// Tiles are told apart by file and, below it, window; folder and ending are in the tool tip.
QString shortName(const Sample& sample) {
  const QString id = QString::fromStdString(sample.id);
  const QString file = id.mid(id.lastIndexOf('/') + 1);
  const QString stem = file.left(file.lastIndexOf('.'));
  return sample.window ? QString("%1\n(%2, %3)").arg(stem).arg(sample.window->x).arg(sample.window->y) : stem;
}

}  // namespace

QString scoreCaption(const std::optional<RoadMetrics>& metrics, int threshold) {
  if (!metrics || !areTold(*metrics)) return {};
  // With a point in every language: it stands in figures, whose lettering is English.
  const auto number = [](const std::optional<double>& share) { return perCentNumber(share, 1, QLocale::c()); };
  const QString scores = scoreText(*metrics, kToldMeasures, number);
  if (threshold == kUsualThreshold) return scores;
  return ScoreTable::tr("%1 at threshold %2").arg(scores).arg(double(threshold) / kThresholdSteps, 0, 'g', 3);
}

void ScoreTable::setSamples(std::vector<Sample> samples) {
  beginResetModel();
  samples_ = std::move(samples);
  rows_.clear();
  for (std::size_t row = 0; row < samples_.size(); ++row) rows_.emplace(samples_[row].id, static_cast<int>(row));
  endResetModel();
}

void ScoreTable::setSources(std::vector<std::string> ids, QStringList titles, QStringList whole) {
  if (whole.isEmpty()) whole = titles;
  if (ids == sources_ && titles == titles_ && whole == wholeTitles_) return;
  beginResetModel();
  if (ids != sources_) difference_.reset();
  sources_ = std::move(ids);
  titles_ = std::move(titles);
  wholeTitles_ = std::move(whole);
  endResetModel();
}

void ScoreTable::setThreshold(int step) {
  if (step == threshold_) return;
  threshold_ = step;
  if (rowCount() > 0 && columnCount() > 1) Q_EMIT dataChanged(index(0, 1), index(rowCount() - 1, columnCount() - 1));
}

void ScoreTable::setCurve(const std::string& sample, const std::string& source,
                          std::shared_ptr<const ThresholdCurve> curve) {
  curves_[keyOf(sample, source)] = std::move(curve);
  const auto row = rows_.find(sample);
  const auto place = std::ranges::find(sources_, source);
  if (row == rows_.end() || place == sources_.end()) return;
  const QModelIndex cell = index(row->second, columnOf(static_cast<int>(place - sources_.begin())));
  Q_EMIT dataChanged(cell, cell);
  if (!difference_) return;
  const QModelIndex difference = index(row->second, differenceColumn());
  Q_EMIT dataChanged(difference, difference);
}

void ScoreTable::forgetCurves() {
  beginResetModel();
  curves_.clear();
  endResetModel();
}

void ScoreTable::forgetCurvesOf(const std::string& source) {
  const std::string ending = keyOf({}, source);
  std::erase_if(curves_, [&](const auto& curve) { return curve.first.ends_with(ending); });
  const auto place = std::ranges::find(sources_, source);
  if (samples_.empty() || place == sources_.end()) return;
  const int column = columnOf(static_cast<int>(place - sources_.begin()));
  Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

void ScoreTable::forgetCurvesOn(const std::string& sample) {
  const std::string beginning = keyOf(sample, {});
  std::erase_if(curves_, [&](const auto& curve) { return curve.first.starts_with(beginning); });
  const auto row = rows_.find(sample);
  if (row == rows_.end() || columnCount() == 1) return;
  Q_EMIT dataChanged(index(row->second, 1), index(row->second, columnCount() - 1));
}

void ScoreTable::setDifference(std::optional<std::pair<int, int>> sources) {
  if (sources == difference_) return;
  const int column = columnOf(sourceCount());
  if (sources && difference_) {
    difference_ = sources;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
    Q_EMIT headerDataChanged(Qt::Horizontal, column, column);
  } else if (sources) {
    beginInsertColumns({}, column, column);
    difference_ = sources;
    endInsertColumns();
  } else {
    beginRemoveColumns({}, column, column);
    difference_.reset();
    endRemoveColumns();
  }
}

std::optional<PairedCounts> ScoreTable::pairedCountsOn(const std::string& sample) const {
  const auto curveOf = [&](int source) {
    return curves_.find(keyOf(sample, sources_[static_cast<std::size_t>(source)]));
  };
  const auto first = curveOf(difference_->first), second = curveOf(difference_->second);
  if (first == curves_.end() || second == curves_.end()) return std::nullopt;
  return PairedCounts{first->second->at(threshold_), second->second->at(threshold_)};
}

std::vector<PairedCounts> ScoreTable::pairedCounts() const {
  std::vector<PairedCounts> counts;
  if (!difference_) return counts;
  for (const Sample& sample : samples_) {
    if (const auto both = pairedCountsOn(sample.id)) counts.push_back(*both);
  }
  return counts;
}

bool ScoreTable::isKnown(const std::string& sample, const std::string& source) const {
  return curves_.contains(keyOf(sample, source));
}

std::optional<RoadMetrics> ScoreTable::metrics(const std::string& sample, const std::string& source) const {
  const auto curve = curves_.find(keyOf(sample, source));
  if (curve == curves_.end()) return std::nullopt;
  return roadMetrics(curve->second->at(threshold_));
}

std::optional<RoadMetrics> ScoreTable::pooled(int source) const {
  if (std::ranges::none_of(samples_, &Sample::hasMask)) return std::nullopt;
  Confusion all;
  for (const Sample& sample : samples_) {
    if (!sample.hasMask()) continue;
    const auto curve = curves_.find(keyOf(sample.id, sources_[static_cast<std::size_t>(source)]));
    if (curve == curves_.end()) return std::nullopt;
    all += curve->second->at(threshold_);
  }
  return roadMetrics(all);
}

std::optional<BestThreshold> ScoreTable::bestThreshold(const std::string& source) const {
  std::vector<const ThresholdCurve*> known;
  for (const Sample& sample : samples_) {
    if (const auto curve = curves_.find(keyOf(sample.id, source)); curve != curves_.end() && curve->second) {
      known.push_back(curve->second.get());
    }
  }
  std::optional<BestThreshold> best;
  for (int step = 0; step <= kThresholdSteps; ++step) {
    Confusion all;
    for (const ThresholdCurve* curve : known) all += curve->at(step);
    const std::optional<double> iou = roadMetrics(all).iou;
    if (!iou) continue;
    const auto distance = [](int from) { return std::abs(from - kUsualThreshold); };
    const bool isBetter = !best || *iou > best->iou || (*iou == best->iou && distance(step) < distance(best->step));
    if (isBetter) best = BestThreshold{step, *iou, static_cast<int>(known.size())};
  }
  return best;
}

int ScoreTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(samples_.size());
}

int ScoreTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : 1 + sourceCount() + (difference_ ? 1 : 0);
}

QVariant ScoreTable::nameData(const Sample& sample, int role) const {
  if (role == Qt::DisplayRole || role == Qt::EditRole) return shortName(sample);
  if (role == Qt::ToolTipRole) return QString::fromStdString(sample.id);
  return {};
}

QVariant ScoreTable::differenceData(const Sample& sample, int role) const {
  const std::optional<PairedCounts> both = pairedCountsOn(sample.id);
  if (!both) return {};
  const std::optional<double> first = roadMetrics(both->first).iou, second = roadMetrics(both->second).iou;
  if (!first || !second) {
    return role == Qt::ToolTipRole ? tr("No road in truth or in one of the two predictions") : QVariant();
  }
  if (role == Qt::EditRole) return *second - *first;
  const QString points = QString::fromStdString(pointsText(*second - *first));
  if (role == Qt::DisplayRole) return points;
  if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
    return tr("IoU of %1 less that of %2: %3 points")
        .arg(wholeTitles_[difference_->second], wholeTitles_[difference_->first], points);
  }
  return {};
}

QVariant ScoreTable::differenceHeader(int role) const {
  if (role == Qt::DisplayRole) return QString(tr("Difference") + '\n' + tr("IoU"));
  if (role == Qt::ToolTipRole) {
    return tr("IoU of %1 less that of %2, in points. Click to sort.")
        .arg(wholeTitles_[difference_->second], wholeTitles_[difference_->first]);
  }
  return {};
}

QVariant ScoreTable::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Sample& sample = samples_[static_cast<std::size_t>(index.row())];
  if (index.column() == 0) return nameData(sample, role);
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
  if (!sample.hasMask() && role == Qt::ToolTipRole) return tr("No ground truth, so no score");
  if (index.column() == differenceColumn()) return differenceData(sample, role);
  const std::optional<RoadMetrics> known = metrics(sample.id, sourceOf(index.column()));
  if (!known) return {};
  if (role == Qt::DisplayRole) {
    QStringList lines;
    for (const Measure* measure : kToldMeasures) lines.append(perCentNumber((*known).*measure->value));
    return lines.join('\n');
  }
  if (role == Qt::EditRole) return known->iou ? QVariant(*known->iou) : QVariant();
  if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
    if (!known->iou) return tr("%1: no road in truth or prediction").arg(wholeTitles_[index.column() - 1]);
    const auto number = [](const std::optional<double>& share) { return perCentText(share); };
    return tr("%1: %2").arg(wholeTitles_[index.column() - 1], scoreText(*known, kToldMeasures, number));
  }
  return {};
}

QVariant ScoreTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
    return QAbstractTableModel::headerData(section, orientation, role);
  }
  if (section == 0) {
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignBottom));
    return role == Qt::DisplayRole ? QVariant(tr("Tile")) : QVariant();
  }
  if (section == differenceColumn()) return differenceHeader(role);
  QStringList titles;
  for (const Measure* measure : kToldMeasures) titles.append(measure->title);
  if (role == Qt::DisplayRole) return QString(titles_[section - 1] + '\n' + titles.join(" / "));
  if (role == Qt::ToolTipRole) {
    return tr("%1: %2 below it, in per cent. Click to sort.").arg(wholeTitles_[section - 1], titles.join(tr(", and ")));
  }
  return {};
}

ScoreOrder::ScoreOrder(ScoreTable& table, QObject* parent) : QSortFilterProxyModel(parent), table_(table) {
  setDynamicSortFilter(false);
  setSourceModel(&table);
  sort(0);
}

void ScoreOrder::sortByColumn(int column, Qt::SortOrder order) {
  column_ = column;
  order_ = order;
  difference_.reset();
  refresh();
}

void ScoreOrder::sortByDifference(int firstSource, int secondSource) {
  difference_ = {firstSource, secondSource};
  refresh();
}

void ScoreOrder::refresh() {
  ranks_.clear();
  if (column_ != 0 || difference_) {
    for (int row = 0; row < table_.rowCount(); ++row) ranks_.push_back(rank(row));
  }
  sort(0);
}

std::optional<double> ScoreOrder::rank(int row) const {
  const auto valueOf = [&](int column) -> std::optional<double> {
    if (column >= table_.columnCount()) return std::nullopt;
    const QVariant value = table_.data(table_.index(row, column), Qt::EditRole);
    return value.isValid() ? std::optional(value.toDouble()) : std::nullopt;
  };
  if (!difference_) {
    const std::optional<double> value = valueOf(column_);
    return value && order_ == Qt::DescendingOrder ? std::optional(-*value) : value;
  }
  const std::optional<double> first = valueOf(ScoreTable::columnOf(difference_->first));
  const std::optional<double> second = valueOf(ScoreTable::columnOf(difference_->second));
  if (!first || !second) return std::nullopt;
  return -std::abs(*first - *second);
}

bool ScoreOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  if (column_ == 0 && !difference_) {
    return order_ == Qt::AscendingOrder ? left.row() < right.row() : right.row() < left.row();
  }
  const auto known = [this](int row) {
    return row < static_cast<int>(ranks_.size()) ? ranks_[static_cast<std::size_t>(row)] : std::nullopt;
  };
  const std::optional<double> first = known(left.row());
  const std::optional<double> second = known(right.row());
  if (first != second) return first && (!second || *first < *second);
  return left.row() < right.row();
}

}  // namespace macadam
