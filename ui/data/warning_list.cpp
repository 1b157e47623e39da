#include "ui/data/warning_list.h"

#include "ui/data/wording.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace macadam {
namespace {

/// A long list is of no use; the report says how many there are.
constexpr std::size_t kShown = 200;
constexpr int kRowsInSight = 4;

QString textOf(const SplitWarning& warning) {
  const QString scene = QString::fromStdString(warning.leakingScene);
  if (!scene.isEmpty()) return WarningList::tr("Trains and measures: %1, %2").arg(scene, tilesText(warning.ids.size()));
  return QString::fromStdString(warning.problem.where + " " + warning.problem.what).trimmed();
}

}  // namespace

WarningList::WarningList(QWidget* parent)
    : QWidget(parent), allIsWell_(new MutedLabel(this)), list_(new QListWidget(this)) {
  list_->setAccessibleName(tr("What is wrong with the split"));
  list_->setToolTip(tr("Click to select the tiles concerned"));
  list_->setTextElideMode(Qt::ElideRight);
  list_->setUniformItemSizes(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  allIsWell_->setWordWrap(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(allIsWell_);
  column->addWidget(list_);
  const auto choose = [this](QListWidgetItem* item) {
    const auto row = static_cast<std::size_t>(list_->row(item));
    if (row < std::min(kShown, warnings_.size()) && !warnings_[row].ids.empty()) Q_EMIT chosen(warnings_[row].ids);
  };
  connect(list_, &QListWidget::itemClicked, this, choose);
  connect(list_, &QListWidget::itemActivated, this, choose);
  setWarnings({}, false);
}

void WarningList::setWarnings(const std::vector<SplitWarning>& warnings, bool hasSplit) {
  warnings_ = warnings;
  list_->clear();
  for (std::size_t i = 0; i < std::min(kShown, warnings.size()); ++i) {
    const Problem& problem = warnings[i].problem;
    auto* item = new QListWidgetItem(Theme::instance().icon("warning"), textOf(warnings[i]), list_);
    item->setToolTip(QString::fromStdString(describe(problem)));
  }
  if (warnings.size() > kShown) list_->addItem(tr("and %1 more").arg(warnings.size() - kShown));
  list_->setVisible(!warnings.empty());
  allIsWell_->setVisible(warnings.empty());
  allIsWell_->setText(hasSplit ? tr("Nothing is wrong: no tile is in two sets, and no scene is on both sides of "
                                    "training and measuring.")
                               : tr("Nothing is divided yet. Choose a ratio and draw a split."));
  fit();
}

void WarningList::fit() {
  const int row = std::max(list_->sizeHintForRow(0), fontMetrics().height() + 4);
  list_->setFixedHeight(std::min(list_->count(), kRowsInSight) * row + 2 * list_->frameWidth());
}

}  // namespace macadam
