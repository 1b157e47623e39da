#include "ui/results/differences_panel.h"

#include "spec/run_spec_toml.h"
#include "ui/project/run_names.h"
#include "ui/results/airy_table.h"
#include "ui/widgets/muted_label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace macadam {
namespace {

constexpr int kPathWidth = 280;
constexpr int kValueWidth = 220;

std::vector<RunSettings> settingsOf(const std::vector<RunRecord>& runs) {
  std::vector<RunSettings> settings;
  for (const RunRecord& run : runs) {
    if (run.problem.isEmpty()) settings.push_back({runName(run, runs), toToml(run.spec)});
  }
  return settings;
}

}  // namespace

DifferencesPanel::DifferencesPanel(QWidget* parent)
    : QWidget(parent),
      onlyDiffering_(new QCheckBox(tr("Only what differs"), this)),
      summary_(new MutedLabel(this)),
      measured_(new QLabel(this)),
      measuring_(new QWidget(this)),
      table_(new QTableView(this)) {
  onlyDiffering_->setChecked(true);
  onlyDiffering_->setToolTip(tr("Leave out the settings that are the same in all selected runs"));
  summary_->setWordWrap(true);
  makeAiry(*table_);
  table_->setModel(&model_);
  table_->setAccessibleName(tr("Settings of the selected runs"));
  table_->horizontalHeader()->setDefaultSectionSize(kValueWidth);
  table_->horizontalHeader()->setStretchLastSection(true);
  table_->setTextElideMode(Qt::ElideMiddle);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);

  auto* top = new QHBoxLayout;
  top->addWidget(summary_, 1);
  top->addWidget(onlyDiffering_);
  measured_->setWordWrap(true);
  measured_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  measured_->setObjectName("results.measuredDifference");
  auto* measuringRow = new QHBoxLayout(measuring_);
  measuringRow->setContentsMargins(0, 0, 0, 0);
  measuringRow->addWidget(measured_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(top);
  layout->addWidget(measuring_);
  layout->addWidget(table_, 1);
  connect(onlyDiffering_, &QCheckBox::toggled, this, [this](bool checked) {
    model_.setOnlyDiffering(checked);
    table_->setColumnWidth(0, kPathWidth);
  });
  describe(0);
}

void DifferencesPanel::setRuns(const std::vector<RunRecord>& runs) {
  std::vector<RunSettings> settings = settingsOf(runs);
  const auto same = [](const RunSettings& a, const RunSettings& b) { return a.name == b.name && a.toml == b.toml; };
  if (std::ranges::equal(settings, shown_, same)) return;
  shown_ = std::move(settings);
  model_.setRuns(shown_);
  table_->setColumnWidth(0, kPathWidth);
  describe(shown_.size());
}

void DifferencesPanel::describe(std::size_t runs) {
  table_->setVisible(runs > 0);
  summary_->setAlignment(runs > 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignCenter);
  onlyDiffering_->setVisible(runs > 1);
  measuring_->setVisible(runs == 2);
  if (runs == 0) {
    summary_->setText(tr("Select two or more runs to see in which settings they differ."));
  } else if (runs == 1) {
    summary_->setText(tr("All settings of this run. Select another one too to see where they differ."));
  } else if (model_.differing() == 0) {
    summary_->setText(tr("The settings of these %1 runs are the same.").arg(runs));
  } else {
    summary_->setText(model_.differing() == 1
                          ? tr("1 setting differs between these %1 runs.").arg(runs)
                          : tr("%1 settings differ between these %2 runs.").arg(model_.differing()).arg(runs));
  }
}

void DifferencesPanel::setMeasureAction(QAction* action) {
  auto* button = new QToolButton(measuring_);
  button->setDefaultAction(action);
  button->setAccessibleName(action->text());
  measuring_->layout()->addWidget(button);
}

void DifferencesPanel::setMeasured(const QString& text) {
  measured_->setText(text);
}

bool DifferencesPanel::onlyDiffering() const {
  return onlyDiffering_->isChecked();
}
void DifferencesPanel::setOnlyDiffering(bool onlyDiffering) {
  onlyDiffering_->setChecked(onlyDiffering);
}

}  // namespace macadam
