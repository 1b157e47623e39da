#include "ui/train/spec_page.h"

#include "spec/network_choices.h"
#include "spec/settings.h"
#include "ui/train/choice_box.h"
#include "ui/train/field_editors.h"
#include "ui/train/field_row.h"
#include "ui/train/method_rows.h"
#include "ui/train/spec_fields.h"
#include "ui/train/spec_words.h"
#include "ui/widgets/muted_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <memory>
#include <string_view>
#include <variant>
#include <vector>

namespace macadam {
namespace {

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

int problemsIn(const QWidget& part) {
  const QList<FieldRow*> rows = part.findChildren<FieldRow*>();
  return static_cast<int>(std::ranges::count_if(rows, [](const FieldRow* row) { return !row->problem().isEmpty(); }));
}

}  // namespace

/// A visitor that gives each part of a spec a section of its own.
struct SpecPage::Sections {
  SpecPage& page;
  SpecFields* run;
  bool drawsSplit;
  QVBoxLayout* data = nullptr;

  template <typename T>
  void value(const Field& field, T& member) {
    run->value(field, member);
  }

  template <typename Spec>
  void table(const Field& field, Spec& spec) {
    add(field)->addWidget(new SpecFields(spec, std::string(field.key), page.hooks_, nullptr));
  }

  void table(const Field& field, DataSpec& spec) {
    data = add(field);
    page.sourceText_ = new MutedLabel;
    page.sourceText_->setWordWrap(true);
    data->addWidget(page.sourceText_);
    data->addWidget(new SpecFields(spec, std::string(field.key), page.hooks_, nullptr));
  }

  void table(const Field& field, SplitSpec& spec) {
    if (!drawsSplit) return;  // nothing is drawn
    data->addWidget(new SpecFields(spec, std::string(field.key), page.hooks_, nullptr));
  }

  void table(const Field& field, NetworksSpec& networks) {
    QVBoxLayout* content = add(field);
    struct Blocks {
      SpecPage& page;
      QVBoxLayout* content;
      FieldRow* studentFrom = nullptr;
      void value(const Field& field, std::string& source) {
        studentFrom = pathRow(field, joinPath("networks", field.key), source, &page);
        page.hooks_.adopt(studentFrom);
      }
      void table(const Field& role, NetworkSpec& network) {
        QWidget* block = page.networkBlock(role, network);
        constexpr int kBelowHeading = 1;
        if (role.key == kRoleNames.front()) {
          qobject_cast<QVBoxLayout*>(block->layout())->insertWidget(kBelowHeading, studentFrom);
        }
        content->addWidget(block);
      }
    } blocks{page, content};
    visitFields(networks, blocks);
    content->addWidget(page.teacherButtons());
  }

  void method(const Field&, MethodSpec&) {}  // stands above everything else

