#include "ui/annotate/finished_tiles.h"

#include <QLocale>
#include <algorithm>
#include <utility>

namespace macadam {

FinishedTiles::FinishedTiles(const TilePlanner& planner, NoticeBar& notice, QObject* parent)
    : QObject(parent), planner_(planner), notice_(notice) {
  connect(&notice_, &NoticeBar::dismissed, this, [this](const QString& text) {
    if (text == text_) declined_ = offered_;
    offer();
  });
}

void FinishedTiles::setDocument(ProjectDocument* document) {
  document_ = document;
  if (notice_.text() == text_) notice_.hide();  // it is of the project before
  offered_.clear();
  declined_.clear();
  text_.clear();
}

std::vector<std::string> FinishedTiles::movable() const {
  std::vector<std::string> ready = planner_.done();
  std::erase_if(ready, [this](const std::string& id) {
    const Sample* sample = document_->dataset()->find(id);
    const Subset subset = document_->split().of(id);
    return sample == nullptr || !sample->hasMask() || (subset != Subset::Unlabelled && subset != Subset::Unused);
  });
  return ready;
}

std::vector<std::string> FinishedTiles::possible() const {
  std::vector<std::string> offer = movable();
  if (!offer.empty()) offer.insert(offer.begin(), document_->split().name);
  return offer;
}

void FinishedTiles::offer() {
  if (document_ == nullptr || !document_->obstacle().isEmpty()) return;
  const std::vector<std::string> offer = possible();
  const bool isNew = std::exchange(offered_, offer) != offer;
  if (offer.empty()) {  // they have moved, or are open again
    declined_.clear();
    if (notice_.text() == text_) notice_.hide();
    return;
  }
  if (offer == declined_ || (!isNew && !notice_.text().isEmpty())) return;
  const QString split = QString::fromStdString(document_->split().name);
  const std::size_t count = offer.size() - 1;
  text_ = count == 1
              ? tr("%1 is done, and not among the labelled tiles of the split “%2”.").arg(tileName(offer.back()), split)
              : tr("%1 finished tiles are not among the labelled ones of the split “%2”.")
                    .arg(QLocale().toString(qulonglong(count)), split);
  notice_.show(text_, tr("Move to labelled"), [this] { moveToLabelled(); });
}

void FinishedTiles::moveToLabelled() {
  if (document_ == nullptr) return;
  const std::vector<std::string> ready = movable();
  if (ready.empty()) return Q_EMIT message(tr("No finished tile is outside of the labelled ones"));
  const ProjectDocument::Labelled outcome = document_->moveToLabelled(ready, tr("Move finished tiles to labelled"));
  QStringList parts;
  if (!outcome.moved.empty()) {
    parts.append(
        outcome.moved.size() == 1
            ? tr("One tile more is labelled in the split “%1”.").arg(outcome.split)
            : tr("%1 tiles more are labelled in the split “%2”.").arg(outcome.moved.size()).arg(outcome.split));
  }
  const QList<Problem> refused(outcome.refused.begin(), outcome.refused.end());
  if (!refused.isEmpty()) declined_ = possible();  // it would be refused again
  if (!refused.isEmpty()) parts.append(problemText(refused) + '.');
  if (parts.isEmpty()) return;  // another window owns the project, which was said
  if (outcome.moved.empty()) return notice_.show(parts.join(' '));
  notice_.show(parts.join(' '), tr("Train again"), [this] { Q_EMIT trainWished(); });
}

}  // namespace macadam
