#include "ui/widgets/menu_mnemonics.h"

#include <QHash>
#include <QKeySequence>
#include <QMenu>
#include <QSet>

namespace macadam {
namespace {

constexpr auto kMenuKnown = "givesMnemonics";
constexpr auto kGiven = "textWithGivenMnemonic";
constexpr auto kBefore = "textBeforeThat";

QChar mnemonicOf(const QString& text) {
  const QString sequence = QKeySequence::mnemonic(text).toString(QKeySequence::PortableText);
  return sequence.isEmpty() ? QChar() : sequence.back().toUpper();
}

/// The places of letters that could choose the entry, beginnings of words first.
QList<qsizetype> candidatesIn(const QString& text) {
  QList<qsizetype> begins, inner;
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (!text[i].isLetterOrNumber()) continue;
    (i == 0 || text[i - 1].isSpace() ? begins : inner).append(i);
  }
  return begins + inner;
}

/// Gives each entry a letter of its own: one that is taken is given up where its entry finds another.
class Letters {
 public:
  explicit Letters(QSet<QChar> reserved) : reserved_(std::move(reserved)) {}

  void add(QAction* action) {
    QSet<QChar> tried;
    place(action, tried);
  }
  /// Of an entry; its first letter where all of its letters are taken, which then chooses one entry after the other.
  qsizetype placeOf(QAction* action) const {
    const QList<qsizetype> candidates = candidatesIn(action->text());
    return places_.value(action, candidates.isEmpty() ? -1 : candidates.first());
  }

 private:
  bool place(QAction* action, QSet<QChar>& tried) {
    for (const qsizetype at : candidatesIn(action->text())) {
      const QChar letter = action->text()[at].toUpper();
      if (reserved_.contains(letter) || tried.contains(letter)) continue;
      tried.insert(letter);
      QAction* owner = owners_.value(letter);
      if (owner != nullptr && !place(owner, tried)) continue;
      owners_[letter] = action;
      places_[action] = at;
      return true;
    }
    return false;
  }

  QSet<QChar> reserved_;
  QHash<QChar, QAction*> owners_;
  QHash<QAction*, qsizetype> places_;
};

/// Whether the letter was given here, to the text that is still there.
bool isGiven(const QAction& action) {
  return action.property(kGiven) == QVariant(action.text());
}

void assignLetters(QMenu& menu) {
  QSet<QChar> reserved;
  QList<QAction*> entries;
  for (QAction* action : menu.actions()) {
    if (action->menu() != nullptr) giveMnemonics(*action->menu());
    const QChar own = mnemonicOf(action->text());
    if (isGiven(*action) || own.isNull()) {
      if (!action->isSeparator() && action->isVisible()) entries.append(action);
    } else {
      reserved.insert(own);
    }
  }
  for (QAction* action : entries) {
    if (isGiven(*action)) action->setText(action->property(kBefore).toString());
  }
  Letters letters(reserved);
  for (QAction* action : entries) letters.add(action);
  for (QAction* action : entries) {
    const qsizetype at = letters.placeOf(action);
    if (at < 0) continue;
    action->setProperty(kBefore, action->text());
    action->setText(action->text().insert(at, '&'));
    action->setProperty(kGiven, action->text());
  }
}

}  // namespace

void giveMnemonics(QMenu& menu) {
  if (menu.property(kMenuKnown).toBool()) return;
  menu.setProperty(kMenuKnown, true);
  QObject::connect(&menu, &QMenu::aboutToShow, &menu, [&menu] { assignLetters(menu); });
}

}  // namespace macadam
