#include "ui/results/results_panels.h"

#include "ui/results/curves_panel.h"
#include "ui/results/details_panel.h"
#include "ui/results/differences_panel.h"
#include "ui/results/results_actions.h"
#include "ui/results/run_filter_bar.h"
#include "ui/results/run_table_view.h"
#include "ui/results/table_panel.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace macadam {
namespace {

constexpr int kMargin = 12;
constexpr auto kSettings = "results";

/// The measure that curves are of, as settings have it: scores from 0 in the order of their plots, but 4 is the loss.
constexpr int kRememberedLoss = 4;

int rememberedAs(MonitorPanel measured) {
  return measured == MonitorPanel::Loss ? kRememberedLoss : static_cast<int>(measured) - 1;
}

MonitorPanel measuredFrom(int remembered) {
  return remembered == kRememberedLoss ? MonitorPanel::Loss : static_cast<MonitorPanel>(remembered + 1);
}

QToolButton* iconButton(QAction* action, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setAutoRaise(true);
  button->setAccessibleName(action->text());
  return button;
}

}  // namespace

ResultsPanels::ResultsPanels(QAbstractItemModel& runs, Jobs& jobs, const std::shared_ptr<NetworkCosts>& costs,
                             const ResultsActions& actions, QWidget* parent)
    : QWidget(parent),
      filterBar_(new RunFilterBar(this)),
      table_(new RunTableView(this)),
      count_(new QLabel(this)),
      emptyText_(new QLabel(this)),
      clearFilter_(new QPushButton(tr("Show all runs"), this)),
      setUp_(new QPushButton(tr("Set up a run"), this)),
      notice_(new NoticeBar(this)) {
  table_->setModel(&runs);
  table_->useDefaultColumns();
  table_->setContextMenuPolicy(Qt::CustomContextMenu);
  setUp_->setObjectName("results.setUp");

  QToolButton* columns = columnButton();
  auto* top = new QHBoxLayout;
  top->addWidget(filterBar_);
  top->addWidget(count_);
  top->addStretch(1);
  for (QAction* action : actions.buttons()) top->addWidget(iconButton(action, this));
  top->addWidget(columns);

  QWidget* empty = emptyPage();
  stack_ = new QStackedWidget(this);
  stack_->addWidget(table_);
  stack_->addWidget(empty);

  differences_ = new DifferencesPanel(this);
  differences_->setMeasureAction(actions.difference());
  comparison_ = new TablePanel(jobs, costs, this);
  curves_ = new CurvesPanel(jobs, this);
  details_ = new DetailsPanel(jobs, this);
  addTableButtons(actions);

  tabs_ = new QTabWidget(this);
  tabs_->setDocumentMode(true);
  tabs_->setAccessibleName(tr("About the chosen runs"));
  tabs_->addTab(differences_, tr("Differences"));
  tabs_->addTab(comparison_, tr("Table"));
  tabs_->addTab(curves_, tr("Curves"));
  tabs_->addTab(details_, tr("Details"));
  splitter_ = new QSplitter(Qt::Vertical, this);
  splitter_->addWidget(stack_);
  splitter_->addWidget(tabs_);
  splitter_->setChildrenCollapsible(false);
  splitter_->setStretchFactor(0, 1);
  splitter_->setStretchFactor(1, 1);
  splitter_->setSizes({1000, 1000});

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  layout->addLayout(top);
  layout->addWidget(splitter_, 1);
  layout->addWidget(notice_);
  connect(clearFilter_, &QPushButton::clicked, filterBar_, &RunFilterBar::clear);
  connect(setUp_, &QPushButton::clicked, this, &ResultsPanels::trainingRequested);
}

