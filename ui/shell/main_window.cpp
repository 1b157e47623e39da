#include "ui/shell/main_window.h"

#include "ui/shell/first_steps_dialog.h"
#include "ui/shell/shortcut_dialog.h"
#include "ui/shell/training_indicator.h"
#include "ui/shell/undo_strip.h"
#include "ui/shell/window_place.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/window_words.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>
#include <variant>

namespace macadam {
namespace {

constexpr int kMessageMilliseconds = 6000;

/// The one folder that is dragged; empty for anything else.
QString draggedFolder(const QMimeData& data) {
  const QList<QUrl> urls = data.urls();
  if (urls.size() != 1 || !urls.first().isLocalFile()) return {};
  const QString path = urls.first().toLocalFile();
  return QFileInfo(path).isDir() ? path : QString();
}

QString failureTitle(const RunFolder& run) {
  return MainWindow::tr("%1 failed").arg(QString::fromStdString(run.name()));
}

}  // namespace

MainWindow::MainWindow(EngineAccess engine, QWidget* parent)
    : QMainWindow(parent), engine_(std::move(engine)), controller_(engine_) {
  setObjectName("mainWindow");
  setWindowIcon(QIcon(":/icons/macadam.svg"));
  setAcceptDrops(true);
  makeActions();
  makeCentre();
  makeMenus();
  makeStatusBar();
  undoStrip_ = new UndoStrip(undo_, *messages_, this);
  connect(undoStrip_, &UndoStrip::undone, statusBar(), &QStatusBar::clearMessage);
  leaving_ = new LeaveTraining(
      controller_, *messages_, [this](const QString& waiting) { return askAboutTraining(controller_, waiting, this); },
      this);
  connect(&jobs_, &Jobs::failed, this, &MainWindow::showProblems);
  connect(&jobs_, &Jobs::succeeded, messages_, &MessageBar::remove);  // what an earlier attempt had to say
  connect(&controller_, &RunController::failed, this, &MainWindow::showProblems);
  connect(&controller_, &RunController::runEnded, this, &MainWindow::showFailure);
  connect(&controller_, &RunController::runStarted, this,
          [this](const RunFolder& run) { messages_->remove(failureTitle(run)); });
  closeDocument();
  restoreWindowState();
}

/// Pages and document go before what they refer to.
MainWindow::~MainWindow() {
  queue_.reset();
  if (document_ != nullptr) document_->finishSaving();
  access_.reset();
  pages_->setDocument(nullptr);
  document_.reset();
  undo_.setActiveStack(nullptr);  // a page that closed what it had open may have named another
  delete takeCentralWidget();
}

void MainWindow::makeCentre() {
  auto* centre = new QWidget(this);
  messages_ = new MessageBar(centre);
  modes_ = new ModeBar(centre);
  pages_ = new PageStack({jobs_, engine_, controller_}, centre);
  start_ = new StartPage(recent_, *new_, *open_, *demo_, pages_);
  pages_->setStartPage(start_);
  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  row->addWidget(modes_);
  row->addWidget(pages_, 1);
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(messages_);
  column->addLayout(row, 1);
  setCentralWidget(centre);
  connect(start_, &StartPage::openRequested, this, [this](const QString& folder) { openProject(folder); });
  connect(modes_, &ModeBar::modeChosen, pages_, &PageStack::showMode);
  connect(messages_, &MessageBar::keyboardReleased, pages_, [this] { pages_->currentWidget()->setFocus(); });
  // What a run leaves behind lies inside its folder, where the catalogue does not look by itself.
  const auto readRuns = [this] {
    if (document_) document_->runs().refresh();
  };
  connect(&controller_, &RunController::runStarted, this, readRuns);
  connect(&controller_, &RunController::runEnded, this, readRuns);
  connect(&controller_, &RunController::eventsArrived, this, [readRuns](const std::vector<Event>& events) {
    if (std::ranges::any_of(events,
                            [](const Event& event) { return std::holds_alternative<CheckpointSaved>(event); })) {
      readRuns();
    }
  });
  connect(pages_, &PageStack::built, this, [this](Mode mode, Page* page) { pageBuilt(mode, *page); });
  connect(pages_, &PageStack::modeChanged, this, &MainWindow::showCurrentMode);
}

void MainWindow::makeStatusBar() {
  statusBar()->setSizeGripEnabled(false);
  auto* training = new TrainingIndicator(controller_, this);
  statusBar()->addPermanentWidget(new JobBar(jobs_, this));
  statusBar()->addPermanentWidget(training);
  connect(training, &QToolButton::clicked, this, [this] {
    if (document_ != nullptr) pages_->showMode(Mode::Train);
  });
}

void MainWindow::showFailure(const RunFolder& run, const RunFinished& ending) {
  if (ending.ending != Ending::Failed) return;
  messages_->show({.kind = MessageKind::Error,
                   .title = failureTitle(run),
                   .detail = inWindowWords(QString::fromStdString(ending.message))});
}

void MainWindow::pageBuilt(Mode mode, Page& page) {
  const QString name = pageEntry(mode).name;
  auto* menu = new QMenu('&' + name, this);
  menu->addActions(page.actions());
  giveMnemonics(*menu);
  menuBar()->insertMenu(helpMenu_->menuAction(), menu);
  menu->menuAction()->setVisible(false);
  pageMenus_[mode] = menu;
  shortcuts_.add(name, false, page.actions());
  connect(&page, &Page::undoStackChanged, this, &MainWindow::followHistory);
  connect(&page, &Page::message, this,
          [this](const QString& text) { statusBar()->showMessage(text, kMessageMilliseconds); });
}

void MainWindow::showCurrentMode() {
  const std::optional<Mode> mode = pages_->mode();
  if (mode) {
    modes_->setMode(*mode);
    QSettings().setValue("window/mode", static_cast<int>(*mode));
    pages_->currentWidget()->setFocus();
  }
  followHistory();
  for (const auto& [of, menu] : pageMenus_) menu->menuAction()->setVisible(of == mode && !menu->isEmpty());
}

void MainWindow::showFirstSteps() {
  auto* dialog = findChild<FirstStepsDialog*>();
  if (dialog == nullptr) dialog = new FirstStepsDialog(this);
  dialog->show();
  dialog->raise();
  dialog->activateWindow();
}

void MainWindow::showShortcuts() {
  pages_->buildAll();  // so that the list is whole
  auto* dialog = new ShortcutDialog(shortcuts_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::toggleFullScreen() {
  setWindowState(windowState() ^ Qt::WindowFullScreen);
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::WindowStateChange) fullScreen_->setChecked(isFullScreen());
  QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  saveWindowState();
  event->ignore();
  if (controller_.state() == TrainingState::Idle) {
    if (document_ == nullptr || !document_->isSaving()) return event->accept();
    return document_->whenSaved(this, [this] { close(); });
  }
  leaving_->then(tr("Macadam closes when training has ended"), [this] { close(); });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!draggedFolder(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  const QString folder = draggedFolder(*event->mimeData());
  QMetaObject::invokeMethod(
      this, [this, folder] { openFolder(folder); }, Qt::QueuedConnection);
}

void MainWindow::saveWindowState() {
  QSettings settings;
  settings.setValue("window/geometry", saveGeometry());
  pages_->saveState();
}

void MainWindow::restoreWindowState() {
  const QByteArray geometry = QSettings().value("window/geometry").toByteArray();
  const QRect available = screen()->availableGeometry();
  setMinimumSize(smallestWindow(available));
  if (!geometry.isEmpty() && restoreGeometry(geometry)) return;
  const QRect frame = firstWindow(available);
  move(frame.topLeft());
  resize(withoutFrame(frame.size()));
}

}  // namespace macadam
