#include "ui/compare/compare_page.h"

#include "ui/canvas/picture_canvas.h"
#include "ui/canvas/scene_pyramid.h"
#include "ui/compare/compare_actions.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/figure_exports.h"
#include "ui/compare/figures.h"
#include "ui/compare/legend_bar.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/predict_dialog.h"
#include "ui/compare/prediction_cache.h"
#include "ui/compare/prediction_saver.h"
#include "ui/compare/tile_panel.h"
#include "ui/project/project_document.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/plain_keys.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace macadam {
namespace {

constexpr std::size_t kPictureBytes = 256u << 20;

/// Those that have a part in the cache of predictions.
std::set<std::string> cacheFoldersOf(const std::vector<RunRecord>& runs, const std::vector<CompareSource>& sources) {
  std::set<std::string> folders;
  for (const RunRecord& run : runs) folders.insert(cacheFolderOf(run.folder.path()));
  for (const CompareSource& source : sources) {
    for (const NetworkSource& network : source.networks) folders.insert(cacheFolderOf(network.run));
  }
  return folders;
}

}  // namespace

ComparePage::ComparePage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent)
    : Page(parent),
      engine_(std::move(engine)),
      saver_(new PredictionSaver(jobs, engine_, this)),
      controller_(controller),
      store_(std::make_shared<ImageStore>(kPictureBytes)),
      exports_(new FigureExports(jobs, store_, this)),
      heldKeys_([this] { showPanes(); }),
      loader_(
          store_, [this](const LoadedPicture& loaded) { showLoaded(loaded); },
          [this](const QList<Problem>& problems) {
            const Sample& wanted = comparison_.wanted();
            comparison_.begin(wanted.width > 0 ? std::optional(wanted) : std::nullopt);
            showProblem(problemText(problems));
          }) {
  build();
  presenter_ = std::make_unique<PanePresenter>(*grid_, comparison_, pictures_, tiles_->table(), heldKeys_);
  auto* actions = new CompareActions(*this, *grid_, *tiles_, *lookBar_, camera_);
  actions->addButtonsTo(*bar_);
  connectActions(*actions);
  connectParts();
  setDocument(nullptr);
}

ComparePage::~ComparePage() = default;

void ComparePage::build() {
  lookBar_ = new LookBar;
  grid_ = new PaneGrid(camera_);
  tiles_ = new TilePanel;
  readout_ = new ElidedLabel;
  readout_->setObjectName("readout");
  readout_->setAccessibleName(tr("Values under the pointer"));
  readout_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  zoom_ = new QLabel;
  zoom_->setAccessibleName(tr("Zoom"));
  emptyState_ = new QLabel(tr("Open a project to compare its networks on its tiles."));
  emptyState_->setAlignment(Qt::AlignCenter);
  emptyState_->setEnabled(false);

  splitter_ = new QSplitter(Qt::Horizontal);
  splitter_->setChildrenCollapsible(false);
  splitter_->setHandleWidth(9);
  splitter_->addWidget(grid_);
  splitter_->addWidget(tiles_);
  splitter_->setStretchFactor(0, 3);
  splitter_->setStretchFactor(1, 1);
  splitter_->setSizes({860, 390});
  tiles_->setMinimumWidth(230);

  bar_ = new QHBoxLayout;
  bar_->setObjectName("bar");
  bar_->setContentsMargins(0, 0, 0, 0);
  bar_->addWidget(lookBar_);
  bar_->addStretch(1);
  auto* status = new QHBoxLayout;
  status->setSpacing(12);
  status->addWidget(readout_, 1);
  status->addWidget(&lookBar_->legend());
  status->addWidget(zoom_);
  content_ = new QWidget;
  auto* layout = new QVBoxLayout(content_);
  layout->setContentsMargins(8, 8, 8, 4);
  layout->setSpacing(8);
  layout->addLayout(bar_);
  layout->addWidget(splitter_, 1);
  layout->addLayout(status);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(content_);
  outer->addWidget(emptyState_);
  setAcceptDrops(true);
  tiles_->view().installEventFilter(this);
  plainKeys().allowIn(*grid_);
  plainKeys().allowIn(tiles_->view());
}

