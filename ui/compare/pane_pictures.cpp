#include "ui/compare/pane_pictures.h"

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

void PanePictures::setTile(std::shared_ptr<const Tile> tile) {
  tile_ = std::move(tile);
  entries_.clear();
}

void PanePictures::setLook(const PaneLook& look) {
  if (look == look_) return;
  look_ = look;
  for (auto& [source, entry] : entries_) {
    if (dependsOnLook(entry.contents)) paint(entry);
  }
}

void PanePictures::add(const std::string& source, SourceKind kind, std::shared_ptr<const cv::Mat> probability) {
  if (!tile_) return;
  const auto [place, isNew] = entries_.try_emplace(source);
  Entry& entry = place->second;
  if (isNew) entry.painting = painterOf(source);
  if (!isNew && !probability) return;
  entry.contents = {kind, tile_, std::move(probability)};
  paint(entry);
}

void PanePictures::forgetProbability(const std::string& source) {
  const auto place = entries_.find(source);
  if (place == entries_.end()) return;
  place->second.contents.probability = nullptr;
  paint(place->second);
}

std::shared_ptr<const MipPicture> PanePictures::picture(const std::string& source) const {
  const auto entry = entries_.find(source);
  return entry == entries_.end() ? nullptr : entry->second.picture;
}

std::shared_ptr<const cv::Mat> PanePictures::probability(const std::string& source) const {
  const auto entry = entries_.find(source);
  return entry == entries_.end() ? nullptr : entry->second.contents.probability;
}

QString PanePictures::failure(const std::string& source) const {
  const auto entry = entries_.find(source);
  return entry == entries_.end() ? QString() : entry->second.failure;
}

void PanePictures::paint(Entry& entry) {
  entry.painting->run([contents = entry.contents, look = look_] {
    return std::make_shared<const MipPicture>(renderPane(contents, look));
  });
}

std::unique_ptr<NewestWins<PanePictures::Picture>> PanePictures::painterOf(const std::string& source) {
  const auto finish = [this, source](Picture picture, const QString& failure) {
    Entry& entry = entries_.at(source);
    entry.picture = std::move(picture);
    entry.failure = failure;
    Q_EMIT changed(source);
  };
  return std::make_unique<NewestWins<Picture>>(
      pool_, Overtaken::Shown, [finish](Picture picture) { finish(std::move(picture), {}); },
      [finish](const QList<Problem>& problems) { finish(nullptr, problemText(problems)); });
}

}  // namespace macadam
