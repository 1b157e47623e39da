#include "ui/train/spec_form.h"

#include "spec/idle_settings.h"
#include "spec/network_choices.h"
#include "spec/network_facts.h"
#include "spec/presets.h"
#include "spec/settings.h"
#include "spec/validate.h"
#include "ui/train/field_editors.h"
#include "ui/train/method_rows.h"
#include "ui/train/path_edit.h"
#include "ui/train/spec_page.h"
#include "ui/train/spec_words.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <map>
#include <utility>

namespace macadam {
SpecForm::SpecForm(QWidget* parent)
    : QWidget(parent),
      open_{"method", "run", "data", "networks", "schedule"},
      scroll_(new QScrollArea(this)),
      general_(new QLabel(this)),
      help_(new MutedLabel(this)) {
  hooks_.adopt = [this](FieldRow* row) { adopt(row); };
  hooks_.makeFold = [this](const QString& title, const QString& key, FoldSection::Rank rank) {
    return makeFold(title, key, rank);
  };
  hooks_.shows = [this](const std::string& path) { return shows(path); };
  hooks_.hasRole = [this](Role role) { return now_.spec.networks.has(role); };
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
  connect(qApp, &QApplication::focusChanged, this, &SpecForm::visit);
  connect(&Theme::instance(), &Theme::changed, this, [this] { refresh(); });
  now_.base = preset("small");
  usePreset("small");
  clearHistory();
}

void SpecForm::visit() {
  const FieldRow* row = focusedRow();
  if (row == nullptr || row != visited_) ++visit_;
  visited_ = row;
  if (row != nullptr) showHelp(row);
}

RunSpec SpecForm::spec() const {
  RunSpec spec = now_.spec;
  if (source_) {
    spec.data.path = source_->data.string();
    spec.data.windowSize = source_->windowSize;
    spec.split.file = source_->split.string();
  }
  return spec;
}

void SpecForm::setSpec(const RunSpec& spec, const QString& from) {
  now_.begin(spec, from);
  rebuild();
  noteStep(from.isEmpty() ? tr("Other settings") : tr("Start from %1").arg(from));
  Q_EMIT changed();
}

void SpecForm::usePreset(const std::string& name) {
  const std::string chosen = row();
  RunSpec spec = preset(name);
  now_.base = spec;
  spec.device = now_.spec.device;
  spec.threads = now_.spec.threads;
  spec.seed = now_.spec.seed;
  spec.method = methodOf(chosen, now_.base);
  spec.name = now_.base.name + "-" + chosen;
  setSpec(spec, tr("Preset %1").arg(QString::fromStdString(name)));
}

void SpecForm::chooseRow(const std::string& chosen) {
  const std::string before = row();
  if (chosen == before) return;
  const QScopedValueRollback composing(isComposing_, true);
  const bool namesItself = now_.spec.name == now_.nameFor(before);
  now_.chooseRow(chosen);
  page_->buildMethod();
  orderTabs();
  if (namesItself) setName(now_.nameFor(chosen));
  refresh();
  noteStep(tr("Train %1").arg(rowLabel(chosen)));
  Q_EMIT changed();
}

RunSpec SpecForm::suiteBase() const {
  RunSpec base = spec();
  base.name = now_.baseName;
  base.method = now_.methodFor(methodChoices().front().name);
  return base;
}

void SpecForm::addTeacher() {
  std::vector<NetworkSpec>& teachers = now_.spec.networks.teachers;
  teachers.push_back(teachers.back());
  if (CmsSpec* training = teachersOf(now_.spec.method)) {
    addOther(*training, Role::teacher(static_cast<int>(teachers.size())));
  }
  rebuild();
  noteStep(tr("Add a teacher"));
  Q_EMIT changed();
}

void SpecForm::removeTeacher() {
  std::vector<NetworkSpec>& teachers = now_.spec.networks.teachers;
  if (CmsSpec* training = teachersOf(now_.spec.method)) {
    removeOther(*training, Role::teacher(static_cast<int>(teachers.size())));
  }
  teachers.pop_back();
  rebuild();
  noteStep(tr("Remove a teacher"));
  Q_EMIT changed();
}

bool SpecForm::isEdited() const {
  return now_.spec != now_.untouched();
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

void SpecForm::setWeights(const QString& file, const WeightsReport& report) {
  weights_.insert_or_assign(file.toStdString(), report);
  refresh();
  Q_EMIT changed();
}

std::optional<Problem> SpecForm::weightsMisfit(Role role) const {
  const NetworkSpec& network = now_.spec.networks.of(role);
  const auto known = weights_.find(network.pretrained);
  if (known == weights_.end() || known->second.encoder == network.encoder) return std::nullopt;
  const std::optional<Encoder> encoder = known->second.encoder;
  const std::string path = "networks." + toString(role) + ".pretrained";
  if (!encoder) return Problem{path, known->second.refusal, "choose another file, or leave the field empty"};
  return Problem{path, "holds weights of " + std::string(factsOf(*encoder).title),
                 "choose that encoder or another file, or leave the field empty"};
}

QString SpecForm::weightsNote(Role role) const {
  const auto known = weights_.find(now_.spec.networks.of(role).pretrained);
  if (known == weights_.end() || weightsMisfit(role)) return {};
  return tr("Fits: %1.").arg(QString::fromStdString(describe(known->second)));
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
  for (const Role role : now_.spec.networks.roles()) {
    const std::optional<Problem> misfit = weightsMisfit(role);
    const bool isKnown = misfit && std::ranges::find(problems, misfit->where, &Problem::where) != problems.end();
    if (misfit && !isKnown && whyIdle(misfit->where, idleSettings(now_.spec)).empty()) problems.push_back(*misfit);
  }
  const std::string& tile = now_.spec.schedule.previewTile;
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

void SpecForm::rebuild() {
  const int place = scroll_->verticalScrollBar()->value();
  page_ = new SpecPage(now_.spec, hooks_, source_ && source_->split.empty());
  // Queued: the sender goes with what is built anew.
  connect(page_, &SpecPage::teacherWished, this, &SpecForm::addTeacher, Qt::QueuedConnection);
  connect(page_, &SpecPage::lessTeachersWished, this, &SpecForm::removeTeacher, Qt::QueuedConnection);
  connect(
      page_->methodRow(), &FieldRow::resetWished, this, [this] { resetField("method.kind"); }, Qt::QueuedConnection);
  connect(page_, &SpecPage::rowChosen, this, &SpecForm::chooseRow);
  connect(page_, &SpecPage::rebuilt, this, &SpecForm::orderTabs);
  followPointer(page_->methodRow());
  scroll_->setWidget(page_);
  page_->buildMethod();
  orderTabs();
  offerTiles();
  refresh();
  scroll_->verticalScrollBar()->setValue(place);
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
  const bool hasItsOwnRow = path.ends_with("." + std::string(kArchitectureKey));
  return path != "data.path" && path != "data.window_size" && path != "split.file" && !isRowChoice && !hasItsOwnRow;
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
  connect(row, &FieldRow::edited, this, [this, row] { noteEdit(*row); });
  // Queued: the button goes with the row.
  connect(
      row, &FieldRow::resetWished, this, [this, path = row->path()] { resetField(path); }, Qt::QueuedConnection);
  row->editor()->installEventFilter(this);
  for (QWidget* part : row->editor()->findChildren<QWidget*>()) part->installEventFilter(this);
  followPointer(row);
  if (auto* file = qobject_cast<PathEdit*>(row->editor()); file && row->path().ends_with(".pretrained")) {
    connect(file, &PathEdit::found, this, [this](const QString& path) {
      const auto known = weights_.find(path.toStdString());
      const bool mayHoldOthers = known == weights_.end() || !known->second.encoder;  // it may have been mended since
      if (mayHoldOthers) Q_EMIT weightsNamed(path);
    });
  }
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

void SpecForm::noteEdit(const FieldRow& row) {
  if (isComposing_) return;
  refresh();
  noteStep(tr("Change %1").arg(fieldLabel(row.path()).toLower()), row.path());
  Q_EMIT changed();
}

void SpecForm::noteStep(const QString& text, const std::string& path) {
  if (now_ == told_) return;
  FormState before = std::exchange(told_, now_);
  history_.push(new FormChange(*this, std::move(before), now_, text, path, visit_));
}

void SpecForm::restore(const FormState& state, const std::string& path) {
  now_ = told_ = state;
  ++visit_;
  rebuild();
  showField(path);
  Q_EMIT changed();
}

void SpecForm::clearHistory() {
  told_ = now_;
  history_.clear();
}

void SpecForm::resetField(const std::string& path) {
  if (path == "method.kind") return chooseRow(choiceOf(now_.begun));
  now_.reset(path);
  rebuild();
  showField(path);
  noteStep(tr("Reset %1").arg(fieldLabel(path).toLower()));
  Q_EMIT changed();
}

/// One history for all of the form: what is typed is undone there, and not by the field itself.
bool SpecForm::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ShortcutOverride) return QWidget::eventFilter(watched, event);
  const auto& key = static_cast<QKeyEvent&>(*event);
  if (!key.matches(QKeySequence::Undo) && !key.matches(QKeySequence::Redo)) return QWidget::eventFilter(watched, event);
  event->ignore();
  return true;
}

void SpecForm::markChanges() {
  const std::map<std::string, std::string> changed = now_.changes();
  for (FieldRow* row : findChildren<FieldRow*>()) {
    const auto was = changed.find(row->path());
    row->setChanged(was == changed.end() ? std::nullopt : std::optional(QString::fromStdString(was->second)));
  }
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
  if (side == 0 || now_.spec.data.tileSize <= side) return {};
  return tr("There are tiles of %1 pixels: beyond their edges a crop of %2 is mirrored and counts in no loss. %1 fits.")
      .arg(side)
      .arg(now_.spec.data.tileSize);
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
  for (const Role role : now_.spec.networks.roles()) {
    const auto of = std::ranges::find(rows, "networks." + toString(role) + ".pretrained", &FieldRow::path);
    if (of != rows.end()) (*of)->setNote(weightsNote(role));
  }
  QStringList others;
  for (const Problem& problem : problems) others.append(sentence(describe(problem), ""));
  general_->setText(others.join('\n'));
  general_->setVisible(!others.isEmpty());
  QPalette colours = general_->palette();
  colours.setColor(QPalette::WindowText, Theme::instance().colours().error);
  general_->setPalette(colours);
  markChanges();
  page_->refresh(row(), source_ ? source_->summary : tr("No project is open."));
}

}  // namespace macadam
