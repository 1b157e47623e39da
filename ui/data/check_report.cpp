#include "ui/data/check_report.h"

#include "ui/data/wording.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/window_words.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <filesystem>

namespace macadam {
namespace {

constexpr int kButtonPadding = 20;

using Facts = QList<std::pair<QString, QString>>;

QString originName(Origin origin) {
  switch (origin) {
    case Origin::Training:
      return CheckReport::tr("training");
    case Origin::Labelled:
      return CheckReport::tr("labelled");
    case Origin::Unlabelled:
      return CheckReport::tr("unlabelled");
    case Origin::Validation:
      return CheckReport::tr("validation");
    case Origin::Test:
      return CheckReport::tr("test");
    case Origin::Unassigned:
      break;
  }
  return CheckReport::tr("in no set");
}

QString declaredSets(const DataReport& report) {
  QStringList parts;
  for (const auto& [origin, count] : report.origins)
    parts.append(QStringLiteral("%1 %2").arg(count).arg(originName(origin)));
  return parts.join(", ");
}

QString sizesOf(const DataReport& report) {
  constexpr int kShown = 6;
  QStringList parts;
  for (const auto& [size, count] : report.sizes) {
    if (parts.size() == kShown) {
      const int more = int(report.sizes.size()) - kShown;
      parts.append(more == 1 ? CheckReport::tr("and one other size") : CheckReport::tr("and %1 other sizes").arg(more));
      break;
    }
    parts.append(CheckReport::tr("%1 of %2").arg(tilesText(count), QString::fromStdString(size)));
  }
  return parts.join(", ");
}

QString meansOf(const DataReport& report) {
  const auto number = [](double value) { return QLocale().toString(value, 'f', 0); };
  QStringList parts;
  const QStringList names{CheckReport::tr("red"), CheckReport::tr("green"), CheckReport::tr("blue")};
  for (std::size_t i = 0; i < report.channels.size(); ++i) {
    const ChannelSummary& channel = report.channels[i];
    parts.append(CheckReport::tr("%1 %2 (%3 to %4)")
                     .arg(names[int(i)], number(channel.mean), number(channel.minimum), number(channel.maximum)));
  }
  return parts.join(", ");
}

QString roadOf(const DataReport& report) {
  if (report.dataset.masks.open) return CheckReport::tr("—, until it is decided what the masks mean");
  if (!report.ignoredShare) return CheckReport::tr("—, there are no masks");
  if (!report.roadShare) return CheckReport::tr("—, every pixel of the masks is unknown");
  return CheckReport::tr("%1 of all valid pixels; %2 of all pixels are ignored")
      .arg(perCentText(*report.roadShare, 2), perCentText(*report.ignoredShare, 2));
}

Facts factsOf(const DataReport& report) {
  return {{CheckReport::tr("Layout"), QString::fromStdString(report.dataset.layout)},
          {CheckReport::tr("Tiles"), CheckReport::tr("%1 with mask, %2 without, from %3")
                                         .arg(report.withMask)
                                         .arg(report.withoutMask)
                                         .arg(report.scenes == 1 ? CheckReport::tr("one scene")
                                                                 : CheckReport::tr("%1 scenes").arg(report.scenes))},
          {CheckReport::tr("Declared"), declaredSets(report)},
          {CheckReport::tr("Sizes"), sizesOf(report)},
          {CheckReport::tr("Masks"), QString::fromStdString(report.dataset.masks.sentence)},
          {CheckReport::tr("Road"), roadOf(report)},
          {CheckReport::tr("Pixels"), QString::fromStdString(describe(report.dataset.pixels))},
          {CheckReport::tr("Colours"), meansOf(report)}};
}

/// Below the data set, where it is.
QString placeOf(const Problem& problem, const Dataset& dataset) {
  const std::filesystem::path where(problem.where);
  if (!where.is_absolute()) return QString::fromStdString(problem.where);
  const auto below = where.lexically_relative(dataset.root);
  const bool isBelow = !below.empty() && *below.begin() != "..";
  return QString::fromStdString(isBelow ? below.string() : problem.where);
}

QTreeWidget* problemList(const DataReport& report, QWidget* parent) {
  auto* list = new QTreeWidget(parent);
  list->setHeaderLabels({CheckReport::tr("File"), CheckReport::tr("What is wrong"), CheckReport::tr("What to do")});
  list->setRootIsDecorated(false);
  list->setAlternatingRowColors(true);
  list->setSortingEnabled(true);
  list->sortByColumn(0, Qt::AscendingOrder);
  list->setAccessibleName(CheckReport::tr("Problems"));
  for (const Problem& each : report.dataset.problems) {
    const Problem problem = inWindowWords(each);
    auto* item = new QTreeWidgetItem(list, {placeOf(problem, report.dataset), QString::fromStdString(problem.what),
                                            QString::fromStdString(problem.remedy)});
    item->setData(0, Qt::UserRole, QString::fromStdString(problem.where));
    for (int column = 0; column < 3; ++column) item->setToolTip(column, item->text(column));
  }
  list->header()->resizeSection(0, 230);
  list->header()->resizeSection(1, 300);
  return list;
}

QString textOf(const DataReport& report, const Facts& facts) {
  QString text;
  for (const auto& [name, value] : facts) text += QStringLiteral("%1: %2\n").arg(name, value);
  for (const Problem& problem : report.dataset.problems)
    text += QString::fromStdString(describe(inWindowWords(problem))) + '\n';
  return text;
}

}  // namespace

CheckReport::CheckReport(const DataReport& report, QWidget* parent)
    : QDialog(parent), outdated_(new NoticeBar(NoticeTone::Warning, this)) {
  setWindowTitle(tr("Data check"));
  setAttribute(Qt::WA_DeleteOnClose);
  const Facts facts = factsOf(report);
  text_ = textOf(report, facts);

  auto* form = new QFormLayout;
  form->setLabelAlignment(Qt::AlignRight);
  form->setHorizontalSpacing(14);
  for (const auto& [name, value] : facts) {
    auto* label = new QLabel(value, this);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    form->addRow(new MutedLabel(name, this), label);
  }
  const std::size_t count = report.dataset.problems.size();
  auto* verdict = new QLabel(count == 0   ? tr("Every pixel was read and nothing is wrong.")
                             : count == 1 ? tr("1 problem; all other tiles are usable.")
                                          : tr("%1 problems; all other tiles are usable.").arg(count),
                             this);
  QFont bold = verdict->font();
  bold.setWeight(QFont::DemiBold);
  verdict->setFont(bold);

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  QPushButton* copy = buttons->addButton(tr("Copy report"), QDialogButtonBox::ActionRole);
  copy->setMinimumWidth(copy->sizeHint().width() + kButtonPadding);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 14, 16, 12);
  column->setSpacing(10);
  column->addWidget(outdated_);
  column->addWidget(verdict);
  column->addLayout(form);
  if (count > 0) {
    QTreeWidget* list = problemList(report, this);
    list->setToolTip(tr("Double-click to select the tile"));
    connect(list, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem* item) { Q_EMIT chosen(item->data(0, Qt::UserRole).toString()); });
    column->addWidget(list, 1);
    resize(820, 520);
  } else {
    column->addStretch(1);
    resize(560, 260);
  }
  column->addWidget(buttons);
  connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text_); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
}

void CheckReport::markOutdated() {
  outdated_->show(tr("Masks have been edited since this check. Check all pixels again to see them as they are now."));
}

}  // namespace macadam
