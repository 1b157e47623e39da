#include "ui/shell/folder_facts_panel.h"

#include "base/problem_groups.h"
#include "ui/data/wording.h"
#include "ui/shell/message_strip.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/window_words.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

namespace macadam {
namespace {

constexpr int kExampleSide = 128;
constexpr qsizetype kLongestList = 300;

QString counted(std::size_t count) {
  return QLocale().toString(static_cast<qulonglong>(count));
}

QString originLine(const Dataset& dataset) {
  std::map<Origin, std::size_t> origins;
  for (const Sample& sample : dataset.samples) ++origins[sample.origin];
  if (origins.size() == 1 && origins.contains(Origin::Unassigned)) {
    return FolderFactsPanel::tr("The folder names no training, validation or test part; the split will draw them.");
  }
  QStringList parts;
  const auto add = [&](Origin origin, const QString& word) {
    if (origins.contains(origin)) parts.append(word.arg(counted(origins[origin])));
  };
  add(Origin::Training, FolderFactsPanel::tr("%1 for training"));
  add(Origin::Labelled, FolderFactsPanel::tr("%1 labelled"));
  add(Origin::Unlabelled, FolderFactsPanel::tr("%1 unlabelled"));
  add(Origin::Validation, FolderFactsPanel::tr("%1 for validation"));
  add(Origin::Test, FolderFactsPanel::tr("%1 for testing"));
  add(Origin::Unassigned, FolderFactsPanel::tr("%1 without a part"));
  return FolderFactsPanel::tr("The folder sets apart: %1.").arg(parts.join(", "));
}

QString sizeLine(const Dataset& dataset) {
  std::set<std::pair<int, int>> sizes;
  for (const Sample& sample : dataset.samples) sizes.insert({sample.width, sample.height});
  if (sizes.size() == 1) {
    return FolderFactsPanel::tr("%1×%2 pixels each").arg(sizes.begin()->first).arg(sizes.begin()->second);
  }
  return FolderFactsPanel::tr("from %1×%2 to %3×%4 pixels")
      .arg(sizes.begin()->first)
      .arg(sizes.begin()->second)
      .arg(sizes.rbegin()->first)
      .arg(sizes.rbegin()->second);
}

QString countLine(const Dataset& dataset) {
  const auto masks = static_cast<std::size_t>(std::ranges::count_if(dataset.samples, &Sample::hasMask));
  std::set<std::string> scenes;
  for (const Sample& sample : dataset.samples) scenes.insert(sample.scene);
  const std::size_t count = dataset.samples.size();
  const QString withMasks = masks == count ? FolderFactsPanel::tr("all with masks")
                            : masks == 0   ? FolderFactsPanel::tr("none with a mask")
                                           : FolderFactsPanel::tr("%1 with masks").arg(counted(masks));
  QString line = FolderFactsPanel::tr("%1, %2, %3").arg(tilesText(count), withMasks, sizeLine(dataset));
  if (scenes.size() == 1 && count > 1) line += FolderFactsPanel::tr(", from one scene");
  if (scenes.size() > 1 && scenes.size() < count)
    line += FolderFactsPanel::tr(", from %1 scenes").arg(counted(scenes.size()));
  return line + ".";
}

/// Of more than 8 bits a channel, how they become visible.
QString depthLine(const Dataset& dataset) {
  return dataset.pixels.deepPictures == 0 ? QString() : "\n" + QString::fromStdString(describe(dataset.pixels)) + ".";
}

/// What has to be mended, then what is worth knowing.
QList<Problem> remarksOn(const Dataset& dataset) {
  QList<Problem> all;
  for (const ProblemGroup& group : grouped(dataset.problems)) {
    if (group.first != dataset.masks.open) all.append(inWindowWords(summaryOf(group)));  // of which the mask line tells
  }
  for (const Problem& remark : dataset.pixels.remarks) all.append(remark);
  return all;
}

QLabel* exampleLabel(const QImage& example, QWidget* parent) {
  auto* label = new QLabel(parent);
  const qreal scale = parent->devicePixelRatioF();
  QPixmap picture = QPixmap::fromImage(
      example.scaled(QSize(kExampleSide, kExampleSide) * scale, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  picture.setDevicePixelRatio(scale);
  label->setPixmap(picture);
  label->setAccessibleName(FolderFactsPanel::tr("An example tile"));
  return label;
}

}  // namespace

FolderFactsPanel::FolderFactsPanel(QWidget* parent)
    : QWidget(parent),
      headline_(new QLabel(this)),
      facts_(new QLabel(this)),
      masks_(new MaskLine(this)),
      bands_(new BandChoice(this)),
      examples_(new QWidget(this)),
      checking_(new JobRow(this)),
      verdict_(new QLabel(this)),
      problems_(new QScrollArea(this)),
      problemText_(new QLabel(problems_)) {
  for (QLabel* label : {headline_, facts_, verdict_, problemText_}) label->setWordWrap(true);
  problemText_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  problemText_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  problemText_->setMargin(6);
  problems_->setWidget(problemText_);
  problems_->setWidgetResizable(true);
  problems_->setAccessibleName(tr("Problems in the folder"));
  auto* row = new QHBoxLayout(examples_);
  row->setContentsMargins(0, 4, 0, 4);
  row->setSpacing(8);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(6);
  column->addWidget(headline_);
  column->addWidget(facts_);
  column->addWidget(masks_);
  column->addWidget(bands_);
  column->addWidget(examples_);
  column->addWidget(checking_);
  column->addWidget(verdict_);
  column->addWidget(problems_, 1);
  column->addStretch();
}

void FolderFactsPanel::showNothing(const QString& hint) {
  setHeadline(hint, QFont::Normal);
  for (QWidget* widget : QList<QWidget*>{facts_, masks_, bands_, examples_, checking_, verdict_, problems_})
    widget->hide();
}

void FolderFactsPanel::showLooking(QFutureWatcherBase* watcher) {
  showNothing(tr("Looking into the folder…"));
  if (watcher == nullptr) return;
  follow(tr("Names, headers and masks are read, nothing is written."), watcher,
         tr("Stopped. Change the folder or the tile size to look again."));
}

void FolderFactsPanel::follow(const QString& title, QFutureWatcherBase* watcher, const QString& stopped) {
  checking_->follow({title, watcher});
  checking_->show();
  connect(watcher, &QFutureWatcherBase::canceled, checking_, [this, watcher, stopped] {
    if (checking_->isHidden() || checking_->watcher() != watcher) return;
    checking_->hide();
    verdict_->setText(stopped);
    verdict_->show();
  });
}

void FolderFactsPanel::showProblems(const QString& headline, const QList<Problem>& problems) {
  showNothing({});
  setHeadline(headline, QFont::Bold);
  listProblems(problems);
}

void FolderFactsPanel::showFacts(const FolderFacts& facts) {
  showNothing({});
  showSamples(*facts.dataset);
  qDeleteAll(examples_->findChildren<QLabel*>());
  auto* row = static_cast<QHBoxLayout*>(examples_->layout());
  while (row->count() > 0) delete row->takeAt(0);
  for (const QImage& example : facts.examples) row->addWidget(exampleLabel(example, examples_));
  row->addStretch();
  examples_->setVisible(!facts.examples.isEmpty());
  listProblems(remarksOn(*facts.dataset));
}

void FolderFactsPanel::showChecking(QFutureWatcherBase* watcher) {
  verdict_->hide();
  follow(tr("Checking every pixel. There is no need to wait for it."), watcher,
         tr("The check was stopped. On the Data page it can be made at any time."));
}

void FolderFactsPanel::showReport(const DataReport& report) {
  checking_->hide();
  showSamples(report.dataset);
  QString verdict = report.dataset.problems.empty()
                        ? tr("Every file could be read, and nothing looks wrong.")
                        : tr("Every file was looked at; all that is not listed below is in order.");
  if (report.roadShare)
    verdict += " " + tr("Road covers %1 of what the masks label.").arg(perCentText(*report.roadShare));
  verdict_->setText(verdict);
  verdict_->show();
  listProblems(remarksOn(report.dataset));
}

void FolderFactsPanel::showCheckLeftOut() {
  checking_->hide();
}

void FolderFactsPanel::setHeadline(const QString& text, QFont::Weight weight) {
  QFont font = headline_->font();
  font.setWeight(weight);
  headline_->setFont(font);
  headline_->setText(text);
}

void FolderFactsPanel::showSamples(const Dataset& dataset) {
  setHeadline(tr("Layout: %1").arg(QString::fromStdString(dataset.layout)), QFont::Bold);
  facts_->setText(countLine(dataset) + "\n" + originLine(dataset) + depthLine(dataset));
  facts_->show();
  masks_->setMeaning(dataset.masks);
}

void FolderFactsPanel::listProblems(const QList<Problem>& problems) {
  QStringList lines;
  for (const Problem& problem : problems.first(std::min(kLongestList, problems.size())))
    lines.append(problemMarkup(problem));
  if (problems.size() > kLongestList)
    lines.append(tr("… and %n more", nullptr, static_cast<int>(problems.size() - kLongestList)));
  problemText_->setText("<p style='margin:0 0 5px 0'>" + lines.join("</p><p style='margin:0 0 5px 0'>") + "</p>");
  problems_->setVisible(!problems.isEmpty());
}

}  // namespace macadam