QToolButton* ResultsPanels::columnButton() {
  auto* columns = new QToolButton(this);
  columns->setIcon(Theme::instance().icon("columns"));
  columns->setAutoRaise(true);
  columns->setToolTip(tr("Choose columns"));
  columns->setAccessibleName(tr("Choose columns"));
  columns->setPopupMode(QToolButton::InstantPopup);
  columns->setMenu(new QMenu(columns));
  connect(columns->menu(), &QMenu::aboutToShow, this, [this, columns] {
    columns->menu()->clear();
    table_->fillColumnMenu(*columns->menu());
  });
  giveMnemonics(*columns->menu());
  return columns;
}

QWidget* ResultsPanels::emptyPage() {
  auto* empty = new QWidget(this);
  emptyText_->setAlignment(Qt::AlignCenter);
  emptyText_->setWordWrap(true);
  auto* layout = new QVBoxLayout(empty);
  layout->addStretch(1);
  layout->addWidget(emptyText_);
  for (QPushButton* next : {clearFilter_, setUp_}) layout->addWidget(next, 0, Qt::AlignHCenter);
  layout->addStretch(1);
  return empty;
}

void ResultsPanels::addTableButtons(const ResultsActions& actions) {
  auto* copy = new QToolButton(comparison_);
  copy->setText(tr("Copy"));
  copy->setIcon(Theme::instance().icon("copy"));
  copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  copy->setToolTip(tr("Copy the table as text"));
  copy->setPopupMode(QToolButton::InstantPopup);
  copy->setMenu(new QMenu(copy));
  copy->menu()->addActions(actions.copies());
  giveMnemonics(*copy->menu());
  comparison_->addButton(copy);
  for (QAction* action : actions.exports()) {
    QToolButton* button = iconButton(action, comparison_);
    button->setAutoRaise(false);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    comparison_->addButton(button);
  }
}

void ResultsPanels::showCount(int shown, int all, bool hasProject) {
  count_->setVisible(all > 0);
  if (shown < all) {
    count_->setText(tr("%1 of %2 runs").arg(shown).arg(all));
  } else {
    count_->setText(all == 1 ? tr("1 run") : tr("%1 runs").arg(all));
  }
  clearFilter_->setVisible(all > 0);
  setUp_->setVisible(hasProject && all == 0);
  filterBar_->setEnabled(hasProject && all > 0);
  if (!hasProject) {
    emptyText_->setText(tr("Open a project to see its runs."));
  } else if (all == 0) {
    emptyText_->setText(
        tr("This project has no runs yet. What is trained appears here at once, also what "
           "macadam-cli trains in the project’s folder."));
  } else {
    emptyText_->setText(tr("No run fits the filter."));
  }
  stack_->setCurrentIndex(shown > 0 ? 0 : 1);
  tabs_->setVisible(all > 0);
}

void ResultsPanels::saveState() const {
  QSettings settings;
  settings.beginGroup(kSettings);
  settings.setValue("columns", table_->columnState());
  settings.setValue("splitter", splitter_->saveState());
  settings.setValue("details", details_->splitter().saveState());
  settings.setValue("tab", tabs_->currentIndex());
  settings.setValue("onlyDiffering", differences_->onlyDiffering());
  settings.setValue("metric", rememberedAs(curves_->measured()));
  settings.setValue("hiddenTableColumns", comparison_->hiddenColumns());
  settings.setValue("axis", static_cast<int>(curves_->axis()));
}

void ResultsPanels::restoreState() {
  QSettings settings;
  settings.beginGroup(kSettings);
  table_->restoreColumnState(settings.value("columns").toByteArray());
  splitter_->restoreState(settings.value("splitter").toByteArray());
  details_->splitter().restoreState(settings.value("details").toByteArray());
  tabs_->setCurrentIndex(settings.value("tab", 0).toInt());
  differences_->setOnlyDiffering(settings.value("onlyDiffering", true).toBool());
  curves_->setMeasured(measuredFrom(settings.value("metric", 0).toInt()));
  comparison_->setHiddenColumns(settings.value("hiddenTableColumns").toStringList());
  curves_->setAxis(settings.value("axis", 0).toInt() == 1 ? CurveAxis::Network : CurveAxis::Run);
}

}  // namespace macadam
