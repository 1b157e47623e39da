#include "ui/shell/mode_bar.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QToolButton>
#include <algorithm>

namespace macadam {
namespace {

constexpr int kBarWidth = 84;
constexpr int kButtonHeight = 60;
constexpr int kIconSize = 22;

/// A symbol above its word; the chosen one stands on a tinted ground.
class ModeButton : public QToolButton {
 public:
  using QToolButton::QToolButton;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColours& colours = Theme::instance().colours();
    const QRectF ground = QRectF(rect()).adjusted(6, 2, -6, -2);
    QColor wash = isChecked() ? colours.accent : palette().color(QPalette::WindowText);
    wash.setAlphaF(isChecked() ? 0.16F : isDown() ? 0.12F : 0.06F);
    if (isChecked() || (isEnabled() && (underMouse() || isDown()))) {
      painter.setBrush(wash);
      painter.setPen(Qt::NoPen);
      painter.drawRoundedRect(ground, 6, 6);
    }
    if (hasFocus()) {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(colours.accent, 1.5));
      painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 6, 6);
    }
    const QRect symbol((width() - kIconSize) / 2, 11, kIconSize, kIconSize);
    icon().paint(&painter, symbol, Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(QRect(0, symbol.bottom() + 3, width(), 20), Qt::AlignHCenter | Qt::AlignVCenter, text());
  }
};

}  // namespace

ModeBar::ModeBar(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)), actions_(new QActionGroup(this)) {
  setAccessibleName(tr("Modes"));
  setFixedWidth(kBarWidth);
  layout_->setContentsMargins(0, 6, 0, 6);
  layout_->setSpacing(0);
  for (const PageEntry& entry : pageTable()) addMode(entry);
  layout_->addStretch();
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  setModesEnabled(false);
}

void ModeBar::addMode(const PageEntry& entry) {
  auto* action = new QAction(Theme::instance().icon(entry.icon), entry.name, actions_);
  action->setObjectName(entry.id);
  action->setCheckable(true);
  action->setToolTip(entry.hint);
  action->setStatusTip(entry.hint);
  action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + modeActions().size())));
  auto* button = new ModeButton(this);
  button->setDefaultAction(action);
  button->setFixedSize(kBarWidth - 1, kButtonHeight);
  button->setAccessibleName(entry.name);
  button->setAccessibleDescription(entry.hint);
  button->setFocusPolicy(Qt::TabFocus);
  layout_->addWidget(button);
  connect(action, &QAction::triggered, this, [this, mode = entry.mode] { Q_EMIT modeChosen(mode); });
}

QAction* ModeBar::actionOf(Mode mode) const {
  const QList<QAction*> all = modeActions();
  return *std::ranges::find(all, pageEntry(mode).id, &QAction::objectName);
}

void ModeBar::setModesEnabled(bool enabled) {
  for (const PageEntry& entry : pageTable()) actionOf(entry.mode)->setEnabled(enabled && entry.hasPage());
  if (!enabled) clearMode();
}

void ModeBar::clearMode() {
  actions_->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
  if (actions_->checkedAction() != nullptr) actions_->checkedAction()->setChecked(false);
  actions_->setExclusionPolicy(QActionGroup::ExclusionPolicy::Exclusive);
}

void ModeBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(QRect(width() - 1, 0, 1, height()), Theme::instance().colours().border);
}

}  // namespace macadam
