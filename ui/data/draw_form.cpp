#include "ui/data/draw_form.h"

#include "ui/widgets/muted_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStackedWidget>
#include <algorithm>
#include <cmath>
#include <limits>

namespace macadam {
namespace {

constexpr int kMostTiles = 1000000;

QSpinBox* percentBox(const QString& name, QWidget* parent) {
  auto* box = new QSpinBox(parent);
  box->setRange(0, 60);
  box->setSuffix(QStringLiteral(" %"));
  box->setAccessibleName(name);
  box->setToolTip(name);
  return box;
}

}  // namespace

DrawForm::DrawForm(QWidget* parent)
    : QWidget(parent),
      amount_(new QComboBox(this)),
      amounts_(new QStackedWidget(this)),
      share_(new QDoubleSpinBox(this)),
      count_(new QSpinBox(this)),
      keep_(new QCheckBox(tr("Keep what is labelled and add"), this)),
      ratio_(new QSlider(Qt::Horizontal, this)),
      ratioText_(new QLabel(this)),
      outcome_(new MutedLabel(this)),
      seed_(new QSpinBox(this)),
      groupByScene_(new QCheckBox(tr("Keep scenes together"), this)),
      stratify_(new QCheckBox(tr("Balance road share"), this)),
      validation_(percentBox(tr("Share of tiles for validation"), this)),
      test_(percentBox(tr("Share of tiles for test"), this)),
      declared_(new MutedLabel(this)),
      validationText_(new QLabel(tr("Validation"), this)),
      testText_(new QLabel(tr("Test"), this)),
      draw_(new QPushButton(tr("Draw split"), this)) {
  ratio_->setRange(1, kLargestRatio);
  ratio_->setPageStep(4);
  ratio_->setTickPosition(QSlider::TicksBelow);
  ratio_->setTickInterval(1);
  ratio_->setAccessibleName(tr("Unlabelled tiles for each labelled one"));
  ratio_->setToolTip(tr("How many unlabelled tiles there are for each labelled one"));
  ratioText_->setMinimumWidth(ratioText_->fontMetrics().horizontalAdvance("1 : 16"));
  ratioText_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  outcome_->setWordWrap(true);
  outcome_->setMinimumWidth(1);
  outcome_->setMinimumHeight(2 * outcome_->fontMetrics().lineSpacing());
  outcome_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  outcome_->setObjectName("outcome");
  seed_->setRange(0, std::numeric_limits<int>::max());
  seed_->setAccessibleName(tr("Seed"));
  seed_->setToolTip(tr("The same seed always draws the same split; another one draws another"));
  groupByScene_->setToolTip(
      tr("All tiles cut from one large picture go to the same set, so that none of it is known beforehand"));
  stratify_->setToolTip(tr("Every set gets tiles with little and with much road alike"));
  amount_->addItems({tr("Ratio"), tr("Share"), tr("Tiles")});
  amount_->setObjectName("amount");
  amount_->setAccessibleName(tr("How the labelled amount is given"));
  amount_->setToolTip(tr("By unlabelled tiles for each labelled one, by the labelled share, or by a number of tiles"));
  share_->setRange(0.1, 100.0);
  share_->setDecimals(1);
  share_->setValue(20.0);
  share_->setSuffix(tr(" % labelled"));
  share_->setAccessibleName(tr("Labelled share of the tiles to train on"));
  count_->setRange(1, kMostTiles);
  count_->setValue(20);
  count_->setObjectName("labelledCount");
  count_->setSuffix(tr(" labelled"));
  count_->setAccessibleName(tr("Labelled tiles"));
  for (QWidget* page : {ratioRow(), static_cast<QWidget*>(share_), static_cast<QWidget*>(count_)}) {
    amounts_->addWidget(page);
  }
  amounts_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  keep_->setObjectName("keepLabelled");
  keep_->setToolTip(tr("Nothing moves but unlabelled tiles that become labelled"));
  draw_->setToolTip(tr("Divide the tiles anew; locked ones stay where they are"));
  draw_->setObjectName("drawSplit");

  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(6);
  grid->addWidget(amount_, 0, 0);
  grid->addWidget(amounts_, 0, 1, 1, 3);
  grid->addWidget(outcome_, 1, 0, 1, 4);
  auto* heldBack = new QHBoxLayout;
  heldBack->setSpacing(6);
  heldBack->addWidget(validationText_);
  heldBack->addWidget(validation_);
  heldBack->addWidget(testText_);
  heldBack->addWidget(test_);
  heldBack->addStretch(1);
  grid->addLayout(heldBack, 2, 0, 1, 4);
  grid->addWidget(declared_, 3, 0, 1, 4);
  grid->addWidget(groupByScene_, 4, 0, 1, 4);
  grid->addWidget(stratify_, 5, 0, 1, 4);
  grid->addWidget(keep_, 6, 0, 1, 4);
  grid->addWidget(new QLabel(tr("Seed"), this), 7, 0);
  grid->addWidget(seed_, 7, 1);
  grid->addWidget(draw_, 7, 2, 1, 2);
  grid->setColumnStretch(1, 1);

  connect(amount_, &QComboBox::currentIndexChanged, amounts_, &QStackedWidget::setCurrentIndex);
  connect(amount_, &QComboBox::currentIndexChanged, this, &DrawForm::changed);
  connect(share_, &QDoubleSpinBox::valueChanged, this, &DrawForm::changed);
  connect(ratio_, &QSlider::valueChanged, this, &DrawForm::showRatio);
  connect(ratio_, &QSlider::valueChanged, this, &DrawForm::changed);
  for (QSpinBox* box : {seed_, validation_, test_, count_})
    connect(box, &QSpinBox::valueChanged, this, &DrawForm::changed);
  for (QCheckBox* box : {groupByScene_, stratify_, keep_}) connect(box, &QCheckBox::toggled, this, &DrawForm::changed);
  connect(draw_, &QPushButton::clicked, this, &DrawForm::drawWished);
  setSpec({});
  setDeclared(false, false);
  setOutcome({}, false);
}

QWidget* DrawForm::ratioRow() {
  auto* page = new QWidget(this);
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(ratio_, 1);
  row->addWidget(ratioText_);
  return page;
}

SplitWish DrawForm::wish() const {
  SplitWish wish{.rules = spec(),
                 .amount = LabelledRatio{double(ratio_->value())},
                 .labelledBefore = keep_->isChecked() ? LabelledBefore::Kept : LabelledBefore::DrawnAgain};
  if (amounts_->currentWidget() == share_) wish.amount = LabelledShare{share_->value() / 100.0};
  if (amounts_->currentWidget() == count_) wish.amount = LabelledCount{static_cast<std::size_t>(count_->value())};
  return wish;
}

SplitSpec DrawForm::spec() const {
  return {.unlabelledPerLabelled = double(ratio_->value()),
          .seed = static_cast<std::uint64_t>(seed_->value()),
          .groupByScene = groupByScene_->isChecked(),
          .stratifyByRoadShare = stratify_->isChecked(),
          .validationShare = validation_->value() / 100.0,
          .testShare = test_->value() / 100.0};
}

void DrawForm::setSpec(const SplitSpec& spec) {
  const QSignalBlocker blocker(this);
  ratio_->setValue(std::clamp(static_cast<int>(std::lround(spec.unlabelledPerLabelled)), 1, kLargestRatio));
  seed_->setValue(static_cast<int>(std::min<std::uint64_t>(spec.seed, std::numeric_limits<int>::max())));
  groupByScene_->setChecked(spec.groupByScene);
  stratify_->setChecked(spec.stratifyByRoadShare);
  validation_->setValue(static_cast<int>(std::lround(100.0 * spec.validationShare)));
  test_->setValue(static_cast<int>(std::lround(100.0 * spec.testShare)));
  showRatio();
}

void DrawForm::setDeclared(bool declaresValidation, bool declaresTest) {
  validation_->setVisible(!declaresValidation);
  validationText_->setVisible(!declaresValidation);
  test_->setVisible(!declaresTest);
  testText_->setVisible(!declaresTest);
  testText_->setIndent(declaresValidation ? 0 : 8);
  declared_->setVisible(declaresValidation || declaresTest);
  declared_->setText(declaresValidation && declaresTest ? tr("Validation and test are set by the data")
                     : declaresValidation               ? tr("Validation is set by the data")
                                                        : tr("Test is set by the data"));
}

void DrawForm::setOutcome(const QString& text, bool isPossible) {
  outcome_->setText(text);
  draw_->setEnabled(isPossible);
}

void DrawForm::showRatio() {
  ratioText_->setText(tr("1 : %1").arg(ratio_->value()));
}

}  // namespace macadam
