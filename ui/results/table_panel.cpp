#include "ui/results/table_panel.h"

#include "base/atomic_file.h"
#include "ui/results/airy_table.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <set>
#include <utility>

namespace macadam {
namespace {

constexpr int kSettleMilliseconds = 80;

TableFormat formatOf(const std::filesystem::path& file) {
  if (file.extension() == ".csv") return TableFormat::Csv;
  return file.extension() == ".tex" ? TableFormat::Latex : TableFormat::Markdown;
}

}  // namespace

TablePanel::TablePanel(Jobs& jobs, std::shared_ptr<NetworkCosts> costs, QWidget* parent)
    : QWidget(parent),
      jobs_(jobs),
      costs_(std::move(costs)),
      caption_(new QLabel(this)),
      table_(new QTableView(this)),
      remarks_(new QLabel(this)),
      buttons_(new QWidget(this)) {
  caption_->setWordWrap(true);
  remarks_->setWordWrap(true);
  remarks_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  remarks_->hide();
  makeAiry(*table_);
  table_->setModel(&model_);
  table_->setAccessibleName(tr("Comparison of methods"));
  auto* buttonRow = new QHBoxLayout(buttons_);
  buttonRow->setContentsMargins({});
  addButton(makeColumnButton());

  auto* top = new QHBoxLayout;
  top->addWidget(caption_, 1);
  top->addWidget(buttons_);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(top);
  layout->addWidget(table_, 1);
  layout->addWidget(remarks_);

  delay_.setSingleShot(true);
  delay_.setInterval(kSettleMilliseconds);
  connect(&delay_, &QTimer::timeout, this, &TablePanel::compute);
  showMessage(tr("The table compares completed runs. There are none yet."));
}

void TablePanel::addButton(QToolButton* button) {
  buttons_->layout()->addWidget(button);
}

void TablePanel::setRuns(const std::vector<RunRecord>& runs, bool chosen) {
  std::vector<ShownRun> shown;
  for (const RunRecord& run : runs) {
    shown.push_back({run.folder, run.summary.state, run.summary.iterations, run.stamp.metricsBytes});
  }
  if (shown == runs_ && chosen == chosen_) return;
  runs_ = std::move(shown);
  chosen_ = chosen;
  stale_ = true;
  if (isVisible()) delay_.start();
}

void TablePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) delay_.start();
}

void TablePanel::compute() {
  computing_.cancel();
  stale_ = false;
  if (runs_.empty()) {
    model_.setComparison({});
    showMessage(tr("The table compares completed runs. There are none yet."));
    Q_EMIT tableChanged();
    return;
  }
  if (!hasTable()) showMessage(tr("Reading runs and counting parameters…"));
  std::vector<RunFolder> folders;
  for (const ShownRun& run : runs_) folders.push_back(run.folder);
  computing_ = jobs_.startLong<PaperTable>(
      tr("Comparing runs"), this,
      [runs = std::move(folders), costs = costs_](QPromise<PaperTable>& promise) {
        promise.addResult(paperTable(runs, *costs));
      },
      [this](const PaperTable& table) { show(table); },
      [this](const QList<Problem>& problems) {
        model_.setComparison({});
        showMessage(problemText({problems.front()}));
        Q_EMIT tableChanged();
      });
}

void TablePanel::show(const PaperTable& table) {
  model_.setComparison(table.table.comparison);
  if (!hasTable()) {
    showMessage(tr("These runs have not been evaluated yet."));
    Q_EMIT tableChanged();
    return;
  }
  const QString tiles = table.table.subset == EvaluatedOn::Test ? tr("test tiles") : tr("validation tiles");
  QString runs = chosen_ ? tr("the %1 selected runs") : tr("all %1 completed runs");
  runs = table.runs == 1 ? (chosen_ ? tr("the selected run") : tr("the completed run")) : runs.arg(table.runs);
  caption_->setText(
      tr("Per cent on the %1, of %2; mean ± standard deviation over seeds, best in bold").arg(tiles, runs));
  remarks_->setText(table.remarks.join('\n'));
  remarks_->setVisible(!table.remarks.isEmpty());
  table_->setVisible(true);
  table_->resizeColumnsToContents();
  Q_EMIT tableChanged();
}

void TablePanel::showMessage(const QString& text) {
  caption_->setText(text);
  remarks_->hide();
  table_->setVisible(hasTable());
}

QToolButton* TablePanel::makeColumnButton() {
  auto* button = new QToolButton(buttons_);
  button->setObjectName("table-columns");
  button->setText(tr("Columns"));
  button->setIcon(Theme::instance().icon("columns"));
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setToolTip(tr("Choose the columns that are shown, copied and exported"));
  button->setAccessibleName(tr("Columns of the table"));
  button->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(button);
  button->setMenu(menu);
  connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillColumnMenu(*menu); });
  giveMnemonics(*menu);
  return button;
}

void TablePanel::fillColumnMenu(QMenu& menu) {
  menu.clear();
  for (int column = 0; column < model_.columnCount(); ++column) {
    if (!ComparisonModel::canBeHidden(column)) continue;
    QAction* action = menu.addAction(model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    action->setCheckable(true);
    action->setChecked(!table_->isColumnHidden(column));
    connect(action, &QAction::toggled, this, [this, column](bool isOn) { table_->setColumnHidden(column, !isOn); });
  }
}

QStringList TablePanel::hiddenColumns() const {
  QStringList titles;
  for (int column = 0; column < model_.columnCount(); ++column) {
    if (!table_->isColumnHidden(column)) continue;
    titles.append(model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
  }
  return titles;
}

void TablePanel::setHiddenColumns(const QStringList& titles) {
  for (int column = 0; column < model_.columnCount(); ++column) {
    const QString title = model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    table_->setColumnHidden(column, ComparisonModel::canBeHidden(column) && titles.contains(title));
  }
}

std::string TablePanel::tableText(TableFormat format) const {
  std::set<int> hidden;
  for (int column = 0; column < model_.columnCount(); ++column) {
    if (table_->isColumnHidden(column)) hidden.insert(column);
  }
  const TableColumns columns = ComparisonModel::columnsWithout(hidden);
  switch (format) {
    case TableFormat::Markdown:
      return toMarkdown(model_.comparison(), columns);
    case TableFormat::Csv:
      return toCsv(model_.comparison(), columns);
    case TableFormat::Latex:
      return toLatex(model_.comparison(), columns);
  }
  return {};
}

QString TablePanel::text(TableFormat format) const {
  return QString::fromStdString(tableText(format));
}

void TablePanel::copy(TableFormat format) const {
  QApplication::clipboard()->setText(text(format));
}

void TablePanel::exportTo(const std::filesystem::path& file) {
  jobs_.start<bool>(
      tr("Writing the table"), this,
      [file, text = tableText(formatOf(file))](QPromise<bool>& promise) {
        writeTextAtomically(file, text);
        promise.addResult(true);
      },
      [this, file](bool) { Q_EMIT exported(file); });
}

}  // namespace macadam
