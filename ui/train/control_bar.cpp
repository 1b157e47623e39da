#include "ui/train/control_bar.h"

#include "ui/jobs/problem_list.h"
#include "ui/train/run_estimate.h"
#include "ui/train/spec_words.h"
#include "ui/widgets/duration_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/window_words.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace macadam {
namespace {

constexpr int kRefreshMilliseconds = 250;

QString endingText(const RunFolder& run, const RunFinished& ending) {
  const QString name = QString::fromStdString(run.name());
  switch (ending.ending) {
    case Ending::Completed:
      return ControlBar::tr("%1 completed after %2").arg(name, spentTime(ending.seconds));
    case Ending::Stopped:
      return ControlBar::tr("%1 stopped at iteration %L2").arg(name).arg(ending.iteration);
    case Ending::TimeLimit:
      return ControlBar::tr("%1 reached its time limit at iteration %L2").arg(name).arg(ending.iteration);
    case Ending::Failed:
      break;
  }
  return ControlBar::tr("%1 failed: %2").arg(name, inWindowWords(QString::fromStdString(ending.message)));
}

QStringList progressOf(const RunController& controller) {
  QStringList parts;
  if (const std::string rest = progressText(controller.progress()); !rest.empty())
    parts.append(QString::fromStdString(rest));
  const auto& place = controller.placeInSuite();
  if (!place || place->count < 2) return parts;
  const QString run = ControlBar::tr("run %1 of %2 of the suite").arg(place->index + 1).arg(place->count);
  const std::optional<double> left = controller.suiteSecondsLeft();
  const bool isLast = place->index + 1 == place->count;
  return parts << (left && !isLast ? ControlBar::tr("%1, %2 in all").arg(run, remainingTime(*left)) : run);
}

}  // namespace

ControlBar::ControlBar(RunController& controller, QAction* start, QAction* pause, QAction* stop, QAction* startNext,
                       QWidget* parent)
    : QWidget(parent), controller_(controller), text_(new QLabel(this)), more_(new QToolButton(this)) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 6, 12, 6);
  layout->setSpacing(6);
  start_ = addButton(start);
  pause_ = addButton(pause);
  stop_ = addButton(stop);
  startNext_ = addButton(startNext);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  text_->setContentsMargins(8, 0, 0, 0);
  layout->addWidget(text_, 1);
  setTabOrder(startNext_, more_);
  more_->setToolTip(tr("Everything that is wrong; choose a line to go to its field"));
  more_->setPopupMode(QToolButton::InstantPopup);
  more_->setMenu(new QMenu(more_));
  more_->menu()->setToolTipsVisible(true);
  layout->addWidget(more_);

  connect(&controller_, &RunController::stateChanged, this, &ControlBar::refresh);
  connect(&controller_, &RunController::queueChanged, this, &ControlBar::refresh);
  delay_.setSingleShot(true);
  delay_.setInterval(kRefreshMilliseconds);
  connect(&delay_, &QTimer::timeout, this, &ControlBar::refresh);
  connect(&controller_, &RunController::eventsArrived, this, [this] {
    if (!delay_.isActive()) delay_.start();
  });
  connect(&controller_, &RunController::runStarted, this, [this] {
    news_.clear();
    problems_.clear();
    refresh();
  });
  connect(&controller_, &RunController::runEnded, this, [this](const RunFolder& run, const RunFinished& ending) {
    news_ = endingText(run, ending);
    isBadNews_ = ending.ending == Ending::Failed;
    problems_.clear();
    refresh();
  });
  connect(&controller_, &RunController::failed, this, [this](const QString& title, const QList<Problem>& problems) {
    news_ = tr("%1 could not be trained: %2").arg(title, problemText({problems.constFirst()}));
    isBadNews_ = true;
    problems_ = problems;
    refresh();
  });
  connect(&Theme::instance(), &Theme::changed, this, &ControlBar::refresh);
  refresh();
}

