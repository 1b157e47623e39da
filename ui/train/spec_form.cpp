#include "ui/train/spec_form.h"

#include "spec/presets.h"
#include "spec/validate.h"
#include "ui/train/choice_box.h"
#include "ui/train/field_editors.h"
#include "ui/train/method_edits.h"
#include "ui/train/method_rows.h"
#include "ui/train/spec_words.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace macadam {
namespace {

/// `small` for a run `small-sslkd`.
std::string baseNameOf(const RunSpec& spec) {
  const std::string suffix = "-" + toString(suiteRowOf(spec.method));
  const bool named = spec.name.size() > suffix.size() && spec.name.ends_with(suffix);
  return named ? spec.name.substr(0, spec.name.size() - suffix.size()) : spec.name;
}

int problemsIn(const QWidget& part) {
  const QList<FieldRow*> rows = part.findChildren<FieldRow*>();
  return static_cast<int>(std::ranges::count_if(rows, [](const FieldRow* row) { return !row->problem().isEmpty(); }));
}

}  // namespace

SpecForm::SpecForm(QWidget* parent)
    : QWidget(parent),
      base_(preset("small")),
      open_{"method", "run", "data", "networks", "schedule"},
      scroll_(new QScrollArea(this)),
      general_(new QLabel(this)),
      help_(new MutedLabel(this)) {
  hooks_.adopt = [this](FieldRow* row) { adopt(row); };
  hooks_.makeFold = [this](const QString& title, const QString& key) {
    return makeFold(title, key, FoldSection::Rank::Detail);
  };
  hooks_.shows = [this](const std::string& path) { return shows(path); };
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setAccessibleName(tr("Settings of the run"));
  general_->setWordWrap(true);
  general_->setContentsMargins(12, 4, 12, 0);
  help_->setWordWrap(true);
  help_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  help_->setContentsMargins(12, 6, 12, 6);
  help_->setMinimumHeight(3 * fontMetrics().lineSpacing() + 12);
  help_->setObjectName("help");
  showHelp(nullptr);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(scroll_, 1);
  layout->addWidget(general_);
  layout->addWidget(help_);
  connect(qApp, &QApplication::focusChanged, this, [this] {
    if (const FieldRow* row = focusedRow()) showHelp(row);
  });
  connect(&Theme::instance(), &Theme::changed, this, [this] { refresh(); });
  usePreset("small");
}

RunSpec SpecForm::spec() const {
  RunSpec spec = spec_;
  if (source_) {
    spec.data.path = source_->data.string();
    spec.data.windowSize = source_->windowSize;
    spec.split.file = source_->split.string();
  }
  return spec;
}

void SpecForm::setSpec(const RunSpec& spec) {
  spec_ = begun_ = spec;
  methods_.clear();
  baseName_ = baseNameOf(spec);
  if (std::holds_alternative<SslkdSpec>(spec.method)) base_ = spec;
  rebuild();
  Q_EMIT changed();
}

void SpecForm::usePreset(const std::string& name) {
  const SuiteRow chosen = row();
  RunSpec spec = preset(name);
  base_ = spec;
  spec.device = spec_.device;
  spec.threads = spec_.threads;
  spec.seed = spec_.seed;
  spec.method = methodOf(chosen, base_);
  spec.name = base_.name + "-" + toString(chosen);
  setSpec(spec);
}

SuiteRow SpecForm::row() const {
  return suiteRowOf(spec_.method);
}

void SpecForm::chooseRow(SuiteRow chosen) {
  const SuiteRow before = row();
  if (chosen == before) return;
  const bool namesItself = spec_.name == nameFor(before);
  methods_.insert_or_assign(before, spec_.method);
  const auto known = methods_.find(chosen);
  spec_.method = known != methods_.end()
                     ? known->second
                     : withEdits(methodOf(chosen, base_), methodOf(before, base_), methods_.at(before));
  buildMethod();
  orderTabs();
  if (namesItself) setName(nameFor(chosen));
  noteEdit();
}

RunSpec SpecForm::suiteBase() const {
  RunSpec base = spec();
  base.name = baseName_;
  if (row() != SuiteRow::Sslkd) {
    const auto known = methods_.find(SuiteRow::Sslkd);
    base.method =
        known != methods_.end() ? known->second : withEdits(base_.method, methodOf(row(), base_), spec_.method);
  }
  return base;
}

