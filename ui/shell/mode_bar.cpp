#include "ui/shell/mode_bar.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QToolButton>

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
  addMode(Mode::Data, "mode-data", tr("Data"), tr("See the tiles and decide which of them count as labelled"));
  addMode(Mode::Train, "train", tr("Train"), tr("Set up a run and watch it learn"));
  addMode(Mode::Compare, "mode-compare", tr("Compare"), tr("See student, teachers and truth side by side"));
  addMode(Mode::Annotate, "mode-annotate", tr("Annotate"), tr("Mending labels comes in a later version"));
  addMode(Mode::Results, "mode-results", tr("Results"), tr("All runs, their figures and the table for the paper"));
  layout_->addStretch();
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  setModesEnabled(false);
}

void ModeBar::addMode(Mode mode, const QString& icon, const QString& text, const QString& hint) {
  auto* action = new QAction(Theme::instance().icon(icon), text, actions_);
  action->setObjectName(
      QStringList{"modeData", "modeTrain", "modeCompare", "modeAnnotate", "modeResults"}.at(static_cast<int>(mode)));
  action->setCheckable(true);
  action->setToolTip(hint);
  action->setStatusTip(hint);
  action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(mode))));
  auto* button = new ModeButton(this);
  button->setDefaultAction(action);
  button->setFixedSize(kBarWidth - 1, kButtonHeight);
  button->setAccessibleName(text);
  button->setAccessibleDescription(hint);
  button->setFocusPolicy(Qt::TabFocus);
  layout_->addWidget(button);
  connect(action, &QAction::triggered, this, [this, mode] { Q_EMIT modeChosen(mode); });
}

void ModeBar::setModesEnabled(bool enabled) {
  for (QAction* action : modeActions()) action->setEnabled(enabled);
  actionOf(Mode::Annotate)->setEnabled(false);
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
