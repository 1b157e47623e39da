#include "ui/results/run_table_view.h"

#include "ui/results/airy_table.h"
#include "ui/results/run_table_model.h"
#include "ui/widgets/menu_mnemonics.h"

#include <QHeaderView>
#include <QMenu>
#include <algorithm>
#include <array>
#include <vector>

namespace macadam {
namespace {

struct ColumnDefault {
  RunColumn column;
  int width;
  bool isShown;
};

/// In order; what is shown fits a window of 1280 pixels. Scores follow the iterations.
constexpr std::array kDefaults{
    ColumnDefault{RunColumn::State, 110, true},      ColumnDefault{RunColumn::Name, 200, true},
    ColumnDefault{RunColumn::Method, 90, true},      ColumnDefault{RunColumn::Networks, 250, false},
    ColumnDefault{RunColumn::Seed, 52, true},        ColumnDefault{RunColumn::Split, 110, false},
    ColumnDefault{RunColumn::Iterations, 112, true}, ColumnDefault{RunColumn::Duration, 90, true},
    ColumnDefault{RunColumn::Started, 106, true},    ColumnDefault{RunColumn::Tags, 80, true},
    ColumnDefault{RunColumn::Notes, 80, true}};
constexpr int kScoreWidth = 72;

std::vector<ColumnDefault> defaultColumns() {
  std::vector<ColumnDefault> columns;
  for (const ColumnDefault& each : kDefaults) {
    columns.push_back(each);
    if (each.column != RunColumn::Iterations) continue;
    for (std::size_t i = 0; i < kRunScores.size(); ++i) {
      const auto& [measure, on] = kRunScores[i];
      const bool isShown = measure == &kMainMeasure && on != ScoredOn::LastValidation;
      columns.push_back({scoreColumn(i), kScoreWidth, isShown});
    }
  }
  return columns;
}

}  // namespace

RunTableView::RunTableView(QWidget* parent) : RowTableView(parent) {
  makeAiry(*this);
  setAccessibleName(tr("Runs of the project"));
  setSelectionMode(ExtendedSelection);
  setSortingEnabled(true);
  setTabKeyNavigation(false);
  setEditTriggers(DoubleClicked | EditKeyPressed);
  horizontalHeader()->setSectionsMovable(true);
  horizontalHeader()->setStretchLastSection(true);
  horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
    QMenu menu(this);
    fillColumnMenu(menu);
    giveMnemonics(menu);
    menu.exec(horizontalHeader()->mapToGlobal(at));
  });
}

void RunTableView::useDefaultColumns() {
  const std::vector<ColumnDefault> columns = defaultColumns();
  for (int place = 0; place < kRunColumns; ++place) {
    const auto& [which, width, isShown] = columns[static_cast<std::size_t>(place)];
    const int column = static_cast<int>(which);
    setColumnHidden(column, !isShown);
    horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), place);
  }
  sortByColumn(static_cast<int>(RunColumn::Started), Qt::DescendingOrder);
  for (const auto& [which, width, isShown] : columns) {  // each has room for its title beside the arrow
    const int column = static_cast<int>(which);
    setColumnWidth(column, std::max(width, horizontalHeader()->sectionSizeHint(column)));
  }
}

void RunTableView::fillColumnMenu(QMenu& menu) {
  for (const ColumnDefault& each : defaultColumns()) {
    if (each.column == RunColumn::Name) continue;  // without it a row says nothing
    const int column = static_cast<int>(each.column);
    QAction* action = menu.addAction(RunTableModel::title(each.column));
    action->setCheckable(true);
    action->setChecked(!isColumnHidden(column));
    action->setToolTip(RunTableModel::explanation(each.column));
    connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnHidden(column, !shown); });
  }
  menu.setToolTipsVisible(true);
  menu.addSeparator();
  connect(menu.addAction(tr("Default columns")), &QAction::triggered, this, &RunTableView::useDefaultColumns);
}

QByteArray RunTableView::columnState() const {
  return horizontalHeader()->saveState();
}

void RunTableView::restoreColumnState(const QByteArray& state) {
  if (state.isEmpty() || !horizontalHeader()->restoreState(state)) useDefaultColumns();
  horizontalHeader()->setStretchLastSection(true);
}

}  // namespace macadam
