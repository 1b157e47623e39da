#include "ui/annotate/finished_tiles.h"

#include <QLocale>
#include <algorithm>
#include <utility>

namespace macadam {

void FinishedTiles::setDocument(ProjectDocument* document) {
  document_ = document;
  offered_.clear();
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

void FinishedTiles::offer() {
  if (document_ == nullptr || !document_->obstacle().isEmpty()) return;
  const std::vector<std::string> ready = movable();
  std::vector<std::string> offer{document_->split().name};
  offer.insert(offer.end(), ready.begin(), ready.end());
  if (std::exchange(offered_, offer) == offer || ready.empty()) return;
  const QString split = QString::fromStdString(document_->split().name);
  const QString text =
      ready.size() == 1
          ? tr("%1 is done, and not among the labelled tiles of the split “%2”.").arg(tileName(ready.front()), split)
          : tr("%1 finished tiles are not among the labelled ones of the split “%2”.")
                .arg(QLocale().toString(qulonglong(ready.size())), split);
  notice_.show(text, tr("Move to labelled"), [this] { moveToLabelled(); });
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
  if (!refused.isEmpty()) parts.append(problemText(refused) + '.');
  if (parts.isEmpty()) return;  // another window owns the project, which was said
  if (outcome.moved.empty()) return notice_.show(parts.join(' '));
  notice_.show(parts.join(' '), tr("Train again"), [this] { Q_EMIT trainWished(); });
}

}  // namespace macadam