  QVBoxLayout* add(const Field& field) {
    const QString title = field.key == "augment" ? tr("Augmentation") : fieldLabel(field.key);
    FoldSection* fold = page.addSection(title, text(field.key));
    fold->setToolTip(text(field.doc));
    return fold->content();
  }
};

SpecPage::SpecPage(RunSpec& spec, const FormHooks& hooks, bool drawsSplit)
    : spec_(spec), hooks_(hooks), layout_(new QVBoxLayout(this)) {
  layout_->setContentsMargins(10, 8, 12, 8);
  layout_->setSpacing(4);
  addMethodSection();
  auto* run = new SpecFields("", hooks_, nullptr);
  addSection(tr("Run"), "run")->content()->addWidget(run);
  Sections sections{*this, run, drawsSplit};
  visitFields(spec_, sections);
  run->finish();
  layout_->addStretch(1);
}

FoldSection* SpecPage::addSection(const QString& title, const QString& key) {
  FoldSection* fold = hooks_.makeFold(title, key, FoldSection::Rank::Section);
  layout_->addWidget(fold);
  return fold;
}

void SpecPage::addMethodSection() {
  FoldSection* fold = addSection(tr("Method"), "method");
  rowChoice_ = new ChoiceBox;
  for (const SuiteRow& row : methodChoices()) rowChoice_->addItem(rowLabel(row.name));
  connect(rowChoice_, &QComboBox::activated, this,
          [this](int place) { Q_EMIT rowChosen(methodChoices()[static_cast<std::size_t>(place)].name); });
  methodRow_ =
      new FieldRow("method.kind", tr("Train"), tr("How the networks learn, as in the rows of the tables."), rowChoice_);
  methodDoc_ = new MutedLabel;
  methodDoc_->setWordWrap(true);
  methodLayout_ = fold->content();
  methodLayout_->addWidget(methodRow_);
  methodLayout_->addWidget(methodDoc_);
}

void SpecPage::buildMethod() {
  delete methodFields_;  // its rows write into the method that has gone
  methodFields_ =
      std::visit([&](auto& method) { return new SpecFields(method, "method", hooks_, nullptr); }, spec_.method);
  methodLayout_->addWidget(methodFields_);
  methodDoc_->setText(QString::fromStdString(sentenceOf(factsOf(spec_.method))));
}

void SpecPage::refresh(const std::string& row, const QString& source) {
  for (FoldSection* fold : findChildren<FoldSection*>()) fold->setAttention(problemsIn(*fold));
  rowChoice_->setCurrentIndex(
      static_cast<int>(std::ranges::find(methodChoices(), row, &SuiteRow::name) - methodChoices().begin()));
  sourceText_->setText(source);
  const std::vector<Role> roles = rolesBuilt(spec_.method);
  for (const Role role : spec_.networks.roles()) {
    auto* block = findChild<QWidget*>("network-" + QString::fromStdString(toString(role)));
    block->setVisible(problemsIn(*block) > 0 || std::ranges::find(roles, role) != roles.end());
  }
  findChild<QWidget*>("teacher-buttons")->setVisible(teachersOf(spec_.method) != nullptr);
  if (auto* teachers = findChild<QWidget*>("method.teachers")) {
    teachers->setVisible(problemsIn(*teachers) > 0 || std::get<SslkdSpec>(spec_.method).teachersFrom.empty());
  }
}

QWidget* SpecPage::teacherButtons() {
  auto* buttons = new QWidget;
  buttons->setObjectName("teacher-buttons");
  auto* layout = new QHBoxLayout(buttons);
  layout->setContentsMargins(0, 0, 0, 0);
  const auto count = static_cast<int>(spec_.networks.teachers.size());
  const auto add = [&](const QString& title, const QString& tip, bool isPossible, void (SpecPage::*wish)()) {
    auto* button = new QPushButton(title);
    button->setToolTip(tip);
    button->setEnabled(isPossible);
    connect(button, &QPushButton::clicked, this, wish);
    layout->addWidget(button);
  };
  add(tr("Add a teacher"), tr("Teachers teach each other; the student learns from their mean."),
      count < Role::kMostTeachers, &SpecPage::teacherWished);
  add(tr("Remove teacher %1").arg(count), tr("Two teachers are the least."), count > 2, &SpecPage::lessTeachersWished);
  layout->addStretch(1);
  return buttons;
}

QWidget* SpecPage::networkBlock(const Field& field, NetworkSpec& network) {
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
    *fields = new SpecFields(network, path, hooks_, block);
    layout->addWidget(*fields);
  };
  std::vector<std::string_view> names;
  for (const DecoderFacts& decoder : kDecoders) names.push_back(decoder.name);
  FieldRow* row = choiceRow(
      {kArchitectureKey, field.doc}, joinPath(path, kArchitectureKey), names, static_cast<int>(network.decoder),
      [this, &network, buildFields](int place) {
        const double width = network.width;
        network = networkOf(kDecoders[static_cast<std::size_t>(place)].decoder);
        network.width = width;
        buildFields();
        Q_EMIT rebuilt();
      },
      block);
  hooks_.adopt(row);
  layout->addWidget(row);
  buildFields();
  return block;
}

}  // namespace macadam
