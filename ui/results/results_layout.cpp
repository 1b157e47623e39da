#include "ui/results/curves_panel.h"
#include "ui/results/details_panel.h"
#include "ui/results/differences_panel.h"
#include "ui/results/paper_table.h"
#include "ui/results/results_page.h"
#include "ui/results/run_filter_bar.h"
#include "ui/results/run_table_view.h"
#include "ui/results/table_panel.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/plain_keys.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace macadam {
namespace {

constexpr int kMargin = 12;

QToolButton* iconButton(QAction* action, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setAutoRaise(true);
  button->setAccessibleName(action->text());
  return button;
}

}  // namespace

void ResultsPage::layOut() {
  filterBar_ = new RunFilterBar(this);
  table_ = new RunTableView(this);
  plainKeys().allowIn(*table_);
  table_->setModel(&filtered_);
  table_->useDefaultColumns();
  table_->setContextMenuPolicy(Qt::CustomContextMenu);
  count_ = new QLabel(this);
  emptyText_ = new QLabel(this);
  emptyText_->setAlignment(Qt::AlignCenter);
  emptyText_->setWordWrap(true);
  clearFilter_ = new QPushButton(tr("Show all runs"), this);
  setUp_ = new QPushButton(tr("Set up a run"), this);
  setUp_->setObjectName("results.setUp");
  notice_ = new NoticeBar(this);

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

  auto* top = new QHBoxLayout;
  top->addWidget(filterBar_);
  top->addWidget(count_);
  top->addStretch(1);
  for (QAction* action : {resume_, rerun_, compare_, openFolder_, delete_}) top->addWidget(iconButton(action, this));
  top->addWidget(columns);

  auto* empty = new QWidget(this);
  auto* emptyLayout = new QVBoxLayout(empty);
  emptyLayout->addStretch(1);
  emptyLayout->addWidget(emptyText_);
  for (QPushButton* next : {clearFilter_, setUp_}) emptyLayout->addWidget(next, 0, Qt::AlignHCenter);
  emptyLayout->addStretch(1);
  stack_ = new QStackedWidget(this);
  stack_->addWidget(table_);
  stack_->addWidget(empty);

  differences_ = new DifferencesPanel(this);
  differences_->setMeasureAction(difference_);
  comparison_ = new TablePanel(jobs_, costs_, this);
  curves_ = new CurvesPanel(jobs_, this);
  details_ = new DetailsPanel(jobs_, this);
  addSeparator();
  addActions(curves_->exportActions());
  auto* copy = new QToolButton(comparison_);
  copy->setText(tr("Copy"));
  copy->setIcon(Theme::instance().icon("copy"));
  copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  copy->setToolTip(tr("Copy the table as text"));
  copy->setPopupMode(QToolButton::InstantPopup);
  copy->setMenu(new QMenu(copy));
  copy->menu()->addActions({copyMarkdown_, copyCsv_, copyLatex_});
  giveMnemonics(*copy->menu());
  comparison_->addButton(copy);
  for (QAction* action : {exportTable_, writeReport_}) {
    QToolButton* button = iconButton(action, comparison_);
    button->setAutoRaise(false);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    comparison_->addButton(button);
  }

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
}

}  // namespace macadam