void ComparePage::connectActions(const CompareActions& actions) {
  connect(&actions, &CompareActions::pictureChosen, this, &ComparePage::openPicture);
  connect(&actions, &CompareActions::annotateRequested, this, &ComparePage::annotateRequested);
  connect(&actions, &CompareActions::addPaneRequested, this, &ComparePage::addPane);
  connect(&actions, &CompareActions::closePaneRequested, this, &ComparePage::closePane);
  connect(&actions, &CompareActions::fitRequested, this, &ComparePage::fit);
  connect(&actions, &CompareActions::bestThresholdRequested, this, &ComparePage::useBestThreshold);
  connect(&actions, &CompareActions::exportPanesRequested, this,
          [this] { askAndExport(tr("Export panes"), [this](const QString& file) { exportPanes(file); }); });
  connect(&actions, &CompareActions::exportTilesRequested, this,
          [this] { askAndExport(tr("Export tiles"), [this](const QString& file) { exportTiles(file); }); });
  connect(&actions, &CompareActions::predictRequested, this, &ComparePage::askWhatToPredict);
}

void ComparePage::connectParts() {
  connect(lookBar_, &LookBar::lookChanged, this, &ComparePage::useLook);
  connect(lookBar_, &LookBar::thresholdSettled, tiles_, &TilePanel::sortAgain);
  connect(grid_, &PaneGrid::panesChanged, this, &ComparePage::panesChanged);
  connect(grid_, &PaneGrid::fitRequested, this, &ComparePage::fit);
  connect(grid_, &PaneGrid::resized, this, [this] {
    if (fitted_.isFitted()) fit();
  });
  connect(grid_, &PaneGrid::hovered, this, [this](std::optional<QPointF> point) {
    pointer_ = point;
    showReadout();
  });
  connect(&pictures_, &PanePictures::changed, this, &ComparePage::showPanes);
  connect(&camera_, &SharedCamera::changed, this,
          [this] { zoom_->setText(tr("%1 %").arg(camera_.scale() * 100.0, 0, 'f', camera_.scale() < 0.1 ? 1 : 0)); });
  connect(tiles_, &TilePanel::tileChosen, this, &ComparePage::chooseTile);
  connect(&tiles_->choice(), &ListChoice::tileSetChanged, this, [this] {
    if (document_ != nullptr) refreshTiles();
  });
  connect(tiles_, &TilePanel::scoreAllRequested, this, [this] {
    if (predictions_) {
      predictions_->scoreAll(comparison_.tasksFor(tiles_->samplesWithMasks(), comparison_.scored()));
    }
  });
  connect(saver_, &PredictionSaver::message, this, &ComparePage::message);
  connect(exports_, &FigureExports::message, this, &ComparePage::message);
  connect(exports_, &FigureExports::progressed, this, &ComparePage::showProgress);
  connect(tiles_, &TilePanel::cancelRequested, this, &ComparePage::stopPredicting);
  connect(&controller_, &RunController::stateChanged, this, &ComparePage::useThreads);
}

void ComparePage::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) {
    document_->disconnect(this);
    document_->runs().disconnect(this);
    resetForNextProject();
  }
  exports_->setPredictions(nullptr);
  predictions_.reset();
  scored_ = {};
  document_ = document;
  comparison_.reset();
  presenter_->setScene(nullptr);
  fitted_.forget();
  loader_.forget();
  pictures_.setTile(nullptr);
  tiles_->table().forgetCurves();
  showProgress();
  content_->setVisible(document != nullptr);
  emptyState_->setVisible(document == nullptr);
  if (document == nullptr) return;

  predictions_ = std::make_unique<Predictions>(engine_, document->project().folder / "cache" / "predictions",
                                               document->dataset(), store_);
  exports_->setPredictions(predictions_.get());
  connectDocument();
  useThreads();
  grid_->showSources({"image", "truth"});
  refreshSources();
  refreshTiles();
}

void ComparePage::connectDocument() {
  connect(predictions_.get(), &Predictions::ready, this, &ComparePage::receive);
  connect(predictions_.get(), &Predictions::scoringProgress, this, [this](int done, int total) {
    scored_ = {done, total};
    showProgress();
    if (total == 0) tiles_->sortAgain();
  });
  connect(&document_->runs(), &RunCatalog::changed, this, [this] {
    refreshSources();
    predictions_->keepOnly(cacheFoldersOf(document_->runs().runs(), comparison_.sources()));
  });
  connect(document_, &ProjectDocument::splitChanged, this, &ComparePage::refreshTiles);
  connect(document_, &ProjectDocument::labelsChanged, this, &ComparePage::takeEdits);
}

