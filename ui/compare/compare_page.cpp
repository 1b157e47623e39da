#include "ui/compare/compare_page.h"

#include "ui/canvas/picture_canvas.h"
#include "ui/compare/compare_actions.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/figure_exports.h"
#include "ui/compare/figures.h"
#include "ui/compare/legend_bar.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/pane_presenter.h"
#include "ui/compare/picture_stage.h"
#include "ui/compare/predict_dialog.h"
#include "ui/compare/prediction_feed.h"
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
#include <utility>

namespace macadam {
namespace {

constexpr std::size_t kPictureBytes = 256u << 20;

}  // namespace

ComparePage::ComparePage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent)
    : Page(parent),
      engine_(std::move(engine)),
      saver_(new PredictionSaver(jobs, engine_, this)),
      controller_(controller),
      store_(std::make_shared<ImageStore>(kPictureBytes)),
      exports_(new FigureExports(jobs, store_, this)),
      heldKeys_([this] { showPanes(); }) {
  build();
  feed_ = std::make_unique<PredictionFeed>(model_, pictures_, *tiles_, *exports_);
  presenter_ = std::make_unique<PanePresenter>(*grid_, model_, pictures_, tiles_->table(), heldKeys_);
  stage_ = std::make_unique<PictureStage>(model_, pictures_, *grid_, camera_, *presenter_, *feed_, store_);
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
  connect(&actions, &CompareActions::fitRequested, stage_.get(), &PictureStage::fit);
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
  connect(grid_, &PaneGrid::fitRequested, stage_.get(), &PictureStage::fit);
  connect(grid_, &PaneGrid::resized, stage_.get(), &PictureStage::fitAgain);
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
  connect(tiles_, &TilePanel::scoreAllRequested, feed_.get(), &PredictionFeed::scoreAll);
  connect(saver_, &PredictionSaver::message, this, &ComparePage::message);
  connect(exports_, &FigureExports::message, this, &ComparePage::message);
  connect(tiles_, &TilePanel::cancelRequested, feed_.get(), &PredictionFeed::stop);
  connect(stage_.get(), &PictureStage::message, this, &ComparePage::message);
  connect(stage_.get(), &PictureStage::panesOutdated, this, &ComparePage::showPanes);
  connect(stage_.get(), &PictureStage::sceneChanged, this, &ComparePage::showReadout);
  connect(feed_.get(), &PredictionFeed::panesOutdated, this, &ComparePage::showPanes);
  connect(&controller_, &RunController::stateChanged, this, &ComparePage::useThreads);
}

void ComparePage::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) {
    document_->disconnect(this);
    document_->runs().disconnect(this);
    resetForNextProject();
  }
  feed_->close();
  document_ = document;
  model_.reset();
  stage_->clear();
  tiles_->table().forgetCurves();
  content_->setVisible(document != nullptr);
  emptyState_->setVisible(document == nullptr);
  if (document == nullptr) return;

  feed_->open(engine_, *document, store_);
  connectDocument();
  useThreads();
  grid_->showSources({"image", "truth"});
  refreshSources();
  refreshTiles();
}

