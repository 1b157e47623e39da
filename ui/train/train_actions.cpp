#include "ui/train/train_actions.h"

#include "ui/project/run_names.h"
#include "ui/project/writing_actions.h"
#include "ui/train/detached_run.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QKeySequence>
#include <utility>

namespace macadam {
namespace {

QString withKeys(const QString& tip, const QKeySequence& keys) {
  return keys.isEmpty() ? tip : tip + " (" + keys.toString(QKeySequence::NativeText) + ")";
}

/// For a button, which has no room for more, and takes `&` for a key.
QString shortened(const QString& name) {
  constexpr int kLongest = 24;
  QString text = name.size() <= kLongest ? name : name.left(kLongest - 1) + QStringLiteral("…");
  return text.replace('&', "&&");
}

/// Its tip says why where it cannot be used: `whyNot` is empty where it can.
void offer(QAction* action, const QString& whyNot) {
  action->setEnabled(whyNot.isEmpty());
  action->setToolTip(whyNot.isEmpty() ? withKeys(action->statusTip(), action->shortcut())
                                      : action->statusTip() + ".\n" + TrainActions::tr("Not now: %1.").arg(whyNot));
}

}  // namespace

TrainActions::TrainActions(Page& page, RunController& controller)
    : QObject(&page), page_(page), controller_(controller), writing_(new WritingActions(this)) {
  makeRunActions();
  addSeparator();
  makeSettingsActions();
  writing_->add({start_, startInBackground_, moveToBackground_, takeOver_, startNext_, addSuite_, resumeRun_});
  connect(writing_, &WritingActions::changed, this, &TrainActions::accessChanged);
}

void TrainActions::setDocument(ProjectDocument* document) {
  document_ = document;
  writing_->setDocument(document);
  stopped_.reset();
}

QAction* TrainActions::add(const QString& name, const QString& text, const QString& icon, const QKeySequence& keys,
                           const QString& tip, std::function<void()> triggered) {
  auto* action = new QAction(text, &page_);
  action->setObjectName("train-" + name);
  if (!icon.isEmpty()) action->setIcon(Theme::instance().icon(icon));
  action->setShortcut(keys);
  action->setStatusTip(tip);
  action->setToolTip(withKeys(tip, keys));
  connect(action, &QAction::triggered, this, std::move(triggered));
  page_.addAction(action);
  return action;
}

void TrainActions::addSeparator() {
  auto* separator = new QAction(&page_);
  separator->setSeparator(true);
  page_.addAction(separator);
}

void TrainActions::makeRunActions() {
  start_ = add("start", tr("Start"), "play", {"Ctrl+R"}, tr("Train with the settings of the form"),
               [this] { Q_EMIT startWished(TrainingPlace::Window); });
  startInBackground_ = add("start-in-background", tr("Start in the background"), {}, {"Ctrl+Alt+R"},
                           tr("Train with the settings of the form in a process of its own, which goes on when "
                              "the window closes"),
                           [this] { Q_EMIT startWished(TrainingPlace::Background); });
  pause_ = add("pause", tr("Pause"), "pause", {"Ctrl+P"}, tr("Hold the training between two steps, or go on with it"),
               [this] { pauseOrResume(); });
  stop_ = add("stop", tr("Stop"), "stop", {"Ctrl+."}, tr("End the run now, with a checkpoint"),
              [this] { controller_.stop(); });
  stopAtCheckpoint_ = add("stop-at-checkpoint", tr("Stop at next checkpoint"), {}, {"Ctrl+Shift+."},
                          tr("End the run at the checkpoint that its schedule makes next"),
                          [this] { controller_.stopAtNextCheckpoint(); });
  moveToBackground_ = add("move-to-background", tr("Go on in the background"), {}, {"Ctrl+Alt+G"},
                          tr("Go on with the run, from a checkpoint, in a process of its own, which goes on when "
                             "the window closes"),
                          [this] { controller_.continueIn(TrainingPlace::Background); });
  takeOver_ = add("take-over", tr("Take over"), {}, {"Ctrl+Alt+K"},
                  tr("End the run’s own process with a checkpoint, and go on with the run in this window"),
                  [this] { controller_.continueIn(TrainingPlace::Window); });
  resumeRun_ =
      add("resume-run", tr("Resume a run…"), {}, {"Ctrl+Shift+R"},
          tr("Go on with a run that was stopped or interrupted, or past its end"), [this] { Q_EMIT resumeWished(); });
  addSeparator();
  startNext_ = add("start-next", tr("Start next"), {}, {"Ctrl+Shift+N"}, tr("Start what waits first in the queue"),
                   [this] { controller_.startNext(); });
  addSuite_ = add("add-suite", tr("Add suite…"), {}, {"Ctrl+Shift+U"},
                  tr("Train all rows of the paper’s table over some seeds"), [this] { Q_EMIT suiteWished(); });
}

void TrainActions::makeSettingsActions() {
  estimate_ = add("estimate", tr("Estimate"), {}, {"Ctrl+E"},
                  tr("Find out by a short probe how long the run takes and how much memory"),
                  [this] { Q_EMIT estimateWished(); });
  addSeparator();
  openSettings_ = add("open-settings", tr("Open settings…"), {}, {"Ctrl+Alt+O"},
                      tr("Read the settings of a run from a file"), [this] { Q_EMIT openSettingsWished(); });
  saveSettings_ =
      add("save-settings", tr("Save settings…"), {}, {"Ctrl+Alt+S"},
          tr("Write the settings to a file that the command line reads too"), [this] { Q_EMIT saveSettingsWished(); });
}

void TrainActions::pauseOrResume() {
  if (controller_.state() == TrainingState::Paused) {
    controller_.resume();
  } else if (controller_.state() == TrainingState::Idle && stopped_) {
    controller_.resumeRuns({{*stopped_}});
  } else {
    controller_.pause();
  }
}

void TrainActions::show(const Facts& facts) {
  const TrainingState state = controller_.state();
  const bool isIdle = state == TrainingState::Idle;
  const bool isPaused = state == TrainingState::Paused;
  showStart(facts.name);
  const bool mayBegin = document_ == nullptr || document_->obstacle().isEmpty();
  const bool resumes = isPaused || (isIdle && stopped_ && mayBegin);
  const std::optional<RunFolder> meant = isPaused ? controller_.currentRun() : stopped_;
  pause_->setText(!resumes ? tr("Pause") : !meant ? tr("Resume") : tr("Resume %1").arg(nameOf(*meant)));
  pause_->setIcon(Theme::instance().icon(resumes ? "play" : "pause"));
  const bool isActive = state == TrainingState::Starting || state == TrainingState::Training;
  const bool isInBackground = !isIdle && controller_.place() == TrainingPlace::Background;
  const QString nothingTrains = isIdle ? tr("nothing trains") : QString();
  const QString ends = state == TrainingState::Stopping ? tr("the run is ending") : nothingTrains;
  const QString cannotPause = tr("a run in the background cannot be paused; stop it, and resume it later");
  offer(pause_, resumes ? QString() : isInBackground ? cannotPause : ends);
  offer(moveToBackground_, isInBackground         ? tr("it is there already")
                           : isActive || isPaused ? whyNoBackground()
                                                  : ends);
  offer(takeOver_, isActive && isInBackground ? QString() : tr("nothing trains in the background"));
  offer(stop_, nothingTrains);
  offer(stopAtCheckpoint_, ends);
  offer(startNext_, !isIdle ? tr("something trains") : controller_.queue().empty() ? tr("nothing waits") : QString());
  offer(addSuite_, document_ == nullptr ? tr("no project is open") : QString());
  offer(resumeRun_, facts.canResumeRuns ? QString() : tr("there is no run that could go on"));
  offer(estimate_, isIdle ? facts.whyNoEstimate : tr("something trains"));
}

QString TrainActions::nameOf(const RunFolder& run) const {
  const RunRecord* known = document_ == nullptr ? nullptr : document_->runs().find(run);
  return shortened(known != nullptr ? runName(*known) : nameWithoutDate(run));
}

void TrainActions::showStart(const std::string& ofForm) {
  const bool isIdle = controller_.state() == TrainingState::Idle;
  const QString tip = !isIdle                       ? tr("Train with the settings of the form after what waits")
                      : controller_.queue().empty() ? tr("Train with the settings of the form")
                                                    : tr("Train with the settings of the form now; what waits follows");
  const QString name = shortened(QString::fromStdString(ofForm));
  start_->setText(!isIdle || name.isEmpty() ? (isIdle ? tr("Start") : tr("Add to queue")) : tr("Start %1").arg(name));
  start_->setStatusTip(tip);
  const QString noProject = document_ == nullptr ? tr("no project is open") : QString();
  offer(start_, noProject);
  startInBackground_->setText(isIdle ? tr("Start in the background") : tr("Add to queue, for the background"));
  const QString noProgram = whyNoBackground();
  offer(startInBackground_, noProgram.isEmpty() ? noProject : noProgram);
}

}  // namespace macadam