/// A threshold or an order that was chosen for one project's networks would mislead in another's.
void ComparePage::resetForNextProject() {
  PaneLook look = lookBar_->look();
  look.threshold = PaneLook().threshold;
  lookBar_->setLook(look);
  tiles_->choice().resetOrder();
}

void ComparePage::useThreads() {
  // While something is trained it keeps its cores but one.
  if (predictions_) predictions_->setThreads(controller_.state() == TrainingState::Idle ? 0 : 1);
}

void ComparePage::refreshSources() {
  comparison_.setSources(listSources(document_->runs().runs(), document_->project().runs()));
  grid_->setSources(comparison_.sources());
  if (const auto first = comparison_.firstChoice()) return grid_->showSources(*first);
  panesChanged();
}

void ComparePage::showRuns(const std::vector<RunFolder>& runs) {
  std::vector<std::filesystem::path> folders;
  for (const RunFolder& run : runs) folders.push_back(run.path());
  std::vector<std::string> ids = sourcesOfRuns(comparison_.sources(), folders);
  ids.resize(std::min<std::size_t>(ids.size(), PaneGrid::kMostPanes));
  comparison_.choose();
  grid_->showSources(ids);
}

void ComparePage::refreshTiles() {
  std::vector<Sample> samples = tilesOf(*document_, tiles_->choice().tileSet());
  // An empty set says less than another one that has tiles.
  for (const TileSet other : {TileSet::Test, TileSet::WithMasks, TileSet::All}) {
    if (!samples.empty() || tiles_->choice().tileSet() != TileSet::Validation || comparison_.sample()) break;
    samples = tilesOf(*document_, other);
    if (samples.empty()) continue;
    const QSignalBlocker quiet(tiles_);
    tiles_->choice().setTileSet(other);
    break;
  }
  tiles_->setSamples(std::move(samples));
  tiles_->setThresholdNote({});
  if (!tiles_->currentSample() && !comparison_.wantsFile(*document_->dataset())) tiles_->step(0);
  panesChanged();
}

void ComparePage::addPane() {
  if (grid_->panes().size() >= PaneGrid::kMostPanes) {
    return Q_EMIT message(tr("There are %1 panes, the most: close one first").arg(PaneGrid::kMostPanes));
  }
  grid_->addPane(nextSource(comparison_.sources(), grid_->shownSources()));
}

void ComparePage::closePane() {
  if (grid_->panes().size() == 1) return Q_EMIT message(tr("The last pane stays"));
  grid_->removePane(&grid_->current());
}

void ComparePage::panesChanged() {
  if (document_ == nullptr) return;
  std::vector<std::string> shown = grid_->shownSources();
  for (const ComparePane* pane : grid_->panes()) shown.push_back(pane->curtainSource());
  if (comparison_.setShown(std::move(shown))) grid_->setSources(comparison_.sources());
  takeCheckpoints();
  nameSources();
  requestPredictions();
  showPanes();
  std::vector<PredictionTask> unknown = comparison_.tasksFor(tiles_->samplesWithMasks(), comparison_.scored());
  std::erase_if(unknown,
                [this](const PredictionTask& task) { return tiles_->table().isKnown(task.sample.id, task.source.id); });
  if (predictions_) predictions_->recall(std::move(unknown));
}

void ComparePage::nameSources() {
  for (ComparePane* pane : grid_->panes()) {
    pane->setShortTitles(comparison_.shortTitle(pane->source()), comparison_.shortTitle(pane->curtainSource()));
  }
  const std::vector<CompareSource> scored = comparison_.scored();
  QStringList titles;
  for (const CompareSource& source : scored) titles.append(comparison_.shortTitle(source.id));
  tiles_->setSources(scored, titles);
  if (findSource(scored, comparison_.bestSource()) == nullptr) tiles_->setThresholdNote({});
}

void ComparePage::useLook(const PaneLook& look) {
  comparison_.setLook(look);
  pictures_.setLook(look);
  tiles_->table().setThreshold(look.threshold);
  if (look.threshold != comparison_.bestThreshold()) tiles_->setThresholdNote({});
  presenter_->showScores();
}