QToolButton* ControlBar::addButton(QAction* action) {
  auto* button = new QToolButton(this);
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setMinimumWidth(button->fontMetrics().horizontalAdvance("Add to queue") + 36);
  const auto nameIt = [button, action] { button->setAccessibleName(action->iconText()); };
  connect(action, &QAction::changed, button, nameIt);
  nameIt();
  layout()->addWidget(button);
  return button;
}

void ControlBar::addChoices(QAction* startInBackground, QAction* stopAtCheckpoint, QAction* moveToBackground,
                            QAction* takeOver) {
  const auto addMenu = [](QToolButton* button, const QList<QAction*>& actions) {
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    menu->addActions(actions);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::MenuButtonPopup);
  };
  addMenu(start_, {startInBackground});
  addMenu(stop_, {stopAtCheckpoint, moveToBackground});
  takeOver_ = addButton(takeOver);
  auto* row = static_cast<QHBoxLayout*>(layout());
  row->removeWidget(takeOver_);
  row->insertWidget(row->indexOf(startNext_), takeOver_);
  setTabOrder(stop_, takeOver_);
  refresh();
}

QString ControlBar::text() const {
  return text_->text();
}

void ControlBar::forgetNews() {
  if (controller_.state() != TrainingState::Idle) return;
  news_.clear();
  problems_.clear();
  refresh();
}

void ControlBar::takeFocus() {
  (pause_->isEnabled() ? pause_ : stop_)->setFocus(Qt::OtherFocusReason);
}

QString ControlBar::stateText() const {
  const QString name = controller_.currentRun() ? QString::fromStdString(controller_.currentRun()->name()) : QString();
  const bool isInBackground = controller_.place() == TrainingPlace::Background;
  switch (controller_.state()) {
    case TrainingState::Starting:
      return isInBackground ? tr("Starting in the background…") : tr("Starting…");
    case TrainingState::Training:
      return (QStringList((isInBackground ? tr("Training %1 in the background") : tr("Training %1")).arg(name)) +
              progressOf(controller_))
          .join(QStringLiteral(" · "));
    case TrainingState::Paused:
      return name.isEmpty() ? tr("Paused before it begins") : tr("Paused: %1").arg(name);
    case TrainingState::Stopping:
      return tr("Stopping with a checkpoint…");
    case TrainingState::Idle:
      break;
  }
  return controller_.queue().empty() ? tr("Ready") : waitingText();
}

/// @pre something waits
QString ControlBar::waitingText() const {
  const auto* suite = std::get_if<NewSuite>(&controller_.queue().front());
  if (suite == nullptr || !suite->hasBegun) return tr("The queue waits");
  return tr("“Start next” goes on with suite %1").arg(QString::fromStdString(suite->runs.filename().string()));
}

void ControlBar::refresh() {
  const bool isIdle = controller_.state() == TrainingState::Idle;
  const bool showsNews = !news_.isEmpty() && (isIdle || isBadNews_);
  const bool waits = isIdle && !controller_.queue().empty();
  startNext_->setVisible(waits);
  if (takeOver_ != nullptr) takeOver_->setVisible(!isIdle && controller_.place() == TrainingPlace::Background);
  text_->setText(!showsNews ? stateText() : waits ? tr("%1. %2.").arg(news_, waitingText()) : news_);
  text_->setToolTip(text_->text());
  QPalette colours;
  if (showsNews && isBadNews_) colours.setColor(QPalette::WindowText, Theme::instance().colours().error);
  text_->setPalette(colours);
  more_->setVisible(showsNews && !problems_.empty());
  listProblems();
}

void ControlBar::listProblems() {
  constexpr int kWidest = 640;
  more_->setText(problems_.size() < 2 ? tr("Show") : tr("All %1 problems").arg(problems_.size()));
  more_->setAccessibleName(more_->text());
  more_->menu()->clear();
  for (const Problem& problem : problems_) {
    const QString line = sentence(describe(inWindowWords(problem)), "");
    QString shown = more_->fontMetrics().elidedText(line, Qt::ElideRight, kWidest);
    QAction* action = more_->menu()->addAction(shown.replace('&', "&&"));
    action->setToolTip(line);
    connect(action, &QAction::triggered, this, [this, problem] { Q_EMIT problemChosen(problem); });
  }
}

}  // namespace macadam
