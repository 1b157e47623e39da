#include "ui/annotate/annotate_page.h"

#include "data/edited_masks.h"
#include "ui/annotate/annotate_canvas.h"
#include "ui/annotate/finished_tiles.h"
#include "ui/annotate/proposal_panel.h"
#include "ui/annotate/rest_question.h"
#include "ui/annotate/tile_queue_panel.h"
#include "ui/annotate/tile_view_layers.h"
#include "ui/annotate/tool_box.h"
#include "ui/project/project_document.h"
#include "ui/project/run_names.h"
#include "ui/widgets/elided_combo_box.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/held_key.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/plain_keys.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr auto kSettings = "annotate";
constexpr std::size_t kPictureBytes = 128u << 20;

/// The samples that an image consists of, `first` in front.
std::vector<Sample> windowsOf(const Dataset& dataset, const Sample& first) {
  std::vector<Sample> windows{first};
  for (const Sample& sample : dataset.samples) {
    if (sample.image == first.image && sample.id != first.id) windows.push_back(sample);
  }
  return windows;
}

/// A panel that is as wide as it wants, and scrolled where the window is lower.
QScrollArea* scrolled(QWidget& panel, const QString& name) {
  auto* area = new QScrollArea;
  area->setWidget(&panel);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setMinimumWidth(panel.minimumSizeHint().width() + area->verticalScrollBar()->sizeHint().width());
  area->setFocusPolicy(Qt::NoFocus);
  area->setAccessibleName(name);
  return area;
}

QRectF toQt(const cv::Rect& area) {
  return QRectF(area.x, area.y, area.width, area.height);
}

}  // namespace

AnnotatePage::AnnotatePage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent)
    : Page(parent),
      jobs_(jobs),
      engine_(std::move(engine)),
      controller_(controller),
      store_(std::make_shared<ImageStore>(kPictureBytes)),
      loader_(
          loaderThread_, Overtaken::Dropped, [this](const std::shared_ptr<Opening>& opening) { take(*opening); },
          [this](const QList<Problem>& problems) {
            problem_ = problemText(problems);
            showSession();
          }),
      neighbours_(loaderThread_, jobs) {
  loaderThread_.setMaxThreadCount(1);
  build();
  addActions();
  connectParts();
  connectNeighbours();
  setDocument(nullptr);
}

AnnotatePage::~AnnotatePage() {
  closeSession();
}

void AnnotatePage::build() {
  tools_ = new ToolBox;
  canvas_ = new AnnotateCanvas(camera_);
  canvas_->setObjectName("annotateCanvas");
  canvas_->setAccessibleName(tr("The tile and its labels"));
  beside_ = new PictureCanvas(camera_);
  beside_->setAccessibleName(tr("The reference beside the tile"));
  suggestionBox_ = new ElidedComboBox;
  suggestionBox_->setAccessibleName(tr("Predictions by"));
  suggestionBox_->setToolTip(tr("Whose predictions paths follow and proposals are made of"));
  queue_ = new TileQueuePanel;
  proposals_ = new ProposalPanel;
  view_ = new ViewPanel;
  review_ = new ProposalReview(
      *proposals_, suggester_, [this] { return canvas_->view().visible(); }, this);
  layers_ = new TileViewLayers({*canvas_, *beside_, *view_, *review_, neighbours_}, this);
  notice_ = new NoticeBar;
  finished_ = new FinishedTiles(planner_, *notice_, this);
  tile_ = new ElidedLabel;
  QFont strong = tile_->font();
  strong.setBold(true);
  tile_->setFont(strong);
  hint_ = new ElidedLabel;
  hint_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  readout_ = new MutedLabel;
  saved_ = new MutedLabel;
  zoom_ = new QLabel;
  zoom_->setAccessibleName(tr("Zoom"));
  empty_ = new MutedLabel;
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);

  panes_ = new QSplitter(Qt::Horizontal);
  panes_->setChildrenCollapsible(false);
  panes_->addWidget(canvas_);
  panes_->addWidget(beside_);
  tabs_ = new QTabWidget;
  tabs_->setDocumentMode(true);
  tabs_->setAccessibleName(tr("Tiles, proposals and view"));
  tabs_->addTab(queue_, tr("Tiles"));
  tabs_->addTab(proposals_, tr("Proposals"));
  tabs_->addTab(scrolled(*view_, tr("How labels and picture are shown")), tr("View"));
  auto* side = new QWidget;
  auto* sideColumn = new QVBoxLayout(side);
  sideColumn->setContentsMargins(0, 0, 0, 0);
  auto* suggestionLabel = new QLabel(tr("Predictions by"));
  suggestionLabel->setBuddy(suggestionBox_);
  auto* suggestionRow = new QHBoxLayout;
  suggestionRow->addWidget(suggestionLabel);
  suggestionRow->addWidget(suggestionBox_, 1);
  sideColumn->addWidget(tile_);
  sideColumn->addLayout(suggestionRow);
  sideColumn->addWidget(tabs_, 1);
  side->setMinimumWidth(250);
  splitter_ = new QSplitter(Qt::Horizontal);
  splitter_->setChildrenCollapsible(false);
  splitter_->setHandleWidth(9);
  splitter_->addWidget(panes_);
  splitter_->addWidget(side);
  splitter_->setStretchFactor(0, 1);
  splitter_->setSizes({880, 300});

  auto* status = new QHBoxLayout;
  status->setSpacing(14);
  status->addWidget(hint_, 1);
  status->addWidget(readout_);
  status->addWidget(saved_);
  status->addWidget(zoom_);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(8, 8, 8, 4);
  column->setSpacing(8);
  column->addWidget(tools_);
  column->addWidget(notice_);
  column->addWidget(splitter_, 1);
  column->addLayout(status);
  stack_ = new QStackedWidget;
  stack_->addWidget(empty_);
  stack_->addWidget(content);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(stack_);
  setFocusProxy(canvas_);
  plainKeys().allowIn(*this);  // one looks at the tile, whatever is set beside it
  const auto* hides = new HeldKey(Qt::Key_H, plainKeys(), *this);
  connect(hides, &HeldKey::changed, layers_, &TileViewLayers::setHidden);
}