/// Of the chosen pane's network, else of the first that has scores.
void ComparePage::useBestThreshold() {
  const std::vector<CompareSource> scored = comparison_.scored();
  if (scored.empty()) return Q_EMIT message(tr("Choose a network in a pane first"));
  const CompareSource* chosen = findSource(scored, grid_->current().source());
  const CompareSource& source = chosen != nullptr ? *chosen : scored.front();
  const auto best = tiles_->table().bestThreshold(source.id);
  if (!best) return Q_EMIT message(tr("None of the listed tiles is scored yet: choose Score all tiles first"));
  const QString note = comparison_.takeBest(source, *best);
  lookBar_->setThreshold(best->step);
  tiles_->setThresholdNote(note);
}

void ComparePage::chooseTile(const std::string& id) {
  const auto& samples = tiles_->table().samples();
  const auto sample = std::ranges::find(samples, id, &Sample::id);
  if (sample != samples.end() && comparison_.wanted().id != id) showSample(*sample);
}

void ComparePage::showSample(const Sample& sample) {
  comparison_.want(sample);
  loader_.loadTile(sample);
}

void ComparePage::openPicture(const QString& file) {
  if (document_ == nullptr)
    return Q_EMIT message(tr("Open a project first: its networks are what pictures are shown with"));
  comparison_.want({.id = file.toStdString()});
  tiles_->deselect();
  loader_.loadFile(file.toStdString(), document_->dataset());
}

void ComparePage::showLoaded(const LoadedPicture& loaded) {
  presenter_->setScene(nullptr);
  comparison_.begin(loaded.sample, !loaded.tile, loaded.truthNote);
  if (!loaded.truthNote.isEmpty()) Q_EMIT message(loaded.truthNote);
  if (loaded.tile) return showTile(loaded.tile);
  const bool showsAll = loaded.raster->hasOverviews();
  showScene(std::make_shared<ScenePyramid>(std::move(*loaded.raster)));
  // Without overviews the whole file would have to be read to show all of it.
  if (!showsAll) camera_.lookAt({loaded.sample.width / 2.0, loaded.sample.height / 2.0}, 1.0);
}

void ComparePage::showTile(std::shared_ptr<const Tile> tile) {
  const QSize size(tile->image.cols, tile->image.rows);
  pictures_.setTile(std::move(tile));
  pictures_.add("image", SourceKind::Image);
  fitted_.showPicture(size, grid_->smallestCanvas());
  requestPredictions();
  showPanes();
}

void ComparePage::showScene(const std::shared_ptr<ScenePyramid>& scene) {
  pictures_.setTile(nullptr);
  presenter_->setScene(scene);
  connect(scene.get(), &ScenePyramid::changed, this, [this] {
    for (ComparePane* pane : grid_->panes()) pane->canvas().refresh();
    showReadout();
  });
  connect(scene.get(), &ScenePyramid::failed, this, [this](const QList<Problem>& problems) {
    comparison_.setProblem(problemText(problems));
    showPanes();
  });
  if (predictions_) predictions_->show({});
  fitted_.forget();
  fitted_.showPicture(scene->size(), grid_->smallestCanvas());
  showPanes();
}

void ComparePage::showProblem(const QString& text) {
  presenter_->setScene(nullptr);
  pictures_.setTile(nullptr);
  comparison_.setProblem(text);
  showPanes();
}

/// What was counted against the former labels is forgotten, also where it is on its way; what the networks predict
/// stays.
void ComparePage::takeEdits(const std::vector<std::string>& samples) {
  const Comparison::Edits edits = comparison_.takeEdits(samples, *document_->dataset());
  for (const std::string& id : edits.pictures) tiles_->table().forgetCurvesOn(id);
  refreshTiles();
  if (!edits.concernsWanted) return;
  const std::string wanted = comparison_.wanted().id;
  if (comparison_.wantsFile(*document_->dataset())) return openPicture(QString::fromStdString(wanted));
  showSample(*document_->dataset()->find(wanted));
}

void ComparePage::requestPredictions() {
  if (!comparison_.sample() || comparison_.isLarge() || !predictions_) return;
  std::vector<CompareSource> wanted;
  for (const CompareSource& source : comparison_.shown()) {
    pictures_.add(source.id, source.kind);
    if (source.isPredicted() && !pictures_.probability(source.id)) wanted.push_back(source);
  }
  predictions_->show(comparison_.tasksFor({*comparison_.sample()}, wanted));
}

