#include "ui/compare/compare_page.h"

#include "ui/canvas/picture_canvas.h"
#include "ui/canvas/scene_pyramid.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/pane_disagreements.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/prediction_cache.h"
#include "ui/compare/prediction_saver.h"
#include "ui/compare/telling_titles.h"
#include "ui/compare/tile_export.h"
#include "ui/compare/tile_panel.h"
#include "ui/project/project_document.h"

#include <QSettings>
#include <QSplitter>
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
      jobs_(jobs),
      engine_(std::move(engine)),
      saver_(new PredictionSaver(jobs, engine_, this)),
      controller_(controller),
      store_(std::make_shared<ImageStore>(kPictureBytes)),
      loader_(
          loaderThread_, Overtaken::Dropped, [this](const Loaded& loaded) { showLoaded(loaded); },
          [this](const QList<Problem>& problems) {
            begin(wanted_.width > 0 ? std::optional(wanted_) : std::nullopt);
            showProblem(problemText(problems));
          }) {
  loaderThread_.setMaxThreadCount(1);
  build();
  addActions();
  connectParts();
  setDocument(nullptr);
}

ComparePage::~ComparePage() = default;

void ComparePage::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) {
    document_->disconnect(this);
    document_->runs().disconnect(this);
    resetForNextProject();
  }
  predictions_.reset();
  exports_.clear();
  scored_ = {};
  document_ = document;
  sample_.reset();
  wanted_ = {};
  scene_.reset();
  problem_.clear();
  truthNote_.clear();
  failures_.clear();
  fittedSize_ = {};
  loader_.forget();
  pictures_.setTile(nullptr);
  tiles_->table().forgetCurves();
  checkpoints_.clear();
  editions_.clear();
  showProgress();
  choosesFirst_ = true;
  content_->setVisible(document != nullptr);
  emptyState_->setVisible(document == nullptr);
  if (document == nullptr) return;

  predictions_ = std::make_unique<Predictions>(engine_, document->project().folder / "cache" / "predictions",
                                               document->dataset(), store_);
  connect(predictions_.get(), &Predictions::ready, this, &ComparePage::receive);
  connect(predictions_.get(), &Predictions::scoringProgress, this, [this](int done, int total) {
    scored_ = {done, total};
    showProgress();
    if (total == 0) tiles_->sortAgain();
  });
  connect(&document->runs(), &RunCatalog::changed, this, [this] {
    refreshSources();
    predictions_->keepOnly(cacheFoldersOf(document_->runs().runs(), sources_));
  });
  connect(document, &ProjectDocument::splitChanged, this, &ComparePage::refreshTiles);
  connect(document, &ProjectDocument::labelsChanged, this, &ComparePage::takeEdits);
  useThreads();
  grid_->showSources({"image", "truth"});
  refreshSources();
  refreshTiles();
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
  sources_ = listSources(document_->runs().runs(), document_->project().runs());
  offerDisagreements(sources_, shownIds());
  if (choosesFirst_) {
    for (const std::string& id : wantedSources_) addDisagreement(sources_, id);
  }
  grid_->setSources(sources_);
  const bool hasNetworks = std::ranges::any_of(sources_, &CompareSource::isPredicted);
  if (choosesFirst_ && hasNetworks) {
    choosesFirst_ = false;
    std::vector<std::string> known;
    std::ranges::copy_if(wantedSources_, std::back_inserter(known),
                         [this](const std::string& id) { return findSource(sources_, id) != nullptr; });
    const bool knowsNetwork =
        std::ranges::any_of(known, [this](const std::string& id) { return findSource(sources_, id)->isPredicted(); });
    grid_->showSources(knowsNetwork ? known : firstSources(sources_));
    return;
  }
  panesChanged();
}

void ComparePage::showRuns(const std::vector<RunFolder>& runs) {
  std::vector<std::filesystem::path> folders;
  for (const RunFolder& run : runs) folders.push_back(run.path());
  std::vector<std::string> ids = sourcesOfRuns(sources_, folders);
  ids.resize(std::min<std::size_t>(ids.size(), PaneGrid::kMostPanes));
  choosesFirst_ = false;
  grid_->showSources(ids);
}

