#include "ui/data/split_panel.h"

#include "ui/data/draw_form.h"
#include "ui/data/mask_line.h"
#include "ui/data/road_histogram.h"
#include "ui/data/split_chooser.h"
#include "ui/data/subset_row.h"
#include "ui/widgets/finding_list.h"
#include "ui/widgets/muted_label.h"

#include <QFrame>
#include <QLabel>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace macadam {
namespace {

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  QFont font = label->font();
  font.setWeight(QFont::DemiBold);
  label->setFont(font);
  return label;
}

}  // namespace

QString keyOf(Subset subset) {
  switch (subset) {
    case Subset::Labelled:
      return QStringLiteral("L");
    case Subset::Unlabelled:
      return QStringLiteral("U");
    case Subset::Validation:
      return QStringLiteral("V");
    case Subset::Test:
      return QStringLiteral("T");
    case Subset::Unused:
      return QStringLiteral("X");
  }
  return {};
}

SplitPanel::SplitPanel(QWidget* parent) : QScrollArea(parent) {
  auto* content = new QWidget(this);
  chooser_ = new SplitChooser(content);
  form_ = new DrawForm(content);
  histogram_ = new RoadHistogram(content);
  allIsWell_ = new MutedLabel(content);
  allIsWell_->setWordWrap(true);
  findings_ = new FindingList(content);
  masks_ = new MaskLine(content);
  locks_ = new MutedLabel(content);
  check_ = new QToolButton(content);
  check_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  check_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  check_->setFocusPolicy(Qt::TabFocus);

  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(14, 10, 14, 12);
  column->setSpacing(6);
  column->addWidget(heading(tr("Split"), content));
  column->addWidget(chooser_);
  column->addSpacing(4);
  column->addWidget(form_);
  column->addWidget(locks_);
  column->addSpacing(8);
  column->addWidget(heading(tr("Sets"), content));
  auto* sets = new QVBoxLayout;
  sets->setSpacing(0);
  for (const Subset subset : kSubsets) {
    auto* row = new SubsetRow(subset, keyOf(subset), content);
    row->setFixedHeight(row->sizeHint().height());
    rows_[static_cast<std::size_t>(subset)] = row;
    sets->addWidget(row);
    connect(row, &SubsetRow::clicked, this, [this, subset] { Q_EMIT subsetClicked(subset); });
    connect(row, &SubsetRow::moveWished, this, [this, subset] { Q_EMIT moveWished(subset); });
    connect(row, &SubsetRow::dropped, this,
            [this, subset](const std::vector<int>& samples) { Q_EMIT dropped(samples, subset); });
  }
  column->addLayout(sets);
  column->addSpacing(4);
  column->addWidget(histogram_);
  column->addSpacing(8);
  column->addWidget(heading(tr("Checks"), content));
  column->addWidget(masks_);
  column->addWidget(allIsWell_);
  column->addWidget(findings_);
  column->addWidget(check_);
  column->addStretch(1);

  setWidget(content);
  setWidgetResizable(true);
  setFrameShape(NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMinimumWidth(std::max(280, content->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width()));
  setAccessibleName(tr("Split editor"));
  setFacts({}, false);
}

void SplitPanel::setFacts(const SplitFacts& facts, bool hasSplit) {
  double largest = 0.0;
  for (const SubsetFacts& subset : facts.subsets) largest = std::max(largest, subset.roadShare);
  for (const Subset subset : kSubsets) row(subset).setFacts(facts.of(subset), largest, facts.hasRoadShares);
  histogram_->setFacts(facts);
  findings_->setFindings(facts.findings);
  allIsWell_->setVisible(!hasSplit || facts.findings.empty());
  allIsWell_->setText(hasSplit ? tr("Nothing is wrong: no tile is in two sets, and no scene is on both sides of "
                                    "training and measuring.")
                               : tr("Nothing is divided yet. Choose a ratio and draw a split."));
  locks_->setText(facts.locked == 1 ? tr("1 locked tile stays in its set.")
                                    : tr("%1 locked tiles stay in their sets.").arg(facts.locked));
  locks_->setVisible(facts.locked > 0);
}

void SplitPanel::setCheckAction(QAction* action) {
  check_->setDefaultAction(action);
}

void SplitPanel::setMovable(bool isMovable) {
  for (SubsetRow* row : rows_) row->setMovable(isMovable);
}

}  // namespace macadam
