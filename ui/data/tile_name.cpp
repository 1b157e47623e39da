#include "ui/data/tile_name.h"

#include <QFileInfo>
#include <QFontMetrics>
#include <QSet>
#include <QStringList>
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace macadam {
namespace {

/// As many as fit under a tile of usual size.
constexpr qsizetype kCaptionCharacters = 12;
constexpr qsizetype kFewestCharacters = 4;

bool isSeparator(QChar character) {
  return !character.isLetterOrNumber();
}

TileName nameOf(const Sample& sample) {
  const QString id = QString::fromStdString(sample.id);
  if (sample.window) {
    return {.distinct = QFileInfo(id.left(id.lastIndexOf('#'))).completeBaseName(),
            .corner = QStringLiteral(" (%1, %2)").arg(sample.window->x).arg(sample.window->y)};
  }
  const QString name = QFileInfo(id).completeBaseName(), scene = QString::fromStdString(sample.scene);
  if (scene.isEmpty() || !name.startsWith(scene)) return {.distinct = name};
  return {.distinct = scene, .corner = name.mid(scene.size())};
}

/// The longest that begins with a separator and leaves something of each name; empty where all names are one.
QString sharedEnding(const std::vector<TileName>& names) {
  if (names.empty()) return {};
  const QString& first = names.front().distinct;
  qsizetype length = first.size();
  bool areOne = true;
  for (const TileName& name : names) {
    const QString& other = name.distinct;
    const qsizetype most = std::min(length, other.size());
    length = std::mismatch(first.rbegin(), first.rbegin() + most, other.rbegin()).first - first.rbegin();
    areOne = areOne && other == first;
  }
  if (areOne) return {};
  const QString shared = first.right(length);
  for (qsizetype i = 0; i < shared.size(); ++i) {
    const QString ending = shared.mid(i);
    const bool leavesSomething = std::ranges::none_of(names, [&](const TileName& n) { return n.distinct == ending; });
    if (isSeparator(ending.front()) && leavesSomething) return ending;
  }
  return {};
}

/// How many characters all names begin with alike, and end with; none where all are one.
std::pair<qsizetype, qsizetype> sharedEnds(const std::vector<TileName>& names) {
  if (names.empty()) return {};
  const QString& first = names.front().distinct;
  qsizetype lead = first.size(), trail = first.size();
  for (const TileName& name : names) {
    const QString& other = name.distinct;
    const qsizetype most = std::min(first.size(), other.size());
    lead = std::min<qsizetype>(lead,
                               std::mismatch(first.begin(), first.begin() + most, other.begin()).first - first.begin());
    trail = std::min<qsizetype>(
        trail, std::mismatch(first.rbegin(), first.rbegin() + most, other.rbegin()).first - first.rbegin());
  }
  if (lead == first.size()) return {};
  return {lead, trail};
}

QString cutTo(qsizetype length, const QString& name, Qt::TextElideMode mode) {
  if (name.size() <= length) return name;
  if (mode == Qt::ElideLeft) return name.right(length);
  if (mode == Qt::ElideRight) return name.left(length);
  return name.left(length / 2) + name.right(length - length / 2);
}

/// That with which most captions differ; of equal ones the first.
Qt::TextElideMode tellingCut(const std::vector<TileName>& names) {
  const auto differing = [&](Qt::TextElideMode mode) {
    QSet<QString> captions;
    for (const TileName& name : names) {
      const qsizetype room = std::max(kFewestCharacters, kCaptionCharacters - name.corner.size());
      captions.insert(cutTo(room, name.distinct, mode) + name.corner);
    }
    return captions.size();
  };
  constexpr std::array kCuts{Qt::ElideLeft, Qt::ElideMiddle, Qt::ElideRight};
  return *std::ranges::max_element(kCuts, {}, differing);
}

}  // namespace

QString TileName::fitted(const QFontMetrics& metrics, int width) const {
  const QString all = whole();
  if (metrics.horizontalAdvance(all) <= width) return all;
  const int room = width - metrics.horizontalAdvance(corner);
  const QString telling = distinct.mid(lead, distinct.size() - lead - trail);
  const QString dots = QStringLiteral("…");
  const QStringList shorter{distinct, distinct.chopped(trail) + dots, dots + distinct.mid(lead), dots + telling + dots};
  const auto fits = [&](const QString& text) { return metrics.horizontalAdvance(text) <= room; };
  const auto found = telling.isEmpty() ? shorter.end() : std::ranges::find_if(shorter, fits);
  const QString shown = found != shorter.end() ? *found : metrics.elidedText(distinct, cut, room);
  return shown.isEmpty() ? metrics.elidedText(all, Qt::ElideLeft, width) : shown + corner;
}

std::vector<TileName> tileNames(const Dataset& dataset) {
  std::vector<TileName> names;
  names.reserve(dataset.samples.size());
  std::ranges::transform(dataset.samples, std::back_inserter(names), nameOf);
  const QString ending = sharedEnding(names);
  for (TileName& name : names) {
    name.distinct.chop(ending.size());
    name.ending = ending;
  }
  const Qt::TextElideMode cut = tellingCut(names);
  const auto [lead, trail] = sharedEnds(names);
  for (TileName& name : names) {
    name.cut = cut;
    name.lead = lead;
    name.trail = std::min(trail, name.distinct.size() - lead);
  }
  return names;
}

}  // namespace macadam