void ComparePage::refreshTiles() {
  std::vector<Sample> samples = tilesOf(*document_, tiles_->choice().tileSet());
  // An empty set says less than another one that has tiles.
  for (const TileSet other : {TileSet::Test, TileSet::WithMasks, TileSet::All}) {
    if (!samples.empty() || tiles_->choice().tileSet() != TileSet::Validation || sample_) break;
    samples = tilesOf(*document_, other);
    if (samples.empty()) continue;
    const QSignalBlocker quiet(tiles_);
    tiles_->choice().setTileSet(other);
    break;
  }
  tiles_->setSamples(std::move(samples));
  tiles_->setThresholdNote({});
  if (!tiles_->currentSample() && !showsPictureFile()) tiles_->step(0);
  panesChanged();
}

bool ComparePage::showsPictureFile() const {
  return !wanted_.id.empty() && document_->dataset()->find(wanted_.id) == nullptr;
}

/// Those behind curtains last.
std::vector<std::string> ComparePage::shownIds() const {
  std::vector<std::string> ids = grid_->shownSources();
  for (const ComparePane* pane : grid_->panes()) ids.push_back(pane->curtainSource());
  return ids;
}

std::vector<CompareSource> ComparePage::shownSources() const {
  std::vector<CompareSource> shown;
  for (const std::string& id : shownIds()) {
    const CompareSource* source = findSource(sources_, id);
    if (source != nullptr && findSource(shown, id) == nullptr) shown.push_back(*source);
  }
  return shown;
}

std::vector<CompareSource> ComparePage::scoredSources() const {
  std::vector<CompareSource> scored = shownSources();
  std::erase_if(scored, [](const CompareSource& source) { return !source.isScored(); });
  return scored;
}

std::vector<PredictionTask> ComparePage::tasksFor(const std::vector<Sample>& samples,
                                                  const std::vector<CompareSource>& sources) const {
  std::vector<PredictionTask> tasks;
  for (const CompareSource& source : sources) {  // source by source, so that few networks are open at a time
    for (const Sample& sample : samples) tasks.push_back({sample, source, labelsOf(sample.id)});
  }
  return tasks;
}

void ComparePage::panesChanged() {
  if (document_ == nullptr) return;
  if (offerDisagreements(sources_, shownIds())) grid_->setSources(sources_);
  takeCheckpoints();
  nameSources();
  requestPredictions();
  showPanes();
  std::vector<PredictionTask> unknown = tasksFor(tiles_->samplesWithMasks(), scoredSources());
  std::erase_if(unknown,
                [this](const PredictionTask& task) { return tiles_->table().isKnown(task.sample.id, task.source.id); });
  if (predictions_) predictions_->recall(std::move(unknown));
}

void ComparePage::nameSources() {
  const std::vector<CompareSource> shown = shownSources(), scored = scoredSources();
  const QStringList titles = tellingTitles(shown);
  shortTitles_.clear();
  for (std::size_t i = 0; i < shown.size(); ++i) shortTitles_[shown[i].id] = titles[static_cast<int>(i)];
  for (ComparePane* pane : grid_->panes()) {
    pane->setShortTitles(shortTitle(pane->source()), shortTitle(pane->curtainSource()));
  }
  QStringList ofScored;
  for (const CompareSource& source : scored) ofScored.append(shortTitle(source.id));
  tiles_->setSources(scored, ofScored);
  if (findSource(scored, bestSource_) == nullptr) tiles_->setThresholdNote({});
}

QString ComparePage::shortTitle(const std::string& source) const {
  const auto known = shortTitles_.find(source);
  return known == shortTitles_.end() ? QString() : known->second;
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
  wantedSources_.clear();
  for (const QString& id : settings.value("panes").toStringList()) wantedSources_.push_back(id.toStdString());
  grid_->setColumns(std::clamp(settings.value("columns", 0).toInt(), 0, PaneGrid::kMostPanes));
  const PaneLook standard;
  const int view = std::clamp(settings.value("view", int(standard.view)).toInt(), 0, int(PredictionView::HeatMap));
  lookBar_->setLook(
      {static_cast<PredictionView>(view), settings.value("opacity", standard.opacity).toDouble(), standard.threshold});
  tiles_->choice().restore();
}

}  // namespace macadam
