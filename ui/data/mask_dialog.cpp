#include "ui/data/mask_dialog.h"

#include "labels/mask_values.h"
#include "ui/data/mask_line.h"
#include "ui/data/mask_value_preview.h"
#include "ui/jobs/problem_list.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace macadam {
namespace {

enum Column { ValueColumn, NameColumn, ShareColumn, MeaningColumn };

/// So many kinds of values are shades, not classes: a threshold parts them, not a list.
constexpr std::size_t kMostChoices = 32;
constexpr int kSwatch = 14;
constexpr int kToldApart = 48;  ///< Of 255, in one channel.
constexpr std::array kLabels{Label::Background, Label::Road, Label::Unknown};

QIcon swatch(QColor colour) {
  QPixmap picture(kSwatch, kSwatch);
  picture.fill(colour);
  QPainter painter(&picture);
  painter.setPen(Theme::instance().colours().border);
  painter.drawRect(0, 0, kSwatch - 1, kSwatch - 1);
  return QIcon(picture);
}

MaskPixel pixelOf(const FoundValue& found) {
  MaskPixel pixel = pixelOf(found.value, {});
  if (found.colour) pixel.colour = found.colour;
  return pixel;
}

int distance(QColor a, QColor b) {
  return std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue())});
}

/// Those of the masks where all can be told apart, as black and white can; otherwise others, one for each.
std::vector<QColor> displayColours(const std::vector<FoundValue>& found) {
  std::vector<QColor> own;
  bool areApart = true;
  for (const FoundValue& each : found) {
    const auto colour = pixelOf(each).colour;
    const QColor next(QRgb(0xff000000u | colour.value_or(0)));
    const auto isNear = [&](QColor other) { return distance(other, next) < kToldApart; };
    areApart = areApart && colour && std::ranges::none_of(own, isNear);
    own.push_back(next);
  }
  if (areApart) return own;
  for (std::size_t i = 0; i < own.size(); ++i) own[i] = Theme::instance().series(static_cast<int>(i));
  return own;
}

std::vector<NamedMaskValue> namesOf(const std::vector<FoundValue>& found) {
  std::vector<NamedMaskValue> names;
  for (const FoundValue& each : found) {
    if (!each.name.empty()) names.push_back({each.name, {each.value}});
  }
  return names;
}

int placeOf(Label label) {
  return static_cast<int>(std::ranges::find(kLabels, label) - kLabels.begin());
}

QString firstSentence(const MaskMeaning& meaning) {
  return meaning.open ? openMasksText(*meaning.open) : QString::fromStdString(meaning.sentence) + '.';
}

}  // namespace

MaskDialog::MaskDialog(const MaskMeaning& meaning, std::vector<Sample> samples, QWidget* parent)
    : QDialog(parent),
      found_(meaning.found),
      isOpen_(meaning.open.has_value()),
      table_(makeTable()),
      preview_(new MaskValuePreview(std::move(samples), this)),
      rule_(new QLineEdit(QString::fromStdString(toText(meaning.values)), this)),
      objection_(new QLabel(this)) {
  setWindowTitle(tr("What masks mean"));
  resize(preview_->isHidden() ? 560 : 760, 460);
  auto* says = new QLabel(firstSentence(meaning), this);
  says->setWordWrap(true);
  says->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* hint = new MutedLabel(
      tr("For example road=1; unknown=255, or above 127, or not 0. What stands in no list is background, and unknown "
         "where background is listed."),
      this);
  hint->setWordWrap(true);
  rule_->setAccessibleName(tr("Rule"));
  objection_->setWordWrap(true);
  QPalette colours = palette();
  colours.setColor(QPalette::WindowText, Theme::instance().colours().error);
  objection_->setPalette(colours);

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  accept_ = buttons->addButton(tr("Use this meaning"), QDialogButtonBox::AcceptRole);
  auto* byMasks = buttons->addButton(tr("Decide by the masks"), QDialogButtonBox::ResetRole);
  byMasks->setToolTip(tr("Forget what was chosen here: all masks together decide"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(byMasks, &QPushButton::clicked, this, [this] {
    rule_->clear();
    accept();
  });
  connect(rule_, &QLineEdit::textChanged, this, &MaskDialog::readRule);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 14, 16, 12);
  column->setSpacing(8);
  column->addWidget(says);
  auto* values = new QHBoxLayout;
  values->setSpacing(12);
  values->addWidget(table_, 1);
  values->addWidget(preview_, 0, Qt::AlignTop);
  column->addLayout(values, 1);
  column->addWidget(rule_);
  column->addWidget(hint);
  column->addWidget(objection_);
  column->addWidget(buttons);
  const std::vector<QColor> shown = displayColours(found_);
  for (std::size_t i = 0; i < found_.size(); ++i) addValue(found_[i], shown[i]);
  table_->resizeColumnToContents(ValueColumn);
  table_->setColumnHidden(NameColumn, std::ranges::all_of(found_, [](const FoundValue& found) {
                            return found.name.empty() && !found.isDeclaredNoData;
                          }));
  connect(table_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    const int place = item != nullptr ? table_->indexOfTopLevelItem(item) : -1;
    if (place >= 0) preview_->showValue(found_[static_cast<std::size_t>(place)].value);
  });
  if (!found_.empty()) table_->setCurrentItem(table_->topLevelItem(found_.size() > 1 ? 1 : 0));
  readRule();
}