void ComparePage::connectDocument() {
  connect(&document_->runs(), &RunCatalog::changed, this, [this] {
    refreshSources();
    feed_->keepOnly(document_->runs().runs());
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
  feed_->setThreads(controller_.state() == TrainingState::Idle ? 0 : 1);
}

void ComparePage::refreshSources() {
  model_.setSources(listSources(document_->runs().runs(), document_->project().runs()));
  grid_->setSources(model_.sources());
  if (const auto first = model_.firstChoice()) return grid_->showSources(*first);
  panesChanged();
}

void ComparePage::showRuns(const std::vector<RunFolder>& runs) {
  std::vector<std::filesystem::path> folders;
  for (const RunFolder& run : runs) folders.push_back(run.path());
  std::vector<std::string> ids = sourcesOfRuns(model_.sources(), folders);
  ids.resize(std::min<std::size_t>(ids.size(), PaneGrid::kMostPanes));
  model_.choose();
  grid_->showSources(ids);
}

void ComparePage::refreshTiles() {
  std::vector<Sample> samples = tilesOf(*document_, tiles_->choice().tileSet());
  // An empty set says less than another one that has tiles.
  for (const TileSet other : {TileSet::Test, TileSet::WithMasks, TileSet::All}) {
    if (!samples.empty() || tiles_->choice().tileSet() != TileSet::Validation || model_.sample()) break;
    samples = tilesOf(*document_, other);
    if (samples.empty()) continue;
    const QSignalBlocker quiet(tiles_);
    tiles_->choice().setTileSet(other);
    break;
  }
  tiles_->setSamples(std::move(samples));
  tiles_->setThresholdNote({});
  if (!tiles_->currentSample() && !model_.wantsFile(*document_->dataset())) tiles_->step(0);
  panesChanged();
}

void ComparePage::addPane() {
  if (grid_->panes().size() >= PaneGrid::kMostPanes) {
    return Q_EMIT message(tr("There are %1 panes, the most: close one first").arg(PaneGrid::kMostPanes));
  }
  grid_->addPane(nextSource(model_.sources(), grid_->shownSources()));
}

void ComparePage::closePane() {
  if (grid_->panes().size() == 1) return Q_EMIT message(tr("The last pane stays"));
  grid_->removePane(&grid_->current());
}

void ComparePage::panesChanged() {
  if (document_ == nullptr) return;
  std::vector<std::string> shown = grid_->shownSources();
  for (const ComparePane* pane : grid_->panes()) shown.push_back(pane->curtainSource());
  if (model_.setShown(std::move(shown))) grid_->setSources(model_.sources());
  feed_->takeCheckpoints();
  nameSources();
  feed_->showPicture();
  showPanes();
  feed_->recallScores();
}

void ComparePage::nameSources() {
  for (ComparePane* pane : grid_->panes()) {
    pane->setShortTitles(model_.shortTitle(pane->source()), model_.shortTitle(pane->curtainSource()));
  }
  const std::vector<CompareSource> scored = model_.scored();
  QStringList titles;
  for (const CompareSource& source : scored) titles.append(model_.shortTitle(source.id));
  tiles_->setSources(scored, titles);
  if (findSource(scored, model_.bestSource()) == nullptr) tiles_->setThresholdNote({});
}

void ComparePage::useLook(const PaneLook& look) {
  model_.setLook(look);
  pictures_.setLook(look);
  tiles_->table().setThreshold(look.threshold);
  if (look.threshold != model_.bestThreshold()) tiles_->setThresholdNote({});
  presenter_->showScores();
}

/// Of the chosen pane's network, else of the first that has scores.
void ComparePage::useBestThreshold() {
  const std::vector<CompareSource> scored = model_.scored();
  if (scored.empty()) return Q_EMIT message(tr("Choose a network in a pane first"));
  const CompareSource* chosen = findSource(scored, grid_->current().source());
  const CompareSource& source = chosen != nullptr ? *chosen : scored.front();
  const auto best = tiles_->table().bestThreshold(source.id);
  if (!best) return Q_EMIT message(tr("None of the listed tiles is scored yet: choose Score all tiles first"));
  const QString note = model_.takeBest(source, *best);
  lookBar_->setThreshold(best->step);
  tiles_->setThresholdNote(note);
}

void ComparePage::chooseTile(const std::string& id) {
  const auto& samples = tiles_->table().samples();
  const auto sample = std::ranges::find(samples, id, &Sample::id);
  if (sample != samples.end() && model_.wanted().id != id) showSample(*sample);
}

void ComparePage::showSample(const Sample& sample) {
  model_.want(sample);
  stage_->loadTile();
}

void ComparePage::openPicture(const QString& file) {
  if (document_ == nullptr)
    return Q_EMIT message(tr("Open a project first: its networks are what pictures are shown with"));
  model_.want({.id = file.toStdString()});
  tiles_->deselect();
  stage_->loadFile(document_->dataset());
}

/// What was counted against the former labels is forgotten, also where it is on its way; what the networks predict
/// stays.
void ComparePage::takeEdits(const std::vector<std::string>& samples) {
  const CompareModel::Edits edits = model_.takeEdits(samples, *document_->dataset());
  for (const std::string& id : edits.pictures) tiles_->table().forgetCurvesOn(id);
  refreshTiles();
  if (!edits.concernsWanted) return;
  const std::string wanted = model_.wanted().id;
  if (model_.wantsFile(*document_->dataset())) return openPicture(QString::fromStdString(wanted));
  showSample(*document_->dataset()->find(wanted));
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

void ComparePage::askAndExport(const QString& title, const std::function<void(const QString&)>& write) {
  if (!model_.sample()) return Q_EMIT message(tr("Nothing is shown yet that could be exported: choose a tile first"));
  QString file = LastFolder("exports", document_->parentFolder())
                     .chooseNewFile(this, title, tr("comparison.pdf"), tr("PDF (*.pdf);;PNG (*.png)"));
  if (file.isEmpty()) return;
  if (QFileInfo(file).suffix().isEmpty()) file += ".pdf";
  write(file);
}

GridFigure ComparePage::figureOfPanes() const {
  return paneFigure(*grid_, model_, tiles_->table(), camera_, stage_->picture());
}

void ComparePage::exportPanes(const QString& file) {
  if (model_.sample()) exports_->write(figureOfPanes(), file);
}

void ComparePage::exportTiles(const QString& file) {
  if (!feed_->isOpen()) return;
  std::vector<Sample> samples = tiles_->selectedSamples();
  if (samples.empty()) return Q_EMIT message(tr("Select one or more tiles in the table first"));
  exports_->write(TileExport(file, std::move(samples), model_.shown(), model_.look()));
}

/// The picture that is shown and those selected, with the chosen pane's network, or mean of two, where it has one.
PredictDialog* ComparePage::askWhatToPredict() {
  if (document_ == nullptr) {
    Q_EMIT message(tr("Open a project first: its networks are what predicts"));
    return nullptr;
  }
  std::vector<CompareSource> networks;
  std::ranges::copy_if(model_.sources(), std::back_inserter(networks), &CompareSource::isScored);
  if (networks.empty()) {
    Q_EMIT message(tr("No run has a trained network yet: train one first"));
    return nullptr;
  }
  std::vector<std::string> candidates{grid_->current().source()};
  std::ranges::copy(grid_->shownSources(), std::back_inserter(candidates));
  const auto chosen =
      std::ranges::find_if(candidates, [&](const std::string& id) { return findSource(networks, id) != nullptr; });
  auto* dialog = new PredictDialog(planThreads_, networks, chosen == candidates.end() ? networks.front().id : *chosen,
                                   offersOf(model_.sample(), tiles_->selectedSamples()),
                                   document_->project().folder / "predictions",
                                   double(model_.look().threshold) / kThresholdSteps, this);
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
  model_.wish(std::move(wished));
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