bool SpecForm::isEdited() const {
  RunSpec untouched = begun_;
  const SuiteRow begun = suiteRowOf(begun_.method);
  if (row() != begun) untouched.method = withEdits(methodOf(row(), base_), methodOf(begun, base_), begun_.method);
  if (spec_.name == nameFor(row())) untouched.name = spec_.name;
  return spec_ != untouched;
}

void SpecForm::setSource(std::optional<RunSource> source) {
  const bool drewBefore = source_ && source_->split.empty();
  const bool draws = source && source->split.empty();
  source_ = std::move(source);
  if (drewBefore != draws) {
    rebuild();
  } else {
    offerTiles();
    refresh();
  }
  Q_EMIT changed();
}

std::vector<Problem> SpecForm::problems() const {
  std::vector<Problem> problems;
  for (const FieldRow* row : findChildren<FieldRow*>()) {
    if (row->unreadable()) problems.push_back(*row->unreadable());
  }
  for (Problem& problem : validate(spec())) {
    const bool isKnown = std::ranges::find(problems, problem.where, &Problem::where) != problems.end();
    if (!isKnown && (source_ || problem.where != "data.path")) problems.push_back(std::move(problem));
  }
  const std::string& tile = spec_.schedule.previewTile;
  if (source_ && !source_->split.empty() && !tile.empty() && !std::ranges::count(source_->validation, tile)) {
    problems.push_back({"schedule.preview_tile", "there is no validation tile of this name",
                        "choose one of the list, or leave the field empty"});
  }
  if (!source_) {
    problems.push_back({"", "no project is open", "open one, or make one from your pictures"});
  }
  return problems;
}

QString SpecForm::showFirstProblem() {
  const std::vector<Problem> problems = this->problems();
  for (FieldRow* row : findChildren<FieldRow*>()) {
    const auto problem = std::ranges::find(problems, row->path(), &Problem::where);
    if (problem == problems.end()) continue;
    reveal(row);
    return fieldLabel(row->path()) + ": " + QString::fromStdString(describe({"", problem->what, problem->remedy}));
  }
  return problems.empty() ? QString() : sentence(describe(problems.front()), "");
}

void SpecForm::showField(const std::string& path) {
  const QList<FieldRow*> rows = findChildren<FieldRow*>();
  const auto row = std::ranges::find(rows, path, &FieldRow::path);
  if (row != rows.end()) reveal(*row);
}

void SpecForm::reveal(FieldRow* row) {
  for (QWidget* widget = row; widget != this; widget = widget->parentWidget()) {
    if (auto* fold = qobject_cast<FoldSection*>(widget)) fold->setOpen(true);
  }
  scroll_->widget()->layout()->activate();
  scroll_->ensureWidgetVisible(row);
  row->editor()->setFocus(Qt::OtherFocusReason);
}

/// Fields that were made later than the rest of the window come where they stand all the same.
void SpecForm::orderTabs() {
  QWidget* before = scroll_;
  for (QWidget* widget : scroll_->widget()->findChildren<QWidget*>()) {
    const bool isPart = widget->focusProxy() != nullptr || widget->window() != window();  // of an editor
    if (isPart || !(widget->focusPolicy() & Qt::TabFocus)) continue;
    setTabOrder(before, widget);
    before = widget;
  }
}

void SpecForm::setOpenSections(const QStringList& keys) {
  open_ = QSet<QString>(keys.begin(), keys.end());
  for (FoldSection* fold : findChildren<FoldSection*>()) fold->setOpen(open_.contains(fold->key()));
}

/// With a project, its folder and split decide where the pictures come from.
bool SpecForm::shows(const std::string& path) const {
  const bool isRowChoice = path == "method.network";  // the choice of the row says it
  return path != "data.path" && path != "data.window_size" && path != "split.file" && !isRowChoice;
}

FoldSection* SpecForm::makeFold(const QString& title, const QString& key, FoldSection::Rank rank) {
  auto* fold = new FoldSection(title, key, rank);
  fold->setOpen(open_.contains(key));
  connect(fold, &FoldSection::toggled, this, [this, key](bool open) {
    if (open) {
      open_.insert(key);
    } else {
      open_.remove(key);
    }
  });
  return fold;
}

