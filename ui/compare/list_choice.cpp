#include "ui/compare/list_choice.h"

#include "ui/widgets/elided_combo_box.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSettings>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <algorithm>

namespace macadam {
namespace {

constexpr const char* kTileSetKey = "compare/tileSet";

QComboBox* makeCombo(const QString& name, const QString& tip) {
  auto* combo = new ElidedComboBox;
  combo->setAccessibleName(name);
  combo->setToolTip(tip);
  combo->setMinimumContentsLength(6);
  combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  return combo;
}

}  // namespace

ListChoice::ListChoice(QWidget* parent)
    : QWidget(parent),
      set_(makeCombo(tr("Tiles"), tr("Which tiles are listed"))),
      order_(makeCombo(tr("Order"), tr("What comes first"))),
      first_(makeCombo(tr("Sorted by"), tr("Whose scores decide the order"))),
      second_(makeCombo(tr("Compared with"), tr("The source that it is compared with"))),
      and_(new QLabel(tr("and"))) {
  set_->addItem(tr("Validation tiles"), int(TileSet::Validation));
  set_->addItem(tr("Test tiles"), int(TileSet::Test));
  set_->addItem(tr("Labelled tiles"), int(TileSet::Labelled));
  set_->addItem(tr("Unlabelled tiles"), int(TileSet::Unlabelled));
  set_->addItem(tr("All tiles with masks"), int(TileSet::WithMasks));
  set_->addItem(tr("All tiles without masks"), int(TileSet::WithoutMasks));
  set_->addItem(tr("All tiles"), int(TileSet::All));
  order_->setObjectName("order");
  order_->addItem(tr("By name"), int(Order::Name));
  order_->addItem(tr("Worst first"), int(Order::WorstFirst));
  order_->addItem(tr("Largest difference"), int(Order::LargestDifference));
  order_->setPlaceholderText(tr("By column"));
  layOut();
  connect(set_, &QComboBox::currentIndexChanged, this, &ListChoice::tileSetChanged);
  connect(order_, &QComboBox::activated, this, [this] { wish_ = order(); });
  for (QComboBox* combo : {order_, first_, second_}) {
    connect(combo, &QComboBox::activated, this, &ListChoice::showOrder);
  }
  offerOrders();
}

void ListChoice::layOut() {
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(set_, 0, 0);
  layout->addWidget(order_, 0, 1, 1, 2);
  layout->addWidget(first_, 1, 0);
  layout->addWidget(and_, 1, 1);
  layout->addWidget(second_, 1, 2);
  layout->setColumnStretch(0, 1);
  layout->setColumnStretch(2, 1);
}

TileSet ListChoice::tileSet() const {
  return static_cast<TileSet>(set_->currentData().toInt());
}

void ListChoice::setTileSet(TileSet set) {
  set_->setCurrentIndex(set_->findData(int(set)));
}

void ListChoice::setSources(const std::vector<std::string>& ids, const QStringList& titles) {
  for (QComboBox* combo : {first_, second_}) {
    const QVariant chosen = combo->currentData();
    combo->clear();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      combo->addItem(titles[static_cast<int>(i)], QString::fromStdString(ids[i]));
    }
    combo->setCurrentIndex(std::max(0, combo->findData(chosen)));
  }
  if (second() == first() && second_->count() > 1) second_->setCurrentIndex(first() == 0 ? 1 : 0);
  offerOrders();
}

void ListChoice::setOrder(Order order, int first, int second) {
  first_->setCurrentIndex(first);
  second_->setCurrentIndex(second);
  wish_ = order;
  offerOrders();
}

void ListChoice::releaseOrder() {
  const QSignalBlocker quiet(this);
  order_->setCurrentIndex(-1);
  showOrder();
}

void ListChoice::resetOrder() {
  setOrder(Order::Name, 0, std::min(1, second_->count() - 1));
}

ListChoice::Order ListChoice::order() const {
  return static_cast<Order>(order_->currentData().toInt());
}

int ListChoice::first() const {
  return first_->currentIndex();
}

int ListChoice::second() const {
  return second_->currentIndex();
}

/// A difference takes two sources, and worst first one.
void ListChoice::offerOrders() {
  const int sources = first_->count();
  auto* choices = qobject_cast<QStandardItemModel*>(order_->model());
  for (int i = 0; i < choices->rowCount(); ++i) {
    const int needed = order_->itemData(i).toInt();
    choices->item(i)->setEnabled(needed <= sources);
    choices->item(i)->setToolTip(needed <= sources ? QString()
                                 : needed == 1     ? tr("For an order by scores, show a network in a pane")
                                                   : tr("For a difference, show two networks in panes"));
  }
  order_->setCurrentIndex(order_->findData(std::min(int(wish_), sources)));
  showOrder();
}

void ListChoice::showOrder() {
  first_->setVisible(order() != Order::Name);
  and_->setVisible(order() == Order::LargestDifference);
  second_->setVisible(order() == Order::LargestDifference);
  Q_EMIT orderChanged();
}

void ListChoice::save() const {
  QSettings().setValue(kTileSetKey, set_->currentData());
}

void ListChoice::restore() {
  const int set = set_->findData(QSettings().value(kTileSetKey, int(TileSet::Validation)));
  set_->setCurrentIndex(std::max(0, set));
}

}  // namespace macadam
