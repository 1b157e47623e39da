#include "ui/shell/message_bar.h"

#include "ui/shell/message_strip.h"

#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr qsizetype kMostMessages = 4;

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
  setAccessibleName(tr("Messages"));
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(0);
  hide();
}

void MessageBar::show(Message message) {
  auto* strip = new MessageStrip(std::move(message), this);
  remove(strip->key());
  connect(strip, &MessageStrip::finished, this, [this, strip] { take(strip); });
  strips_.prepend(strip);
  layout_->insertWidget(0, strip);
  while (strips_.size() > kMostMessages) take(strips_.last());
  setVisible(true);
}

void MessageBar::showProblems(const QString& title, const QList<Problem>& problems) {
  show({.kind = MessageKind::Error, .title = title, .problems = problems});
}

void MessageBar::remove(const QString& key) {
  const auto same = std::ranges::find_if(strips_, [&](const MessageStrip* strip) { return strip->key() == key; });
  if (same != strips_.end()) take(*same);
}

QStringList MessageBar::titles() const {
  QStringList titles;
  for (const MessageStrip* strip : strips_) titles.append(strip->title());
  return titles;
}

void MessageBar::take(MessageStrip* strip) {
  const bool hadKeyboard = strip->isAncestorOf(window()->focusWidget());
  strips_.removeOne(strip);
  layout_->removeWidget(strip);
  strip->hide();
  strip->deleteLater();
  setVisible(!strips_.isEmpty());
  if (hadKeyboard) Q_EMIT keyboardReleased();
}

}  // namespace macadam
