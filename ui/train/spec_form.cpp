#include "ui/train/spec_form.h"

#include "spec/presets.h"
#include "spec/validate.h"
#include "ui/train/choice_box.h"
#include "ui/train/method_rows.h"
#include "ui/train/spec_fields.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <memory>

namespace macadam {
namespace {

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// `small` for a run `small-sslkd`.
std::string baseNameOf(const RunSpec& spec) {
  const std::string suffix = "-" + toString(rowOf(spec.method));
  const bool named = spec.name.size() > suffix.size() && spec.name.ends_with(suffix);
  return named ? spec.name.substr(0, spec.name.size() - suffix.size()) : spec.name;
}

NetworkSpec networkOf(int architecture, double width) {
  if (architecture == 1) return SegNetSpec{.width = width};
  return DeepLabV3PlusSpec{.width = width};
}

double widthOf(const NetworkSpec& network) {
  return std::visit([](const auto& known) { return known.width; }, network);
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
  help_->setText(tr("Point at a setting to read what it means."));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(scroll_, 1);
  layout->addWidget(general_);
  layout->addWidget(help_);
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    for (; now != nullptr && now != this; now = now->parentWidget()) {
      if (const auto* row = qobject_cast<FieldRow*>(now)) return showHelp(row);
    }
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
  spec_ = spec;
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
  return rowOf(spec_.method);
}

void SpecForm::chooseRow(SuiteRow chosen) {
  const SuiteRow before = row();
  if (chosen == before) return;
  const bool namesItself = spec_.name == baseName_ + "-" + toString(before);
  methods_.insert_or_assign(before, spec_.method);
  const auto known = methods_.find(chosen);
  spec_.method = known != methods_.end() ? known->second : methodOf(chosen, base_);
  buildMethod();
  if (namesItself) setName(baseName_ + "-" + toString(chosen));
  noteEdit();
}

RunSpec SpecForm::suiteBase() const {
  RunSpec base = spec();
  base.name = baseName_;
  if (row() != SuiteRow::Sslkd) {
    const auto known = methods_.find(SuiteRow::Sslkd);
    base.method = known != methods_.end() ? known->second : base_.method;
  }
  return base;
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
  } else if (!source_->split.empty() && source_->labelled == 0) {
    problems.push_back({"", "no tile counts as labelled", "choose some on the Data page"});
  } else if (!source_->split.empty() && source_->unlabelled == 0 && needsUnlabelled(spec_.method)) {
    problems.push_back({"", "no tile counts as unlabelled, and this method learns from them",
                        "choose some on the Data page, or train supervised"});
  }
  return problems;
}

void SpecForm::showFirstProblem() {
  for (FieldRow* row : findChildren<FieldRow*>()) {
    if (!row->problem().isEmpty()) return reveal(row);
  }
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
  connect(row, &FieldRow::hovered, this, [this, row] { showHelp(row); });
}

void SpecForm::noteEdit() {
  refresh();
  Q_EMIT changed();
}

void SpecForm::showHelp(const FieldRow* row) {
  help_->setText(row->help());
}

void SpecForm::offerTiles() {
  if (!source_) return;
  QStringList tiles;
  for (const std::string& tile : source_->validation) tiles.append(QString::fromStdString(tile));
  for (FieldRow* row : findChildren<FieldRow*>()) {
    if (row->path() == "schedule.preview_tile") offerChoices(*row, tiles);
  }
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
  }
  QStringList others;
  for (const Problem& problem : problems) others.append(sentence(describe(problem), ""));
  general_->setText(others.join('\n'));
  general_->setVisible(!others.isEmpty());
  QPalette colours = general_->palette();
  colours.setColor(QPalette::WindowText, Theme::instance().colours().error);
  general_->setPalette(colours);
  for (FoldSection* fold : findChildren<FoldSection*>()) {
    const QList<FieldRow*> inside = fold->findChildren<FieldRow*>();
    fold->setAttention(
        static_cast<int>(std::ranges::count_if(inside, [](const FieldRow* row) { return !row->problem().isEmpty(); })));
  }
  rowChoice_->setCurrentIndex(static_cast<int>(std::ranges::find(kMethodChoices, row()) - kMethodChoices.begin()));
  sourceText_->setText(source_ ? source_->summary : tr("No project is open."));
  const std::vector<Role> roles = rolesOf(spec_.method);
  for (const Role role : {Role::Student, Role::Teacher1, Role::Teacher2}) {
    auto* block = findChild<QWidget*>("network-" + QString::fromStdString(toString(role)));
    const QList<FieldRow*> inside = block->findChildren<FieldRow*>();
    const bool isWrong = std::ranges::any_of(inside, [](const FieldRow* row) { return !row->problem().isEmpty(); });
    block->setVisible(isWrong || std::ranges::find(roles, role) != roles.end());
  }
  if (auto* teachers = findChild<QWidget*>("method.teachers")) {
    teachers->setVisible(std::get<SslkdSpec>(spec_.method).teachersFrom.empty());
  }
}

/// A visitor that gives each part of a spec a section of its own.
struct SpecForm::Sections {
  SpecForm& form;
  QVBoxLayout* page;
  SpecFields* run;
  QVBoxLayout* data = nullptr;

