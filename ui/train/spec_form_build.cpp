#include "ui/train/choice_box.h"
#include "ui/train/method_rows.h"
#include "ui/train/spec_fields.h"
#include "ui/train/spec_form.h"
#include "ui/widgets/muted_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <memory>

namespace macadam {
namespace {

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

}  // namespace

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
      FieldRow* studentFrom = nullptr;
      void value(const Field& field, std::string& source) {
        studentFrom = pathRow(field, joinPath("networks", field.key), source, form.scroll_);
        form.adopt(studentFrom);
      }
      void table(const Field& role, NetworkSpec& network) {
        QWidget* block = form.networkBlock(role, network);
        constexpr int kBelowHeading = 1;
        if (role.key == kRoleNames.front()) {
          qobject_cast<QVBoxLayout*>(block->layout())->insertWidget(kBelowHeading, studentFrom);
        }
        content->addWidget(block);
      }
    } blocks{form, content};
    visitFields(networks, blocks);
    content->addWidget(form.teacherButtons());
  }

  void method(const Field&, MethodSpec&) {}  // stands above everything else

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
  visitFields(now_.spec, sections);
  run->finish();
  page->addStretch(1);
  scroll_->setWidget(widget);
  buildMethod();
  orderTabs();
  offerTiles();
  refresh();
  scroll_->verticalScrollBar()->setValue(place);
}

void SpecForm::addMethodSection(QVBoxLayout* page) {
  FoldSection* fold = makeFold(tr("Method"), "method", FoldSection::Rank::Section);
  rowChoice_ = new ChoiceBox;
  for (const SuiteRow& row : methodChoices()) rowChoice_->addItem(rowLabel(row.name));
  connect(rowChoice_, &QComboBox::activated, this,
          [this](int place) { chooseRow(methodChoices()[static_cast<std::size_t>(place)].name); });
  auto* row =
      new FieldRow("method.kind", tr("Train"), tr("How the networks learn, as in the rows of the tables."), rowChoice_);
  followPointer(row);
  connect(
      row, &FieldRow::resetWished, this, [this] { resetField("method.kind"); }, Qt::QueuedConnection);
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
      std::visit([&](auto& method) { return new SpecFields(method, "method", hooks_, nullptr); }, now_.spec.method);
  methodLayout_->addWidget(methodFields_);
  methodDoc_->setText(QString::fromStdString(sentenceOf(factsOf(now_.spec.method))));
}

QWidget* SpecForm::teacherButtons() {
  auto* buttons = new QWidget;
  buttons->setObjectName("teacher-buttons");
  auto* layout = new QHBoxLayout(buttons);
  layout->setContentsMargins(0, 0, 0, 0);
  const auto count = static_cast<int>(now_.spec.networks.teachers.size());
  const auto add = [&](const QString& title, const QString& tip, bool isPossible, void (SpecForm::*what)()) {
    auto* button = new QPushButton(title);
    button->setToolTip(tip);
    button->setEnabled(isPossible);
    // Queued: the button goes with what is built anew.
    connect(button, &QPushButton::clicked, this, what, Qt::QueuedConnection);
    layout->addWidget(button);
  };
  add(tr("Add a teacher"), tr("Teachers teach each other; the student learns from their mean."),
      count < Role::kMostTeachers, &SpecForm::addTeacher);
  add(tr("Remove teacher %1").arg(count), tr("Two teachers are the least."), count > 2, &SpecForm::removeTeacher);
  layout->addStretch(1);
  return buttons;
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
        orderTabs();
      },
      block);
  adopt(row);
  layout->addWidget(row);
  buildFields();
  return block;
}

}  // namespace macadam
