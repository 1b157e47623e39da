#include "ui/data/filter_bar.h"

#include "ui/data/split_facts.h"
#include "ui/data/wording.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace macadam {
namespace {

QComboBox* choiceBox(const QString& name, QWidget* parent) {
  auto* box = new QComboBox(parent);
  box->setAccessibleName(name);
  box->setToolTip(name);
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  return box;
}

void choose(QComboBox& box, const QVariant& value) {
  box.setCurrentIndex(std::max(0, box.findData(value)));
}

}  // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent),
      words_(new QLineEdit(this)),
      subset_(choiceBox(tr("Show tiles of this set"), this)),
      choice_(choiceBox(tr("Show tiles that are like this"), this)),
      scene_(choiceBox(tr("Show tiles of this scene"), this)),
      order_(choiceBox(tr("Sort by"), this)),
      direct_(new QToolButton(this)) {
  words_->setPlaceholderText(tr("Search names and scenes"));
  words_->setAccessibleName(tr("Search"));
  words_->setToolTip(tr("Show tiles whose name or scene holds these words (Ctrl+F)"));
  words_->setClearButtonEnabled(true);
  words_->addAction(Theme::instance().icon("search"), QLineEdit::LeadingPosition);
  words_->setMinimumWidth(100);
  words_->setMaximumWidth(320);
  subset_->addItem(tr("All sets"), -1);
  for (const Subset subset : kSubsets) subset_->addItem(subsetName(subset), static_cast<int>(subset));
  choice_->addItem(tr("All tiles"), static_cast<int>(TileChoice::All));
  choice_->addItem(tr("With mask"), static_cast<int>(TileChoice::WithMask));
  choice_->addItem(tr("Without mask"), static_cast<int>(TileChoice::WithoutMask));
  choice_->addItem(tr("With problems"), static_cast<int>(TileChoice::WithProblems));
  choice_->addItem(tr("Locked"), static_cast<int>(TileChoice::Locked));
  order_->addItem(tr("By name"), static_cast<int>(TileOrder::Name));
  order_->addItem(tr("By scene"), static_cast<int>(TileOrder::Scene));
  order_->addItem(tr("By road share"), static_cast<int>(TileOrder::RoadShare));
  order_->addItem(tr("By set"), static_cast<int>(TileOrder::Set));
  scene_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  scene_->setMinimumContentsLength(6);
  scene_->setMaxVisibleItems(24);
  direct_->setAutoRaise(true);
  direct_->setFocusPolicy(Qt::TabFocus);
  direct_->setAccessibleName(tr("Turn the order round"));
  setScenes({});
  showDirection();

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 8, 8, 8);
  row->setSpacing(6);
  row->addWidget(words_, 2);
  row->addWidget(subset_);
  row->addWidget(choice_);
  row->addWidget(scene_);
  row->addStretch(1);
  row->addWidget(order_);
  row->addWidget(direct_);

  connect(words_, &QLineEdit::textChanged, this, &FilterBar::conditionsChanged);
  for (QComboBox* box : {subset_, choice_, scene_}) {
    connect(box, &QComboBox::currentIndexChanged, this, &FilterBar::conditionsChanged);
  }
  connect(order_, &QComboBox::currentIndexChanged, this, &FilterBar::orderChanged);
  connect(direct_, &QToolButton::clicked, this,
          [this] { setOrder(order(), direction_ == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder); });
}

TileConditions FilterBar::conditions() const {
  TileConditions conditions;
  if (const int subset = subset_->currentData().toInt(); subset >= 0) conditions.subset = static_cast<Subset>(subset);
  conditions.choice = static_cast<TileChoice>(choice_->currentData().toInt());
  conditions.scene = scene_->currentData().toString();
  conditions.words = words_->text().trimmed();
  return conditions;
}

void FilterBar::setConditions(const TileConditions& conditions) {
  if (conditions == this->conditions()) return;
  {
    const QSignalBlocker blocker(this);
    choose(*subset_, conditions.subset ? static_cast<int>(*conditions.subset) : -1);
    choose(*choice_, static_cast<int>(conditions.choice));
    choose(*scene_, conditions.scene);
    words_->setText(conditions.words);
  }
  Q_EMIT conditionsChanged();
}

void FilterBar::setScenes(const QStringList& scenes) {
  const QSignalBlocker blocker(scene_);
  scene_->clear();
  scene_->addItem(tr("All scenes"), QString());
  for (const QString& scene : scenes) scene_->addItem(scene, scene);
  scene_->setVisible(!scenes.isEmpty());
}

TileOrder FilterBar::order() const {
  return static_cast<TileOrder>(order_->currentData().toInt());
}

void FilterBar::setOrder(TileOrder order, Qt::SortOrder direction) {
  {
    const QSignalBlocker blocker(this);
    choose(*order_, static_cast<int>(order));
    direction_ = direction;
  }
  showDirection();
  Q_EMIT orderChanged();
}

void FilterBar::focusSearch() {
  words_->setFocus(Qt::ShortcutFocusReason);
  words_->selectAll();
}

void FilterBar::showDirection() {
  const bool isAscending = direction_ == Qt::AscendingOrder;
  direct_->setIcon(Theme::instance().icon(isAscending ? "sort-ascending" : "sort-descending"));
  direct_->setToolTip(isAscending ? tr("Smallest first; click to turn round")
                                  : tr("Largest first; click to turn round"));
}

}  // namespace macadam