/// Forgets what is known of a source by other checkpoints than these, so that scores and pictures of two are never
/// shown together. @returns whether there was such.
bool ComparePage::takeCheckpoint(const std::string& source, const std::string& stamp) {
  if (!comparison_.takeCheckpoint(source, stamp)) return false;
  tiles_->table().forgetCurvesOf(source);
  if (source == comparison_.bestSource()) tiles_->setThresholdNote({});
  pictures_.forgetProbability(source);
  return true;
}

void ComparePage::takeCheckpoints() {
  for (const CompareSource& source : comparison_.sources()) {
    if (comparison_.knowsCheckpoint(source.id)) takeCheckpoint(source.id, checkpointStamp(source));
  }
}

void ComparePage::receive(const Prediction& prediction) {
  const bool isOfNewCheckpoint = takeCheckpoint(prediction.source, prediction.checkpoint);
  if (prediction.curve && prediction.labels == comparison_.labelsOf(prediction.sample)) {
    const bool isNew = !tiles_->table().isKnown(prediction.sample, prediction.source);
    if (isNew && prediction.source == comparison_.bestSource()) tiles_->setThresholdNote({});
    tiles_->table().setCurve(prediction.sample, prediction.source, prediction.curve);
  }
  exports_->take(prediction);
  if (!comparison_.sample()) return;
  if (prediction.sample != comparison_.sample()->id) {
    if (!isOfNewCheckpoint) return;
    requestPredictions();
    return showPanes();
  }
  const CompareSource* source = comparison_.find(prediction.source);
  if (source == nullptr) return;
  if (prediction.probability) {
    comparison_.clearFailure(source->id);
    pictures_.add(source->id, source->kind, prediction.probability);
  } else {
    comparison_.setFailure(source->id, problemText(prediction.problems));
  }
  showPanes();
}

/// Exports come first, as they are predicted first.
void ComparePage::showProgress() {
  const bool exports = !exports_->isEmpty();
  const auto [done, total] = exports ? exports_->progress() : scored_;
  const QString stop = exports ? tr("Stop exporting (%1 of %2)") : tr("Stop scoring (%1 of %2)");
  tiles_->showProgress(stop.arg(done).arg(total), done, total);
}

/// What the button names.
void ComparePage::stopPredicting() {
  if (!predictions_) return;
  if (exports_->isEmpty()) return predictions_->cancelScoring();
  exports_->stop();
}

void ComparePage::showPanes() {
  presenter_->showPanes();
  presenter_->showScores();
  showReadout();
}

void ComparePage::showReadout() {
  for (ComparePane* pane : grid_->panes()) pane->canvas().setPointer(pointer_);
  readout_->setText(presenter_->readout(pointer_));
}

QString ComparePage::readout() const {
  return readout_->text();
}

void ComparePage::fit() {
  fitted_.fit(grid_->smallestCanvas());
}

void ComparePage::askAndExport(const QString& title, const std::function<void(const QString&)>& write) {
  if (!comparison_.sample())
    return Q_EMIT message(tr("Nothing is shown yet that could be exported: choose a tile first"));
  QString file = LastFolder("exports", document_->parentFolder())
                     .chooseNewFile(this, title, tr("comparison.pdf"), tr("PDF (*.pdf);;PNG (*.png)"));
  if (file.isEmpty()) return;
  if (QFileInfo(file).suffix().isEmpty()) file += ".pdf";
  write(file);
}

GridFigure ComparePage::figureOfPanes() const {
  return paneFigure(*grid_, comparison_, tiles_->table(), camera_, fitted_.picture());
}

void ComparePage::exportPanes(const QString& file) {
  if (comparison_.sample()) exports_->write(figureOfPanes(), file);
}

void ComparePage::exportTiles(const QString& file) {
  if (!predictions_) return;
  std::vector<Sample> samples = tiles_->selectedSamples();
  if (samples.empty()) return Q_EMIT message(tr("Select one or more tiles in the table first"));
  exports_->write(TileExport(file, std::move(samples), comparison_.shown(), comparison_.look()));
}

