#include "ui/results/run_table_view.h"

#include "ui/results/airy_table.h"
#include "ui/results/run_table_model.h"
#include "ui/widgets/menu_mnemonics.h"

#include <QHeaderView>
#include <QMenu>
#include <algorithm>
#include <array>

namespace macadam {
namespace {

struct ColumnDefault {
  int width;
  bool shown;
};

/// In the order of RunColumn; what is shown fits a window of 1280 pixels.
constexpr std::array<ColumnDefault, kRunColumns> kDefaults{{{110, true},
                                                            {200, true},
                                                            {90, true},
                                                            {250, false},
                                                            {52, true},
                                                            {110, false},
                                                            {112, true},
                                                            {72, true},
                                                            {72, false},
                                                            {72, false},
                                                            {72, true},
                                                            {72, false},
                                                            {90, true},
                                                            {106, true},
                                                            {80, true},
                                                            {80, true}}};

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
  for (int column = 0; column < kRunColumns; ++column) {
    const ColumnDefault& given = kDefaults[static_cast<std::size_t>(column)];
    setColumnHidden(column, !given.shown);
    horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), column);
  }
  sortByColumn(static_cast<int>(RunColumn::Started), Qt::DescendingOrder);
  for (int column = 0; column < kRunColumns; ++column) {  // each has room for its title beside the arrow
    const int width = kDefaults[static_cast<std::size_t>(column)].width;
    setColumnWidth(column, std::max(width, horizontalHeader()->sectionSizeHint(column)));
  }
}

void RunTableView::fillColumnMenu(QMenu& menu) {
  for (int column = 0; column < kRunColumns; ++column) {
    const auto which = static_cast<RunColumn>(column);
    if (which == RunColumn::Name) continue;  // without it a row says nothing
    QAction* action = menu.addAction(RunTableModel::title(which));
    action->setCheckable(true);
    action->setChecked(!isColumnHidden(column));
    action->setToolTip(RunTableModel::explanation(which));
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
