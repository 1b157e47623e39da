#include "ui/data/split_comparison.h"

#include "ui/data/relocation_model.h"
#include "ui/data/wording.h"
#include "ui/widgets/muted_label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>
#include <map>
#include <utility>

namespace macadam {
namespace {

constexpr int kButtonPadding = 20;

QComboBox* nameBox(const QStringList& names, const QString& chosen, const QString& accessibleName, QWidget* parent) {
  auto* box = new QComboBox(parent);
  box->addItems(names);
  box->setCurrentText(chosen);
  box->setAccessibleName(accessibleName);
  return box;
}

/// `12 tiles differ: 8 unlabelled → labelled, 4 labelled → test`
QString summaryOf(const std::vector<Relocation>& relocations) {
  if (relocations.empty()) return SplitComparison::tr("The splits are the same.");
  std::map<std::pair<Subset, Subset>, std::size_t> counts;
  for (const Relocation& one : relocations) ++counts[{one.from, one.to}];
  QStringList parts;
  for (const auto& [way, count] : counts) {
    parts.append(SplitComparison::tr("%1 %2 → %3")
                     .arg(count)
                     .arg(subsetName(way.first).toLower(), subsetName(way.second).toLower()));
  }
  const QString all = relocations.size() == 1 ? SplitComparison::tr("1 tile differs")
                                              : SplitComparison::tr("%1 tiles differ").arg(relocations.size());
  return SplitComparison::tr("%1: %2").arg(all, parts.join(", "));
}

}  // namespace

SplitComparison::SplitComparison(Project project, const QStringList& names, const QString& before, const QString& after,
                                 QWidget* parent)
    : QDialog(parent),
      project_(std::move(project)),
      before_(nameBox(names, before, tr("First split"), this)),
      after_(nameBox(names, after, tr("Second split"), this)),
      summary_(new MutedLabel(this)),
      list_(new QTreeView(this)),
      choose_(new QPushButton(tr("Select in grid"), this)),
      model_(new RelocationModel(this)),
      reader_(
          threads_, Overtaken::Dropped,
          [this](std::vector<Relocation> relocations) {
            const QString summary = summaryOf(relocations);
            showRelocations(summary, std::move(relocations));
          },
          [this](const QList<Problem>& problems) { showRelocations(problemText(problems), {}); }) {
  threads_.setMaxThreadCount(1);
  setWindowTitle(tr("Compare splits"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(640, 480);
  summary_->setWordWrap(true);
  auto* sorted = new QSortFilterProxyModel(this);
  sorted->setSourceModel(model_);
  list_->setModel(sorted);
  list_->setSortingEnabled(true);
  list_->sortByColumn(0, Qt::AscendingOrder);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setIconSize({10, 10});
  list_->setAlternatingRowColors(true);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setAccessibleName(tr("Tiles that differ"));
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  choose_->setToolTip(tr("Select these tiles in the grid; all of them where none is marked here"));

  choose_->setMinimumWidth(choose_->sizeHint().width() + kButtonPadding);

  auto* row = new QHBoxLayout;
  row->addWidget(before_, 1);
  row->addWidget(new QLabel(QStringLiteral("→"), this));
  row->addWidget(after_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  buttons->addButton(choose_, QDialogButtonBox::ActionRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 14, 16, 12);
  column->setSpacing(8);
  column->addLayout(row);
  column->addWidget(summary_);
  column->addWidget(list_, 1);
  column->addWidget(buttons);

  connect(before_, &QComboBox::currentIndexChanged, this, &SplitComparison::compare);
  connect(after_, &QComboBox::currentIndexChanged, this, &SplitComparison::compare);
  connect(choose_, &QPushButton::clicked, this, &SplitComparison::chooseSelected);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  compare();
}

void SplitComparison::compare() {
  const auto before = project_.splitFile(before_->currentText().toStdString());
  const auto after = project_.splitFile(after_->currentText().toStdString());
  reader_.run([before, after] { return relocations(loadSplit(before), loadSplit(after)); });
}

void SplitComparison::showRelocations(const QString& summary, std::vector<Relocation> relocations) {
  summary_->setText(summary);
  model_->setRelocations(std::move(relocations));
  choose_->setEnabled(model_->rowCount() > 0);
  list_->resizeColumnToContents(1);
  list_->resizeColumnToContents(2);
}

void SplitComparison::chooseSelected() {
  std::vector<std::string> ids;
  const auto rows = list_->selectionModel()->selectedRows(0);
  for (const QModelIndex& index : rows) ids.push_back(index.data().toString().toStdString());
  for (int row = 0; rows.isEmpty() && row < model_->rowCount(); ++row) ids.push_back(model_->at(row).id);
  Q_EMIT chosen(ids);
}

}  // namespace macadam
