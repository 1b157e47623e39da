#include "ui/results/run_table_model.h"

#include "ui/project/run_names.h"
#include "ui/results/run_cells.h"
#include "ui/results/run_words.h"
#include "ui/widgets/theme.h"

#include <algorithm>

namespace macadam {
namespace {

bool isNumeric(RunColumn column) {
  return column == RunColumn::Seed || column == RunColumn::Iterations || column == RunColumn::Duration ||
         runScoreIn(column) != nullptr;
}

bool isEditable(RunColumn column) {
  return column == RunColumn::Name || column == RunColumn::Tags || column == RunColumn::Notes;
}

QString titleOf(const RunScore& score) {
  switch (score.on) {
    case ScoredOn::BestValidation:
      return RunTableModel::tr("Best %1").arg(score.measure->title);
    case ScoredOn::LastValidation:
      return RunTableModel::tr("Last %1").arg(score.measure->title);
    case ScoredOn::Test:
      break;
  }
  return RunTableModel::tr("Test %1").arg(score.measure->title);
}

QString explanationOf(const RunScore& score) {
  const bool isOfRoad = score.measure->over == MeasuredOver::Road;
  const QString what = isOfRoad ? RunTableModel::tr("Road %1").arg(score.measure->name) : score.measure->title;
  switch (score.on) {
    case ScoredOn::BestValidation:
      return score.measure == &kMainMeasure
                 ? RunTableModel::tr(
                       "%1 on the validation tiles of the best weights, per cent, of the student or "
                       "first teacher")
                       .arg(what)
                 : RunTableModel::tr("%1 on the validation tiles of the best weights, per cent").arg(what);
    case ScoredOn::LastValidation:
      return RunTableModel::tr("%1 of the last evaluation on the validation tiles, per cent").arg(what);
    case ScoredOn::Test:
      break;
  }
  return RunTableModel::tr("%1 on the test tiles, per cent").arg(what);
}

}  // namespace

QString RunTableModel::title(RunColumn column) {
  if (const RunScore* score = runScoreIn(column)) return titleOf(*score);
  switch (column) {
    case RunColumn::State:
      return tr("State");
    case RunColumn::Name:
      return tr("Name");
    case RunColumn::Method:
      return tr("Method");
    case RunColumn::Networks:
      return tr("Networks");
    case RunColumn::Seed:
      return tr("Seed");
    case RunColumn::Split:
      return tr("Split");
    case RunColumn::Iterations:
      return tr("Iterations");
    case RunColumn::Duration:
      return tr("Duration");
    case RunColumn::Started:
      return tr("Started");
    case RunColumn::Tags:
      return tr("Tags");
    case RunColumn::Notes:
      return tr("Notes");
  }
  return {};
}

QString RunTableModel::explanation(RunColumn column) {
  if (const RunScore* score = runScoreIn(column)) return explanationOf(*score);
  switch (column) {
    case RunColumn::Name:
      return tr("What it is called; double-click to rename it");
    case RunColumn::Seed:
      return tr("Seed of the initial weights and of the batches");
    case RunColumn::Split:
      return tr("Which tiles were labelled, unlabelled, validation and test");
    case RunColumn::Iterations:
      return tr("Done, and planned where these differ");
    case RunColumn::Duration:
      return tr("Time of training and evaluating");
    case RunColumn::Tags:
      return tr("Words to find runs by, separated by commas; double-click to edit");
    case RunColumn::Notes:
      return tr("Your notes; double-click to edit");
    default:
      return title(column);
  }
}

void RunTableModel::setRuns(const std::vector<RunRecord>& runs) {
  const auto isKept = [&](const RunRecord& old) {
    return std::ranges::find(runs, old.folder, &RunRecord::folder) != runs.end();
  };
  for (int row = static_cast<int>(runs_.size()) - 1; row >= 0; --row) {
    if (isKept(run(row))) continue;
    beginRemoveRows({}, row, row);
    runs_.erase(runs_.begin() + row);
    endRemoveRows();
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i < runs_.size() && runs_[i].folder == runs[i].folder) {
      runs_[i] = runs[i];
      continue;
    }
    const int known = rowOf(runs[i].folder);
    const int row = static_cast<int>(i);
    if (known < 0) {
      beginInsertRows({}, row, row);
      runs_.insert(runs_.begin() + row, runs[i]);
      endInsertRows();
    } else {
      beginMoveRows({}, known, known, {}, row);
      std::rotate(runs_.begin() + row, runs_.begin() + known, runs_.begin() + known + 1);
      runs_[i] = runs[i];
      endMoveRows();
    }
  }
  if (!runs_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kRunColumns - 1));
}

void RunTableModel::updateRun(const RunRecord& run) {
  const int row = rowOf(run.folder);
  if (row < 0) return;
  runs_[static_cast<std::size_t>(row)] = run;
  Q_EMIT dataChanged(index(row, 0), index(row, kRunColumns - 1));
}

int RunTableModel::rowOf(const RunFolder& run) const {
  const auto found = std::ranges::find(runs_, run, &RunRecord::folder);
  return found == runs_.end() ? -1 : static_cast<int>(found - runs_.begin());
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kRunColumns;
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto column = static_cast<RunColumn>(index.column());
  const RunRecord& record = run(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return cellText(record, column);
    case Qt::EditRole:
      return column == RunColumn::Notes ? QString::fromStdString(record.notes.note) : cellText(record, column);
    case Qt::ToolTipRole:
      return cellToolTip(record, column);
    case Qt::TextAlignmentRole:
      return static_cast<int>((isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::DecorationRole:
      if (column != RunColumn::State) return {};
      return stateIcon(record.problem.isEmpty() ? record.summary.state : RunState::Failed);
    case kSortRole:
      return cellSortValue(record, column);
    default:
      return {};
  }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  const auto column = static_cast<RunColumn>(section);
  if (role == Qt::DisplayRole) return title(column);
  if (role == Qt::ToolTipRole) return explanation(column);
  if (role == Qt::TextAlignmentRole) {
    return static_cast<int>((isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  return {};
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (!index.isValid()) return flags;
  flags |= Qt::ItemNeverHasChildren;
  const bool editable =
      isEditable_ && isEditable(static_cast<RunColumn>(index.column())) && run(index.row()).notesProblem.isEmpty();
  return editable ? flags | Qt::ItemIsEditable : flags;
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable)) return false;
  RunRecord& record = runs_[static_cast<std::size_t>(index.row())];
  RunNotes notes = record.notes;
  const QString typed = value.toString().trimmed();
  const std::string text = typed.toStdString();
  switch (static_cast<RunColumn>(index.column())) {
    case RunColumn::Name:
      notes.title = typed == firstName(record) ? "" : text;
      break;
    case RunColumn::Tags:
      notes.tags = tagsFromText(text);
      break;
    default:
      notes.note = text;
  }
  if (notes == record.notes) return false;
  record.notes = notes;
  Q_EMIT dataChanged(index, index);
  Q_EMIT notesEdited(record.folder, notes);
  return true;
}

}  // namespace macadam
