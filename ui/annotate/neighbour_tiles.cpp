#include "ui/annotate/neighbour_tiles.h"

#include "data/tile_neighbours.h"
#include "image/raster.h"
#include "ui/annotate/adjusted_layer.h"
#include "ui/annotate/handover.h"
#include "ui/annotate/neighbour_layer.h"

#include <algorithm>
#include <utility>

namespace macadam {

/// What one run of the loader has opened until now.
struct NeighbourTiles::Arrivals {
  struct Arrival {
    std::shared_ptr<AnnotatedPicture> opened;
    std::shared_ptr<const MipPicture> picture;
    cv::Point offset;
  };

  Handover<Arrival> opened;
  QList<Problem> problems;

  void openAll(const Project& project, const Dataset& dataset, const Sample& sample, LabelAccess access) {
    for (const TileNeighbour& neighbour : neighboursOf(dataset, sample, opened.stop())) {
      if (opened.stop().stop_requested()) return;
      try {
        const Sample& beside = *dataset.find(neighbour.sample);
        const Raster raster(beside.image, beside.pixels);
        auto picture = std::make_shared<const MipPicture>(raster.readRgb(raster.whole()));
        opened.put(
            {std::make_shared<AnnotatedPicture>(AnnotatedPicture{LabelEditor(project, beside, access), beside, {}, {}}),
             std::move(picture), neighbour.offset});
      } catch (...) {
        problems += caughtProblems(neighbour.sample);
      }
    }
  }
};

NeighbourTiles::NeighbourTiles(QThreadPool& thread, Jobs& jobs, QObject* parent)
    : QObject(parent),
      jobs_(jobs),
      loader_(
          thread, Overtaken::Dropped, [this](const std::shared_ptr<Arrivals>& arrivals) { take(*arrivals); },
          [this](const QList<Problem>& problems) { Q_EMIT noted(problems); }) {}

NeighbourTiles::~NeighbourTiles() {
  close();
}

void NeighbourTiles::open(const Project& project, std::shared_ptr<const Dataset> dataset, LabelSession& session) {
  close();
  session_ = &session;
  arrivals_ = std::make_shared<Arrivals>();
  const LabelAccess access = session.editor().canEdit() ? LabelAccess::Edit : LabelAccess::Look;
  loader_.run([project, dataset = std::move(dataset), sample = session.sample(), access, arrivals = arrivals_] {
    arrivals->openAll(project, *dataset, sample, access);
    return arrivals;
  });
}

void NeighbourTiles::close() {
  loader_.forget();
  if (arrivals_) arrivals_->opened.takeAll();
  arrivals_.reset();
  if (session_ != nullptr) session_->removeNeighbours();
  session_ = nullptr;
  finishSaving();
  for (const Tile& tile : tiles_) tile.session->disconnect(this);  // what failed was told, and is tried once more
  tiles_.clear();
}

void NeighbourTiles::take(Arrivals& arrivals) {
  if (&arrivals != arrivals_.get()) return;
  QList<Problem> notes = arrivals.problems;
  for (Arrivals::Arrival& arrival : arrivals.opened.takeAll()) {
    for (const Problem& note : arrival.opened->editor.notes()) notes.append(note);
    auto session = std::make_unique<LabelSession>(std::move(arrival.opened), session_->readOnly(), jobs_);
    auto labels = std::make_shared<LabelLayer>(session->plane());
    labels->setLook(look_);
    session_->addNeighbour(*session, arrival.offset);
    tiles_.push_back({std::move(session), std::move(arrival.picture), std::move(labels), arrival.offset});
    connectTile(tiles_.size() - 1);
  }
  arrivals_.reset();
  if (!notes.isEmpty()) Q_EMIT noted(notes);
  if (!tiles_.empty()) Q_EMIT opened();
}

void NeighbourTiles::connectTile(std::size_t index) {
  const Tile& tile = tiles_[index];
  const LabelSession* session = tile.session.get();
  connect(session, &LabelSession::changed, this, [this, labels = tile.labels, offset = tile.offset](const QRect& area) {
    if (area.isEmpty()) return;
    labels->invalidate({area.x(), area.y(), area.width(), area.height()});
    Q_EMIT changed(area.translated(offset.x, offset.y));
  });
  connect(session, &LabelSession::savedChanged, this, &NeighbourTiles::savedChanged);
  connect(session, &LabelSession::saved, this, &NeighbourTiles::saved);
  connect(session, &LabelSession::failed, this, &NeighbourTiles::failed);
}

LabelSession* NeighbourTiles::find(const std::string& sample) const {
  const auto found =
      std::ranges::find_if(tiles_, [&](const Tile& tile) { return tile.session->sample().id == sample; });
  return found == tiles_.end() ? nullptr : found->session.get();
}

std::optional<NeighbourTiles::Place> NeighbourTiles::at(cv::Point pixel) const {
  for (const Tile& tile : tiles_) {
    if (tile.session->whole().contains(pixel - tile.offset)) return Place{tile.session.get(), pixel - tile.offset};
  }
  return std::nullopt;
}

/// The nearest one on top, as `at` finds it.
LayerStack::Layers NeighbourTiles::layers(const DisplayAdjustment& adjustment, bool withLabels) const {
  LayerStack::Layers layers;
  for (auto tile = tiles_.rbegin(); tile != tiles_.rend(); ++tile) {
    LayerStack::Layers shown{std::make_shared<AdjustedLayer>(tile->picture, adjustment)};
    if (withLabels) shown.push_back(tile->labels);
    layers.push_back(std::make_shared<NeighbourLayer>(std::make_shared<LayerStack>(std::move(shown)),
                                                      QPointF(tile->offset.x, tile->offset.y),
                                                      QSize(session_->size().width, session_->size().height)));
  }
  return layers;
}

void NeighbourTiles::setLook(const LabelLook& look) {
  look_ = look;
  for (const Tile& tile : tiles_) tile.labels->setLook(look);
}

bool NeighbourTiles::isSaved() const {
  return std::ranges::all_of(tiles_, [](const Tile& tile) { return tile.session->isSaved(); });
}

void NeighbourTiles::save() {
  for (const Tile& tile : tiles_) tile.session->save();
}

void NeighbourTiles::finishSaving() {
  for (const Tile& tile : tiles_) tile.session->finishSaving();
}

}  // namespace macadam