/// The picture that is shown and those selected, with the chosen pane's network, or mean of two, where it has one.
PredictDialog* ComparePage::askWhatToPredict() {
  if (document_ == nullptr) {
    Q_EMIT message(tr("Open a project first: its networks are what predicts"));
    return nullptr;
  }
  std::vector<CompareSource> networks;
  std::ranges::copy_if(comparison_.sources(), std::back_inserter(networks), &CompareSource::isScored);
  if (networks.empty()) {
    Q_EMIT message(tr("No run has a trained network yet: train one first"));
    return nullptr;
  }
  std::vector<std::string> candidates{grid_->current().source()};
  std::ranges::copy(grid_->shownSources(), std::back_inserter(candidates));
  const auto chosen =
      std::ranges::find_if(candidates, [&](const std::string& id) { return findSource(networks, id) != nullptr; });
  auto* dialog = new PredictDialog(planThreads_, networks, chosen == candidates.end() ? networks.front().id : *chosen,
                                   offersOf(comparison_.sample(), tiles_->selectedSamples()),
                                   document_->project().folder / "predictions",
                                   double(comparison_.look().threshold) / kThresholdSteps, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    FilePrediction wanted = dialog->prediction();
    wanted.threads = controller_.state() == TrainingState::Idle ? 0 : 1;
    saver_->start(std::move(wanted));
  });
  dialog->open();
  return dialog;
}

void ComparePage::saveState() const {
  QSettings settings;
  settings.beginGroup("compare");
  settings.setValue("splitter", splitter_->saveState());
  QStringList shown;
  for (const std::string& id : grid_->shownSources()) shown.append(QString::fromStdString(id));
  settings.setValue("panes", shown);
  settings.setValue("columns", grid_->chosenColumns());
  const PaneLook look = lookBar_->look();
  settings.setValue("view", int(look.view));
  settings.setValue("opacity", look.opacity);
  tiles_->choice().save();
}

void ComparePage::restoreState() {
  QSettings settings;
  settings.beginGroup("compare");
  splitter_->restoreState(settings.value("splitter").toByteArray());
  std::vector<std::string> wished;
  for (const QString& id : settings.value("panes").toStringList()) wished.push_back(id.toStdString());
  comparison_.wish(std::move(wished));
  grid_->setColumns(std::clamp(settings.value("columns", 0).toInt(), 0, PaneGrid::kMostPanes));
  const PaneLook standard;
  const int view = std::clamp(settings.value("view", int(standard.view)).toInt(), 0, int(PredictionView::HeatMap));
  lookBar_->setLook(
      {static_cast<PredictionView>(view), settings.value("opacity", standard.opacity).toDouble(), standard.threshold});
  tiles_->choice().restore();
}

/// True when the event was one of a key that is held, or its repetition.
bool ComparePage::handleHeldKey(QEvent* event) {
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease) return false;
  return heldKeys_.handle(*static_cast<QKeyEvent*>(event), static_cast<int>(grid_->panes().size()));
}

void ComparePage::keyPressEvent(QKeyEvent* event) {
  if (!plainKeys().mayAct() || !handleHeldKey(event)) Page::keyPressEvent(event);
}

void ComparePage::keyReleaseEvent(QKeyEvent* event) {
  if (!handleHeldKey(event)) Page::keyReleaseEvent(event);
}

bool ComparePage::eventFilter(QObject* watched, QEvent* event) {
  // The table would search for a digit and toggle a row by Space.
  if (watched == &tiles_->view() && handleHeldKey(event)) return true;
  return Page::eventFilter(watched, event);
}

void ComparePage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::ActivationChange && !isActiveWindow()) heldKeys_.releaseAll();
  Page::changeEvent(event);
}

void ComparePage::showEvent(QShowEvent* event) {
  if (document_ != nullptr) document_->runs().refresh();  // at once, where the catalogue would look soon
  Page::showEvent(event);
}

void ComparePage::hideEvent(QHideEvent* event) {
  heldKeys_.releaseAll();
  Page::hideEvent(event);
}

void ComparePage::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  const bool isPicture =
      urls.size() == 1 && urls.front().isLocalFile() && QFileInfo(urls.front().toLocalFile()).isFile();
  if (document_ != nullptr && isPicture) event->acceptProposedAction();
}

void ComparePage::dropEvent(QDropEvent* event) {
  openPicture(event->mimeData()->urls().front().toLocalFile());
}

}  // namespace macadam
