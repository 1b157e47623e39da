#include "ui/compare/pane_pictures.h"

#include <QMetaObject>
#include <utility>

namespace macadam {
namespace {

/// Whether a source's picture depends on opacity, threshold and view.
bool dependsOnLook(const PaneContents& contents) {
  return contents.kind != SourceKind::Image;
}

}  // namespace

PanePictures::PanePictures(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(2);
}

PanePictures::~PanePictures() {
  pool_.clear();
  pool_.waitForDone();
}

void PanePictures::setTile(std::shared_ptr<const Tile> tile) {
  tile_ = std::move(tile);
  ++generation_;
  pool_.clear();
  entries_.clear();
}

void PanePictures::setLook(const PaneLook& look) {
  if (look == look_) return;
  look_ = look;
  for (auto& [source, entry] : entries_) {
    if (dependsOnLook(entry.contents)) paint(source, entry);
  }
}

void PanePictures::add(const std::string& source, SourceKind kind, std::shared_ptr<const cv::Mat> probability) {
  if (!tile_) return;
  const auto [place, isNew] = entries_.try_emplace(source);
  Entry& entry = place->second;
  if (!isNew && !probability) return;
  entry.contents = {kind, tile_, std::move(probability)};
  paint(source, entry);
}

void PanePictures::forgetProbability(const std::string& source) {
  const auto place = entries_.find(source);
  if (place == entries_.end()) return;
  place->second.contents.probability = nullptr;
  paint(source, place->second);
}

std::shared_ptr<const MipPicture> PanePictures::picture(const std::string& source) const {
  const auto entry = entries_.find(source);
  return entry == entries_.end() ? nullptr : entry->second.picture;
}

std::shared_ptr<const cv::Mat> PanePictures::probability(const std::string& source) const {
  const auto entry = entries_.find(source);
  return entry == entries_.end() ? nullptr : entry->second.contents.probability;
}

void PanePictures::paint(const std::string& source, Entry& entry) {
  if (std::exchange(entry.painting, true)) {
    entry.outdated = true;
    return;
  }
  pool_.start([this, source, contents = entry.contents, look = look_, generation = generation_] {
    auto picture = std::make_shared<const MipPicture>(renderPane(contents, look));
    QMetaObject::invokeMethod(
        this, [this, source, generation, picture] { finish(source, generation, picture); }, Qt::QueuedConnection);
  });
}

void PanePictures::finish(const std::string& source, int generation, std::shared_ptr<const MipPicture> picture) {
  const auto place = entries_.find(source);
  if (generation != generation_ || place == entries_.end()) return;
  Entry& entry = place->second;
  entry.picture = std::move(picture);
  entry.painting = false;
  if (std::exchange(entry.outdated, false)) paint(source, entry);
  Q_EMIT changed(source);
}

}  // namespace macadam