QString MaskDialog::rule() const {
  return rule_->text().trimmed();
}

QTreeWidget* MaskDialog::makeTable() {
  auto* table = new QTreeWidget(this);
  table->setHeaderLabels({tr("Value"), tr("Name"), tr("Share"), tr("Meaning")});
  table->setAccessibleName(tr("Values of the masks"));
  table->setRootIsDecorated(false);
  table->header()->setStretchLastSection(false);
  table->header()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
  table->header()->setSectionResizeMode(ShareColumn, QHeaderView::ResizeToContents);
  table->header()->setSectionResizeMode(MeaningColumn, QHeaderView::ResizeToContents);
  return table;
}

void MaskDialog::addValue(const FoundValue& found, QColor colour) {
  const QString value = QString::fromStdString(toText(found.value));
  QString name = QString::fromStdString(found.name);
  if (found.isDeclaredNoData) name += (name.isEmpty() ? QString() : ", ") + tr("declared as no data");
  auto* item = new QTreeWidgetItem(table_, {value, name, perCentText(found.share, 2)});
  item->setTextAlignment(ShareColumn, Qt::AlignRight | Qt::AlignVCenter);
  item->setIcon(ValueColumn, swatch(colour));
  auto* meaning = new QComboBox;
  meaning->addItems({tr("Background"), tr("Road"), tr("Unknown")});
  meaning->setAccessibleName(tr("Meaning of %1").arg(value));
  meaning->setEnabled(found_.size() <= kMostChoices);
  table_->setItemWidget(item, MeaningColumn, meaning);
  meanings_.push_back(meaning);
  connect(meaning, &QComboBox::activated, this, &MaskDialog::writeRule);
}

/// With all values listed, so that another one that turns up later is unknown.
void MaskDialog::writeRule() {
  MaskValues values;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const Label label = kLabels[static_cast<std::size_t>(meanings_[i]->currentIndex())];
    auto& list = label == Label::Road ? values.road : label == Label::Unknown ? values.unknown : values.background;
    list.push_back(found_[i].value);
  }
  rule_->setText(QString::fromStdString(toText(values)));
}

void MaskDialog::readRule() {
  QString objection;
  try {
    const auto values = parseMaskValues(rule().toStdString(), namesOf(found_));
    for (std::size_t i = 0; values && i < found_.size(); ++i) {
      const Label label = values->labelOf(pixelOf(found_[i]), found_[i].isDeclaredNoData);
      meanings_[i]->setCurrentIndex(placeOf(label));
    }
    const auto isRoad = [](const QComboBox* meaning) { return meaning->currentIndex() == placeOf(Label::Road); };
    if (!values) {
      objection = isOpen_ ? tr("Nothing is chosen yet. Say which value is road.")
                          : tr("There is no rule. Say which value is road, or let the masks decide.");
    } else if (!found_.empty() && std::ranges::none_of(meanings_, isRoad)) {
      objection = tr("Nothing is road by this. Choose which value is.");
    }
  } catch (const Error& error) {
    objection = problemText(problemsOf(error));
  }
  objection_->setText(objection);
  objection_->setVisible(!objection.isEmpty());
  accept_->setEnabled(objection.isEmpty());
  accept_->setToolTip(objection);
}

}  // namespace macadam