void SpecForm::adopt(FieldRow* row) {
  connect(row, &FieldRow::edited, this, &SpecForm::noteEdit);
  followPointer(row);
}

void SpecForm::followPointer(const FieldRow* row) {
  connect(row, &FieldRow::hovered, this, [this, row] { showHelp(row); });
  connect(row, &FieldRow::left, this, [this] { showHelp(focusedRow()); });
}

const FieldRow* SpecForm::focusedRow() const {
  for (QWidget* part = QApplication::focusWidget(); part != nullptr && part != this; part = part->parentWidget()) {
    if (const auto* row = qobject_cast<FieldRow*>(part)) return isAncestorOf(row) ? row : nullptr;
  }
  return nullptr;
}

void SpecForm::noteEdit() {
  refresh();
  Q_EMIT changed();
}

void SpecForm::showHelp(const FieldRow* row) {
  help_->setText(row == nullptr
                     ? tr("Point at a setting, or go to it with Tab, to read what it means.")
                     : QString("<b>%1.</b> %2").arg(row->label().toHtmlEscaped(), row->help().toHtmlEscaped()));
}

void SpecForm::offerTiles() {
  if (!source_) return;
  QStringList tiles;
  for (const std::string& tile : source_->validation) tiles.append(QString::fromStdString(tile));
  for (FieldRow* row : findChildren<FieldRow*>()) {
    if (row->path() == "schedule.preview_tile") offerChoices(*row, tiles);
  }
}

QString SpecForm::cropNote() const {
  const int side = source_ ? source_->shortestSide : 0;
  if (side == 0 || spec_.data.tileSize <= side) return {};
  return tr("There are tiles of %1 pixels: beyond their edges a crop of %2 is mirrored and counts in no loss. %1 fits.")
      .arg(side)
      .arg(spec_.data.tileSize);
}

std::string SpecForm::nameFor(SuiteRow row) const {
  return baseName_ + "-" + toString(row);
}

void SpecForm::setName(const std::string& name) {
  for (FieldRow* row : findChildren<FieldRow*>()) {
    if (row->path() == "name") qobject_cast<QLineEdit*>(row->editor())->setText(QString::fromStdString(name));
  }
}

void SpecForm::refresh() {
  std::vector<Problem> problems = this->problems();
  const QList<FieldRow*> rows = findChildren<FieldRow*>();
  for (FieldRow* row : rows) {
    QStringList lines;
    std::erase_if(problems, [&](const Problem& problem) {
      if (problem.where != row->path()) return false;
      lines.append(sentence(problem.what, problem.remedy));
      return true;
    });
    row->setProblem(lines.join('\n'));
    if (row->path() == "data.tile_size") row->setNote(lines.isEmpty() ? cropNote() : QString());
  }
  QStringList others;
  for (const Problem& problem : problems) others.append(sentence(describe(problem), ""));
  general_->setText(others.join('\n'));
  general_->setVisible(!others.isEmpty());
  QPalette colours = general_->palette();
  colours.setColor(QPalette::WindowText, Theme::instance().colours().error);
  general_->setPalette(colours);
  for (FoldSection* fold : findChildren<FoldSection*>()) fold->setAttention(problemsIn(*fold));
  rowChoice_->setCurrentIndex(static_cast<int>(std::ranges::find(kMethodChoices, row()) - kMethodChoices.begin()));
  sourceText_->setText(source_ ? source_->summary : tr("No project is open."));
  const std::vector<Role> roles = rolesOf(spec_.method);
  for (const Role role : {Role::Student, Role::Teacher1, Role::Teacher2}) {
    auto* block = findChild<QWidget*>("network-" + QString::fromStdString(toString(role)));
    block->setVisible(problemsIn(*block) > 0 || std::ranges::find(roles, role) != roles.end());
  }
  if (auto* teachers = findChild<QWidget*>("method.teachers")) {
    teachers->setVisible(problemsIn(*teachers) > 0 || std::get<SslkdSpec>(spec_.method).teachersFrom.empty());
  }
}

}  // namespace macadam
