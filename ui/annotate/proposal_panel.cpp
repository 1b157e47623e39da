#include "ui/annotate/proposal_panel.h"

#include "ui/widgets/muted_label.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace macadam {
namespace {

constexpr int kSteps = 100;

QString counterText(const ProposalProgress& progress) {
  if (progress.total == 0) return ProposalPanel::tr("No proposals");
  QString text = ProposalPanel::tr("%1 of %2").arg(progress.current + 1).arg(progress.total);
  if (progress.current < 0) {
    text =
        progress.total == 1 ? ProposalPanel::tr("1 proposal") : ProposalPanel::tr("%1 proposals").arg(progress.total);
  }
  if (progress.accepted > 0) text += ProposalPanel::tr(" · %1 accepted").arg(progress.accepted);
  if (progress.rejected > 0) text += ProposalPanel::tr(" · %1 rejected").arg(progress.rejected);
  return text;
}

}  // namespace

ProposalPanel::ProposalPanel(QWidget* parent)
    : QWidget(parent),
      slider_(new QSlider(Qt::Horizontal, this)),
      number_(new QDoubleSpinBox(this)),
      counter_(new QLabel(this)),
      note_(new MutedLabel(this)) {
  accept_ = makeAction("acceptProposal", "check", tr("Accept"), tr("Make this proposal road"), QKeySequence(Qt::Key_A));
  reject_ = makeAction("rejectProposal", "close", tr("Reject"), tr("Leave the labels here as they are"),
                       QKeySequence(Qt::Key_X));
  previous_ = makeAction("previousProposal", "previous", tr("Previous proposal"),
                         tr("Look at the proposal before this one"), QKeySequence(Qt::Key_Comma));
  next_ = makeAction("nextProposal", "next", tr("Next proposal"), tr("Look at the proposal after this one"),
                     QKeySequence(Qt::Key_Period));
  acceptInView_ = makeAction("acceptProposalsInView", {}, tr("Accept all in view"),
                             tr("Make every proposal that is in sight road"), QKeySequence(Qt::SHIFT | Qt::Key_A));
  acceptAgreed_ = makeAction("acceptProposalsAgreed", {}, tr("Accept all that agree"),
                             tr("Make every proposal road that all networks of the source see"),
                             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
  slider_->setRange(0, kSteps);
  slider_->setPageStep(kSteps / 10);
  slider_->setAccessibleName(tr("Probability"));
  slider_->setToolTip(tr("Roads that are at least as probable are proposed"));
  number_->setRange(0.0, 1.0);
  number_->setDecimals(2);
  number_->setSingleStep(1.0 / kSteps);
  number_->setKeyboardTracking(false);
  number_->setAccessibleName(tr("Probability, typed"));
  number_->setToolTip(slider_->toolTip());
  counter_->setAccessibleName(tr("Proposals"));
  note_->setWordWrap(true);
  note_->hide();

  auto* label = new QLabel(tr("Pro&bability"), this);
  label->setBuddy(slider_);
  auto* above = new QHBoxLayout;
  above->addWidget(label);
  above->addWidget(slider_, 1);
  above->addWidget(number_);
  auto* steps = new QHBoxLayout;
  steps->setSpacing(2);
  steps->addWidget(counter_, 1);
  steps->addWidget(makeButton(previous_, Qt::ToolButtonIconOnly));
  steps->addWidget(makeButton(next_, Qt::ToolButtonIconOnly));
  auto* one = new QHBoxLayout;
  one->addWidget(makeButton(accept_, Qt::ToolButtonTextOnly), 1);
  one->addWidget(makeButton(reject_, Qt::ToolButtonTextOnly), 1);
  auto* all = new QHBoxLayout;
  all->addWidget(makeButton(acceptInView_, Qt::ToolButtonTextOnly), 1);
  all->addWidget(makeButton(acceptAgreed_, Qt::ToolButtonTextOnly), 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(above);
  column->addLayout(steps);
  column->addWidget(note_);
  column->addLayout(one);
  column->addLayout(all);
  column->addStretch(1);

  connect(slider_, &QSlider::valueChanged, this, [this](int step) {
    const QSignalBlocker quiet(number_);
    number_->setValue(double(step) / kSteps);
    Q_EMIT probabilityChanged(probability());
  });
  connect(number_, &QDoubleSpinBox::valueChanged, this,
          [this](double value) { slider_->setValue(qRound(value * kSteps)); });
  connect(accept_, &QAction::triggered, this, &ProposalPanel::acceptWished);
  connect(reject_, &QAction::triggered, this, &ProposalPanel::rejectWished);
  connect(acceptInView_, &QAction::triggered, this, &ProposalPanel::acceptAllInViewWished);
  connect(acceptAgreed_, &QAction::triggered, this, &ProposalPanel::acceptAllAgreedWished);
  connect(previous_, &QAction::triggered, this, [this] { Q_EMIT stepWished(-1); });
  connect(next_, &QAction::triggered, this, [this] { Q_EMIT stepWished(1); });
  setProbability(0.5);
  setProgress({});
}

QAction* ProposalPanel::makeAction(const char* id, const QString& icon, const QString& text, const QString& hint,
                                   const QKeySequence& keys) {
  auto* action = new QAction(text, this);
  if (!icon.isEmpty()) action->setIcon(Theme::instance().icon(icon));
  action->setObjectName(id);
  action->setStatusTip(hint);
  action->setToolTip(hint);
  action->setShortcut(keys);
  return action;
}

QWidget* ProposalPanel::makeButton(QAction* action, Qt::ToolButtonStyle style) {
  auto* button = new QToolButton(this);
  button->setDefaultAction(action);
  button->setToolButtonStyle(style);
  button->setAutoRaise(style == Qt::ToolButtonIconOnly);
  button->setFocusPolicy(Qt::TabFocus);
  button->setAccessibleName(action->text());
  if (style != Qt::ToolButtonIconOnly) button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  return button;
}

double ProposalPanel::probability() const {
  return double(slider_->value()) / kSteps;
}

void ProposalPanel::setProbability(double probability) {
  slider_->setValue(qRound(probability * kSteps));
}

void ProposalPanel::setProgress(const ProposalProgress& progress) {
  counter_->setText(counterText(progress));
  const bool isLookedAt = progress.current >= 0 && progress.current < progress.total;
  accept_->setEnabled(isLookedAt);
  reject_->setEnabled(isLookedAt);
  previous_->setEnabled(progress.current > 0);
  next_->setEnabled(progress.current + 1 < progress.total);
  acceptInView_->setEnabled(progress.inView > 0);
  acceptAgreed_->setEnabled(progress.agreed > 0);
}

void ProposalPanel::setNote(const QString& text) {
  note_->setText(text);
  note_->setVisible(!text.isEmpty());
}

}  // namespace macadam