QAction* AnnotatePage::addPageAction(const char* name, const QString& text, const QKeySequence& keys,
                                     const QString& tip, const std::function<void()>& act) {
  auto* action = new QAction(text, this);
  action->setObjectName(QString("annotate.") + name);
  action->setShortcut(keys);
  const bool isPlain = !keys.isEmpty() && (keys[0].keyboardModifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
  if (isPlain) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  action->setStatusTip(tip);
  connect(action, &QAction::triggered, this, act);
  addAction(action);
  return action;
}

void AnnotatePage::addActions() {
  const auto addSeparator = [this] {
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    addAction(separator);
  };
  QWidget::addActions(queue_->panelActions());
  addSeparator();
  QWidget::addActions(tools_->toolActions());
  addSeparator();
  QWidget::addActions(tools_->settingActions());
  addSeparator();
  QWidget::addActions(proposals_->panelActions());
  addSeparator();
  addPageAction("fit", tr("Fit"), Qt::Key_0, tr("Show the whole tile"), [this] { fit(); });
  addPageAction("save", tr("Save labels now"), QKeySequence::Save,
                tr("Write the mask at once; it is written by itself a moment after each change"),
                [this] { saveAll(); });
  addPageAction("compare", tr("Show in Compare"), QKeySequence("Ctrl+Shift+M"),
                tr("See the tile beside predictions and truth"), [this] {
                  if (session_) Q_EMIT compareRequested(session_->sample().id);
                });
  addPageAction("moveToLabelled", tr("Move finished tiles to labelled"), QKeySequence("Ctrl+Shift+L"),
                tr("In a new version of the split; the old one stays"), [this] { finished_->moveToLabelled(); });
  addPageAction("trainAgain", tr("Train again"), QKeySequence("Ctrl+Shift+T"),
                tr("Start the newest run’s settings again, on the labels and the split as they are now"),
                [this] { trainAgain(Beginning::Anew); });
  addPageAction("trainAgainFromStudent", tr("Train again from the student"), QKeySequence("Ctrl+Shift+Y"),
                tr("The same, beginning with what the newest run’s student has learned"),
                [this] { trainAgain(Beginning::FromStudent); });
}

void AnnotatePage::connectParts() {
  planner_.setPanel(*queue_);
  connect(tools_, &ToolBox::toolChanged, canvas_, &AnnotateCanvas::setTool);
  connect(tools_, &ToolBox::hintChanged, hint_, &QLabel::setText);
  connect(tools_, &ToolBox::message, this, &Page::message);
  canvas_->setTool(&tools_->tool());
  hint_->setText(tools_->tool().hint());
  connect(canvas_, &PictureCanvas::hovered, this, [this](std::optional<QPointF> point) {
    beside_->setPointer(point);
    if (point) review_->pointAt(*point);
    showReadout(point);
  });
  connect(beside_, &PictureCanvas::hovered, canvas_, &PictureCanvas::setPointer);
  connect(canvas_, &PictureCanvas::fitRequested, this, &AnnotatePage::fit);
  connect(beside_, &PictureCanvas::fitRequested, this, &AnnotatePage::fit);
  connect(&camera_, &SharedCamera::changed, this, [this] {
    zoom_->setText(tr("%1 %").arg(camera_.scale() * 100.0, 0, 'f', camera_.scale() < 0.1 ? 1 : 0));
    review_->refreshCounts();
  });
  connect(queue_, &TileQueuePanel::tileChosen, this, &AnnotatePage::showTile);
  connect(queue_, &TileQueuePanel::doneWished, this, &AnnotatePage::finishTile);
  connect(queue_, &TileQueuePanel::skipWished, this,
          [this](const std::string& sample) { decide(sample, TileVerdict::Skipped); });
  connect(queue_, &TileQueuePanel::reopenWished, this, [this](const std::string& sample) {
    if (!mayDecide()) return;
    planner_.reopen(sample);
    finished_->offer();
  });
  connect(finished_, &FinishedTiles::trainWished, this, [this] { trainAgain(Beginning::Anew); });
  connect(finished_, &FinishedTiles::message, this, &Page::message);
  connect(&planner_, &TilePlanner::failed, this,
          [this](const QList<Problem>& problems) { notice_->show(problemText(problems)); });
  connect(suggestionBox_, &QComboBox::activated, this,
          [this] { suggester_.choose(suggestionBox_->currentData().toString().toStdString()); });
  connect(&suggester_, &Suggester::suggestionsChanged, this, &AnnotatePage::offerSuggestions);
  connect(tabs_, &QTabWidget::currentChanged, this,
          [this] { review_->setShown(tabs_->currentWidget() == proposals_); });
  connect(review_, &ProposalReview::message, this, &Page::message);
  connect(layers_, &TileViewLayers::message, this, &Page::message);
  connect(review_, &ProposalReview::lookedAt, this, [this](const QRectF& place) {
    if (!canvas_->view().visible().contains(place)) camera_.lookAt(place.center(), camera_.scale());
  });
  connect(view_, &ViewPanel::neighboursChanged, this, &AnnotatePage::openNeighbours);
  connect(&controller_, &RunController::stateChanged, this, &AnnotatePage::useThreads);
}

void AnnotatePage::setDocument(ProjectDocument* document) {
  closeSession();
  forgetOpening();
  if (document_ != nullptr) {
    document_->disconnect(this);
    document_->runs().disconnect(this);
  }
  planner_.setDocument(nullptr, nullptr);
  finished_->setDocument(document);
  suggester_.setPredictions(nullptr);
  layers_->setPredictions(nullptr);
  predictions_.reset();
  suggester_.setSources({});
  layers_->setSources({});
  wanted_.clear();
  problem_.clear();
  document_ = document;
  if (document != nullptr) connectDocument();
  showSession();
}

void AnnotatePage::connectDocument() {
  predictions_ = std::make_unique<Predictions>(engine_, document_->project().folder / "cache" / "predictions",
                                               document_->dataset(), store_);
  layers_->setPredictions(predictions_.get());
  suggester_.setPredictions(predictions_.get());
  planner_.setDocument(document_, predictions_.get());
  connect(&document_->runs(), &RunCatalog::changed, this, &AnnotatePage::refreshSources);
  connect(document_, &ProjectDocument::splitChanged, this, [this] {
    showSession();
    finished_->offer();
  });
  connect(document_, &ProjectDocument::obstacleChanged, this, [this] {
    if (!wanted_.empty()) showTile(std::string(wanted_));
  });
  useThreads();
  refreshSources();
  if (isVisible()) openFirst();
}

void AnnotatePage::useThreads() {
  // While something is trained it keeps its cores but one.
  if (predictions_) predictions_->setThreads(controller_.state() == TrainingState::Idle ? 0 : 1);
}

void AnnotatePage::refreshSources() {
  const std::vector<CompareSource> sources = listSources(document_->runs().runs(), document_->project().runs());
  suggester_.setSources(sources);
  planner_.setSources(sources);
  layers_->setSources(sources);
}

void AnnotatePage::offerSuggestions() {
  const QSignalBlocker quiet(suggestionBox_);
  suggestionBox_->clear();
  suggestionBox_->addItem(tr("The picture alone"), QString());
  for (const Suggestion& suggestion : suggester_.suggestions()) {
    suggestionBox_->addItem(suggestion.title + " – " + suggestion.group, QString::fromStdString(suggestion.id));
  }
  const Suggestion* chosen = suggester_.chosen();
  if (chosen == nullptr && !suggester_.suggestions().empty()) {
    suggester_.choose(suggester_.suggestions().front().id);
    chosen = suggester_.chosen();
  }
  const int row = chosen == nullptr ? 0 : suggestionBox_->findData(QString::fromStdString(chosen->id));
  suggestionBox_->setCurrentIndex(std::max(0, row));
}

void AnnotatePage::openFirst() {
  if (document_ == nullptr || session_ || !wanted_.empty()) return;
  const std::string key = std::string(kSettings) + "/tile";
  const std::string last = QSettings().value(QString::fromStdString(key)).toString().toStdString();
  if (document_->dataset()->find(last) != nullptr) return showTile(last);
  if (queue_->goToNextOpen()) return;  // which asks for it
  if (!document_->dataset()->samples.empty()) showTile(document_->dataset()->samples.front().id);
}

void AnnotatePage::showTile(std::string sampleId) {
  if (document_ == nullptr) return;
  const Sample* sample = document_->dataset()->find(sampleId);
  if (sample == nullptr) return;
  closeSession();
  forgetOpening();
  wanted_ = std::move(sampleId);
  problem_.clear();
  queue_->setCurrent(wanted_);
  const LabelAccess access = document_->obstacle().isEmpty() ? LabelAccess::Edit : LabelAccess::Look;
  opening_ = std::make_shared<Opening>();
  loader_.run(
      [project = document_->project(), sample = *document_->dataset()->find(wanted_), access, opening = opening_] {
        opening->put(openForAnnotation(project, sample, access));
        return opening;
      });
}

/// What is being opened would hold its files.
void AnnotatePage::forgetOpening() {
  loader_.forget();
  if (opening_) opening_->takeAll();
  opening_.reset();
}

void AnnotatePage::take(Opening& opening) {
  if (&opening != opening_.get()) return;
  session_ = std::make_unique<LabelSession>(opening.takeAll().front(), document_->obstacle(), jobs_);
  opening_.reset();
  connectSession();
  const Sample& sample = session_->sample();
  QSettings().setValue(QString(kSettings) + "/tile", QString::fromStdString(sample.id));
  layers_->setSession(session_.get());
  tools_->setSession(session_.get());
  suggester_.setSession(session_.get(), windowsOf(*document_->dataset(), sample));
  review_->setSession(session_.get());
  tellNotes();
  showSession();
  lookAtWindow();
  Q_EMIT undoStackChanged();
  openNeighbours();
}

void AnnotatePage::connectSession() {
  connect(session_.get(), &LabelSession::savedChanged, this, &AnnotatePage::showSaved);
  connect(session_.get(), &LabelSession::saved, this, &AnnotatePage::takeSaved);
  connect(session_.get(), &LabelSession::failed, this,
          [this](const QList<Problem>& problems) { tellNotSaved(problems); });
  connect(session_.get(), &LabelSession::stayedIn, this, [this](const std::vector<std::string>& samples) {
    QStringList names;
    for (const std::string& sample : samples) names.append(tileName(sample));
    notice_->show(
        tr("What this step has in %1 stays as it is: the tile is not open beside this one.").arg(names.join(", ")));
  });
  connect(session_.get(), &LabelSession::refused, this,
          [this](const QString& why) { notice_->show(tr("Nothing is changed: %1.").arg(why)); });
}

void AnnotatePage::connectNeighbours() {
  connect(&neighbours_, &NeighbourTiles::savedChanged, this, &AnnotatePage::showSaved);
  connect(&neighbours_, &NeighbourTiles::saved, this, &AnnotatePage::takeSaved);
  connect(&neighbours_, &NeighbourTiles::failed, this, &AnnotatePage::tellNotSaved);
  connect(&neighbours_, &NeighbourTiles::noted, this, [this](const QList<Problem>& problems) {
    const QString text = tr("Of the tiles beside this one: %1").arg(problemText(problems));
    if (notice_->text().isEmpty()) return notice_->show(text);
    Q_EMIT message(text);
  });
}

/// Or closes them, where they are not wished for.
void AnnotatePage::openNeighbours() {
  if (!session_) return;
  tools_->tool().cancel();
  neighbours_.close();
  neighbours_.setLook(view_->look());
  layers_->show();
  if (view_->showsNeighbours()) neighbours_.open(document_->project(), document_->dataset(), *session_);
}

bool AnnotatePage::isAllSaved() const {
  return session_->isSaved() && neighbours_.isSaved();
}

void AnnotatePage::saveAll() {
  if (session_) session_->save();
  neighbours_.save();
}

void AnnotatePage::finishSaving() {
  if (session_) session_->finishSaving();
  neighbours_.finishSaving();
}

void AnnotatePage::takeSaved(const std::string& image, const std::filesystem::path& mask) {
  if (document_ != nullptr) document_->labelsEdited(image, mask);
  const bool saysNotSaved = notice_->text() == notSaved_;
  if (saysNotSaved && (!session_ || isAllSaved())) notice_->hide();
  finished_->offer();
}

void AnnotatePage::tellNotSaved(const QList<Problem>& problems) {
  notSaved_ = tr("Not saved: %1").arg(problemText(problems));
  notice_->show(notSaved_, tr("Try again"), [this] { saveAll(); });
  showSaved();
}

/// Writes what is open first.
void AnnotatePage::closeSession() {
  if (!session_) return;
  tools_->setSession(nullptr);
  review_->setSession(nullptr);
  suggester_.setSession(nullptr, {});
  neighbours_.close();
  session_->finishSaving();
  layers_->setSession(nullptr);
  session_.reset();
  Q_EMIT undoStackChanged();
}

void AnnotatePage::letGo() {
  closeSession();
  forgetOpening();
}

QUndoStack* AnnotatePage::undoStack() {
  return session_ ? &session_->undoStack() : nullptr;
}

void AnnotatePage::tellNotes() {
  QList<Problem> notes;
  for (const Problem& note : session_->editor().notes()) notes.append(note);
  if (!notes.isEmpty()) return notice_->show(problemText(notes));
  notice_->hide();  // why nothing may be changed the window says, and this page where it is tried
  finished_->offer();
}

void AnnotatePage::showSession() {
  const bool isOpen = session_ != nullptr;
  stack_->setCurrentIndex(document_ == nullptr ? 0 : 1);
  empty_->setText(tr("Open a project to mend and make labels of its tiles."));
  tools_->setEnabled(isOpen);
  tabs_->setEnabled(document_ != nullptr);
  if (!isOpen) {
    tile_->setText({});
    canvas_->setNote(problem_);
    showSaved();
    return;
  }
  const Sample& sample = session_->sample();
  const Split& split = document_->split();
  tile_->setText(tr("%1 · %2").arg(tileName(sample.id), QString::fromStdString(toString(split.of(sample.id)))));
  tile_->setToolTip(QString::fromStdString(sample.image.string()));
  showSaved();
}

void AnnotatePage::showSaved() {
  if (!session_) return saved_->setText({});
  saved_->setText(isAllSaved() ? tr("Saved") : tr("Not saved yet"));
  saved_->setToolTip(isAllSaved() ? tr("The mask in the project’s labels folder is as it is shown here")
                                  : tr("Every step is on the disk already; the mask follows in a moment"));
}

void AnnotatePage::showReadout(std::optional<QPointF> point) {
  if (!point || !session_) return readout_->setText({});
  const cv::Point at(static_cast<int>(std::floor(point->x())), static_cast<int>(std::floor(point->y())));
  const auto place =
      session_->whole().contains(at) ? std::optional(NeighbourTiles::Place{session_.get(), at}) : neighbours_.at(at);
  if (!place) return readout_->setText({});
  const LabelPixel pixel = place->session->plane().at(place->pixel);
  QStringList parts{tr("x %1, y %2").arg(place->pixel.x).arg(place->pixel.y),
                    labelWord(static_cast<Label>(pixel.label)),
                    QString::fromStdString(place->session->editor().sources().titleOf(pixel.source))};
  if (place->session != session_.get()) parts.prepend(tileName(place->session->sample().id));
  const cv::Mat probability = place->session->probability({place->pixel, cv::Size(1, 1)});
  if (!probability.empty()) parts.append(tr("road %1").arg(QLocale().toString(probability.at<float>(0, 0), 'f', 2)));
  readout_->setText(parts.join(" · "));
}

void AnnotatePage::fit() {
  if (session_) camera_.fit({session_->size().width, session_->size().height}, canvas_->deviceSize());
}

/// The part of a large picture that was asked for, or the whole one.
void AnnotatePage::lookAtWindow() {
  const cv::Rect window = session_->window();
  camera_.fit({window.width, window.height}, canvas_->deviceSize());
  camera_.lookAt(toQt(window).center(), camera_.scale());
}

Region AnnotatePage::untouched() const {
  const cv::Rect window = session_->window();
  const cv::Mat labels = session_->plane().labels(window), sources = session_->plane().sources(window);
  return Region::of(cv::Mat((labels == int(Label::Unknown)) & (sources == int(LabelSources::kOriginal))), window.tl());
}

void AnnotatePage::finishTile(const std::string& sample) {
  if (!session_ || session_->sample().id != sample || !mayDecide()) return;
  if (const QString lacks = tools_->tool().complete(); !lacks.isEmpty()) return Q_EMIT message(lacks);
  const Region rest = untouched();
  if (!rest.isEmpty()) {
    const RestAnswer answer = askAboutRest(double(rest.area()) / session_->window().area(), this);
    if (!session_ || answer == RestAnswer::NotYet) return;
    // In a tile beside somebody may have labelled what is unknown here.
    if (answer == RestAnswer::Background) {
      session_->apply(tr("Rest is background"), rest, Label::Background, LabelSources::kPerson, StepReach::OwnTile);
    }
  }
  session_->save();
  decide(sample, TileVerdict::Done);
  finished_->offer();
}

/// Says why not otherwise.
bool AnnotatePage::mayDecide() {
  if (document_ == nullptr) return false;
  if (document_->obstacle().isEmpty()) return true;
  notice_->show(tr("Nothing is changed: %1.").arg(document_->obstacle()));
  return false;
}

void AnnotatePage::decide(const std::string& sample, TileVerdict verdict) {
  if (!mayDecide()) return;
  if (!planner_.decide(sample, verdict)) return;  // which says why
  if (!queue_->goToNextOpen()) Q_EMIT message(tr("No tile of the list is open any more"));
}

void AnnotatePage::trainAgain(Beginning beginning) {
  if (document_ == nullptr) return;
  finishSaving();
  const RunRecord* newest = newestTrainedRun(document_->runs().runs());
  if (newest == nullptr) return Q_EMIT message(tr("Nothing was trained in this project yet"));
  if (beginning == Beginning::FromStudent && !hasTrainedStudent(*newest)) {
    return Q_EMIT message(tr("%1 has no student to begin with").arg(runName(*newest)));
  }
  Q_EMIT trainRequested(settingsAgain(*newest, beginning));
}

void AnnotatePage::showEvent(QShowEvent* event) {
  if (document_ != nullptr) document_->runs().refresh();
  openFirst();
  Page::showEvent(event);
}

/// Whoever trains or compares next finds what is shown here.
void AnnotatePage::hideEvent(QHideEvent* event) {
  tools_->tool().pause();
  finishSaving();
  Page::hideEvent(event);
}

void AnnotatePage::saveState() const {
  QSettings settings;
  settings.beginGroup(kSettings);
  settings.setValue("splitter", splitter_->saveState());
  settings.setValue("panes", panes_->saveState());
  settings.setValue("ranking", int(queue_->ranking()));
  settings.endGroup();
  tools_->saveState();
  view_->saveState();
}

void AnnotatePage::restoreState() {
  QSettings settings;
  settings.beginGroup(kSettings);
  splitter_->restoreState(settings.value("splitter").toByteArray());
  panes_->restoreState(settings.value("panes").toByteArray());
  const int ranking = settings.value("ranking", int(TileRanking::UnlabelledFirst)).toInt();
  queue_->setRanking(static_cast<TileRanking>(std::clamp(ranking, 0, int(TileRanking::Name))));
  settings.endGroup();
  tools_->restoreState();
  view_->restoreState();
}

}  // namespace macadam
