#include "ui/widgets/finding_list.h"

#include "ui/widgets/capitalised.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/window_words.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <utility>

namespace macadam {
namespace {

constexpr int kIconSide = 14;

QLabel* iconOf(Severity severity, QWidget* parent) {
  auto* icon = new QLabel(parent);
  const bool stops = severity == Severity::Stops;
  const auto draw = [icon, stops] {
    icon->setPixmap(Theme::instance().icon(stops ? "stop" : "warning").pixmap(kIconSide, kIconSide));
  };
  QObject::connect(&Theme::instance(), &Theme::changed, icon, draw);
  draw();
  icon->setFixedWidth(kIconSide + 2);
  icon->setAccessibleName(stops ? FindingList::tr("Stops a training") : FindingList::tr("Spoils a training"));
  icon->setToolTip(icon->accessibleName());
  return icon;
}

/// Names of files break anywhere, so that none is wider than the panel.
QString breakable(QString text) {
  return text.replace('/', QStringLiteral("/\u200b")).replace('_', QStringLiteral("_\u200b"));
}

}  // namespace

QString findingText(const Finding& finding) {
  Problem problem = inWindowWords(finding.problem);
  const bool buttonSaysIt = !fixText(finding.fix).isEmpty();
  if (buttonSaysIt) problem.remedy.clear();
  return capitalised(QString::fromStdString(describe(problem))) + '.';
}

QString fixText(Fix fix) {
  switch (fix) {
    case Fix::ShowField:
      return FindingList::tr("Show");
    case Fix::LocateData:
      return FindingList::tr("Locate…");
    case Fix::ChooseMasks:
      return FindingList::tr("Choose…");
    case Fix::DrawSplit:
      return FindingList::tr("Draw");
    case Fix::MoveScenes:
      return FindingList::tr("Move");
    case Fix::TakeOutTiles:
      return FindingList::tr("Take out");
    case Fix::None:
      break;
  }
  return {};
}

FindingList::FindingList(QWidget* parent) : QWidget(parent), lines_(new QVBoxLayout(this)) {
  lines_->setContentsMargins(0, 0, 0, 0);
  lines_->setSpacing(4);
  setAccessibleName(tr("What would stop or spoil a training"));
}

void FindingList::setFindings(std::vector<Finding> findings) {
  findings_ = std::move(findings);
  while (QLayoutItem* item = lines_->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (const Finding& finding : findings_) {
    QWidget* line = makeLine(finding);
    lines_->addWidget(line);
    line->show();  // at once, so that its height is known
  }
  setVisible(!findings_.empty());
}

QWidget* FindingList::makeLine(const Finding& finding) {
  auto* line = new QWidget(this);
  line->setObjectName("finding");
  auto* row = new QHBoxLayout(line);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  auto* text = new QLabel(breakable(findingText(finding)), line);
  text->setObjectName("findingText");
  text->setWordWrap(true);
  text->setMinimumWidth(1);
  text->setAccessibleName(findingText(finding));
  row->addWidget(iconOf(finding.severity, line), 0, Qt::AlignTop);
  row->addWidget(text, 1, Qt::AlignTop);
  if (!finding.tiles.empty()) {
    text->setToolTip(tr("Click to select the tiles concerned"));
    text->setCursor(Qt::PointingHandCursor);
    text->installEventFilter(this);
  }
  if (const QString word = fixText(finding.fix); !word.isEmpty()) {
    auto* button = new QPushButton(word, line);
    button->setAutoDefault(false);
    button->setToolTip(capitalised(QString::fromStdString(inWindowWords(finding.problem).remedy)));
    button->setAccessibleName(word + ": " + findingText(finding));
    row->addWidget(button, 0, Qt::AlignTop);
    connect(button, &QPushButton::clicked, this, [this, finding] { Q_EMIT fixWished(finding); });
  }
  return line;
}

QString FindingList::text(std::size_t line) const {
  const auto* label = lines_->itemAt(static_cast<int>(line))->widget()->findChild<QLabel*>("findingText");
  return label->accessibleName();
}

QPushButton* FindingList::button(std::size_t line) const {
  return lines_->itemAt(static_cast<int>(line))->widget()->findChild<QPushButton*>();
}

bool FindingList::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::MouseButtonRelease) return QWidget::eventFilter(watched, event);
  const int line = lines_->indexOf(static_cast<QWidget*>(watched)->parentWidget());
  if (line >= 0) Q_EMIT chosen(findings_[static_cast<std::size_t>(line)].tiles);
  return true;
}

}  // namespace macadam
