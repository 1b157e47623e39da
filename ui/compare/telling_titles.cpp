#include "ui/compare/telling_titles.h"

#include "ui/widgets/capitalised.h"

#include <QRegularExpression>
#include <algorithm>
#include <iterator>

namespace macadam {
namespace {

/// Words, and what stands between them.
QStringList tokensOf(const QString& name) {
  static const QRegularExpression token("[\\p{L}\\p{N}.]+|[^\\p{L}\\p{N}.]+");
  QStringList tokens;
  for (auto match = token.globalMatch(name); match.hasNext();) tokens.append(match.next().captured());
  return tokens;
}

bool isWord(const QString& token) {
  return token.front().isLetterOrNumber();
}

/// How many tokens all begin with, or by reverse iterators end with.
template <typename Begin>
qsizetype sharedTokens(const QList<QStringList>& names, qsizetype most, Begin begin) {
  qsizetype shared = 0;
  const auto isShared = [&](const QStringList& name) {
    return *std::next(begin(name), shared) == *std::next(begin(names.front()), shared);
  };
  while (shared < most && std::ranges::all_of(names, isShared)) ++shared;
  return shared;
}

QString between(const QStringList& tokens, qsizetype front, qsizetype back) {
  QStringList rest = tokens.mid(front, tokens.size() - front - back);
  while (!rest.isEmpty() && !isWord(rest.front())) rest.removeFirst();
  while (!rest.isEmpty() && !isWord(rest.back())) rest.removeLast();
  return rest.join(QString());
}

bool hasLetter(const QString& text) {
  return std::ranges::any_of(text, [](QChar character) { return character.isLetter(); });
}

/// A pair of panes' networks has a short title of its own.
bool isPair(const CompareSource& source) {
  return source.kind == SourceKind::Disagreement && source.method.isEmpty();
}

bool isOfNetworks(const CompareSource& source) {
  return source.kind != SourceKind::Image && source.kind != SourceKind::Truth && !isPair(source);
}

QString partWords(const CompareSource& source) {
  return source.part.isEmpty() ? source.title : source.part;
}

}  // namespace

QStringList withoutSharedEnds(const QStringList& names) {
  if (names.size() < 2) return names;
  QList<QStringList> tokens;
  for (const QString& name : names) tokens.append(tokensOf(name));
  const qsizetype shortest =
      std::ranges::min_element(tokens, {}, [](const QStringList& name) { return name.size(); })->size();
  qsizetype front = sharedTokens(tokens, shortest, [](const QStringList& name) { return name.begin(); });
  qsizetype back = sharedTokens(tokens, shortest - front, [](const QStringList& name) { return name.rbegin(); });
  while (true) {
    QStringList rests;
    for (const QStringList& name : tokens) rests.append(between(name, front, back));
    if (std::ranges::all_of(rests, hasLetter)) return rests;
    if (front == 0 && back == 0) return names;
    --(back > 0 ? back : front);
  }
}

QStringList tellingTitles(const std::vector<CompareSource>& sources) {
  std::vector<const CompareSource*> networks;
  for (const CompareSource& source : sources) {
    if (isOfNetworks(source)) networks.push_back(&source);
  }
  const auto isEqual = [&](auto property) {
    return std::ranges::all_of(networks,
                               [&](const auto* each) { return property(*each) == property(*networks.front()); });
  };
  const auto methodOf = [](const CompareSource& source) { return source.method; };
  const bool sharesMethod = networks.size() > 1 && isEqual(methodOf);
  const bool sharesPart = networks.size() > 1 && isEqual(partWords);
  const auto nameOf = [&](const CompareSource& source) {
    QStringList parts{sharesMethod ? QString() : source.method, sharesPart ? QString() : partWords(source)};
    parts.removeAll(QString());
    return parts.join(' ');
  };

  QStringList runs;  // of those that are alike
  std::vector<const CompareSource*> alike;
  for (const CompareSource* source : networks) {
    const auto isTwin = [&](const CompareSource* other) {
      return other->id != source->id && nameOf(*other) == nameOf(*source);
    };
    if (std::ranges::none_of(networks, isTwin) || source->group.isEmpty()) continue;
    alike.push_back(source);
    runs.append(source->group);
  }
  runs = withoutSharedEnds(runs);

  QStringList titles;
  for (const CompareSource& source : sources) {
    const auto place = std::ranges::find(alike, source.id, &CompareSource::id);
    const QString run = place == alike.end() ? QString() : runs[place - alike.begin()];
    const QString name = capitalised(nameOf(source));
    if (!isOfNetworks(source) || (name.isEmpty() && run.isEmpty())) {
      titles.append(isPair(source) ? partWords(source) : source.title);
    } else if (run.isEmpty()) {
      titles.append(name);
    } else {
      titles.append(name.isEmpty() ? run : name + " (" + run + ")");
    }
  }
  return titles;
}

}  // namespace macadam