  template <typename T>
  void value(const Field& field, T& member) {
    run->value(field, member);
  }

  template <typename Spec>
  void table(const Field& field, Spec& spec) {
    add(field)->addWidget(new SpecFields(spec, std::string(field.key), form.hooks_, nullptr));
  }

  void table(const Field& field, DataSpec& spec) {
    data = add(field);
    form.sourceText_ = new MutedLabel;
    form.sourceText_->setWordWrap(true);
    data->addWidget(form.sourceText_);
    data->addWidget(new SpecFields(spec, std::string(field.key), form.hooks_, nullptr));
  }

  void table(const Field& field, SplitSpec& spec) {
    if (!form.source_ || !form.source_->split.empty()) return;  // nothing is drawn
    data->addWidget(new SpecFields(spec, std::string(field.key), form.hooks_, nullptr));
  }

  void table(const Field& field, NetworksSpec& networks) {
    QVBoxLayout* content = add(field);
    struct Blocks {
      SpecForm& form;
      QVBoxLayout* content;
      void variant(const Field& role, NetworkSpec& network) { content->addWidget(form.networkBlock(role, network)); }
    } blocks{form, content};
    visitFields(networks, blocks);
  }

  void variant(const Field&, MethodSpec&) {}  // stands above everything else

  QVBoxLayout* add(const Field& field) {
    const QString title = field.key == "augment" ? tr("Augmentation") : fieldLabel(field.key);
    FoldSection* fold = form.makeFold(title, text(field.key), FoldSection::Rank::Section);
    fold->setToolTip(text(field.doc));
    page->addWidget(fold);
    return fold->content();
  }
};

void SpecForm::rebuild() {
  const int place = scroll_->verticalScrollBar()->value();
  auto* widget = new QWidget;
  auto* page = new QVBoxLayout(widget);
  page->setContentsMargins(10, 8, 12, 8);
  page->setSpacing(4);
  addMethodSection(page);
  FoldSection* runFold = makeFold(tr("Run"), "run", FoldSection::Rank::Section);
  page->addWidget(runFold);
  auto* run = new SpecFields("", hooks_, nullptr);
  runFold->content()->addWidget(run);
  Sections sections{*this, page, run};
  visitFields(spec_, sections);
  run->finish();
  page->addStretch(1);
  scroll_->setWidget(widget);
  buildMethod();
  offerTiles();
  refresh();
  scroll_->verticalScrollBar()->setValue(place);
}

void SpecForm::addMethodSection(QVBoxLayout* page) {
  FoldSection* fold = makeFold(tr("Method"), "method", FoldSection::Rank::Section);
  rowChoice_ = new ChoiceBox;
  for (const SuiteRow row : kMethodChoices) rowChoice_->addItem(rowLabel(row));
  connect(rowChoice_, &QComboBox::activated, this,
          [this](int place) { chooseRow(kMethodChoices[static_cast<std::size_t>(place)]); });
  auto* row = new FieldRow("method.kind", tr("Train"),
                           tr("How the networks learn, as in the rows of the paper’s table."), rowChoice_);
  connect(row, &FieldRow::hovered, this, [this, row] { showHelp(row); });
  methodDoc_ = new MutedLabel;
  methodDoc_->setWordWrap(true);
  methodFields_ = nullptr;
  methodLayout_ = fold->content();
  methodLayout_->addWidget(row);
  methodLayout_->addWidget(methodDoc_);
  page->addWidget(fold);
}

void SpecForm::buildMethod() {
  delete methodFields_;  // its rows write into the method that has gone
  methodFields_ =
      std::visit([&](auto& method) { return new SpecFields(method, "method", hooks_, nullptr); }, spec_.method);
  methodLayout_->addWidget(methodFields_);
  methodDoc_->setText(text(kMethods.list[spec_.method.index()].doc));
}

QWidget* SpecForm::networkBlock(const Field& field, NetworkSpec& network) {
  auto* block = new QWidget;
  block->setObjectName("network-" + text(field.key));
  auto* layout = new QVBoxLayout(block);
  layout->setContentsMargins(0, 0, 0, 6);
  layout->setSpacing(6);
  auto* heading = new QLabel(fieldLabel(field.key));
  heading->setToolTip(text(field.doc));
  QFont font = heading->font();
  font.setItalic(true);
  heading->setFont(font);
  layout->addWidget(heading);

  const std::string path = joinPath("networks", field.key);
  const auto fields = std::make_shared<SpecFields*>(nullptr);
  const auto buildFields = [this, path, block, layout, fields, &network] {
    delete *fields;
    *fields = std::visit([&](auto& known) { return new SpecFields(known, path, hooks_, block); }, network);
    layout->addWidget(*fields);
  };
  std::vector<std::string_view> names;
  for (const Alternative& architecture : kArchitectures.list) names.push_back(architecture.name);
  FieldRow* row = choiceRow(
      {kArchitectures.key, field.doc}, joinPath(path, kArchitectures.key), names, static_cast<int>(network.index()),
      [&network, buildFields](int place) {
        network = networkOf(place, widthOf(network));
        buildFields();
      },
      block);
  adopt(row);
  layout->addWidget(row);
  buildFields();
  return block;
}

}  // namespace macadam
