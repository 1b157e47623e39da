#include "ui/train/start_from_menu.h"

#include "spec/presets.h"
#include "ui/project/run_catalog.h"
#include "ui/project/run_names.h"
#include "ui/train/spec_words.h"
#include "ui/widgets/menu_mnemonics.h"

#include <QAction>
#include <QMenu>
#include <ranges>

namespace macadam {
namespace {

constexpr int kRunsShown = 15;

}  // namespace

QString presetSummary(const std::string& name) {
  const std::string text = presetText(name);
  const QString line = QString::fromStdString(text.substr(0, text.find('\n')));
  return line.startsWith("# ") ? line.mid(2) : line;
}

StartFromMenu::StartFromMenu(QAction* openSettings, QAction* saveSettings, QWidget* parent) : QPushButton(parent) {
  setToolTip(tr("Begin from a preset, an earlier run or a file"));
  setAccessibleName(tr("Start from"));
  auto* menu = new QMenu(this);
  menu->setToolTipsVisible(true);
  for (const std::string& name : presetNames()) {
    QAction* action = menu->addAction(tr("Preset %1").arg(choiceLabel(name).toLower()));
    action->setToolTip(presetSummary(name));
    action->setStatusTip(presetSummary(name));
    connect(action, &QAction::triggered, this, [this, name] { Q_EMIT presetChosen(name); });
  }
  menu->addSeparator();
  runMenu_ = menu->addMenu(tr("Settings of a run"));
  connect(menu, &QMenu::aboutToShow, this, &StartFromMenu::fillRuns);
  menu->addSeparator();
  menu->addAction(openSettings);
  menu->addAction(saveSettings);
  giveMnemonics(*menu);
  setMenu(menu);
}

void StartFromMenu::setBase(const QString& text) {
  setText(text);
}

void StartFromMenu::fillRuns() {
  runMenu_->clear();
  runMenu_->setEnabled(runs_ != nullptr && !runs_->runs().empty());
  if (runs_ == nullptr) return;
  int shown = 0;
  for (const RunRecord& run : runs_->runs() | std::views::reverse) {
    if (!run.problem.isEmpty()) continue;
    if (++shown > kRunsShown) break;
    const QString name = runListName(run);
    QAction* action = runMenu_->addAction(name);
    connect(action, &QAction::triggered, this, [this, spec = run.spec, name] { Q_EMIT runChosen(spec, name); });
  }
}

}  // namespace macadam
